"""The shipped invented study, from import to report."""

import tempfile
from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path

from hsbcode.domain.disclosure import NO_CONTROL
from hsbcode.domain.progress import Progress
from hsbcode.domain.suggestions import Quality
from hsbcode.domain.tables import Table
from hsbcode.files.writing import free_name
from hsbcode.store.project import Project
from hsbcode.workflows.agreeing import agreement
from hsbcode.workflows.agreement_files import write_agreement
from hsbcode.workflows.areas.numbers import number_areas
from hsbcode.workflows.codebook.frame import read_codebook
from hsbcode.workflows.codebook.importing import apply_codebook
from hsbcode.workflows.exporting import export_codings, import_codings
from hsbcode.workflows.importing.bringing_in import (
    apply_plans,
    check_together,
    look_at,
    plan_import,
)
from hsbcode.workflows.importing.plan import Plan
from hsbcode.workflows.joint.pairs import keep_plan
from hsbcode.workflows.kept_forms import keep_instrument, keep_specs
from hsbcode.workflows.limits import keep_facts
from hsbcode.workflows.opening import create_project, forget_copy, open_project
from hsbcode.workflows.quoting.attribution import attribution_rule
from hsbcode.workflows.quoting.settings import (
    beside_of,
    set_attribution,
    set_beside,
)
from hsbcode.workflows.quoting.tables import quote_tables
from hsbcode.workflows.recoding.deciding import apply_recode
from hsbcode.workflows.releasing import set_released_policy
from hsbcode.workflows.reporting.writing import write_quotes, write_report
from hsbcode.workflows.reproducing import Reproduction, reproduce_published
from hsbcode.workflows.shipped import shipped
from hsbcode.workflows.studying import read_study
from hsbcode.workflows.suggestions.evaluating import evaluate
from hsbcode.workflows.survey_tables import kept_tables

DEMO_CODER = "guest"
"""Who codes when the demo opens on the coding screen."""
_STUDY = "larc7"
_CODINGS = ("amy.csv", "ben.csv", "settled.csv")
_BESIDE = {
    "engagement": "b_confidence.direct",
    "balancing_risk": "b_confidence.plan",
    "workforce": "b_confidence.emotional",
}
_BY = ("role2",)
_AS_ANSWERED = ("a_specialist_support", "a_threshold")


def open_demo(folder: Path) -> tuple[Path, bool]:
    """Make the demo project in a folder, or find the one that is there.

    Returns:
        The project file, and whether it was made now.
    """
    path = folder / "larc7.hsb"
    if path.exists():
        return path, False
    folder.mkdir(parents=True, exist_ok=True)
    # Built in a folder of its own, so that an interruption leaves no half demo.
    with tempfile.TemporaryDirectory(dir=folder) as building:
        part = Path(building) / path.name
        with create_project(part, _STUDY) as project:
            apply_plans(project, _plans())
            keep_instrument(project, shipped("codebooks", "larc7-instrument.yaml"))
            keep_specs(project, shipped("codebooks", "larc7-tables.yaml"))
            keep_facts(project, shipped("data", "larc7", "facts.yaml"))
            # a secret that is none: the demo comes out the same each time it is made
            answers = read_study(project, derived=False)
            number_areas(project, answers, "area", secret=_STUDY)
            book = read_codebook(shipped("codebooks", "larc7.yaml"))
            apply_codebook(project, book, "lead")
            for name in _CODINGS:
                import_codings(project, shipped("data", "larc7", "codings", name))
            project.put_setting("lead", "amy", "lead")
            begin = {"question": "challenges", "unit": None}
            project.put_setting(f"place:{DEMO_CODER}", begin, "lead")
            # the published figures leave both follow-ups as answered
            apply_recode(project, leave=_AS_ANSWERED, coder="lead")
            set_attribution(project, ["role2", "agency7"])
            set_beside(project, _BESIDE)
            pairs = shipped("data", "larc7", "joint.yaml")
            keep_plan(project, read_study(project), pairs)
            # nobody in the study is real, and every number can be looked up
            set_released_policy(project, NO_CONTROL)
        part.rename(path)
        forget_copy(part)
    return path, True


def _plans() -> list[Plan]:
    """Read the seven exports of the study: six areas and the general link."""
    map_path = shipped("data", "larc7", "map.yaml")
    plans = []
    for export in sorted(shipped("data", "larc7", "exports").glob("*.csv")):
        raw, understanding = look_at(export, map_path)
        plans.append(plan_import(None, raw, understanding, study=_STUDY))
    return check_together(plans)


@dataclass(frozen=True, slots=True)
class DemoRun:
    """What running the whole path gave."""

    tables: tuple[Table, ...]
    """Every table and figure of the study as data."""
    reproduction: Reproduction
    facts: tuple[tuple[str, str], ...]
    """What was made and where it lies."""


def run_demo(folder: Path) -> Generator[Progress, None, DemoRun]:
    """Run import, tables, suggestions, agreement and report; say where they lie."""
    steps = 7
    yield Progress(0, steps, "importing the invented study")
    path, made = open_demo(folder)
    facts = [("project", f"{path} ({'made' if made else 'was there already'})")]
    with open_project(path, write=False) as project:
        facts.append(("answers", _counts(project)))
        yield Progress(1, steps, "counting tables and figures")
        study = read_study(project)
        tables = kept_tables(project, study)
        published = shipped("codebooks", "larc7-published.yaml")
        reproduction = reproduce_published(project, published)
        yield Progress(2, steps, "judging suggestions")
        quality = yield from evaluate(project)
        facts.append(("suggestions", _words(quality)))
        yield Progress(3, steps, "measuring agreement")
        found = agreement(project)
        labels = {code.id: code.label for code in project.codebook}
        target = free_name(folder / "agreement.md")
        write_agreement(found, labels, target)
        facts.append(("agreement", f"{target} (between two invented coders)"))
        yield Progress(4, steps, "choosing quotes")
        quoted = quote_tables(
            study, attribution=attribution_rule(project), beside=beside_of(project)
        )
        target = free_name(folder / "quotes.md")
        write_quotes(study, quoted, target)
        facts.append(("quotes", str(target)))
        yield Progress(5, steps, "writing the report")
        for ending in (".html", ".md"):
            target = free_name(folder / f"report{ending}")
            document = write_report(project, target, by=_BY)
            facts.append(("report", str(target)))
        yield Progress(6, steps, "exporting codings")
        target = free_name(folder / "codings.csv")
        export_codings(project, target, "codes")
        facts.append(("codings", str(target)))
    if document.draft:
        facts.append(("draft", document.draft))
    facts.append(("next", f"hsbcode {path}"))
    return DemoRun(tables, reproduction, tuple(facts))


def _words(quality: Quality) -> str:
    if quality.reason:
        return quality.reason
    return (
        f"on answers not seen before, the first one is right in "
        f"{_share(quality.precision_at_1)} (always the commonest code: "
        f"{_share(quality.baseline_at_1)}); hsbcode evaluate says it code by code"
    )


def _share(value: float | None) -> str:
    return "–" if value is None else f"{100 * value:.0f} of 100"


def _counts(project: Project) -> str:
    counts = project.answers.counts()
    silent = sum(not person.began for person in project.answers.respondents())
    return (
        f"{counts['respondents']} respondents ({silent} of them never began), "
        f"{counts['units']} open answers"
    )
