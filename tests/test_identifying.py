"""Proposals for redaction: what is found, what is left alone, at what cost."""

import random
import time

import pytest

from hsbcode.domain.identifying import FROM_LIST, ROLES, Proposal
from hsbcode.domain.kept_names import KeptName
from hsbcode.language import identifying
from hsbcode.language.identifying import AllowList, many_proposals, proposals
from hsbcode.language.identifying_patterns import ENGLISH
from hsbcode.language.pipeline import Pipeline, names, names_of
from hsbcode.language.proper_names import NameReader
from hsbcode.language.written_words import ordinary_words
from tests.reporting_study import HOSTILE


def seen(text: str, language: str = "en") -> list[tuple[str, str]]:
    """Return (words, role) of each proposal."""
    return [
        (text[one.span.start : one.span.end], one.role)
        for one in proposals(text, language)
    ]


@pytest.mark.parametrize(
    ("text", "words", "role"),
    [
        ("Ring me on 07700 900123.", "07700 900123", "contact"),
        ("or +44 7700 900 123 after six", "+44 7700 900 123", "contact"),
        ("jo.bloggs@example.org.uk answers", "jo.bloggs@example.org.uk", "contact"),
        ("it is on www.example.org/me", "www.example.org/me", "contact"),
        ("he is @bigdave_07 online", "@bigdave_07", "contact"),
        ("we moved to LS8 3QT then", "LS8 3QT", "contact"),
        ("NHS number 943 476 5919", "943 476 5919", "number"),
        ("Case ref AB/12345/19 is open", "AB/12345/19", "number"),
        ("on 12/03/2019 they came", "12/03/2019", "date"),
        ("on the 3rd of November", "the 3rd of November", "date"),
        ("back in March 2016", "March 2016", "date"),
        ("a child aged 9 said", "9", "age"),
        ("my 14 year old will not", "14 year old", "age"),
        ("a boy of 11, alone", "11", "age"),
        ("She is seven.", "seven", "age"),
        ("they live at 14 Acacia Avenue", "14 Acacia Avenue", "address"),
        ("then Mrs Okonjo rang", "Mrs Okonjo", "name"),
        ("mrs okonjo never rings", "mrs okonjo", "name"),
        ("and Dr P said no", "Dr P", "name"),
        ("I told Thandeka about it", "Thandeka", "name"),
        ("kayden said so", "kayden", "name"),
        ("we live in Wexmoor now", "Wexmoor", "place"),
        ("he goes to St Bride's Primary", "St Bride's Primary", "school"),
        ("oakfield academy said no", "oakfield academy", "school"),
        ("on Rowan ward they care", "Rowan ward", "service"),
        ("at Park House we wait", "Park House", "service"),
        ("my son has Prader-Willi", "Prader-Willi", "name"),
        ("we have triplets at home", "triplets", "detail"),
        ("a girl called summer came", "summer", "name"),
        ("my name is derrick stubbs", "derrick stubbs", "name"),
        ("it was K.T. who rang", "K.T", "name"),
        ("they live on gorse lane", "gorse lane", "address"),
        ("my kids go to st cuthberts", "st cuthberts", "place"),
        ("staff on Ward C7 are kind", "Ward C7", "service"),
        ("on the fifth of March", "the fifth of March", "date"),
        ("when I was nine he left", "nine", "age"),
        ("two boys of 7 and 9", "7 and 9", "age"),
        ("I was born in a lighthouse", "born in a lighthouse", "detail"),
        ("his dad is the local vicar", "his dad is the local vicar", "detail"),
    ],
)
def test_what_tells_who_somebody_is_is_proposed(
    text: str, words: str, role: str
) -> None:
    found = seen(text)
    assert words in [each for each, _role in found], found
    if words != "Prader-Willi":  # a name to some, a condition to others
        assert (words, role) in found


@pytest.mark.parametrize(
    "text",
    [
        "The NHS, my GP, A&E, CAMHS and 111 never talk to each other.",
        "We meet on a Monday in March, except at Easter.",
        "An AIM2 assessment, Asset Plus, Good Lives and Signs of Safety.",
        "Fraser guidelines and the Hackett continuum help.",
        "Polish and Somali families in England wait as long.",
        "Under 5s, 11-16 year olds and over 18s; 3 of 10 came.",
        "Most of them are 10/10, 24/7, on page 12, in 2:1 time.",
        "Children Act 1989. Working Together 2018.",
        "Thank You So Very Much To All The Lovely Staff Here",
        "NO STAFF ON WARDS, WAITED HOURS, NOT GOOD ENOUGH",
        "Inconsistent thresholds. Supervision. Management is poor.",
        "- Better training\n- More Time\n2) Money",
        "It costs £250000 and takes 100000 hours",
        "They came last Tuesday week; I give it 5 out of 5.",
        "A Year 10 assembly, and I was 3 hours late on a busy road.",
        "my name was called last, then my friend said hope so",
        "they gave me Tramadol and Naproxen after a Daily Mail story",
        "",
        "…",
    ],
)
def test_what_everybody_may_say_is_left_alone(text: str) -> None:
    assert seen(text) == []


def test_the_longest_stretch_stays_and_lists_come_first() -> None:
    kept = [KeptName("Saltmarsh Vale"), KeptName("Olave", "person")]
    found = proposals("At Saltmarsh Vale Primary School, Saltmarsh Vale", kept=kept)
    assert [(one.source, one.role) for one in found] == [
        ("rule", "school"),
        (FROM_LIST, "place"),
    ]
    (person,) = proposals("olave came", kept=kept)
    assert person.role == "name"
    assert {one.role for one in (*found, person)} <= set(ROLES)


def test_the_allow_list_of_a_project_quiets() -> None:
    text = "I went to Nightjar with Thandeka"
    allow = AllowList(phrases=frozenset({"nightjar"}))
    (only,) = proposals(text, allow=allow)
    assert text[only.span.start : only.span.end] == "Thandeka"
    # what is on the list of names is proposed whatever else is allowed
    both = proposals(text, allow=allow, kept=[KeptName("Nightjar", "service")])
    assert len(both) == 2


def test_words_that_people_write_small_are_ordinary() -> None:
    words = ordinary_words(
        ["a grade is a grade", "in Grade two", "THE END", "at Wexmoor"]
    )
    assert "grade" in words
    assert {"wexmoor", "end"}.isdisjoint(words)
    assert proposals("on Grade two", allow=AllowList(words=words)) == ()


def test_without_a_pipeline_rules_and_lists_work_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    blank = Pipeline("blank en", "blank", "en", None, finds_names=False)
    monkeypatch.setattr(identifying, "pipeline", lambda _language: blank)
    text = "Ring 07700 900123 or ask Tyler at St Bride's Primary"
    assert [role for _words, role in seen(text)] == ["contact", "name", "school"]


def test_other_languages_have_the_rules_that_need_no_words() -> None:
    text = "Die Betreuung in der Schule: anna@example.de, 01.02.2019, Frau Weber"
    assert [role for _words, role in seen(text, "de")] == ["contact", "date"]
    kept = [KeptName("東京")]
    (place,) = proposals("東京では", "ja", kept=kept)
    assert place.span == (0, 2)


def test_hostile_texts_have_proposals_within_them() -> None:
    for text in HOSTILE:
        for one in proposals(f"{text} Mrs Okonjo {text}"):
            assert 0 <= one.span.start < one.span.end <= 2 * len(text) + 12
    joined = f"{HOSTILE[0]} Mrs Okonjo"
    assert any("Okonjo" in words for words, _role in seen(joined))


@pytest.mark.parametrize(
    "text",
    [
        "a" * 20_000,
        "A1 " * 7_000,
        "0" * 20_000,
        "Mrs " * 5_000,
        "the only " * 2_300,
        "@.@.-" * 4_000,
        "12/" * 7_000,
        "Æther’s-" * 2_500,
        " " * 20_000 + "Wexmoor",
    ],
)
def test_a_text_of_20_000_characters_costs_little(text: str) -> None:
    began = time.process_time()
    proposals(text, "xx")
    NameReader().find(text)
    list(identifying._by_patterns(text, (*ENGLISH, *identifying._RARE)))
    assert time.process_time() - began < 3


def test_texts_in_one_run_are_read_as_one_by_one() -> None:
    texts = ["", "Ask Tyler in Durham.\n\nMrs Okonjo", "nothing", "\n", "aged 9"]
    assert list(many_proposals(texts)) == [proposals(text) for text in texts]
    assert [*names_of(texts)] == [names(text) for text in texts]
    assert list(many_proposals([])) == []


def test_proposals_never_overlap_and_stand_in_order() -> None:
    pieces = ["Mrs Okonjo", "aged 9", "in Durham", "12/03/2019", "LS8 3QT", "x", "!\n"]
    draw = random.Random(7)
    for _time in range(200):
        text = " ".join(draw.choices(pieces, k=8))
        found: tuple[Proposal, ...] = proposals(text, "en")
        ends = [0]
        for one in found:
            assert ends[-1] <= one.span.start < one.span.end <= len(text)
            assert text[one.span.start : one.span.end].strip()
            ends.append(one.span.end)
