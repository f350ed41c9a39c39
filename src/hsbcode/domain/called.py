"""What coders are called: names that were changed are read as the new ones.

No act is changed for it, so a file from a machine that still uses the old name fits.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

PREFIX = "called:"
"""How the setting begins that says what somebody is called; the old name follows."""


@dataclass(frozen=True, slots=True)
class Called:
    """Old names and the names they are read as."""

    whole: Mapping[str, str] = field(default_factory=dict)
    """Old name → new name."""
    machines: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """(replica, old name) → new name: somebody else who used the same name."""

    def __bool__(self) -> bool:
        return bool(self.whole or self.machines)

    def name(self, coder: str, replica: str = "") -> str:
        """Return what a coder is called now."""
        found = self.machines.get((replica, coder))
        if found is not None:
            return found
        seen = {coder}
        while (following := self.whole.get(coder, coder)) not in seen:
            seen.add(following)
            coder = following
        return coder

    def former(self, coder: str) -> tuple[str, ...]:
        """Return every name under which acts of a coder may stand, sorted."""
        found = {old for old in self.whole if self.name(old) == coder}
        found |= {old for (_at, old), new in self.machines.items() if new == coder}
        return tuple(sorted(found | {coder}))


def read_called(settings: Iterable[tuple[str, object]]) -> Called:
    """Return what coders are called.

    Args:
        settings: (name, value) of the settings that begin with ``called:``, oldest
            first; of each name the last one counts, and None takes it away.
    """
    whole: dict[str, str] = {}
    machines: dict[tuple[str, str], str] = {}
    last = dict(settings)
    for name, value in last.items():
        old = name.removeprefix(PREFIX)
        if not isinstance(value, Mapping):
            continue
        new, others = value.get("name"), value.get("machines")
        if isinstance(new, str) and new:
            whole[old] = new
        if isinstance(others, Mapping):
            machines.update({(str(at), old): str(to) for at, to in others.items()})
    return Called(whole, machines)
