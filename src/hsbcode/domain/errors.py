"""The errors a person can mend; everything else is a bug.

HsbcodeError
├── ProjectFileError     the project file is missing, foreign, newer, broken or taken
├── ImportDataError      an export or a map cannot be read as it stands
├── CodebookError        a code frame is not sound
├── InstrumentError      an instrument file is not sound
├── FigureListError      a list of published numbers cannot be read
├── DraftError           a text to be checked cannot be read
├── CodingsError         codings from elsewhere do not fit the project
├── AgreementError       there is nothing to compare
├── RoundError           a round cannot be drawn, coded, released or merged as asked
├── ModelError           suggestions cannot be made or judged
├── OutputError          a file cannot be written, or would overwrite one
└── UsageConflict        two wishes that exclude each other
"""

import difflib
from collections.abc import Iterable


class HsbcodeError(Exception):
    """A problem told in one sentence, with a hint at what to do.

    Args:
        message: one sentence that names the file, row, column or code. Never
            holds the text of an answer.
        hint: what to do next, or the nearest right answer.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class ProjectFileError(HsbcodeError):
    """The project file is missing, foreign, newer, broken or taken."""


class ImportDataError(HsbcodeError):
    """An export or a map cannot be read as it stands."""


class CodebookError(HsbcodeError):
    """A code frame is not sound."""


class InstrumentError(HsbcodeError):
    """An instrument file is not sound."""


class FigureListError(HsbcodeError):
    """A list of published numbers cannot be read."""


class DraftError(HsbcodeError):
    """A text to be checked cannot be read."""


class CodingsError(HsbcodeError):
    """Codings from elsewhere do not fit the project."""


class AgreementError(HsbcodeError):
    """There is nothing to compare."""


class RoundError(HsbcodeError):
    """A round cannot be drawn, coded, released or merged as asked."""


class ModelError(HsbcodeError):
    """Suggestions cannot be made or judged."""


class OutputError(HsbcodeError):
    """A file cannot be written, or would overwrite one."""


class UsageConflict(HsbcodeError):  # noqa: N818 - it is a conflict of wishes
    """Two wishes that exclude each other."""


def nearest(word: str, choices: Iterable[str]) -> str:
    """Return a hint naming the closest of ``choices``, or an empty string."""
    by_folded = {choice.casefold(): choice for choice in choices}
    close = difflib.get_close_matches(word.casefold(), by_folded, n=1, cutoff=0.6)
    return f"Did you mean “{by_folded[close[0]]}”?" if close else ""
