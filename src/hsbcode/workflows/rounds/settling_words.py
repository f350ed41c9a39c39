"""Differences and decisions in words and as JSON values."""

from hsbcode.domain.codebook import Codebook
from hsbcode.workflows.rounds.differences import Difference, Differences, Said

NO_CODE = "no code applies"


def code_words(book: Codebook, codes: tuple[str, ...]) -> str:
    """Return the labels of codes; “no code applies” for none."""
    return ", ".join(map(book.label, codes)) or NO_CODE


def said_words(of: Differences, each: Difference, said: Said) -> list[str]:
    """Return the lines of what one coder said: codes, coded words, memos."""
    book, unit = of.project.codebook, of.unit(each.unit)
    lines = [f"{said.coder}: {code_words(book, said.codes)}"]
    for code, span in said.spans:
        begin = max(0, span.start - unit.start)
        words = " ".join(unit.text[begin : span.end - unit.start].split())
        lines.append(f"  {book.label(code)} on: {words}")
    lines += [f"  memo: {' '.join(memo.split())}" for memo in said.memos]
    return lines


def decision_words(of: Differences, each: Difference) -> str:
    """Return how an answer was settled; empty where it was not."""
    decided = each.decided
    if decided is None:
        return ""
    book = of.project.codebook
    when = "settled before this round" if each.before else "settled"
    words = f"{when}: {code_words(book, tuple(sorted(decided.codes)))}"
    if decided.by:
        words += f" ({decided.by})"
    reason = of.reason(decided)
    if reason:
        words += f", because: {' '.join(reason.split())}"
    if each.apart:
        words += "; somebody else settled it otherwise: decide anew"
    return words


def summary_words(of: Differences) -> str:
    """Return e.g. ``12 of 40 answers differ; 5 settled, 7 left``."""
    found = of.differences()
    left = sum(not each.is_settled for each in found)
    if not found:
        return f"All {len(of.compared)} answers coded by several people are equal."
    return (
        f"{len(found)} of {len(of.compared)} answers coded by several people differ; "
        f"{len(found) - left} settled, {left} left."
    )


def difference_json(of: Differences, each: Difference) -> dict[str, object]:
    """Return one difference: its text, who said what, what was decided."""
    unit, decided = of.unit(each.unit), each.decided
    return {
        "unit": each.unit,
        "answer": unit.name,
        "question": unit.question,
        "text": unit.text,
        "said": [
            {
                "coder": said.coder,
                "codes": list(said.codes),
                "spans": [
                    {"code": code, "start": span.start, "end": span.end}
                    for code, span in said.spans
                ],
                "memos": list(said.memos),
            }
            for said in each.said
        ],
        "disputed": list(each.disputed),
        "distance": each.distance,
        "settled": None
        if decided is None
        else {
            "codes": sorted(decided.codes),
            "by": decided.by,
            "at": decided.at,
            "reason": of.reason(decided),
            "conflicting": each.apart,
        },
    }
