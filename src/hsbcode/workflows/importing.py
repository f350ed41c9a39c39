"""Bringing an export in: understood, compared with what is there, then written."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from hsbcode.domain import ids
from hsbcode.domain.errors import ImportDataError, UsageConflict, nearest
from hsbcode.domain.survey import Box, ClosedAnswer, Kind, Question, Respondent
from hsbcode.files.map_files import MapFile, parse_map, read_map, write_map
from hsbcode.files.yaml_files import to_yaml
from hsbcode.intake.building import Intake, build, report
from hsbcode.intake.mapping import to_map
from hsbcode.intake.reading import RawExport, read_export
from hsbcode.intake.understanding import Understanding, understand
from hsbcode.store.project import Project

__all__ = [
    "Change",
    "Plan",
    "RawExport",
    "Understanding",
    "apply_plans",
    "correct_kind",
    "look_at",
    "plan_import",
]


@dataclass(frozen=True, slots=True)
class Change:
    """An answer that an earlier import had otherwise; earlier texts are kept."""

    respondent: str
    """Reference of the respondent."""
    question: str
    why: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import would write; nothing is written yet."""

    raw: RawExport
    understanding: Understanding
    intake: Intake
    wave: str
    known: int
    """Respondents the project has already."""
    new: tuple[Respondent, ...]
    gone: int
    """Respondents of this wave the project has and the export has not."""
    boxes: tuple[Box, ...]
    closed: tuple[ClosedAnswer, ...]
    changed: tuple[Change, ...]
    kinds: tuple[tuple[str, Kind, Kind], ...]
    """(question, kind in the project, kind now)."""

    def sentence(self) -> str:
        """Return what would be written, in words."""
        blank = sum(1 for r in self.new if not r.began)
        parts = [f"{len(self.new)} new respondents"]
        if blank:
            parts[0] += f" ({blank} of them never began)"
        if self.known:
            parts.insert(0, f"{self.known} known")
        parts.append(f"{len(self.boxes)} open answers")
        if self.changed:
            parts.append(f"{len(self.changed)} answers changed")
        if self.gone:
            parts.append(f"{self.gone} gone")
        return ", ".join(parts)

    def as_dict(self) -> dict[str, Any]:
        """Return the report of the import as JSON values."""
        return report(self.intake) | {
            "changed": [
                {"respondent": c.respondent, "question": c.question, "why": c.why}
                for c in self.changed
            ],
            "new": len(self.new),
            "known": self.known,
            "gone": self.gone,
        }


def look_at(
    path: Path,
    map_path: Path | None = None,
    project: Project | None = None,
    wave: str = "1",
) -> tuple[RawExport, Understanding]:
    """Read an export and say how it is understood.

    A map given by hand decides; else the map kept with the last import of the wave,
    where it fits; else everything is guessed.

    Raises:
        ImportDataError: the file or the map cannot be read, in one sentence.
    """
    if map_path is not None:
        found = read_map(map_path)
        raw = read_export(path, found_map=found)
        return raw, understand(raw, found, map_name=map_path.name)
    kept = kept_map(project, wave) if project is not None else None
    if kept is not None:
        try:
            raw = read_export(path, found_map=kept)
            return raw, understand(raw, kept)
        except ImportDataError:
            # The export has other columns than last time: understand it afresh.
            pass
    raw = read_export(path)
    return raw, understand(raw)


def kept_map(project: Project, wave: str) -> MapFile | None:
    """Return the map kept with the last import of a wave, or of any."""
    waves = [wave, *(w for w, *_rest in project.answers.sources()[::-1])]
    for each in waves:
        text = project.answers.last_map(each)
        if text:
            return parse_map(text, "the kept map")
    return None


def plan_import(
    project: Project | None,
    raw: RawExport,
    understanding: Understanding,
    *,
    study: str,
    wave: str = "1",
) -> Plan:
    """Compare an export with what the project holds.

    Raises:
        ImportDataError: an id is missing or used twice, or a cell does not fit.
    """
    intake = build(
        raw,
        understanding,
        study=project.study if project is not None else study,
        wave=wave,
    )
    have = project.answers.respondents() if project is not None else ()
    of_wave = {r.id for r in have if r.wave == wave}
    there = {r.id for r in intake.respondents}
    boxes, changed = _compare_boxes(project, intake, wave)
    closed, closed_changed = _compare_closed(project, intake)
    old = project.answers.questions() if project is not None else {}
    kinds = tuple(
        (q.id, old[q.id].kind, q.kind)
        for q in intake.questions
        if q.id in old and old[q.id].kind != q.kind
    )
    return Plan(
        raw=raw,
        understanding=understanding,
        intake=intake,
        wave=wave,
        known=len(of_wave & there),
        new=tuple(r for r in intake.respondents if r.id not in of_wave),
        gone=len(of_wave - there),
        boxes=boxes,
        closed=closed,
        changed=(*changed, *closed_changed),
        kinds=kinds,
    )


def apply_plans(project: Project, plans: Sequence[Plan]) -> None:
    """Write plans: all of them, or nothing."""
    if project.answers.counts()["respondents"]:
        project.backups.make("before import")
    with project.transaction():
        for plan in plans:
            _write(project, plan)


def correct_kind(project: Project, question: str, kind: Kind) -> int:
    """Correct what kind a question is, after import; return how many answers moved.

    Codings stay in the log; correcting it back brings them back.

    Raises:
        UsageConflict: no such question, or the kinds do not fit each other.
    """
    known = project.answers.questions()
    if question not in known:
        raise UsageConflict(
            f"There is no question “{question}”.", nearest(question, known)
        )
    now = known[question]
    if now.kind == kind:
        raise UsageConflict(f"“{question}” is {kind} already.")
    if kind not in (Kind.OPEN, Kind.CLOSED):
        raise UsageConflict(
            f"A question cannot be made {kind} after import.",
            "It can be made open or closed; for other kinds import with a map.",
        )
    project.backups.make("before correcting a kind")
    with project.transaction():
        if kind is Kind.OPEN:
            moved = _closed_to_open(project, now)
        else:
            moved = _open_to_closed(project, now)
    return moved


def _closed_to_open(project: Project, question: Question) -> int:
    answers = project.answers
    people = {r.id: r for r in answers.respondents()}
    given = answers.closed().get(question.id, {})
    most = max((len(values) for values in given.values()), default=1)
    columns = (
        question.columns
        if len(question.columns) >= most
        else (question.columns + ("",) * (most - len(question.columns)))
    )
    answers.put_questions(
        [replace(question, kind=Kind.OPEN, columns=columns, options=())]
    )
    hidden = answers.hidden_units(question.id)
    if hidden:
        answers.set_question_current(question.id, current=True)
        answers.clear_closed(question.id)
        return hidden
    boxes = [
        Box(
            ids.box_id(person, question.id, place, 1),
            person,
            question.id,
            place,
            value,
            people[person].row,
        )
        for person, values in given.items()
        for place, value in enumerate(values, start=1)
    ]
    answers.add_boxes(boxes, answers.source_of(question.id))
    answers.clear_closed(question.id)
    return len(boxes)


def _open_to_closed(project: Project, question: Question) -> int:
    answers = project.answers
    units = answers.all_units(question.id)
    values = tuple(dict.fromkeys(unit.text for unit in units))
    kind = Kind.CLOSED if question.boxes < 2 else Kind.TICKS
    answers.set_question_current(question.id, current=False)
    answers.put_questions([replace(question, kind=kind, options=values)])
    answers.put_closed(
        ClosedAnswer(unit.respondent, question.id, unit.text) for unit in units
    )
    return len(units)


def _compare_boxes(
    project: Project | None, intake: Intake, wave: str
) -> tuple[tuple[Box, ...], list[Change]]:
    have = project.answers.boxes(wave) if project is not None else {}
    names = {r.id: r.reference for r in intake.respondents}
    asked = {question.id for question in intake.questions}
    there = set()
    add: list[Box] = []
    changed: list[Change] = []
    for box in intake.boxes:
        key = (box.respondent, box.question, box.box)
        there.add(key)
        old = have.get(key)
        if old is None:
            add.append(box)
        elif old.text != box.text:
            version = old.version + 1
            fresh = ids.box_id(box.respondent, box.question, box.box, version)
            add.append(replace(box, id=fresh, version=version))
            changed.append(
                Change(
                    names[box.respondent],
                    box.question,
                    f"box {box.box} has another text; version {version} is kept "
                    "beside the earlier one",
                )
            )
    changed.extend(
        Change(
            names[person],
            question,
            f"box {number} is empty now; the earlier text stays",
        )
        for (person, question, number) in have
        if (person, question, number) not in there
        and person in names
        and question in asked
    )
    return tuple(add), changed


def _compare_closed(
    project: Project | None, intake: Intake
) -> tuple[tuple[ClosedAnswer, ...], list[Change]]:
    have = project.answers.closed() if project is not None else {}
    names = {r.id: r.reference for r in intake.respondents}
    given: dict[tuple[str, str], list[str]] = {}
    for answer in intake.closed:
        key = (answer.question, answer.respondent)
        given.setdefault(key, []).append(answer.value)
    add: list[ClosedAnswer] = []
    changed: list[Change] = []
    for (question, person), values in given.items():
        old = have.get(question, {}).get(person)
        if old == tuple(values):
            continue
        if old is not None:
            changed.append(
                Change(names[person], question, "the closed answer is another one now")
            )
        add.extend(ClosedAnswer(person, question, value) for value in values)
    return tuple(add), changed


def _write(project: Project, plan: Plan) -> None:
    answers, intake = project.answers, plan.intake
    source = answers.add_source(
        (
            plan.wave,
            plan.raw.file,
            plan.raw.sha256,
            datetime.now(UTC).isoformat(timespec="seconds"),
            len(intake.respondents),
            to_yaml(to_map(plan.understanding)),
        )
    )
    old = answers.questions()
    answers.put_questions(_joined(old, intake.questions))
    for question, was, now in plan.kinds:
        if was is Kind.OPEN:
            answers.set_question_current(question, current=False)
        elif now is Kind.OPEN:
            answers.clear_closed(question)
            answers.set_question_current(question, current=True)
    answers.add_respondents(plan.new, source)
    answers.mark_begun(r.id for r in intake.respondents if r.began)
    answers.put_closed(plan.closed)
    began = {r.id for r in intake.respondents if r.began}
    for question, asked in intake.asked.items():
        answers.put_not_asked(question, sorted(began - asked), sorted(asked))
    answers.add_boxes(plan.boxes, source)


def _joined(old: dict[str, Question], new: Sequence[Question]) -> list[Question]:
    """Return the questions as they are now; options once seen are not forgotten."""
    joined = []
    for question in new:
        before = old.get(question.id)
        if before is not None and before.kind == question.kind:
            options = dict.fromkeys((*before.options, *question.options))
            question = replace(question, options=tuple(options))
            if len(before.columns) > len(question.columns):
                question = replace(question, columns=before.columns)
        joined.append(question)
    return joined


def study_name(path: Path, map_path: Path | None = None) -> str:
    """Return the study a new project gets: the map's, else the file's name."""
    if map_path is not None:
        named = read_map(map_path).study
        if named:
            return named
    return path.stem


def check_together(plans: Sequence[Plan]) -> None:
    """Make sure that exports brought in together do not share respondents.

    Raises:
        ImportDataError: a respondent is in two of the files.
    """
    seen: dict[str, str] = {}
    for plan in plans:
        for respondent in plan.intake.respondents:
            other = seen.setdefault(respondent.id, plan.raw.file)
            if other != plan.raw.file:
                raise ImportDataError(
                    f"{plan.raw.file}, row {respondent.row}: respondent "
                    f"“{respondent.reference}” is in {other}, too.",
                    "Ids must be unique over files brought in together; "
                    "or give another --wave.",
                )


def write_understanding(plan: Plan, path: Path) -> None:
    """Write what was understood as a map; an existing file is never overwritten."""
    write_map(to_map(plan.understanding), path)
