"""What the codebook screen stands on: the frame, the cursor, the words."""

from typing import ClassVar

from textual.reactive import reactive

from hsbcode.domain.codebook import Code
from hsbcode.domain.errors import UsageConflict
from hsbcode.tui.saying import Saying
from hsbcode.workflows.codebook.view import AboutCode, BookRow, CodebookView
from hsbcode.workflows.opening import Project


class CodebookDesk(Saying[None]):
    """State of the codebook screen; widgets below receive it by ``data_bind``.

    Args:
        project: an open project.
        coder: who makes the edits.
    """

    AUTO_FOCUS: ClassVar[str | None] = ""

    rows: reactive[tuple[BookRow, ...]] = reactive[tuple[BookRow, ...]]((), init=False)
    place: reactive[int] = reactive(0, init=False)
    tree_words: reactive[str] = reactive("", init=False)
    about: reactive[AboutCode | None] = reactive[AboutCode | None](None, init=False)
    empty_words: reactive[str] = reactive("", init=False)

    def __init__(self, project: Project, coder: str) -> None:
        super().__init__()
        self.project = project
        self.coder = coder
        self.view = CodebookView(project, coder)

    # --- where one is --------------------------------------------------------------

    @property
    def code(self) -> Code:
        """The code under the cursor.

        Raises:
            UsageConflict: there are no codes.
        """
        if not self.rows:
            raise UsageConflict("There is no code yet.", "a adds one.")
        return self.rows[self.place].code

    def renew(self, code: str = "") -> None:
        """Read the frame again after an edit; stay at the same code, or go to one."""
        at = code or (self.code.id if self.rows else "")
        self.view = CodebookView(self.project, self.coder)
        self.rows = self.view.rows()
        ids = [row.code.id for row in self.rows]
        self.place = ids.index(at) if at in ids else min(self.place, len(ids) - 1)
        self.place = max(0, self.place)
        active = sum(row.code.can_be_applied for row in self.rows)
        self.tree_words = f"{active} codes in use"
        left = sum(line.left(self.coder) for line in self.view.queues)
        self.aside = f"{left} to look at again: q" if left else ""
        self.show_code()

    def show_code(self) -> None:
        """Tell about the code under the cursor."""
        self.empty_words = (
            ""
            if self.rows
            else "No codes yet. a adds one; or take a frame with: hsbcode codebook "
            "import PROJECT FILE"
        )
        self.about = self.view.about(self.code.id) if self.rows else None

    def go_to(self, place: int) -> None:
        """Go to a row, at most to an end."""
        if self.rows:
            self.place = max(0, min(place, len(self.rows) - 1))
            self.show_code()

    def go_to_code(self, code: str) -> None:
        """Go to a code."""
        ids = [row.code.id for row in self.rows]
        if code in ids:
            self.go_to(ids.index(code))
