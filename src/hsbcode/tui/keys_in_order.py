"""One key after the other: each finds what the one before it has brought about.

Several keys come at once where somebody types fast, or where a slow line hands them
over in a heap. They would all go to what has the focus when they come: of ``F 2`` the
second would not reach the dialog that the first one opens. What is pasted or clicked
in between waits its turn, too.
"""

import asyncio
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import events
from textual.app import App
from textual.await_complete import AwaitComplete
from textual.message import Message

if TYPE_CHECKING:
    from textual.dom import DOMNode
    from textual.screen import Screen

_IN_TURN = (events.Key, events.Paste, events.MouseDown, events.MouseUp)
_LAPS = 3
_LOOK = 0.1
"""Seconds between looks whether a key is still on its way."""
_LOOKS = 100
"""After so many the next key goes on its way whatever became of the last one."""


class KeysInOrder(App[str]):
    """An application that takes a key when the one before it has had its effect."""

    @dataclass
    class Passed(Message):
        """Follows a key on its way, so it arrives when the key has been handled.

        What a key brings about may itself come as a message (a line was entered, so
        the dialog closes), hence a few laps.
        """

        number: int
        lap: int = 1

    def __init__(self) -> None:
        super().__init__()
        self._waiting: deque[events.Event] = deque()
        self._number = 0
        self._under_way = 0
        """Number of the key that is being handled; 0 for none."""
        self._top: Screen[object] | None = None
        """The screen that got it."""
        self._carrier: DOMNode | None = None
        """Where the message that follows it was handed in, or is to be."""
        self._held_back = False

    def hold_keys(self) -> None:
        """Let keys wait for a screen that is still to be made."""
        self._held_back = True

    def let_keys_come(self) -> None:
        """Give the keys that waited to the screen that is there now."""
        if self._held_back:
            self._held_back = False
            number = self._next_number()
            self._when_ready(number)

    async def on_event(self, event: events.Event) -> None:
        """Let a key wait for the one before it."""
        if not self._waits_its_turn(event):
            await super().on_event(event)
        elif self._under_way or self._held_back:
            self._waiting.append(event)
        else:
            await self._send(event)

    def _waits_its_turn(self, event: events.Event) -> bool:
        if event.is_forwarded:
            return False
        if isinstance(event, events.MouseEvent) and self._held_back:
            # What is clicked at stands there no longer when the next screen does.
            return False
        if isinstance(event, events.MouseMove):
            return bool(event.button and self._under_way)
        return isinstance(event, _IN_TURN)

    @property
    def at_rest(self) -> bool:
        """Whether every key that came has had its effect."""
        return not self._under_way and not self._waiting

    def pop_screen(self) -> AwaitComplete:
        """Go on with the next key at once: a closed screen hands no message on."""
        closed = super().pop_screen()
        if self._under_way:
            self.call_later(self._when_ready, self._under_way)
        return closed

    # --- on its way ----------------------------------------------------------------

    async def _send(self, event: events.Event) -> None:
        number = self._next_number()
        self._carrier = target = self.focused or self.screen
        await super().on_event(event)
        target.post_message(self.Passed(number))

    def _next_number(self) -> int:
        self._number += 1
        self._under_way = self._number
        self._top = self.screen
        self._look_later(self._number, _LOOKS)
        return self._number

    async def on_keys_in_order_passed(self, message: Passed) -> None:
        """Go on with the next key, once a new screen can take it."""
        number = message.number
        if number != self._under_way or not self.screen_stack:
            return
        if message.lap < _LAPS:
            self._carrier = target = self.focused or self.screen
            target.post_message(self.Passed(number, message.lap + 1))
        elif self.screen is not self._top:
            self._when_ready(number)
        else:
            await self._go_on(number)

    def _when_ready(self, number: int, *, again: bool = True) -> None:
        """Go on once the screen on top is made and has a focus."""
        if number == self._under_way and self.screen_stack:
            self._carrier = top = self.screen
            top.call_after_refresh(self._if_still_on_top, number, top, again=again)

    async def _if_still_on_top(
        self, number: int, top: "Screen[object]", *, again: bool
    ) -> None:
        # The answer of a closed dialog is acted on beside this, and may open another.
        if again or not self.screen_stack or self.screen is not top:
            self._when_ready(number, again=False)
        else:
            await self._go_on(number)

    async def _go_on(self, number: int) -> None:
        if number != self._under_way:
            return
        self._under_way = 0
        while self._waiting and self.screen_stack and not self._under_way:
            if self._held_back:
                return
            event = self._waiting.popleft()
            if isinstance(event, events.MouseMove):
                await super().on_event(event)
            else:
                await self._send(event)

    # --- what never arrives --------------------------------------------------------

    def _look_later(self, number: int, left: int) -> None:
        loop = asyncio.get_running_loop()
        loop.call_later(_LOOK, self._look_after, number, left)

    def _look_after(self, number: int, left: int) -> None:
        """Go on where what had the focus is gone with the message that followed."""
        if number != self._under_way or not self.screen_stack:
            return
        if not left:
            self.call_later(self._go_on, number)
            return
        if not self._carrier_lives():
            self.call_later(self._when_ready, number)
        self._look_later(number, left - 1)

    def _carrier_lives(self) -> bool:
        node = self._carrier
        return (
            node is not None
            and node.is_running
            and any(each in self.screen_stack for each in node.ancestors_with_self)
        )
