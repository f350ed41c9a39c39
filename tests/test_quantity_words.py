"""Words of quantity: made from counts by the printed scale, and held against it."""

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hsbcode.domain.disclosure import ROUNDED
from hsbcode.domain.drafts import DraftVerdict
from hsbcode.domain.errors import UsageConflict
from hsbcode.domain.quantity_words import (
    LEAST_BASE,
    USUAL_SCALE,
    quantity_word,
    scale_of,
    word_of,
)
from hsbcode.domain.quotes import QuoteTable
from hsbcode.domain.shares import Share
from hsbcode.domain.study import Study
from hsbcode.quotes.quote_table import quote_table
from hsbcode.report.findings import theme_references, theme_sentence
from hsbcode.report.methods import methods_facts, methods_sentences
from hsbcode.results.drafts.fits import Fit, fit_word
from hsbcode.workflows.cautions import lone_cautions
from hsbcode.workflows.checking.drafts import check_draft
from hsbcode.workflows.log.setting_words import setting_words
from hsbcode.workflows.opening import create_project, open_project
from hsbcode.workflows.quoting.scale import (
    quantity_scale,
    set_quantity_scale,
    typed_scale,
)
from hsbcode.workflows.releasing import release
from hsbcode.workflows.studying import read_study
from hsbcode.workflows.tabulating import tabulation
from tests.reporting_study import Said, make_study

OTHER = "a handful<10, many<=60, most<=100"


@pytest.mark.parametrize(
    ("people", "base", "word"),
    [
        (0, 100, ""),
        (1, 30, "one"),
        (1, 586, "one"),
        (2, 30, "a few"),
        (2, 586, "a few"),
        (4, 100, "a few"),
        (5, 100, "some"),
        (9, 100, "some"),
        (10, 100, "several"),
        (20, 100, "several"),
        (21, 100, "many"),
        (50, 100, "many"),
        (51, 100, "most"),
        (100, 100, "most"),
        (29, 29, ""),
        (3, 29, ""),
        (30, 30, "most"),
        (54, 337, "several"),
    ],
)
def test_the_word_follows_the_count(people: int, base: int, word: str) -> None:
    assert word_of(people, base) == word


@given(st.integers(LEAST_BASE, 3000), st.data())
def test_every_share_has_one_word_and_it_grows(base: int, data: st.DataObject) -> None:
    order = ["one", *(row.word for row in USUAL_SCALE.words)]
    less = data.draw(st.integers(1, base))
    more = data.draw(st.integers(less, base))
    words = word_of(less, base), word_of(more, base)
    assert order.index(words[0]) <= order.index(words[1])
    for share in (Fraction(100 * less, base), Fraction(100 * more, base)):
        assert sum(row.holds(share) for row in USUAL_SCALE.words) == 1


def test_row_32_36_of_586_never_prints_as_many() -> None:
    assert word_of(36, 586) == "some"
    said = [Said(f"p{n}", f"trust {n}", "money" if n < 36 else "") for n in range(586)]
    table = quote_table(make_study(said), "challenge", codes=["money"])
    assert table.themes[0].word == "some"
    for word in ("many", "several", "most", "the majority"):
        fit, _why = fit_word(word, Share(36, 586))
        assert fit is Fit.NO, word
    assert fit_word("many", Share(36, 586))[1] == "the word for it is “some”"
    assert fit_word("some", Share(36, 586))[0] is Fit.YES


def test_row_32_a_contradiction_typed_by_hand_is_marked(
    demo_project: Path, tmp_path: Path
) -> None:
    with open_project(demo_project, write=False) as project:
        study = read_study(project)
        table = theme_of(study, "several")
        theme = next(each for each in table.themes if each.word == "several")
        tables = tabulation(project, study).usual()
        sentence = theme_sentence(
            theme, theme_references(table.question, tables)[theme.code]
        )
        assert sentence.startswith("Several (")
        found = {}
        for word in ("Several", "Many", "Most"):
            draft = tmp_path / f"{word}.md"
            told = sentence.replace("Several", word)
            draft.write_text(f"{told}\n", encoding="utf-8")
            checked = check_draft(project, draft).checked
            found[word] = [one for one in checked if one.kind.startswith("word")]
    assert all(one.verdict is DraftVerdict.RIGHT for one in found["Several"])
    for word in ("Many", "Most"):
        assert [one.verdict for one in found[word]] == [DraftVerdict.WRONG], word
    assert "“several”" in found["Many"][0].reason


def theme_of(study: Study, word: str) -> QuoteTable:
    tables = (quote_table(study, question.id) for question in study.open_questions)
    return next(
        table for table in tables if any(theme.word == word for theme in table.themes)
    )


def test_two_people_are_a_few_whatever_their_share() -> None:
    assert fit_word("a few", Share(2, 30))[0] is Fit.YES
    assert fit_word("some", Share(2, 30)) == (
        Fit.ROUNDING,
        "the word for it is “a few”",
    )
    assert fit_word("many", Share(5, 20))[0] is Fit.YES
    assert fit_word("several", Share(5, 20))[0] is None


def test_the_scale_is_printed_in_the_methods() -> None:
    sentence = USUAL_SCALE.sentence
    for words in (
        "“one” for one person",
        "“a few” under 5 % or for two people",
        "“some” from 5 % to under 10 %",
        "“several” from 10 % to 20 %",
        "“many” over 20 % to 50 %",
        "“most” over 50 %",
        "fewer than 30 people",
    ):
        assert words in sentence
    study = make_study([Said("p", "x", "money")])
    assert sentence in methods_sentences(methods_facts(study, ["challenge"]))


def test_under_disclosure_control_the_word_comes_from_released_numbers() -> None:
    said = [Said(f"p{n}", f"trust {n}", "money" if n < 12 else "") for n in range(61)]
    said += [Said("q", "spare", "trust_child")]
    study = make_study(said)
    limits = release(study, ROUNDED).limits["challenge"]
    exact = quote_table(study, "challenge").themes
    told = quote_table(study, "challenge", limits=limits).themes
    words = {theme.code: theme.word for theme in exact}
    assert (words["money"], words["trust"]) == (
        "several",
        "one",
    )
    by_code = {theme.code: theme for theme in told}
    assert (by_code["money"].count, by_code["money"].word) == (10, "several")
    assert (by_code["trust"].count, by_code["trust"].word) == (None, "")


def test_a_project_states_a_scale_of_its_own(tmp_path: Path) -> None:
    with create_project(tmp_path / "own.hsb", "own") as project:
        assert quantity_scale(project) == USUAL_SCALE
        scale = typed_scale(OTHER)
        set_quantity_scale(project, scale, "amy")
        assert quantity_scale(project) == scale
        assert scale.word_of(36, 586) == "a handful"
        assert scale.word_of(300, 586) == "many"
        told = setting_words("quantity words", project.settings["quantity words"])
        assert told == (
            "words of quantity: a handful under 10 %, many up to 60 %, most up to 100 %"
        )
        set_quantity_scale(project, typed_scale("usual"), "amy")
        assert quantity_scale(project) == USUAL_SCALE


def test_a_draft_is_held_against_the_scale_of_the_project() -> None:
    scale = typed_scale(OTHER)
    assert fit_word("many", Share(55, 100), scale)[0] is Fit.YES
    assert fit_word("many", Share(9, 100), scale) == (
        Fit.NO,
        "the word for it is “a handful”",
    )
    found = quantity_word("many", scale)
    assert found is not None
    assert found.high == 60


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "many",
        "a few<5, some<5, most<=100",
        "some<10, some<20, most<=100",
        "a few<5, most<=90",
        "a few<5, most<100",
        "a few<50, some<10, most<=100",
        "5<10, most<=100",
        "most<=140",
    ],
)
def test_a_scale_that_does_not_rise_to_all_is_refused(typed: str) -> None:
    with pytest.raises(UsageConflict):
        typed_scale(typed)


def test_limits_follow_each_other_without_gap_or_overlap() -> None:
    scale = scale_of([("few", Fraction(7), True), ("most", Fraction(100), True)])
    assert (scale.word_of(7, 100), scale.word_of(8, 100)) == ("few", "most")


def test_one_with_role_and_agency_raises_the_warning(
    demo_project: Path, tmp_path: Path
) -> None:
    draft = tmp_path / "draft.md"
    draft.write_text(
        "One manager in the police said that nobody rings back.\n\n"
        "One practitioner said so, too. Most managers work in health.\n\n"
        "One of the managers in health was asked.\n",
        encoding="utf-8",
    )
    with open_project(demo_project, write=False) as project:
        checked = check_draft(project, draft).checked
    told = [one for one in checked if one.kind == "disclosure"]
    assert [one.line for one in told] == [1]
    assert told[0].verdict is DraftVerdict.DOUBTFUL


def test_the_only_person_with_a_theme_is_told_of_in_the_cautions() -> None:
    said = [Said(f"p{n}", f"trust {n}", "trust_child") for n in range(40)]
    said.append(Said("p40", "no money", "money"))
    roles = {f"p{n}": ["Boss"] for n in range(41)}
    study = make_study(said, closed={"role": roles})
    (caution,) = lone_cautions([quote_table(study, "challenge", attribution=["role"])])
    assert "only person with “Money”" in caution
    assert "“Boss”" in caution
    assert not lone_cautions([quote_table(study, "challenge")])
