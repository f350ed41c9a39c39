"""Moments of the log: kept in UTC, said and asked for in the time of this machine."""

import uuid
from datetime import UTC, date, datetime, time, timedelta

from hsbcode.domain.errors import UsageConflict

_LONG_AGO = datetime.min.replace(tzinfo=UTC)


def moment(at: str) -> datetime:
    """Return when an act says that it was; long ago where it says nothing sound."""
    try:
        found = datetime.fromisoformat(at)
    except ValueError:
        return _LONG_AGO
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def moment_of(press: str, at: str = "") -> datetime:
    """Return when a press was made, from its id (UUIDv7, RFC 9562); else ``at``."""
    try:
        number = uuid.UUID(press)
    except ValueError:
        return moment(at)
    if number.version != 7:
        return moment(at)
    return datetime.fromtimestamp((number.int >> 80) / 1000, UTC)


def in_words(at: datetime) -> str:
    """Return a moment in local time: ``14:03`` today, else with its day."""
    local = at.astimezone()
    if local.date() == datetime.now(UTC).astimezone().date():
        return f"{local:%H:%M}"
    return f"{day_words(local.date())} at {local:%H:%M}"


def short(at: datetime) -> str:
    """Return a moment in local time in at most 16 characters."""
    local = at.astimezone()
    now = datetime.now(UTC).astimezone()
    if local.date() == now.date():
        return f"{local:%H:%M}"
    if local.year == now.year:
        return f"{local.day} {local:%b %H:%M}"
    return f"{local:%Y-%m-%d %H:%M}"


def day_words(day: date) -> str:
    """Return e.g. ``3 March 2026``."""
    return f"{day.day} {day:%B %Y}"


def utc(typed: str, *, end: bool = False) -> str:
    """Return what a person typed as a moment of the log, to compare with.

    Args:
        typed: ``2026-03-03``, ``2026-03-03 14:00``, ``today`` or ``yesterday``, in
            local time unless it names a zone; or nothing.
        end: whether a day or a minute is meant with all of it.

    Raises:
        UsageConflict: it is no date.
    """
    words = typed.strip().casefold()
    if not words:
        return ""
    today = datetime.now(UTC).astimezone().date()
    days = {"today": today, "yesterday": today - timedelta(days=1)}
    try:
        day = days.get(words) or date.fromisoformat(words)
    except ValueError:
        return _utc(_typed_moment(typed) + timedelta(minutes=int(end)))
    midnight = datetime.combine(day + timedelta(days=int(end)), time())
    return _utc(midnight.astimezone())


def _typed_moment(typed: str) -> datetime:
    try:
        found = datetime.fromisoformat(typed.strip())
    except ValueError:
        raise UsageConflict(
            f"“{typed}” is no date.",
            "Type a day as 2026-03-03, or a moment as 2026-03-03 14:00.",
        ) from None
    return found.astimezone()


def _utc(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="milliseconds")
