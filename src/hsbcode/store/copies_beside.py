"""Other files beside a project that a sync service, or we, made of it."""

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

_SAID = re.compile(
    r"[ _.(-].*(conflict|conflit|konflikt|conflicto|conflitto|kept apart).*", re.I
)
"""Dropbox, Nextcloud, ownCloud, Syncthing, Synology and others say what it is."""
_MEANT = re.compile(r" \(\d+\)| \d+|-[A-Z0-9][A-Z0-9-]{3,14}")
"""Google Drive, iCloud and OneDrive only number it or add the machine."""


@dataclass(frozen=True, slots=True)
class Beside:
    """A copy of the same project under another name."""

    path: Path
    steps: int
    """How many acts it holds that the project does not."""

    def sentence(self, project: str) -> str:
        """Return what it is and what can be done."""
        at = datetime.fromtimestamp(self.path.stat().st_mtime).astimezone()
        when = at.strftime("%d %B %Y, %H:%M")
        if not self.steps:
            return (
                f"{self.path.name} ({when}) lies beside {project} and holds no step "
                f"that {project} does not: it can be deleted."
            )
        return (
            f"{self.path.name} ({when}) is another copy of {project} and holds "
            f"{steps_of(self.steps)} that {project} does not; "
            f"hsbcode publish {project} --join brings them in."
        )


def steps_of(count: int) -> str:
    """Return ``1 step`` or ``12 steps``."""
    return f"{count} {'step' if count == 1 else 'steps'}"


def names_beside(project: Path) -> list[Path]:
    """Return the files whose names say that they are other copies of a project."""
    found = []
    try:
        for path in project.parent.glob(f"*{project.suffix}"):
            rest = path.stem.removeprefix(project.stem)
            if path.stem == rest or not rest or not path.is_file():
                continue
            if _SAID.fullmatch(rest) or _MEANT.fullmatch(rest):
                found.append(path)
    except OSError:
        return []
    return sorted(found)
