"""A whole draft held against the results of a survey."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from hsbcode.domain.drafts import Checked, Draft, DraftVerdict, Passage, PassageKind
from hsbcode.domain.tables import Row
from hsbcode.language.draft_sentences import sentence_spans
from hsbcode.language.quantities import QuantityKind, quantities
from hsbcode.results.drafts.cells import PrintedCell
from hsbcode.results.drafts.claims import Claim, claims_of
from hsbcode.results.drafts.comparisons import comparisons
from hsbcode.results.drafts.gaps import Gap
from hsbcode.results.drafts.groups import Group
from hsbcode.results.drafts.judging import judge
from hsbcode.results.drafts.matching import Matcher
from hsbcode.results.drafts.referenced import (
    judge_leading_word,
    judge_referenced,
    leading_words,
    references_in,
    rows_for,
)
from hsbcode.results.drafts.sizes import Sizes, is_size, judge_size
from hsbcode.results.drafts.sources import other_source
from hsbcode.results.drafts.tables import (
    DraftTables,
    as_read,
    is_agreement,
    judge_cells,
)

_QUOTED = re.compile(r"“[^”]*”|\"[^\"\n]*\"|‘[^’\n]{3,}’(?![a-z])|«[^»]*»")
_LABELLED = re.compile(r"[^\W\d]{4,}[^:]*:\s.*\d")
"""A cell with a result of its own: "Confidence: agree 28 %"."""
_LONGEST = 4_000
"""Characters of a sentence that are read; a longer one is no sentence."""


@dataclass(frozen=True, slots=True)
class Known:
    """What a draft is held against."""

    matcher: Matcher
    groups: tuple[Group, ...]
    cells: tuple[PrintedCell, ...]
    tables: DraftTables
    sizes: Sizes
    gaps: tuple[Gap, ...] = ()
    lines: frozenset[str] = frozenset()
    """Sentences that reports set around tables: right as they are."""
    rows: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)
    """Reference of a number → its row, exact and as released."""


def check_numbers(draft: Draft, against: Known) -> Iterator[Checked]:
    """Yield a verdict for each number and word of quantity, in the order of the draft.

    What stands around an article, and what is quoted, is not read.
    """
    for passage in draft.passages:
        if passage.kind in (PassageKind.PROSE, PassageKind.HEADING):
            yield from _prose(passage, against)
        elif passage.kind is PassageKind.CELL:
            yield from _cell(passage, against)


def numbers_around(draft: Draft) -> int:
    """Return how many numbers stand in menus, related items and comments."""
    return sum(
        1
        for passage in draft.passages
        if passage.kind is PassageKind.AROUND
        for one in quantities(passage.text[:_LONGEST])
        if one.kind is not QuantityKind.WORD
    )


def sentences(passage: Passage) -> Iterator[tuple[str, int, int]]:
    """Yield (sentence, line, offset) of a passage."""
    for start, end in sentence_spans(passage.text):
        line = passage.line + passage.text.count("\n", 0, start)
        yield passage.text[start : min(end, start + _LONGEST)], line, start


def quoted_spans(text: str) -> list[tuple[int, int]]:
    """Return the stretches in quotation marks, marks included."""
    return [match.span() for match in _QUOTED.finditer(text)]


def _prose(passage: Passage, against: Known) -> Iterator[Checked]:
    plain = " ".join(passage.text.split()).removeprefix("The figure in words ")
    if plain in against.lines:
        return
    quoted = quoted_spans(passage.text)
    before = ""
    for sentence, line, start in sentences(passage):
        if " ".join(sentence.split()) in against.lines:
            before = sentence
            continue
        hidden = [
            (max(a - start, 0), min(b - start, len(sentence)))
            for a, b in quoted
            if a < start + len(sentence) and b > start and _speaks(passage.text[a:b])
        ]
        references = references_in(sentence)
        hidden += [
            (one.end - len(one.reference), one.end)
            for one in references
            if one.reference in against.rows
        ]
        for claim in claims_of(
            sentence, passage, against.groups, before=before, hidden=hidden
        ):
            at = line + sentence.count("\n", 0, claim.quantity.start)
            rows = rows_for(claim.quantity, references, against.rows)
            if rows and claim.quantity.kind is QuantityKind.WORD:
                continue
            if rows:
                made = _unjudged(
                    claim.printed,
                    claim.quantity.kind,
                    sentence,
                    line,
                    claim.quantity.start,
                )
                yield judge_referenced(made, claim, rows)
            else:
                yield _judged(claim, at, against)
        scale = against.matcher.scale
        for word, at, rows in leading_words(sentence, references, against.rows, scale):
            made = _unjudged(word, QuantityKind.WORD, sentence, line, at)
            yield judge_leading_word(made, word, rows, scale)
        if not other_source(sentence):
            yield from comparisons(
                _blanked(sentence, hidden),
                line,
                against.matcher,
                against.groups,
                against.gaps,
            )
        before = sentence


def _blanked(sentence: str, spans: list[tuple[int, int]]) -> str:
    for start, end in spans:
        sentence = sentence[:start] + " " * (end - start) + sentence[end:]
    return sentence


def _speaks(quoted: str) -> bool:
    """Whether something in quotation marks is said by somebody, and no mere label."""
    return len(quoted.split()) > 6 or any(c.isdigit() for c in quoted)


def _cell(passage: Passage, against: Known) -> Iterator[Checked]:
    if is_agreement(passage) or not passage.row:
        return
    text = as_read(passage)
    plain = " ".join(text.split())
    if plain in against.lines or plain.strip("()") in against.lines:
        return
    rows = against.tables.rows_of(passage)
    hidden = quoted_spans(text)
    for claim in claims_of(text, passage, against.groups, hidden=hidden):
        line = passage.line + text.count("\n", 0, claim.quantity.start)
        said = f"{passage.row}: {' '.join(text.split())}"[:300]
        if claim.quantity.kind is QuantityKind.WORD:
            continue
        made = Checked(
            line,
            claim.printed,
            str(claim.quantity.kind),
            DraftVerdict.NOT_JUDGED,
            "",
            said,
        )
        found = judge_cells(made, claim, rows) if rows else None
        if found is None or (
            found.verdict is not DraftVerdict.RIGHT and _LABELLED.search(text)
        ):
            found = replace(_judged(claim, line, against), sentence=said)
        yield found


def _judged(claim: Claim, line: int, against: Known) -> Checked:
    if claim.quantity.kind is QuantityKind.BASE:
        return _lonely_base(claim, line, against)
    if is_size(claim):
        return judge_size(claim, line, against.sizes, against.groups)
    return judge(claim, line, against.matcher, against.cells)


def _unjudged(
    printed: str, kind: QuantityKind, sentence: str, line: int, offset: int
) -> Checked:
    return Checked(
        line + sentence.count("\n", 0, offset),
        printed,
        str(kind),
        DraftVerdict.NOT_JUDGED,
        "",
        " ".join(sentence.split()),
    )


def _lonely_base(claim: Claim, line: int, against: Known) -> Checked:
    """A base without a share: it may not be larger than the number of people."""
    made = Checked(
        line,
        claim.printed,
        "base",
        DraftVerdict.NOT_JUDGED,
        "It is a base, and no share stands with it.",
        " ".join(claim.sentence.split()),
    )
    most = len(against.sizes.everybody)
    if claim.quantity.value > most and not claim.foreign:
        reason = f"Only {most} people took part."
        return replace(made, verdict=DraftVerdict.WRONG, reason=reason)
    return made
