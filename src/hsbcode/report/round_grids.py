"""What stands behind the page on a round: its facts, who coded what, confusions."""

from collections.abc import Mapping, Sequence

from hsbcode.domain.agreement import Confusion
from hsbcode.domain.round_facts import RoundFacts
from hsbcode.report.grids import Grid, GridRow
from hsbcode.report.round_methods import drawn_words

_CONFUSIONS = 12


def round_lines(facts: RoundFacts) -> tuple[str, ...]:
    """Return what was done when by whom, and what is missing."""
    lines = [f"Sample: {drawn_words(facts)}."]
    lines += [
        f"{each.step.capitalize()} on {each.at[:10]} by {each.by}."
        for each in facts.steps
    ]
    lines.append(
        f"Code frame at the release: {facts.codes} codes"
        + (f", version {facts.codebook_version}" if facts.codebook_version else "")
        + (
            f"; edited {facts.edited_after} times since, which changes nothing here."
            if facts.edited_after
            else "."
        )
    )
    if facts.unfinished:
        lines.append(f"Missing at the release: {facts.unfinished} codings.")
    if facts.late:
        lines.append(
            f"{facts.late} steps came after the release and are in no number here."
        )
    return tuple(lines)


def coders_grid(facts: RoundFacts) -> Grid:
    """Return how much each coder did in the round."""
    return Grid(
        "",
        "Who coded what",
        "Coder",
        ("Answers", "Finished", "Codes given", "Coded before", "Suggestions in sight"),
        tuple(
            GridRow(
                each.coder,
                (
                    str(each.answers),
                    str(each.finished),
                    str(each.codings),
                    str(each.seen_before),
                    str(each.with_suggestions),
                ),
            )
            for each in facts.coders
        ),
    )


def confusions_grid(found: Sequence[Confusion], labels: Mapping[str, str]) -> Grid:
    """Return the most frequent confusions, as sentences with their number."""
    left = len(found) - _CONFUSIONS
    return Grid(
        "",
        "Which code stood for which",
        "Difference",
        ("Answers",),
        tuple(
            GridRow(_told(each, labels), (str(each.n),)) for each in found[:_CONFUSIONS]
        ),
        (f"{left} more stand in hsbcode agree --disagreements.",) if left > 0 else (),
    )


def _told(each: Confusion, labels: Mapping[str, str]) -> str:
    one, other = each.coders
    first, second = (labels.get(code, code) for code in each.said)
    if not each.said[0]:
        return f"{other} said {second} where {one} did not"
    if not each.said[1]:
        return f"{one} said {first} where {other} did not"
    return f"{one} said {first} where {other} said {second}"
