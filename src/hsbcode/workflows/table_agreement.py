"""Agreement between the coders of a table ``unit, coder, codes``, without a project."""

from collections.abc import Generator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from hsbcode.domain.acts import SETTLED
from hsbcode.domain.codebook import Codebook
from hsbcode.domain.errors import AgreementError, UsageConflict
from hsbcode.domain.progress import Progress
from hsbcode.workflows.agreement_results import (
    FoundAgreement,
    QuestionAgreement,
    WantedAgreement,
)
from hsbcode.workflows.agreement_words import kept_out_words
from hsbcode.workflows.compared_codings import ComparedCodings, KeptOut
from hsbcode.workflows.marked_spans import trimmed_spans

if TYPE_CHECKING:
    from hsbcode.exchange.codings_in import CodingRows

_Codings = dict[str, dict[str, frozenset[str]]]
_Spans = dict[str, dict[str, list[tuple[str, int, int]]]]


def agreement_of_file(
    path: Path, wanted: WantedAgreement | None = None
) -> Generator[Progress, None, FoundAgreement]:
    """Compare the coders of a CSV or XLSX table ``unit, coder, codes``.

    Columns ``respondent`` (whose answers are resampled together) and ``text`` are used
    where there are any. What was settled is no coder's and left out.

    Raises:
        AgreementError: fewer than two people coded.
        CodingsError: the table cannot be read; names the row.
        UsageConflict: something was asked for that only a project has.
    """
    from hsbcode.agreement.report import measuring
    from hsbcode.agreement.spans import Marks
    from hsbcode.exchange.codings_in import read_codings

    wanted = wanted or WantedAgreement()
    if wanted.level != "leaf":
        raise UsageConflict(
            "A table has no code tree, so --level is for projects.",
            "Leave it out, or import the codings into a project first.",
        )
    yield Progress(0, 1, f"reading {path.name}")
    table = read_codings(path)
    codings, spans = _codings(table, path.name)
    texts = table.texts()
    kept = len(codings)
    if wanted.distinct:
        codings = _each_text_once(codings, texts, path.name)
    codes = sorted(
        {c for by in codings.values() for given in by.values() for c in given}
    )
    people = table.respondents()
    together = not wanted.by_answer and all(unit in people for unit in codings)
    report = yield from measuring(
        codings,
        codes=codes,
        respondents=people if together else None,
        marks=Marks(
            trimmed_spans(spans, texts),
            {unit: len(text) for unit, text in texts.items()},
        )
        if spans
        else None,
        more=wanted.more,
        resamples=wanted.resamples,
        seed=wanted.seed,
    )
    kept_out = KeptOut(duplicates=kept - len(codings))
    compared = ComparedCodings(codings, {}, Codebook(), kept_out=kept_out)
    return FoundAgreement(
        report,
        (QuestionAgreement("", path.name, report, {}),),
        f"Codings of {path.name}.",
        notes=tuple(kept_out_words(compared)),
        kept_out=kept_out,
    )


def _codings(table: "CodingRows", name: str) -> tuple[_Codings, _Spans]:
    """Return the codings of people, and the stretches that they marked."""
    codings: _Codings = {}
    for row in table.merged():
        if row.coder != SETTLED:
            codings.setdefault(row.unit, {})[row.coder] = frozenset(row.codes)
    coders = sorted({coder for by in codings.values() for coder in by})
    if len(coders) < 2:
        only = f"only “{coders[0]}” coded anything" if coders else "there is none"
        raise AgreementError(
            f"{name}: agreement needs two coders, and {only}.",
            "Put the codings of all coders into one table: unit, coder, codes.",
        )
    spans: _Spans = {}
    for row in table.rows:
        if row.start is not None and row.end is not None and row.coder != SETTLED:
            marked = spans.setdefault(row.unit, {}).setdefault(row.coder, [])
            marked += [(code, row.start, row.end) for code in row.codes]
    return codings, spans


def _each_text_once(codings: _Codings, texts: Mapping[str, str], name: str) -> _Codings:
    if not texts:
        raise UsageConflict(
            f"{name} has no column “text”, so equal texts cannot be told.",
            "Add the column, or leave out --distinct.",
        )
    by_text: dict[str, str] = {}
    for unit, by in codings.items():
        text = " ".join(texts.get(unit, unit).casefold().split())
        if len(by) > len(codings.get(by_text.get(text, ""), ())):
            by_text[text] = unit
    kept = set(by_text.values())
    return {unit: by for unit, by in codings.items() if unit in kept}
