"""How far suggestions can be trusted."""

import random
from collections.abc import Generator

import pytest

from hsbcode.domain.codebook import Code, Codebook
from hsbcode.domain.errors import ModelError
from hsbcode.domain.progress import Progress
from hsbcode.domain.suggestions import Quality
from hsbcode.suggest.evaluation import evaluate

BOOK = Codebook(
    (
        Code("food", "Food"),
        Code("noise", "Noise"),
        Code("rare", "Rare", keywords=("parking",)),
    )
)
FOOD = ["meals", "lunch", "soup", "breakfast", "dinner"]
NOISE = ["loud", "shouting", "alarms", "music", "banging"]


def _survey(count: int = 120) -> tuple[list[str], list[frozenset[str]], list[str]]:
    draw = random.Random(5)
    texts, sets = [], []
    for n in range(count):
        words, code = (FOOD, "food") if n % 3 else (NOISE, "noise")
        texts.append(f"{draw.choice(words)} and {draw.choice(words)} number {n}")
        sets.append(frozenset({code}))
    return texts, sets, [f"r{n // 2}" for n in range(count)]


def _run(job: Generator[Progress, None, Quality]) -> tuple[list[Progress], Quality]:
    steps: list[Progress] = []
    while True:
        try:
            steps.append(next(job))
        except StopIteration as end:
            quality: Quality = end.value
            return steps, quality


def test_plain_codes_are_judged_well_and_counts_add_up() -> None:
    texts, sets, groups = _survey()
    steps, quality = _run(evaluate(texts, sets, groups, BOOK))
    assert (quality.units, quality.respondents, quality.folds) == (120, 60, 5)
    assert [step.done for step in steps] == [0, 1, 2, 3, 4, 5]
    assert {step.total for step in steps} == {5}
    assert quality.precision_at_1 is not None
    assert quality.precision_at_1 > 0.95
    assert quality.baseline_at_1 == pytest.approx(80 / 120)
    assert quality.keywords_at_1 == 0
    assert quality.recall_at_5 == 1
    assert quality.micro_f1 is not None
    assert quality.micro_f1 > 0.9
    food, noise, rare = quality.codes
    assert (food.positives, noise.positives, rare.positives) == (80, 40, 0)
    assert food.verdict == f"of {food.suggested} suggested, {food.right} were right"
    assert food.precision == food.right / food.suggested
    assert rare.precision is None
    assert rare.verdict.startswith("never suggested; applied to 0 answers only")
    assert quality.reason == ""


def test_shuffled_codes_fall_to_the_baseline() -> None:
    texts, sets, groups = _survey()
    random.Random(1).shuffle(sets)
    _, quality = _run(evaluate(texts, sets, groups, BOOK))
    assert quality.precision_at_1 is not None
    assert quality.baseline_at_1 is not None
    assert quality.precision_at_1 < quality.baseline_at_1 + 0.08


def test_repeated_texts_with_random_codes_are_not_learnt_by_heart() -> None:
    draw = random.Random(2)
    topics = [f"{word}{n}" for n in range(12) for word in ("alpha", "beta")]
    random_code = {topic: draw.choice(["food", "noise"]) for topic in topics}
    texts = [topic for topic in topics for _ in range(6)]
    sets = [frozenset({random_code[topic]}) for topic in texts]
    groups = [f"r{n}" for n in range(len(texts))]
    _, quality = _run(evaluate(texts, sets, groups, BOOK))
    assert quality.precision_at_1 is not None
    # learnt by heart this would be 1
    assert quality.precision_at_1 < 0.85


def test_codebook_hits_stand_beside_the_model() -> None:
    texts, sets, groups = _survey(40)
    texts += [f"parking {n}" for n in range(10)]
    sets += [frozenset({"rare"})] * 10
    groups += [f"p{n}" for n in range(10)]
    _, quality = _run(evaluate(texts, sets, groups, BOOK))
    assert quality.keywords_at_1 == pytest.approx(10 / 50)


def test_answers_with_no_code_count_for_precision_only() -> None:
    texts, sets, groups = _survey(60)
    texts += [f"meals of nobody {n}" for n in range(30)]
    sets += [frozenset()] * 30
    groups += [f"p{n}" for n in range(30)]
    _, quality = _run(evaluate(texts, sets, groups, BOOK))
    assert quality.units == 90
    assert quality.baseline_at_1 == pytest.approx(40 / 60)


@pytest.mark.parametrize(
    ("count", "codes", "people", "said"),
    [
        (10, ["food"], 10, "10 coded answers are too few"),
        (30, [], 30, "No code has been applied to 5 answers"),
        (30, ["food"], 1, "one respondent"),
        (0, [], 0, "0 coded answers are too few"),
    ],
)
def test_too_little_is_said_in_a_sentence(
    count: int, codes: list[str], people: int, said: str
) -> None:
    texts = [f"text {n}" for n in range(count)]
    groups = [f"r{n % people}" for n in range(count)]
    steps, quality = _run(evaluate(texts, [codes] * count, groups, BOOK))
    assert said in quality.reason
    assert steps == []
    assert quality.precision_at_1 is None
    assert quality.codes == ()


def test_two_groups_give_two_folds() -> None:
    texts, sets, _ = _survey(40)
    groups = ["a" if n < 20 else "b" for n in range(40)]
    _, quality = _run(evaluate(texts, sets, groups, BOOK))
    assert quality.folds == 2


def test_lengths_that_differ_are_an_error() -> None:
    with pytest.raises(ModelError, match="differ in number"):
        next(evaluate(["a"], [], ["r"], BOOK))
