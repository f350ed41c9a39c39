"""Suggestions on sets of answers that the model was not made with."""

import time
from dataclasses import replace

import numpy as np
import pytest

from hsbcode.domain.codebook import Code, Codebook
from hsbcode.suggest import CodeSuggester
from hsbcode.suggest.suggestions import suggest
from tests.invented_answers import Invented, commonest_right, first_right, invented

WITH_KEYWORDS = ["school-meals", "bus-service"]
ENGLISH = [*WITH_KEYWORDS, "museum-names"]


def _at_once(book: Codebook | None, given: Invented) -> float:
    model = CodeSuggester(book).fit([], [], corpus=given.texts)
    return first_right(model, given.texts, given.sets)


def _learnt(book: Codebook | None, given: Invented, count: int = 40) -> float:
    """Return how often the first code is right in answers not learnt from."""
    found = []
    for seed in range(4):
        order = np.random.default_rng(seed).permutation(len(given.texts)).tolist()
        seen, new = order[:count], order[count:]
        model = CodeSuggester(book).fit(
            [given.texts[at] for at in seen],
            [given.sets[at] for at in seen],
            corpus=given.texts,
        )
        texts, sets = [given.texts[at] for at in new], [given.sets[at] for at in new]
        found.append(first_right(model, texts, sets))
    return float(np.mean(found))


@pytest.mark.parametrize("name", ENGLISH)
def test_the_sets_are_what_they_say(name: str) -> None:
    given = invented(name)
    assert len(given.book) == 8
    assert len(given.texts) >= 60
    assert len(set(given.texts)) == len(given.texts)
    known = {code.id for code in given.book}
    assert set().union(*given.sets) == known


@pytest.mark.parametrize("name", WITH_KEYWORDS)
def test_a_codebook_with_keywords_is_right_before_anything_is_coded(name: str) -> None:
    given = invented(name)
    assert _at_once(given.book, given) > commonest_right(given.sets) + 0.4
    assert _learnt(given.book, given) > commonest_right(given.sets) + 0.4


def test_names_alone_are_better_than_the_commonest_code() -> None:
    given = invented("museum-names")
    assert _at_once(given.book, given) > commonest_right(given.sets) + 0.1


@pytest.mark.parametrize("name", WITH_KEYWORDS)
def test_keywords_of_other_codes_lose_their_say(name: str) -> None:
    given = invented(name)
    codes = list(given.book)
    others = [codes[at - 1].keywords for at in range(len(codes))]
    wrong = Codebook(
        tuple(replace(c, keywords=k) for c, k in zip(codes, others, strict=True))
    )
    assert _learnt(wrong, given) >= _learnt(None, given) - 0.05


@pytest.mark.parametrize("name", WITH_KEYWORDS)
def test_one_keyword_for_all_codes_says_nothing(name: str) -> None:
    given = invented(name)
    the = Codebook(tuple(replace(code, keywords=("the",)) for code in given.book))
    none = Codebook(tuple(replace(code, keywords=()) for code in given.book))
    assert _at_once(the, given) >= _at_once(none, given) - 0.05
    model = CodeSuggester(the).fit([], [], corpus=given.texts)
    for ranked in suggest(model, the, None, given.texts):
        assert all(each.words != ("the",) for each in ranked)


def test_codes_without_a_name_are_no_worse_than_none() -> None:
    given = invented("school-meals")
    bare = Codebook(tuple(Code(code.id, "") for code in given.book))
    assert _learnt(bare, given) >= _learnt(None, given) - 0.05


def test_four_hundred_codes_more_do_not_drown_eight() -> None:
    given = invented("bus-service")
    more = tuple(
        Code(
            f"x{n}",
            f"Topic {n}",
            definition=f"Matters like number {n}",
            keywords=(f"topic{n}", "the"),
        )
        for n in range(400)
    )
    book = Codebook((*given.book, *more))
    started = time.process_time()
    assert _at_once(book, given) > _at_once(given.book, given) - 0.1
    assert time.process_time() - started < 5


def test_a_code_of_hostile_text_does_no_harm() -> None:
    given = invented("bus-service")
    hostile = Code(
        "h",
        "[/b]",
        definition="(.*)+$ " * 2500,
        keywords=("(.*)+$", "[", "[b]", "\x1b[31m", "a" * 20_000, "=1+1", "\u202e", ""),
        examples=("x" * 20_000, "(a+)+$" * 3000),
    )
    book = Codebook((*given.book, hostile))
    started = time.process_time()
    assert _at_once(book, given) >= _at_once(given.book, given) - 0.02
    model = CodeSuggester(book).fit(given.texts, given.sets)
    shown = suggest(model, book, None, given.texts)
    assert time.process_time() - started < 5
    assert all(each.code != "h" for ranked in shown for each in ranked)


def test_answers_and_codebook_in_german_help_from_the_start() -> None:
    given = invented("bus-german")
    book = replace_language(given.book, "de")
    assert _at_once(book, given) > commonest_right(given.sets) + 0.2


def test_another_language_than_the_codebooks_gets_no_guesses() -> None:
    given = invented("bus-polish")
    model = CodeSuggester(given.book).fit([], [], corpus=given.texts)
    assert not any(suggest(model, given.book, None, given.texts))
    assert _learnt(given.book, given, 16) > commonest_right(given.sets)


def replace_language(book: Codebook, language: str) -> Codebook:
    """Return the same codes, said to be in another language."""
    return Codebook(tuple(book), language=language)
