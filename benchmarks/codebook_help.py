"""Whether the codebook's help helps: ``python benchmarks/codebook_help.py``.

Real answers of ``../shared/data/nhs_feedback``.

Keywords: all keywords are taken out of the frame, some answers are coded, and what is
proposed is taken over: how often does a keyword hit of the frame find a code of an
answer that was not among them, and how often is the first suggestion right?

Missing codes: each code with 50 uses or more is taken out of the frame and of the
codings in turn; answers that had only it count as finished with no code. Found: among
the first eight candidates one has 40 % of its answers with the code.
"""

import csv
from collections import Counter
from dataclasses import replace
from pathlib import Path

import numpy as np
import yaml

from hsbcode.domain.codebook import Code, Codebook
from hsbcode.domain.ids import slug
from hsbcode.language.vectors import TextVectors
from hsbcode.suggest import CodeSuggester
from hsbcode.suggest.corpus import corpus_vectors
from hsbcode.suggest.evidence import codebook_evidence
from hsbcode.suggest.keyword_proposals import proposed_keywords
from hsbcode.suggest.missing_codes import missing_codes

DATA = Path(__file__).parents[2] / "shared" / "data" / "nhs_feedback"
TESTED = 1_500
LEAST_USES = 50
LEAST_RIGHT = 0.4


Row = tuple[str, frozenset[str], str, str]
"""Text, codes, respondent, question."""


def read() -> tuple[list[Row], Codebook]:
    """Return the answers without exact repeats, and the frame."""
    entries = yaml.safe_load((DATA / "codebook_full.yaml").read_text("utf-8"))["codes"]
    book = Codebook(
        tuple(
            Code(
                slug(entry["label"]),
                entry["label"],
                definition=entry["definition"],
                keywords=tuple(entry["keywords"]),
                examples=tuple(entry["examples"]),
            )
            for entry in entries
        )
    )
    with (DATA / "data.csv").open(encoding="utf-8", newline="") as source:
        every = {row["text"]: row for row in csv.DictReader(source)}
    rows = []
    for row in every.values():
        known = frozenset(slug(code) for code in row["codes"].split(";"))
        codes = frozenset(code for code in known if code in book)
        if codes:
            rows.append((row["text"], codes, row["respondent"], row["question"]))
    return rows, book


def hidden(rows: list[Row], book: Codebook, code: str, coded: int) -> tuple[float, str]:
    """Return the best candidate's share of answers with the code, and its words."""
    frame = Codebook(tuple(each for each in book if each.id != code))
    order = np.random.default_rng(0).permutation(len(rows))[:coded].tolist()
    known = {at: rows[at][1] - {code} for at in order}
    model = CodeSuggester(frame).fit(
        [rows[at][0] for at in known],
        list(known.values()),
        groups=[rows[at][2] for at in known],
        corpus=VECTORS[0],
    )
    texts = [row[0] for row in rows]
    unexplained = (1 - model.scores(texts).max(axis=1)).tolist()
    for at, codes in known.items():
        unexplained[at] = 0.0 if codes else 1.0
    found = missing_codes(
        frame,
        "q",
        [str(at) for at in range(len(rows))],
        texts,
        [row[2] for row in rows],
        unexplained,
    )
    best = max(
        (
            (sum(code in rows[int(u)][1] for u in each.units) / len(each.units), at)
            for at, each in enumerate(found)
        ),
        default=(0.0, -1),
    )
    words = ", ".join(found[best[1]].words) if found else ""
    return best[0], f"{best[1] + 1}. of {len(found)}: {words}"


VECTORS: list[TextVectors] = []


def keywords(rows: list[Row], book: Codebook, coded: int) -> None:
    """Print what taking the proposals brings, on answers that were not coded."""
    bare = Codebook(tuple(replace(code, keywords=()) for code in book))
    order = np.random.default_rng(0).permutation(len(rows)).tolist()
    known, test = (
        [rows[at] for at in order[:coded]],
        [rows[at] for at in order[-TESTED:]],
    )
    found = proposed_keywords(
        bare,
        [row[0] for row in known],
        [row[1] for row in known],
        [row[2] for row in known],
        [row[3] for row in known],
    )
    words: dict[str, tuple[str, ...]] = {}
    for each in found:
        words[each.code] = (*words.get(each.code, ()), each.keyword)
    taken = Codebook(
        tuple(replace(code, keywords=words.get(code.id, ())) for code in bare)
    )
    frames = {"none": bare, f"{len(found)} taken": taken, "by hand": book}
    for name, frame in frames.items():
        evidence = codebook_evidence(frame)
        hits = right = 0
        for row in test:
            said = evidence.keyword_counts(row[0])
            hits += len(said)
            right += len(row[1].intersection(said))
        model = CodeSuggester(frame).fit(
            [row[0] for row in known],
            [row[1] for row in known],
            groups=[row[2] for row in known],
            corpus=VECTORS[0],
        )
        top = model.scores([row[0] for row in test]).argmax(axis=1).tolist()
        first = sum(
            model.codes_[at] in row[1] for at, row in zip(top, test, strict=True)
        )
        share = f"{right / hits:.2f} of {hits:,}" if hits else "-"
        at_1 = first / len(test)
        print(f"{coded:>5} {name:>10}  hits right {share:>14}  P@1 {at_1:.3f}")


def main() -> None:
    """Print the table."""
    if not DATA.is_dir():
        print("The shared data is missing.")
        return
    rows, book = read()
    VECTORS.append(corpus_vectors([row[0] for row in rows]))
    for coded in (200, 500):
        keywords(rows, book, coded)
    uses = Counter(code for row in rows for code in row[1])
    codes = [code for code, count in uses.most_common() if count >= LEAST_USES]
    for coded in (200, 500):
        found = 0
        for code in codes:
            share, words = hidden(rows, book, code, coded)
            found += share >= LEAST_RIGHT
            print(f"{coded:>5} {code[:36]:36} {uses[code]:>5} {share:.2f} {words}")
        print(f"{coded} coded: {found} of {len(codes)} found")


if __name__ == "__main__":
    main()
