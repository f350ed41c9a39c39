"""One key after the other: each finds what the one before it has brought about.

Several keys come at once where somebody types fast, or where a slow line hands them
over in a heap. They would all go to what has the focus when they come: of ``F 2`` the
second would not reach the dialog that the first one opens.
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
    from textual.screen import Screen

_LAPS = 3
_LONGEST = 0.5
"""Seconds after which the next key goes on its way whatever became of the last."""


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
        self._waiting: deque[events.Key] = deque()
        self._number = 0
        self._under_way = 0
        """Number of the key that is being handled; 0 for none."""
        self._top: Screen[object] | None = None
        """The screen that got it."""

    async def on_event(self, event: events.Event) -> None:
        """Let a key wait for the one before it."""
        if not isinstance(event, events.Key) or event.is_forwarded:
            await super().on_event(event)
        elif self._under_way:
            self._waiting.append(event)
        else:
            await self._send(event)

    @property
    def at_rest(self) -> bool:
        """Whether every key that came has had its effect."""
        return not self._under_way and not self._waiting

    def pop_screen(self) -> AwaitComplete:
        """Go on with the next key at once: a closed screen hands no message on."""
        closed = super().pop_screen()
        if self._under_way:
            self.call_later(self._after_closing, self._under_way)
        return closed

    def _after_closing(self, number: int) -> None:
        if self.screen_stack:
            self.screen.call_after_refresh(self._go_on, number)

    async def on_keys_in_order_passed(self, message: Passed) -> None:
        """Go on with the next key, once a new screen can take it."""
        number = message.number
        if number != self._under_way or not self.screen_stack:
            return
        if message.lap < _LAPS:
            target = self.focused or self.screen
            target.post_message(self.Passed(number, message.lap + 1))
        elif self.screen is not self._top:
            self.screen.call_after_refresh(self._go_on, number)
        else:
            await self._go_on(number)

    async def _send(self, event: events.Key) -> None:
        self._number += 1
        self._under_way = number = self._number
        self._top = self.screen
        target = self.focused or self.screen
        await super().on_event(event)
        target.post_message(self.Passed(number))
        # What had the focus may be gone before it could hand the message on.
        loop = asyncio.get_running_loop()
        loop.call_later(_LONGEST, self.call_later, self._go_on, number)

    async def _go_on(self, number: int) -> None:
        if number != self._under_way:
            return
        self._under_way = 0
        if self._waiting and self.screen_stack:
            await self._send(self._waiting.popleft())
