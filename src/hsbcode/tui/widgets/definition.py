"""The rules of the code under the cursor, beside the answer."""

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.reactive import reactive
from textual.widgets import Static

from hsbcode.domain.codebook import Code
from hsbcode.tui.plain import joined, plain


class Definition(VerticalScroll, can_focus=False):
    """Definition, when to include, when to exclude, examples."""

    DEFAULT_CSS = """
    Definition {
        height: 2fr;
        display: none;
        padding: 0 1;
        border-top: hkey $foreground 20%;
        scrollbar-size-vertical: 1;
        & > Static { height: auto; }
    }
    """

    defined: reactive[Code | None] = reactive[Code | None](None, init=False)

    code_memo: reactive[str] = reactive("", init=False)

    def compose(self) -> ComposeResult:
        """One text that grows."""
        yield Static(plain(""), markup=False)

    def watch_defined(self) -> None:
        """Tell the rules of another code."""
        self._tell()
        self.scroll_home(animate=False)

    def watch_code_memo(self) -> None:
        """Tell another memo."""
        self._tell()

    def _tell(self) -> None:
        code = self.defined
        if code is None:
            self.query_one(Static).update(plain("No code under the cursor."))
            return
        lines = [plain(code.label, "bold")]
        for label, text in (
            ("", code.definition),
            ("include", code.include_when),
            ("exclude", code.exclude_when),
            ("e.g.", " / ".join(code.examples)),
            ("my memo", self.code_memo),
        ):
            if text:
                words = [plain(label, "bold"), plain(text)] if label else [plain(text)]
                lines.append(joined(words, " "))
        if len(lines) == 1:
            lines.append(plain("It has no definition yet.", "dim"))
        self.query_one(Static).update(joined(lines))
