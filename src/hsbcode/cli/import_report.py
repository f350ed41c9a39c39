"""What an import was understood to hold and what was found in it, in words."""

from typing import TYPE_CHECKING

from hsbcode.cli import printing
from hsbcode.domain.findings_together import all_together

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hsbcode.domain.answer_findings import AnswerFindings
    from hsbcode.workflows.importing.plan import Plan

_TRACES = 3
"""Traces of one kind that are told one by one."""
LISTED = 12
"""Findings that are told one by one."""


def tell_findings(plans: "Sequence[Plan]") -> None:
    """Say what in the answers of one import does not fit the instrument."""
    found = [plan.found for plan in plans if plan.found is not None]
    if not found:
        return
    together = all_together(found)
    for line in finding_lines(together):
        printing.narrate(line)
    if together.total > LISTED:
        printing.narrate("    … all of them with --json")


def finding_lines(
    found: "AnswerFindings", limit: int = LISTED, *, all_: bool = False
) -> list[str]:
    """Return what was found as lines: the counts, some findings or all, the notes."""
    listed = found.all_lines() if all_ else found.lines(limit)
    return [
        found.sentence(),
        *(f"  {line}" for line in listed),
        *(f"  {note}" for note in found.notes()),
    ]


def tell_plan(plan: "Plan") -> None:
    """Say what an export was understood to hold."""
    raw, known = plan.raw, plan.understanding
    how = ", ".join(
        part
        for part in (
            raw.encoding,
            f"“{raw.delimiter}” between columns" if raw.delimiter.strip() else "",
            f"sheet {raw.sheet}" if raw.sheet else "",
            f"{known.header_rows} header rows" if known.header_rows > 1 else "",
        )
        if part
    )
    printing.narrate(f"{raw.file}: {how}")
    if known.id_column is not None:
        header = known.columns[known.id_column].header
        printing.narrate(f"  {'id':7} {' '.join(header.split())[:60]}")
    for question in plan.intake.questions:
        boxes = f", {len(question.columns)} boxes" if len(question.columns) > 1 else ""
        printing.narrate(
            f"  {question.kind:7} {question.id:32} {question.label[:60]}"
            f" ({plan.intake.answered(question.id)} answered{boxes})"
        )
        if question.is_open:
            _tell_examples(known.columns_of(question.id)[0].examples)
    if plan.intake.dropped:
        left_out = len(plan.intake.dropped)
        printing.narrate(f"  left out: {left_out} column{'s' * (left_out > 1)}")
        for column, why in plan.intake.dropped[:12]:
            printing.narrate(f"    {column[:48]}: {why}")
        if len(plan.intake.dropped) > 12:
            printing.narrate("    … all of them with --json")
    for note in (*plan.intake.notes, *plan.notes):
        printing.narrate(f"  {note}")
    _tell_traces(plan)
    for question_id, was, now in plan.kinds:
        printing.narrate(f"  {question_id}: was {was}, is {now} now")
    for change in plan.changed[:12]:
        printing.narrate(f"  {change.respondent}, {change.question}: {change.why}")
    if len(plan.changed) > 12:
        printing.narrate("    … all of them with --json")
    printing.narrate(f"  {plan.sentence()}")


def _tell_traces(plan: "Plan") -> None:
    """Say what a spreadsheet left behind, at most three columns of each kind."""
    kinds: dict[str, list[str]] = {}
    for trace in plan.intake.traces:
        kinds.setdefault(trace.what, []).append(trace.sentence)
    for sentences in kinds.values():
        for sentence in sentences[:_TRACES]:
            printing.narrate(f"  Look at: {sentence}")
        if len(sentences) > _TRACES:
            more = len(sentences) - _TRACES
            printing.narrate(f"    … and the same in {more} more columns")


def _tell_examples(examples: "Sequence[str]") -> None:
    """Show how an open question was answered, on one line."""
    short = [" ".join(text.split()) for text in examples[:2]]
    quoted = [f"“{text[:44]}…”" if len(text) > 45 else f"“{text}”" for text in short]
    if quoted:
        printing.narrate(f"          e.g. {', '.join(quoted)}")
