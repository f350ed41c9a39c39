"""Quotes of drafts: word for word, still there, free to be quoted."""

from pathlib import Path

import pytest

from hsbcode.domain.drafts import Checked, Draft, DraftVerdict
from hsbcode.files.draft_texts import text_passages
from hsbcode.quotes.draft_quotes import fragments_of
from hsbcode.store.project import Project
from hsbcode.workflows.checking.quotes import check_quotes
from hsbcode.workflows.coding import CodingSession
from hsbcode.workflows.importing.bringing_in import apply_plans, look_at, plan_import
from hsbcode.workflows.opening import create_project
from hsbcode.workflows.studying import read_study
from tests.library_project import library_project


@pytest.fixture
def library(tmp_path: Path) -> Project:
    return library_project(tmp_path / "library.hsb")


def judged(project: Project, text: str) -> list[Checked]:
    draft = Draft("draft", text_passages(text, markdown=True))
    return list(check_quotes(project, read_study(project), draft))


@pytest.mark.parametrize(
    "quote",
    [
        "so cold in winter that I keep my coat and gloves on",
        "So cold in winter […] I keep my coat and gloves on.",
        "The reading room is so cold … that I keep my coat",
        "[It] is so cold in winter that I keep my coat",
        "The reading room  is so\ncold in winter",
    ],
)
def test_a_quote_may_be_cut_and_marked(library: Project, quote: str) -> None:
    (found,) = judged(library, f"“{quote}” – Adult member")
    assert found.verdict is DraftVerdict.RIGHT
    assert found.references == ("1/wishes/1",)


def test_a_masked_name_is_a_gap(library: Project) -> None:
    text = "> “[name] at the desk found me a book I had been after”"
    assert judged(library, text)[0].verdict is DraftVerdict.RIGHT


def test_a_changed_word_is_found_and_the_answer_is_named(library: Project) -> None:
    text = "“The reading room is so warm in winter that I keep my coat” – Adult member"
    (found,) = judged(library, text)
    assert found.verdict is DraftVerdict.WRONG
    assert "1/wishes/1" in found.reason
    assert "gloves" not in found.reason


def test_pieces_of_two_answers_are_no_quote(library: Project) -> None:
    text = "“Mobile phones everywhere […] I bring a hot water bottle” – Adult member"
    assert judged(library, text)[0].verdict is DraftVerdict.WRONG


def test_words_that_nobody_wrote(library: Project) -> None:
    attributed, loose = judged(
        library,
        "“We should open at six in the morning”, wrote a volunteer.\n\n"
        "The mayor spoke of “a jewel in the crown of this town”.",
    )
    assert attributed.verdict is DraftVerdict.WRONG
    assert loose.verdict is DraftVerdict.DOUBTFUL


def test_a_flagged_answer_must_not_be_quoted(library: Project) -> None:
    unit = read_study(library).units["wishes"][2]
    CodingSession(library, "ann", "wishes").flag(unit.id, "identifiable")
    text = "“Margaret at the desk found me a book” – Junior member"
    (found,) = judged(library, text)
    assert found.verdict is DraftVerdict.WRONG
    assert "flagged identifiable" in found.reason


def test_an_answer_that_a_later_export_changed_must_not_be_quoted(
    tmp_path: Path,
) -> None:
    head = "Respondent ID,Role,What is hard about your work?\n"
    rows = [f"r{n},Nurse,It is hard to say it well in number {n}\n" for n in range(9)]
    later = rows[0].replace("hard to say it well", "hard to say anything")
    with create_project(tmp_path / "p.hsb", "s") as project:
        for name, lines in (("a", rows), ("b", [later, *rows[1:]])):
            export = tmp_path / f"{name}.csv"
            export.write_text(head + "".join(lines))
            raw, known = look_at(export, project=project, wave="1")
            plan = plan_import(project, raw, known, study="s", wave="1")
            apply_plans(project, [plan])
        (old,) = judged(project, "“hard to say it well in number 0” – Nurse")
        (new,) = judged(project, "“hard to say anything in number 0” – Nurse")
    assert old.verdict is DraftVerdict.WRONG
    assert "changed or withdrawn" in old.reason
    assert new.verdict is DraftVerdict.RIGHT


def test_labels_and_short_words_in_quotation_marks_are_no_quotes(
    library: Project,
) -> None:
    text = (
        "We asked “How often do you come to the library?” and call it “frequency”. "
        "“Kind of membership” and “What should change?” stood beside it."
    )
    assert judged(library, text) == []


def test_fragments_are_what_stands_between_cuts() -> None:
    assert fragments_of("One […] two [place], three… four") == (
        "one",
        "two",
        "three",
        "four",
    )
    assert fragments_of("[…]") == ()
