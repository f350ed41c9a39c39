"""Drafts about a survey of another kind: nothing is tied to the shipped study."""

import pytest

from hsbcode.results.drafts.checking import Known
from hsbcode.workflows.checking.drafts import results_of
from hsbcode.workflows.studying import read_study
from tests.draft_reading import checked, letters
from tests.library_project import library_project


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Known:
    with library_project(tmp_path_factory.mktemp("library") / "library.hsb") as project:
        return results_of(project, read_study(project))


@pytest.mark.parametrize(
    ("sentence", "verdicts"),
    [
        ("65% of users are satisfied with the library.", "R"),
        ("Two thirds of those who answered are satisfied with the library.", "R"),
        ("Almost a third (30%) are very satisfied.", "RR"),
        ("Half are very satisfied.", "W"),
        ("A quarter of respondents are dissatisfied with the library.", "R"),
        ("35% are not satisfied.", "R"),
        ("Sixty per cent would come if the library opened on Sundays.", "R"),
        ("60% (n=75) would come on Sundays.", "R"),
        ("60% (n=80) would come on Sundays.", "B"),
        ("80% would come on Sundays.", "W"),
        ("A third said they would not come on a Sunday.", "R"),
        ("75% borrow books, 25% use the computers and 31% attend talks.", "RRR"),
        ("Three quarters use the computers.", "W"),
        ("Books are borrowed by 75 per cent; newspapers are read by 13%.", "RR"),
        ("Newspapers are read by 31 per cent.", "W"),
        ("45% come every week and 5% every day.", "RR"),
        ("45% come every day.", "W"),
        ("Half of our users come every week or every day.", "R"),
        ("Borrowing books is the most common use.", "R"),
        ("Reading newspapers is more common than attending talks.", "W"),
        ("80 people took part in the survey.", "R"),
        ("We surveyed 90 library users.", "W"),
        ("20 junior members took part.", "R"),
        ("60 of 80 respondents borrow books.", "R"),
        ("40 of 80 respondents borrow books.", "W"),
        ("Most respondents borrow books.", "R"),
        ("Most junior members are very satisfied.", "W"),
        ("More than half of the respondents attend talks.", "W"),
        ("According to our survey, 48% of users want a café with cakes.", "X"),
        ("Nationally, 34% of adults used a library in 2019 (Smith, 2020).", "N"),
        ("Our budget fell by 12% to £40,000.", "N"),
        ("A survey by the county found that 70% want longer hours.", "N"),
    ],
)
def test_sentences(known: Known, sentence: str, verdicts: str) -> None:
    assert letters(sentence, known) == verdicts


def test_a_cautious_word_for_a_large_share_is_doubtful(known: Known) -> None:
    assert letters("Several respondents borrow books.", known) == "D"


def test_no_word_is_judged_on_few_people(known: Known) -> None:
    (found,) = checked("Many volunteers borrow books.", known)
    assert not found.verdict.is_fault
    assert "fewer than 30 people" in found.reason
