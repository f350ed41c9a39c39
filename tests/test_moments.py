"""Moments: kept in UTC, said and asked for in local time."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from hsbcode.domain.errors import UsageConflict
from hsbcode.domain.ids import ActIds
from hsbcode.domain.moments import in_words, moment, moment_of, short, utc


@pytest.fixture
def in_berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    if not hasattr(time, "tzset"):
        pytest.skip("the zone cannot be changed here")
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("in_berlin")
@pytest.mark.parametrize(
    ("typed", "end", "expected"),
    [
        ("2026-03-03", False, "2026-03-02T23:00:00.000+00:00"),
        ("2026-03-03", True, "2026-03-03T23:00:00.000+00:00"),
        ("2026-03-29", True, "2026-03-29T22:00:00.000+00:00"),  # a day of 23 hours
        ("2026-03-03 14:00", False, "2026-03-03T13:00:00.000+00:00"),
        ("2026-03-03 14:00", True, "2026-03-03T13:01:00.000+00:00"),
        ("2026-03-03T14:00+00:00", False, "2026-03-03T14:00:00.000+00:00"),
        ("", True, ""),
    ],
)
def test_what_is_typed_is_local(typed: str, end: bool, expected: str) -> None:
    assert utc(typed, end=end) == expected


@pytest.mark.usefixtures("in_berlin")
def test_moments_are_said_in_local_time() -> None:
    at = moment("2020-07-01T12:00:00.000+00:00")
    assert in_words(at) == "1 July 2020 at 14:00"
    assert short(at) == "2020-07-01 14:00"
    now = datetime.now(UTC)
    assert in_words(now) == short(now) == f"{now.astimezone():%H:%M}"


def test_what_is_no_date_is_refused_and_what_is_unsound_was_long_ago() -> None:
    for typed in ("3.3.2026", "tomorrow", "2026-13-01"):
        with pytest.raises(UsageConflict, match="is no date"):
            utc(typed)
    assert moment("nonsense").year == 1
    assert moment("2020-01-01T00:00:00").tzinfo is UTC


def test_a_press_tells_when_it_was_made() -> None:
    before = datetime.now(UTC).timestamp()
    made = moment_of(ActIds().next())
    assert abs(made.timestamp() - before) < 5
    at = "2020-01-01T00:00:00+00:00"
    assert moment_of("press", at) == moment(at)
    assert moment_of("6f1d3c3e-52d0-5c0b-9d0e-1d6f0f2a7b11", at) == moment(at)
