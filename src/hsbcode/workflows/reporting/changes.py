"""What changed since the last report, as lines and as a file beside the new one."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hsbcode.domain.release_changes import Changes
from hsbcode.domain.releases import Release
from hsbcode.domain.study import Study
from hsbcode.files.writing import free_name, write_file
from hsbcode.report.markdown import escaped

SUFFIX = ".changes.md"
_WHAT = {
    "new": "new",
    "gone": "no longer there",
    "words": "other words",
    "attribution": "other attribution",
    "words and attribution": "other words and attribution",
}


def change_summary(last: Release | None, found: Changes) -> str:
    """Return in one sentence how much changed; '' where there was no report before."""
    if last is None:
        return ""
    if not found:
        return f"Nothing printed differs from {last.words}."
    counted = [
        _counted(len(found.numbers), "number"),
        _counted(len(found.quotes), "quote"),
        _counted(len(found.words), "word of quantity", "words of quantity"),
    ]
    return f"Since {last.words}: {', '.join(counted)} changed."


def change_lines(found: Changes, study: Study) -> tuple[str, ...]:
    """Return every change as a line: reference, what it is of, old and new.

    Args:
        found: the changes.
        study: for the labels of themes.
    """
    return tuple(_lines(found, study))


def write_changes(
    report: Path, last: Release, found: Changes, study: Study
) -> Path | None:
    """Write the list of changes beside a report: ``report-2.changes.md``.

    Returns:
        The file, or None where nothing changed.

    Raises:
        OutputError: the folder does not take it.
    """
    if not found:
        return None
    lines = [
        f"# What changed in {escaped(report.name)}",
        "",
        escaped(f"Held against {last.words}."),
    ]
    for title, some in (
        ("Numbers", Changes(numbers=found.numbers)),
        ("Quotes", Changes(quotes=found.quotes)),
        ("Words of quantity", Changes(words=found.words)),
    ):
        if some:
            lines += ["", f"## {title}", ""]
            lines += [f"- {escaped(line)}" for line in _lines(some, study)]
    path = free_name(report.with_name(f"{report.stem}{SUFFIX}"))
    write_file(path, ("\n".join(lines) + "\n").encode())
    return path


def changes_json(last: Release | None, found: Changes) -> dict[str, Any]:
    """Return the changes as JSON has them."""
    return {
        "since": last.words if last else None,
        "numbers": [
            {
                "reference": one.reference,
                "table": one.table,
                "label": one.label,
                "old": one.old,
                "new": one.new,
            }
            for one in found.numbers
        ],
        "quotes": [
            {
                "reference": one.reference,
                "theme": one.code,
                "what": one.what,
                "old": one.old,
                "new": one.new,
            }
            for one in found.quotes
        ],
        "words": [
            {
                "question": one.question,
                "theme": one.code,
                "label": one.label,
                "old": one.old,
                "new": one.new,
            }
            for one in found.words
        ],
    }


def _lines(found: Changes, study: Study) -> Iterator[str]:
    # what has another value comes before what is new or gone
    for number in sorted(found.numbers, key=lambda one: not (one.old and one.new)):
        at = number.reference or number.table
        change = f"{number.old or 'not there'} → {number.new or 'gone'}"
        yield f"{at} {number.label}: {change}"
    for quote in found.quotes:
        theme = study.codebook.label(quote.code)
        change = f": {quote.old} → {quote.new}" if quote.old or quote.new else ""
        # a quote that is gone had its number in the report before
        where = " (number of the last report)" if quote.what == "gone" else ""
        yield f"{quote.reference} “{theme}”: {_WHAT[quote.what]}{change}{where}"
    for word in found.words:
        change = f"{word.old or 'no word'} → {word.new or 'no word'}"
        yield f"“{word.label}”: {change}"


def _counted(count: int, one: str, several: str = "") -> str:
    return f"{count} {one if count == 1 else several or f'{one}s'}"
