"""Splitting and joining answers within a coding session."""

from collections.abc import Sequence

from hsbcode.domain.acts import Span
from hsbcode.domain.errors import UsageConflict
from hsbcode.domain.survey import Unit
from hsbcode.workflows.coder_pass import CoderPass
from hsbcode.workflows.earlier_codings import EarlierCoding, earlier_codings
from hsbcode.workflows.splitting import cutting as splitting
from hsbcode.workflows.splitting import previews as split_previews
from hsbcode.workflows.splitting.previews import Joined, Proposed


class AnswerParts:
    """What one coder does to the parts of answers of the question at hand.

    The parts are the project's, so everybody has them; the coder is who cut them.
    """

    def __init__(self, own: CoderPass) -> None:
        self._own = own

    # --- looking -----------------------------------------------------------------

    def by_rule(self, unit: Unit) -> Proposed | None:
        """Return the parts of an answer that is plainly a list, or None."""
        return split_previews.by_rule(self._own.project, unit)

    def by_hand(
        self, unit: Unit, *, words: Span | None = None, at: Sequence[int] = ()
    ) -> Proposed:
        """Return an answer with marked words as a part of their own.

        Args:
            unit: the answer, or one of its parts.
            words: offsets into the box text.
            at: offsets into the box text where parts begin.

        Raises:
            UsageConflict: they are all of it, or no part can begin there.
        """
        return split_previews.by_hand(self._own.project, unit, at=at, words=words)

    def beside(self, unit: Unit) -> Joined:
        """Return a part with the others of its answer.

        Raises:
            UsageConflict: the answer is not split.
        """
        return split_previews.parts_beside(self._own.project, unit)

    def waiting(self) -> frozenset[str]:
        """Return the units coded before they were split or joined, by id."""
        own = self._own
        return splitting.waiting(own.project, own.coder, own.question, own.round)

    def earlier(self, unit: Unit) -> tuple[EarlierCoding, ...]:
        """Return how the coder had coded an answer before it became another unit."""
        return earlier_codings(self._own, unit)

    # --- doing -------------------------------------------------------------------

    def split(self, wanted: Proposed) -> None:
        """Split an answer.

        Raises:
            UsageConflict: it is in a round.
        """
        self.refuse_in_round()
        splitting.split(self._own.project, [wanted], self._own.coder)
        self._own.enter(self._own.question)

    def join(self, wanted: Joined) -> None:
        """Join the parts of an answer again.

        Raises:
            UsageConflict: it is in a round.
        """
        self.refuse_in_round()
        splitting.join(self._own.project, [wanted], self._own.coder)
        self._own.enter(self._own.question)

    def refuse_in_round(self) -> None:
        """Refuse to change what a round is coded on.

        Raises:
            UsageConflict: the coder is in a round.
        """
        if self._own.round is not None:
            raise UsageConflict(
                f"In the round {self._own.round} answers stay as they are.",
                "Split or join them once it is released.",
            )
