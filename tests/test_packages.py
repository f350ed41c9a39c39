"""Coder packages, what comes back from them, and bringing it in."""

import gzip
import io
import json
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from hsbcode.cli.app import main
from hsbcode.domain.acts import ActKind
from hsbcode.domain.errors import HsbcodeError, OutputError, RoundError, UsageConflict
from hsbcode.domain.rounds import Phase
from hsbcode.store.project import Project
from hsbcode.workflows.codebook.edits import adding, make_edit
from hsbcode.workflows.coding import CodingSession
from hsbcode.workflows.merging.merging import Answered, looked_over
from hsbcode.workflows.opening import list_backups
from hsbcode.workflows.rounds import drawing, phases
from hsbcode.workflows.rounds.packages import write_packages
from hsbcode.workflows.rounds.sending import SentBack, send_back
from hsbcode.workflows.splitting.cutting import split
from hsbcode.workflows.splitting.previews import by_hand
from tests.small_projects import make_project

CANARY = "canary"
ANSWERS = [
    (f"{CANARY} text {n} of the survey", f"{CANARY} second {n}.") for n in range(1, 11)
]
ROLES = [f"role {CANARY} {n % 3}" for n in range(10)]
AREAS = [f"area {CANARY} {n}" for n in range(10)]


@pytest.fixture
def lead(tmp_path: Path) -> Iterator[Project]:
    made = make_project(
        tmp_path / "p.hsb", ANSWERS, closed={"role": ROLES, "area": AREAS}
    )
    with made as project:
        yield project


def a_round(project: Project, name: str = "pilot", size: int = 8) -> None:
    drawing.draw_round(project, name, drawing.Wanted(size=size, seed=1), "lead")
    drawing.assign_evenly(project, name, ["amy", "ben", "cem"], "lead", each=2)


def packages(project: Project, folder: Path, **options: object) -> dict[str, Path]:
    folder.mkdir(exist_ok=True)
    made = write_packages(project, "pilot", folder, "lead", **options)  # type: ignore[arg-type]
    return {each.coder: each.path for each in made}


def code_all(path: Path, coder: str, code: str, round_: str = "pilot") -> list[str]:
    with Project.open(path) as package:
        session = CodingSession(package, coder, round_=round_)
        for unit in session.units:
            session.apply(unit, code)
            session.finish(unit)
        return session.units


def send(path: Path, output: Path | None = None, **options: bool) -> SentBack:
    with Project.open(path) as package:
        return send_back(package, output, **options)


def merge(project: Project, *paths: Path, answered: Answered | None = None) -> int:
    with looked_over(project, paths) as merging:
        return merging.bring_in("lead", answered).acts


# --- what is in a package ----------------------------------------------------------


def test_row_44_a_package_holds_one_share_and_nothing_else(
    lead: Project, tmp_path: Path
) -> None:
    others = CodingSession(lead, "olga")
    others.apply(others.units[0], "trust")
    others.finish(others.units[0])
    others.note(others.units[1], f"memo of olga {CANARY}")
    a_round(lead)
    drawn = lead.rounds["pilot"]
    share = set(drawn.share("ben"))
    path = packages(lead, tmp_path / "out", coders=["ben"], closed=["role"])["ben"]
    assert lead.rounds["pilot"].phase is Phase.BLIND
    raw = path.read_bytes()
    for name in (b"olga", b"amy", b"cem", b"lead", b"export.csv", b"area"):
        assert name not in raw, name
    for question in lead.answers.questions().values():
        for unit in lead.answers.all_units(question.id) if question.is_open else ():
            assert (unit.text.encode() in raw) == (unit.id in share), unit.name
    for other in set(drawn.units) - share:
        assert other.encode() not in raw
    with sqlite3.connect(path) as plain:
        assert plain.execute("PRAGMA freelist_count").fetchone() == (0,)
        kinds = dict(plain.execute("SELECT kind, count(*) FROM acts GROUP BY kind"))
        assert kinds == {"codebook": 1, "round": 3}
        assert plain.execute("SELECT count(*) FROM showings").fetchone() == (0,)
        closed = plain.execute("SELECT DISTINCT question FROM closed_answers")
        assert closed.fetchall() == [("role",)]
    plain.close()
    with Project.open(path) as package:
        assert package.package is not None
        session = CodingSession(package, "ben", round_="pilot")
        assert session.units == [u for u in drawn.share("ben")]
        assert [c.id for c in session.codebook] == [c.id for c in lead.codebook]
        for coder, round_ in (("amy", "pilot"), ("ben", "")):
            with pytest.raises(RoundError, match="ben's package for the round pilot"):
                CodingSession(package, coder, round_=round_)
        with pytest.raises(RoundError, match="rounds are led in the project"):
            phases.release(package, "pilot", "ben", unfinished_too=True)


def test_parts_of_an_answer_that_are_not_drawn_are_blank(
    lead: Project, tmp_path: Path
) -> None:
    (unit,) = lead.answers.units(lead.answers.unit_ids("challenges")[:1])
    split(lead, [by_hand(lead, unit, at=[len(CANARY) + 1])], "lead")
    a_round(lead, size=12)
    drawn = lead.rounds["pilot"]
    parts = [
        u for u in lead.answers.unit_ids("challenges") if lead.fold.whole_of(u) != u
    ]
    made = packages(lead, tmp_path / "out")
    for coder, path in made.items():
        mine = [part for part in parts if part in drawn.share(coder)]
        with Project.open(path) as package:
            for found in package.answers.units(mine):
                (here,) = lead.answers.units([found.id])
                assert found.text == here.text
        for part in set(parts) - set(mine):
            (here,) = lead.answers.units([part])
            boxed = here.text.strip()
            if len(boxed) > len(CANARY):
                assert boxed.encode() not in path.read_bytes()


def test_packages_are_refused_in_sentences(lead: Project, tmp_path: Path) -> None:
    drawing.draw_round(lead, "pilot", drawing.Wanted(size=4), "lead")
    with pytest.raises(RoundError, match="Nobody codes the round pilot yet"):
        packages(lead, tmp_path / "out")
    drawing.assign_evenly(lead, "pilot", ["amy", "ben"], "lead")
    with pytest.raises(RoundError, match="bne has no share") as caught:
        packages(lead, tmp_path / "out", coders=["bne"])
    assert caught.value.hint == "Did you mean “ben”?"
    with pytest.raises(UsageConflict, match="no closed question “rolle”") as found:
        packages(lead, tmp_path / "out", closed=["rolle"])
    assert found.value.hint == "Did you mean “role”?"
    (tmp_path / "taken").write_text("a file")
    for folder in (tmp_path / "taken", tmp_path / "taken" / "below"):
        with pytest.raises(OutputError, match="is a file, not a folder"):
            write_packages(lead, "pilot", folder, "lead")
    assert lead.rounds["pilot"].phase is Phase.OPEN
    write_packages(lead, "pilot", tmp_path / "out", "lead")
    with pytest.raises(OutputError, match="exists already"):
        packages(lead, tmp_path / "out")


def test_a_locked_package_opens_with_its_passphrase_only(
    lead: Project, tmp_path: Path
) -> None:
    pytest.importorskip("pyrage")
    from hsbcode.files.locking import unlock

    a_round(lead)
    with pytest.raises(UsageConflict, match="at least 8"):
        packages(lead, tmp_path / "out", coders=["ben"], passphrase="short")
    path = packages(lead, tmp_path / "out", coders=["ben"], passphrase="four words go")
    data = path["ben"].read_bytes()
    assert path["ben"].name == "p-pilot-ben.hsb.age"
    assert CANARY.encode() not in data
    assert b"SQLite format" not in data
    with pytest.raises(UsageConflict, match="does not open with this passphrase"):
        unlock(data, "another one", "p.age")
    assert unlock(data, "four words go", "p.age").startswith(b"SQLite format 3")
    with pytest.raises(RoundError, match="is locked with a passphrase"):
        merge(lead, path["ben"])


def test_without_the_library_a_sentence_says_how_to_get_it(
    lead: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyrage", None)
    a_round(lead)
    with pytest.raises(UsageConflict, match="cannot be locked here") as caught:
        packages(lead, tmp_path / "out", passphrase="four words go")
    assert "hsbcode[lock]" in caught.value.hint
    assert not list((tmp_path / "out").iterdir())


# --- there and back ----------------------------------------------------------------


def test_what_is_sent_back_holds_no_answer_and_memos_on_request(
    lead: Project, tmp_path: Path
) -> None:
    a_round(lead)
    path = packages(lead, tmp_path / "out")["ben"]
    code_all(path, "ben", "trust")
    with Project.open(path) as package:
        session = CodingSession(package, "ben", round_="pilot")
        session.note(session.units[0], f"she says {CANARY}")
    plain, told = tmp_path / "a.codings.gz", tmp_path / "b.codings.gz"
    said = send(path, plain)
    assert said.finished == said.answers == len(lead.rounds["pilot"].share("ben"))
    assert CANARY.encode() not in gzip.decompress(plain.read_bytes())
    send(path, told, memos=True)
    assert f"she says {CANARY}".encode() in gzip.decompress(told.read_bytes())
    assert merge(lead, plain) == 2 * said.answers
    assert merge(lead, plain) == 0
    assert merge(lead, told) == 1
    assert merge(lead, path) == 0
    held = lead.fold.pass_of("ben", "pilot")
    assert {tuple(own.codes) for own in held.values()} == {("trust",)}
    assert lead.fold.passes == {}
    assert sum(len(own.notes) for own in held.values()) == 1


def test_three_laptops_come_back_in_any_order_and_twice(
    lead: Project, tmp_path: Path
) -> None:
    earlier = CodingSession(lead, "ben")
    earlier.apply(earlier.units[0], "trust")
    a_round(lead)
    made = packages(lead, tmp_path / "out")
    for coder, code in (("amy", "trust"), ("ben", "money"), ("cem", "skills")):
        code_all(made[coder], coder, code)
    sent = send(made["ben"], tmp_path / "ben.codings.gz").path
    other = tmp_path / "q.hsb"
    shutil.copy(lead.path, other)
    assert merge(lead, made["amy"], sent, made["cem"]) == 2 * 16
    with Project.open(other) as again:
        for path in (made["cem"], made["ben"], made["amy"], sent, made["amy"]):
            merge(again, path)
        assert again.fold == lead.fold
        ids = {act.id for act in again.log.all()}
    assert ids == {act.id for act in lead.log.all()}
    released = phases.release(lead, "pilot", "lead")
    assert released.frozen is not None
    assert not released.frozen.left


def test_what_comes_after_the_release_is_kept_and_counted_late(
    lead: Project, tmp_path: Path
) -> None:
    a_round(lead)
    made = packages(lead, tmp_path / "out")
    code_all(made["ben"], "ben", "money")
    phases.release(lead, "pilot", "lead", unfinished_too=True)
    with looked_over(lead, [made["ben"]]) as merging:
        assert merging.coming.files[0].late == merging.coming.acts > 0


# --- what does not fit -------------------------------------------------------------


def altered(path: Path, target: Path, *statements: str) -> Path:
    shutil.copy(path, target)
    with sqlite3.connect(target) as raw:
        for statement in statements:
            raw.execute(statement)
    raw.close()
    return target


def refusal(project: Project, path: Path) -> str:
    before = project.log.count()
    with pytest.raises(HsbcodeError) as caught, looked_over(project, [path]):
        pass
    assert project.log.count() == before
    assert path.name in caught.value.message
    assert CANARY not in caught.value.message
    return caught.value.message


_COPY_OF_ONE = (
    "INSERT INTO acts SELECT '01900000-0000-7000-8000-000000000001', replica, 9999, "
    'coder, at, press, undoes, kind, {ends}, unit, {code}, flag, start, "end", origin, '
    "shown, codebook, round, body, picked FROM acts WHERE kind = 'apply' LIMIT 1"
)
HOSTILE = {
    "coder": (
        ["UPDATE acts SET coder = 'amy' WHERE kind = 'apply'"],
        "steps that are not ben's",
    ),
    "round": (
        ["UPDATE acts SET round = 'other' WHERE kind = 'apply'"],
        "steps that are not ben's",
    ),
    "outside": (
        ["UPDATE acts SET round = NULL WHERE kind = 'apply'"],
        "steps that are not ben's",
    ),
    "unit": (
        ["UPDATE acts SET unit = 'another' WHERE kind = 'apply'"],
        "not in ben's share",
    ),
    "id": (
        ["UPDATE acts SET id = 'x' || id WHERE kind = 'apply'"],
        "a step that is none",
    ),
    "future": (
        ["UPDATE acts SET id = 'ff' || substr(id, 3) WHERE kind = 'apply'"],
        "of the far future",
    ),
    "release": (
        ["UPDATE acts SET kind = 'round', flag = 'release' WHERE kind = 'apply'"],
        "steps that are not ben's",
    ),
    "kind": (
        ["UPDATE acts SET kind = 'settle' WHERE kind = 'apply'"],
        "steps that are not ben's",
    ),
    "trigger": (
        [
            "CREATE TRIGGER t AFTER INSERT ON acts BEGIN "
            "DELETE FROM acts WHERE coder <> 'x'; END"
        ],
        "tables that hsbcode does not make",
    ),
    "view": (["CREATE VIEW v AS SELECT 1"], "tables that hsbcode does not make"),
    "text": (["UPDATE boxes SET text = 'other'"], "another text for the answer"),
    "study": (
        [
            "UPDATE project SET value = 'x' WHERE key = 'created'",
            "UPDATE project SET value = 'x' WHERE key = 'study'",
        ],
        "belongs to another study",
    ),
    "package": (
        ["UPDATE project SET value = '[1' WHERE key = 'package'"],
        "does not say of whom",
    ),
    "nobody": (
        [
            "UPDATE project SET value = "
            '\'{"round": "pilot", "coder": "eve"}\' WHERE key = \'package\''
        ],
        "who has no share",
    ),
    "ends": (
        [
            _COPY_OF_ONE.format(
                ends="'01900000-0000-7000-8000-00000000000f'", code="code"
            )
        ],
        "takes back steps of others",
    ),
    "frame": (
        [
            "UPDATE acts SET kind = 'codebook', round = NULL, body = 'b', unit = NULL "
            "WHERE kind = 'apply'",
            "INSERT INTO bodies VALUES ('b', '{\"title\": 1, \"codes\": 5}')",
        ],
        "a codebook that is not sound",
    ),
    "code": (
        ["UPDATE acts SET code = 'nowhere' WHERE kind = 'apply'"],
        "codes or flags that are not here",
    ),
    "origin": (
        ["UPDATE acts SET origin = 'oracle' WHERE kind = 'apply'"],
        "codes or flags that are not here",
    ),
    "span": (
        ["UPDATE acts SET start = 2, \"end\" = 4000 WHERE kind = 'apply'"],
        "marks words where an answer has none",
    ),
    "press": (
        ["UPDATE acts SET press = 'ff' || substr(press, 3) WHERE kind = 'apply'"],
        "of the far future",
    ),
    "json": (
        [
            "UPDATE acts SET kind = 'codebook', round = NULL, body = 'b', unit = NULL "
            "WHERE kind = 'apply'",
            "INSERT INTO bodies VALUES ('b', '[[[')",
        ],
        "says nothing that can be read",
    ),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_an_altered_package_brings_nothing(
    lead: Project, tmp_path: Path, what: str
) -> None:
    a_round(lead)
    path = packages(lead, tmp_path / "out")["ben"]
    code_all(path, "ben", "trust")
    statements, words = HOSTILE[what]
    assert words in refusal(lead, altered(path, tmp_path / "bad.hsb", *statements))


@pytest.mark.parametrize(
    ("kind", "flag", "text"),
    [
        ("round", "assign", '{"amy": 5}'),
        ("round", "release", '{"seen": [1]}'),
        ("round", "draw", "[]"),
        ("setting", "lead", "[[["),
        ("codebook", "add", '{"title": "", "language": "", "codes": [{"id": 1}]}'),
        ("codebook", "add", "[" * 100_000),
    ],
)
def test_a_whole_copy_that_is_not_sound_brings_nothing(
    lead: Project, tmp_path: Path, kind: str, flag: str, text: str
) -> None:
    a_round(lead)
    other = tmp_path / "q.hsb"
    shutil.copy(lead.path, other)
    with Project.open(other) as there, there.transaction():
        log = there.log
        body = log.add_body(text)
        press = log.new_id()
        log.add([log.make("x", press, kind, flag=flag, body=body, round="pilot")])
    refusal(lead, other)


def test_steps_known_here_cannot_come_back_otherwise(
    lead: Project, tmp_path: Path
) -> None:
    a_round(lead)
    path = packages(lead, tmp_path / "out")["ben"]
    code_all(path, "ben", "trust")
    merge(lead, path)
    bad = altered(
        path,
        tmp_path / "bad.hsb",
        "UPDATE acts SET code = 'money' WHERE kind = 'apply'",
    )
    assert "it was altered" in refusal(lead, bad)
    bad = altered(
        path,
        tmp_path / "seq.hsb",
        "UPDATE acts SET id = '0190' || substr(id, 5) WHERE kind = 'apply'",
    )
    assert "numbers its steps" in refusal(lead, bad)


def test_judgements_cannot_be_dated_back_before_a_release(
    lead: Project, tmp_path: Path
) -> None:
    a_round(lead)
    path = packages(lead, tmp_path / "out")["ben"]
    units = code_all(path, "ben", "trust")
    sent = tmp_path / "early.hsb"
    shutil.copy(path, sent)
    with Project.open(path) as package:
        session = CodingSession(package, "ben", round_="pilot")
        session.remove(units[0], "trust")
    with sqlite3.connect(sent) as raw:
        raw.execute("UPDATE acts SET seq = seq + 50 WHERE kind IN ('apply', 'finish')")
    raw.close()
    merge(lead, sent)
    phases.release(lead, "pilot", "lead", unfinished_too=True)
    late = tmp_path / "late.hsb"
    shutil.copy(sent, late)
    with sqlite3.connect(late) as raw:
        raw.execute(
            _COPY_OF_ONE.format(ends="NULL", code="'money'").replace("9999", "3")
        )
    raw.close()
    assert "when it was released" in refusal(lead, late)


@pytest.mark.parametrize("what", ["cut", "noise", "empty", "gz", "json", "columns"])
def test_broken_files_bring_nothing(lead: Project, tmp_path: Path, what: str) -> None:
    a_round(lead)
    path = packages(lead, tmp_path / "out")["ben"]
    code_all(path, "ben", "trust")
    sent = send(path, tmp_path / "ben.codings.gz").path
    bad = tmp_path / "bad.file"
    data = sent.read_bytes()
    lines = gzip.decompress(data)
    made = {
        "cut": path.read_bytes()[:9000],
        "noise": b"\x00" * 5000,
        "empty": b"",
        "gz": data[: len(data) // 2],
        "json": gzip.compress(lines.replace(b"trust", b"money")),
        "columns": gzip.compress(b'{"what": "hsbcode codings", "format": 1}\n'),
    }
    bad.write_bytes(made[what])
    refusal(lead, bad)


def forged(sent: Path, target: Path, change: dict[str, object]) -> Path:
    """Write a file of codings anew with another value in each act, sums and all."""
    import hashlib

    first, _, rest = gzip.decompress(sent.read_bytes()).partition(b"\n")
    head = json.loads(first)
    rows = [json.loads(line) for line in rest.splitlines()]
    for row in rows[: head["acts"]]:
        for name, value in change.items():
            row[head["columns"].index(name)] = value
    lines = "\n".join(map(json.dumps, rows)).encode()
    head["sha256"] = hashlib.sha256(lines).hexdigest()
    target.write_bytes(gzip.compress(json.dumps(head).encode() + b"\n" + lines))
    return target


@pytest.mark.parametrize(
    "change",
    [
        {"coder": "amy"},
        {"round": "other"},
        {"unit": "u"},
        {"seq": "many"},
        {"seq": -1},
        {"seq": 2**80},
        {"id": None},
        {"id": ["a"]},
        {"kind": "round"},
        {"at": "x" * 10_000},
        {"start": {"a": 1}},
        {"coder": None},
    ],
)
def test_forged_codings_bring_nothing(
    lead: Project, tmp_path: Path, change: dict[str, object]
) -> None:
    a_round(lead)
    path = packages(lead, tmp_path / "out")["ben"]
    code_all(path, "ben", "trust")
    sent = send(path, tmp_path / "ben.codings.gz").path
    refusal(lead, forged(sent, tmp_path / "bad.codings.gz", change))


# --- the codebook ------------------------------------------------------------------


def test_new_codes_of_two_coders_stand_side_by_side(
    lead: Project, tmp_path: Path
) -> None:
    a_round(lead)
    made = packages(lead, tmp_path / "out")
    for coder in ("amy", "ben"):
        with Project.open(made[coder]) as package:
            session = CodingSession(package, coder, round_="pilot")
            code = session.create_code("Fear of error")
            session.apply(session.units[0], code.id)
    with looked_over(lead, [made["amy"], made["ben"]]) as merging:
        coming = merging.coming
        assert {code.label for code in coming.new_codes} == {"Fear of error"}
        assert len(coming.new_codes) == 2
        assert coming.heads == 2
        assert len(coming.same_named) == 1
        merging.bring_in("lead")
    assert len(lead.codebook_heads) == 2
    assert sum(code.label == "Fear of error" for code in lead.codebook) == 2
    with pytest.raises(RoundError, match="versions side by side"):
        phases.release(lead, "pilot", "lead", unfinished_too=True)
    make_edit(lead, adding(lead, "Of the lead"), "lead")
    assert len(lead.codebook_heads) == 2


def test_the_preview_is_exactly_what_comes_in(lead: Project, tmp_path: Path) -> None:
    a_round(lead)
    path = packages(lead, tmp_path / "out")["ben"]
    code_all(path, "ben", "trust")
    with Project.open(path) as package:
        session = CodingSession(package, "ben", round_="pilot")
        session.note(session.units[0], "a memo")
        session.remove(session.units[1], "trust")
    before = {act.id for act in lead.log.all()}
    with looked_over(lead, [path]) as merging:
        (by,) = merging.coming.coders
        coming = merging.bring_in("lead")
    came = [act for act in lead.log.all() if act.id not in before]
    assert coming.acts == by.acts == len(came)

    def count(kind: ActKind) -> int:
        return sum(act.kind == kind for act in came)

    assert by.codings == count(ActKind.APPLY)
    assert by.finished == count(ActKind.FINISH)
    assert by.memos == count(ActKind.NOTE) == 1
    assert by.taken_back == count(ActKind.REMOVE) + count(ActKind.REOPEN)
    assert by.answers == len({act.unit for act in came if act.kind != ActKind.NOTE})
    assert [made.why for made in list_backups(lead.path)] == ["before merge"]


# --- the whole walk by commands -------------------------------------------------------


def said(capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> str:
    with pytest.raises(SystemExit) as ended:
        main(list(words))
    assert (ended.value.code or 0) == code
    captured = capsys.readouterr()
    return captured.out + captured.err


def test_row_44_the_walk_of_a_lead_and_three_coders(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    make_project(tmp_path / "p.hsb", ANSWERS, closed={"role": ROLES}).close()
    said(capsys, "round", "draw", "p.hsb", "pilot", "--size", "6")
    said(capsys, "round", "assign", "p.hsb", "pilot", "amy", "ben", "cem")
    told = json.loads(package_json(capsys))
    assert [each["coder"] for each in told] == ["amy", "ben", "cem"]
    assert told[0]["closed"] == ["role"]
    for coder in ("amy", "ben", "cem"):
        monkeypatch.setattr("sys.stdin", io.StringIO("+ Trust\n\n" * 3 + "q\n"))
        out = said(capsys, "code", f"p-pilot-{coder}.hsb", "--plain")
        assert "Answer 1 of 6" in out
    assert "is ben's package" in said(
        capsys, "code", "p-pilot-ben.hsb", "--coder", "amy", "--plain", code=1
    )
    assert "rounds are led in the project" in said(
        capsys, "round", "release", "p-pilot-ben.hsb", "pilot", "--unfinished", code=1
    )
    assert "nothing is brought into a package" in said(
        capsys, "merge", "p-pilot-ben.hsb", "p-pilot-amy.hsb", code=1
    )
    assert "No answer is in it" in said(capsys, "round", "send", "p-pilot-ben.hsb")
    files = ("p-pilot-amy.hsb", "p-pilot-ben.codings.gz", "p-pilot-cem.hsb")
    assert "Nothing was changed" in said(capsys, "merge", "p.hsb", *files, "--dry-run")
    assert "Done." in said(capsys, "merge", "p.hsb", *files, "--yes")
    assert "nothing new" in said(capsys, "merge", "p.hsb", *files, "--yes")
    assert "is no coder package" in said(capsys, "round", "send", "p.hsb", code=1)


def package_json(capsys: pytest.CaptureFixture[str]) -> str:
    with pytest.raises(SystemExit):
        main(["round", "package", "p.hsb", "pilot", "--closed", "role", "--json"])
    return capsys.readouterr().out
