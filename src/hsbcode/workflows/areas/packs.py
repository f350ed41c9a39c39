"""Packs: for each area a report on its own people beside the total of all areas."""

from collections.abc import Generator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from hsbcode.domain.disclosure import DisclosurePolicy
from hsbcode.domain.errors import UsageConflict
from hsbcode.domain.narration import tell
from hsbcode.domain.parts_of_studies import only_people
from hsbcode.domain.progress import Progress
from hsbcode.domain.study import Study
from hsbcode.domain.survey import Question
from hsbcode.files.writing import check_free, make_folder
from hsbcode.report.assembling import report_document
from hsbcode.report.document import Document, Paragraph
from hsbcode.report.draft import draft_reason
from hsbcode.report.limits import limit_sentences, require_limits
from hsbcode.report.methods import MethodsFacts, methods_sentences
from hsbcode.report.writing import write_document
from hsbcode.store.project import Project
from hsbcode.workflows.areas.numbers import area_numbers, splitting_question
from hsbcode.workflows.areas.quotes import area_quotes
from hsbcode.workflows.areas.tables import NONE, AreaTables
from hsbcode.workflows.cautions import kept_name_cautions, name_cautions
from hsbcode.workflows.limits import coding_facts, limits
from hsbcode.workflows.quoting.attribution import attribution_rule
from hsbcode.workflows.releases.comparing import told_together
from hsbcode.workflows.releases.facts import facts_of
from hsbcode.workflows.releases.register import record_release, why_not_registered
from hsbcode.workflows.releasing import released_policy
from hsbcode.workflows.reporting.leaving import ready_to_leave
from hsbcode.workflows.studying import read_study
from hsbcode.workflows.tabulating import tabulation

ENDINGS = (".html", ".md")


@dataclass(frozen=True, slots=True)
class Area:
    """One area, as a pack calls it."""

    number: int
    name: str
    """``Area 3``."""
    answer: str
    """The area itself: for the lead only."""
    people: int
    """Who took part."""


def areas_of(project: Project, study: Study, fact: Question) -> tuple[Area, ...]:
    """Return the numbered areas of a question, by number."""
    numbers = area_numbers(project, fact.id)
    sizes = dict.fromkeys(numbers, 0)
    for given in study.closed.get(fact.id, {}).values():
        for answer in given:
            if answer in sizes:
                sizes[answer] += 1
    found = [
        Area(number, f"{fact.label} {number}", answer, sizes[answer])
        for answer, number in numbers.items()
        if sizes[answer]
    ]
    return tuple(sorted(found, key=lambda one: one.number))


def write_packs(
    project: Project,
    folder: Path,
    *,
    fact: str = "",
    only: Sequence[int] = (),
    policy: DisclosurePolicy | None = None,
    every: bool = False,
    over: int | None = None,
) -> Generator[Progress, None, tuple[Path, ...]]:
    """Write the pack of each area; no file is overwritten, and none is half written.

    A pack holds no row, quote or respondent of another area. All packs are protected
    as if they were laid side by side, so that neither a set of packs nor the total
    gives away what one of them hides; whichever packs are written, each comes out the
    same.

    Args:
        project: its areas have numbers (``number_areas``).
        folder: made if it is not there.
        fact: the question that says where people belong.
        only: numbers of areas; all, if empty.
        policy: disclosure control; the project's, if none is given.
        every: frequencies of all closed questions, too.
        over: percentage; each table says in how many areas a row is above it.

    Raises:
        OutputError: a file exists, or every limit is switched off.
        UsageConflict: there is no such question or number, or areas without a number.
    """
    study = read_study(project)
    policy = policy or released_policy(project)
    question = splitting_question(project, study, fact)
    areas = areas_of(project, study, question)
    groups = _groups(study, question, areas)
    wanted = _wanted(areas, only, question)
    paths = [
        folder / f"{_file_name(area.name)}{ending}"
        for area in wanted
        for ending in ENDINGS
    ]
    for path in paths:
        if folder.is_dir():
            check_free(path)
    steps = len(wanted) + 1
    yield Progress(0, steps, "counting over all areas")
    tables = AreaTables(
        tabulation(project, study),
        question.id,
        question.label,
        groups,
        policy,
        every=every,
        over=over,
    )
    facts = replace(coding_facts(project, study), sources=())
    documents = []
    for place, area in enumerate(wanted, start=1):
        yield Progress(place, steps, f"writing {area.name}")
        own = only_people(study, [p for p, name in groups.items() if name == area.name])
        documents.append(_pack(project, study, own, area, tables, facts, policy))
    facts_of_packs = [
        facts_of(study, document, policy, parts=["area pack"], scope=area.name)
        for area, document in zip(wanted, documents, strict=True)
    ]
    # packs are protected together, so they are compared with what was there before
    told = dict.fromkeys(
        each.sentence
        for pack in facts_of_packs
        for each in told_together(project, pack)
    )
    make_folder(folder)
    places = iter(paths)
    for document, pack in zip(documents, facts_of_packs, strict=True):
        own_paths = [next(places) for _ending in ENDINGS]
        for path in own_paths:
            write_document(document, path)
        record_release(project, pack, own_paths)
    for sentence in (*told, why_not_registered(project)):
        if sentence:
            tell(sentence)
    return tuple(paths)


def _pack(
    project: Project,
    study: Study,
    own: Study,
    area: Area,
    tables: AreaTables,
    facts: MethodsFacts,
    policy: DisclosurePolicy,
) -> Document:
    cut = tables.of_area(area.name)
    quotes = area_quotes(
        own, cut, policy, attribution=attribution_rule(project), number=area.number
    )
    coded = [q.id for q in study.open_questions if study.units[q.id]]
    document = report_document(
        f"{study.name}: {area.name}",
        quotes=quotes,
        tables=cut,
        methods=(
            *(methods_sentences(facts) if facts.coders else ()),
            f"Disclosure control: {policy.sentence}. All packs were protected "
            "together, and each was cut out of the same tables.",
        ),
        limits=limit_sentences(limits(project, study, cut, policy, facts=facts)),
        cautions=(
            *kept_name_cautions(project),
            *name_cautions(quotes, study.codebook.language, project),
        ),
        draft=draft_reason(study, coded),
        language=study.codebook.language,
        source=study.name,
    )
    about = Paragraph(
        f"{area.name} beside the total of everybody who took part. It holds no answer "
        "and no number of any other place. Numbers of places follow neither names nor "
        "the order in which answers came."
    )
    document = replace(document, blocks=(about, *document.blocks))
    require_limits(document)
    return ready_to_leave(document, study)


def _groups(study: Study, question: Question, areas: Sequence[Area]) -> dict[str, str]:
    """Return respondent → name of the area, areas in the order of their numbers."""
    names = {area.answer: area.name for area in areas}
    given = study.closed.get(question.id, {})
    of_person = {}
    for person in study.respondents:
        if not person.began:
            continue
        answers = given.get(person.id, ())
        if answers and answers[0] not in names:
            raise UsageConflict(
                f"“{question.label}” has places without a number.",
                "hsbcode areas PROJECT numbers them.",
            )
        of_person[person.id] = names[answers[0]] if answers else NONE
    order = [*(area.name for area in areas), NONE]
    return dict(sorted(of_person.items(), key=lambda item: order.index(item[1])))


def _wanted(
    areas: Sequence[Area], only: Sequence[int], question: Question
) -> tuple[Area, ...]:
    if not only:
        return tuple(areas)
    by_number = {area.number: area for area in areas}
    for number in only:
        if number not in by_number:
            raise UsageConflict(
                f"“{question.label}” has no number {number}.",
                f"There are: {', '.join(map(str, by_number))}.",
            )
    return tuple(by_number[number] for number in dict.fromkeys(only))


def _file_name(name: str) -> str:
    kept = "".join(char if char.isalnum() else "-" for char in name.casefold())
    return "-".join(part for part in kept.split("-") if part)
