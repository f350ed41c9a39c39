"""Sending a package back: the codings of one coder in one round, without any answer."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from hsbcode.domain.acts import Act, ActKind
from hsbcode.domain.errors import RoundError
from hsbcode.domain.packages import (
    MEMO_KINDS,
    SENT_KINDS,
    Package,
    SentHeader,
    text_mark,
)
from hsbcode.store.packaging import facts_of
from hsbcode.store.project import Project
from hsbcode.workflows.log.step_words import counted


@dataclass(frozen=True, slots=True)
class SentBack:
    """What was sent back."""

    path: Path
    package: Package
    finished: int
    answers: int
    """In the share."""
    acts: int
    edits: int
    """Of the codebook."""
    memos: int
    """Memos, comments and notes of flags; those left out, too."""
    with_memos: bool

    @property
    def sentence(self) -> str:
        """Return what the file holds."""
        said = (
            f"{self.path.name}: {self.package.coder}'s codings in the round "
            f"{self.package.round}, {self.finished} of {self.answers} answers finished"
        )
        if self.edits:
            said += f", {counted(self.edits, 'change')} of the codebook"
        if self.memos:
            told = "with" if self.with_memos else "without"
            said += f", {told} {counted(self.memos, 'memo')}"
        return said + ". No answer is in it."

    def as_dict(self) -> dict[str, object]:
        """Return it as JSON values."""
        return {
            "path": str(self.path),
            "round": self.package.round,
            "coder": self.package.coder,
            "finished": self.finished,
            "answers": self.answers,
            "acts": self.acts,
            "codebook_edits": self.edits,
            "memos": self.memos,
            "with_memos": self.with_memos,
        }


def send_back(
    project: Project, output: Path | None = None, *, memos: bool = False
) -> SentBack:
    """Write what a coder did in a package to a file for whoever leads the round.

    Args:
        project: an open package.
        output: the file; None takes a free name beside the package.
        memos: with memos, comments and notes of flags: words that may quote answers.

    Raises:
        RoundError: the file is no package.
        OutputError: it cannot be written.
    """
    from hsbcode.files.sent_codings import SUFFIX, Sent, pack_sent
    from hsbcode.files.writing import free_name, write_file

    package = package_of(project)
    log = project.log
    worded = [act for act in _own(project, package) if _has_words(act)]
    acts = [
        act for act in _own(project, package) if memos or act.kind not in MEMO_KINDS
    ]
    told = [
        act.body for act in acts if act.body and (memos or act.kind == ActKind.CODEBOOK)
    ]
    share = project.rounds[package.round].share(package.coder)
    facts = facts_of(project)
    header = SentHeader(
        facts.get("study", ""),
        facts.get("created", ""),
        package.round,
        package.coder,
        datetime.now(UTC).isoformat(timespec="seconds"),
        memos,
        {
            unit.id: text_mark(unit.id, unit.text)
            for unit in project.answers.units(share)
        },
    )
    data = pack_sent(
        Sent(
            header,
            tuple(acts),
            tuple((body, log.body(body)) for body in dict.fromkeys(told)),
            tuple(log.showing_rows(package.coder)),
        )
    )
    path = output or free_name(project.path.with_suffix(SUFFIX))
    write_file(path, data)
    held = project.fold.pass_of(package.coder, package.round)
    return SentBack(
        path,
        package,
        sum(unit in held and held[unit].finished for unit in share),
        len(share),
        len(acts),
        sum(act.kind == ActKind.CODEBOOK for act in acts),
        len(worded),
        memos,
    )


def package_of(project: Project) -> Package:
    """Return what a file is a package of.

    Raises:
        RoundError: it is none.
    """
    package = project.package
    if package is None or package.round not in project.rounds:
        raise RoundError(
            f"{project.path.name} is no coder package.",
            "A whole copy of a project is brought in as it is: hsbcode merge.",
        )
    return package


def _own(project: Project, package: Package) -> list[Act]:
    """Return what goes back, oldest first; the frame it began with stays."""
    kinds = (*SENT_KINDS, *MEMO_KINDS)
    return [
        act
        for act in project.log.all()
        if act.coder == package.coder
        and act.kind in kinds
        and (act.round == package.round or act.kind in (ActKind.CODEBOOK, *MEMO_KINDS))
    ]


def _has_words(act: Act) -> bool:
    return act.body is not None and act.kind != ActKind.CODEBOOK
