"""Random small studies turned into reports, and what none of them may give away.

Every answer carries words of its own: one that is held back, redacted or cut can be
looked for in everything that is printed.
"""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from hsbcode.domain.acts import Span
from hsbcode.domain.attribution import AttributionRule, Field, Rung
from hsbcode.domain.counting import Standing
from hsbcode.domain.disclosure import (
    CONFIDENTIAL,
    DisclosurePolicy,
    Protection,
)
from hsbcode.domain.joint import JointDisplay, JointPair
from hsbcode.domain.kept_names import KeptName
from hsbcode.domain.quote_decisions import Decision, QuoteDecisions
from hsbcode.domain.quotes import Quote, QuoteTable
from hsbcode.domain.release_changes import changes
from hsbcode.domain.release_differences import differences
from hsbcode.domain.releases import Release, ReleaseFacts
from hsbcode.domain.study import Study
from hsbcode.language.kept_names import NameFinder
from hsbcode.quotes.verbatim import CUT
from hsbcode.report.assembling import Sections, whole_report
from hsbcode.report.document import Document
from hsbcode.report.masking import masked
from hsbcode.report.writing import written
from hsbcode.store.project import Project
from hsbcode.workflows.joint.displays import joint_displays
from hsbcode.workflows.joint.tables import joint_tables, planned
from hsbcode.workflows.quoting.tables import quote_tables
from hsbcode.workflows.releases.bodies import from_body, to_body
from hsbcode.workflows.releases.facts import facts_of
from hsbcode.workflows.releasing import Released, release
from hsbcode.workflows.tabulating import Tabulation
from tests.reporting_study import HOSTILE, Said, make_study, unit_of

FIELDS = ("role", "agency")
AT_LEAST = 5
"""People who must share what is printed of one: few, so that much is printed."""
CODES = ("trust", "trust_child", "trust_parent", "money", "places_home", "empty")
_ROLES = ("Nurses", "Teachers", "Clerks", "Drivers")
_AGENCIES = ("Police", "Health", "Schools", "Charity", "Prison")
_SCALE = ("strongly agree", "agree", "disagree", "strongly disagree")
_SENTENCES = (
    "we wait too long for a room",
    "nobody listens because money is short",
    "families stay away",
    "parents do not trust us",
    "staff leave every month",
    "the form asks too much",
    "training is thin",
    "meetings are long and calls come late at night",
)
_WORDS = [word for sentence in _SENTENCES for word in sentence.split()]
_NAME = "Yquelmoor"
"""On the list of names; stands in some answers."""
_POLICIES = (Protection.NONE, Protection.ROUNDED, Protection.SUPPRESSED)


@dataclass(frozen=True, slots=True)
class Fuzzed:
    """A random study and the report of it."""

    seed: int
    study: Study
    policy: DisclosurePolicy
    rule: AttributionRule
    released: Released
    quotes: tuple[QuoteTable, ...]
    joint: tuple[JointDisplay, ...]
    document: Document
    text: str
    """All that is printed, as Markdown."""
    silent: frozenset[str]
    """Words that must not be printed: of answers held back, cut or redacted."""


def settled(path: Path) -> Project:
    """Return an empty project whose settings random reports are made under."""
    project = Project.create(path, study="fuzz")
    fields = [
        {"name": one, "word": "", "ladder": [{"question": one, "families": {}}]}
        for one in FIELDS
    ]
    rule = {"pattern": "", "at_least": AT_LEAST, "fields": fields}
    project.put_setting("attribution", rule, "lead")
    return project


def random_report(seed: int, project: Project) -> Fuzzed:
    """Return a random study with its report.

    Args:
        seed: the same seed gives the same report.
        project: from ``settled``; nothing is written to it.
    """
    lot = random.Random(seed)
    (protection,) = lot.choices(_POLICIES, (3, 6, 1))
    policy = DisclosurePolicy(protection, threshold=lot.randint(2, 12))
    # suppression solves many linear programs: fewer people, else it takes seconds
    few = protection is Protection.SUPPRESSED
    study, silent = _study(lot, (3, 12, 25) if few else (3, 12, 25, 40, 70))
    # displays take the rule of the project, which is the same one
    fields = tuple(Field(one, (Rung(one),)) for one in FIELDS)
    rule = AttributionRule(fields, at_least=AT_LEAST)
    pairs = [
        JointPair(code, "agreement", questions=("challenge",))
        for code in lot.sample(("trust", "money"), lot.randint(0, 2))
    ]
    made = Tabulation(study)
    known = [pair for pair in pairs if planned(project, study, [pair]).pairs]
    joint = joint_tables(planned(project, study, known)) if known else ()
    by = lot.choice(((), ("role",), FIELDS))
    released = release(
        study, policy, by=by, attribution=FIELDS, tables=made, joint=joint
    )
    quotes = quote_tables(
        study,
        attribution=rule,
        beside={"trust": "agreement"},
        seed=lot.randint(0, 3),
        limits=released.limits,
    )
    shown = (
        joint_displays(
            project, study, policy, pairs=known, released=released, quotes=quotes
        )
        if known
        else ()
    )
    sections = Sections(
        quotes=quotes,
        tables=released.tables,
        joint=shown,
        limits=("There are limits.",),
        codebook=study.codebook,
    )
    document = whole_report("Fuzzed", sections)
    document, _changed = masked(document, NameFinder(study.names).mask)
    text = written(document, ".md").content.decode("utf-8", "replace")
    return Fuzzed(
        seed, study, policy, rule, released, quotes, shown, document, text, silent
    )


def _study(lot: random.Random, sizes: Sequence[int]) -> tuple[Study, frozenset[str]]:
    people = [f"p{n}" for n in range(lot.choice(sizes))]
    said: list[Said] = []
    silent: set[str] = set()
    closed: dict[str, dict[str, list[str]]] = {
        "role": {},
        "agency": {},
        "agreement": {},
    }
    odds = sorted((lot.random() ** 2 for _role in _ROLES), reverse=True)
    for person in people:
        if lot.random() < 0.95:
            closed["role"][person] = lot.choices(_ROLES, odds)
        if lot.random() < 0.9:
            closed["agency"][person] = lot.choices(_AGENCIES, (9, 5, 3, 2, 1))
        if lot.random() < 0.9:
            closed["agreement"][person] = [lot.choice(_SCALE)]
        for question in ("challenge", "tools"):
            for box in range(1, lot.choice((1, 1, 2)) + 1):
                answers = lot.random() < (0.85 if question == "challenge" else 0.3)
                said += [_said(lot, person, question, box)] if answers else []
    held = {unit_of(one).id for one in said if lot.random() < 0.15}
    quoting, hidden = _decisions(lot, said)
    silent |= hidden
    silent |= {mark for one in said if unit_of(one).id in held for mark in _own(one)}
    silent |= {mark for one in said if not _may_be_quoted(one) for mark in _own(one)}
    study = make_study(said, people=people, closed=closed, held_back=held)
    names = (KeptName(_NAME, "place"),)
    return replace(study, names=names, quoting=quoting), frozenset(silent)


def _said(lot: random.Random, person: str, question: str, box: int) -> Said:
    own = [f"zz{person}{question[0]}{box}{letter}" for letter in "abcd"]
    words = lot.choices(_WORDS, k=lot.randint(0, 40)) + own
    if lot.random() < 0.1:
        words.append(_NAME)
    lot.shuffle(words)
    text = lot.choice((" ", "  ", "\n", ". ")).join(words)
    if lot.random() < 0.1:
        text += f" {lot.choice(HOSTILE[:12])}"
    codes = None
    if lot.random() < 0.9:
        codes = ";".join(lot.sample(CODES, lot.choice((0, 1, 1, 2))))
    standing = lot.choice((Standing.ONLY, Standing.SETTLED, Standing.UNSETTLED))
    return Said(person, text, codes, box, standing, question)


def _own(one: Said) -> list[str]:
    return re.findall(r"zzp\d+[ct]\d[a-d]", one.text)


def _may_be_quoted(one: Said) -> bool:
    codes = (one.codes or "").split(";")
    return (
        bool(one.codes)
        and one.standing is not Standing.UNSETTLED
        and ("empty" not in codes)
    )


def _decisions(
    lot: random.Random, said: Sequence[Said]
) -> tuple[QuoteDecisions, frozenset[str]]:
    silent = set()
    found: dict[str, dict[str, tuple[Decision, ...]]] = {
        kind: {} for kind in ("taken", "refused", "cuts", "redacted")
    }
    for number, one in enumerate(said):
        unit = unit_of(one).id
        marks = _own(one)
        for kind, role in (("cuts", "cut"), ("redacted", "name")):
            if marks and lot.random() < 0.2:
                mark = lot.choice(marks)
                start = one.text.index(mark) - lot.choice((0, 0, 1))
                span = Span(max(start, 0), one.text.index(mark) + len(mark))
                silent.add(mark)
                made = Decision(f"a{number}", "eva", "", unit, step=role, span=span)
                found[kind][unit] = (made,)
        for kind in ("taken", "refused"):
            if lot.random() < 0.1 and one.codes:
                code = lot.choice(one.codes.split(";"))
                step = "take" if kind == "taken" else "refuse"
                made = Decision(f"b{number}{kind}", "eva", "", unit, code, step)
                found[kind][code] = (*found[kind].get(code, ()), made)
    decided = QuoteDecisions(
        found["taken"], found["refused"], found["cuts"], found["redacted"]
    )
    return decided, frozenset(silent)


# --- what must hold -------------------------------------------------------------------


def check(fuzzed: Fuzzed) -> None:
    """Make sure that a report gives nobody away.

    Raises:
        AssertionError: it does; with the seed of the study.
    """
    for word in fuzzed.silent:
        assert word not in fuzzed.text, f"seed {fuzzed.seed}: {word} is printed"
    assert _NAME not in fuzzed.text, f"seed {fuzzed.seed}: a name is printed"
    for code, quote in every_quote(fuzzed):
        where = f"seed {fuzzed.seed}, {quote.reference}"
        _check_source(fuzzed, code, quote, where)
        _check_words(fuzzed, quote, where)
        _check_attribution(fuzzed, quote, where)
        _check_suppression(fuzzed, code, quote, where)
    _check_counts(fuzzed)
    _check_joint(fuzzed)
    _check_register(fuzzed)


def every_quote(fuzzed: Fuzzed) -> Iterator[tuple[str, Quote]]:
    """Yield theme and quote of all that is quoted anywhere."""
    for table in fuzzed.quotes:
        for theme in table.themes:
            yield from ((theme.code, quote) for quote in theme.quotes)
    for display in fuzzed.joint:
        for row in display.rows:
            yield from ((display.pair.code, quote) for quote in row.quotes)


def _check_source(fuzzed: Fuzzed, code: str, quote: Quote, where: str) -> None:
    study = fuzzed.study
    assert quote.unit not in study.held_back, f"{where}: held back"
    verdict = study.verdicts[quote.unit]
    assert verdict.counts, f"{where}: not coded"
    assert "empty" not in verdict.codes, f"{where}: not codable"
    under = {code, *(c.id for c in study.codebook if c.parent == code)}
    assert verdict.codes & under, f"{where}: not of the theme"
    refused = {one.unit for one in study.quoting.refused.get(code, ())}
    assert quote.unit not in refused, f"{where}: put aside"


def _check_words(fuzzed: Fuzzed, quote: Quote, where: str) -> None:
    units = (unit for some in fuzzed.study.units.values() for unit in some)
    answer = next(unit.text for unit in units if unit.id == quote.unit)
    marks = {CUT, *(one.mask for one in quote.redactions), "[place]", "[name]"}
    pattern = "|".join(re.escape(mark) for mark in sorted(marks))
    at = 0
    for fragment in re.split(pattern, quote.text):
        if fragment.strip():
            found = answer.find(fragment.strip(), at)
            assert found >= 0, f"{where}: not word for word"
            at = found + len(fragment.strip())
    assert at, f"{where}: nothing is quoted"


def _named(fuzzed: Fuzzed, quote: Quote) -> list[tuple[str, str]]:
    """Return the closed answers that an attribution names."""
    words = [word.strip() for word in quote.attribution.split(",")]
    return [
        (field, word)
        for word in words
        for field, known in (("role", _ROLES), ("agency", _AGENCIES))
        if word in known
    ]


def _check_attribution(fuzzed: Fuzzed, quote: Quote, where: str) -> None:
    study, named = fuzzed.study, _named(fuzzed, quote)
    if not named:
        assert quote.attribution == "Respondent", f"{where}: {quote.attribution}"
        return
    sharing = [
        person.id
        for person in study.respondents
        if all(word in study.closed[f].get(person.id, ()) for f, word in named)
    ]
    assert quote.respondent in sharing, f"{where}: said of somebody else"
    assert len(sharing) >= fuzzed.rule.at_least, f"{where}: {quote.attribution}"


def _check_suppression(fuzzed: Fuzzed, code: str, quote: Quote, where: str) -> None:
    """Nobody learns from a quote that a cell which is hidden is not empty."""
    if not fuzzed.policy.protects:
        return
    for table in fuzzed.released.tables:
        if table.kind != "theme by answer" or not any(
            unit.id == quote.unit for unit in fuzzed.study.units[table.question]
        ):
            continue
        for row in table.rows:
            if row.key != code:
                continue
            for column, cell in zip(table.columns, row.cells, strict=True):
                if CONFIDENTIAL in cell.text:
                    told = (table.by, column) in _named(fuzzed, quote)
                    assert not told, f"{where}: betrays {table.id}.{row.key}.{column}"


def _check_counts(fuzzed: Fuzzed) -> None:
    """What a released table hides stands nowhere beside the quotes."""
    limits = fuzzed.released.limits
    for table in fuzzed.quotes if fuzzed.policy.protects else ():
        rows = {row.key: row for row in limits[table.question].themes.rows}
        for theme in table.themes:
            share = rows[theme.code].cells[0].share
            told = theme.count, theme.mentions if share is None else None
            expected = (None, None) if share is None else (share.count, None)
            assert told == expected, f"seed {fuzzed.seed}: {theme.code}"
            assert theme.pool is None


def _check_joint(fuzzed: Fuzzed) -> None:
    for display in fuzzed.joint if fuzzed.policy.protects else ():
        for row in display.rows:
            if CONFIDENTIAL in row.themed.text:
                assert row.themed.share is None
                assert not row.quotes, f"seed {fuzzed.seed}: {row.themed.reference}"


def _check_register(fuzzed: Fuzzed) -> None:
    """The register holds no words, and the same report tells nothing new."""
    facts = facts_of(fuzzed.study, fuzzed.document, fuzzed.policy)
    body = to_body(facts)
    assert from_body(body) == facts
    assert "zzp" not in repr(facts), f"seed {fuzzed.seed}: words in the register"
    same = [_registered(facts)]
    assert differences(facts, same) == ()
    assert not changes(facts, facts)


def _registered(facts: ReleaseFacts) -> Release:
    return Release("id", 1, "2026-01-01T00:00:00", "eva", facts)
