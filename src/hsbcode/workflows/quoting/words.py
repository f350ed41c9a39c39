"""Quotes and themes in words, for screens and for copying."""

from hsbcode.domain.quote_decisions import Decision, QuoteStep
from hsbcode.domain.quotes import Quote, ThemeQuotes
from hsbcode.domain.survey import Unit
from hsbcode.quotes.candidates import Candidate
from hsbcode.report.theme_numbers import theme_base, theme_count, theme_of_asked
from hsbcode.workflows.quoting.reviewing import QuoteReview

_BETWEEN = " · "


def theme_share(theme: ThemeQuotes) -> str:
    """Return the numbers of a theme in a few words."""
    return theme_count(theme)


def theme_lines(theme: ThemeQuotes) -> tuple[str, ...]:
    """Return what a theme is: label, meaning, numbers, the closed result beside it."""
    numbers = [theme_count(theme), theme_base(theme), theme_of_asked(theme)]
    numbers.append(theme.word)
    lines = [theme.label, _BETWEEN.join(filter(None, numbers)), theme.closed_result]
    lines += [theme.meaning, theme.agreement, theme.note]
    return tuple(line for line in lines if line.strip())


def candidate_words(candidate: Candidate) -> str:
    """Return what an answer would gain and lose as a quote, in a few words."""
    return candidate.words


def candidate_json(candidate: Candidate) -> dict[str, object]:
    """Return a next best answer as JSON values."""
    return {
        "answer": candidate.unit.name,
        "text": candidate.unit.text,
        "kind": candidate.kind or "typical",
        "reason": candidate.reason,
        "gains": list(candidate.gains),
        "loses": list(candidate.loses),
        "coverage": [candidate.before.coverage, candidate.after.coverage],
        "redundancy": [candidate.before.redundancy, candidate.after.redundancy],
        "stands_for": candidate.stands_for,
        "words": candidate.length,
        "confidence": candidate.sure,
    }


def answer_lines(
    review: QuoteReview, unit: Unit, quote: Quote | None, gains: str = ""
) -> tuple[tuple[str, str], ...]:
    """Return (what, words) on an answer: as printed, who, why, what was decided."""
    study = review.study
    lines: list[tuple[str, str]] = []
    if quote is not None:
        lines.append(("", f"“{quote.text}”"))
        lines.append(("", f"– {quote.attribution} ({quote.reference})"))
        lines.append(("", ""))
        if quote.text != unit.text.strip():
            lines.append(("whole answer", unit.text.strip()))
        lines.append(("why", quote.reason))
        lines.append(("accepted by", quote.by or "nobody yet"))
        if quote.shows:
            lines.append(("shows", quote.shows))
        if quote.redactions:
            roles = ", ".join(
                f"{one.mask} ({one.by or 'list of names'})" for one in quote.redactions
            )
            lines.append(("replaced", roles))
    else:
        lines += [("", unit.text.strip()), ("", ""), ("as a quote", gains)]
    codes = study.verdicts[unit.id].codes
    labels = ", ".join(study.codebook.label(code) for code in sorted(codes))
    lines.append(("codes", labels or "none"))
    lines.append(("answer", unit.name))
    given = {
        question: values
        for question, people in study.closed.items()
        if (values := people.get(unit.respondent, ()))
    }
    said = review.asked.of(unit.respondent, given)
    if said:
        lines.append(
            ("also said", _BETWEEN.join(f"{what}: {words}" for what, words in said[:8]))
        )
    return tuple(lines)


_DID = {
    QuoteStep.TAKE: "taken as typical",
    QuoteStep.UNLIKE: "taken as unlike the others",
    QuoteStep.REFUSE: "put aside",
}


def decided_lines(review: QuoteReview, code: str) -> tuple[str, ...]:
    """Return what was decided on the quotes of a theme, oldest first."""
    lines = []
    for one in _decided(review, code):
        when = one.at[:16].replace("T", " ") + " UTC"
        did = _DID[QuoteStep(one.step)] + (", as proposed" if one.proposed else "")
        why = f": {one.words}" if one.words else ""
        lines.append(f"{when} {one.by}: {_name(review, one)} {did}{why}")
    return tuple(lines)


def decided_json(review: QuoteReview) -> list[dict[str, object]]:
    """Return every decision on quotes that stands, as JSON values."""
    return [
        {
            "theme": code,
            "answer": _name(review, one),
            "decision": one.step,
            "by": one.by,
            "at": one.at,
            "as_proposed": one.proposed,
            "words": one.words,
        }
        for code in dict.fromkeys(place.code for place in review.places)
        for one in _decided(review, code)
    ]


def _decided(review: QuoteReview, code: str) -> list[Decision]:
    quoting = review.study.quoting
    found = [*quoting.taken.get(code, ()), *quoting.refused.get(code, ())]
    return sorted(found, key=lambda each: each.act)


def _name(review: QuoteReview, decision: Decision) -> str:
    unit = review.units.get(decision.unit)
    return unit.name if unit is not None else decision.unit


def copied_quote(quote: Quote) -> str:
    """Return a quote as it is copied: words, who, reference."""
    return f"“{quote.text}” – {quote.attribution} ({quote.reference})"


def copied_theme(theme: ThemeQuotes) -> str:
    """Return the quotes of a theme with tabs between the columns."""
    rows = [("theme", "n", "quote", "who", "kind", "reference")]
    rows += [
        (
            theme.label,
            theme_count(theme),
            quote.text,
            quote.attribution,
            "unlike the others" if quote.divergent else "typical",
            quote.reference,
        )
        for quote in theme.quotes
    ]
    return "\n".join("\t".join(" ".join(c.split()) for c in row) for row in rows)
