"""A project: one file, opened for reading or, with the lease, for writing."""

from collections.abc import Iterable, Sequence

from hsbcode.domain.acts import Act, ActKind
from hsbcode.domain.called import PREFIX
from hsbcode.domain.codebook import Codebook
from hsbcode.domain.codebook_heads import heads_of
from hsbcode.domain.fold import Fold
from hsbcode.domain.packages import FACT, Package
from hsbcode.domain.rounds import Round, read_rounds, renamed
from hsbcode.store import codebooks, settings, units
from hsbcode.store.acts import ActLog
from hsbcode.store.answers import Answers
from hsbcode.store.joining import Joined
from hsbcode.store.opened import Opened
from hsbcode.store.project_file import ProjectFile, with_suffix

__all__ = ["Project", "with_suffix"]


class Project(ProjectFile):
    """An open project file. Use it as a context manager.

    Only the main thread of one process writes.
    """

    def __init__(self, opened: Opened) -> None:
        super().__init__(opened)
        self.answers = Answers(opened.connection)
        self.log = ActLog(opened.connection)
        self._fold: Fold | None = None
        self._codebook: Codebook | None = None
        self._versions: dict[str, Codebook] = {}
        self._settings: dict[str, object] | None = None
        self._rounds: dict[str, Round] | None = None

    def came_in(self, joined: Joined) -> None:
        """Bring what is cached up to date after another copy was joined."""
        if joined.answers:
            self.answers = Answers(self._connection)
        self.take_in(*joined.acts)

    # --- writing -------------------------------------------------------------------

    def record(self, *acts: Act) -> None:
        """Add acts in one transaction, then to the fold: nothing is half done."""
        with self.transaction():
            self.add(acts)
        self.take_in(*acts)

    def add(self, acts: Iterable[Act]) -> None:
        """Add acts inside a transaction; answers they split or join follow."""
        acts = tuple(acts)
        self.log.add(acts)
        units.follow(self._connection, acts)

    def take_in(self, *acts: Act) -> None:
        """Bring what is cached of the log up to date with acts just added."""
        redirected = False
        if any((act.flag or "").startswith(PREFIX) for act in acts):
            # Somebody is called otherwise: every pass may be another's.
            self.forget()
            return
        for act in acts:
            if self._fold is not None:
                self._fold.add(self.log.as_called(act))
            if act.kind == ActKind.CODEBOOK:
                self._codebook = None
                # Codes may have been merged, or be apart again.
                redirected = True
            if act.kind == ActKind.SETTING:
                self._settings = None
            if act.kind == ActKind.ROUND:
                self._rounds = None
        if redirected and self._fold is not None:
            self._fold.redirect(self.codebook.redirects)

    def forget(self) -> None:
        """Forget what is cached of the log, so that it is read anew."""
        self.log.forget_called()
        self._fold = self._codebook = self._settings = self._rounds = None
        self._versions = {}

    # --- reading -------------------------------------------------------------------

    @property
    def package(self) -> Package | None:
        """What this file is a package of; None where it is a whole project."""
        return Package.of_fact(self._fact(FACT))

    @property
    def codebook_heads(self) -> tuple[str, ...]:
        """The versions of the frame side by side: two or more ask for a choice."""
        return heads_of(codebooks.parents(self.log))

    @property
    def study(self) -> str:
        """The study that every derived id belongs to; empty before an import."""
        return self._fact("study")

    @property
    def name(self) -> str:
        """What people call the study, for headings."""
        return self._fact("name") or self.study

    def belong_to(self, study: str) -> None:
        """Say which study this is, unless that is known; inside a transaction."""
        self._connection.execute(
            "INSERT OR IGNORE INTO project VALUES ('study', ?)", (study,)
        )

    def _fact(self, key: str) -> str:
        row = self._connection.execute(
            "SELECT value FROM project WHERE key = ?", (key,)
        ).fetchone()
        return str(row[0]) if row else ""

    @property
    def fold(self) -> Fold:
        """What is true now."""
        if self._fold is None:
            self._fold = self.log.fold(self.codebook.redirects)
        return self._fold

    @property
    def codebook(self) -> Codebook:
        """The code frame in force."""
        if self._codebook is None:
            self._codebook = codebooks.read(self.log)
        return self._codebook

    @property
    def settings(self) -> dict[str, object]:
        """The project's settings in force."""
        if self._settings is None:
            self._settings = settings.read(self.log)
        return self._settings

    @property
    def rounds(self) -> dict[str, Round]:
        """The rounds by id, in the order in which they were drawn."""
        if self._rounds is None:
            acts = self.log.of_kind(ActKind.ROUND)
            found = read_rounds((act, self.log.body(act.body)) for act in acts)
            name = self.log.called.name
            self._rounds = {id_: renamed(each, name) for id_, each in found.items()}
        return self._rounds

    def codebook_at(self, version: str) -> Codebook:
        """Return the frame of a version; an empty one where it is not known."""
        if version not in self._versions:
            self._versions[version] = codebooks.at(self.log, version)
        return self._versions[version]

    def put_codebook(
        self,
        codebook: Codebook,
        coder: str,
        press: str = "",
        *,
        edit: str = "",
        code: str = "",
        also_from: Sequence[str] = (),
    ) -> str:
        """Make ``codebook`` the frame in force, as an act; return its version.

        Args:
            codebook: the whole frame.
            coder: who makes the edit.
            press: the press it is a part of; empty = one of its own.
            edit: what kind of edit it is, as ``merge``.
            code: the code that it is about.
            also_from: of a choice between versions, those beside the one in force.
        """
        press = press or self.log.new_id()
        if self.package is not None:
            coder = self.package.coder  # what goes back is in one name
        with self.transaction():
            body = self.log.add_body(codebooks.to_json(codebook, also_from))
            act = self.log.make(
                coder,
                press,
                ActKind.CODEBOOK,
                codebook=self.codebook.version or None,
                body=body,
                code=code or None,
                flag=edit or None,
            )
            self.log.add([act])
        self.take_in(act)
        return act.id

    def put_setting(
        self, name: str, value: object, coder: str, press: str = ""
    ) -> None:
        """Set one project setting, as an act.

        Args:
            name: of the setting; what is a decision on the study is a step of its
                history, which names it.
            value: as JSON has it; None takes it away.
            coder: who sets it.
            press: the press it is a part of; empty = one of its own.
        """
        with self.transaction():
            body = self.log.add_body(settings.to_json(name, value))
            act = self.log.make(
                coder,
                press or self.log.new_id(),
                ActKind.SETTING,
                body=body,
                flag=name if settings.is_of_study(name) else None,
            )
            self.log.add([act])
        self.take_in(act)
