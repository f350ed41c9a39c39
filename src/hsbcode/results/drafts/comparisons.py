"""Sentences that compare: gaps in points, higher and lower, more common than, the most.

What the words say is tested on unrounded shares. A sentence is tested only where the
things it compares are found for certain.
"""

import re
from collections.abc import Iterator, Sequence

from hsbcode.domain.drafts import Checked, DraftVerdict
from hsbcode.language.quantities import Quantity, QuantityKind, quantities
from hsbcode.language.survey_words import concepts, names_in
from hsbcode.results.drafts.gaps import (
    MORE_THAN,
    Gap,
    Test,
    apart_by,
    direction_of,
    of_gaps,
    part_of,
)
from hsbcode.results.drafts.groups import Group, mentions
from hsbcode.results.drafts.matching import Matcher
from hsbcode.results.drafts.measures import Measure, Reading, Thing
from hsbcode.results.drafts.ranks import (
    APART,
    EXTREME,
    affirmed,
    certain,
    of_extremes,
    share_shown,
)

_LESS_SO = re.compile(
    r"\b(?:less\s(?:so|common(?:ly)?|often|typical(?:ly)?|usual(?:ly)?|frequent(?:ly)?|likely)|"
    r"rarer|more\srarely|not\sas\s(?:common|often|typical)|uncommon)\b",
    re.IGNORECASE,
)
_TYPICAL = re.compile(
    r"\b(?:typical(?:ly)?|common(?:ly)?|usual(?:ly)?|often|generally|mostly|mainly)\b",
    re.IGNORECASE,
)


def comparisons(
    sentence: str,
    line: int,
    matcher: Matcher,
    groups: Sequence[Group],
    known: Sequence[Gap],
) -> Iterator[Checked]:
    """Yield the verdict on what a sentence compares, where that is clear."""
    names = names_in(sentence)
    points = [q for q in quantities(sentence) if q.kind is QuantityKind.POINTS]
    tests = of_gaps(sentence, names, known, points[0] if points else None)
    cue = sentence[points[0].start : points[0].end] if points else ""
    if not tests:
        tests = _of_groups(sentence, matcher, groups, points[0] if points else None)
    if not tests and not points:
        tests = _of_answers(sentence, matcher) or of_extremes(sentence, matcher, groups)
    if not tests:
        return
    if not cue:
        found = (
            _LESS_SO.search(sentence)
            or EXTREME.search(sentence)
            or MORE_THAN.search(sentence)
        )
        cue = found[0] if found else ""
    right = [test for test in tests if test.holds]
    wrong = [test for test in tests if not test.holds]
    verdict, reason = DraftVerdict.RIGHT, "It holds"
    if wrong:
        verdict = DraftVerdict.PARTLY if right else DraftVerdict.WRONG
        reason = "It is not borne out"
        if right:
            reason = f"It holds for {len(right)} of {len(tests)}"
    shown = "; ".join(test.shown for test in (wrong or right)[:3])
    told = " ".join(sentence.split())
    references = tuple(r for test in (wrong or right)[:3] for r in test.references if r)
    yield Checked(
        line, cue, "comparison", verdict, f"{reason}: {shown}.", told, references
    )


def _of_groups(
    sentence: str,
    matcher: Matcher,
    groups: Sequence[Group],
    points: Quantity | None,
) -> list[Test]:
    """Test "managers more often than practitioners …" on one thing."""
    than = re.search(r"\bthan\b", sentence, re.IGNORECASE)
    direction = direction_of(sentence)
    if than is None or direction == 0:
        return []
    found = mentions(sentence, concepts(sentence), groups)
    after = [one for one in found if one.start > than.start()]
    if not after:
        return []
    second = after[0]
    first = [
        one
        for one in found
        if one.group.question == second.group.question
        and one.group.option != second.group.option
    ]
    if not first:
        return []
    spoken = {
        c.name
        for one in (first[0], second)
        for c in concepts(sentence)
        if one.start <= c.start < one.end
    }
    thing = certain(names_in(sentence) - spoken, matcher)
    if thing is None or thing.measure.id == second.group.question:
        return []
    options = affirmed(thing)
    one = thing.measure.shares(options, first[0].group.people)[0]
    other = thing.measure.shares(options, second.group.people)[0]
    if one.exact is None or other.exact is None:
        return []
    apart = 100 * (one.exact - other.exact)
    holds = direction * apart > 0
    if points is not None:
        holds = holds and apart_by(points, abs(apart))
    shown = (
        f"“{thing.label}”: {share_shown(one)} of {first[0].group.label}, "
        f"{share_shown(other)} of {second.group.label}"
    )
    return [Test(holds, shown, (thing.measure.reference(options),))]


def _of_answers(sentence: str, matcher: Matcher) -> list[Test]:
    """Test "assessment is more common than consultation", "… typical, … less so"."""
    less = _LESS_SO.search(sentence)
    than = re.search(r"\bthan\b", sentence, re.IGNORECASE)
    direction = 1
    if than is not None and (direction := direction_of(sentence)) != 0:
        sides = (sentence[: than.start()], sentence[than.end() :])
    elif less is not None and _TYPICAL.search(sentence[: less.start()]):
        cut = max(
            sentence.rfind(mark, 0, less.start())
            for mark in (",", ";", " while ", " whereas ", " but ", ". ")
        )
        typical = _TYPICAL.search(sentence)
        cut = max(cut, typical.end() if typical else 0)
        sides = (sentence[:cut], sentence[cut:])
    else:
        return []
    for measure in matcher.measures:
        if measure.reading is not Reading.ANSWERS or measure.id in matcher.pooled:
            continue
        left, right = _on_sides(sides, measure, sentence)
        if left and right:
            return [
                _pair(measure, one, other, direction) for one in left for other in right
            ]
    return []


def _pair(measure: Measure, one: Thing, other: Thing, direction: int) -> Test:
    a, b = (measure.shares((t.option,))[0] for t in (one, other))
    holds = direction * ((a.value or 0) - (b.value or 0)) > 0
    shown = f"“{one.label}” {share_shown(a)}, “{other.label}” {share_shown(b)}"
    return Test(
        holds, shown, tuple(measure.reference((t.option,)) for t in (one, other))
    )


def _on_sides(
    sides: tuple[str, str], measure: Measure, sentence: str
) -> tuple[list[Thing], list[Thing]]:
    """Return the answers of a list that each side names, if its question is meant.

    An answer belongs to the side that has more of its words.
    """
    left, right = names_in(sides[0]), names_in(sides[1])
    found: tuple[list[Thing], list[Thing]] = ([], [])
    context = measure.things[0].context if measure.things else frozenset()
    spoken_of = bool(context & names_in(sentence))
    for thing in measure.things:
        if APART.match(thing.option):
            continue
        parts = part_of(thing.subject, left), part_of(thing.subject, right)
        enough = 1.0 if len(thing.subject) == 1 or not spoken_of else 0.34
        if max(parts) >= enough and parts[0] != parts[1]:
            found[parts.index(max(parts))].append(thing)
    return found
