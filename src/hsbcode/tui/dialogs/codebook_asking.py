"""What the codebook screen asks: is that so, which code, how is it defined."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content

from hsbcode.domain.codebook import Code
from hsbcode.domain.visible import visible
from hsbcode.tui.dialogs.dialog import Dialog, text
from hsbcode.tui.dialogs.find_code import ranked
from hsbcode.tui.dialogs.memo import MemoText
from hsbcode.tui.dialogs.typed_choice import TypedChoice
from hsbcode.tui.plain import joined, plain, shortened
from hsbcode.workflows.codebook.edits import Proposed

TOP = "-"
"""The answer that means no code: the top of the tree. No code has it for an id."""
_MOST = 12
_FIELDS = (
    ("definition", "What it stands for", 3),
    ("include_when", "Give it when", 2),
    ("exclude_when", "Do not give it when", 2),
    ("examples", "Examples, one a line", 3),
    ("keywords", "Keywords, with commas between", 2),
)


class EditPreview(Dialog[bool]):
    """What an edit would do; y and Enter make it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y,enter", "yes", "yes", show=False),
        Binding("n", "leave", "no", show=False),
        Binding("down,pagedown,j", "page(1)", "on", show=False),
        Binding("up,pageup,k", "page(-1)", "back", show=False),
    ]
    keys_words = "y or Enter: do it · n or escape: leave it"

    def __init__(self, proposed: Proposed) -> None:
        super().__init__("Change the codebook?")
        self._proposed = proposed

    def compose_box(self) -> ComposeResult:
        """The edit, what there is to know, and whom it gives work."""
        wanted = self._proposed
        lines: list[Content] = [
            plain(f"{wanted.words[:1].upper()}{wanted.words[1:]}?", "bold")
        ]
        lines += [plain(line) for line in wanted.lines]
        if wanted.reach.codings and wanted.edit != "merge":
            lines.append(plain(f"On it: {wanted.reach.words}."))
        if wanted.waiting:
            share = ", ".join(f"{who} {count}" for who, count in wanted.waiting)
            lines.append(plain(f"Answers to look at: {share}."))
        lines.append(plain("u takes it back.", "dim"))
        with VerticalScroll(can_focus=False):
            yield text(joined(lines))

    def action_yes(self) -> None:
        """Do it."""
        self.dismiss(True)

    def action_page(self, way: int) -> None:
        """Scroll many lines."""
        self.query_one(VerticalScroll).scroll_relative(y=way * 8, animate=False)


class PickCode(TypedChoice):
    """Type a part of a name; the answer is a code's id, or ``TOP``.

    Args:
        title: what is asked.
        codes: the codes to choose from.
        top: whether no code can be chosen, too.
        does: what Enter does, in a word.
    """

    def __init__(
        self, title: str, codes: Sequence[Code], *, top: bool = False, does: str = ""
    ) -> None:
        super().__init__(title)
        self._codes = tuple(codes)
        self._top = top
        self.keys_words = f"type · ↑ ↓ · Enter {does or 'chooses'} · escape leaves"

    def offers(self, typed: str) -> list[tuple[str, Content]]:
        """Return the codes that fit; first the top, while nothing is typed."""
        codes = ranked(self._codes, typed)[: 200 if not typed.strip() else _MOST]
        rows = [
            (
                code.id,
                joined(
                    [plain(shortened(code.label, 46)), plain(f"  {code.id}", "dim")],
                    "",
                ),
            )
            for code in codes
        ]
        if self._top and not typed.strip():
            rows.insert(0, (TOP, plain("to the top", "bold")))
        return rows or [("", plain("No code has that name."))]


class Comment(Dialog[str]):
    """A comment on a code; leaving keeps it: nothing asks “save?”."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "keep", "keep", show=False, priority=True),
        Binding("ctrl+g", "leave", "drop", show=False, priority=True),
    ]
    keys_words = "escape keeps it · ctrl+g drops it"

    def compose_box(self) -> ComposeResult:
        """An empty field."""
        yield MemoText()

    def action_keep(self) -> None:
        """Answer with what was written."""
        self.dismiss(self.query_one(MemoText).text.strip() or None)


class DefineCode(Dialog[Mapping[str, str | tuple[str, ...]]]):
    """The rules of a code, its examples and keywords; the answer holds what changed."""

    DEFAULT_CSS = """
    DefineCode {
        & > #box { width: 90; }
        & MemoText { background: $panel; &:focus { background: $boost; } }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "keep", "keep", show=False, priority=True),
        Binding("ctrl+g", "leave", "drop", show=False, priority=True),
        Binding("tab", "app.focus_next", "next", show=False, priority=True),
        Binding("shift+tab", "app.focus_previous", "back", show=False, priority=True),
    ]
    keys_words = "tab goes on · escape keeps it · ctrl+g drops the changes"

    def __init__(self, code: Code) -> None:
        super().__init__(f"Define “{code.label}”")
        self._was = {
            "definition": visible(code.definition),
            "include_when": visible(code.include_when),
            "exclude_when": visible(code.exclude_when),
            "examples": visible("\n".join(code.examples)),
            "keywords": visible(", ".join(code.keywords)),
        }

    def compose_box(self) -> ComposeResult:
        """A field for each."""
        with VerticalScroll(can_focus=False):
            for name, words, height in _FIELDS:
                yield text(plain(words, "bold"))
                area = MemoText(self._was[name], id=name)
                area.styles.height = height
                yield area

    def action_keep(self) -> None:
        """Answer with the fields that were changed."""
        changed: dict[str, str | tuple[str, ...]] = {}
        for name, was in self._was.items():
            written = self.query_one(f"#{name}", MemoText).text.strip()
            if written == was.strip():
                continue
            if name in ("examples", "keywords"):
                cut = "\n" if name == "examples" else ","
                parts = (part.strip() for part in written.split(cut))
                changed[name] = tuple(part for part in parts if part)
            else:
                changed[name] = written
        self.dismiss(changed or None)
