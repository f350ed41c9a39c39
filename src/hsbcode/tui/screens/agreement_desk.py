"""What the agreement screen stands on: what is compared, found, kept, told."""

from collections.abc import Callable, MutableMapping
from dataclasses import dataclass
from typing import Any, ClassVar, cast

from textual.reactive import reactive
from textual.widgets import Static

from hsbcode.domain.errors import HsbcodeError
from hsbcode.tui.plain import one_line, plain
from hsbcode.tui.widgets.sentence_list import SentenceRow
from hsbcode.tui.working_apart import WorksApart
from hsbcode.workflows.agreement_shown import ShownAgreement
from hsbcode.workflows.opening import Project
from hsbcode.workflows.suggestions.apart import Apart
from hsbcode.workflows.suggestions.lines import BarLine

_ALL = "All codes together"
Kept = MutableMapping[tuple[object, ...], object]


@dataclass(frozen=True, slots=True)
class Compared:
    """What is compared."""

    round: str = ""
    outside: bool = False
    question: str = ""
    level: str = "leaf"


class AgreementDesk(WorksApart[None]):
    """State of the agreement screen; widgets below receive it by ``data_bind``.

    Args:
        project: an open project.
        round_: a released round; empty: the last one, or outside rounds.
        talk: goes through the disagreements of a round about a code; empty: all.
        kept: what was compared → what was found, for as long as the log stays.
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
        round_: str,
        talk: Callable[[str, str], None],
        kept: Kept,
    ) -> None:
        super().__init__(id="agreement")
        self.project = project
        self.compared = Compared(round_)
        self.shown: ShownAgreement | None = None
        self._talk = talk
        self._kept = kept

    # --- comparing -----------------------------------------------------------------

    @property
    def _key(self) -> tuple[object, ...]:
        return (self.project.path, self.project.log.last_id(), self.compared)

    def compare(self) -> None:
        """Show what was found before, or compare in a process of its own."""
        self.stop()
        kept = self._kept.get(self._key)
        if kept is not None:
            self._take(cast("ShownAgreement", kept))
            return
        self.shown, self.rows, self.named = None, (), ""
        self.lines = (BarLine("Comparing coders …"),)
        self._say_where()
        at = self.compared
        self.start(
            Apart(
                "agreement",
                self.project.path,
                question=at.question,
                round_=at.round,
                level=at.level,
                outside=at.outside,
            )
        )

    def work_done(self, found: Any, error: HsbcodeError | None) -> None:
        """Show what was found and keep it until the log grows."""
        if found is not None:
            for old in [k for k in self._kept if k[:2] != self._key[:2]]:
                del self._kept[old]
            self._kept[self._key] = found
            self._take(found)
        elif error is not None:
            self.lines = (BarLine(error.message), BarLine(error.hint))

    def _take(self, found: ShownAgreement) -> None:
        self.shown = found
        self.rows = (
            SentenceRow(_ALL, ""),
            *(
                SentenceRow(
                    each.label,
                    f"{each.bar} {each.alpha}".strip(),
                    f"{each.apart} apart",
                    quiet=not each.apart,
                )
                for each in found.codes
            ),
        )
        self.list_words = "What needs talk first · alpha from 0 to 1"
        self._say_where()
        self.go_to(min(self.place, len(self.rows) - 1))

    def _say_where(self) -> None:
        at = self.compared
        name = one_line(self.project.path.name)
        words = [name, "agreement", "outside rounds" if at.outside else at.round]
        if self.shown is not None and not at.outside:
            words[2] = self.shown.round or "outside rounds"
        if at.question:
            words.append(at.question)
        if at.level == "parent":
            words.append("tops of branches")
        line = " · ".join(word for word in words if word)
        self.query_one("#where", Static).update(plain(line))

    def go_to(self, place: int) -> None:
        """Go to a row, at most to an end, and tell about it."""
        if self.shown is None or not self.rows:
            return
        self.place = max(0, min(place, len(self.rows) - 1))
        self.named = self.rows[self.place].label
        codes = self.shown.codes
        at = self.place
        self.lines = codes[at - 1].lines if at else self.shown.overall
