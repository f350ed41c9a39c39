"""What the interpreter puts off while the first screen is made, and does less of after.

Only where the application has the process to itself.
"""

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager

SECONDS = 2.0
"""After which the first screen stands and its objects can be set aside."""
_SWITCH = 0.001
_OFTEN = (700, 10, 10)
"""New objects, and so on, before garbage is looked for: each look is short."""


@contextmanager
def quick_start() -> Iterator[None]:
    """Let keys come before learning, and collect no garbage before ``settle``."""
    before, collecting = sys.getswitchinterval(), gc.isenabled()
    gc.disable()
    # A key waits for the thread that learns at each of its steps, 5 ms by default.
    sys.setswitchinterval(_SWITCH)
    try:
        yield
    finally:
        sys.setswitchinterval(before)
        gc.unfreeze()
        if collecting:
            gc.enable()


def settle() -> None:
    """Set aside what stands: looking through it again and again would delay keys."""
    if not gc.isenabled():
        gc.freeze()
        gc.set_threshold(*_OFTEN)
        gc.enable()
