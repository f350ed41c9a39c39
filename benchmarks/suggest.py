"""How good and how fast suggestions are: ``python benchmarks/suggest.py [PART …]``.

Parts: targets, baselines, damage, others, speed, embeddings; none = all but
embeddings. Reads the real answers of ``../shared/data``. Trains on n coded answers,
judges on 1,500 others, means over the seeds 0 to 4. P@1: the first code is right;
R@5: share of an answer's codes among the first five; ECE: expected calibration error
of scores of .2 and more (ten bins). Times are CPU times of one thread.
"""

import csv
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import yaml

from hsbcode.domain.codebook import Code, Codebook
from hsbcode.domain.ids import derived_id, slug
from hsbcode.domain.survey import Unit
from hsbcode.suggest import CodeSuggester, messages
from hsbcode.suggest.corpus import CorpusVectors, corpus_vectors
from hsbcode.suggest.evidence import CodebookEvidence
from hsbcode.suggest.suggestions import suggest

DATA = Path(__file__).parents[2] / "shared" / "data"
NHS = DATA / "nhs_feedback"
CACHE = Path(tempfile.gettempdir()) / "hsbcode-benchmark-meaning.npz"
SEEDS = range(5)
TESTED = 1_500
COUNTS = (0, 20, 50, 200, 1000)
TARGETS = {
    "P@1": (0.50, 0.57, 0.59, 0.66, 0.71),
    "R@5": (0.72, 0.80, 0.81, 0.83, 0.86),
    "ECE": (0.08, 0.08, 0.07, 0.06, 0.05),
}
WITH_EMBEDDINGS = {
    "P@1": (0.56, 0.62, 0.64, 0.70, 0.74),
    "R@5": (0.79, 0.82, 0.84, 0.86, 0.89),
}
WITHOUT_CODEBOOK = {20: 0.41, 1000: 0.69}


class Row(NamedTuple):
    text: str
    codes: frozenset[str]
    respondent: str
    question: str


class Found(NamedTuple):
    """Quality over the tested answers."""

    p1: float
    r5: float
    ece: float
    r3: float


def nhs() -> tuple[list[Row], Codebook]:
    entries = yaml.safe_load((NHS / "codebook_full.yaml").read_text("utf-8"))["codes"]
    codes = [
        Code(
            slug(entry["label"]),
            entry["label"],
            definition=entry["definition"],
            keywords=tuple(entry["keywords"]),
            examples=tuple(entry["examples"]),
        )
        for entry in entries
    ]
    # the file lists the commonest code first, which would help ties
    book = Codebook(tuple(sorted(codes, key=lambda code: derived_id(code.id))))
    return _unrepeated(NHS / "data.csv", book, "question"), book


def napire(which: str) -> tuple[list[Row], Codebook]:
    with (DATA / "napire_2018" / "codebook.csv").open(encoding="utf-8") as source:
        labels = {
            slug(row["code"]): row["code"]
            for row in csv.DictReader(source)
            if row["question"] == which
        }
    book = Codebook(tuple(Code(code, label) for code, label in sorted(labels.items())))
    return _unrepeated(DATA / "napire_2018" / f"{which}.csv", book, "problem"), book


def enisear() -> tuple[list[Row], Codebook]:
    """Return the answers with the codes of two coders of three."""
    by_answer: dict[str, list[dict[str, str]]] = {}
    path = DATA / "enisear_appraisal" / "data.csv"
    with path.open(encoding="utf-8", newline="") as source:
        for row in csv.DictReader(source):
            by_answer.setdefault(row["id"], []).append(row)
    rows = []
    for answer, codings in by_answer.items():
        given = [slug(c) for row in codings for c in row["codes"].split(";") if c]
        most = frozenset(code for code in given if given.count(code) >= 2)
        first = codings[0]
        rows.append(Row(first["text"], most, answer, first["prior_emotion"]))
    codes = sorted({code for row in rows for code in row.codes})
    return rows, Codebook(tuple(Code(code, code) for code in codes))


def _unrepeated(path: Path, book: Codebook, question: str) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as source:
        every = {row["text"]: row for row in csv.DictReader(source)}
    rows = []
    for row in every.values():
        known = {slug(code) for code in row["codes"].split(";")} & {c.id for c in book}
        if known:
            asked = row.get(question, "")
            rows.append(Row(row["text"], frozenset(known), row["respondent"], asked))
    return rows


# ---- how good ------------------------------------------------------------------


def parted(rows: list[Row], count: int, seed: int) -> tuple[list[Row], list[Row]]:
    order = np.random.default_rng(seed).permutation(len(rows))
    tested = min(TESTED, len(rows) - count)
    return [rows[at] for at in order[:count]], [rows[at] for at in order[-tested:]]


def fitted(
    train: list[Row],
    book: Codebook | None,
    vectors: CorpusVectors | Sequence[str],
    embeddings: Any = None,
) -> CodeSuggester:
    return CodeSuggester(book, embeddings=embeddings).fit(
        [row.text for row in train],
        [row.codes for row in train],
        groups=[row.respondent for row in train],
        questions=[row.question for row in train],
        corpus=vectors,
    )


def judged(scores: Any, codes: Sequence[str], test: list[Row]) -> Found:
    column = {code: at for at, code in enumerate(codes)}
    truth = np.zeros((len(test), len(codes)), dtype=bool)
    for at, row in enumerate(test):
        truth[at, [column[code] for code in row.codes if code in column]] = True
    order = np.argsort(-scores, axis=1, kind="stable")
    hits = np.take_along_axis(truth, order, axis=1)
    counts = np.array([len(row.codes) for row in test])
    has = counts > 0
    shown = scores >= 0.2
    bins = np.minimum(9, (10 * scores[shown]).astype(int))
    gaps = [
        abs(float((scores[shown][bins == at] - truth[shown][bins == at]).sum()))
        for at in range(10)
    ]
    return Found(
        float(hits[has, 0].mean()),
        float((hits[has, :5].sum(axis=1) / counts[has]).mean()),
        sum(gaps) / max(1, int(shown.sum())),
        float((hits[has, :3].sum(axis=1) / counts[has]).mean()),
    )


def mean_of(
    rows: list[Row], count: int, score: Callable[[list[Row], list[Row], int], Found]
) -> Found:
    every = [score(*parted(rows, count, seed), seed) for seed in SEEDS]
    return Found(*np.mean(every, axis=0).tolist())


def of_model(
    rows: list[Row],
    count: int,
    book: Codebook | None,
    vectors: CorpusVectors,
    embeddings: Any = None,
) -> Found:
    def score(train: list[Row], test: list[Row], _seed: int) -> Found:
        model = fitted(train, book, vectors, embeddings)
        asked = [row.question for row in test]
        found = model.scores([row.text for row in test], asked)
        return judged(found, model.codes_, test)

    return mean_of(rows, count, score)


def _line(name: str, found: Sequence[Found]) -> None:
    cells = "   ".join(f"{f.p1:.3f} {f.r5:.3f} {f.ece:.3f}" for f in found)
    print(f"{name:28} {cells}")


def _head(counts: Sequence[int]) -> None:
    print(f"{'P@1 R@5 ECE at':28} " + "   ".join(f"{n:^17}" for n in counts))


def _against(found: Sequence[Found], wanted: dict[str, tuple[float, ...]]) -> None:
    values = {"P@1": 0, "R@5": 1, "ECE": 2}
    for name, least in wanted.items():
        cells = []
        for each, target in zip(found, least, strict=True):
            value = each[values[name]]
            reached = value <= target if name == "ECE" else value >= target
            cells.append(
                f"{value:.3f} {'reached' if reached else 'NOT REACHED'} {target:.2f}"
            )
        print(f"  {name}: " + ", ".join(cells))


def targets() -> None:
    rows, book = nhs()
    vectors = corpus_vectors([row.text for row in rows])
    _head(COUNTS)
    found = [of_model(rows, count, book, vectors) for count in COUNTS]
    _line("with codebook", found)
    _against(found, TARGETS)
    worst = min(each.p1 - found[0].p1 for each in found)
    print(f"  least gain over n = 0: {worst:+.3f} (allowed -.01)")
    for count in COUNTS[1:]:
        alone = of_model(rows, count, None, vectors)
        target = WITHOUT_CODEBOOK.get(count)
        said = "" if target is None else f" (target {target})"
        print(
            f"without codebook, {count}: P@1 {alone.p1:.3f}{said}, R@5 {alone.r5:.3f}"
        )


def baselines() -> None:
    """Print plain classifiers on the same vectors, and what needs no learning."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.multiclass import OneVsRestClassifier
    from sklearn.naive_bayes import ComplementNB
    from sklearn.neighbors import KNeighborsClassifier
    from sklearn.svm import LinearSVC

    rows, book = nhs()
    vectors = corpus_vectors([row.text for row in rows])
    codes = [code.id for code in book]
    place = {code: at for at, code in enumerate(codes)}
    evidence = CodebookEvidence(book)

    def learnt(make: Callable[[], Any]) -> Callable[[list[Row], list[Row], int], Found]:
        def score(train: list[Row], test: list[Row], _seed: int) -> Found:
            seen = vectors.transform([row.text for row in train])
            new = vectors.transform([row.text for row in test])
            found = np.zeros((len(test), len(codes)))
            for at, code in enumerate(codes):
                yes = np.array([code in row.codes for row in train])
                if yes.all() or not yes.any():
                    continue
                model = make().fit(seen, yes)
                if hasattr(model, "predict_proba"):
                    found[:, at] = model.predict_proba(new)[:, 1]
                else:
                    found[:, at] = 1 / (1 + np.exp(-model.decision_function(new)))
            return judged(found, codes, test)

        return score

    def commonest(train: list[Row], test: list[Row], _seed: int) -> Found:
        uses = np.array([sum(code in row.codes for row in train) for code in codes])
        share = uses / max(1, len(train))
        return judged(np.tile(share, (len(test), 1)), codes, test)

    def keywords(_train: list[Row], test: list[Row], _seed: int) -> Found:
        found = np.zeros((len(test), len(codes)))
        for at, row in enumerate(test):
            for code, hits in evidence.keyword_counts(row.text).items():
                found[at, place[code]] = hits / (1.0 + hits)
        return judged(found, codes, test)

    counts = COUNTS[1:]
    _head(counts)
    methods: dict[str, Callable[[list[Row], list[Row], int], Found]] = {
        "commonest code": commonest,
        "keyword hits": keywords,
        "TF-IDF logistic regression": learnt(
            lambda: LogisticRegression(C=10.0, tol=0.01, solver="liblinear")
        ),
        "TF-IDF nearest 7": learnt(
            lambda: KNeighborsClassifier(7, weights="distance", metric="cosine")
        ),
        "TF-IDF complement NB": learnt(lambda: OneVsRestClassifier(ComplementNB())),
        "TF-IDF linear SVM": learnt(LinearSVC),
    }
    for name, score in methods.items():
        _line(
            name,
            [
                mean_of(rows, count, score)
                if name != "TF-IDF nearest 7" or count > 20
                else Found(0, 0, 0, 0)
                for count in counts
            ],
        )
    _line("ours, no codebook", [of_model(rows, n, None, vectors) for n in counts])
    _line("ours", [of_model(rows, n, book, vectors) for n in counts])


def damaged(book: Codebook) -> dict[str, Codebook]:
    """Return the codebook with one kind of damage each."""
    codes = list(book)
    drawn = np.random.default_rng(7)

    def changed(how: Callable[[Code], Code]) -> Codebook:
        return Codebook(tuple(how(code) for code in codes))

    def exchanged(part: float) -> Codebook:
        places = drawn.permutation(len(codes))[: round(part * len(codes))]
        given = dict(zip(places.tolist(), np.roll(places, 1).tolist(), strict=True))
        return Codebook(
            tuple(
                replace(
                    code,
                    label=codes[given.get(at, at)].label,
                    definition=codes[given.get(at, at)].definition,
                    keywords=codes[given.get(at, at)].keywords,
                    examples=codes[given.get(at, at)].examples,
                )
                for at, code in enumerate(codes)
            )
        )

    def fewer(code: Code) -> Code:
        kept = tuple(word for word in code.keywords if drawn.random() < 0.4)
        return replace(code, keywords=kept)

    return {
        "as written": book,
        "40 % of keywords": changed(fewer),
        "no keywords": changed(lambda code: replace(code, keywords=())),
        "names only": changed(lambda code: Code(code.id, code.label)),
        "a quarter exchanged": exchanged(0.25),
        "all exchanged": exchanged(1.0),
        "stop words as keywords": changed(
            lambda code: replace(code, keywords=("the", "and", "to", *code.keywords))
        ),
    }


def damage() -> None:
    rows, book = nhs()
    vectors = corpus_vectors([row.text for row in rows])
    counts = (0, 20, 100, 500)
    _head(counts)
    for name, each in damaged(book).items():
        _line(name, [of_model(rows, count, each, vectors) for count in counts])
    _line(
        "no codebook",
        [Found(0, 0, 0, 0), *(of_model(rows, n, None, vectors) for n in counts[1:])],
    )


def others() -> None:
    for which in ("causes", "effects"):
        rows, book = napire(which)
        vectors = corpus_vectors([row.text for row in rows])
        for name, given in (("names as codebook", book), ("no codebook", None)):
            for count in (200, len(rows) * 4 // 5):
                found = of_model(rows, count, given, vectors)
                print(
                    f"napire {which}, {name}, {count} coded: recall@3 {found.r3:.3f}, "
                    f"P@1 {found.p1:.3f}, R@5 {found.r5:.3f}, ECE {found.ece:.3f}"
                )
    rows, _ = enisear()
    vectors = corpus_vectors([row.text for row in rows])
    for count in (50, 200, 700):
        found_f1 = []
        for seed in SEEDS:
            train, test = parted(rows, count, seed)
            model = fitted(train, None, vectors)
            scores = model.scores(
                [row.text for row in test], [row.question for row in test]
            )
            shown = scores >= (model.threshold_ or 0.3)
            truth = np.array([[c in row.codes for c in model.codes_] for row in test])
            found_f1.append(2 * (shown & truth).sum() / (shown.sum() + truth.sum()))
        print(
            f"enisear, {count} coded: micro-F1 {float(np.mean(found_f1)):.3f} "
            "(between coders: .71)"
        )


# ---- how fast ------------------------------------------------------------------


def _timed(act: Callable[[], object], times: int = 1) -> list[float]:
    spent = []
    for _ in range(times):
        started = time.process_time()
        act()
        spent.append(1e3 * (time.process_time() - started))
    return spent


def speed() -> None:
    rows, book = nhs()
    texts = [row.text for row in rows]
    _timed(lambda: corpus_vectors(texts[:100]))
    found: list[CorpusVectors] = []
    spent = _timed(lambda: found.append(corpus_vectors(texts)))
    print(f"index {len(texts)} answers: {spent[0]:.0f} ms (target 2,000)")
    vectors = found[0]
    for count, target in ((20, 10), (200, 10), (1000, 150), (3000, 0), (4000, 0)):
        ms = np.median(_timed(lambda n=count: fitted(rows[:n], book, vectors), 3))
        said = f" (target {target})" if target else ""
        print(f"fit {count}: {ms:.0f} ms{said}")
    for count in (200, 1000):
        model = fitted(rows[:count], book, vectors)
        one = [
            _timed(partial(model.scores, [row.text], [row.question]))[0]
            for row in rows[2000:2400]
        ]
        shown = [
            _timed(partial(suggest, model, book, row.question, [row.text]))[0]
            for row in rows[2000:2200]
        ]
        print(
            f"next answer at {count}: p95 {np.percentile(one, 95):.1f} ms, with words "
            f"p95 {np.percentile(shown, 95):.1f} ms (target 5)"
        )
    subprocess.run([sys.executable, __file__, "scoring"], check=True)
    process(rows, book)


def scoring() -> None:
    """Score 100,000 different answers in a process of its own."""
    rows, book = nhs()
    many = [f"{rows[at % len(rows)].text} {at}" for at in range(100_000)]
    vectors = corpus_vectors(many)
    before = _peak_memory()
    model = fitted(rows[:1000], book, vectors)
    ms = _timed(lambda: model.scores(many, ["FFT Why?"] * len(many)))[0]
    peak = _peak_memory()
    print(
        f"100,000 answers scored: {ms / 1e3:.1f} s (target 10), "
        f"peak memory {peak:.0f} MB (target 500; {before:.0f} after indexing)"
    )


def _peak_memory() -> float:
    """Return the most memory this process has held, in MB."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    # what getrusage says begins with the process that started this one
    line = next(x for x in status.read_text().splitlines() if x.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


def process(rows: list[Row], book: Codebook) -> None:
    units = [
        Unit(str(at), "", row.respondent, "", row.question, 1, 1, row.text)
        for at, row in enumerate(rows)
    ]
    codings = {str(at): rows[at].codes for at in range(200)}
    requests = [
        messages.answers_message(units),
        messages.learn_message(book, codings),
        messages.suggest_message(rows[300].question, [str(at) for at in range(50)]),
    ]
    started = time.perf_counter()
    subprocess.run(
        [sys.executable, *messages.WORKER],
        input=b"".join(messages.encode(request) for request in requests),
        stdout=subprocess.DEVNULL,
        check=True,
    )
    print(
        f"process: start, {len(rows)} answers, 200 codings, first page: "
        f"{time.perf_counter() - started:.1f} s wall (target 3)"
    )


def embeddings() -> None:
    from hsbcode.language.meaning import MeaningVectors

    rows, book = nhs()
    texts = [row.text for row in rows]
    started = time.perf_counter()
    encoder = MeaningVectors.load(CACHE, 2)
    encoder.encode(texts)
    encoder.keep(texts)
    spent = time.perf_counter() - started
    print(f"{len(texts)} answers embedded in {spent:.0f} s wall")
    vectors = corpus_vectors(texts)
    _head(COUNTS)
    found = [of_model(rows, count, book, vectors, encoder) for count in COUNTS]
    _line("with embeddings", found)
    _against(found, WITH_EMBEDDINGS)
    _line(
        "no codebook, embeddings",
        [Found(0, 0, 0, 0)]
        + [of_model(rows, count, None, vectors, encoder) for count in COUNTS[1:]],
    )


PARTS = {
    "targets": targets,
    "baselines": baselines,
    "damage": damage,
    "others": others,
    "speed": speed,
    "scoring": scoring,
    "embeddings": embeddings,
}


def main() -> None:
    if not NHS.exists():
        print(f"There are no real answers at {NHS.name}; nothing to measure.")
        return
    wanted = sys.argv[1:] or [
        part for part in PARTS if part not in ("embeddings", "scoring")
    ]
    for part in wanted:
        print(f"== {part}")
        PARTS[part]()


if __name__ == "__main__":
    main()
