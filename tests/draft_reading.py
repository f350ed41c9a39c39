"""Verdicts on lines of a draft, in the fewest words."""

from pathlib import Path

from hsbcode.domain.drafts import Checked, Draft, DraftVerdict
from hsbcode.files.draft_texts import text_passages
from hsbcode.results.drafts.checking import Known, check_numbers
from hsbcode.workflows.checking.drafts import results_of
from hsbcode.workflows.opening import open_project
from hsbcode.workflows.studying import read_study

LETTERS = {
    DraftVerdict.RIGHT: "R",
    DraftVerdict.ROUNDING: "R",
    DraftVerdict.WRONG: "W",
    DraftVerdict.PARTLY: "P",
    DraftVerdict.BASE_WRONG: "B",
    DraftVerdict.NO_RESULT: "X",
    DraftVerdict.DOUBTFUL: "D",
    DraftVerdict.NOT_JUDGED: "N",
}


def results_in(path: Path) -> Known:
    """Return what drafts about a project are held against."""
    with open_project(path, write=False) as project:
        return results_of(project, read_study(project))


def checked(text: str, known: Known) -> list[Checked]:
    """Return what is found in a text of Markdown."""
    return list(
        check_numbers(Draft("draft", text_passages(text, markdown=True)), known)
    )


def letters(text: str, known: Known) -> str:
    """Return a letter for each verdict: R right, W wrong, P partly, B base …"""
    return "".join(LETTERS[one.verdict] for one in checked(text, known))
