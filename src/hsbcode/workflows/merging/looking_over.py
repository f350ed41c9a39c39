"""Other files looked over: whose they are, whether they fit, what is in them."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from hsbcode.domain.acts import ActKind
from hsbcode.domain.errors import RoundError
from hsbcode.domain.merging import FileComing
from hsbcode.domain.packages import (
    MEMO_KINDS,
    SENT_KINDS,
    Package,
    SentHeader,
    text_mark,
)
from hsbcode.domain.rounds import Round
from hsbcode.files.locking import MAGIC as LOCKED
from hsbcode.files.sent_codings import MAGIC as PACKED
from hsbcode.files.sent_codings import read_sent
from hsbcode.store import other_files
from hsbcode.store.incoming import Incoming
from hsbcode.store.packaging import facts_of
from hsbcode.store.project import Project
from hsbcode.store.staging import JUDGEMENTS, Refused, StagedFile
from hsbcode.workflows.merging.checks import Checks

_NOTHING = "Nothing was brought in."
_FREE = (str(ActKind.CODEBOOK), *map(str, MEMO_KINDS))
"""Kinds of acts that are about no round."""


class Looking:
    """Looks over files one after the other and stages what they hold.

    Args:
        project: an open project.
        incoming: where rows are staged.
    """

    def __init__(self, project: Project, incoming: Incoming) -> None:
        self._project = project
        self._incoming = incoming
        self._checks = Checks(project, incoming)
        self._marks: dict[str, tuple[str, str]] = {}

    def look(self, path: Path) -> tuple[FileComing, StagedFile]:
        """Look over one file.

        Raises:
            RoundError: it cannot be brought in; the sentence names it and why.
        """
        try:
            with path.open("rb") as file:
                head = file.read(len(LOCKED))
        except OSError as error:
            raise RoundError(
                f"{path.name} cannot be read: {(error.strerror or 'no file').lower()}."
            ) from error
        if head == LOCKED:
            raise RoundError(
                f"{path.name} is locked with a passphrase.",
                f"Unlock it first: hsbcode round unlock {path.name}",
            )
        try:
            if head.startswith(PACKED):
                return self._codings(path)
            with other_files.attached(self._incoming.connection, path) as other:
                return self._project_file(path, other)
        except Refused as why:
            raise RoundError(f"{path.name} {why}.", _NOTHING) from why

    # --- kinds of files ------------------------------------------------------------

    def _project_file(
        self, path: Path, other: other_files.Other
    ) -> tuple[FileComing, StagedFile]:
        project = self._project
        if other.claims_package and other.package is None:
            raise Refused("is a package that does not say of whom")
        ours = self._incoming.connection
        if not other.is_copy and (not other.study or other.study != project.study):
            raise Refused(f"belongs to another study than {project.path.name}")
        changed = other_files.changed_answer(ours)
        if changed:
            raise Refused(f"has another text for the answer {changed}")
        if other.package is not None:
            return self._package(path, other.package)
        if other_files.unknown_units(ours) and not other.is_copy:
            raise Refused("holds answers that are not here: import that export first")
        whose = other_files.answers_come_from(ours) if other.is_copy else "ours"
        if whose == "both":
            raise Refused(
                "has other respondents, questions or texts, and so has "
                f"{project.path.name}: one of them has to be imported anew"
            )
        if project.package is not None:
            raise RoundError(
                f"{project.path.name} is {project.package.sentence}: nothing is "
                "brought into a package.",
                "Send it back, or bring files into the project of whoever leads.",
            )
        settings = other_files.settings_both_changed(ours)
        staged = self._incoming.add_attached(path.name)
        self._incoming.add_showings_of()
        self._incoming.add_erased()
        self._checks.frames(staged, every_parent=False)
        self._checks.rounds()
        staged.settings = dict(settings)
        return (
            FileComing(
                path.name,
                "copy",
                f"another copy of {project.path.name}",
                staged.new,
                staged.known,
                self._late(staged),
                whose == "theirs",
                tuple(each.coder for each in staged.diverging),
                settings,
            ),
            staged,
        )

    def _package(self, path: Path, package: Package) -> tuple[FileComing, StagedFile]:
        each = self._round(package.round, package.coder)
        kinds = _listed((*SENT_KINDS, *MEMO_KINDS))
        foreign = self._incoming.count(
            "SELECT 1 FROM theirs.acts WHERE id NOT IN (SELECT id FROM main.acts) "
            f"AND kind NOT IN ('{ActKind.SETTING}', {_listed(_FREE)}) AND (coder <> ? "
            f"OR round IS NOT ? OR kind NOT IN ({kinds})) LIMIT 1",
            (package.coder, package.round),
        )
        if foreign:
            raise Refused(
                f"holds steps that are not {package.coder}'s in the round "
                f"{package.round}: it was altered"
            )
        staged = self._incoming.add_attached(
            path.name,
            f"coder = ? AND kind IN ({kinds}) AND (round IS ? OR (round IS NULL AND "
            f"kind IN ({_listed(_FREE)})))",
            (package.coder, package.round),
        )
        self._incoming.add_showings_of(package.coder)
        return self._of_coder(path, "package", package.coder, each, staged)

    def _codings(self, path: Path) -> tuple[FileComing, StagedFile]:
        sent = read_sent(path)
        header = sent.header
        self._check_study(header)
        each = self._round(header.round, header.coder)
        for name, mark in self._marks_of(each.share(self._name(header.coder))):
            if header.texts.get(name, mark[0]) != mark[0]:
                raise Refused(f"was coded from another text of the answer {mark[1]}")
        kinds = _listed((*SENT_KINDS, *MEMO_KINDS))
        staged = self._incoming.add_rows(
            path.name,
            header.round,
            sent.acts,
            sent.bodies,
            [row for row in sent.showings if row[2] == header.coder],
            foreign=f"coder IS NOT ? OR kind IS NULL OR kind NOT IN ({kinds}) OR NOT "
            f"(round IS ? OR (round IS NULL AND kind IN ({_listed(_FREE)})))",
            values=(header.coder, header.round),
            refusal=f"holds steps that are not {header.coder}'s in the round "
            f"{header.round}: it was altered",
        )
        return self._of_coder(path, "codings", header.coder, each, staged)

    def _of_coder(
        self, path: Path, kind: str, coder: str, each: Round, staged: StagedFile
    ) -> tuple[FileComing, StagedFile]:
        """Check what came back from one coder."""
        share = each.share(self._name(coder))
        self._checks.of_share(staged, coder, share)
        self._checks.frames(staged, every_parent=True)
        self._checks.known(staged)
        self._checks.not_backdated(each, staged)
        what = (
            f"{coder}'s package for the round {each.id}"
            if kind == "package"
            else f"{coder}'s codings in the round {each.id}"
        )
        return (
            FileComing(
                path.name,
                kind,
                what,
                staged.new,
                staged.known,
                self._late(staged),
                diverging=tuple(one.coder for one in staged.diverging),
            ),
            staged,
        )

    # --- checks --------------------------------------------------------------------

    def _marks_of(self, share: Sequence[str]) -> Iterator[tuple[str, tuple[str, str]]]:
        """Yield unit → (mark of its text, name); of several coders it is read once."""
        unread = [unit for unit in share if unit not in self._marks]
        for unit in self._project.answers.units(unread) if unread else ():
            self._marks[unit.id] = (text_mark(unit.id, unit.text), unit.name)
        return ((unit, self._marks[unit]) for unit in share if unit in self._marks)

    def _check_study(self, header: SentHeader) -> None:
        ours = facts_of(self._project)
        same = header.created == ours.get("created") or not header.created
        if not same or header.study != ours.get("study", ""):
            raise Refused(f"belongs to another study than {self._project.path.name}")

    def _round(self, name: str, coder: str) -> Round:
        each = self._project.rounds.get(name)
        if each is None:
            raise Refused(f"is of a round “{name[:40]}” that is not here")
        if self._name(coder) not in each.shares:
            raise Refused(f"is of {coder[:40]}, who has no share in the round {name}")
        return each

    def _name(self, coder: str) -> str:
        return self._project.log.called.name(coder)

    def _late(self, staged: StagedFile) -> int:
        released = [
            each.id for each in self._project.rounds.values() if each.frozen is not None
        ]
        if not released:
            return 0
        rows = self._incoming.count(
            "SELECT count(*) FROM incoming.acts WHERE rowid > ? AND "
            f"kind IN ({_listed(JUDGEMENTS)}) AND round IN "
            "(SELECT value FROM json_each(?))",
            (staged.after, json.dumps(released)),
        )
        return int(str(rows[0][0]))


def _listed(kinds: Sequence[str]) -> str:
    return ", ".join(f"'{kind}'" for kind in kinds)
