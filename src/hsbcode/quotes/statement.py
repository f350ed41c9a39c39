"""How the quotes were chosen, in sentences that go under the table."""

from collections.abc import Sequence

from hsbcode.domain.coded_question import CodedQuestion
from hsbcode.domain.study import Study
from hsbcode.numbers.printing import LOW_BASE, LOW_MARK
from hsbcode.quotes.pool import LONGEST, POOL_CAP, SHORTEST
from hsbcode.quotes.verbatim import CUT, WORDS_AT_MOST


def selection_statement(
    study: Study,
    coded: CodedQuestion,
    *,
    k: int,
    seed: int,
    attribution: str,
    empty: Sequence[str] = (),
) -> str:
    """Return pool, method, seed and caps in sentences.

    Args:
        study: whose units may be held back.
        coded: the coding that counts.
        k: typical quotes a theme.
        seed: the seed of the choice.
        attribution: the sentence about attributions.
        empty: labels of themes without a row, because nobody's answer has them.
    """
    every = {unit.id: unit for units in coded.quotable.values() for unit in units}
    held = sum(unit in study.held_back for unit in every)
    sentences = [
        f"The program proposed the quotes from {len(every) - held} coded answers to "
        f"“{coded.question.label}”; {held} more were held back as identifiable, for "
        "safeguarding or because they may not be quoted.",
        f"For each theme it takes up to {k} typical answers that together stand "
        "nearest, by the words used, to as many of the theme's answers as possible "
        f"(greedy facility location), preferring {SHORTEST} to {LONGEST} words and "
        "leaving out near-duplicates, and one that is labelled as unlike the others.",
        "Nobody is quoted twice unless a theme would have no quote at all.",
        f"At most {POOL_CAP} answers a theme enter, by a sample with seed {seed}, "
        "which also decides ties.",
        f"Quotes are verbatim; {CUT} marks a cut, made where an answer has more than "
        f"{WORDS_AT_MOST} words.",
        *_counted(coded),
        *_masking(study),
        attribution,
        "Quotes illustrate a theme; they are no evidence of how common it is.",
    ]
    if 0 < len(coded.base) < LOW_BASE:
        sentences.append(
            f"{LOW_MARK}: fewer than {LOW_BASE} people in the base, so no percentage."
        )
    if empty:
        sentences.append(
            "Offered, but found in nobody's answer: " + ", ".join(empty) + "."
        )
    return " ".join(sentences)


def _masking(study: Study) -> tuple[str, ...]:
    if not study.names:
        return ()
    kinds = dict.fromkeys(name.mask for name in study.names)
    return (
        f"Names on the project's list are replaced by {' or '.join(kinds)}; every "
        "quote is still to be read for others.",
    )


def _counted(coded: CodedQuestion) -> tuple[str, ...]:
    if not coded.left_out:
        return ()
    return (
        "Answers that were picked for what they are, while others wait to be coded, "
        "are quoted and not counted.",
    )
