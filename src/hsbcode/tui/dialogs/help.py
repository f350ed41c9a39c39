"""The help screen: every key, from the table of commands."""

from collections.abc import Mapping

from textual.content import Content

from hsbcode.tui.commands import Where, commands_of, shown_keys
from hsbcode.tui.dialogs.asking import Notice
from hsbcode.tui.plain import joined, plain

_NAMES: dict[Where, str] = {
    "coding": "Coding",
    "codes": "In the codes",
    "span": "Marking words",
    "start": "Start",
    "import": "Import",
    "results": "Results",
    "history": "History",
    "everywhere": "Everywhere",
}
_MARKS = """● applied by me   ○ suggested   ✓ finished   – finished, no code applies
⚑ flagged   ▸ where I am"""


class Help(Notice):
    """Every key that works somewhere."""

    DEFAULT_CSS = """
    Help > #box { width: 96; }
    """
    keys_words = "↓ ↑ scroll · any other key goes on"

    def __init__(
        self, places: tuple[Where, ...], keymap: Mapping[str, str] | None = None
    ) -> None:
        super().__init__("Every key", help_text(places, keymap or {}))


def help_text(places: tuple[Where, ...], keymap: Mapping[str, str]) -> Content:
    """Return the keys of some places with a sentence each."""
    lines = [plain(_MARKS)] if "coding" in places else []
    for place in (*places, "everywhere"):
        lines.append(plain(f"\n{_NAMES[place]}", "bold"))
        for command in commands_of(place):
            keys = shown_keys(command, keymap)
            lines.append(
                joined([plain(f"{keys:>16}", "bold"), plain(command.help)], "  ")
            )
    return joined(lines)
