"""What the rounds screen stands on: the rounds, the one under the cursor, its steps."""

from typing import ClassVar

from textual.reactive import reactive

from hsbcode.domain.errors import UsageConflict
from hsbcode.domain.rounds import Phase, Round, RoundKind
from hsbcode.tui.saying import Saying
from hsbcode.tui.widgets.sentence_list import SentenceRow
from hsbcode.workflows.opening import Project
from hsbcode.workflows.rounds.checklist import (
    NEXT_WORDS,
    SHARED_FILE,
    Next,
    checklist,
    next_of,
)
from hsbcode.workflows.rounds.reading import progress, progress_words
from hsbcode.workflows.rounds.words import phase_words
from hsbcode.workflows.suggestions.lines import BarLine, share_bar

_EMPTY = (
    BarLine("Several people code the same answers, each without seeing the others."),
    BarLine("Then the round is released: agreement is measured, and differences are"),
    BarLine("talked about and settled. What was coded blind never changes after that."),
    BarLine(""),
    BarLine("Enter draws the first sample."),
)


class RoundsDesk(Saying[None]):
    """State of the rounds screen; widgets below receive it by ``data_bind``.

    Args:
        project: an open project.
        coder: who looks, and takes the steps.
    """

    AUTO_FOCUS: ClassVar[str | None] = ""

    rows: reactive[tuple[SentenceRow, ...]] = reactive[tuple[SentenceRow, ...]](
        (), init=False
    )
    place: reactive[int] = reactive(0, init=False)
    list_words: reactive[str] = reactive("", init=False)
    lines: reactive[tuple[BarLine, ...]] = reactive[tuple[BarLine, ...]]((), init=False)
    named: reactive[str] = reactive("", init=False)

    def __init__(self, project: Project, coder: str) -> None:
        super().__init__()
        self.project = project
        self.coder = coder

    @property
    def rounds(self) -> list[Round]:
        """The rounds, the latest first."""
        return list(reversed(self.project.rounds.values()))

    @property
    def at(self) -> Round:
        """The round under the cursor.

        Raises:
            UsageConflict: there is none.
        """
        if not self.rounds:
            raise UsageConflict("There is no round yet.", "d draws one.")
        return self.rounds[self.place]

    def show_all(self, name: str = "") -> None:
        """Bring everything up to date; go to a round by its id."""
        found = self.rounds
        self.list_words = f"Rounds · {len(found)}" if found else "Rounds"
        self.rows = tuple(
            SentenceRow(
                each.label,
                phase_words(each)
                + (
                    f", {progress_words(self.project, each)}"
                    if each.phase is Phase.BLIND
                    else ""
                ),
                quiet=each.phase is Phase.SETTLED,
            )
            for each in found
        )
        ids = [each.id for each in found]
        self.go_to(ids.index(name) if name in ids else self.place)

    def go_to(self, place: int) -> None:
        """Go to a round, at most to an end, and tell about it."""
        if not self.rounds:
            self.named = "No round yet"
            self.lines = _EMPTY
            return
        self.place = max(0, min(place, len(self.rounds) - 1))
        self.named = f"{self.at.label} · {_KINDS[self.at.kind]}"
        self.lines = tuple(self._lines(self.at))

    def _lines(self, each: Round) -> list[BarLine]:
        project = self.project
        following = next_of(project, each, self.coder)
        lines = [BarLine(f"Next: {NEXT_WORDS[following]}", heading=True), BarLine("")]
        for step in checklist(project, each, self.coder):
            mark = "✓" if step.done else "▸" if step.here else "·"
            words = f": {step.words}" if step.words else ""
            lines.append(BarLine(f"{mark} {step.name}{words}"))
        rows = progress(project, each)
        if rows:
            lines.append(BarLine(""))
            lines += [
                BarLine(
                    row.coder,
                    share_bar(row.finished / row.total if row.total else None),
                    f"{row.finished} of {row.total}",
                )
                for row in rows
            ]
        if each.suggestions == "half":
            lines += [
                BarLine(""),
                BarLine("Suggestions are shown for a random half of each share."),
            ]
        if each.is_closed and project.package is None:
            lines += [BarLine(""), BarLine(SHARED_FILE)]
        return lines

    @property
    def following(self) -> Next:
        """What comes next in the round under the cursor."""
        if not self.rounds:
            return Next.DRAW
        return next_of(self.project, self.at, self.coder)


_KINDS = {
    RoundKind.TEAM: "the same answers, coded blind",
    RoundKind.SELF: "one's own answers once more",
    RoundKind.SHARE: "work shared out",
}
