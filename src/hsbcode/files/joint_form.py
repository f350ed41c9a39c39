"""The form of a file of joint displays: which theme stands beside which closed result.

``docs/joint-displays.md`` describes every field.
"""

from pathlib import Path

import msgspec

from hsbcode.domain.errors import HsbcodeError
from hsbcode.domain.joint import SMALL_BASE
from hsbcode.files.yaml_files import read_yaml

SCHEMA = "hsbcode.joint/1"


class JointFileError(HsbcodeError):
    """A file of joint displays cannot be read as one."""


class JointEntry(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """One display."""

    code: str
    closed: str
    """A closed question, ``question.row`` of a grid or ``question.option`` of a list.
    """
    questions: list[str] = []
    answers: list[str] = []
    said: str = ""


class JointFile(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """A whole file."""

    schema: str
    pairs: list[JointEntry]
    small_base: int = SMALL_BASE


def read_joint(path: Path) -> JointFile:
    """Read a file of joint displays.

    Raises:
        JointFileError: the file is not in the form; names file and field.
    """
    found = read_yaml(path, JointFile, JointFileError)
    if found.schema != SCHEMA:
        raise JointFileError(
            f"{path.name}, schema: “{found.schema[:40]}” is not {SCHEMA}.",
            f"Write schema: {SCHEMA}.",
        )
    if not found.pairs:
        raise JointFileError(f"{path.name} lists no pair.", "Write one under pairs.")
    if found.small_base < 2:
        raise JointFileError(
            f"{path.name}, small_base: {found.small_base} protects nobody.",
            f"The usual limit is {SMALL_BASE}.",
        )
    return found
