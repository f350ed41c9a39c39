"""What the suggestions screen stands on: the judgement, kept or being made."""

from collections.abc import Callable
from typing import Any, ClassVar

from textual.reactive import reactive

from hsbcode.domain.errors import HsbcodeError
from hsbcode.domain.quality import CodeQuality, Quality
from hsbcode.tui.widgets.sentence_list import SentenceRow
from hsbcode.tui.working_apart import WorksApart
from hsbcode.workflows.opening import Project
from hsbcode.workflows.suggestions.apart import Apart
from hsbcode.workflows.suggestions.learnt_from import counting_codings
from hsbcode.workflows.suggestions.lines import (
    BarLine,
    code_lines,
    code_sentence,
    overall_lines,
)

_SHORT = {"useful": "useful", "weak": "weak", "not enough to say": "too few"}
_ALL = "All codes together"
_EMPTY = (
    "r judges the suggestions by what people have coded: each answer by a model "
    "that has not seen it. It takes some seconds to a minute, beside everything else."
)
_NOTHING = (
    "Nothing is coded yet. Code some answers and finish them (space); from 20 on "
    "there is something to judge by."
)


class SuggestionsDesk(WorksApart[None]):
    """State of the suggestions screen; widgets below receive it by ``data_bind``.

    Args:
        project: an open project.
        coder: who looks, and chooses a limit.
        kept: what was found the last time; None: nothing yet.
        keep: called with what is found.
    """

    AUTO_FOCUS: ClassVar[str | None] = ""

    rows: reactive[tuple[SentenceRow, ...]] = reactive[tuple[SentenceRow, ...]](
        (), init=False
    )
    place: reactive[int] = reactive(0, init=False)
    list_words: reactive[str] = reactive("", init=False)
    lines: reactive[tuple[BarLine, ...]] = reactive[tuple[BarLine, ...]]((), init=False)
    named: reactive[str] = reactive("", init=False)

    def __init__(
        self,
        project: Project,
        coder: str,
        kept: Quality | None,
        keep: Callable[[Quality], None],
    ) -> None:
        super().__init__()
        self.project = project
        self.coder = coder
        self.quality = kept
        self._keep = keep
        self._technical = False

    # --- judging -------------------------------------------------------------------

    def begin(self) -> None:
        """Judge in a process of its own; an earlier one is ended."""
        self.say("Judging the suggestions … s stops it.")
        self.start(Apart("evaluate", self.project.path))

    def work_done(self, found: Any, error: HsbcodeError | None) -> None:
        """Show what was found and keep it."""
        if error is not None:
            self.say("")
            self.tell(error)
        elif found is not None:
            self.quality = found
            self._keep(found)
            self.say("")
        self.show_all()

    # --- showing -------------------------------------------------------------------

    def label(self, code: str) -> str:
        """Return the name of a code that may be gone from the frame."""
        book = self.project.codebook
        return book.label(code) if code in book else code

    def show_all(self) -> None:
        """Bring the list and what is told up to date."""
        quality = self.quality
        coded = len(counting_codings(self.project))
        if quality is None or quality.reason:
            self.rows = ()
            self.list_words = "Suggestions"
            self.named = ""
            reason = quality.reason if quality is not None else ""
            words = reason or (_EMPTY if coded else _NOTHING)
            self.lines = (BarLine(words),)
            return
        since = coded - quality.coded
        self.list_words = f"as of {quality.coded:,} coded answers" + (
            f", {since:,} more since" if since > 0 else ""
        )
        self.rows = (
            SentenceRow(_ALL, ""),
            *(
                SentenceRow(
                    self.label(c.code),
                    code_sentence(c),
                    _SHORT[c.verdict],
                    quiet=c.verdict == "not enough to say",
                )
                for c in self.judged()
            ),
        )
        self.go_to(self.place)

    def judged(self) -> list[CodeQuality]:
        """Return the codes that were given or suggested, in the order of the list."""
        return [
            each
            for each in (self.quality.codes if self.quality is not None else ())
            if each.positives or each.suggested
        ]

    def go_to(self, place: int) -> None:
        """Go to a row, at most to an end, and tell about it."""
        quality = self.quality
        if quality is None or not self.rows:
            return
        self.place = max(0, min(place, len(self.rows) - 1))
        self.named = self.rows[self.place].label
        if self.place == 0:
            book = self.project.codebook
            told = overall_lines(quality, book, self.label, technical=self._technical)
        else:
            code = self.judged()[self.place - 1]
            told = code_lines(quality, code, technical=self._technical)
        self.lines = tuple(told)
