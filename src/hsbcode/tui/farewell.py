"""What is said when the application is left."""

from datetime import UTC, datetime

from hsbcode.workflows.coding import CodingSession
from hsbcode.workflows.opening import Project


def farewell(session: CodingSession) -> str:
    """Return e.g. ``212 of 412 finished, saved in study.hsb, last backup 16:40``."""
    tally = session.tally()
    return (
        f"{tally.finished} of {tally.total} finished, "
        f"saved in {session.project.path}{_last_backup(session.project)}"
    )


def _last_backup(project: Project) -> str:
    """Return when the newest backup was made; empty where there is none.

    Backups are not opened for this: checking them all takes long in a large project.
    """
    try:
        made = max(
            path.stat().st_mtime for path in project.backups.folder.glob("*.hsb")
        )
    except (OSError, ValueError):
        return ""
    at = datetime.fromtimestamp(made, UTC).astimezone()
    today = datetime.now(UTC).astimezone().date()
    day = "" if at.date() == today else f" on {at:%d %B}"
    return f", last backup {at:%H:%M}{day}"
