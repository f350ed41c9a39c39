"""Both sets of sentences that proposals for redaction are measured with."""

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

FOLDER = Path(__file__).parent / "redaction"
SETS = ("sentences.yaml", "sentences_unseen.yaml")
KINDS = {
    "name",
    "place",
    "school",
    "service",
    "organisation",
    "date",
    "age",
    "contact",
    "detail",
}


def sentences_of(file: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load(
        (FOLDER / file).read_text(encoding="utf-8")
    )
    return found


@pytest.fixture(scope="module", params=SETS)
def sentences(request: pytest.FixtureRequest) -> list[dict[str, Any]]:
    return sentences_of(request.param)


def test_every_stretch_stands_once_in_its_text(sentences: list[dict[str, Any]]) -> None:
    for sentence in sentences:
        assert sentence.keys() == {"text", "masked"}
        for stretch in sentence["masked"]:
            assert stretch.keys() == {"words", "kind"}
            assert stretch["kind"] in KINDS
            whole = rf"(?<!\w){re.escape(stretch['words'])}(?!\w)"
            assert len(re.findall(whole, sentence["text"])) == 1, sentence["text"]


def test_stretches_of_a_text_stand_apart(sentences: list[dict[str, Any]]) -> None:
    for sentence in sentences:
        text = sentence["text"]
        places: set[int] = set()
        for stretch in sentence["masked"]:
            at = re.search(rf"(?<!\w){re.escape(stretch['words'])}(?!\w)", text)
            assert at is not None
            covered = set(range(*at.span()))
            assert not places & covered, text
            places |= covered


def test_enough_of_each_and_no_text_twice(sentences: list[dict[str, Any]]) -> None:
    with_stretches = [s for s in sentences if s["masked"]]
    kinds = Counter(part["kind"] for s in sentences for part in s["masked"])
    assert len(with_stretches) >= 95
    assert len(sentences) - len(with_stretches) >= 50
    assert max(len(s["masked"]) for s in sentences) <= 3
    assert all(kinds[kind] >= 5 for kind in KINDS), kinds
    assert len({s["text"] for s in sentences}) == len(sentences)


def test_sets_share_no_text_and_no_name() -> None:
    tuned, unseen = (sentences_of(file) for file in SETS)
    texts, names = ({s["text"].casefold() for s in tuned}, named(tuned))
    assert not texts & {s["text"].casefold() for s in unseen}
    assert not names & named(unseen)


def named(sentences: list[dict[str, Any]]) -> set[str]:
    """What a rule could have learned by heart: each name of who or what is masked."""
    kinds = {"name", "place", "school", "service", "organisation"}
    return {
        stretch["words"].casefold()
        for sentence in sentences
        for stretch in sentence["masked"]
        if stretch["kind"] in kinds
    }
