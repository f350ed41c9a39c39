"""How far suggestions can be trusted."""

import csv
import random
from collections.abc import Generator
from pathlib import Path

import pytest

from hsbcode.domain.codebook import Code, Codebook
from hsbcode.domain.errors import ModelError
from hsbcode.domain.progress import Progress
from hsbcode.domain.quality import Quality
from hsbcode.suggest.evaluation import evaluate

BOOK = Codebook(
    (
        Code("food", "Food"),
        Code("noise", "Noise"),
        Code("rare", "Rare", keywords=("parking",)),
    )
)
NHS = Path(__file__).parents[2] / "shared" / "data" / "nhs_feedback" / "data.csv"
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
    # of each fold a whole model and three that learn from a part, then the intervals
    assert [step.done for step in steps] == [*range(21), 21]
    assert {step.total for step in steps} == {21}
    assert quality.precision_at_1 is not None
    assert quality.precision_at_1 > 0.95
    assert quality.baseline_at_1 == pytest.approx(80 / 120)
    assert quality.keywords_at_1 == 0
    assert quality.recall_at_5 == 1
    assert quality.micro_f1 is not None
    assert quality.micro_f1 > 0.9
    food, noise, rare = quality.codes
    assert (food.positives, noise.positives, rare.positives) == (80, 40, 0)
    assert food.sentence == f"of {food.suggested} suggested, {food.right} were right"
    assert food.verdict == "useful"
    assert food.precision == food.right / food.suggested
    assert rare.precision is None
    assert rare.sentence.startswith("never suggested; applied to 0 answers only")
    assert rare.verdict == "not enough to say"
    assert quality.reason == ""


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_row_46_shuffled_codes_fall_to_the_baseline(seed: int) -> None:
    texts, sets, groups = _survey()
    random.Random(seed).shuffle(sets)
    _, quality = _run(evaluate(texts, sets, groups, BOOK, curve=False))
    assert quality.precision_at_1 is not None
    assert quality.baseline_at_1 is not None
    assert quality.precision_at_1 < quality.baseline_at_1 + 0.08
    assert "useful" not in {code.verdict for code in quality.codes}
    for code in quality.codes:
        if code.interval is not None and code.base_rate is not None:
            assert code.interval.low < code.base_rate + 0.08


def test_row_46_nobody_helps_to_judge_themselves() -> None:
    """Each person has a word of their own: only their other answer could give it."""
    draw = random.Random(4)
    texts, sets, groups = [], [], []
    for person in range(60):
        code = draw.choice(["food", "noise"])
        for word in ("first", "second"):
            texts.append(f"person{person} {word}")
            sets.append(frozenset({code}))
            groups.append(f"r{person}")
    _, quality = _run(evaluate(texts, sets, groups, BOOK, curve=False))
    assert quality.precision_at_1 is not None
    assert quality.precision_at_1 < 0.75


def test_row_46_below_the_minimum_nothing_is_judged_useful() -> None:
    texts, sets, groups = _survey(60)
    texts += [f"parking {n}" for n in range(9)]
    sets += [frozenset({"rare"})] * 9
    groups += [f"p{n}" for n in range(9)]
    _, quality = _run(evaluate(texts, sets, groups, BOOK, curve=False))
    rare = quality.codes[2]
    assert rare.positives == 9
    assert rare.right > 0
    assert rare.verdict == "not enough to say"
    assert rare.reason == "applied to 9 of the 10 answers it takes"


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


def test_json_has_the_keys_that_were_promised_first() -> None:
    texts, sets, groups = _survey()
    _, quality = _run(evaluate(texts, sets, groups, BOOK))
    told = quality.as_dict()
    wanted = ["answers", "micro_f1", "macro_f1", "macro_ap", "p_at_1", "r_at_5", "ece"]
    assert list(told)[:8] == [*wanted, "codes"]
    codes = told["codes"]
    assert isinstance(codes, list)
    of_code = ["code", "n", "precision", "recall", "f1", "ap", "interval", "verdict"]
    assert list(codes[0])[:8] == of_code
    assert all(told[name] is not None for name in wanted)
    low, high = codes[0]["interval"]
    assert 0 <= low <= codes[0]["ap"] <= high <= 1


def test_the_same_seed_gives_the_same_figures() -> None:
    texts, sets, groups = _survey()
    one, other = (_run(evaluate(texts, sets, groups, BOOK))[1] for _ in range(2))
    assert one == other
    assert one != _run(evaluate(texts, sets, groups, BOOK, seed=7))[1]


def test_the_learning_curve_ends_at_what_all_answers_reach() -> None:
    texts, sets, groups = _survey()
    _, quality = _run(evaluate(texts, sets, groups, BOOK))
    curve = quality.learning_curve
    assert [point.share for point in curve] == [0.125, 0.25, 0.5, 1.0]
    assert [point.coded for point in curve] == [12, 24, 48, 96]
    assert curve[-1].precision_at_1 == quality.precision_at_1
    assert curve[0].precision_at_1 <= curve[-1].precision_at_1


def test_a_higher_limit_lets_less_through_and_more_of_it_is_right() -> None:
    texts, sets, groups = _survey()
    texts += [f"{word} whatever" for word in FOOD * 4]
    sets += [frozenset({"noise" if n % 2 else "food"}) for n in range(20)]
    groups += [f"x{n}" for n in range(20)]
    _, quality = _run(evaluate(texts, sets, groups, BOOK, curve=False))
    shares = [point.share for point in quality.production_curve]
    assert shares == sorted(shares, reverse=True)
    assert shares[0] == 1
    first, *_, last = [p for p in quality.production_curve if p.answers >= 20]
    assert first.accuracy is not None
    assert last.accuracy is not None
    assert last.accuracy > first.accuracy
    limited = _run(evaluate(texts, sets, groups, BOOK, limit=0.9, curve=False))[1]
    assert sum(c.suggested for c in limited.codes) < sum(
        c.suggested for c in quality.codes
    )
    assert limited.precision_at_1 == quality.precision_at_1


def test_only_the_judged_answers_count_and_the_rest_is_learnt_from() -> None:
    texts, sets, groups = _survey()
    judged = [n < 40 for n in range(120)]
    _, quality = _run(evaluate(texts, sets, groups, BOOK, judged=judged))
    assert (quality.units, quality.respondents, quality.coded) == (40, 20, 120)
    assert sum(code.positives for code in quality.codes) == 40
    assert quality.learning_curve[-1].coded == 96
    apart = [not each for each in judged]
    _, quality = _run(
        evaluate(texts, sets, groups, BOOK, judged=judged, learnt_from=apart)
    )
    assert quality.units == 40
    assert quality.learning_curve[-1].coded < 80


def test_calibration_counts_every_suggestion_with_a_score() -> None:
    texts, sets, groups = _survey()
    _, quality = _run(evaluate(texts, sets, groups, BOOK, curve=False))
    assert quality.ece is not None
    assert 0 <= quality.ece <= 1
    suggested = sum(code.suggested for code in quality.codes)
    assert sum(part.suggested for part in quality.calibration) == suggested
    by_hand = sum(
        abs(part.mean_score * part.suggested - part.right)
        for part in quality.calibration
    )
    assert quality.ece == pytest.approx(by_hand / suggested)


def test_a_parent_of_a_given_code_is_neither_right_nor_wrong() -> None:
    book = Codebook(
        (
            Code("place", "The place", keywords=("place",)),
            Code("food", "Food", parent="place"),
            Code("noise", "Noise", parent="place"),
        )
    )
    texts, sets, groups = _survey()
    _, quality = _run(evaluate(texts, sets, groups, book, curve=False))
    place, food, noise = quality.codes
    assert (food.positives, noise.positives) == (80, 40)
    assert (place.positives, place.suggested, place.answers) == (0, 0, 0)
    assert quality.precision_at_1 is not None
    assert quality.precision_at_1 > 0.95


def test_a_code_counts_only_where_it_is_offered() -> None:
    book = Codebook(
        (Code("food", "Food"), Code("noise", "Noise", questions=("nights",)))
    )
    texts, sets, groups = _survey()
    asked = ["nights" if "noise" in codes else "days" for codes in sets]
    _, quality = _run(evaluate(texts, sets, groups, book, asked, curve=False))
    food, noise = quality.codes
    assert (food.answers, noise.answers) == (120, 40)
    assert noise.base_rate == 1


@pytest.mark.shared
@pytest.mark.skipif(not NHS.exists(), reason="the real answers are not here")
def test_row_46_shuffled_codes_of_real_answers_fall_to_the_baseline() -> None:
    with NHS.open(encoding="utf-8", newline="") as source:
        every = list({row["text"]: row for row in csv.DictReader(source)}.values())
    rows = random.Random(3).sample(every, 300)
    sets = [frozenset(row["codes"].split(";")) for row in rows]
    book = Codebook(
        tuple(Code(code, code) for code in sorted({c for s in sets for c in s}))
    )
    texts = [row["text"] for row in rows]
    people = [row["respondent"] for row in rows]

    def figures(given: list[frozenset[str]]) -> Quality:
        job = evaluate(texts, given, people, book, curve=False, resamples=200)
        return _run(job)[1]

    real = figures(sets)
    random.Random(4).shuffle(sets)
    shuffled = figures(sets)
    assert real.precision_at_1 is not None
    assert shuffled.precision_at_1 is not None
    assert shuffled.baseline_at_1 is not None
    assert real.precision_at_1 > shuffled.baseline_at_1 + 0.15
    assert shuffled.precision_at_1 < shuffled.baseline_at_1 + 0.03
    assert "useful" not in {code.verdict for code in shuffled.codes}
    for code in shuffled.codes:
        if code.positives >= 20 and code.interval is not None:
            assert code.base_rate is not None
            assert code.interval.low < code.base_rate + 0.05
