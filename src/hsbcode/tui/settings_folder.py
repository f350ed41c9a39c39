"""Where a person's own settings lie: recent projects and changed keys."""

import json
import os
import sys
from pathlib import Path

_RECENT = "recent.json"
_KEYS = "keys.json"
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
    kept = [str(each) for each in [path, *others][:_MOST]]
    folder = settings_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        part = folder / (_RECENT + ".part")
        part.write_text(json.dumps(kept), encoding="utf-8")
        part.replace(folder / _RECENT)
    except OSError:
        return  # a convenience; coding goes on without it


def changed_keys() -> dict[str, str]:
    """Return command id → keys from ``keys.json``; what is not so is left out."""
    read = _read(_KEYS)
    if not isinstance(read, dict):
        return {}
    return {
        name: keys
        for name, keys in read.items()
        if isinstance(name, str) and isinstance(keys, str) and keys
    }


def _read(name: str) -> object:
    try:
        return json.loads((settings_folder() / name).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def _is_there(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False
