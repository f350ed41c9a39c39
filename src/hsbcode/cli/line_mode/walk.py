"""The way through the answers at the prompt: where one is, and which are shown."""

from typing import TYPE_CHECKING

from hsbcode.cli import printing
from hsbcode.domain.errors import UsageConflict

if TYPE_CHECKING:
    from collections.abc import Callable

    from hsbcode.workflows.answer_lines import ListFilter
    from hsbcode.workflows.coding import CodingSession
    from hsbcode.workflows.orders import Order


class LineWalk:
    """A filtered list of answers with a place in it.

    A move that succeeds answers True: then the answer is to be read out.
    """

    def __init__(self, session: "CodingSession") -> None:
        from hsbcode.workflows.answer_lines import ListFilter
        from hsbcode.workflows.orders import Order

        self._session = session
        self._no_filter = ListFilter()
        self._filter = self._no_filter
        self._as_imported = Order()
        self._order = self._as_imported
        self._ordered: list[str] | None = None
        """All answers, where their order is another than that of import."""
        self.units: list[str] = list(session.units)
        self._at = 0
        self._chosen: str | None = None
        """The answer that was gone to for what it is, and not come to in order."""
        self._begin(session.place())

    @property
    def picked(self) -> str:
        """How the answer one is at came before the coder."""
        from hsbcode.workflows.orders import picked_by

        here = self.unit_id
        chosen = here is not None and here == self._chosen
        round_ = self._session.round
        return picked_by(self._filter, self._order, here, chosen=chosen, round_=round_)

    @property
    def unit_id(self) -> str | None:
        """The answer one is at; None in an empty list."""
        return self.units[self._at] if self.units else None

    @property
    def here(self) -> str:
        """The answer one is at, in a list known to have some."""
        return self.units[self._at]

    @property
    def words(self) -> str:
        """Where one is, of how many, and which are shown."""
        of = f"{self._at + 1} of {len(self.units)}"
        shown = [self._session.choice.words(self._filter), self._order.words]
        if any(shown):
            of += f" ({', '.join(filter(None, shown))})"
        return of

    def move(self, by: int) -> bool:
        """Go on or back; False, said aloud, at an end of the list."""
        to = self._at + by
        if not 0 <= to < len(self.units):
            tally = self._session.tally()
            end = "last" if by > 0 else "first"
            done = f"{tally.finished} of {tally.total} finished"
            printing.data(f"That was the {end} answer. {done}.")
            return False
        self._at = to
        return True

    def go_to(self, unit: str | None) -> bool:
        """Go to an answer; False if it is not in this list."""
        if unit not in self.units:
            return False
        self._at = self.units.index(unit)
        return True

    def go(self, name: str) -> None:
        """Go to an answer by number in this list, or by name.

        Raises:
            UsageConflict: there is no such answer in the list.
        """
        if name.isdigit() and 1 <= int(name) <= len(self.units):
            self._at = int(name) - 1
            self._chosen = self.here
            return
        if self.go_to(self._session.choice.find(name)):
            self._chosen = self.here
            return
        raise UsageConflict(f"There is no answer “{name}” in this list.")

    def set_filter(self, typed: str, find_doubts: "Callable[[], None]") -> None:
        """Show only some answers.

        Args:
            typed: the filter.
            find_doubts: looks for doubtful codings, where they are asked for.

        Raises:
            UsageConflict: something in the filter is unknown.
        """
        wish = self._session.choice.read(typed)
        if wish.doubtful:
            find_doubts()
        self._show(wish)
        printing.data(f"{len(self.units)} of {len(self._session.units)} answers.")

    def list_filters(self) -> None:
        """Say which filters were saved."""
        saved = self._session.choice.saved()
        for name, typed in saved.items():
            printing.data(f"{name}: {typed}")
        if not saved:
            printing.data("No filter was saved. F save NAME saves the present one.")

    def save_filter(self, name: str) -> None:
        """Save the present filter.

        Raises:
            UsageConflict: there is none, or it cannot have that name.
        """
        kept = self._session.choice.save(name, self._filter)
        printing.data(f"Saved: F {kept} shows these answers again.")

    def drop_filter(self, name: str) -> None:
        """Forget a saved filter.

        Raises:
            UsageConflict: there is none of that name.
        """
        self._session.choice.drop(name)
        printing.data(f"Forgotten: {name}.")

    def set_order(
        self, name: str, useful: "Callable[[], tuple[list[str], Order]]"
    ) -> None:
        """Take another order, and begin at its first answer not finished.

        Args:
            name: as imported, random, similar, useful, or the beginning of one.
            useful: orders the answers by chance and by their use in turn.

        Raises:
            UsageConflict: there is no such order, or it cannot be had here.
        """
        from hsbcode.workflows.orders import Order, most_like, order_kind

        session, kind = self._session, order_kind(name)
        if kind == "imported":
            self._order, self._ordered = self._as_imported, None
        elif kind == "random":
            self._order = session.choice.random_order()
            self._ordered = session.choice.shuffled(self._order)
        elif kind == "similar":
            unit = session.unit(self.here)
            self._ordered = most_like(
                session.project, session.question.id, unit.id, unit.text
            )
            self._order = Order("similar", name=unit.name)
        else:
            self._ordered, self._order = useful()
        if kind != "similar":
            session.choice.keep_order(self._order)
        self._show(self._filter)
        held = session.held
        left = (i for i, unit in enumerate(self.units) if not held(unit).finished)
        self._at = 0 if kind == "similar" else next(left, 0)
        printing.data(f"Order: {self._order.words or 'as imported'}.")

    def go_anywhere(self, unit: str) -> None:
        """Go to any answer of the project, in its question; the filter goes.

        Raises:
            UsageConflict: it is not in the project any more.
        """
        question = self._session.unit(unit).question
        if question != self._session.question.id:
            self.switch(question)
        there = self._session.in_force(unit)
        if there not in self.units:
            self._show(self._no_filter)
        self.go_to(there)
        self._chosen = self.unit_id

    def refresh(self) -> None:
        """Take in that something was done to many answers; one stays where one is."""
        at = self.unit_id
        self._show(self._filter)
        if at is not None and at not in self.units:
            self.units.insert(min(self._at, len(self.units)), at)
        self.go_to(at)

    def _show(self, wish: "ListFilter") -> None:
        self.units = self._session.choice.passing(wish, self._ordered)
        self._filter = wish
        self._at = 0

    def _begin(self, place: str | None) -> None:
        """Begin where one stopped, or at the first answer not finished."""
        order = self._session.choice.kept_order()
        if order.kind == "random":
            self._order = order
            self._ordered = self._session.choice.shuffled(order)
            self._show(self._filter)
        held = self._session.held
        left = (unit for unit in self.units if not held(unit).finished)
        start = place or next(left, None)
        self._at = self.units.index(start) if start in self.units else 0

    def renew(self, unit: str | None) -> None:
        """Take in that answers were split or joined, and go to one."""
        if self._ordered is not None:
            # The parts have no place in it yet.
            self._order, self._ordered = self._as_imported, None
        self._show(self._filter)
        there = self._session.in_force(unit) if unit else None
        if there is not None and there not in self.units:
            self._show(self._no_filter)
        self._at = self.units.index(there) if there else 0

    def switch(self, question: str) -> None:
        """Go to another question, where its first unfinished answer is."""
        self._session.keep_place(self.unit_id)
        self._session.switch(question)
        self._filter = self._no_filter
        self._order, self._ordered = self._as_imported, None
        self.units = list(self._session.units)
        self._begin(None)
