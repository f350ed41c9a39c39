"""The way through the answers: which ones, in what order, and where one stands."""

from collections.abc import Sequence, Set

from hsbcode.domain.picks import Picked
from hsbcode.workflows.answer_lines import ListFilter
from hsbcode.workflows.coding import CodingSession
from hsbcode.workflows.orders import Order, picked_by


class Walk:
    """A filtered and ordered list of answers with a place in it.

    An answer that no longer passes the filter stays until one leaves it, so that
    finishing never jumps over the next one.
    """

    def __init__(self, session: CodingSession) -> None:
        self._session = session
        self.filter = ListFilter()
        self.order = Order()
        self._within: Sequence[Set[str]] | None = None
        """The answers that fulfil the conditions that need looking for."""
        self._ordered: list[str] | None = None
        """All answers in another order than that of import."""
        self.ids: list[str] = session.filtered(self.filter)
        self.place = 0
        self._places: dict[str, int] | None = None
        self._chosen: str | None = None
        """The answer that was gone to for what it is, and not come to in order."""

    @property
    def picked(self) -> Picked:
        """How the answer where one stands came before the coder."""
        at = self.at
        chosen = at is not None and at == self._chosen
        return picked_by(
            self.filter, self.order, at, chosen=chosen, round_=self._session.round
        )

    def choose(self, unit: str) -> bool:
        """Go to an answer for what it is; False if one stays."""
        went = self.go_to(unit)
        self._chosen = self.at
        return went

    def choose_place(self, place: int) -> bool:
        """Go to a place of the list for what stands there; False if one stays."""
        went = self.go_to_place(place)
        self._chosen = self.at
        return went

    @property
    def at(self) -> str | None:
        """The answer where one stands; None in an empty list."""
        return self.ids[self.place] if self.ids else None

    @property
    def filter_words(self) -> str:
        """The filter in words; empty where there is none."""
        return self._session.choice.words(self.filter)

    @property
    def words(self) -> str:
        """What the list shows, for its frame; always of how many."""
        total = len(self._session.units)
        parts = [f"{total} answers", self.filter_words, self.order.words]
        if not self.filter.is_all:
            parts[0] = f"{len(self.ids)} of {total} answers"
        return " · ".join(filter(None, parts))

    def step(self, by: int) -> bool:
        """Go some answers on or back, at most to an end; False if one stays."""
        if not self.ids:
            return False
        return self._go_to_place(self.place + by)

    def go_to_place(self, place: int) -> bool:
        """Go to a place of the list, counted from 0; False if one stays."""
        return bool(self.ids) and self._go_to_place(place)

    def go_to(self, unit: str) -> bool:
        """Go to an answer; one the filter hides joins the list where it belongs."""
        if unit == self.at:
            return False
        if unit not in self.ids:
            order = self._orders()
            if unit not in order:
                return False
            following = (i for i, u in enumerate(self.ids) if order[u] > order[unit])
            self.ids = list(self.ids)
            self.ids.insert(next(following, len(self.ids)), unit)
            if self.place >= self.ids.index(unit) and len(self.ids) > 1:
                self.place += 1
        return self._go_to_place(self.ids.index(unit))

    def show(self, wish: ListFilter, within: Sequence[Set[str]] | None = None) -> None:
        """Filter the list; one stays at the same answer, or the next that passes.

        Args:
            wish: the filter.
            within: the answers that fulfil its conditions, where they were looked for
                already; None: they are looked for now.
        """
        at = self.at
        if within is None:
            matching = self._session.choice.matching(wish)
            within = matching.units(self._session.project)
        self.ids = self._session.choice.passing(wish, self._ordered, within)
        self.filter, self._within = wish, within
        if at is None or not self.ids:
            self.place = 0
            return
        order = self._orders()
        from_here = (i for i, u in enumerate(self.ids) if order[u] >= order[at])
        self.place = next(from_here, len(self.ids) - 1)

    def refresh(self) -> None:
        """Drop what no longer passes the filter; one stays at the same answer."""
        at = self.at
        choice = self._session.choice
        ids = choice.passing(self.filter, self._ordered, self._within)
        known = set(ids)
        self.ids = [unit for unit in self.ids if unit in known or unit == at]
        self.place = self.ids.index(at) if at in self.ids else 0

    def arrange(self, order: Order, ordered: list[str] | None) -> None:
        """Take another order: one stays at the same answer, whatever its place.

        Args:
            order: its name.
            ordered: all answers of the question in it; None: as imported.
        """
        at = self.at
        self.order, self._ordered = order, ordered
        self._places = None
        places = self._orders()
        self.ids = sorted(
            (unit for unit in self.ids if unit in places), key=places.__getitem__
        )
        self.place = self.ids.index(at) if at in self.ids else 0

    def first_open(self) -> str | None:
        """Return the first answer of the list that is not finished."""
        held = self._session.held
        return next((unit for unit in self.ids if not held(unit).finished), None)

    def next_open(self) -> str | None:
        """Return the next answer not finished in the order of the list, going round.

        All answers of the question count, those that the filter hides among them.
        """
        if self._ordered is None:
            return self._session.next_unfinished(self.at)
        start = self._orders()[self.at] + 1 if self.at is not None else 0
        held = self._session.held
        round_ = self._ordered[start:] + self._ordered[:start]
        return next((unit for unit in round_ if not held(unit).finished), None)

    def renew(self, unit: str | None = None) -> None:
        """Take in that answers were split or joined; one stays where one was.

        With ``unit`` one goes there. A filter stays, and the parts of an answer that
        passed it join the list.
        """
        at = unit or self.at
        self._places = None
        if self._ordered is not None:
            self._ordered = self._with_new(self._ordered)
        self.ids = self._session.choice.passing(self.filter, self._ordered)
        self.place = min(self.place, max(0, len(self.ids) - 1))
        there = self._session.in_force(at) if at is not None else None
        if there is not None:
            self.go_to(there)

    def restart(self) -> None:
        """Begin anew: another question."""
        self._places = None
        self._ordered = None
        self.filter, self.order, self._within = ListFilter(), Order(), None
        self.ids = self._session.filtered(self.filter)
        self.place = 0

    def _with_new(self, ordered: Sequence[str]) -> list[str]:
        """Return an order with the answers there are now: parts beside each other."""
        now = self._session.units
        wanted, placed = set(now), set(ordered)
        found = [unit for unit in ordered if unit in wanted]
        after = ""
        for unit in now:
            if unit not in placed:
                at = found.index(after) + 1 if after in wanted and after else 0
                found.insert(at, unit)
            after = unit
        return found

    def _go_to_place(self, place: int) -> bool:
        target = max(0, min(place, len(self.ids) - 1))
        if target == self.place:
            return False
        left = self.ids[self.place]
        if not self._session.choice.still_passes(self.filter, left):
            self.ids = [unit for unit in self.ids if unit != left]
            target -= int(target > self.place)
        self.place = target
        return True

    def _orders(self) -> dict[str, int]:
        if self._places is None:
            units = self._session.units if self._ordered is None else self._ordered
            self._places = {unit: i for i, unit in enumerate(units)}
        return self._places
