"""Every guess about an export changed with a key."""

from collections.abc import Callable, Mapping

from textual.reactive import reactive

from hsbcode.domain.errors import HsbcodeError, UsageConflict
from hsbcode.tui.dialogs.asking import Ask
from hsbcode.tui.plain import one_line, shortened
from hsbcode.tui.screens.import_forms import GivingForms
from hsbcode.workflows.importing import understanding as changing
from hsbcode.workflows.importing.understanding import (
    ANSWERS,
    ColumnGuess,
    Kind,
    Understanding,
)

_SHORT = 40
"""A column kept by hand is open if an answer is longer than this."""

_READ_AS: Mapping[str, str] = {
    "open": "open: people's own words",
    "closed": "closed: one answer was chosen",
    "tick": "one tick box",
    "ticks": "several ticks",
    "id": "the ids of the respondents",
    "drop": "left out",
}


class ChangingGuesses(GivingForms):
    """What an import preview does with the column under the cursor."""

    columns: reactive[tuple[ColumnGuess, ...]] = reactive[tuple[ColumnGuess, ...]](
        (), init=False
    )
    place: reactive[int] = reactive(0, init=False)
    column: reactive[ColumnGuess | None] = reactive[ColumnGuess | None](
        None, init=False
    )

    def action_kind(self, kind: str) -> None:
        """Give the column under the cursor another kind."""
        self._change(
            lambda now: changing.with_kind(now, self.place, Kind(kind)),
            f"is read as {_READ_AS.get(kind, kind)}",
        )

    def action_as_closed(self) -> None:
        """Read the column as answers to choose from."""
        self.action_kind("closed")

    def action_as_open(self) -> None:
        """Read the column as people's own words."""
        self.action_kind("open")

    def action_as_tick(self) -> None:
        """Read the column as one tick box."""
        self.action_kind("tick")

    def action_as_ticks(self) -> None:
        """Read the column as several ticks in one cell."""
        self.action_kind("ticks")

    def action_as_id(self) -> None:
        """Read the column as the respondents' ids."""
        self.action_kind("id")

    def action_drop(self) -> None:
        """Leave the column out."""
        self.action_kind("drop")

    def action_keep(self) -> None:
        """Keep a column that was left out."""
        column = self.columns[self.place]
        if column.kind in ANSWERS:
            self.said = "It is kept already."
        else:
            self.action_kind("open" if column.longest > _SHORT else "closed")

    def action_join(self) -> None:
        """Make the column a box of the question above it."""

        def change(now: Understanding) -> Understanding:
            if self.place == 0:
                raise UsageConflict("There is no column above the first.")
            above = now.columns[self.place - 1]
            if above.kind not in ANSWERS:
                raise UsageConflict("The column above is no answer to join with.")
            boxes = [column.position for column in now.columns_of(above.question)]
            return changing.joined(now, [*boxes, self.place])

        self._change(change, "joined with the one above")

    def action_break(self) -> None:
        """Make the column a question of its own."""
        self._change(
            lambda now: changing.split_off(now, self.place), "a question of its own"
        )

    def action_headers(self) -> None:
        """Say how many rows are headers."""

        def answer(typed: str | None) -> None:
            if typed is not None and typed.strip().isdecimal():
                rows = int(typed)
                self._change(
                    lambda _now: changing.with_header_rows(self._raw, rows),
                    f"{rows} header rows; everything is guessed anew",
                )

        self.app.push_screen(
            Ask(
                "Header rows",
                "How many rows stand above the answers?",
                str(self._understanding.header_rows),
            ),
            answer,
        )

    def action_rename(self) -> None:
        """Give the question another label."""
        column = self.columns[self.place]
        if column.kind not in ANSWERS:
            self.said = "Only a question has a label; o or c makes this column one."
            return

        def answer(label: str | None) -> None:
            if label and label.strip():
                self._change(
                    lambda now: changing.renamed(now, column.question, label.strip()),
                    "renamed",
                )

        self.app.push_screen(
            Ask("Label", "Short, for screens and tables.", column.label), answer
        )

    def _change(
        self, change: Callable[[Understanding], Understanding], words: str
    ) -> None:
        try:
            changed = change(self._understanding)
        except HsbcodeError as error:
            self.tell(error)
            return
        header = one_line(
            changed.columns[min(self.place, len(changed.columns) - 1)].header
        )
        self.said = f"{shortened(header, 30)}: {words}"
        self.show_guesses(changed)
