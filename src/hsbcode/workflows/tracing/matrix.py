"""Where a matrix comes from: splits of the same themes, printed side by side."""

from hsbcode.domain.disclosure import DisclosurePolicy
from hsbcode.domain.errors import UsageConflict
from hsbcode.results.theme_matrix import theme_matrix
from hsbcode.store.project import Project
from hsbcode.workflows.tabulating import Tabulation
from hsbcode.workflows.tracing.tables import Trace, referred, trace_table


def trace_matrix(
    project: Project, made: Tabulation, reference: str, policy: DisclosurePolicy
) -> Trace | None:
    """Explain a matrix such as ``T9x3+T9x4``; None where it is no reference of one.

    Its cells have the references that they have in the splits.

    Raises:
        UsageConflict: one of the splits is not there, they are not of the same themes,
            or the reference goes on to a row.
    """
    whole, dot, _place = reference.partition(".")
    names = whole.split("+")
    if len(names) < 2:
        return None
    parts = [referred(made, name) for name in names]
    splits = [part for part in parts if part is not None and part.by]
    if len(splits) < len(names):
        return None
    if len({split.name for split in splits}) > 1:
        raise UsageConflict(
            f"{whole} is no matrix: {' and '.join(names)} are of different questions.",
            "hsbcode trace explains each of them.",
        )
    if dot:
        raise UsageConflict(
            f"Cells of {whole} have the references of {' and '.join(names)}.",
            f"For example: {names[0]}.2.1",
        )
    traces = [
        trace_table(project, made, name, split, policy)
        for name, split in zip(names, splits, strict=True)
    ]
    tables = [made.question_table(split.name, split.by) for split in splits]
    title = theme_matrix(made.study, tables).title
    # what holds for all of them is said once
    facts = dict.fromkeys(fact for trace in traces for fact in trace.facts)
    side_by_side = f"{', '.join(names)}, side by side; cells keep their references"
    return Trace(reference, title, (("made of", side_by_side), *facts))
