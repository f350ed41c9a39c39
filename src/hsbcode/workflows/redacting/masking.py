"""Whole answers without the words that were replaced and the names on the list."""

from collections.abc import Callable

from hsbcode.domain.acts import Span
from hsbcode.domain.survey import Unit
from hsbcode.language.kept_names import NameFinder
from hsbcode.store.project import Project
from hsbcode.workflows.naming import kept_names
from hsbcode.workflows.quoting.standing import decisions_of


def text_masker(project: Project) -> Callable[[Unit], str]:
    """Return what gives an answer's text as it may leave the project.

    What was replaced stands as ``[name]``, ``[place]`` …; where stretches overlap they
    are one, called after the longest.
    """
    decided = decisions_of(project)
    finder = NameFinder(kept_names(project))

    def masked(unit: Unit) -> str:
        whole = project.fold.whole_of(unit.id)
        found = [
            (_within(one.span, unit), one.mask) for one in decided.redactions(whole)
        ]
        found += [(span, name.mask) for span, name in finder.find(unit.text)]
        return _replaced(unit.text, found)

    return masked


def _within(span: Span, unit: Unit) -> Span:
    """Return the part of a stretch of the box that lies in the unit, maybe empty."""
    start = min(max(span.start - unit.start, 0), len(unit.text))
    return Span(start, max(start, min(span.end - unit.start, len(unit.text))))


def _replaced(text: str, found: list[tuple[Span, str]]) -> str:
    joined: list[tuple[int, int, int, str]] = []
    for (start, end), mask in sorted(found):
        if start == end:
            continue
        last = joined[-1] if joined else None
        if last is not None and start < last[1]:
            size, name = max((last[2], last[3]), (end - start, mask))
            joined[-1] = (last[0], max(last[1], end), size, name)
        else:
            joined.append((start, end, end - start, mask))
    for start, end, _size, mask in reversed(joined):
        text = f"{text[:start]}{mask}{text[end:]}"
    return text
