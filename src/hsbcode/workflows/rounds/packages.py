"""Coder packages: what is in them, writing them, and what may be done in one."""

import re
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from hsbcode.domain.acts import Act, ActKind
from hsbcode.domain.errors import RoundError, UsageConflict, nearest
from hsbcode.domain.packages import FACT, Package
from hsbcode.domain.rounds import (
    DRAWS,
    Phase,
    Round,
    RoundStep,
    drawing_body,
    shares_body,
)
from hsbcode.domain.survey import Question
from hsbcode.store.codebooks import to_json
from hsbcode.store.packaging import Contents, facts_of, pack
from hsbcode.store.project import Project
from hsbcode.store.schema import SUFFIX
from hsbcode.store.settings import to_json as setting_json
from hsbcode.workflows.log.step_words import counted
from hsbcode.workflows.rounds.phases import begin
from hsbcode.workflows.rounds.reading import round_of
from hsbcode.workflows.studying import read_study

NOBODY = "project"
"""Who stands in a package for whoever drew the round and made the codebook."""
_CONTACT = "safeguarding_contact"


@dataclass(frozen=True, slots=True)
class Inside:
    """What a package holds, to be said before it is sent."""

    path: Path
    round: str
    coder: str
    answers: int
    people: int
    questions: tuple[str, ...]
    closed: tuple[str, ...]
    codes: int
    suggestions: str
    contact: bool
    """Whether it says who is told of a safeguarding concern."""
    locked: bool
    size: int
    """Bytes."""

    @property
    def lines(self) -> tuple[str, ...]:
        """Return it in words."""
        asked = ", ".join(self.questions)
        closed = ", ".join(self.closed) or "none"
        along = "; who is told of a safeguarding concern" if self.contact else ""
        return (
            f"{self.path.name}, for {self.coder}" + (", locked" if self.locked else ""),
            f"  inside: {counted(self.answers, 'answer')} of "
            f"{counted(self.people, 'person', 'people')} to {asked}, with their "
            f"references; closed columns: {closed}; the codebook "
            f"({counted(self.codes, 'code')}); the round{along}",
            "  not inside: other answers, other coders' names and shares, any coding, "
            "memo, flag or suggestion, the history",
        )

    def as_dict(self) -> dict[str, object]:
        """Return it as JSON values."""
        return {
            "path": str(self.path),
            "round": self.round,
            "coder": self.coder,
            "answers": self.answers,
            "people": self.people,
            "questions": list(self.questions),
            "closed": list(self.closed),
            "codes": self.codes,
            "suggestions": self.suggestions,
            "safeguarding_contact": self.contact,
            "locked": self.locked,
            "bytes": self.size,
        }


def write_packages(
    project: Project,
    name: str,
    folder: Path,
    by: str,
    *,
    coders: Sequence[str] = (),
    closed: Sequence[str] = (),
    passphrase: str = "",
) -> tuple[Inside, ...]:
    """Write a file for each coder of a round; begin the round if it was not.

    Args:
        project: open for writing.
        name: the round.
        folder: where the files go; made where it is missing.
        by: who makes them.
        coders: only for these; none = for all who have a share.
        closed: ids of closed questions whose answers go along.
        passphrase: locks the files, where it is not empty.

    Raises:
        RoundError: nobody has a share, it is released, or a name has no share.
        UsageConflict: there is no such closed question.
        OutputError: a file is there already, or cannot be written.
    """
    from hsbcode.files.locking import SUFFIX as LOCKED
    from hsbcode.files.locking import lock
    from hsbcode.files.writing import check_free, make_folder, write_file

    drawn = to_be_packed(project, name)
    wanted = _coders(drawn, coders)
    asked = _closed(project, closed)
    paths = {
        coder: folder / (_file_name(project, drawn, coder) + LOCKED * bool(passphrase))
        for coder in wanted
    }
    # A round must not begin for files that cannot be written.
    make_folder(folder)
    for path in paths.values():
        check_free(path)
    if drawn.phase is Phase.OPEN:
        drawn = begin(project, drawn.id, by)
    made = []
    for coder, path in paths.items():
        package = Package(drawn.id, coder, _now(), tuple(q.id for q, _ in asked))
        contents = _contents(project, drawn, package, asked)
        data = pack(project, contents)
        if passphrase:
            data = lock(data, passphrase)
        write_file(path, data)
        made.append(_inside(project, drawn, contents, package, path, len(data)))
    return tuple(made)


def to_be_packed(project: Project, name: str) -> Round:
    """Return a round that packages can be made of.

    Raises:
        RoundError: there is none, nobody has a share, it is released, or the codebook
            has versions side by side.
    """
    drawn = round_of(project, name)
    if not drawn.shares:
        raise RoundError(
            f"Nobody codes the round {drawn.id} yet.",
            f"Say who: hsbcode round assign PROJECT {drawn.id} amy ben",
        )
    if drawn.phase not in (Phase.OPEN, Phase.BLIND):
        raise RoundError(f"The round {drawn.id} is released: nobody codes in it now.")
    if project.package is not None:
        raise RoundError("A package is made from the project of whoever leads.")
    if len(project.codebook_heads) > 1:
        raise RoundError(
            "The codebook has versions side by side, so no package can be made of it.",
            "Choose first: hsbcode codebook heads PROJECT",
        )
    return drawn


def _coders(drawn: Round, wanted: Sequence[str]) -> tuple[str, ...]:
    for coder in wanted:
        if coder not in drawn.shares:
            raise RoundError(
                f"{coder} has no share in the round {drawn.id}.",
                nearest(coder, drawn.coders)
                or "Its coders are: " + ", ".join(drawn.coders) + ".",
            )
    return tuple(dict.fromkeys(wanted)) or drawn.coders


def _closed(
    project: Project, wanted: Sequence[str]
) -> tuple[tuple[Question, Mapping[str, Sequence[str]]], ...]:
    if not wanted:
        return ()
    # Derived variables (a role of two, an area of six) are closed questions, too.
    study = read_study(project)
    known = {q.id: q for q in study.closed_questions}
    for name in wanted:
        if name not in known:
            raise UsageConflict(
                f"There is no closed question “{name}”.",
                nearest(name, known) or "hsbcode tables PROJECT lists them.",
            )
    return tuple(
        (known[name], study.closed.get(name, {})) for name in dict.fromkeys(wanted)
    )


def _file_name(project: Project, drawn: Round, coder: str) -> str:
    whose = re.sub(r"[^\w-]+", "_", coder).strip("_") or "coder"
    return f"{project.path.stem}-{drawn.id}-{whose}{SUFFIX}"


def _contents(
    project: Project,
    drawn: Round,
    package: Package,
    closed: tuple[tuple[Question, Mapping[str, Sequence[str]]], ...],
) -> Contents:
    acts: list[Act] = []
    bodies: dict[str, str] = {}
    share = drawn.share(package.coder)

    def add(act: Act, text: str = "", **fields: object) -> None:
        body = project.log.new_id() if text else None
        if body is not None:
            bodies[body] = text
        given = {"coder": NOBODY, "press": act.id, "undoes": None, "body": body}
        made = act._replace(seq=len(acts) + 1, replica=replica, **given, **fields)  # type: ignore[arg-type]
        acts.append(made)

    replica = uuid.uuid4().hex
    version = project.codebook.version
    edit = project.log.get(version) if version else None
    if edit is not None:
        frame = to_json(project.codebook)
        add(edit, frame, codebook=None, code=None, flag=None)
    mine = Round(
        drawn.id,
        drawn.label,
        drawn.kind,
        share,
        # By which column it was drawn would name one that may not be here.
        {"method": "random", "seed": drawn.drawn.get("seed", 0)},
        drawn.suggestions,
    )
    texts = {
        str(DRAWS[drawn.kind]): drawing_body(mine),
        str(RoundStep.ASSIGN): shares_body({package.coder: share}),
        str(RoundStep.BEGIN): "",
    }
    steps: dict[str, Act] = {}
    for act in project.log.of_round(drawn.id):
        if act.kind == ActKind.ROUND and act.flag in texts:
            steps[str(act.flag)] = act
    for flag, act in steps.items():
        add(act, texts[flag], codebook=version or None)
    for act in _cuts(project, share):
        add(act)
    for name, value in _settings(project, package.coder, share).items():
        model = project.log.make(NOBODY, "", ActKind.SETTING, flag=name)
        add(model, setting_json(name, value))
    return Contents(
        units=share,
        closed=closed,
        acts=tuple(acts),
        bodies=bodies,
        facts={**facts_of(project), FACT: package.as_fact()},
    )


def _cuts(project: Project, share: Sequence[str]) -> list[Act]:
    """Return the splits that the parts in a share come from."""
    wholes = {project.fold.whole_of(unit) for unit in share}
    return [
        project.fold.acts[cut]
        for whole in sorted(wholes)
        for cut in sorted(project.fold.cuts(whole))
        if cut in project.fold.acts
    ]


def _settings(project: Project, coder: str, share: Sequence[str]) -> dict[str, object]:
    """Return what a coder has to know: whom to tell, and what is coded unaided."""
    found: dict[str, object] = {}
    settings = project.settings
    if settings.get(_CONTACT):
        found[_CONTACT] = settings[_CONTACT]
    hidden = settings.get("hidden share")
    if isinstance(hidden, dict):
        own = hidden.get("coders")
        mine = {coder: own[coder]} if isinstance(own, dict) and coder in own else {}
        found["hidden share"] = {**hidden, "coders": mine}
    units = set(share)
    for name, value in settings.items():
        drawn = value.get("units") if isinstance(value, dict) else None
        if name.startswith("audit:") and isinstance(drawn, list):
            kept = [unit for unit in drawn if unit in units]
            if kept and isinstance(value, dict):
                found[name] = {**value, "units": kept}
    return found


def _inside(
    project: Project,
    drawn: Round,
    contents: Contents,
    package: Package,
    path: Path,
    size: int,
) -> Inside:
    units = project.answers.units(contents.units)
    known = project.answers.questions()
    return Inside(
        path,
        drawn.id,
        package.coder,
        len(units),
        len({unit.respondent for unit in units}),
        tuple(q.id for q in known.values() if q.id in {u.question for u in units}),
        package.closed,
        len(project.codebook),
        drawn.suggestions,
        any(act.flag == _CONTACT for act in contents.acts),
        path.suffix != SUFFIX,
        size,
    )


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
