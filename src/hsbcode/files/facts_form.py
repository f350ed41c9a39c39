"""The form of a facts file: what a project states about its study.

``docs/facts-form.md`` describes every field.
"""

import re
from pathlib import Path

import msgspec

from hsbcode.domain.errors import HsbcodeError, nearest
from hsbcode.domain.limits import StatedFact, Statement
from hsbcode.files.yaml_files import read_yaml

SCHEMA = "hsbcode.facts/1"
WORDS = ("people", "places", "cases")
_ID = re.compile(r"[a-z0-9][a-z0-9_]*")
_LONGEST = 600


class FactsError(HsbcodeError):
    """A file with facts about a study cannot be read as one."""


class FactEntry(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """One fact; ``holds: false`` says that it does not."""

    id: str
    sentence: str = ""
    holds: bool = True


class FactsFile(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """A whole facts file."""

    schema: str
    words: dict[str, str] = {}
    facts: list[FactEntry] = []
    decisions: dict[str, str] = {}


def read_facts(path: Path) -> Statement:
    """Read what a project states about its study.

    Raises:
        FactsError: the file is not in the form; names file and field.
    """
    found = read_yaml(path, FactsFile, FactsError)
    if found.schema != SCHEMA:
        raise FactsError(
            f"{path.name}, schema: “{found.schema[:40]}” is not {SCHEMA}.",
            f"Write schema: {SCHEMA}.",
        )
    for word in found.words:
        if word not in WORDS:
            raise FactsError(
                f"{path.name}, words: “{word[:40]}” is not asked for.",
                nearest(word, WORDS) or f"Words are: {', '.join(WORDS)}.",
            )
    seen: set[str] = set()
    for number, entry in enumerate(found.facts, start=1):
        where = f"{path.name}, fact {number} (“{entry.id[:40]}”)"
        if not _ID.fullmatch(entry.id):
            raise FactsError(
                f"{where}: the id is not lower-case letters, digits and _.",
                "An id looks like: own_recruitment",
            )
        if entry.id in seen:
            raise FactsError(f"{where}: the id is used twice.", "Keep one of the two.")
        seen.add(entry.id)
        if len(entry.sentence) > _LONGEST:
            raise FactsError(
                f"{where}: the sentence has {len(entry.sentence)} characters.",
                f"At most {_LONGEST}: a limit is one or two sentences.",
            )
    return Statement(
        file=path.name,
        words={word: text.strip() for word, text in found.words.items()},
        facts=tuple(
            StatedFact(entry.id, " ".join(entry.sentence.split()), entry.holds)
            for entry in found.facts
        ),
        decisions={
            name: " ".join(text.split()) for name, text in found.decisions.items()
        },
    )
