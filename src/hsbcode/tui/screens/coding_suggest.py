"""Suggestions on the coding screen: shown, accepted, declined; never waited for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from textual import work
from textual.message import Message

from hsbcode.domain.acts import Origin
from hsbcode.domain.errors import HsbcodeError, UsageConflict
from hsbcode.domain.progress import Progress
from hsbcode.domain.showings import OFF
from hsbcode.domain.suggestions import ModelState, Suggestion
from hsbcode.domain.survey import Unit
from hsbcode.tui.screens.coding_desk import CodingDesk
from hsbcode.workflows.coding import CodingSession
from hsbcode.workflows.suggestions.sight import HIDDEN
from hsbcode.workflows.suggestions.suggesting import (
    LEARNS_FROM,
    LearnRequest,
    Suggester,
)

_FIRST_LEARNING = 1.2
"""Seconds after the first paint; coding can begin at once."""
_BEHIND, _AHEAD = 5, 45


class Suggesting(CodingDesk):
    """Accept and decline; learn and fetch in a worker thread."""

    @dataclass
    class Learnt(Message):
        """A worker brought a model, or suggestions for more answers."""

        question: str
        state: ModelState | None
        fetched: Mapping[str, tuple[Suggestion, ...]]

    @dataclass
    class Reading(Message):
        """A worker reads the answers for their meaning."""

        progress: Progress

    @dataclass
    class Failed(Message):
        """A worker could not learn."""

        error: HsbcodeError

    def __init__(self, session: CodingSession, *, suggestions: bool = True) -> None:
        super().__init__(session)
        self._suggester = (
            Suggester(session, hidden=not session.sight.suggests)
            if suggestions
            else None
        )
        self._found: tuple[Suggestion, ...] = ()
        self._showing: str | None = None
        """Id of what the coder saw at the first act on this answer."""
        self._asked: set[str] = set()

    def on_mount(self) -> None:
        """Begin to learn once coding is under way."""
        if self._suggester is not None and not self._suggester.hidden:
            self.set_timer(_FIRST_LEARNING, self.begin_learning)

    def on_unmount(self) -> None:
        """End the process that holds the model."""
        self.close_suggestions()

    def close_suggestions(self) -> None:
        """End the process that holds the model."""
        if self._suggester is not None:
            self._suggester.close()
            self._suggester = None

    # --- looking -------------------------------------------------------------------

    def arrive(self) -> None:
        """Look at the suggestions of an answer just come to."""
        self._showing = None
        self._found = ()
        if self._suggester is not None and self._unit is not None:
            self._found = self._suggester.at_once(self._unit)
            if self._suggester.state.run and self._unit.id not in self._asked:
                self._fetch_ahead()

    @property
    def is_hidden(self) -> bool:
        """Whether suggestions are hidden until this answer is finished, by design."""
        return (
            self._unit is not None
            and self._suggester is not None
            and not self._suggester.hidden
            and self.session.sight.hides(self._unit.id)
        )

    def visible_suggestions(self) -> tuple[Suggestion, ...]:
        """Return the suggestions neither applied nor declined, best first."""
        return () if self.is_hidden else self._standing()

    def _standing(self) -> tuple[Suggestion, ...]:
        if self._unit is None:
            return ()
        held = self.session.held(self._unit.id)
        offered = {code.id for code in self.session.codes}
        # a parent is there already where one of its children stands
        there = held.applied.keys() | self.session.codebook.implied(held.codes)
        return tuple(
            each
            for each in self._found
            if each.code in offered
            and each.code not in there
            and each.code not in held.rejected
        )

    def shown(self) -> str:
        """Return what goes into the log as seen: ``off``, ``none`` or a showing."""
        if self._suggester is None or self._suggester.hidden or self.is_hidden:
            return OFF
        if self._showing is None:
            self._showing = self._kept(hidden=False)
        return self._showing

    def shown_at_finish(self) -> str:
        """Return what was seen; hidden suggestions are kept, too, to compare with."""
        return self._kept(hidden=True) if self.is_hidden else self.shown()

    def _kept(self, *, hidden: bool) -> str:
        run = self._suggester.state.run if self._suggester is not None else ""
        offered = {code.id for code in self.session.codes}
        # Some of what was hidden may stand by now; it would have been suggested.
        found = self._found if hidden else self._standing()
        ranked = [(each.code, each.score) for each in found if each.code in offered]
        return self.session.sight.show(self.unit.id, run, ranked, hidden=hidden)

    # --- acting --------------------------------------------------------------------

    def action_accept(self) -> None:
        """Apply the suggestion under the cursor, or the strongest."""
        with self.telling():
            code = self._meant().code
            self._accept(code)
            self.say(f"● {self.session.codebook.label(code)}")
            self.show_answer()

    def action_reject(self) -> None:
        """Decline the suggestion under the cursor, or the strongest."""
        with self.telling():
            code = self._meant().code
            self.session.reject(self.unit.id, code, self.shown())
            self.say(f"Declined {self.session.codebook.label(code)}")
            self.show_answer()

    def action_accept_all(self) -> None:
        """Apply all suggestions shown, except codes that each need a look."""
        with self.telling():
            if self.session.round is not None:
                raise UsageConflict("In a round each code is applied by itself.")
            self._refuse_hidden()
            book = self.session.codebook
            codes = [
                each.code
                for each in self.visible_suggestions()
                if not book[each.code].needs_a_look
            ]
            if not codes:
                raise UsageConflict("There is no suggestion to accept together.")
            for code in codes:
                self._accept(code, Origin.BULK)
            names = ", ".join(book.label(code) for code in codes)
            self.say(f"● {names} (u takes them back one by one)")
            self.show_answer()

    def _accept(self, code: str, origin: Origin = Origin.SUGGESTION) -> None:
        shown = self.shown()
        self.session.apply(self.unit.id, code, origin=origin, shown=shown)

    def _refuse_hidden(self) -> None:
        if self.is_hidden:
            raise UsageConflict(HIDDEN)

    def _meant(self) -> Suggestion:
        self._refuse_hidden()
        found = self.visible_suggestions()
        if not found:
            raise UsageConflict("There is no suggestion here.")
        return next((each for each in found if each.code == self.code_at), found[0])

    # --- learning ------------------------------------------------------------------

    def learn_if_due(self) -> None:
        """Learn again after some finished answers."""
        if (
            self._suggester is not None
            and self._suggester.has_begun
            and self._suggester.due()
        ):
            self.begin_learning()

    def begin_learning(self) -> None:
        """Learn from what is coded by now, in a worker; coding goes on."""
        if self._suggester is None:
            return
        self.aside = self.aside or "preparing suggestions…"
        request = self._suggester.request()
        self._asked.clear()
        self._learn(
            self._suggester, request, self.session.question.id, self._units_near()
        )

    def answers_changed(self) -> None:
        """Hand the answers over again: some were split or joined."""
        if self._suggester is not None:
            self._suggester.answers_changed()
            if self._suggester.has_begun:
                self.begin_learning()

    def _units_near(self) -> list[Unit]:
        place = self.walk.place
        near = self.walk.ids[max(0, place - _BEHIND) : place + _AHEAD]
        units = [line.unit for line in self.session.lines(near)]
        self._asked.update(unit.id for unit in units)
        return units

    def _fetch_ahead(self) -> None:
        if self._suggester is not None:
            question = self.session.question.id
            self._fetch(self._suggester, question, self._units_near())

    @work(thread=True, exit_on_error=False, group="suggest")
    def _learn(
        self,
        suggester: Suggester,
        request: LearnRequest,
        question: str,
        units: Sequence[Unit],
    ) -> None:
        try:
            state = suggester.learn(request)
            fetched = suggester.fetch(question, units)
        except HsbcodeError as error:
            self.post_message(self.Failed(error))
            return
        self.post_message(self.Learnt(question, state, fetched))
        try:
            for progress in suggester.read_for_meaning(request):
                self.post_message(self.Reading(progress))
            if suggester.meaning_is_new:
                self._learnt_again(suggester, request, question, units)
        except HsbcodeError as error:
            self.post_message(self.Failed(error))

    def _learnt_again(
        self,
        suggester: Suggester,
        request: LearnRequest,
        question: str,
        units: Sequence[Unit],
    ) -> None:
        state = suggester.learn(replace(request, resend=False))
        fetched = suggester.fetch(question, units)
        self.post_message(self.Learnt(question, state, fetched))

    @work(thread=True, exit_on_error=False, group="suggest")
    def _fetch(
        self, suggester: Suggester, question: str, units: Sequence[Unit]
    ) -> None:
        try:
            fetched = suggester.fetch(question, units)
        except HsbcodeError as error:
            self.post_message(self.Failed(error))
            return
        self.post_message(self.Learnt(question, None, fetched))

    def on_suggesting_learnt(self, message: Learnt) -> None:
        """Take in what a worker brought; an answer begun keeps what was shown."""
        if self._suggester is None:
            return
        self._suggester.take(message.state, message.fetched)
        if message.state is not None:
            self.aside = _words_of(message.state)
        if self._unit is not None and self._showing is None:
            self._found = self._suggester.at_once(self._unit)
            self.show_answer()

    def on_suggesting_reading(self, message: Reading) -> None:
        """Say how far the answers have been read for their meaning."""
        done, total = message.progress.done, message.progress.total
        if done < total:
            self.aside = f"reading for meaning: {done:,} of {total:,} answers"

    def on_suggesting_failed(self, message: Failed) -> None:
        """Say that coding goes on without suggestions."""
        self.aside = message.error.message


def _words_of(state: ModelState) -> str:
    if state.learnt:
        return f"suggestions learnt from {state.coded} answers"
    if not state.reason:
        return "suggestions from the codebook"
    # The whole reason stands where one asks why; here it has to fit beside a sentence.
    return (
        f"suggestions begin at {LEARNS_FROM} coded answers"
        if state.coded < LEARNS_FROM
        else "nothing to suggest from yet"
    )
