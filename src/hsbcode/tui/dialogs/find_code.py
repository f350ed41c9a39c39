"""Find a code by typing: over names, keywords and definitions."""

from collections.abc import Sequence

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from hsbcode.domain.codebook import Code
from hsbcode.tui.dialogs.dialog import Dialog, Field
from hsbcode.tui.plain import joined, plain, shortened

_MOST = 12
_WIDE = 66
"""Cells of one row: what fits beside the mark in 80 columns."""
NEW = "new:"
"""What an answer begins with that names a code to be made."""


def ranked(codes: Sequence[Code], typed: str) -> list[Code]:
    """Return the codes that fit what was typed, best first.

    The beginning of a name counts most, then the beginning of a word in it, then a
    keyword, then the definition; codes that fit equally stay in frame order.
    """
    wish = typed.casefold().strip()
    if not wish:
        return list(codes)
    found = [(rank, code) for code in codes if (rank := _rank(code, wish)) is not None]
    return [code for _rank_of, code in sorted(found, key=lambda item: item[0])]


def _rank(code: Code, wish: str) -> int | None:
    label = code.label.casefold()
    if label.startswith(wish):
        return 0
    if any(word.startswith(wish) for word in label.split()):
        return 1
    if wish in label or all(part in label for part in wish.split()):
        return 2
    if any(keyword.casefold().startswith(wish) for keyword in code.keywords):
        return 3
    if wish in code.definition.casefold() or wish in code.id:
        return 4
    return None


class FindCode(Dialog[str]):
    """Type a part of a name; the answer is a code's id, or ``new:`` and a name."""

    keys_words = "type · ↑ ↓ · Enter applies · escape leaves"

    def __init__(self, codes: Sequence[Code], applied: frozenset[str]) -> None:
        super().__init__("Find a code")
        self._codes = tuple(codes)
        self._applied = applied
        self._found: list[str] = []

    def compose_box(self) -> ComposeResult:
        """A line to type in, and what fits."""
        yield Field(select_on_focus=False)
        options = OptionList(markup=False)
        options.can_focus = False
        yield options

    def on_mount(self) -> None:
        """Begin with all codes."""
        self._show("")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what fits now."""
        self._show(event.value)

    def on_input_submitted(self) -> None:
        """Answer with the highlighted one."""
        at = self.query_one(OptionList).highlighted
        if at is not None and at < len(self._found):
            self.dismiss(self._found[at])

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Answer with the clicked one."""
        self.dismiss(self._found[event.option_index])

    def on_key(self, event: events.Key) -> None:
        """Let the arrows move the choice while one types."""
        options = self.query_one(OptionList)
        if event.key == "down":
            options.action_cursor_down()
        elif event.key == "up":
            options.action_cursor_up()
        else:
            return
        event.stop()

    def _show(self, typed: str) -> None:
        codes = ranked(self._codes, typed)[:_MOST]
        self._found = [code.id for code in codes]
        prompts = [self._prompt(code) for code in codes]
        name = " ".join(typed.split())
        known = {code.label.casefold() for code in self._codes}
        if name and name.casefold() not in known:
            self._found.append(NEW + name)
            prompts.append(
                joined([plain("+ make a new code: "), plain(name, "bold")], "")
            )
        elif not prompts:
            prompts.append(plain("Type a name to make the first code."))
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options(Option(prompt) for prompt in prompts)
        options.highlighted = 0

    def _prompt(self, code: Code) -> Content:
        mark = "●" if code.id in self._applied else " "
        name = f"{mark} {shortened(code.label, 50)}"
        rest = f"  ;{code.key}" if code.key else ""
        room = _WIDE - cell_len(name) - len(rest) - 2
        if code.definition and room > 0:
            rest += f"  {shortened(code.definition, room)}"
        return joined([plain(name), plain(rest, "dim")], "")
