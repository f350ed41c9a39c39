"""Merging: a preview of what other files would bring, then the union of the logs."""

import contextlib
import gc
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from hsbcode.domain.acts import ActKind
from hsbcode.domain.called import PREFIX
from hsbcode.domain.errors import RoundError, UsageConflict
from hsbcode.domain.merging import Coming, FileComing
from hsbcode.store.answers import Answers
from hsbcode.store.incoming import Incoming
from hsbcode.store.project import Project
from hsbcode.store.settings import to_json
from hsbcode.store.staging import StagedFile
from hsbcode.workflows.coders import checked_name
from hsbcode.workflows.log.setting_words import setting_words
from hsbcode.workflows.merging.looking_over import Looking
from hsbcode.workflows.merging.preview import what_comes

HERE = "here"
"""What a setting that both changed is answered with, to keep it as it is here."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What was said about what a merge has to ask."""

    people: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """(file, coder) → whose those codings are: the same name, or another."""
    settings: Mapping[str, str] = field(default_factory=dict)
    """Decision that both changed → ``here``, or the file whose value counts."""


class Merge:
    """Files that were looked over, and can be brought in.

    Args:
        project: open for writing; read-only does for the preview.
        incoming: what is staged.
        coming: what would come in.
        staged: the files, in order.
        paths: where they lie.
    """

    def __init__(
        self,
        project: Project,
        incoming: Incoming,
        coming: Coming,
        staged: Sequence[StagedFile],
        paths: Sequence[Path],
    ) -> None:
        self._project = project
        self._incoming = incoming
        self.coming = coming
        self._staged = tuple(staged)
        self._paths = tuple(paths)

    def asks(self, answered: Answered) -> tuple[str, ...]:
        """Return what has to be answered before anything is written, in sentences."""
        asked = [self._who(file, coder) for file, coder in self.unnamed(answered)]
        both = {name for staged in self._staged for name in staged.settings}
        asked += [
            f"“{name}” was set here and in {self._setters(name)}: which counts?"
            for name in sorted(both - set(answered.settings))
        ]
        return tuple(asked)

    def diverging(self, file: str) -> tuple[str, ...]:
        """Return the coders of a file who coded otherwise here.

        Raises:
            UsageConflict: there is no such file among those that come in.
        """
        for staged in self._staged:
            if staged.name == Path(file).name:
                return tuple(each.coder for each in staged.diverging)
        raise UsageConflict(
            f"{file} is not among the files to be brought in.",
            "They are: " + ", ".join(staged.name for staged in self._staged),
        )

    def unnamed(self, answered: Answered) -> tuple[tuple[str, str], ...]:
        """Return each (file, coder) of whom it has to be said who it is."""
        return tuple(
            (staged.name, each.coder)
            for staged in self._staged
            for each in staged.diverging
            if (staged.name, each.coder) not in answered.people
        )

    def unset(self, answered: Answered) -> tuple[tuple[str, str, str], ...]:
        """Return (decision, value here, value there) that both changed, in words."""
        found = {}
        for staged in self._staged:
            for name, (here, there) in staged.settings.items():
                if name not in answered.settings:
                    found[name] = (
                        name,
                        setting_words(name, here),
                        setting_words(name, there),
                    )
        return tuple(found[name] for name in sorted(found))

    def how_to_answer(self, asked: str) -> str:
        """Return how a question that ``asks`` returned is answered."""
        return _how_to_answer(asked)

    def bring_in(self, by: str, answered: Answered | None = None) -> Coming:
        """Write what was shown, in one transaction, after a backup.

        Raises:
            RoundError: something has to be answered first.
            ProjectFileError: it could not be written; nothing was changed.
        """
        answered = answered or Answered()
        asked = self.asks(answered)
        if asked:
            raise RoundError(asked[0], _how_to_answer(asked[0]))
        if not self.coming.anything:
            return self.coming
        project = self._project
        drafts = [*self._called(answered), *self._chosen(answered)]
        project.backups.make("before merge")

        def more() -> None:
            press = project.log.new_id()
            for name, value in drafts:
                body = project.log.add_body(to_json(name, value))
                act = project.log.make(by, press, ActKind.SETTING, body=body, flag=name)
                project.log.add([act])

        pairs = zip(self._paths, self.coming.files, strict=True)
        answers = next((path for path, coming in pairs if coming.answers), None)
        project.bring_in(self._incoming, more, answers)
        project.answers = Answers(project.connection)
        project.forget()
        return self.coming

    def _who(self, file: str, coder: str) -> str:
        return (
            f"{coder} has coded in {file} what is not in "
            f"{self._project.path.name}, and the other way round: is that one person?"
        )

    def _setters(self, name: str) -> str:
        return " and ".join(s.name for s in self._staged if name in s.settings)

    def _called(self, answered: Answered) -> Iterator[tuple[str, object]]:
        """Yield the settings that say that a name was used by two people."""
        for staged in self._staged:
            for each in staged.diverging:
                name = checked_name(answered.people[staged.name, each.coder])
                if name in (each.coder, self._project.log.called.name(each.coder)):
                    continue
                key = PREFIX + each.coder
                before = self._project.settings.get(key)
                value = dict(before) if isinstance(before, dict) else {}
                machines = dict(value.get("machines") or {})
                machines |= dict.fromkeys(each.machines, name)
                yield key, {**value, "machines": machines}

    def _chosen(self, answered: Answered) -> Iterator[tuple[str, object]]:
        both = {name for staged in self._staged for name in staged.settings}
        for name in sorted(both):
            wanted = answered.settings[name]
            values = {
                s.name: s.settings[name] for s in self._staged if name in s.settings
            }
            if wanted == HERE:
                yield name, next(iter(values.values()))[0]
            elif wanted in values:
                yield name, values[wanted][1]
            else:
                raise UsageConflict(
                    f"{wanted} says nothing of “{name}”.",
                    f"Answer {HERE}, or one of: " + ", ".join(values),
                )


@contextlib.contextmanager
def looked_over(project: Project, paths: Sequence[Path]) -> Iterator[Merge]:
    """Look over files and hold what they would bring; nothing is written by that.

    Args:
        project: an open project.
        paths: whole copies of it, coder packages, files of codings.

    Raises:
        RoundError: a file cannot be brought in; then none is.
    """
    names = [path.name for path in paths]
    if len(set(names)) < len(names):
        raise UsageConflict("Two of the files have the same name.", "Rename one.")
    if project.package is not None:
        raise RoundError(
            f"{project.path.name} is {project.package.sentence}: nothing is brought "
            "into a package.",
            "Send it back, and bring it into the project of whoever leads.",
        )
    incoming = Incoming(project.connection)
    with incoming.opened():
        looking = Looking(project, incoming)
        found: list[FileComing] = []
        staged: list[StagedFile] = []
        with _without_collecting():
            for path in paths:
                one_file, rows = looking.look(path)
                found.append(one_file)
                staged.append(rows)
        if sum(each.answers for each in found) > 1:
            raise RoundError(
                "Two of the files bring new answers.", "Bring them in one by one."
            )
        yield Merge(
            project, incoming, what_comes(project, incoming, found), staged, paths
        )


@contextlib.contextmanager
def _without_collecting() -> Iterator[None]:
    """Leave garbage alone: a million cells are read, and none of them is any."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _how_to_answer(asked: str) -> str:
    if asked.endswith("which counts?"):
        return "Say it with --setting NAME=here or --setting NAME=FILE."
    return (
        "Say it with --as FILE=NAME: the same name for the same person, or another "
        "name for somebody else."
    )
