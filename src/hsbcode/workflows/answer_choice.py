"""Which answers of a question a coder sees, and in what order."""

import secrets
from collections.abc import Iterable, Mapping, Sequence, Set

from hsbcode.domain.errors import UsageConflict
from hsbcode.domain.suggestions import Suggestion
from hsbcode.workflows.answer_lines import ListFilter, passes, passing
from hsbcode.workflows.answer_parts import AnswerParts
from hsbcode.workflows.closed_facts import ClosedFacts, asked_questions, closed_facts
from hsbcode.workflows.coder_pass import CoderPass
from hsbcode.workflows.filters import (
    Reading,
    drop_filter,
    read_filter,
    save_filter,
    saved_filters,
)
from hsbcode.workflows.kept_forms import keeps_instrument
from hsbcode.workflows.matching import Matching, others_passes
from hsbcode.workflows.orders import Order, shuffled
from hsbcode.workflows.suggestions.audit_sample import audit_samples, audit_units
from hsbcode.workflows.suggestions.doubts_here import DoubtsHere
from hsbcode.workflows.suggestions.sight import Sight

_SEEDS = 10_000


class AnswerChoice:
    """Filters and orders of the answers to the question at hand."""

    def __init__(self, own: CoderPass, parts: AnswerParts, sight: Sight) -> None:
        self._own = own
        self._parts = parts
        self._sight = sight
        self.doubts = DoubtsHere(own)
        self._closed: ClosedFacts | None = None
        """With derived questions; None until they were read."""
        self._asked: ClosedFacts | None = None

    # --- closed questions --------------------------------------------------------

    @property
    def closed(self) -> ClosedFacts:
        """The closed questions known by now; derived ones only once they were read."""
        if self._closed is not None:
            return self._closed
        if self._asked is None:
            self._asked = asked_questions(self._own.project)
        return self._asked

    @property
    def may_derive(self) -> bool:
        """Whether there may be derived questions that were not read yet."""
        return self._closed is None and keeps_instrument(self._own.project)

    def take_closed(self, facts: ClosedFacts) -> None:
        """Take in the closed questions with the derived ones."""
        self._closed = facts

    def read_closed(self) -> ClosedFacts:
        """Return the closed questions with the derived ones; may take seconds."""
        if self._closed is None:
            self._closed = closed_facts(self._own.project)
        return self._closed

    # --- filters -----------------------------------------------------------------

    def read(self, typed: str) -> ListFilter:
        """Return the filter that was typed, or the saved one of that name.

        Raises:
            UsageConflict: something in it is unknown.
        """
        own = self._own
        reading = Reading(
            own.project, own.question, own.project.codebook, self.read_closed
        )
        return read_filter(reading, typed)

    def saved(self) -> dict[str, str]:
        """Return the saved filters: name → as it was typed."""
        return saved_filters(self._own.project)

    def save(self, name: str, wish: ListFilter) -> str:
        """Save a filter for everybody; return its name.

        Raises:
            UsageConflict: it filters nothing, or cannot have that name.
        """
        return save_filter(self._own.project, name, wish, self._own.coder)

    def drop(self, name: str) -> None:
        """Forget a saved filter.

        Raises:
            UsageConflict: there is none of that name.
        """
        drop_filter(self._own.project, name, self._own.coder)

    def words(self, wish: ListFilter) -> str:
        """Return a filter's name with the labels of codes and questions."""
        return wish.named(self._own.project.codebook.label, self.closed.label)

    def matching(
        self,
        wish: ListFilter,
        suggested: Mapping[str, tuple[Suggestion, ...]] | None = None,
    ) -> Matching:
        """Return what is to be looked for, with all that it needs of the session.

        Raises:
            UsageConflict: coders are to be compared within a blind round.
        """
        own = self._own
        compares = wish.disputed or wish.suggested or wish.doubtful
        if own.round is not None and compares:
            raise UsageConflict(
                "A round is coded blind: this filter waits until it is released."
            )
        passes_, settled = others_passes(own.project) if wish.disputed else ((), None)
        return Matching(
            question=own.question,
            wish=wish,
            closed=self.closed,
            codebook=own.project.codebook,
            held=dict(own.all_held) if wish.older else {},
            passes=passes_,
            settled=settled or frozenset(),
            acts=dict(own.project.fold.acts) if wish.older else {},
            waiting=self._parts.waiting() if wish.waiting else frozenset(),
            suggested=dict(suggested or {}),
            audit=audit_units(own.project) if wish.audit else frozenset(),
            doubtful=self.doubts.units if wish.doubtful else frozenset(),
            hidden=self._hidden() if wish.suggested else frozenset(),
        )

    @property
    def has_audit(self) -> bool:
        """Whether an audit sample of the question was drawn."""
        return self._own.question in audit_samples(self._own.project)

    def _hidden(self) -> frozenset[str]:
        """Return the answers that this coder is to finish without suggestions."""
        return frozenset(unit for unit in self._own.units if self._sight.hides(unit))

    def passing(
        self,
        wish: ListFilter,
        units: Sequence[str] | None = None,
        within: Iterable[Set[str]] | None = None,
    ) -> list[str]:
        """Return the answers that pass a filter, doubtful codings the worst first.

        Args:
            wish: the filter.
            units: the answers in their order; None: as imported.
            within: what ``matching`` found; None: it is looked for now.
        """
        if within is None:
            within = self.matching(wish).units(self._own.project)
        every = self._own.units if units is None else units
        found = passing(wish, every, self._own.all_held, within)
        return self.doubts.ranked(found) if wish.doubtful else found

    def still_passes(self, wish: ListFilter, unit: str) -> bool:
        """Whether an answer still passes after what was done to it."""
        held = self._own.held(unit)
        if wish.older and self._own.project.codebook.version in held.finishes.values():
            return False
        return passes(wish, held)

    def find(self, typed: str, question: str = "") -> str | None:
        """Return the answer with this reference or name, or that alone begins so.

        Args:
            typed: ``reference`` or ``reference/question/box``.
            question: look there; empty: under the question at hand.
        """
        own, typed = self._own, typed.strip()
        asked = question or own.question
        reference = typed
        if f"/{asked}/" in typed:
            reference = typed.rpartition(f"/{asked}/")[0]
        found = own.project.answers.units_beginning(asked, reference)
        folded = typed.casefold()
        units = own.project.answers.units(found)
        for unit in units:
            if folded in (unit.name.casefold(), unit.reference.casefold()):
                return unit.id
        return units[0].id if units and reference == typed else None

    # --- orders ------------------------------------------------------------------

    @property
    def _order_name(self) -> str:
        return f"order:{self._own.coder}"

    def kept_order(self) -> Order:
        """Return the order this coder chose last, if it can be had at once."""
        kept = self._own.project.settings.get(self._order_name)
        if isinstance(kept, dict) and kept.get("kind") == "random":
            seed = kept.get("seed")
            return Order("random", seed if isinstance(seed, int) else 0)
        return Order()

    def random_order(self) -> Order:
        """Return this coder's random order: drawn once, then always the same."""
        kept = self._own.project.settings.get(self._order_name)
        seed = kept.get("seed") if isinstance(kept, dict) else None
        return Order("random", seed if isinstance(seed, int) else _new_seed())

    def keep_order(self, order: Order) -> None:
        """Remember the order of this coder, and the seed of a random one."""
        project = self._own.project
        kept = project.settings.get(self._order_name)
        seed = order.seed or (kept.get("seed", 0) if isinstance(kept, dict) else 0)
        kind = order.kind
        if kind not in ("imported", "random"):
            # It has to be worked out anew; the seed of its random half stays.
            kind = self.kept_order().kind
        wanted = {"kind": kind, "seed": seed}
        if kept is None and not seed and kind == "imported":
            return
        if project.writable and kept != wanted:
            project.put_setting(self._order_name, wanted, self._own.coder)

    def shuffled(self, order: Order) -> list[str]:
        """Return the answers in a random order."""
        return shuffled(self._own.units, order.seed)


def _new_seed() -> int:
    return 1 + secrets.randbelow(_SEEDS - 1)
