"""What the codebook alone says about an answer."""

import subprocess
import sys
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hsbcode.domain.codebook import Code, Codebook
from hsbcode.suggest.evidence import CodebookEvidence, codebook_evidence

BOOK = Codebook(
    (
        Code("staff", "Staff", kind="container"),
        Code("manner", "Manner", parent="staff", keywords=("kind", "rude", "friendly")),
        Code("waiting", "Waiting", keywords=("wait", "on time", "waste of time")),
        Code("transport", "Transport", keywords=("car", "driver"), questions=("q1",)),
        Code("old", "Old", keywords=("kind",), status="retired"),
        Code("empty", "No answer", kind="validity", keywords=("nothing to add",)),
        Code(
            "parking",
            "Parking",
            definition="Spaces, tickets and fees of the parking ground",
            examples=("The barrier at the entrance was broken",),
        ),
    )
)
EVIDENCE = CodebookEvidence(BOOK)


def _codes(text: str, question: str | None = None) -> list[str]:
    return [hit.code for hit in EVIDENCE.hits(text, question)]


def test_a_keyword_is_found_in_its_forms_and_shown_as_it_stands() -> None:
    (hit,) = EVIDENCE.hits("We were WAITING, and Waited again")
    assert (hit.code, hit.keywords, hit.strength) == ("waiting", 1, "keyword")
    assert hit.words == ("WAITING",)
    (suggestion,) = EVIDENCE.suggestions("Waits are long")
    assert (suggestion.source, suggestion.score) == ("codebook", None)
    assert (suggestion.strength, suggestion.words) == ("keyword", ("Waits",))


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("They were kind", ["manner"]),
        ("They spoke kindly", ["manner"]),
        ("Thank you for your kindness", ["manner"]),
        ("They care about us", []),
        ("Caring people", []),
        ("My friend came along", []),
        ("The cars were clean", ["transport"]),
        ("Always on time", ["waiting"]),
        ("On the last time", []),
        ("It was a waste of time", ["waiting"]),
        ("There is nothing to add", ["empty"]),
    ],
)
def test_which_words_count(text: str, codes: list[str]) -> None:
    assert _codes(text) == codes


@pytest.mark.parametrize(
    "text",
    [
        "They were not kind",
        "They weren't very kind",
        "They weren’t kind",
        "never once were kind",
        "nobody was friendly",
        "no wait",
        "without any wait",
        "They cannot be kind",
        "I didnt wait",
    ],
)
def test_a_denied_keyword_does_not_count(text: str) -> None:
    assert _codes(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "No. They were kind",
        "No, they were kind",
        "Not good but kind",
        "No complaints - kind people",
        "nothing\nkind",
        "not that I remember much of it, kind",
        "not one of them all was kind",
        "not only kind",
        "kind, not clever",
    ],
)
def test_a_negation_does_not_reach_further(text: str) -> None:
    assert _codes(text) == ["manner"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("He was excluded again", ("excluded",)),
        ("two exclusions this year", ("exclusions",)),
        ("their own responsibility", ("responsibility",)),
        ("The car is here", ()),
    ],
)
def test_a_keyword_of_five_letters_matches_what_begins_with_it(
    text: str, words: tuple[str, ...]
) -> None:
    code = Code("x", "X", keywords=("exclu", "own responsib", "care"))
    hits = CodebookEvidence(Codebook((code,))).hits(text)
    assert tuple(word for hit in hits for word in hit.words) == (
        ("own responsibility",) if words == ("responsibility",) else words
    )


def test_more_keywords_come_first() -> None:
    hits = EVIDENCE.hits("We had to wait, but the driver was kind and friendly")
    assert [(hit.code, hit.keywords) for hit in hits] == [
        ("manner", 2),
        ("waiting", 1),
        ("transport", 1),
    ]
    assert hits[0].words == ("kind", "friendly")
    assert len(EVIDENCE.suggestions("wait driver kind", limit=2)) == 2


def test_containers_retired_and_other_questions_are_left_out() -> None:
    assert {code.id for code in EVIDENCE.codes} == {
        "manner",
        "waiting",
        "transport",
        "empty",
        "parking",
    }
    assert _codes("the driver", "q1") == ["transport"]
    assert _codes("the driver", "q2") == []


def test_definitions_and_examples_need_two_telling_words_in_a_sentence() -> None:
    assert _codes("The ground was muddy") == []
    assert _codes("Parking spaces are few") == ["parking"]
    (hit,) = EVIDENCE.hits("Parking fees!")
    assert (hit.strength, hit.words) == ("definition", ("Parking", "fees"))
    (hit,) = EVIDENCE.hits("Broken barrier at the entrance")
    assert hit.strength == "example"
    assert _codes("I saw tickets. The ground is wet.") == []
    long = "tickets for the show of my uncle in the theatre beside the old ground floor"
    assert _codes(long) == []


def test_examples_rank_above_definitions_and_below_keywords() -> None:
    book = Codebook(
        (
            Code("defined", "Noise", definition="Noisy alarms, shouting at midnight"),
            Code("shown", "Sound", examples=("Alarms shouting",)),
            Code("keyed", "Alarm", keywords=("shouting",)),
        )
    )
    hits = CodebookEvidence(book).hits("Alarms and shouting")
    assert [hit.code for hit in hits] == ["keyed", "shown", "defined"]


def test_words_of_many_codes_tell_nothing() -> None:
    codes = tuple(
        Code(f"c{n}", f"Code {n}", definition=f"staff wards topic{n} matter{n}")
        for n in range(9)
    )
    evidence = CodebookEvidence(Codebook(codes))
    assert evidence.hits("staff wards") == []
    assert [hit.code for hit in evidence.hits("topic3 matter3")] == ["c3"]


def test_another_language_is_compared_word_by_word() -> None:
    book = Codebook((Code("w", "Warten", keywords=("warten",)),), language="de")
    evidence = CodebookEvidence(book)
    assert evidence.hits("Wir mussten WARTEN")[0].words == ("WARTEN",)
    assert evidence.hits("no warten")[0].code == "w"


def test_odd_keywords_do_no_harm() -> None:
    book = Codebook((Code("a", "A", keywords=("", "£", "A&E", "🎉")),))
    evidence = CodebookEvidence(book)
    assert evidence.hits("£ 🎉") == []
    assert evidence.hits("went to A&E today")[0].words == ("A&E",)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200), st.lists(st.text(max_size=12), max_size=4))
def test_any_text_and_any_keyword(text: str, keywords: list[str]) -> None:
    book = Codebook((*BOOK.codes, Code("any", "Any", keywords=tuple(keywords))))
    for hit in CodebookEvidence(book).hits(text):
        assert hit.words
        assert all(word in text for word in hit.words)


def test_a_preparation_is_kept_for_the_next_page() -> None:
    assert codebook_evidence(BOOK) is codebook_evidence(Codebook(BOOK.codes))


def test_a_page_takes_milliseconds() -> None:
    codes = tuple(
        Code(
            f"code{n}",
            f"Code {n}",
            definition=f"about topic{n} and matter{n} and kind people",
            keywords=tuple(f"key{n}x{k}" for k in range(8)),
        )
        for n in range(35)
    )
    evidence = CodebookEvidence(Codebook(codes))
    page = [
        f"I said key{n}x1 to the topic{n} people, and not key{n}x2" for n in range(50)
    ]
    evidence.hits(page[0])
    started = time.process_time()
    found = [evidence.suggestions(text) for text in page]
    assert time.process_time() - started < 0.05
    assert sum(len(one) for one in found) >= 35


def test_evidence_and_messages_import_no_learning_library() -> None:
    program = (
        "import sys, hsbcode.suggest.evidence, hsbcode.suggest.messages, "
        "hsbcode.suggest.suggestions; "
        "print([m for m in ('numpy', 'scipy', 'sklearn', 'spacy') if m in sys.modules])"
    )
    shown = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert shown.stdout.strip() == "[]"
