"""How well quotes show the range of a theme, against simpler ways to choose them.

Reads a coded survey beside the checkout (../shared/data/nhs_feedback), if it is there:

    python benchmarks/quotes.py [--draws 25] [--first 0] [--answers 600] [-k 5]

A theme is a family of codes. Which code of the family an answer has is hidden from the
choice and shows how much of the theme's range the quotes meet; so are the labellers'
judgements of sentiment. Likeness is measured in a space of its own.
"""

import argparse
import csv
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from threadpoolctl import threadpool_limits

from hsbcode.domain.codebook import Code, Codebook
from hsbcode.domain.coded_question import coded_question
from hsbcode.domain.counting import Standing, Verdict
from hsbcode.domain.study import Study
from hsbcode.domain.survey import Kind, Question, Respondent, Unit
from hsbcode.quotes.choosing import cosines, spread
from hsbcode.quotes.theme_answers import QuestionAnswers, ThemeAnswers
from hsbcode.quotes.theme_choice import choose_for_theme

SHARED = Path(__file__).parents[2] / "shared" / "data" / "nhs_feedback" / "data.csv"
LEAST = 25
"""Answers a theme needs in a draw."""
PLANTED = 40
"""Answers of a draw that are given a wrong theme to see whether it is found."""
FAMILIES = {
    "staff": (
        "Staff manner & personal attributes",
        "Staff listening, understanding & involving patients",
        "Staff responsiveness",
        "Competence & training",
        "Number & deployment of staff",
        "Staff continuity",
    ),
    "communication": (
        "Information directly from staff during care",
        "Being kept informed, clarity & consistency of information",
        "Information provision & guidance",
        "Contacting services",
        "Unspecified communication",
        "Patient records",
        "Interaction with family/ carers",
    ),
    "access": (
        "Timeliness of care",
        "Appointment arrangements",
        "Appointment method",
        "Transport to/ from services",
        "Service location",
        "Referals & continuity of care",
        "Admission",
        "Discharge",
        "Parking",
    ),
    "care": (
        "Impact of treatment/ care",
        "Diagnosis & triage",
        "Supplying & understanding medication",
        "Pain management",
        "Mental Health Act",
        "Care plans",
        "Provision of medical equipment",
        "Feeling safe",
        "Patient appearance & grooming",
    ),
    "surroundings": (
        "Food & drink provision & facilities",
        "Activities & access to fresh air",
        "Cleanliness, tidiness & infection control",
        "Environment & Facilities",
        "Sensory experience",
        "Electronic entertainment",
        "Equality, Diversity & Inclusion",
    ),
}

Floats = npt.NDArray[np.float64]


class Answer(NamedTuple):
    number: str
    text: str
    codes: frozenset[str]
    respondent: str
    score: str
    sentiment: str

    @property
    def themes(self) -> frozenset[str]:
        return frozenset(
            name for name, codes in FAMILIES.items() if self.codes.intersection(codes)
        )


class Case(NamedTuple):
    """A theme of one draw; lists run alongside the theme's units."""

    theme: ThemeAnswers
    over_score: ThemeAnswers
    hidden: list[frozenset[str]]
    scores: list[str]
    sentiments: list[str]
    measured: Floats
    """How alike the answers are, in the space for measuring."""


def answers() -> list[Answer]:
    """Return the comments of 4 to 80 words."""
    with SHARED.open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    return [
        Answer(
            row["id"],
            row["text"],
            frozenset(row["codes"].split(";")),
            row["respondent"],
            row["fft_score"] or "none",
            row["sentiment"],
        )
        for row in rows
        if 4 <= len(row["text"].split()) <= 80
    ]


def survey(every: Sequence[Answer], draw: int, size: int) -> list[Answer]:
    """Return a small survey drawn at random."""
    rng = np.random.default_rng(draw)
    picked = rng.choice(len(every), min(size, len(every)), replace=False)
    return [every[at] for at in picked]


def study_of(drawn: Sequence[Answer], themes: Sequence[frozenset[str]]) -> Study:
    """Return a study whose answers were coded to themes."""
    people = tuple(dict.fromkeys(answer.respondent for answer in drawn))
    score: dict[str, tuple[str, ...]] = {a.respondent: (a.score,) for a in drawn}
    return Study(
        name="draw",
        respondents=tuple(
            Respondent(person, "w1", person, row) for row, person in enumerate(people)
        ),
        questions={
            "why": Question("why", Kind.OPEN, "Why?"),
            "score": Question("score", Kind.CLOSED, "Score"),
        },
        closed={"score": score},
        asked={"why": frozenset(people), "score": frozenset(people)},
        units={
            "why": tuple(
                Unit(
                    id=answer.number,
                    box_id=answer.number,
                    respondent=answer.respondent,
                    reference=answer.number,
                    question="why",
                    box=1,
                    boxes=1,
                    text=answer.text,
                )
                for answer in drawn
            )
        },
        verdicts={
            answer.number: Verdict(Standing.SETTLED, own)
            for answer, own in zip(drawn, themes, strict=True)
        },
        codebook=Codebook(tuple(Code(name, name) for name in FAMILIES)),
    )


def cases_of(drawn: Sequence[Answer]) -> tuple[list[Case], float]:
    """Return the themes of a draw, and the ms it took to make them ready."""
    began = time.perf_counter()
    study = study_of(drawn, [answer.themes for answer in drawn])
    coded = coded_question(study, "why")
    plain = QuestionAnswers(study, coded, list(FAMILIES))
    spent = 1000 * (time.perf_counter() - began)
    over = QuestionAnswers(study, coded, list(FAMILIES), over=["score"])
    space = _space([answer.text for answer in drawn])
    place = {answer.number: at for at, answer in enumerate(drawn)}
    found = []
    for name in FAMILIES:
        units = coded.quotable.get(name, ())
        if len(units) < LEAST:
            continue
        theme = plain.theme(name, units, keep=[unit.id for unit in units])
        at = [place[unit.id] for unit in theme.units]
        family = frozenset(FAMILIES[name])
        found.append(
            Case(
                theme,
                over.theme(name, units, keep=[unit.id for unit in units]),
                [drawn[i].codes & family for i in at],
                [drawn[i].score for i in at],
                [drawn[i].sentiment for i in at],
                cosines(space[at] @ space[at].T),
            )
        )
    return found, spent / max(1, len(found))


def _space(texts: Sequence[str]) -> Floats:
    """Return LSA-60 of the TF-IDF of words and pairs of words, rows of length 1."""
    from sklearn.decomposition import TruncatedSVD
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectors = TfidfVectorizer(
        ngram_range=(1, 2), sublinear_tf=True, min_df=2, stop_words="english"
    ).fit_transform(texts)
    rows = TruncatedSVD(60, random_state=0).fit_transform(vectors)
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.where(lengths > 1e-9, lengths, 1.0))


def at_random(case: Case, k: int, seed: int) -> list[int]:
    rng = np.random.default_rng(seed)
    return [int(at) for at in rng.permutation(len(case.theme))[:k]]


def longest(case: Case, k: int, seed: int) -> list[int]:
    units = case.theme.units
    return sorted(range(len(units)), key=lambda at: -len(units[at].text))[:k]


def nearest_centre(case: Case, k: int, seed: int) -> list[int]:
    together = case.theme.rows @ case.theme.rows.sum(axis=0)
    return [int(at) for at in np.argsort(-together, kind="stable")[:k]]


def surest(case: Case, k: int, seed: int) -> list[int]:
    return [int(at) for at in np.argsort(-case.theme.sure, kind="stable")[:k]]


def facility_location(case: Case, k: int, seed: int) -> list[int]:
    theme = case.theme
    return spread(
        [unit.text for unit in theme.units],
        cosines(theme.rows @ theme.rows.T),
        [unit.respondent for unit in theme.units],
        k=k,
        lots=theme.lots,
        weights=np.ones(len(theme)),
    )


def ours(case: Case, k: int, seed: int) -> list[int]:
    return _chosen(case.theme, k)


def ours_spread(case: Case, k: int, seed: int) -> list[int]:
    return _chosen(case.over_score, k)


def _chosen(theme: ThemeAnswers, k: int) -> list[int]:
    places = {unit.id: at for at, unit in enumerate(theme.units)}
    found = choose_for_theme(theme, frozenset(), k, divergent=0)
    return [places[each.unit.id] for each in found]


WAYS: dict[str, Callable[[Case, int, int], list[int]]] = {
    "random": at_random,
    "longest": longest,
    "nearest centre": nearest_centre,
    "surest coding": surest,
    "facility location": facility_location,
    "hsbcode": ours,
    "hsbcode, spread": ours_spread,
}
COLUMNS = ("coverage", "redundant", "sub-themes", "score", "sentiment", "sure", "words")


def measures(case: Case, at: Sequence[int], k: int) -> tuple[float, ...]:
    """Return one number for each of ``COLUMNS``.

    Score and sentiment are total variation distances between quotes and theme, 0..1.
    """
    chosen = list(at)
    covered = float(case.measured[:, chosen].max(axis=1).mean())
    among = case.measured[np.ix_(chosen, chosen)]
    pairs = len(chosen) * (len(chosen) - 1)
    redundant = float((among.sum() - np.trace(among)) / pairs) if pairs else 0.0
    every = frozenset().union(*case.hidden)
    met = frozenset().union(*(case.hidden[i] for i in chosen))
    words = [len(case.theme.units[i].text.split()) for i in chosen]
    return (
        covered,
        redundant,
        min(1.0, len(met) / max(1, min(k, len(every)))),
        _distance(case.scores, chosen),
        _distance(case.sentiments, chosen),
        float(case.theme.sure[chosen].mean()),
        float(np.mean(words)),
    )


def _distance(values: Sequence[str], chosen: Sequence[int]) -> float:
    each = np.array(values)
    part = each[list(chosen)]
    kinds = sorted(set(values))
    return 0.5 * sum(abs(float((each == v).mean() - (part == v).mean())) for v in kinds)


def planted(drawn: Sequence[Answer], seed: int) -> tuple[int, int, int, int]:
    """Return codings listed to check, wrong ones among them, wrong ones, all codings.

    Some answers with one theme are given another one.
    """
    rng = np.random.default_rng(seed)
    themes = [answer.themes for answer in drawn]
    wrong: set[tuple[str, str]] = set()
    for at in rng.permutation(len(drawn)).tolist():
        if len(wrong) == PLANTED:
            break
        if len(themes[at]) == 1:
            others = sorted(set(FAMILIES) - themes[at])
            other = others[int(rng.integers(len(others)))]
            themes[at] = frozenset({other})
            wrong.add((drawn[at].number, other))
    study = coded_by_one(study_of(drawn, themes))
    answers = QuestionAnswers(study, coded_question(study, "why"), list(FAMILIES))
    listed = {(d.unit, name) for name in FAMILIES for d in answers.doubtful(name)}
    return len(listed), len(listed & wrong), len(wrong), sum(map(len, themes))


def coded_by_one(study: Study) -> Study:
    """Return the study coded by one person; what is settled is never suspected."""
    for unit, verdict in study.verdicts.items():
        study.verdicts[unit] = Verdict(Standing.ONLY, verdict.codes)
    return study


class Measured(NamedTuple):
    rows: dict[str, list[tuple[float, ...]]]
    ms: dict[str, float]
    ready: float
    planted: list[int]


def measured(draws: Sequence[int], size: int, k: int) -> Measured:
    """Return what every way reaches on some draws."""
    every = answers()
    rows: dict[str, list[tuple[float, ...]]] = {way: [] for way in WAYS}
    spent = dict.fromkeys(WAYS, 0.0)
    ready, errors, count = [], np.zeros(4, dtype=np.int64), 0
    with threadpool_limits(1):
        for draw in draws:
            drawn = survey(every, draw, size)
            found, ms = cases_of(drawn)
            ready.append(ms)
            errors += planted(drawn, draw)
            for case in found:
                count += 1
                for way, choose in WAYS.items():
                    began = time.perf_counter()
                    chosen = choose(case, k, count)
                    spent[way] += 1000 * (time.perf_counter() - began)
                    rows[way].append(measures(case, chosen, k))
    return Measured(
        rows,
        {way: ms / max(1, count) for way, ms in spent.items()},
        float(np.mean(ready)),
        errors.tolist(),
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--draws", type=int, default=25)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--answers", type=int, default=600)
    parser.add_argument("-k", type=int, default=5)
    options = parser.parse_args()
    if not SHARED.is_file():
        print("No coded survey beside the checkout; nothing to measure.")
        return
    draws = range(options.first, options.first + options.draws)
    found = measured(draws, options.answers, options.k)
    count = len(found.rows["random"])
    print(f"{count} themes of {options.draws} draws, k = {options.k}")
    print(f"{'':18}" + "".join(f"{name:>11}" for name in COLUMNS) + "   ms")
    for way, rows in found.rows.items():
        means = np.mean(rows, axis=0)
        print(
            f"{way:18}" + "".join(f"{m:11.3f}" for m in means) + f"{found.ms[way]:5.1f}"
        )
    print(f"made ready in {found.ready:.1f} ms a theme (part of ours)")
    for other in ("random", "surest coding", "nearest centre"):
        gain = np.array([r[2] for r in found.rows["hsbcode"]]) - np.array(
            [r[2] for r in found.rows[other]]
        )
        error = gain.std(ddof=1) / np.sqrt(len(gain))
        print(f"sub-themes beside {other}: {gain.mean():+.3f} (se {error:.3f})")
    listed, right, wrong, codings = found.planted
    print(
        f"planted miscodings: {listed} of {codings} codings listed to check, "
        f"{right} of them planted, of {wrong} planted"
    )


if __name__ == "__main__":
    main()
