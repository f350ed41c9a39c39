"""In what order the answers are gone through."""

from collections.abc import Callable
from typing import cast

from hsbcode.domain.errors import UsageConflict
from hsbcode.tui.dialogs.asking import Choice, Choose
from hsbcode.tui.screens.coding_threads import Looking
from hsbcode.workflows.coding import CodingSession
from hsbcode.workflows.opening import Project
from hsbcode.workflows.orders import (
    Order,
    OrderKind,
    half_useful,
    most_like,
    shuffled,
)

_AT_ONCE = 2000
"""Answers that are shuffled before a key press is noticed to take time."""


class Ordering(Looking):
    """As imported, random, most like one, most useful to the suggestions."""

    def __init__(self, session: CodingSession, *, suggestions: bool = True) -> None:
        super().__init__(session, suggestions=suggestions)
        self._stays = False
        """Whether the next order leaves one where one is."""

    def action_order(self) -> None:
        """Choose the order of the answers."""
        choices = [
            Choice("imported", "as imported"),
            Choice("random", "random, the same every time for me"),
            Choice("similar", "most like this answer first"),
        ]
        if self._suggester is not None and not self._suggester.hidden:
            choices.append(
                Choice(
                    "useful", "half random, half most useful", "finds rare codes sooner"
                )
            )
        self.app.push_screen(
            Choose("Order of the answers", choices, self.walk.order.kind),
            self._on_order,
        )

    def _on_order(self, chosen: str | None) -> None:
        if chosen is not None:
            with self.telling():
                self.put_in_order(cast("OrderKind", chosen))

    def put_in_order(self, kind: OrderKind) -> None:
        """Take another order; one that reads many answers is awaited."""
        if kind == "imported":
            self._arranged(Order(), None)
        elif kind == "random":
            order, units = self.session.choice.random_order(), self.session.units
            if len(units) <= _AT_ONCE:
                self._arranged(order, shuffled(units, order.seed))
            else:
                self._order_in_thread(
                    order, lambda _reader: shuffled(units, order.seed)
                )
        elif kind == "similar":
            unit, question = self.unit, self.session.question.id
            self._order_in_thread(
                Order("similar", name=self.name_of(unit)),
                lambda reader: most_like(reader, question, unit.id, unit.text),
            )
        else:
            self._arrange_useful()

    def _arrange_useful(self) -> None:
        suggester, session = self._suggester, self.session
        if suggester is None or suggester.hidden:
            raise UsageConflict("There are no suggestions that could learn here.")
        request, question = suggester.request(), session.question.id
        units, seed = session.units, session.choice.random_order().seed
        left = [unit for unit in units if not session.held(unit).finished]
        # What is coded without suggestions comes by chance alone: its place in the
        # order would say something.
        free = [unit for unit in left if not session.sight.hides(unit)]

        def look(_reader: Project) -> Callable[[], None]:
            ranked = suggester.useful(request, question, free)
            ordered, order = half_useful(units, left, ranked, seed)
            return lambda: self._arranged(order, ordered)

        self.say(f"Ordering the answers: {Order('useful').words} …")
        self.in_thread(look, question)

    def _order_in_thread(
        self, order: Order, rank: Callable[[Project], list[str]]
    ) -> None:
        def look(reader: Project) -> Callable[[], None]:
            ordered = rank(reader)
            return lambda: self._arranged(order, ordered)

        self.say(f"Ordering the answers: {order.words} …")
        self.in_thread(look, self.session.question.id)

    def _arranged(self, order: Order, ordered: list[str] | None) -> None:
        self.walk.arrange(order, ordered)
        if order.kind != "similar":
            with self.telling():
                self.session.choice.keep_order(order)
        if order.kind in ("random", "useful") and not self._stays:
            unit = self.walk.first_open()
            if unit is not None:
                self.walk.go_to(unit)
        self._stays = False
        self.say(self.list_title)
        self.show_place()

    def restore_order(self, *, stay: bool) -> None:
        """Take the order this coder chose last, where it is a random one.

        Args:
            stay: stay at this answer; else go to the first one not finished.
        """
        if self.session.choice.kept_order().kind == "random":
            self._stays = stay
            self.put_in_order("random")
