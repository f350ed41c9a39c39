"""Where a person's own settings lie: recent projects, keys, looks, hints done."""

import json
import os
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path

_RECENT = "recent.json"
_OLD_KEYS = "keys.json"
_SETTINGS = "settings.json"
KEYS = "keys.toml"
"""The file in which commands get other keys."""
_MOST = 9


def settings_folder() -> Path:
    """Return the folder for settings of this person, as the system has it."""
    if sys.platform == "win32":
        base = Path(os.environ.get("APPDATA") or Path.home() / "AppData" / "Roaming")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    return base / "hsbcode"


def recent_projects() -> tuple[Path, ...]:
    """Return the projects opened last that are still there, newest first."""
    listed = _read(_RECENT)
    if not isinstance(listed, list):
        return ()
    paths = (Path(each) for each in listed if isinstance(each, str))
    return tuple(path for path in paths if _is_there(path))


def remember_project(path: Path) -> None:
    """Put a project first among the recent ones; without a folder it is forgotten."""
    path = path.absolute()
    others = [other for other in recent_projects() if other != path]
    _write(_RECENT, json.dumps([str(each) for each in [path, *others][:_MOST]]))


def own_settings() -> dict[str, object]:
    """Return what a person has chosen (theme, glyphs) and which hints are done."""
    read = _read(_SETTINGS)
    return read if isinstance(read, dict) else {}


def keep_settings(chosen: Mapping[str, object]) -> bool:
    """Keep settings beside those that are kept; False where there is no folder."""
    kept = {**own_settings(), **chosen}
    return _write(_SETTINGS, json.dumps(kept, indent=1, sort_keys=True))


def keys_written() -> tuple[dict[str, object], str]:
    """Return what ``keys.toml`` holds, and a sentence if it cannot be read.

    A ``keys.json`` of an earlier version is turned into a ``keys.toml`` once.
    """
    path = settings_folder() / KEYS
    if not _is_there(path):
        return _take_over()
    try:
        return tomllib.loads(path.read_text(encoding="utf-8")), ""
    except (OSError, ValueError) as problem:
        why = str(problem) or "it cannot be read"
        return {}, f"{KEYS} is not sound TOML ({why}); all keys are as they come."


def _take_over() -> tuple[dict[str, object], str]:
    read = _read(_OLD_KEYS)
    if not isinstance(read, dict):
        return {}, ""
    keys: dict[str, object] = {
        name: value
        for name, value in read.items()
        if isinstance(name, str) and isinstance(value, str) and value
    }
    # a JSON string of plain text is a TOML string, too
    lines = [f"{json.dumps(name)} = {json.dumps(keys[name])}\n" for name in keys]
    if not keys or not _write(KEYS, "".join(lines)):
        return keys, ""
    return keys, (
        f"Your changed keys are now in {KEYS}; {_OLD_KEYS} is not read any more."
    )


def _read(name: str) -> object:
    try:
        return json.loads((settings_folder() / name).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def _write(name: str, text: str) -> bool:
    """Replace a file as a whole; settings are a convenience, so nothing is raised."""
    folder = settings_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        part = folder / f"{name}.part"
        part.write_text(text, encoding="utf-8")
        part.replace(folder / name)
    except OSError:
        return False
    return True


def _is_there(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False
