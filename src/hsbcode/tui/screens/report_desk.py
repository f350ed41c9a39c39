"""What the report screen stands on: the plan, what each part holds, the text beside."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.reactive import reactive

from hsbcode.domain.errors import HsbcodeError, UsageConflict
from hsbcode.domain.report_plan import PARTS, ReportPart
from hsbcode.tui.plain import joined, plain
from hsbcode.tui.screens.report_draft import ReportDraft
from hsbcode.tui.widgets.sentence_list import SentenceRow
from hsbcode.tui.working_beside import WorksBeside
from hsbcode.workflows.opening import Project
from hsbcode.workflows.reporting.plan import report_plan

if TYPE_CHECKING:
    from threading import Event

    from hsbcode.domain.survey import Question
    from hsbcode.workflows.reporting.pieces import Piece
    from hsbcode.workflows.reporting.preview import ReportPreview

OPTIONS = {
    "questions": "questions",
    "by": "split by",
    "disclosure": "disclosure",
    "template": "Word template",
    "coders": "coders",
    "formats": "formats",
    "name": "file",
}
"""What stands below the parts."""
_WIDE = 112
_LIST = 66
"""Cells of the list on a wide screen."""
_LEAST = 40
READING = "Reading the project …"
WAITS = "The project is still being read …"


class ReportDesk(WorksBeside[None]):
    """State of the report screen; widgets below receive it by ``data_bind``.

    Args:
        project: an open project.
        by: who writes.
        draft: what was chosen before, if anything.
    """

    AUTO_FOCUS: ClassVar[str | None] = ""

    rows: reactive[tuple[SentenceRow, ...]] = reactive[tuple[SentenceRow, ...]](
        (), init=False
    )
    row_at: reactive[int] = reactive(0, init=False)
    lines: reactive[tuple[str, ...]] = reactive[tuple[str, ...]]((), init=False)
    here: reactive[tuple[int, int]] = reactive((0, 0), init=False)
    part_words: reactive[str] = reactive("", init=False)
    in_text: reactive[bool] = reactive(False, init=False)
    """Whether keys move in the text; else in the list."""

    def __init__(self, project: Project, by: str, draft: ReportDraft | None) -> None:
        super().__init__()
        self.project = project
        self.by = by
        self.draft = draft or ReportDraft.of(report_plan(project))
        self.preview: ReportPreview | None = None
        self.why_none = ""
        """Why there is no preview; empty while it is made."""
        self.pieces: tuple[Piece, ...] = ()
        self.piece_at: int | None = None
        self.writing: Event | None = None
        """Set to stop the report that is being written; None while none is."""
        self._wish = 0
        self._tried: tuple[object, ...] = ()
        self._shown: tuple[object, ...] = ()
        """What the preview was computed by and from."""
        self._questions: dict[str, Question] = {}

    @property
    def path(self) -> Path:
        """The file that threads read."""
        return self.project.path

    # --- reading -------------------------------------------------------------------

    @property
    def _key(self) -> tuple[object, ...]:
        return (
            replace(self.draft.made_by, parts=(), template=""),
            self.project.log.last_id(),
        )

    def read(self) -> None:
        """Compute all parts, beside typing, unless they are known."""
        self._tried = self._key
        known = self.draft.previews.get(self._key)
        self._wish += 1
        if known is not None:
            self._take(known, self._key)
            return
        wish, key, plan = self._wish, self._key, self.draft.plan
        self.preview, self.why_none = None, ""
        self.say(READING)
        self.show_all()
        width = self.text_width

        def job() -> Callable[[], None]:
            # What counts is imported beside typing: the screen is painted before.
            from hsbcode.workflows.reporting.preview import (  # noqa: PLC0415
                read_preview,
            )

            try:
                found = read_preview(self.path, plan)
            except HsbcodeError as error:
                told = error
                return lambda: self._not_read(wish, told)
            _lay_out(found, plan.parts, width)
            return lambda: self._read(wish, key, found)

        self.beside(job)

    def on_screen_resume(self) -> None:
        """Read anew where something was decided on another screen."""
        if self._tried and self._tried != self._key:
            self.read()

    def _read(self, wish: int, key: tuple[object, ...], found: "ReportPreview") -> None:
        kept = self.draft.previews
        for old in [each for each in kept if each[1:] != key[1:]] + list(kept)[:-3]:
            kept.pop(old, None)
        kept[key] = found
        if wish == self._wish:
            self._take(found, key)

    def _take(self, found: "ReportPreview", key: tuple[object, ...]) -> None:
        self.preview, self.why_none, self._shown = found, "", key
        self._hush()
        self.show_all()

    def _not_read(self, wish: int, error: HsbcodeError) -> None:
        if wish == self._wish:
            self.why_none = f"{error.message} {error.hint}".strip()
            self._hush()
            self.show_all()

    def _hush(self) -> None:
        if self.said in (READING, WAITS):
            self.say("")

    def keep_preview(self) -> None:
        """Go on showing what is shown: a step was written that no report counts."""
        if self.preview is not None and self._shown[:1] == self._key[:1]:
            self.draft.previews[self._key] = self.preview

    def after_step(self) -> None:
        """Show a step of the history that no report counts: nothing is read anew."""
        self.keep_preview()
        self.show_all()
        self.read()

    def check_writable(self) -> None:
        """Refuse to decide anything in a project that is read-only.

        Raises:
            UsageConflict: it is.
        """
        if not self.project.writable:
            raise UsageConflict(
                f"The file is read-only here: {self.project.why_read_only}."
            )

    @property
    def text_width(self) -> int:
        """Cells of a line of the text, for the width there is."""
        beside = _LIST if self.app.size.width >= _WIDE else 0
        return max(_LEAST, self.app.size.width - beside - 4)

    def lay_out_again(self) -> None:
        """Bring the text to another width, beside typing."""
        found, parts, width = self.preview, self.draft.plan.parts, self.text_width
        if found is None:
            return

        def job() -> Callable[[], None]:
            _lay_out(found, parts, width)
            return self.show_text

        self.beside(job)

    # --- where one is ----------------------------------------------------------------

    @property
    def part(self) -> ReportPart | None:
        """The part under the cursor; None below the parts."""
        order = self.draft.order
        return order[self.row_at] if self.row_at < len(order) else None

    @property
    def option(self) -> str:
        """What is under the cursor below the parts; empty in them."""
        at = self.row_at - len(self.draft.order) - 1
        return list(OPTIONS)[at] if 0 <= at < len(OPTIONS) else ""

    @property
    def here_part(self) -> ReportPart:
        """The part under the cursor.

        Raises:
            UsageConflict: the cursor is below the parts.
        """
        if self.part is None:
            raise UsageConflict("Go up to a part first.")
        return self.part

    @property
    def piece(self) -> "Piece":
        """The table or quote that is marked in the text.

        Raises:
            UsageConflict: none is.
        """
        if self.piece_at is None or self.piece_at >= len(self.pieces):
            raise UsageConflict("No table or quote is here.", "↑ ↓ go to one.")
        return self.pieces[self.piece_at]

    def go_to_row(self, row: int) -> None:
        """Go to another row of the list, at most to an end."""
        heading, last = len(self.draft.order), len(self.rows) - 1
        wanted = max(0, min(row, last))
        if wanted == heading:
            wanted += 1 if row > self.row_at else -1
        self.row_at = wanted
        self.show_text()

    def go_to_piece(self, ahead: int) -> bool:
        """Mark the next table or quote with a name, or the one before."""
        at = self.piece_at
        step = 1 if ahead > 0 else -1
        look = (0 if step > 0 else len(self.pieces) - 1) if at is None else at + step
        while 0 <= look < len(self.pieces):
            if self.pieces[look].named:
                self.mark(look)
                return True
            look += step
        return False

    def mark(self, at: int | None) -> None:
        """Mark a piece of the text; none where ``at`` is None."""
        self.piece_at = at
        if at is None:
            self.here = (0, 0)
        else:
            start = sum(len(piece.lines) for piece in self.pieces[:at])
            lines = self.pieces[at].lines
            empty = next((n for n, line in enumerate(lines) if line.strip()), 0)
            self.here = (start + empty, start + len(lines))
        self.name_part()

    # --- showing ---------------------------------------------------------------------

    def show_all(self) -> None:
        """Bring the list and the text up to date."""
        raise NotImplementedError

    def show_text(self) -> None:
        """Show the text of the part under the cursor from its top."""
        raise NotImplementedError

    def name_part(self) -> None:
        """Name what the text shows on its frame."""
        raise NotImplementedError


def _lay_out(found: "ReportPreview", parts: tuple[ReportPart, ...], width: int) -> None:
    for part in PARTS:
        found.pieces(part, parts, width)


def listed(lines: Sequence[str]) -> Content:
    """Return lines as one text."""
    return joined([plain(line) for line in lines])
