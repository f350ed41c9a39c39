"""The most common, the lowest, the highest in: ranks that a sentence claims."""

import re
from collections.abc import Sequence

from hsbcode.domain.shares import Share
from hsbcode.language.survey_words import concepts, names_in
from hsbcode.numbers.printing import LOW_BASE
from hsbcode.numbers.rounding import percent
from hsbcode.results.drafts.gaps import Test
from hsbcode.results.drafts.groups import Group, mentions
from hsbcode.results.drafts.matching import Matcher
from hsbcode.results.drafts.measures import Reading, Thing

EXTREME = re.compile(
    r"\b(?:(?P<top>(?:the\s)?most\s(?:common|commonly|often|frequent|frequently|widely|used|"
    r"wanted|popular|cited|named|confident|likely)|highest|greatest|top|commonest|foremost)|"
    r"(?P<bottom>least\s(?:common|commonly|often|used|confident|likely|popular)|lowest|"
    r"rarest|smallest))\b",
    re.IGNORECASE,
)
APART = re.compile(r"other\b|none\b|unsure|don.t know|no answer|not applicable", re.I)
_AMONG = ("highest", "lowest", "greatest", "smallest", "common", "often", "likely")


def of_extremes(sentence: str, matcher: Matcher, groups: Sequence[Group]) -> list[Test]:
    """Test "the most common", "lowest": the answer or row named has to be that.

    Of several superlatives each has the words up to the next, and those before all.
    """
    cues = list(EXTREME.finditer(sentence))
    tests: list[Test] = []
    for place, cue in enumerate(cues):
        last = place == len(cues) - 1
        end = len(sentence) if last else cues[place + 1].start()
        part = sentence[:end]
        if place:
            part = f"{sentence[: cues[0].start()]} {sentence[cue.start() : end]}"
        tests += _of_extreme(part, matcher, groups)
    return tests


def _of_extreme(sentence: str, matcher: Matcher, groups: Sequence[Group]) -> list[Test]:
    cue = EXTREME.search(sentence)
    if cue is None:
        return []
    top = cue["top"] is not None
    named = mentions(sentence, concepts(sentence), groups)
    spoken = {
        c.name
        for one in named
        for c in concepts(sentence)
        if one.start <= c.start < one.end
    }
    names = names_in(sentence) - spoken
    thing = certain(names, matcher)
    if thing is None:
        return []
    measure = thing.measure
    near = [one for one in named if one.start >= cue.end() and one.group.certain]
    if near and cue["top" if top else "bottom"].split()[-1] in _AMONG:
        return _of_rank(thing, near[0].group, groups, top)
    if measure.reading in (Reading.ANSWERS, Reading.THEMES):
        if measure.reading is Reading.THEMES:
            return []
        rivals = [t for t in measure.things if not APART.match(t.option)]
        shares = {t.label: measure.shares((t.option,))[0] for t in rivals}
        listed = [t for t in rivals if t.subject and t.subject <= names] or [thing]
    else:
        grid = measure.id.rpartition(".")[0]
        rows = [m for m in matcher.measures if grid and m.id.rpartition(".")[0] == grid]
        if len(rows) < 2:
            return []
        shares = {
            m.things[0].label: m.shares(affirmed(m.things[0]))[0]
            for m in rows
            if m.things and affirmed(m.things[0])
        }
        listed = [thing]
    ranked = sorted(shares, key=lambda one: shares[one].value or 0, reverse=top)
    count = len(listed)
    tests = []
    for one in listed:
        if one.label not in shares:
            continue
        holds = ranked.index(one.label) < count or (
            shares[one.label].value == shares[ranked[count - 1]].value
        )
        first = ranked[0]
        shown = f"“{one.label}” {share_shown(shares[one.label])}"
        if not holds:
            what = "highest" if top else "lowest"
            shown += f", and the {what} is “{first}” {share_shown(shares[first])}"
        tests.append(Test(holds, shown, (measure.reference(affirmed(one)),)))
    return tests


def _of_rank(
    thing: Thing, group: Group, groups: Sequence[Group], top: bool
) -> list[Test]:
    """Test "highest in youth offending" among the groups of its question."""
    options = affirmed(thing)
    shares = {
        one.option: thing.measure.shares(options, one.people)[0]
        for one in groups
        if one.question == group.question
    }
    shares = {name: share for name, share in shares.items() if share.base >= LOW_BASE}
    if group.option not in shares or len(shares) < 2:
        return []
    pick = max if top else min
    first = pick(shares, key=lambda one: shares[one].value or 0.0)
    own = shares[group.option]
    shown = f"“{thing.label}”: {share_shown(own)} of {group.label}"
    holds = own.value == shares[first].value
    if not holds:
        shown += f", {share_shown(shares[first])} of {first}"
    return [Test(holds, shown, (thing.measure.reference(options),))]


def certain(names: frozenset[str], matcher: Matcher) -> Thing | None:
    """Return the only thing that a set of concepts names for certain."""
    found = matcher.named(names)
    if not found or not found[0].is_sure:
        return None
    best = found[0]
    rivals = [one for one in found if one.score >= 0.9 * best.score]
    if len({one.thing.label for one in rivals}) > 1:
        return None
    # one answer of two lists: the list that more people were asked
    return max(rivals, key=lambda one: len(one.thing.measure.bases[0])).thing


def affirmed(thing: Thing) -> tuple[str, ...]:
    """Return the answers that say yes to a thing."""
    measure = thing.measure
    if thing.option:
        return (thing.option,)
    if measure.reading is Reading.YES_NO:
        return tuple(o for o in measure.options if o.strip().casefold() == "yes")
    scale = measure.scale
    if scale is None:
        return ()
    return scale.more if scale.has_two_ends else scale.more[:2]


def share_shown(share: Share) -> str:
    """Return a share with its count and base."""
    return f"{percent(share.count, share.base)} ({share.count} of {share.base})"
