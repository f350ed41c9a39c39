"""References between parts of a report: written as ids, printed as names.

A sentence points to a table by ``{table:figure_5}``. What is printed is made from the
table of that id, so that a number or a title can never be out of date.
"""

import re
from collections.abc import Mapping

from hsbcode.domain.errors import UsageConflict, nearest

_REFERENCE = re.compile(r"\{table:([^{}]*)\}")


def references(text: str) -> tuple[str, ...]:
    """Return the ids that a sentence points to, in its order."""
    return tuple(match.strip() for match in _REFERENCE.findall(text))


def resolved(text: str, titles: Mapping[str, str], where: str = "") -> str:
    """Return a sentence with the ids of tables exchanged for id and title.

    Args:
        text: any sentence; one without references comes back as it is.
        titles: id → title of the tables that can be pointed to.
        where: what the sentence belongs to, for the message.

    Raises:
        UsageConflict: there is no table of that id.
    """

    def name(match: re.Match[str]) -> str:
        wanted = match[1].strip()
        if wanted not in titles:
            place = f"{where}: there" if where else "There"
            raise UsageConflict(
                f"{place} is no table “{wanted[:40]}” to refer to.",
                nearest(wanted, titles) or f"Tables: {', '.join(titles)}.",
            )
        return f"{wanted} (“{titles[wanted]}”)"

    return _REFERENCE.sub(name, text)
