"""The parents that a table of codes names by path, label or id."""

from dataclasses import replace

from hsbcode.domain.codebook import Code
from hsbcode.domain.ids import code_id


class Parents:
    """Finds a parent by id, path or label, or makes it."""

    def __init__(self, codes: list[Code]) -> None:
        self.order = [code.id for code in codes]
        self.by_id = {code.id: code for code in codes}
        self.given = codes

    def find_or_make(self, theme: str, child: Code) -> str:
        """Return the id of the parent that ``theme`` names, for ``child``."""
        parent: str | None = None
        for label in (part.strip() for part in theme.split(" > ")):
            parent = self._find(label, parent, child) or self._make(
                label, parent, child
            )
        return parent or ""

    def place(self, code: Code, parent: str) -> None:
        """Put a code below its parent."""
        self.by_id[code.id] = replace(self.by_id[code.id], parent=parent)

    def codes(self) -> tuple[Code, ...]:
        """Return all codes, made parents before their first child."""
        doubled = len(self.by_id) != len(self.order)
        # Doubled ids are told by the check of the whole frame.
        return tuple(self.given if doubled else (self.by_id[i] for i in self.order))

    def _find(self, label: str, parent: str | None, child: Code) -> str | None:
        named = [
            code
            for code in self.by_id.values()
            if code.label.casefold() == label.casefold() and code.id != child.id
        ]
        fitting = [code for code in named if code.parent == parent]
        # The parent of a named theme may be set by a later row.
        for choice in (fitting, named if parent is None else []):
            if choice:
                return choice[0].id
        if label in self.by_id and label != child.id:
            return label
        unplaced = [code for code in named if code.parent is None]
        return unplaced[0].id if unplaced else None

    def _make(self, label: str, parent: str | None, child: Code) -> str:
        made = code_id(label)
        number = 2
        while made in self.by_id:
            made = f"{code_id(label)}_{number}"
            number += 1
        self.order.insert(self.order.index(child.id), made)
        self.by_id[made] = Code(id=made, label=label, parent=parent)
        return made
