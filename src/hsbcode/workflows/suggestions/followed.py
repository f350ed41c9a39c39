"""How suggestions were followed, with them in sight and without: values and words."""

from dataclasses import dataclass

from hsbcode.domain.shares import Share
from hsbcode.domain.showings import HiddenShare
from hsbcode.numbers.rounding import percent

ENOUGH = 20
"""Answers of each kind below which no difference is told."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """How often the first suggestion was given, with it in sight and without."""

    coder: str
    """Empty: everybody together."""
    shown: Share
    hidden: Share
    interval: tuple[float, float] | None
    """Of the difference of both shares, 95 %; None where there are too few."""

    @property
    def difference(self) -> float | None:
        """Share with suggestions in sight less that without; None for too few."""
        if self.interval is None:
            return None
        return (self.shown.value or 0.0) - (self.hidden.value or 0.0)

    @property
    def sentence(self) -> str:
        """How often, of how many."""
        who = self.coder or "All coders"
        return (
            f"{who}: the first suggestion was given in {_said(self.shown)} with it in "
            f"sight, in {_said(self.hidden)} without."
        )

    @property
    def words(self) -> str:
        """What it says, in words."""
        if self.difference is None or self.interval is None:
            least = min(self.shown.base, self.hidden.base)
            return (
                f"Too few to say: {least} answers of one kind, and {ENOUGH} of each "
                "are needed."
            )
        low, high = (round(100 * end) for end in self.interval)
        told = f"{round(100 * self.difference):+d} points (from {low:+d} to {high:+d})"
        told = told.replace("-", "−")
        if self.interval[0] > 0:
            return f"{told}: with suggestions in sight coders follow them more often."
        if self.interval[1] < 0:
            return f"{told}: with suggestions in sight coders follow them less often."
        return f"{told}: no difference that chance could not have made."

    def as_dict(self) -> dict[str, object]:
        """Return it as JSON values; shares 0..1."""
        return {
            "coder": self.coder,
            "shown": _share(self.shown),
            "hidden": _share(self.hidden),
            "difference": self.difference,
            "interval": list(self.interval) if self.interval else None,
            "words": self.words,
        }


@dataclass(frozen=True, slots=True)
class Acceptance:
    """What became of suggestions in sight, by the first finish of each answer."""

    coder: str
    suggested: int
    """Codes suggested in answers that were finished since."""
    accepted: int
    by_hand: int
    """Given, but not by accepting the suggestion."""
    declined: int

    @property
    def passed_over(self) -> int:
        """Suggestions that nothing was done with."""
        return self.suggested - self.accepted - self.by_hand - self.declined

    def as_dict(self) -> dict[str, object]:
        """Return it as JSON values; the rate is 0..1."""
        rate = self.accepted / self.suggested if self.suggested else None
        return {
            "coder": self.coder,
            "suggested": self.suggested,
            "accepted": self.accepted,
            "by_hand": self.by_hand,
            "declined": self.declined,
            "passed_over": self.passed_over,
            "rate": rate,
        }


@dataclass(frozen=True, slots=True)
class Influence:
    """What can be said of the suggestions' influence in a project."""

    share: HiddenShare
    everybody: Agreement
    coders: tuple[Agreement, ...]
    acceptance: tuple[Acceptance, ...]
    picked: int
    """Finished answers left out: they were picked for what they are."""

    def as_dict(self) -> dict[str, object]:
        """Return it as JSON values."""
        return {
            "hidden_share": {"share": self.share.share, "coders": self.share.own},
            "everybody": self.everybody.as_dict(),
            "coders": [each.as_dict() for each in self.coders],
            "acceptance": [each.as_dict() for each in self.acceptance],
            "left_out": self.picked,
        }


def influence_lines(found: Influence) -> list[str]:
    """Return what was found as sentences, for people."""
    lines = []
    for each in (found.everybody, *found.coders):
        if each.coder and len(found.coders) == 1:
            continue
        lines.append(each.sentence)
        lines.append(f"  {each.words}")
    lines += [
        f"{one.coder}: of {one.suggested:,} suggested codes {one.accepted:,} were "
        f"accepted, {one.by_hand:,} given by hand, {one.declined:,} declined, "
        f"{one.passed_over:,} passed over."
        for one in found.acceptance
    ]
    if found.picked:
        lines.append(
            f"{found.picked:,} finished answers are left out of the comparison: they "
            "were picked for what they are."
        )
    return lines


def share_words(share: HiddenShare) -> str:
    """Return for how many answers suggestions are hidden, in a sentence."""
    own = ", ".join(
        f"{who}: {percent(round(1000 * each), 1000)}"
        for who, each in sorted(share.own.items())
    )
    usual = percent(round(1000 * share.share), 1000)
    more = f" ({own})" if own else ""
    return f"Suggestions are hidden for {usual} of the answers until finished{more}."


def _said(share: Share) -> str:
    if not share.base:
        return "no answers"
    told = percent(share.count, share.base)
    return f"{share.count:,} of {share.base:,} answers ({told})"


def _share(share: Share) -> dict[str, object]:
    return {"agreed": share.count, "answers": share.base, "share": share.value}
