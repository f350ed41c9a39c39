"""Published numbers of a study, each with the count that ought to give it.

``docs/published-form.md`` describes every field.
"""

from pathlib import Path

import msgspec

from hsbcode.files.yaml_files import read_yaml
from hsbcode.results.specs import TableSpecError, Where

SCHEMA = "hsbcode.published/1"


class PublishedNumber(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One printed number, and how it is counted.

    Exactly one of ``of``, ``lowest``, ``highest``, ``base_of``, ``gap``,
    ``columns_over`` and ``outside`` says where it comes from.
    """

    id: str
    what: str
    percent: int | None = None
    count: int | None = None
    base: int | None = None
    within: int = 0
    """How many points, or people, the number may be off: it is printed as about."""
    of: tuple[str, ...] | None = None
    """The question, or twins read as one; empty for the number of respondents."""
    keep: tuple[str, ...] = ()
    where: tuple[Where, ...] = ()
    lowest: tuple[str, ...] = ()
    highest: tuple[str, ...] = ()
    base_of: str = ""
    gap: tuple[tuple[str, str], ...] = ()
    """Pairs of numbers, each said to lie further apart than ``count`` points."""
    columns_over: tuple[str, str] | None = None
    outside: str = ""
    """Why it is not a number about these answers."""
    why: str = ""
    """Why it is known that no set of answers gives it."""

    @property
    def printed(self) -> str:
        """The number as it is printed; empty where it is only counted for others."""
        number = "" if self.count is None else str(self.count)
        if self.percent is not None:
            number = f"{self.percent} %"
        return f"{number} of {self.base}" if number and self.base else number


class PublishedFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A list of published numbers."""

    schema: str
    instrument: str
    published: tuple[PublishedNumber, ...]


def read_published(path: Path) -> PublishedFile:
    """Read a list of published numbers and check that it holds together.

    Raises:
        TableSpecError: the file is not in the form; names file, number and field.
    """
    found = read_yaml(path, PublishedFile, TableSpecError)
    if found.schema != SCHEMA:
        raise TableSpecError(
            f"{path.name}, schema: “{found.schema}” is not {SCHEMA}.",
            f"Write schema: {SCHEMA}.",
        )
    seen: set[str] = set()
    for one in found.published:
        where = f"{path.name}, {one.id}"
        if one.id in seen:
            raise TableSpecError(f"{where}: the id is used twice.", "Change one.")
        seen.add(one.id)
        _check_source(one, where)
    for one in found.published:
        named = (*one.lowest, *one.highest, *filter(None, [one.base_of]))
        for name in (*named, *(side for pair in one.gap for side in pair)):
            if name not in seen:
                raise TableSpecError(
                    f"{path.name}, {one.id}: there is no number “{name[:60]}”.",
                    "Numbers are named by their id.",
                )
    return found


def _check_source(one: PublishedNumber, where: str) -> None:
    sources = {
        "of": one.of is not None,
        "lowest": bool(one.lowest),
        "highest": bool(one.highest),
        "base_of": bool(one.base_of),
        "gap": bool(one.gap),
        "columns_over": one.columns_over is not None,
        "outside": bool(one.outside),
    }
    given = [name for name, there in sources.items() if there]
    if len(given) != 1:
        raise TableSpecError(
            f"{where}: it needs one source, and has {' and '.join(given) or 'none'}.",
            f"One of: {', '.join(sources)}.",
        )
    if not one.printed and one.of is None and not one.outside:
        raise TableSpecError(
            f"{where}: neither percent nor count is given.", "Write the printed one."
        )
