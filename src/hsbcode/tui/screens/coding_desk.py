"""What every part of the coding screen stands on: the session, the state, the words.

The parts (acts, marks, suggestions, undo, keys) derive from ``CodingDesk``; the
screen joins them.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, ClassVar

from textual.reactive import reactive

from hsbcode.domain.codebook import Code
from hsbcode.domain.errors import UsageConflict
from hsbcode.domain.passes import UnitPass
from hsbcode.domain.suggestions import Suggestion
from hsbcode.domain.survey import Unit
from hsbcode.tui.plain import one_line
from hsbcode.tui.saying import Saying
from hsbcode.tui.states import (
    AnswerState,
    CodeRow,
    Heading,
    answer_state,
    code_rows,
    heading_of,
)
from hsbcode.tui.walk import Walk
from hsbcode.tui.widgets.answer_view import AnswerView
from hsbcode.workflows.answer_lines import Around
from hsbcode.workflows.coding import CodingSession
from hsbcode.workflows.suggestions.sight import IN_TITLE

if TYPE_CHECKING:
    from hsbcode.domain.acts import Span


class CodingDesk(Saying[None]):
    """State of the coding screen; widgets below receive it by ``data_bind``."""

    AUTO_FOCUS: ClassVar[str | None] = "CodePanel"

    ids: reactive[Sequence[str]] = reactive[Sequence[str]]((), init=False)
    place: reactive[int] = reactive(0, init=False)
    stamp: reactive[int] = reactive(0, init=False)
    epoch: reactive[int] = reactive(0, init=False)
    """Goes up when something was done to many answers of the list."""
    list_words: reactive[str] = reactive("", init=False)
    heading: reactive[Heading] = reactive(Heading(), init=False)
    answer: reactive[AnswerState | None] = reactive[AnswerState | None](
        None, init=False
    )
    rows: reactive[tuple[CodeRow, ...]] = reactive[tuple[CodeRow, ...]]((), init=False)
    code_at: reactive[str] = reactive("", init=False)
    code_memo: reactive[str] = reactive("", init=False)
    """What I noted on the code under the cursor."""
    defined: reactive[Code | None] = reactive[Code | None](None, init=False)
    filter_words: reactive[str] = reactive("", init=False)
    sight_words: reactive[str] = reactive("", init=False)
    unit_at: reactive[str] = reactive("", init=False)
    """Why no suggestion is in sight, where that is by design."""
    empty_words: reactive[str] = reactive("", init=False)

    def __init__(self, session: CodingSession) -> None:
        super().__init__()
        self.session = session
        self.walk = Walk(session)
        self.began = datetime.now(UTC)
        self.span: Span | None = None
        """The marked words, as offsets into the text shown."""
        self._unit: Unit | None = None
        self.cursor_unit = ""
        """The answer for which the cursor was last put on a code."""
        self._around = Around((), ())

    # --- where one is --------------------------------------------------------------

    @property
    def unit(self) -> Unit:
        """The answer on the screen.

        Raises:
            UsageConflict: the list is empty.
        """
        if self._unit is None:
            raise UsageConflict("There is no answer here.", self.way_on)
        return self._unit

    def show_place(self) -> None:
        """Bring everything up to date after a move."""
        self.leave_span()
        at = self.walk.at
        self.ids = self.walk.ids
        self.place = self.walk.place
        self.list_words = self.walk.words
        is_all = self.walk.filter.is_all and not self.walk.order.words
        self.filter_words = "" if is_all else self.walk.words
        self._unit = None
        if at is not None:
            self._unit = self.session.unit(at)
            self._around = self.session.around(self._unit)
        self.arrive()
        self.show_answer()

    @property
    def way_on(self) -> str:
        """What to press where the list is empty."""
        if self.session.units:
            return "F chooses another list."
        return "Q goes to another question."

    def renew_list(self) -> None:
        """Bring the list up to date after something was done to many answers."""
        self.walk.refresh()
        self.epoch += 1
        self.show_place()

    def show_answer(self) -> None:
        """Bring everything about the answer up to date after an act."""
        self.stamp += 1
        self.heading = heading_of(self.session)
        unit = self._unit
        if unit is None:
            total = len(self.session.units)
            self.empty_words = (
                f"None of the {total} answers fits: {self.walk.filter_words}.\n\n"
                "F chooses what is listed; its first line shows all answers again."
                if total
                else "Nobody answered this question.\n\nQ goes to another one."
            )
            self.answer = None
            self.rows = code_rows(self.session, UnitPass(), ())
            return
        held = self.session.held(unit.id)
        self.unit_at = unit.id
        self.sight_words = IN_TITLE if self.is_hidden else ""
        visible_suggestions = self.visible_suggestions()
        self.answer = answer_state(
            self.session, unit, self._around, visible_suggestions
        )
        self.rows = code_rows(self.session, held, visible_suggestions)
        codes = [row.code for row in self.rows if not row.heading]
        if self.code_at not in codes:
            self.code_at = codes[0] if codes else ""
        self.show_definition()

    def show_definition(self) -> None:
        """Bring the rules of the code under the cursor up to date."""
        book = self.session.codebook
        known = self.code_at in book
        self.code_memo = self.session.note_of(self.code_at) if known else ""
        self.defined = book[self.code_at] if known else None

    def moved(self, went: bool, words: str = "") -> None:
        """Show the place after a wish to move, or say why nothing moved."""
        self.say("" if went else words)
        if self.walk.at is None:
            self.say(f"There is no answer here. {self.way_on}")
        if went:
            self.show_place()

    def leave_span(self) -> None:
        """Forget marked words; keys go to the codes again."""
        self.span = None
        view = self.query_one(AnswerView)
        view.clear()
        view.can_focus = False
        self.key_place("coding")
        self.set_focus(self.query_one("CodePanel"))

    @property
    def list_title(self) -> str:
        """What the list shows."""
        return self.walk.words

    def name_of(self, unit: Unit) -> str:
        """Return how people call an answer."""
        slot = f" slot {unit.box}" if unit.boxes > 1 else ""
        part = f" part {unit.part}" if unit.part else ""
        return one_line(unit.reference) + slot + part

    # --- what other parts do -------------------------------------------------------

    def key_place(self, where: str) -> None:
        """Name the keys of another place on the line of keys."""
        raise NotImplementedError

    def arrive(self) -> None:
        """Look at the suggestions of an answer just come to."""
        raise NotImplementedError

    @property
    def is_hidden(self) -> bool:
        """Whether suggestions are hidden until this answer is finished, by design."""
        raise NotImplementedError

    def visible_suggestions(self) -> tuple[Suggestion, ...]:
        """Return the suggestions that are on the screen."""
        raise NotImplementedError
