"""One result said in many ways: what a checker has to take as it comes."""

from pathlib import Path

import pytest

from hsbcode.results.drafts.checking import Known
from tests.draft_reading import checked, letters, results_in
from tests.reporting_study import HOSTILE

SAID = [
    (
        "Four in ten professionals said they felt worried when dealing with "
        "such cases.",
        "W",
    ),
    ("The work left 40 per cent of staff worried.", "W"),
    (
        "Half of staff lacked confidence when working with children who display "
        "harmful sexual behaviour.",
        "W",
    ),
    ("50% of workers have little confidence in their work with these children.", "W"),
    (
        "Half the workforce reported low levels of confidence in working with "
        "children displaying HSB.",
        "W",
    ),
    ("Two-thirds of respondents were worried about carrying out direct work.", "W"),
    ("Two out of three said that direct work with children worried them.", "W"),
    (
        "43% of respondents who had worked with six or more children said all "
        "or most of them had experienced neglect.",
        "W",
    ),
    (
        "Among those with six or more cases, 23% said most or all had been "
        "sexually abused by others.",
        "W",
    ),
    ("Of the 594 who told us about their feelings, 40% were upset.", "W"),
    ("40% of the 594 respondents felt upset.", "W"),
    (
        "62% of professionals surveyed said that technology was increasingly involved.",
        "W",
    ),
    (
        "The survey revealed that 62% of practitioners had noticed more cases "
        "involving the internet.",
        "W",
    ),
    (
        "Around two-thirds of front-line staff felt confident about identifying "
        "harmful sexual behaviour.",
        "R",
    ),
    ("Some 66% agreed or strongly agreed that they are confident in identifying.", "R"),
    (
        "Three in four said they had the knowledge and skills needed to "
        "identify harmful sexual behaviour.",
        "R",
    ),
    ("More than a third (36%) reported feeling anxious.", "R"),
    (
        "Just 9% of practitioners strongly agreed they were confident "
        "identifying the behaviour.",
        "R",
    ),
    (
        "Just over a third of practitioners, 35 per cent, had received HSB training.",
        "R",
    ),
    (
        "Only 35 per cent had training about harmful sexual behaviour in the "
        "last three years.",
        "R",
    ),
    ("A quarter of respondents felt worried.", "R"),
    ("Two fifths felt upset by the work.", "R"),
    (
        "Seven in ten practitioners (73%) agree that they fully understand what "
        "HSB is.",
        "R",
    ),
    (
        "28% of practitioners are confident in developing plans, the lowest of "
        "six areas.",
        "R",
    ),
    (
        "Only 28% of practitioners are confident in identifying harmful sexual "
        "behaviour.",
        "W",
    ),
    (
        "Of practitioners who use support, 70% with one-to-one supervision said "
        "it improved their confidence, against 53% without.",
        "R",
    ),
    (
        "Practitioners who had 1:1 supervision said more often that support "
        "improved their confidence (70%) than those without (53%).",
        "R",
    ),
    ("In area 2, 78% have one-to-one supervision.", "R"),
    ("More information: www.example.org/report2017, ISBN 978-1-85228-5.", "N"),
    ("About 9,000 offences were recorded in 2016.", "N"),
    (
        "The consortium is in its seventh round and has six members; the report "
        "makes four recommendations.",
        "N",
    ),
    ("Six local areas took part, with 594 respondents in total.", "R"),
    (
        "Managers feel supported: 74% agreed that the wider local partnership "
        "supports them.",
        "W",
    ),
    (
        "Nearly half of practitioners (47%) are confident in managing the "
        "emotional impact.",
        "R",
    ),
    (
        "33% of practitioners say they have the knowledge and skills for direct "
        "work with parents.",
        "R",
    ),
    ("Every practitioner agreed that they were confident in identifying.", "W"),
    ("The feelings named most were upset (40%), anxious (36%) and worried (25%).", "R"),
    ("Upset: 40%\n\nAnxious: 36%\n\nWorried: 25%", "R"),
    ("Upset: 25%\n\nWorried: 40%", "W"),
    (
        "Practitioners' confidence is lowest for plans (28%) and highest for "
        "identifying (66%).",
        "R",
    ),
]
"""A text, and R where nothing in it is wrong, W where something is, N where nothing of
it is a figure of the survey."""


@pytest.fixture(scope="module")
def known(demo_project: Path) -> Known:
    return results_in(demo_project)


@pytest.mark.parametrize(("text", "expected"), SAID)
def test_phrasings(known: Known, text: str, expected: str) -> None:
    found = letters(text, known)
    if expected == "W":
        assert set(found) & set("WBPX")
    else:
        assert set(found) <= {expected}
        assert expected == "N" or found


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_checked(known: Known, text: str) -> None:
    checked(f"Of those asked, 36% said {text} and felt anxious.", known)
    checked(f"| Feeling | % |\n|---|---|\n| {text[:80]} | 36 |", known)
