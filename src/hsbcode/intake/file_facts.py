"""What the name of an export says about everybody in it."""

import re

from hsbcode.domain.survey import FileFact, Kind, Question

NAME_OF_FILE = "name of the file"


def value_in(fact: FileFact, file: str) -> str:
    """Return the answer a file name holds; empty where the pattern is not in it."""
    found = re.search(fact.pattern, file)
    return (found[1] or "").strip() if found else ""


def question_of(fact: FileFact, value: str, language: str) -> Question:
    """Return the question that a fact answers."""
    return Question(
        id=fact.question,
        kind=Kind.CLOSED,
        label=fact.label,
        text=f"{fact.label} (from the {NAME_OF_FILE})",
        columns=(NAME_OF_FILE,),
        language=language,
        options=(value,) if value else (),
    )
