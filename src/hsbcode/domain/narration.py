"""What a room has to say to people, without knowing who listens.

The command line prints it, the application shows it as a notice; where nobody listens
it is not said. Only what is no error: those are raised.
"""

import contextlib
from collections.abc import Callable, Iterator
from typing import TypeAlias

Listener: TypeAlias = Callable[[str], None]

_listeners: list[Listener] = []


def tell(sentence: str) -> None:
    """Say one sentence to whoever began to listen last."""
    if _listeners:
        _listeners[-1](sentence)


def listen(listener: Listener) -> Callable[[], None]:
    """Begin to listen; return what ends it."""
    _listeners.append(listener)

    def stop() -> None:
        if listener in _listeners:
            _listeners.remove(listener)

    return stop


@contextlib.contextmanager
def listening(listener: Listener) -> Iterator[None]:
    """Listen for as long as the block runs."""
    stop = listen(listener)
    try:
        yield
    finally:
        stop()
