"""What the parts of an answer would be, to say yes or no to."""

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from hsbcode.tui.dialogs.dialog import Dialog, text
from hsbcode.tui.plain import joined, one_line, plain
from hsbcode.workflows.splitting.previews import BY_HAND, Proposed

if TYPE_CHECKING:
    from textual.content import Content


class PartsPreview(Dialog[bool]):
    """The parts, numbered; y and Enter split."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y,enter", "yes", "yes", show=False),
        Binding("n", "leave", "no", show=False),
        Binding("down,pagedown,j", "page(1)", "on", show=False),
        Binding("up,pageup,k", "page(-1)", "back", show=False),
    ]
    keys_words = "y or Enter: split · n or escape: leave it whole"

    def __init__(self, proposed: Proposed) -> None:
        super().__init__(f"Split into {len(proposed.parts)} parts?")
        self._proposed = proposed

    def compose_box(self) -> ComposeResult:
        """What was found, and each part."""
        proposed = self._proposed
        how = "By hand" if proposed.rule == BY_HAND else f"Found: {proposed.rule}"
        lines: list[Content] = [plain(f"{how}.", "dim")]
        lines += [
            joined([plain(f"{number:>2} ", "bold"), plain(one_line(part))], "")
            for number, part in enumerate(proposed.parts, start=1)
        ]
        if proposed.coders:
            lines.append(
                plain(
                    "It is coded: that counts until all parts are coded anew.", "bold"
                )
            )
        with VerticalScroll(can_focus=False):
            yield text(joined(lines))

    def action_yes(self) -> None:
        """Split."""
        self.dismiss(True)

    def action_page(self, way: int) -> None:
        """Scroll many parts."""
        scroll = self.query_one(VerticalScroll)
        scroll.scroll_relative(y=way * 10, animate=False)
