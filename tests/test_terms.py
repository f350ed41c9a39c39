"""Words that people use: forms, people, mentions, context."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hsbcode.domain.disclosure import NO_CONTROL, ROUNDED, SUPPRESSED
from hsbcode.domain.errors import CodebookError, UsageConflict
from hsbcode.domain.kept_names import KeptName
from hsbcode.domain.study import Study
from hsbcode.language.word_forms import distance, forms_of, is_slip, mentions
from hsbcode.workflows.opening import open_project
from hsbcode.workflows.studying import read_study
from hsbcode.workflows.term_pages import save_terms, terms_json, terms_lines
from hsbcode.workflows.term_tables import contexts_table, terms_table
from hsbcode.workflows.terms import count_terms
from tests.reporting_study import HOSTILE, Said, make_study

# Invented.
SAID = (
    ("a", "He is unpredictable, that is the hardest part.", "trust_child"),
    ("b", "The unpredictability of it wears staff out. So unpredictable!", "money"),
    ("c", "Things change unpredictably from day to day", ""),
    ("d", "unpredicatble behaviour", "trust_child"),
    ("e", "It is all quite predictable, sadly.", "money"),
    ("f", "Waiting lists. A waiting-list is no plan.", ""),
    ("g", "I was waiting. List of names attached.", ""),
    ("h", "   ", ""),
)


def study() -> Study:
    return make_study([Said(person, text, codes) for person, text, codes in SAID])


def test_row_33_people_are_counted_who_use_any_form_of_a_word() -> None:
    (found,) = count_terms(study(), ["unpredictable"])
    assert (found.share.count, found.share.base, found.mentions) == (4, 7, 5)
    assert {(form.form, form.kind, form.people) for form in found.forms} == {
        ("unpredictable", "form", 2),
        ("unpredictability", "form", 1),
        ("unpredictably", "form", 1),
        ("unpredicatble", "misspelt", 1),
    }
    shown = [(line.before, line.found, line.after) for line in found.contexts]
    assert shown[0] == ("He is", "unpredictable", ", that is the hardest part.")
    assert len(shown) == 5
    # whichever form was asked for
    (other,) = count_terms(study(), ["Unpredictability"])
    assert (other.share, other.mentions) == (found.share, found.mentions)
    lines = list(terms_lines([found], "everybody"))
    assert lines[0].startswith("unpredictable: used by 4 [low], base: n = 7")


def test_row_33_the_demo_counts_a_word_reported_as_common(demo_project: Path) -> None:
    with open_project(demo_project, write=False) as project:
        (found,) = count_terms(read_study(project), ["unpredictable"])
    forms = {form.form for form in found.forms}
    assert {"unpredictable", "unpredictability"} <= forms
    assert found.share.count == 3
    assert found.word == "a few"
    assert len(found.contexts) == found.mentions


def test_forms_can_be_left_out_and_added() -> None:
    (only,) = count_terms(study(), ["unpredictable"], only=["unpredictable"])
    assert (only.share.count, only.mentions) == (2, 2)
    (more,) = count_terms(study(), ["unpredictable"], also=["day to day", "change"])
    assert more.share.count == 4
    assert {form.form for form in more.forms if form.kind == "added"} == {
        "day to day",
        "change",
    }


def test_phrases_are_words_in_a_row_within_a_sentence() -> None:
    (found,) = count_terms(study(), ["waiting list"])
    assert [form.form for form in found.forms] == ["waiting list", "waiting lists"]
    assert (found.share.count, found.mentions) == (1, 2)


def test_only_answers_with_a_code_or_to_a_question() -> None:
    (found,) = count_terms(study(), ["unpredictable"], code="trust_child")
    assert (found.share.count, found.share.base) == (2, 2)
    (other,) = count_terms(study(), ["unpredictable"], questions=["tools"])
    assert (other.share.count, other.share.base, other.word) == (0, 0, "")
    with pytest.raises(UsageConflict, match="no question"):
        count_terms(study(), ["x"], questions=["chalenge"])
    with pytest.raises(CodebookError):
        count_terms(study(), ["x"], code="nothing_such")
    with pytest.raises(UsageConflict, match="cannot be counted"):
        count_terms(study(), ["…"])


def test_where_nothing_is_found_words_like_it_are_told() -> None:
    (found,) = count_terms(study(), ["behavioural problems"])
    assert found.mentions == 0
    (near,) = count_terms(study(), ["unpredicting"], only=["nothing"])
    assert near.like[0].startswith("unpredict")


def test_a_slip_keeps_the_first_letter_and_known_words_are_none() -> None:
    assert is_slip("unpredicatble", "unpredictable")
    assert not is_slip("predictable", "unpredictable")
    assert not is_slip("cart", "care")
    vocabulary = {"police", "policy", "polcie", "polices"}
    assert forms_of("police", vocabulary, known={"police", "policy"}) == {
        "police": "form",
        "polices": "form",
        "polcie": "misspelt",
    }


@given(st.text("abcd", max_size=8), st.text("abcd", max_size=8))
def test_distances_are_even_and_never_larger_than_the_longer_word(
    one: str, other: str
) -> None:
    there = distance(one, other, 9)
    assert there == distance(other, one, 9)
    assert (there == 0) == (one == other)
    assert abs(len(one) - len(other)) <= there <= max(len(one), len(other))
    assert distance(one, other, 1) == min(there, 2)


@given(st.text(max_size=80) | st.sampled_from(HOSTILE))
def test_hostile_texts_are_counted_like_others(text: str) -> None:
    holding = make_study([Said("a", text), Said("b", f"{text} needle {text}")])
    (found,) = count_terms(holding, ["needle"])
    assert found.share.count >= 1
    for start, end in mentions(text, (frozenset({"needle"}),)):
        assert text[start:end].casefold() == "needle"


def test_a_file_tells_what_the_policy_lets_it(tmp_path: Path) -> None:
    crowd = [Said(f"p{n}", f"it is late, says Orla {n}", "money") for n in range(43)]
    crowd += [Said(f"q{n}", "it is early", "money") for n in range(30)]
    crowd += [Said("r", "lately Orla rang", "money")]
    large = make_study(crowd, held_back=["p0-challenge-1"])
    object.__setattr__(large, "names", (KeptName("Orla", "person"),))
    found = count_terms(large, ["late", "rang"], most=99)
    exact = terms_table(large, found, NO_CONTROL, "people")
    rows = [[cell.text for cell in row.cells] for row in exact.rows]
    assert rows == [["44", "59 %", "44", "most"], ["1", "1 %", "1", "one"]]
    for policy in (ROUNDED, SUPPRESSED):
        table = terms_table(large, found, policy, "people")
        assert [cell.text for cell in table.rows[1].cells] == ["[c]", "[c]", "[c]", ""]
        assert terms_json(found, table)[1]["count"] is None
        assert terms_json(found, table)[1]["contexts"] == []
    assert save_terms(large, exact, found, NO_CONTROL, tmp_path / "terms.md")
    text = (tmp_path / "terms.md").read_text(encoding="utf-8")
    assert "Orla" not in text
    assert "says Orla 0" not in text
    lines = contexts_table(large, found)
    assert len([row for row in lines.rows if row.label == "late"]) == 43
    table = terms_table(large, found, ROUNDED, "people")
    assert not save_terms(large, table, found, ROUNDED, tmp_path / "rounded.md")
    assert "Where the words stand" not in (tmp_path / "rounded.md").read_text()
