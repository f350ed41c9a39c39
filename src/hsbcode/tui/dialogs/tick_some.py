"""Some of a few: space ticks, Enter takes what is ticked, which may be nothing."""

from collections.abc import Collection, Sequence

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets.option_list import Option

from hsbcode.tui.dialogs.asking import Choice
from hsbcode.tui.dialogs.dialog import Dialog, text
from hsbcode.tui.plain import joined, plain, shortened
from hsbcode.tui.widgets.tick_list import TickList

_WIDE = 66
_LEAST = 8


class TickSome(Dialog[tuple[str, ...]]):
    """Tick any of a few; the answer is what is ticked, in their order.

    Args:
        title: what they are ticked for.
        choices: what there is.
        ticked: ids that are ticked at first.
        hint: a line above them, e.g. what no tick means.
    """

    keys_words = "space ticks · Enter takes what is ticked · escape leaves"

    def __init__(
        self,
        title: str,
        choices: Sequence[Choice],
        ticked: Collection[str] = (),
        hint: str = "",
    ) -> None:
        super().__init__(title)
        self._choices = tuple(choices)
        self._ticked = {each.id for each in choices if each.id in ticked}
        self._hint = hint

    def compose_box(self) -> ComposeResult:
        """The choices with their ticks."""
        if self._hint:
            yield text(self._hint)
        ticks = TickList(
            *(Option(self._row(each)) for each in self._choices), markup=False
        )
        ticks.highlighted = 0
        yield ticks

    def on_tick_list_ticked(self, message: TickList.Ticked) -> None:
        """Tick a choice, or take its tick away."""
        chosen = self._choices[message.place]
        self._ticked ^= {chosen.id}
        self.query_one(TickList).replace_option_prompt_at_index(
            message.place, self._row(chosen)
        )

    def on_tick_list_taken(self) -> None:
        """Answer with what is ticked."""
        self.dismiss(tuple(e.id for e in self._choices if e.id in self._ticked))

    def _row(self, choice: Choice) -> Content:
        mark = "[x]" if choice.id in self._ticked else "[ ]"
        words = shortened(choice.words, _WIDE)
        parts = [plain(f"{mark} {words}")]
        room = _WIDE - len(words) - 2
        if choice.more and room > _LEAST:
            parts.append(plain(f"  {shortened(choice.more, room)}", "dim"))
        return joined(parts, "")
