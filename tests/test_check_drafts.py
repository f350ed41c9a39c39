"""Drafts about the shipped study: what is wrong is found, what is right is let pass."""

from pathlib import Path

import pytest

from hsbcode.domain.drafts import DraftVerdict
from hsbcode.results.drafts.checking import Known
from tests.draft_reading import checked, letters, results_in


@pytest.fixture(scope="module")
def known(demo_project: Path) -> Known:
    return results_in(demo_project)


SIX_ERRORS = {
    "I-13": ("Worry is common: 40% of staff say that the work worries them.", "Upset"),
    "I-14": ("Half of the workforce have low confidence in this work.", "No row"),
    "I-15": ("Two thirds worry about working directly with the children.", "25 %"),
    "I-16": (
        "Of respondents with six or more such children, 43% said that most or all of "
        "them had been neglected.",
        "“All” was no answer",
    ),
    "I-01": ("The survey was filled in by 594 practitioners.", "399"),
    "I-17": (
        "The survey also found that 62% had seen cases grow through technology.",
        "echnology",
    ),
}
FIVE_RIGHT = (
    "About two thirds of practitioners are confident that they recognise it.",
    "Three quarters say they have the knowledge and the skills to identify it.",
    "Anxious is what 36% feel.",
    "Only nine per cent strongly agree that they are confident in identifying it.",
    "35% of practitioners have been trained in HSB since 2014.",
)


@pytest.mark.parametrize("name", SIX_ERRORS)
def test_row_47_the_six_errors_of_the_press_are_found(known: Known, name: str) -> None:
    sentence, words = SIX_ERRORS[name]
    (found,) = checked(sentence, known)
    assert found.verdict.is_fault
    assert words in found.reason


@pytest.mark.parametrize("sentence", FIVE_RIGHT)
def test_row_47_five_right_figures_are_accepted(known: Known, sentence: str) -> None:
    (found,) = checked(sentence, known)
    assert found.verdict is DraftVerdict.RIGHT


def test_a_wrong_figure_comes_with_the_right_one_and_where_it_stands(
    known: Known,
) -> None:
    (found,) = checked("40% feel worried.", known)
    assert "25 % (147 of 578)" in found.reason
    assert found.references == ("figure_12.8.1",)


@pytest.mark.parametrize(
    ("sentence", "verdicts"),
    [
        # order of words, passive, lists
        ("Anxiety was reported by 36 per cent, upset by 40 and worry by 25%.", "R"),
        ("Asked about feelings, 40% said upset, 36% anxious and 25% worried.", "RRR"),
        ("Feeling upset was what 40% of those asked reported.", "R"),
        ("The proportion that felt worried was 25 per cent.", "R"),
        (
            "Practitioners were confident in identifying (66%), in assessing (42%) and "
            "in developing plans (28%).",
            "RRR",
        ),
        (
            "Practitioners were confident in identifying (76%), in assessing (42%) and "
            "in developing plans (28%).",
            "WRR",
        ),
        ("73% talk with senior colleagues, 69% with peers.", "RR"),
        ("73% of practitioners talk with peers.", "W"),
        # other words for the same
        ("Two in three practitioners feel sure that they can spot the behaviour.", "R"),
        ("Some 40 per cent say that the work upsets them.", "R"),
        ("A third are confident that they can identify such behaviour.", "W"),
        # bounds
        ("Fewer than half of practitioners (42%) are confident in assessing.", "RR"),
        ("Well over half (57%) agree that they are confident identifying.", "RR"),
        ("More than 40% feel anxious.", "W"),
        ("Nearly half feel anxious.", "W"),
        ("About four in ten feel upset.", "R"),
        # denials and complements
        ("64% of practitioners did not agree that they were confident in direct "
         "work with children.", "R"),
        ("Two thirds of practitioners were not trained.", "R"),
        ("53 per cent of practitioners were trained.", "W"),
        # bases
        ("36% felt anxious (n = 578).", "R"),
        ("36% felt anxious (n = 594).", "B"),
        ("As many as 61% use one-to-one supervision (base: 594).", "B"),
        ("210 of 578 respondents felt anxious.", "R"),
        ("310 of 578 respondents felt anxious.", "W"),
        # groups
        ("Among managers, 44% felt supported by the wider local partnership.", "R"),
        ("Among managers, 64% felt supported by the wider local partnership.", "W"),
        ("80% of practitioners feel supported by the wider local partnership.", "W"),
        ("In education, 67% of staff fully understand what HSB is.", "R"),
        ("In education, 87% of staff fully understand what HSB is.", "W"),
        ("30% of health staff said that their own agency has a policy.", "R"),
        ("50% of health staff said that their own agency has a policy.", "W"),
        # what a recode corrects can be told either way
        ("34% were aware of a specialist service in their area.", "R"),
        ("24% were aware of a specialist service in their area.", "W"),
        # numbers of people
        ("594 people took part in the survey.", "R"),
        ("Almost 600 professionals were surveyed.", "R"),
        ("399 practitioners and 193 managers took part.", "RR"),
        ("We heard from 700 professionals.", "W"),
        # words of quantity
        ("Most practitioners feel confident identifying the behaviour.", "R"),
        ("Most practitioners feel confident in developing plans.", "W"),
        ("The majority of respondents felt anxious.", "W"),
        ("All respondents felt upset.", "W"),
        ("Hardly anyone felt upset.", "W"),
        ("Few practitioners talk with senior colleagues.", "W"),
    ],
)  # fmt: skip
def test_sentences(known: Known, sentence: str, verdicts: str) -> None:
    found = letters(sentence, known)
    assert found == verdicts or set(found) == set(verdicts) == {"R"}


def test_respectively_is_not_read_for_right_numbers_in_wrong_places(
    known: Known,
) -> None:
    text = "40%, 36% and 25% felt upset, anxious and worried respectively."
    assert not any(one.verdict.is_fault for one in checked(text, known))


@pytest.mark.parametrize(
    "sentence",
    [
        "A separate study in two boroughs found that 62% saw more technology.",
        "A third of contact sexual abuse is by under-18s (Hackett, 2014).",
        "Previous research puts it at 26 to 84 per cent.",
        "According to the Crime Survey, 5% of adults were affected.",
        "The council says that nine in ten parents want better lessons.",
        "Reports to the police rose by 80% between 2013 and 2017.",
        "It costs £9.50 and has 64 pages; call 0800 123456.",
        "The guide has 12 chapters; 40 copies were printed in 2016.",
    ],
)
def test_what_is_not_of_this_survey_is_not_judged(known: Known, sentence: str) -> None:
    assert set(letters(sentence, known)) <= {"N"}


def test_said_of_the_survey_but_of_nothing_in_it(known: Known) -> None:
    (found,) = checked("Our survey shows that 48% want cheaper parking.", known)
    assert found.verdict is DraftVerdict.NO_RESULT


def test_a_row_that_does_not_fit_and_a_cell_elsewhere_that_does_is_doubtful(
    known: Known,
) -> None:
    (found,) = checked("43% said that neglect affected most or a lot of them.", known)
    assert found.verdict is DraftVerdict.DOUBTFUL
    assert "Six or more" in found.reason
    assert found.references == ("table_1.1.1",)


def test_an_answer_that_was_not_on_offer_is_a_fault(known: Known) -> None:
    (found,) = checked(
        "0% of managers strongly disagreed that they were supported by the wider "
        "local partnership.",
        known,
    )
    assert found.verdict is DraftVerdict.WRONG
    assert "was no answer" in found.reason


@pytest.mark.parametrize(
    ("table", "verdicts"),
    [
        ("| Feeling | % |\n|---|---|\n| Upset | 40 |\n| Worried | 25 |", "RR"),
        ("| Feeling | % |\n|---|---|\n| Upset | 25 |", "W"),
        ("**figure_12**\n\n| | Share |\n|---|---|\n| Upset | 40 % (n = 578) |", "R"),
        ("**figure_12**\n\n| | Share |\n|---|---|\n| Upset | 41 % (n = 578) |", "W"),
        ("**figure_12**\n\n| | Share |\n|---|---|\n| Upset | 40 % (n = 594) |", "B"),
        (
            "| Negative feelings | Practitioners and carers | Managers |\n|---|---|---|"
            "\n| Upset | 41% | 40% |",
            "RR",
        ),
    ],
)
def test_tables_of_a_draft(known: Known, table: str, verdicts: str) -> None:
    assert letters(table, known) == verdicts


CLAIMS = {
    "V-07": (
        "Direct support and specialist assessment are what local services typically "
        "offer; residential provision and training for other agencies are less common.",
        "P",
        "49 %",
    ),
    "V-08": (
        "Where the local service offers training or consultation, practitioners are "
        "generally more confident.",
        "P",
        "11 of 12",
    ),
    "over ten": (
        "Where consultation is offered, confidence is over ten percentage points "
        "higher for assessing, for developing plans and for direct interventions.",
        "P",
        "9.9 points",
    ),
    "V-10": ("Practitioners are least confident in developing plans.", "R", "28 %"),
    "V-10 not": ("Practitioners are least confident in identifying.", "W", "lowest"),
    "V-19": ("Talking with senior colleagues is the most common support.", "R", "73 %"),
    "plans": (
        "With consultation, confidence in developing plans is over ten percentage "
        "points higher.",
        "R",
        "11.7 points",
    ),
    "groups": (
        "Managers were more likely than practitioners to feel upset.",
        "W",
        "of Managers",
    ),
}


@pytest.mark.parametrize("name", CLAIMS)
def test_row_49_claims_in_words_are_tested_on_unrounded_shares(
    known: Known, name: str
) -> None:
    sentence, verdict, words = CLAIMS[name]
    found = [one for one in checked(sentence, known) if one.kind == "comparison"]
    assert letters(sentence, known) == verdict
    assert words in found[0].reason


def test_row_48_figures_around_an_article_are_not_attributed_to_the_survey(
    demo_project: Path, tmp_path: Path
) -> None:
    from hsbcode.workflows.checking.drafts import check_draft
    from hsbcode.workflows.opening import open_project

    page = tmp_path / "news.html"
    page.write_text(
        "<html><body><nav>40% off</nav><article><h1>Workers and harm</h1>"
        "<p>Of those surveyed, 36% feel anxious.</p>"
        "<h2>Related stories</h2><p>62% of staff were worried, a survey found.</p>"
        "</article><footer>Two thirds of respondents are upset.</footer></body></html>"
    )
    with open_project(demo_project, write=False) as project:
        report = check_draft(project, page)
    assert [one.found for one in report.checked] == ["36%"]
    assert not report.faults
    assert report.around == 3


def test_numbers_inside_a_quote_belong_to_whoever_is_quoted(known: Known) -> None:
    assert letters("She said: “40% of us are worried, I would say.”", known) == ""
