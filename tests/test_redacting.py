"""Redaction: proposed, decided by a person, logged, gone from what leaves."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from hsbcode.domain.acts import Act, ActKind
from hsbcode.domain.errors import UsageConflict
from hsbcode.domain.joint import JointDisplay, JointPair, JointRow
from hsbcode.domain.quotes import QuoteTable
from hsbcode.domain.tables import Cell
from hsbcode.store.project import Project
from hsbcode.workflows.exporting import export_codings
from hsbcode.workflows.log.history import History
from hsbcode.workflows.log.undoing import take_back
from hsbcode.workflows.naming import change_names
from hsbcode.workflows.opening import open_project
from hsbcode.workflows.quoting.standing import decisions_of
from hsbcode.workflows.quoting.tables import quote_tables
from hsbcode.workflows.redacting.allowing import change_allowed
from hsbcode.workflows.redacting.choosing_answers import chosen_wholes
from hsbcode.workflows.redacting.clearing_flags import clear_flags
from hsbcode.workflows.redacting.deciding import (
    accept_proposals,
    keep_proposals,
    look_over,
    replace_words,
)
from hsbcode.workflows.redacting.ledger import redaction_log, redaction_sentences
from hsbcode.workflows.redacting.proposing import Proposed, propose
from hsbcode.workflows.redacting.quoted import quoted_wholes, waiting_quotes
from hsbcode.workflows.studying import read_study
from tests.small_projects import make_project
from tests.test_cli import run

Capture = pytest.CaptureFixture[str]
ANSWERS = (
    ("I told Mrs Okonjo at St Bride's Primary about the money",),
    ("He is only nine and the money went to Wexmoor",),
    ("There is never any money for a worker on a Monday",),
    ("Money, says Thandeka, and the NHS says so as well",),
    ("Money [/b] =1+1 from \x1b[31mMr Blott\u202e and so on",),
)
WORDS = ("Okonjo", "Bride", "Wexmoor", "Thandeka", "Blott")


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with make_project(tmp_path / "p.hsb", ANSWERS) as made:
        for unit in made.answers.all_units("challenges"):
            press = made.log.new_id()
            for kind, code in ((ActKind.APPLY, "money"), (ActKind.FINISH, None)):
                made.record(made.log.make("ann", press, kind, unit=unit.id, code=code))
        yield made


def found(project: Project, **wanted: object) -> Proposed:
    steps = propose(project, **wanted)  # type: ignore[arg-type]
    while True:
        try:
            next(steps)
        except StopIteration as end:
            result: Proposed = end.value
            return result


def words(proposed: Proposed) -> list[str]:
    return [each.words(one) for each in proposed.answers for one in each.waiting]


def tables(project: Project) -> tuple[QuoteTable, ...]:
    return quote_tables(read_study(project))


def quoted(project: Project) -> str:
    return "\n".join(
        quote.text
        for table in tables(project)
        for theme in table.themes
        for quote in theme.quotes
    )


def test_proposals_wait_until_somebody_decides(project: Project) -> None:
    first = found(project)
    assert words(first)[:3] == ["Mrs Okonjo", "St Bride's Primary", "nine"]
    assert first.looked_through == len(ANSWERS)
    some = found(project, kinds=("school",))
    number, press = accept_proposals(project, some.answers, "amy")
    assert number == 1
    assert "St Bride's Primary" not in words(found(project))
    ages = found(project, kinds=("age",))
    keep_proposals(project, ages.answers, "amy")
    assert "nine" not in words(found(project))
    take_back(project, press, "amy")
    assert words(found(project))[:2] == ["Mrs Okonjo", "St Bride's Primary"]


def test_an_answer_that_was_read_through_is_done(project: Project) -> None:
    wholes = chosen_wholes(project, answers=["1/challenges/1"])
    units = project.answers.units(sorted(wholes))
    assert look_over(project, units, "amy")[0] == 1
    assert look_over(project, units, "amy") == (0, "")
    left = words(found(project))
    assert "Mrs Okonjo" not in left
    assert "nine" in left


def test_words_that_nobody_proposed_are_replaced_wherever_they_stand(
    project: Project,
) -> None:
    units = project.answers.units(sorted(chosen_wholes(project, answers=["3"])))
    number, _press = replace_words(project, units, "Monday", "date", "amy")
    assert number == 1
    (one,) = decisions_of(project).redactions(units[0].id)
    assert (one.role, one.by) == ("date", "amy")
    with pytest.raises(UsageConflict, match="None of these answers"):
        replace_words(project, units, "Tuesday", "date", "amy")
    with pytest.raises(UsageConflict, match="cannot be replaced"):
        replace_words(project, units, "worker", "secret", "amy")


def test_a_decision_has_a_name(project: Project) -> None:
    answers = found(project).answers
    for nobody in ("project", ""):
        with pytest.raises(UsageConflict):
            accept_proposals(project, answers, nobody)
    assert redaction_log(project) == ()


def test_names_on_the_list_are_masked_without_a_decision(project: Project) -> None:
    change_names(project, ["Wexmoor"])
    proposed = found(project)
    assert "Wexmoor" not in words(proposed)
    listed = [each.words(one) for each in proposed.answers for one in each.listed]
    assert listed == ["Wexmoor"]


def test_the_allow_list_is_a_step_of_the_history(project: Project) -> None:
    change_allowed(project, ["thandeka"], [], "amy")
    assert "Thandeka" not in words(found(project))
    step = History(project).page(0, 1)[0]
    assert "words that may stand in quotes: 1 word" in step.words
    take_back(project, step.press, "amy")
    assert "Thandeka" in words(found(project))
    with pytest.raises(UsageConflict, match="not on the allow-list"):
        change_allowed(project, [], ["Blott"], "amy")
    with pytest.raises(UsageConflict, match="cannot be looked for"):
        change_allowed(project, ["!"], [], "amy")


def test_a_part_of_a_proposal_does_not_decide_all_of_it(project: Project) -> None:
    units = project.answers.units(sorted(chosen_wholes(project, answers=["1"])))
    replace_words(project, units, "Bride", "name", "amy")
    assert "St Bride's Primary" in words(found(project))


def test_the_log_tells_no_words_unless_they_are_wanted(project: Project) -> None:
    accept_proposals(project, found(project).answers, "amy")
    log = redaction_log(project)
    assert {one.done for one in log} == {"replaced"}
    assert {one.by for one in log} == {"amy"}
    plain = json.dumps([one.as_dict(words=False) for one in log])
    assert not any(word in plain for word in WORDS)
    inside = redaction_log(project, words=True)
    assert "Mrs Okonjo" in {one.words for one in inside}
    history = " ".join(step.words for step in History(project).page(0, 20))
    assert not any(word in history for word in WORDS)


def test_reports_say_what_was_replaced_and_nothing_of_it(project: Project) -> None:
    before = waiting_quotes(project, tables(project))
    assert before
    assert all(any(word in quoted(project) for word in one.words) for one in before)
    accept_proposals(project, found(project).answers, "amy")
    text = quoted(project)
    assert not any(word in text for word in WORDS)
    assert waiting_quotes(project, tables(project)) == ()
    first, second, warning = redaction_sentences(project, tables(project))
    assert "[name]" in first
    assert "one person decided" in first
    assert "amy" not in first + second + warning
    assert "0 are marked as read" in second
    assert "nonymis" not in first + second + warning


def test_row_36_redactions_are_in_nothing_that_leaves(
    project: Project, tmp_path: Path
) -> None:
    change_names(project, ["Wexmoor"])
    accept_proposals(project, found(project).answers, "amy")
    for form in ("long", "people"):
        path = tmp_path / f"{form}.csv"
        export_codings(project, path, form, redacted=True)
        text = path.read_text("utf-8")
        assert not any(word in text for word in WORDS)
        assert "[place]" in text
        export_codings(project, tmp_path / f"{form}-whole.csv", form)
    whole = (tmp_path / "long-whole.csv").read_text("utf-8")
    assert all(word in whole for word in WORDS)
    with (tmp_path / "long.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["respondent"] == "1"]
    assert rows[0]["text"] == "I told [name] at [school] about the money"


def flagged(project: Project, reference: str, flag: str) -> Act:
    (unit,) = project.answers.units(sorted(chosen_wholes(project, answers=[reference])))
    act = project.log.make("ben", project.log.new_id(), "flag", unit=unit.id, flag=flag)
    project.record(act)
    return act


def test_a_flag_keeps_an_answer_back_until_a_person_clears_it(
    project: Project,
) -> None:
    answer = ["1/challenges/1"]
    whole = chosen_wholes(project, answers=answer)
    flagged(project, "1", "identifiable")
    flagged(project, "1", "safeguarding")
    assert not whole & quoted_wholes(project)
    assert clear_flags(project, answer, "identifiable", "is about money", "amy") == 1
    assert not whole & quoted_wholes(project), "the other flag stands"
    clear_flags(project, answer, "safeguarding", "told the contact", "amy")
    assert not read_study(project).held_back
    step = History(project).page(0, 1)[0]
    assert (step.by, step.answer) == ("amy for ben", "1/challenges/1")
    assert step.words == "cleared the flag safeguarding: told the contact"
    take_back(project, step.press, "amy")
    assert read_study(project).held_back == whole
    clear_flags(project, answer, "safeguarding", "told the contact", "amy")
    flagged(project, "1", "identifiable")
    assert read_study(project).held_back == whole, "a later flag blocks again"


@pytest.mark.parametrize(
    ("flag", "reason", "by", "message"),
    [
        ("identifiable", "", "amy", "for a reason"),
        ("identifiable", "is fine", "project", "Somebody has to decide"),
        ("", "is fine", "amy", "which flag"),
        ("come_back", "is fine", "amy", "keeps an answer"),
        ("safeguarding", "is fine", "amy", "is not flagged"),
    ],
)
def test_a_flag_is_cleared_for_a_reason_by_somebody(
    project: Project, flag: str, reason: str, by: str, message: str
) -> None:
    flagged(project, "1", "identifiable")
    with pytest.raises(UsageConflict, match=message):
        clear_flags(project, ["1/challenges/1"], flag, reason, by)
    assert read_study(project).held_back


def test_the_commands_decide_and_tell(
    project: Project, tmp_path: Path, capsys: Capture
) -> None:
    flagged(project, "2", "identifiable")
    path = project.path
    project.close()
    run("redact", path, "--json")
    rows = json.loads(capsys.readouterr().out)["proposals"]
    okonjo = next(row for row in rows if row["words"] == "Mrs Okonjo")
    assert (okonjo["answer"], okonjo["kind"]) == ("1/challenges/1", "name")
    assert okonjo["state"] == "waiting"
    run("redact", path, "--accept", "--kind", "name", "--coder", "amy", "--yes")
    assert "hsbcode undo" in capsys.readouterr().err
    run("redact", path, "--log")
    said = capsys.readouterr().out
    assert "1/challenges/1" in said
    assert "[name]" in said
    assert "Okonjo" not in said
    run("redact", path, "--log", "--words")
    assert "Okonjo" in capsys.readouterr().out
    for wrong in (
        ["--accept"],
        ["--accept", "--keep", "--kind", "name"],
        ["--words"],
        ["--hide", "money", "--kind", "age"],
        ["--role", "place"],
        ["--kind", "nam"],
    ):
        run("redact", path, *wrong, code=1)
        assert "hsbcode: " in capsys.readouterr().err
    clearing = ("--clear", "2/challenges/1", "--flag", "identifiable")
    run("flags", path, *clearing, "--reason", "no name in it", "--coder", "amy")
    with open_project(path, write=False) as again:
        assert not read_study(again).held_back


def test_deciding_line_by_line(
    project: Project, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    import io
    import sys

    path = project.path
    project.close()
    typed = "y\nk\nu\nplace\n?\n\nY\nq\n"
    monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
    run("redact", path, "--ask", "--coder", "amy")
    said = capsys.readouterr().out
    assert "⟦1 Mrs Okonjo⟧" in said
    assert "\x1b" not in said
    with open_project(path, write=False) as again:
        log = redaction_log(again)
    assert [one.role for one in log][:2] == ["name", "place"]
    assert all(one.done == "replaced" for one in log)


def test_nothing_the_program_writes_is_called_anonymous() -> None:
    package = Path(__file__).parents[1] / "src" / "hsbcode"
    said = [
        path.name
        for path in sorted(package.rglob("*.py"))
        if "nonymis" in (text := path.read_text("utf-8")) or "nonymiz" in text
    ]
    assert said == []


def test_quotes_of_joint_displays_are_looked_over_too(project: Project) -> None:
    (theme,) = (each for table in tables(project) for each in table.themes)
    cell = JointDisplay(
        id="J1",
        pair=JointPair("money", "role"),
        theme="Money",
        meaning="",
        question="challenges",
        question_label="",
        closed_label="",
        closed_result="",
        rows=(JointRow("Boss", ("Boss",), Cell(), Cell(), theme.quotes),),
        with_theme=Cell(),
        without_theme=Cell(),
    )
    assert waiting_quotes(project, ()) == ()
    assert waiting_quotes(project, (), (cell,)) == waiting_quotes(
        project, tables(project)
    )
    first, _, last = redaction_sentences(project, (), (cell,))
    assert first.startswith("No words were replaced")
    assert last.startswith("Quotes stand as they were written")
