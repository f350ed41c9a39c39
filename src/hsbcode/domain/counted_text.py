"""Sentences that remember the counts in them, so that a policy can print them anew."""

from collections.abc import Callable
from typing import TypeAlias

from hsbcode.domain.disclosure import CONFIDENTIAL
from hsbcode.domain.shares import Share

Part: TypeAlias = str | int | Share
"""Words; a count of people; a share printed as a percentage."""


class CountedText(str):
    """A sentence for notes; anywhere else it is the text with its exact numbers."""

    parts: tuple[Part, ...]
    uncounted: str
    """What is said instead where one number is hidden that the others would tell."""

    def __new__(
        cls,
        parts: tuple[Part, ...],
        printed: Callable[[Part], str],
        uncounted: str = "",
    ) -> "CountedText":
        """Print the parts exactly and keep them."""
        made = super().__new__(cls, "".join(map(printed, parts)))
        made.parts = parts
        made.uncounted = uncounted
        return made

    def again(self, printed: Callable[[Part], str]) -> "CountedText":
        """Return the sentence with its numbers printed in another way."""
        hidden = (printed(p) for p in self.parts if not isinstance(p, str))
        if self.uncounted and any(CONFIDENTIAL in text for text in hidden):
            return CountedText((self.uncounted,), printed, self.uncounted)
        return CountedText(self.parts, printed, self.uncounted)
