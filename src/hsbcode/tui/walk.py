"""The way through the answers: which ones, in what order, and where one stands."""

from hsbcode.domain.passes import UnitPass
from hsbcode.workflows.answer_lines import ListFilter
from hsbcode.workflows.coding import CodingSession


class Walk:
    """A filtered list of answers with a place in it.

    An answer that no longer passes the filter stays until one leaves it, so that
    finishing never jumps over the next one.
    """

    def __init__(self, session: CodingSession) -> None:
        self._session = session
        self.filter = ListFilter()
        self.ids: list[str] = session.filtered(self.filter)
        self.place = 0
        self._order: dict[str, int] | None = None

    @property
    def at(self) -> str | None:
        """The answer where one stands; None in an empty list."""
        return self.ids[self.place] if self.ids else None

    @property
    def words(self) -> str:
        """What the list shows, for its frame; always of how many."""
        total = len(self._session.units)
        if not self.filter.words:
            return f"{total} answers"
        return f"{len(self.ids)} of {total} answers · {self.filter.words}"

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

    def show(self, wish: ListFilter) -> None:
        """Filter the list; one stays at the same answer, or the next that passes."""
        at = self.at
        self.filter = wish
        self.ids = self._session.filtered(wish)
        if at is None or not self.ids:
            self.place = 0
            return
        order = self._orders()
        from_here = (i for i, u in enumerate(self.ids) if order[u] >= order[at])
        self.place = next(from_here, len(self.ids) - 1)

    def restart(self) -> None:
        """Begin anew: another question."""
        self._order = None
        self.filter = ListFilter()
        self.ids = self._session.filtered(self.filter)
        self.place = 0

    def _go_to_place(self, place: int) -> bool:
        target = max(0, min(place, len(self.ids) - 1))
        if target == self.place:
            return False
        left = self.ids[self.place]
        if not passes(self.filter, self._session.held(left)):
            self.ids = [unit for unit in self.ids if unit != left]
            target -= int(target > self.place)
        self.place = target
        return True

    def _orders(self) -> dict[str, int]:
        if self._order is None:
            self._order = {unit: i for i, unit in enumerate(self._session.units)}
        return self._order


def passes(wish: ListFilter, held: UnitPass) -> bool:
    """Whether what a coder holds of an answer passes a filter; words never change."""
    return (
        not (wish.unfinished and held.finished)
        and not (wish.finished and not held.finished)
        and not (wish.flagged and not held.flags)
        and not (wish.code and wish.code not in held.applied)
    )
