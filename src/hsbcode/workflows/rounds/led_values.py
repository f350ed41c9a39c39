"""What suggestions did in a round: values, and what they say in words."""

from collections.abc import Mapping
from dataclasses import dataclass

from hsbcode.domain.shares import Share
from hsbcode.numbers.rounding import percent
from hsbcode.workflows.suggestions.followed import ENOUGH, Acceptance, Agreement

_BY_CHANCE = 0.05


@dataclass(frozen=True, slots=True)
class PairsLed:
    """How often two coders gave an answer the same codes."""

    alone: Share
    """Neither had suggestions."""
    mixed: Share
    """One had, the other had not."""
    aided: Share
    """Both had."""
    interval: tuple[float, float] | None
    """Of ``aided`` less ``alone``, 95 %; None where there are too few."""

    @property
    def base(self) -> int:
        """How many times two coders were compared."""
        return self.alone.base + self.mixed.base + self.aided.base

    @property
    def words(self) -> str:
        """What it says."""
        said = (
            f"Two coders gave the same codes in {_said(self.alone)} where both were "
            f"alone, in {_said(self.mixed)} where one had suggestions, in "
            f"{_said(self.aided)} where both had"
        )
        if self.interval is None:
            return f"{said}; too few to say more ({ENOUGH} of each kind are needed)."
        told = _points(self.aided, self.alone, self.interval)
        if self.interval[0] > 0:
            return f"{said}: {told}. Suggestions made coders more alike."
        if self.interval[1] < 0:
            return f"{said}: {told}. Suggestions made coders less alike."
        return f"{said}: {told}, a difference that chance could have made."

    def as_dict(self) -> dict[str, object]:
        """Return it as JSON values; shares 0..1."""
        return {
            "alone": _share(self.alone),
            "mixed": _share(self.mixed),
            "with": _share(self.aided),
            "interval": _interval(self.interval),
            "words": self.words,
        }


@dataclass(frozen=True, slots=True)
class CodeLed:
    """How often a code was given with suggestions and without."""

    code: str
    aided: Share
    """Of the codings with suggestions."""
    alone: Share
    interval: tuple[float, float] | None

    @property
    def is_clear(self) -> bool:
        """Whether chance alone would rarely make such a difference."""
        return self.interval is not None and (
            self.interval[0] > 0 or self.interval[1] < 0
        )

    def words(self, label: str) -> str:
        """Return e.g. “Trust: 30 % with suggestions, 12 % without: +18 points”."""
        said = (
            f"{label}: given in {_said(self.aided)} with suggestions, in "
            f"{_said(self.alone)} without"
        )
        if self.interval is None:
            return f"{said}; too few to say."
        return f"{said}: {_points(self.aided, self.alone, self.interval)}."


@dataclass(frozen=True, slots=True)
class Led:
    """What can be said of suggestions in one round."""

    round: str
    codings: tuple[int, int]
    """Finished with suggestions, and without, as they were assigned."""
    in_sight: int
    """Of those with: how many had any suggestion in sight."""
    followed: Agreement
    pairs: PairsLed
    codes: tuple[CodeLed, ...]
    """Most used first."""
    acceptance: tuple[Acceptance, ...]

    def as_dict(self) -> dict[str, object]:
        """Return it as JSON values; shares 0..1."""
        return {
            "round": self.round,
            "codings": {"with": self.codings[0], "without": self.codings[1]},
            "in_sight": self.in_sight,
            "followed": self.followed.as_dict(),
            "pairs": self.pairs.as_dict(),
            "codes": [
                {
                    "code": each.code,
                    "with": _share(each.aided),
                    "without": _share(each.alone),
                    "interval": _interval(each.interval),
                }
                for each in self.codes
            ],
            "acceptance": [each.as_dict() for each in self.acceptance],
        }


def led_lines(found: Led, labels: Mapping[str, str] | None = None) -> list[str]:
    """Return what was found as sentences; the first two are the summary."""
    named = labels or {}
    aided, alone = found.codings
    lines = [
        f"Suggestions were shown for a random half of each share: {aided} codings with "
        f"({found.in_sight} had any in sight), {alone} without. {found.pairs.words}"
    ]
    if found.followed.hidden.base or found.followed.shown.base:
        lines.append(f"{found.followed.sentence} {found.followed.words}")
    clear = [each for each in found.codes if each.is_clear]
    compared = [each for each in found.codes if each.interval is not None]
    if compared:
        chance = max(1, round(_BY_CHANCE * len(compared)))
        lines.append(
            f"Of {len(compared)} codes {len(clear)} were given clearly more or less "
            f"often with suggestions; about {chance} would be by chance."
        )
    else:
        lines.append("Code by code there are too few codings to say anything.")
    lines += [
        "  " + each.words(named.get(each.code, each.code))
        for each in (clear or found.codes[:5])
    ]
    lines += [
        f"{one.coder}: of {one.suggested:,} suggested codes {one.accepted:,} were "
        f"accepted, {one.by_hand:,} given by hand, {one.declined:,} declined, "
        f"{one.passed_over:,} passed over."
        for one in found.acceptance
    ]
    return lines


def _said(share: Share) -> str:
    if not share.base:
        return "none"
    return f"{share.count} of {share.base} ({percent(share.count, share.base)})"


def _points(one: Share, other: Share, interval: tuple[float, float]) -> str:
    gap = (one.value or 0.0) - (other.value or 0.0)
    low, high = (round(100 * end) for end in interval)
    told = f"{round(100 * gap):+d} points (from {low:+d} to {high:+d})"
    return told.replace("-", "−")


def _share(share: Share) -> dict[str, object]:
    return {"count": share.count, "base": share.base, "share": share.value}


def _interval(found: tuple[float, float] | None) -> list[float] | None:
    return list(found) if found else None
