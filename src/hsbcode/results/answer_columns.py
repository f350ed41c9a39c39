"""Answers kept by respondent, turned into columns at the speed of large studies."""

from array import array
from collections.abc import Mapping
from itertools import repeat

import numpy as np

from hsbcode.domain.closed_data import Answers
from hsbcode.domain.closed_form import ClosedQuestion, QuestionType
from hsbcode.results.closed_columns import answers_from_labels, answers_from_ticks


def column_of(
    question: ClosedQuestion,
    given: Mapping[str, tuple[str, ...]],
    places: Mapping[str, int],
) -> Answers:
    """Return one column as option ids; each distinct answer is looked at once.

    Args:
        question: whose options the labels are.
        given: respondent → labels; several for ticks, or where somebody gave two.
        places: respondent → place in the column; others in ``given`` are passed over.
    """
    distinct = dict.fromkeys(given.values())
    if question.type is QuestionType.MULTI:
        known = answers_from_ticks(question, distinct)
    else:
        known = answers_from_labels(question, map(";".join, distinct))
    codes = dict(zip(distinct, known.at, strict=True))
    at = np.fromiter(map(places.get, given, repeat(-1)), np.int64, len(given))
    code = np.fromiter(map(codes.__getitem__, given.values()), np.int32, len(given))
    column = np.zeros(len(places), dtype=np.int32)
    column[at[at >= 0]] = code[at >= 0]
    return Answers(known.choices, array("i", column.tobytes()))
