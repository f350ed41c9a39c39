"""The code frame as a screen shows it: one row a code, and all about one of them."""

from dataclasses import dataclass

from hsbcode.domain.codebook import Code, Codebook
from hsbcode.store.project import Project
from hsbcode.workflows.codebook.comments import Comment, comments
from hsbcode.workflows.codebook.history import Version, versions
from hsbcode.workflows.codebook.queues import QueueLine, queues
from hsbcode.workflows.codebook.use import Example, Use, examples, uses

_EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class BookRow:
    """One code of the tree."""

    code: Code
    depth: int
    use: Use
    state: str = ""
    """``retired``, what it was merged or split into, or ``only holds others``."""
    comments: int = 0
    left: int = 0
    """Answers that wait for this coder."""


@dataclass(frozen=True, slots=True)
class AboutCode:
    """All about one code."""

    code: Code
    path: tuple[str, ...]
    """Labels of the codes above it, from the top."""
    use: Use
    state: str
    comments: tuple[Comment, ...]
    examples: tuple[Example, ...]
    queue: QueueLine | None


class CodebookView:
    """A code frame with what stands on it, for one coder.

    Numbers are counted when the view is made anew: after an edit, not at every move.

    Args:
        project: an open project.
        coder: who looks.
    """

    def __init__(self, project: Project, coder: str) -> None:
        self.project = project
        self.coder = coder
        self._uses = uses(project)
        self._comments = comments(project)
        self.queues = queues(project)

    @property
    def book(self) -> Codebook:
        """The frame in force."""
        return self.project.codebook

    def rows(self) -> tuple[BookRow, ...]:
        """Return every code in tree order."""
        book = self.book
        said: dict[str, int] = {}
        for each in self._comments:
            about = book.standing(each.code)
            said[about] = said.get(about, 0) + 1
        left = {line.code: line.left(self.coder) for line in self.queues}
        return tuple(
            BookRow(
                code,
                book.depth(code.id),
                self._uses.get(code.id, Use()),
                state_of(book, code),
                said.get(code.id, 0),
                left.get(code.id, 0),
            )
            for code in book.in_tree_order()
        )

    def about(self, code: str) -> AboutCode:
        """Return all about one code.

        Raises:
            CodebookError: there is no such code.
        """
        book = self.book
        known = book[code]
        same = book.read_as(code)
        return AboutCode(
            code=known,
            path=tuple(book.label(above) for above in reversed(book.ancestors(code))),
            use=self._uses.get(code, Use()),
            state=state_of(book, known),
            comments=tuple(each for each in self._comments if each.code in same),
            examples=examples(self.project, code, _EXAMPLES),
            queue=next((line for line in self.queues if line.code == code), None),
        )

    def answers(self, code: str, most: int = 40) -> tuple[Example, ...]:
        """Return answers with a code, the clearest first."""
        return examples(self.project, code, most)

    def history(self, code: str = "") -> tuple[Version, ...]:
        """Return the edits of the frame, or those of one code, newest first."""
        return versions(self.project, code)[::-1]

    def own_queues(self) -> tuple[QueueLine, ...]:
        """Return the queues in which something waits for this coder."""
        return tuple(line for line in self.queues if line.left(self.coder))


def state_of(book: Codebook, code: Code) -> str:
    """Return what is special about a code, in words; empty for most."""
    if code.merged_into:
        return f"merged into {book.label(book.standing(code.id))}"
    if code.split_into:
        return "split into " + ", ".join(map(book.label, code.split_into))
    if code.status == "retired":
        return "retired"
    return "only holds others" if code.kind == "container" else ""
