"""Keys a person has changed: ``keys.toml`` gives commands other keys."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import get_args

from textual.app import App

from hsbcode.domain.errors import nearest
from hsbcode.domain.visible import visible
from hsbcode.tui.command_tables.command import Command, Where
from hsbcode.tui.commands import COMMANDS, commands_of
from hsbcode.tui.key_names import normal, problem_of, sign
from hsbcode.tui.settings_folder import KEYS, keys_written

_TOGETHER: tuple[tuple[Where, ...], ...] = (
    ("coding", "codes", "everywhere"),
    *(
        (where, "everywhere")
        for where in get_args(Where)
        if where not in ("coding", "codes", "everywhere")
    ),
)
"""Places whose keys are in force at the same time."""


@dataclass(frozen=True, slots=True)
class OwnKeys:
    """What a person's keys come to."""

    keymap: dict[str, str]
    """Command → keys, only of commands that have others than usual."""
    told: tuple[str, ...]
    """What cannot be as it is written, one sentence each."""


class ChangedKeys(App[str]):
    """An application that takes a person's keys, and says what is wrong with them."""

    def __init__(self) -> None:
        super().__init__()
        self._own_keys = own_keys()
        self.keymap = self._own_keys.keymap

    def use_changed_keys(self) -> None:
        """Give commands their changed keys; say what cannot be as it is written."""
        self.set_keymap(self.keymap)
        if self._own_keys.told:
            self.warn(" ".join(self._own_keys.told))

    def warn(self, words: str) -> None:
        """Tell something that a person can mend."""
        self.notify(visible(words), severity="warning", markup=False, timeout=8)


def own_keys() -> OwnKeys:
    """Read the keys of this person; what is wrong keeps its usual key."""
    written, said = keys_written()
    told = [said] if said else []
    usual = dict(usual_keys())
    wanted: dict[str, str] = {}
    for name, value in written.items():
        if name not in usual:
            hint = nearest(name, usual) or "hsbcode keys lists the commands."
            told.append(f"{KEYS}: there is no command “{name}”. {hint}")
            continue
        keys = _listed(value)
        problem = problem_of(keys)
        if problem:
            told.append(f"{KEYS}: {name} keeps {_quoted(usual[name])}: {problem}")
        else:
            wanted[name] = ",".join(map(normal, keys))
    keymap, refused = without_clashes(wanted)
    return OwnKeys(keymap, (*told, *refused))


def without_clashes(wanted: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """Return the changes that can stand together, and a sentence for each other one."""
    usual = dict(usual_keys())
    keymap = {
        name: keys
        for name, keys in wanted.items()
        if keys != ",".join(map(normal, usual[name].split(",")))
    }
    told: list[str] = []
    while keymap and (found := clashes(keymap)):
        for key, names in found.items():
            # one may have gone back to its usual key for another clash
            changed = [name for name in names if name in keymap]
            for name in changed:
                del keymap[name]
            if changed:
                owners = " and ".join(f"{name} ({place_of(name)})" for name in names)
                kept = " and ".join(
                    f"{name} keeps {_quoted(usual[name])}" for name in changed
                )
                told.append(f"{KEYS}: “{key}” would be the key of {owners}; {kept}.")
    return keymap, told


def clashes(keymap: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Return key → commands, for keys that two commands of one place would share."""
    found: dict[str, tuple[str, ...]] = {}
    for places in _TOGETHER:
        owners: dict[str, list[str]] = {}
        for name, default in usual_keys(*places):
            for key in keymap.get(name, default).split(","):
                owners.setdefault(normal(key), []).append(name)
        found |= {
            sign(key): tuple(names)
            for key, names in owners.items()
            # keys that clash as they come are no matter of the person
            if names[1:] and (not keymap or any(name in keymap for name in names))
        }
    return found


def usual_keys(*places: Where) -> Iterator[tuple[str, str]]:
    """Yield (name, keys); a digit is named by itself: ``digit_1`` to ``digit_9``."""
    for each in commands_of(*places) if places else COMMANDS:
        yield from names_of(each)


def names_of(each: Command) -> Iterator[tuple[str, str]]:
    """Yield (name, keys) of one command, as ``keys.toml`` names it."""
    if each.each:
        yield from ((f"{each.id}_{key}", key) for key in each.keys.split(","))
    else:
        yield each.id, each.keys


def place_of(name: str) -> str:
    """Return where the command of this name works."""
    return next(
        each.where
        for each in COMMANDS
        if any(name == known for known, _keys in names_of(each))
    )


def _listed(value: object) -> list[str]:
    """Return the keys of ``"u"``, ``"u,z"`` or ``["u", "z"]``; none for the rest."""
    if isinstance(value, str):
        return (
            [value] if len(value) == 1 else [each.strip() for each in value.split(",")]
        )
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return [each.strip() or each for each in value]
    return []


def _quoted(keys: str) -> str:
    return " or ".join(f"“{sign(key)}”" for key in keys.split(","))
