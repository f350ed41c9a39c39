"""Another project file, copied, checked and attached so that it can only be read."""

import contextlib
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from hsbcode.domain.acts import ActKind
from hsbcode.domain.errors import ProjectFileError
from hsbcode.domain.packages import FACT, Package
from hsbcode.store.connection import migrate, open_file, schema_version
from hsbcode.store.joining import both_set, same_project, whose_answers
from hsbcode.store.schema import MIGRATIONS, VERSION
from hsbcode.store.settings import name_and_value
from hsbcode.store.staging import Refused, attach, refuse_foreign_tables

_LARGEST = 1 << 31


@dataclass(frozen=True, slots=True)
class Other:
    """A file that is attached as ``theirs``."""

    name: str
    package: Package | None
    claims_package: bool
    """Whether it says it is a package, whether or not that can be read."""
    is_copy: bool
    """Whether it began as the same file."""
    study: str


@contextlib.contextmanager
def attached(ours: sqlite3.Connection, path: Path) -> Iterator[Other]:
    """Attach a copy of a file as ``theirs``; the file itself stays as it is.

    Raises:
        Refused: it is none of ours, damaged, far too large, or has tables of its own.
    """
    with tempfile.TemporaryDirectory() as folder:
        part = Path(folder) / "theirs.hsb"
        _copy_checked(path, part)
        try:
            attach(ours, part, "theirs")
        except sqlite3.Error as error:
            raise Refused("cannot be read") from error
        try:
            yield _read(ours, path.name)
        finally:
            if ours.in_transaction:
                ours.execute("ROLLBACK")
            ours.execute("DETACH theirs")


def _copy_checked(path: Path, part: Path) -> None:
    try:
        if path.stat().st_size > _LARGEST:
            raise Refused("is far too large")
        # What it holds is checked below; that it lasts on the disk does not matter.
        shutil.copyfile(path, part)
        opened = open_file(part, write=True)
    except ProjectFileError as error:
        said = error.message.replace("theirs.hsb", "").strip()
        raise Refused(said.removesuffix(".") or "cannot be read") from error
    except OSError as error:
        raise Refused(f"cannot be read ({error.strerror})") from error
    with contextlib.closing(opened):
        version = schema_version(opened)
        with contextlib.closing(_model(version)) as model:
            refuse_foreign_tables(opened, model)
        try:
            if version < VERSION:
                migrate(opened)
        except sqlite3.Error as error:
            raise Refused("is damaged") from error


def _model(version: int) -> sqlite3.Connection:
    model = sqlite3.connect(":memory:", isolation_level=None)
    for step in MIGRATIONS[:version]:
        model.executescript(step)
    return model


def _read(ours: sqlite3.Connection, name: str) -> Other:
    def fact(key: str) -> str:
        row = ours.execute(
            "SELECT value FROM theirs.project WHERE key = ?", (key,)
        ).fetchone()
        return str(row[0]) if row else ""

    said = fact(FACT)
    return Other(
        name,
        Package.of_fact(said),
        bool(said),
        same_project(ours, "theirs"),
        fact("study"),
    )


def changed_answer(ours: sqlite3.Connection) -> str:
    """Return the name of an answer whose text is another one in ``theirs``, or empty.

    Only what both have is compared; of a package only the units in it.
    """
    rows = ours.execute(
        'SELECT r.reference, b.question, b.box, b.text, o.text, u.start, u."end" '
        "FROM theirs.units u JOIN theirs.boxes o ON o.id = u.box "
        "JOIN main.boxes b ON b.id = o.id JOIN main.respondents r "
        "ON r.id = b.respondent WHERE b.text <> o.text ORDER BY u.position"
    )
    for reference, question, box, here, there, start, end in rows:
        if str(here)[start:end] != str(there)[start:end]:
            return f"{reference}/{question}/{box}"
    return ""


def unknown_units(ours: sqlite3.Connection) -> int:
    """Return how many whole answers of ``theirs`` are not here."""
    row = ours.execute(
        'SELECT count(*) FROM theirs.units WHERE start = 0 AND "end" IS NULL '
        "AND id NOT IN (SELECT id FROM main.units)"
    ).fetchone()
    return int(row[0])


def answers_come_from(ours: sqlite3.Connection) -> str:
    """Return ``same``, ``ours``, ``theirs`` or ``both``: whose answers are more."""
    return whose_answers(ours, has_base=False)


def settings_both_changed(
    ours: sqlite3.Connection,
) -> dict[str, tuple[object, object]]:
    """Return decision → (here, there), where both changed it to different values."""
    found = {}
    for name in both_set(ours):
        here, there = _last(ours, "main", name), _last(ours, "theirs", name)
        if here != there:
            found[name] = (here, there)
    return found


def _last(ours: sqlite3.Connection, where: str, name: str) -> object:
    rows = ours.execute(
        f"SELECT b.text FROM {where}.acts a JOIN {where}.bodies b ON b.id = a.body "
        f"WHERE a.kind = '{ActKind.SETTING}' ORDER BY a.id DESC"
    )
    for (text,) in rows:
        try:
            set_name, value = name_and_value(str(text))
        except (ValueError, AttributeError):
            continue
        if set_name == name:
            return value
    return None
