"""What a report is to hold: its parts in their order, and what they are made by."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum

from hsbcode.domain.errors import UsageConflict, nearest
from hsbcode.domain.joint import JointPair


class ReportPart(StrEnum):
    """One part of a report. It leaves itself out where there is nothing for it."""

    SUMMARY = "summary"
    """Who answered, and the commonest themes."""
    QUOTES = "quotes"
    """Findings by theme: quotes beside counts and the closed result."""
    MATRIX = "matrix"
    """Themes by groups of people."""
    JOINT = "joint"
    """Joint displays: a theme beside a closed question."""
    FIGURES = "figures"
    TABLES = "tables"
    COMMENTERS = "commenters"
    """Who commented at all, compared with who did not."""
    AGREEMENT = "agreement"
    METHODS = "methods"
    LIMITS = "limits"
    APPENDIX = "appendix"
    """The codebook."""
    LEDGER = "ledger"
    """Every quote with the answer it comes from: internal."""


PARTS = tuple(ReportPart)
"""Every part, in the usual order."""
USUAL_PARTS = tuple(part for part in PARTS if part is not ReportPart.LEDGER)
"""What a report holds where nobody chose."""
PART_WORDS: Mapping[ReportPart, str] = {
    ReportPart.SUMMARY: "who answered, and the commonest themes",
    ReportPart.QUOTES: "findings by theme, with quotes and the closed result",
    ReportPart.MATRIX: "themes by groups of people",
    ReportPart.JOINT: "joint displays of a theme and a closed question",
    ReportPart.FIGURES: "figures, each with its numbers",
    ReportPart.TABLES: "the other tables",
    ReportPart.COMMENTERS: "who commented, compared with who did not",
    ReportPart.AGREEMENT: "agreement between coders",
    ReportPart.METHODS: "how it was done",
    ReportPart.LIMITS: "what it cannot say",
    ReportPart.APPENDIX: "the codebook",
    ReportPart.LEDGER: "every quote with its answer (internal)",
}
"""What each part is, for lists and screens."""


@dataclass(frozen=True, slots=True)
class ReportPlan:
    """How the report of a project is made; who is quoted how is kept with quotes."""

    parts: tuple[ReportPart, ...] = USUAL_PARTS
    questions: tuple[str, ...] = ()
    """Open questions; empty for all that are coded."""
    by: tuple[str, ...] = ()
    """Closed questions that themes are split by."""
    disclosure: str = ""
    """``none``, ``rounded`` or ``suppressed``; empty for the project's."""
    pairs: tuple[JointPair, ...] = ()
    """Joint displays; empty for those that the project keeps."""
    template: str = ""
    """A Word file whose look a .docx takes; empty for our own."""
    name_coders: bool = True
    """Whether coders are called by their names."""


USUAL_PLAN = ReportPlan()


def parts_named(words: Iterable[str]) -> tuple[ReportPart, ...]:
    """Return parts by their names, in the order in which they are named.

    Args:
        words: names, or several with commas between them.

    Raises:
        UsageConflict: there is no such part, or none is named.
    """
    names = [str(part) for part in PARTS]
    found: dict[ReportPart, None] = {}
    for word in ",".join(words).split(","):
        name = word.strip().casefold()
        if not name:
            continue
        if name not in names:
            raise UsageConflict(
                f"A report has no part “{word.strip()[:40]}”.",
                nearest(name, names) or f"Parts: {', '.join(names)}.",
            )
        found[ReportPart(name)] = None
    if not found:
        raise UsageConflict("No part of a report is named.", f"Parts: {_all(names)}.")
    return tuple(found)


def plan_value(plan: ReportPlan) -> dict[str, object]:
    """Return a plan as it is kept."""
    return {
        "parts": [str(part) for part in plan.parts],
        "questions": list(plan.questions),
        "by": list(plan.by),
        "disclosure": plan.disclosure,
        "pairs": [asdict(pair) for pair in plan.pairs],
        "template": plan.template,
        "name coders": plan.name_coders,
    }


def plan_of_value(value: object) -> ReportPlan:
    """Return a plan that was kept; what is not there or not known is as usual."""
    if not isinstance(value, Mapping):
        return USUAL_PLAN
    known = {str(part): part for part in PARTS}
    parts = tuple(known[name] for name in _texts(value, "parts") if name in known)
    pairs = value.get("pairs")
    return ReportPlan(
        parts=parts or USUAL_PARTS,
        questions=_texts(value, "questions"),
        by=_texts(value, "by"),
        disclosure=str(value.get("disclosure") or ""),
        pairs=tuple(
            _pair(pair)
            for pair in (pairs if isinstance(pairs, list) else ())
            if isinstance(pair, Mapping) and pair.get("code") and pair.get("closed")
        ),
        template=str(value.get("template") or ""),
        name_coders=value.get("name coders") is not False,
    )


def _pair(value: Mapping[str, object]) -> JointPair:
    return JointPair(
        code=str(value["code"]),
        closed=str(value["closed"]),
        option=str(value.get("option") or ""),
        questions=_texts(value, "questions"),
        answers=_texts(value, "answers"),
        said=str(value.get("said") or ""),
    )


def _texts(value: Mapping[str, object], key: str) -> tuple[str, ...]:
    found = value.get(key)
    return tuple(map(str, found)) if isinstance(found, list | tuple) else ()


def _all(names: Iterable[str]) -> str:
    return ", ".join(names)
