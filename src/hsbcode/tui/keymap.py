"""Keys a person has changed: ``keys.json`` gives commands other keys."""

from collections.abc import Iterator, Mapping

from textual.app import App

from hsbcode.domain.visible import visible
from hsbcode.tui.commands import COMMANDS, Where, commands_of
from hsbcode.tui.settings_folder import changed_keys

_TOGETHER: tuple[tuple[Where, ...], ...] = (
    ("coding", "codes", "everywhere"),
    ("span", "everywhere"),
    ("import", "everywhere"),
)
"""Places whose keys are in force at the same time."""


class ChangedKeys(App[str]):
    """An application that takes a person's keys, and says what is wrong with them."""

    def __init__(self) -> None:
        super().__init__()
        read = changed_keys()
        names = {name for name, _keys in _default_keys()}
        self.keymap = {name: keys for name, keys in read.items() if name in names}
        self._unknown = sorted(set(read) - names)

    def use_changed_keys(self) -> None:
        """Give commands their changed keys; say what cannot be as it is written."""
        self.set_keymap(self.keymap)
        told = []
        if self._unknown:
            told.append(f"keys.json names no command: {', '.join(self._unknown)}.")
        told += [
            f"keys.json: {key} is the key of {' and '.join(names)}."
            for key, names in clashes(self.keymap).items()
        ]
        if told:
            self.warn(" ".join(told))

    def warn(self, words: str) -> None:
        """Tell something that a person can mend."""
        self.notify(visible(words), severity="warning", markup=False, timeout=8)


def clashes(keymap: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Return key → commands, for keys that two commands of one place would share."""
    found: dict[str, tuple[str, ...]] = {}
    for places in _TOGETHER:
        owners: dict[str, list[str]] = {}
        for name, default in _default_keys(*places):
            for key in keymap.get(name, default).split(","):
                owners.setdefault(key.strip(), []).append(name)
        found |= {key: tuple(names) for key, names in owners.items() if names[1:]}
    return found


def _default_keys(*places: Where) -> Iterator[tuple[str, str]]:
    """Yield (name, keys); a digit is named by itself: ``digit_1`` to ``digit_9``."""
    for each in commands_of(*places) if places else COMMANDS:
        if each.each:
            yield from ((f"{each.id}_{key}", key) for key in each.keys.split(","))
        else:
            yield each.id, each.keys
