"""A document without the names that must not leave the project."""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any

from hsbcode.report.document import Document


def masked(document: Document, mask: Callable[[str], str]) -> tuple[Document, int]:
    """Return the document with ``mask`` applied to every text, and how many changed.

    Args:
        document: a whole report.
        mask: returns a text without names, or the text itself.
    """
    masking = _Masking(mask)
    found: Document = masking.of(document)
    return found, masking.changed


class _Masking:
    def __init__(self, mask: Callable[[str], str]) -> None:
        self._mask = mask
        self.changed = 0

    def of(self, value: Any) -> Any:
        """Return a value with its texts masked; an untouched one stays the same."""
        if isinstance(value, str):
            # words of an enumeration are ours
            shown = value if isinstance(value, Enum) else self._mask(value)
            if shown == value:
                return value
            self.changed += 1
            return shown
        if isinstance(value, tuple):
            parts = [self.of(each) for each in value]
            same = all(a is b for a, b in zip(parts, value, strict=True))
            return value if same else tuple(parts)
        if isinstance(value, Mapping):
            return {key: self.of(each) for key, each in value.items()}
        if is_dataclass(value) and not isinstance(value, type):
            new = {
                each.name: self.of(getattr(value, each.name)) for each in fields(value)
            }
            changes = {
                name: found
                for name, found in new.items()
                if found is not getattr(value, name)
            }
            return replace(value, **changes) if changes else value
        return value
