"""How many stretches that tell who somebody is are found, and how many are none.

The sentences are another author's; see docs/redacting.md for the first result.
"""

import csv
import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml

from hsbcode.domain.identifying import Proposal
from hsbcode.language.identifying import AllowList, many_proposals
from hsbcode.language.written_words import ordinary_words

FOLDER = Path(__file__).parent / "redaction"
SHARED = Path(__file__).parents[2] / "shared" / "data" / "nhs_feedback" / "data.csv"


@dataclass
class Measured:
    """Stretches by kind; a proposal that overlaps a marked stretch is right."""

    marked: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    right: int = 0
    proposed: int = 0
    clean: int = 0
    """Sentences with nothing to find in which something was proposed."""

    @property
    def recall(self) -> float:
        return self.found.total() / self.marked.total()

    @property
    def precision(self) -> float:
        return self.right / self.proposed


def measured(name: str) -> Measured:
    file = FOLDER / name
    sentences: list[dict[str, Any]] = yaml.safe_load(file.read_text(encoding="utf-8"))
    texts = [str(each["text"]) for each in sentences]
    allow = AllowList(words=ordinary_words(texts))
    result = Measured()
    for each, found in zip(sentences, many_proposals(texts, allow=allow), strict=True):
        marks = [(part["kind"], *_place(each["text"], part)) for part in each["masked"]]
        for kind, start, end in marks:
            result.marked[kind] += 1
            result.found[kind] += any(_meets(one, start, end) for one in found)
        result.proposed += len(found)
        result.right += sum(
            any(_meets(one, start, end) for _kind, start, end in marks) for one in found
        )
        result.clean += bool(found and not marks)
    return result


def _place(text: str, part: dict[str, str]) -> tuple[int, int]:
    at = re.search(rf"(?<!\w){re.escape(part['words'])}(?!\w)", text)
    assert at is not None
    return at.span()


def _meets(one: Proposal, start: int, end: int) -> bool:
    return one.span.start < end and start < one.span.end


def test_stretches_are_found_and_little_else_is_proposed() -> None:
    result = measured("sentences.yaml")
    by_kind = {kind: f"{result.found[kind]}/{n}" for kind, n in result.marked.items()}
    assert result.recall >= 0.90, by_kind
    assert result.precision >= 0.95, (result.right, result.proposed)
    assert result.clean <= 3
    for kind, number in result.marked.items():
        assert result.found[kind] >= 0.8 * number, by_kind


def test_sentences_that_were_measured_before_the_rules_knew_them() -> None:
    result = measured("sentences_unseen.yaml")
    by_kind = {kind: f"{result.found[kind]}/{n}" for kind, n in result.marked.items()}
    assert result.recall >= 0.90, by_kind
    assert result.precision >= 0.90, (result.right, result.proposed)
    assert result.clean <= 12
    for kind in ("name", "place", "school", "service", "organisation", "contact"):
        assert result.found[kind] >= 0.85 * result.marked[kind], by_kind


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_file(), reason="reference material is not here")
def test_few_answers_of_a_real_survey_are_flagged() -> None:
    with SHARED.open(encoding="utf-8", newline="") as file:
        texts = [row["text"] for row in csv.DictReader(file)][::4]
    allow = AllowList(words=ordinary_words(texts))
    flagged = sum(bool(found) for found in many_proposals(texts, allow=allow))
    # true ones and false ones together; names were removed at the source
    assert 0.01 < flagged / len(texts) < 0.05
