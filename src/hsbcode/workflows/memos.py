"""Memos: what coders wrote for themselves and each other, on whatever it is about."""

from dataclasses import asdict, dataclass
from pathlib import Path

from hsbcode.domain.acts import Act, ActKind
from hsbcode.domain.errors import UsageConflict, nearest
from hsbcode.domain.moments import moment
from hsbcode.store.project import Project
from hsbcode.workflows.coder_pass import CoderPass

_HEADING = ("when", "coder", "about", "name", "question", "code", "memo")


@dataclass(frozen=True, slots=True)
class Memo:
    """One memo that stands."""

    when: str
    """UTC, to the minute."""
    coder: str
    about: str
    """``answer``, ``code`` or ``project``."""
    name: str
    """Of the answer, or the label of the code; empty for the project."""
    question: str
    """Id of the question, for an answer."""
    code: str
    """Id of the code, for a code."""
    text: str
    unit: str = ""
    """Id of the answer."""

    @property
    def heading(self) -> str:
        """When and by whom, for a list."""
        return f"{self.when.removesuffix(' UTC')} {self.coder}".strip()

    def as_dict(self) -> dict[str, object]:
        """Return the memo as JSON values."""
        return asdict(self)


def read_memos(
    project: Project, coder: str = "", round_: str | None = None
) -> list[Memo]:
    """Return every memo that stands, newest first.

    A round is blind until it is released: what was written in it is shown to nobody
    but its coder, while they code in it.

    Args:
        project: an open project.
        coder: only this person's.
        round_: the round that this person codes in: only what they wrote there.

    Raises:
        UsageConflict: nobody of that name wrote one.
    """
    acts = [
        act
        for act in project.fold.acts.values()
        if act.kind == ActKind.NOTE and act.body is not None
    ]
    own = (coder, round_) if coder and round_ is not None else None
    acts = [
        act
        for act in acts
        if (act.coder, act.round) == own
        or (own is None and project.fold.is_open(act.round))
    ]
    if coder:
        writers = sorted({act.coder for act in acts})
        acts = [act for act in acts if act.coder == coder]
        known = {c for c, _round in project.fold.passes}
        if not acts and own is None and coder not in known:
            raise UsageConflict(f"“{coder}” wrote no memo.", nearest(coder, writers))
    acts.sort(key=lambda act: act.id, reverse=True)
    names = _names(project, {act.unit for act in acts if act.unit})
    found = []
    for act in acts:
        text = project.log.body(act.body)
        if text:
            found.append(_memo(project, act, text, names))
    return found


def write_memos(memos: list[Memo], path: Path, *, excel: bool = False) -> int:
    """Write memos as a table; return how many.

    Raises:
        OutputError: the file exists, or has another ending than .csv, .tsv or .xlsx.
    """
    from hsbcode.exchange.tables_out import put_tables

    rows = [
        (m.when, m.coder, m.about, m.name, m.question, m.code, m.text) for m in memos
    ]
    put_tables({"memos": [_HEADING, *rows]}, path, excel=excel)
    return len(rows)


def note_of(own: CoderPass, code: str = "") -> str:
    """Return the coder's memo on a code; without one, on the project."""
    standing = _standing(own, code)
    return own.project.log.body(standing.body) if standing is not None else ""


def note_on(own: CoderPass, text: str, code: str = "") -> None:
    """Write a memo on a code, or on the project; it replaces the one that stands.

    Raises:
        CodebookError: there is no such code.
    """
    if code:
        own.project.codebook[code]
    text = text.strip()
    standing = _standing(own, code)
    if text != note_of(own, code):
        own.write_with_body(
            ActKind.NOTE,
            text,
            code=code or None,
            ends=standing.id if standing is not None else None,
        )


def _standing(own: CoderPass, code: str) -> Act | None:
    found = [
        act
        for act in own.project.fold.notes_beside.values()
        if act.body is not None
        and (act.code or "", act.coder, act.round) == (code, own.coder, own.round)
    ]
    return max(found, key=lambda act: act.id, default=None)


def _memo(
    project: Project, act: Act, text: str, names: dict[str, tuple[str, str]]
) -> Memo:
    # A fold leaves out when its acts were made.
    whole = project.log.get(act.id) or act
    when = f"{moment(whole.at):%Y-%m-%d %H:%M} UTC" if whole.at else ""
    if act.unit is not None:
        name, question = names.get(act.unit, (act.unit, ""))
        return Memo(when, act.coder, "answer", name, question, "", text, act.unit)
    if act.code is not None:
        label = project.codebook.label(act.code)
        return Memo(when, act.coder, "code", label, "", act.code, text)
    return Memo(when, act.coder, "project", "", "", "", text)


def _names(project: Project, units: set[str]) -> dict[str, tuple[str, str]]:
    found = project.answers.units(sorted(units))
    return {unit.id: (unit.name, unit.question) for unit in found}
