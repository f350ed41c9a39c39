"""Sentences that remember the counts in them, so that a policy can print them anew."""

from collections.abc import Callable
from typing import TypeAlias

from hsbcode.domain.shares import Share

Part: TypeAlias = str | int | Share
"""Words; a count of people; a share printed as a percentage."""


class CountedText(str):
    """A sentence for notes; anywhere else it is the text with its exact numbers."""

    parts: tuple[Part, ...]

    def __new__(
        cls, parts: tuple[Part, ...], printed: Callable[[Part], str]
    ) -> "CountedText":
        """Print the parts exactly and keep them."""
        made = super().__new__(cls, "".join(map(printed, parts)))
        made.parts = parts
        return made

    def again(self, printed: Callable[[Part], str]) -> "CountedText":
        """Return the sentence with its numbers printed in another way."""
        return CountedText(self.parts, printed)
