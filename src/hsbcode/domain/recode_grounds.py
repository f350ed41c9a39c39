"""Who is moved by a recode: what the coding of an open question says of each person.

Only a coding that people agree on moves anybody: settled, equal passes, or the only
pass. A lead coder's provisional pass, a suggestion and what was accepted in bulk
move nobody.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from hsbcode.domain.codebook import Codebook
from hsbcode.domain.counting import Standing, is_codable
from hsbcode.domain.recodes import Ground
from hsbcode.domain.study import Study
from hsbcode.domain.survey import Unit

_DECIDED = (Standing.SETTLED, Standing.ONLY, Standing.EQUAL)
_SAYS_NOTHING_ELSE = ("attribute", "flag", "validity")
"""Kinds of code that stand beside the trigger without naming something else."""


@dataclass(frozen=True, slots=True)
class CodeCondition:
    """What the coding of an open question has to say before anybody is moved."""

    question: str
    """The open question, as the study knows it."""
    codes: frozenset[str]
    """The code and its twins: any of them will do."""
    apart: frozenset[str] = frozenset()
    """Codes whose holders stay and are counted by themselves."""
    protecting: frozenset[str] | None = None
    """Codes that keep their holders; None: every other code that names something."""

    def keeps(self, codes: Collection[str], codebook: Codebook) -> bool:
        """Whether one of the codes beside the trigger names something else."""
        others = set(codes) - self.codes
        if self.protecting is not None:
            return not self.protecting.isdisjoint(others)
        above = {name for code in self.codes for name in codebook.ancestors(code)}
        return any(
            code not in codebook or codebook[code].kind not in _SAYS_NOTHING_ELSE
            for code in others - above
        )


def twins(code: str, codebook: Codebook) -> frozenset[str]:
    """Return a code with all that are the same idea under another parent."""
    links = [(each.id, other) for each in codebook for other in each.same_as]
    found = {code}
    while True:
        more = {name for link in links if found & set(link) for name in link}
        if more <= found:
            return frozenset(found)
        found |= more


def grounds_of(
    study: Study, condition: CodeCondition, in_bulk: Collection[str] = ()
) -> dict[str, Ground]:
    """Return respondent → ground, for everybody who wrote something.

    Args:
        study: units with the coding that counts.
        condition: what the coding has to say.
        in_bulk: units whose code nobody looked at; they count as not decided.
    """
    written: dict[str, list[Unit]] = {}
    for unit in study.units.get(condition.question, ()):
        if unit.text.strip():
            written.setdefault(unit.respondent, []).append(unit)
    return {
        person: _ground(study, units, condition, in_bulk)
        for person, units in written.items()
    }


def _ground(
    study: Study,
    units: Sequence[Unit],
    condition: CodeCondition,
    in_bulk: Collection[str],
) -> Ground:
    codings = []
    for unit in units:
        verdict = study.verdicts.get(unit.id)
        if verdict is None or verdict.standing not in _DECIDED or unit.id in in_bulk:
            return Ground.UNDECIDED
        if is_codable(verdict.codes, study.codebook):
            codings.append(verdict.codes)
    if not codings:
        return Ground.NOTHING
    every = frozenset().union(*codings)
    if every & condition.apart:
        return Ground.APART
    if not every & condition.codes:
        return Ground.OTHER
    whole = all(codes & condition.codes for codes in codings)
    if whole and not condition.keeps(every, study.codebook):
        return Ground.MOVED
    return Ground.MIXED
