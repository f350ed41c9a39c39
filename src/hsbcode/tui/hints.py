"""Hints: a line that leads through the tutorial, and a few that go away by themselves.

What somebody has done is seen from the commands carried out, whatever their keys.
"""

import string
from collections.abc import Mapping
from typing import TYPE_CHECKING

from textual.app import App
from textual.content import Content
from textual.dom import DOMNode
from textual.reactive import reactive
from textual.widget import Widget

from hsbcode.tui.commands import command, shown_keys
from hsbcode.tui.plain import joined, plain
from hsbcode.tui.screens.coding import CodingScreen
from hsbcode.tui.settings_folder import keep_settings, own_settings
from hsbcode.workflows.tutorial import Learning, is_tutorial

if TYPE_CHECKING:
    from textual.actions import ActionParseResult

FIRST_HINTS = (
    ("digit", "{digit} gives the answer a code; {find} finds one by typing."),
    ("finish", "{finish} finishes an answer that has a code, and goes on."),
    ("no_code", "Where nothing fits: {no_code} says that no code applies."),
    ("undo", "{undo} takes back what you did, step by step."),
    ("help", "{help} shows every key."),
)
"""Command → what is said until it has been done once, by this person, anywhere."""
_AS_GOOD_AS = {"find": "digit", "code_key": "digit", "choose": "digit"}
"""Whoever gives codes in another way need not be told of this one again."""
_WITH_CODES = frozenset({"digit", "finish", "undo"})
"""What makes sense only where there is a code."""
_DONE = "hints_done"
_GOES_ON = frozenset(
    {"digit", "find", "finish", "no_code", "next", "next_open", "previous"}
)
"""Who does one of these after the tutorial has read its last words."""
_LEARNT = "tutorial_done"
_LAST = "That is all you need."
_END = _LAST + " {help} shows everything else, {leave} leaves."


class HintLine(Widget, can_focus=False):
    """What to try next in the tutorial."""

    DEFAULT_CSS = """
    HintLine { height: auto; padding: 0 1; background: $panel; color: $foreground; }
    """

    words: reactive[str] = reactive("", layout=True)

    def render(self) -> Content:
        """Return the hint; the last words say that there is nothing more to try."""
        if self.words.startswith(_LAST):
            return plain(self.words)
        return joined([plain("Try:", "bold"), plain(self.words)], " ")


class Hints(App[str]):
    """An application that says what to try next."""

    keymap: dict[str, str]

    def __init__(self) -> None:
        super().__init__()
        self._steps: Learning | None = None

    def begin_hints(self, screen: CodingScreen) -> None:
        """Lead through the tutorial, or say the first hint; on a new coding screen."""
        session = screen.session
        again = own_settings().get(_LEARNT) is True and session.tally().finished
        learns = is_tutorial(session.project) and not again
        self._steps = Learning() if learns else None
        if self._steps is not None:
            screen.call_after_refresh(self._mount_line, screen)
        else:
            screen.call_after_refresh(self._say_first, screen)

    async def run_action(
        self,
        action: "str | ActionParseResult",
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Carry out a command, and take in that it was."""
        screen = self._hinted()
        before = -1
        if screen is not None and self._steps is not None:
            before = screen.session.tally().finished
        done = await super().run_action(action, default_namespace, namespaces)
        if done and screen is not None:
            name = action if isinstance(action, str) else action[1]
            name = name.partition("(")[0].rpartition(".")[2]
            self.call_later(self._did, screen, name, before)
        return done

    def _hinted(self) -> CodingScreen | None:
        if self.screen_stack and isinstance(self.screen, CodingScreen):
            return self.screen
        return None

    def _did(self, screen: CodingScreen, name: str, before: int) -> None:
        if not screen.is_attached:
            return
        done = hints_done()
        shown = _AS_GOOD_AS.get(name, name)
        if shown in dict(FIRST_HINTS) and shown not in done:
            keep_settings({_DONE: sorted({*done, shown})})
        if self._steps is None:
            self._say_first(screen)
        elif self._steps.step is not None:
            finished = screen.session.tally().finished - before
            self._steps.did(name, finished=finished)
            self._show_step(screen)
        elif name in _GOES_ON:
            self._end_tutorial(screen)

    def _end_tutorial(self, screen: CodingScreen) -> None:
        """Take the line away once its last words were read."""
        self._steps = None
        keep_settings({_LEARNT: True})
        screen.query(HintLine).remove()

    def _mount_line(self, screen: CodingScreen) -> None:
        screen.mount(HintLine(), before="#body")
        screen.call_after_refresh(self._show_step, screen)

    def _show_step(self, screen: CodingScreen) -> None:
        for line in screen.query(HintLine):
            step = self._steps.step if self._steps is not None else None
            line.words = with_keys(step.screen if step else _END, self.keymap)

    def _say_first(self, screen: CodingScreen) -> None:
        """Say the first hint not done where there is room beside what is said."""
        if not (screen.is_attached and screen.ids and screen.session.writable):
            return
        done = hints_done()
        if not screen.session.codes:
            done |= _WITH_CODES
        words = next((words for name, words in FIRST_HINTS if name not in done), "")
        if not words:
            return
        hint = with_keys(words, self.keymap)
        if not screen.said:
            screen.say(hint)
        elif screen.said == screen.session.question.text:
            both = f"{screen.said}  {hint}"
            if len(both) < screen.size.width:
                screen.say(both)


def hints_done() -> frozenset[str]:
    """Return the commands that this person has used already."""
    kept = own_settings().get(_DONE)
    return frozenset(map(str, kept)) if isinstance(kept, list) else frozenset()


def with_keys(words: str, keymap: Mapping[str, str]) -> str:
    """Return a sentence with the keys of the commands that it names in braces."""
    names = [name for _, name, _, _ in string.Formatter().parse(words) if name]
    keys = {
        name: shown_keys(command(name), keymap, all_=False).replace("-", " to ")
        if command(name).each
        else shown_keys(command(name), keymap, all_=False)
        for name in names
    }
    return words.format(**keys)
