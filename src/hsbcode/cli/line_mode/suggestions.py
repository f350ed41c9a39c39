"""Suggestions at the prompt: read out with their reasons, and kept as shown."""

import contextlib
import threading
from typing import TYPE_CHECKING

from hsbcode.cli import printing
from hsbcode.domain.errors import ModelError, UsageConflict
from hsbcode.domain.showings import OFF
from hsbcode.domain.suggestions import ModelState, Suggestion

if TYPE_CHECKING:
    from hsbcode.workflows.coding import CodingSession
    from hsbcode.workflows.orders import Order
    from hsbcode.workflows.suggestions.suggesting import LearnRequest

_MOST = 3


class LineSuggestions:
    """What is suggested for the answers of a sitting; close it at the end."""

    def __init__(self, session: "CodingSession") -> None:
        from hsbcode.workflows.suggestions.suggesting import Suggester

        self._session = session
        self._suggester = Suggester(session, hidden=not session.sight.suggests)

        self._showing = ("", "")
        """The answer, and what was read out when it was come to."""
        self._learning: threading.Thread | None = None
        self._learnt: ModelState | None = None
        """What a thread brought and nobody has taken in yet."""

    def is_hidden(self, unit_id: str) -> bool:
        """Whether suggestions are hidden until an answer is finished, by design."""
        return not self._suggester.hidden and self._session.sight.hides(unit_id)

    def of(self, unit_id: str) -> tuple[Suggestion, ...]:
        """Return the suggestions for an answer that do not stand already."""
        return () if self.is_hidden(unit_id) else self._standing(unit_id)

    def refuse_hidden(self, unit_id: str) -> None:
        """Refuse what only a suggestion in sight allows.

        Raises:
            UsageConflict: suggestions are hidden for the answer.
        """
        from hsbcode.workflows.suggestions.sight import HIDDEN

        if self.is_hidden(unit_id):
            raise UsageConflict(HIDDEN)

    def _standing(self, unit_id: str) -> tuple[Suggestion, ...]:
        held = self._session.held(unit_id)
        found = self._suggester.at_once(self._session.unit(unit_id))
        return tuple(each for each in found if each.code not in held.applied)[:_MOST]

    def first(self, unit_id: str) -> Suggestion:
        """Return the one that can be accepted or declined.

        Raises:
            UsageConflict: nothing is suggested.
        """
        self.refuse_hidden(unit_id)
        found = self.of(unit_id)
        if not found:
            raise UsageConflict("Nothing is suggested for this answer.")
        return found[0]

    def showing(self, unit_id: str) -> str:
        """Keep which suggestions were read out; return what goes with the act."""
        if self._suggester.hidden or self.is_hidden(unit_id):
            return OFF
        if self._showing[0] != unit_id:
            seen = self._kept(unit_id, self.of(unit_id), hidden=False)
            self._showing = unit_id, seen
        return self._showing[1]

    def shown_at_finish(self, unit_id: str) -> str:
        """Return what was read out; what was hidden is kept to compare with."""
        if not self.is_hidden(unit_id):
            return self.showing(unit_id)
        found = self._suggester.at_once(self._session.unit(unit_id))[:_MOST]
        return self._kept(unit_id, found, hidden=True)

    def _kept(
        self, unit_id: str, found: tuple[Suggestion, ...], *, hidden: bool
    ) -> str:
        ranked = [(each.code, each.score) for each in found]
        return self._session.sight.show(
            unit_id, self._suggester.state.run, ranked, hidden=hidden
        )

    def read_out(self, unit_id: str) -> None:
        """Say what is suggested for an answer, and by which words."""
        from hsbcode.workflows.suggestions.sight import HIDDEN

        self._showing = ("", "")
        self._keep_up(unit_id)
        if self.is_hidden(unit_id):
            printing.data(HIDDEN)
        for each in self.of(unit_id):
            label = self._session.codebook.label(each.code)
            words = ", ".join(f"“{word}”" for word in each.words)
            printing.data(f"Suggested: {label} ({each.source_words}: {words})")

    def _keep_up(self, unit_id: str) -> None:
        """Take in what the model has learnt meanwhile, and let it learn when it is due.

        It learns in a thread: whoever types waits for nothing, and reads what the
        codebook says until the model knows more.
        """
        suggester, session = self._suggester, self._session
        if self._learning is not None and self._learning.is_alive():
            return
        if self._learnt is not None:
            suggester.take(self._learnt)
            self._learnt = None
        if suggester.due() and suggester.can_learn:
            request = suggester.request()
            self._learning = threading.Thread(
                target=self._learn, args=(request,), daemon=True
            )
            self._learning.start()
        elif suggester.state.run:
            with contextlib.suppress(ModelError):
                unit = session.unit(unit_id)
                suggester.take(fetched=suggester.fetch(unit.question, [unit]))

    def _learn(self, request: "LearnRequest") -> None:
        with contextlib.suppress(ModelError):  # coding goes on without it
            self._learnt = self._suggester.learn(request)

    def half_useful(self) -> "tuple[list[str], Order]":
        """Return all answers, every second one for its use to the suggestions.

        Raises:
            UsageConflict: it is a blind round, where nothing is suggested.
        """
        from hsbcode.workflows.orders import half_useful

        session = self._session
        if session.round is not None:
            raise UsageConflict("A round is coded blind: nothing is suggested in it.")
        left = [unit for unit in session.units if not session.held(unit).finished]
        free = [unit for unit in left if not self.is_hidden(unit)]
        with printing.waiting("learning from what is coded"):
            ranked = self._suggester.useful(
                self._suggester.request(), session.question.id, free
            )
        seed = session.choice.random_order().seed
        return half_useful(session.units, left, ranked, seed)

    def why(self, unit_id: str, code: str) -> None:
        """Say why a code is suggested for an answer, or why not; learns first.

        Raises:
            UsageConflict: nothing may be suggested here.
        """
        from hsbcode.workflows.suggestions.explaining import (
            refuse_explaining,
            seen_by,
            told,
        )

        session, suggester = self._session, self._suggester
        refuse_explaining(session, unit_id)
        unit = session.unit(unit_id)
        with printing.waiting("learning from what is coded"):
            state = suggester.learn(suggester.request())
            suggester.take(state, suggester.fetch(unit.question, [unit]))
            found = suggester.explain(unit, code, session.codebook)
        declined = code in session.held(unit_id).rejected
        shown = seen_by(session, told(session.project, found, declined))
        printing.data(f"{shown.label}:")
        for line in shown.lines:
            printing.data(line)
        for each in shown.answers:
            text = " ".join(each.unit.text.split())
            printing.data(f"{each.unit.name}, {each.words}: {text}")

    def find_doubts(self) -> None:
        """Look for doubtful codings; learns first.

        Raises:
            UsageConflict: it is a round, which is coded blind.
        """
        if self._suggester.hidden:
            raise UsageConflict("A round is coded blind: this waits until its release.")
        doubts, suggester = self._session.choice.doubts, self._suggester
        with printing.waiting("looking for doubtful codings"):
            doubts.take(suggester.doubts(suggester.request(), doubts.codings()))

    def close(self) -> None:
        """End what makes suggestions."""
        self._suggester.close()
