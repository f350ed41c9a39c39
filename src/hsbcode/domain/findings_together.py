"""What was found in several files of one import, as one."""

from collections.abc import Iterable, Iterator, Sequence

from hsbcode.domain.answer_findings import (
    AnswerFindings,
    Finding,
    FindingKind,
    some_of,
)


def all_together(parts: Sequence[AnswerFindings]) -> AnswerFindings:
    """Return what was found in several files as one.

    A column that only some of the files lack is named with the files.

    Args:
        parts: at least one; their respondents differ, their instrument does not.
    """
    findings: dict[tuple[FindingKind, str, str, str], list[int]] = {}
    start = 0
    for part in parts:
        for one in part.findings:
            key = (one.kind, one.question, one.answer, one.why)
            findings.setdefault(key, []).extend(start + at for at in one.people)
        start += len(part.origins)
    # Kinds stand in the order of the class; within one, the order of sight is kept.
    order = {kind: place for place, kind in enumerate(FindingKind)}
    ordered = sorted(findings.items(), key=lambda item: order[item[0][0]])
    everywhere, somewhere = _shared([part.lacking for part in parts])
    return AnswerFindings(
        instrument=parts[0].instrument,
        origins=tuple(origin for part in parts for origin in part.origins),
        findings=tuple(Finding(*key, tuple(people)) for key, people in ordered),
        unknown=tuple(dict.fromkeys(name for p in parts for name in p.unknown)),
        lacking=everywhere,
        remarks=(
            *dict.fromkeys(words for part in parts for words in part.remarks),
            *_in_files(somewhere, parts),
        ),
        known=max(part.known for part in parts),
    )


def _shared(lists: Sequence[tuple[str, ...]]) -> tuple[tuple[str, ...], set[str]]:
    """Return what all lists hold, and what only some do."""
    all_of = set(lists[0]).intersection(*lists)
    any_of = set().union(*lists)
    return tuple(name for name in lists[0] if name in all_of), any_of - all_of


def _in_files(names: Iterable[str], parts: Sequence[AnswerFindings]) -> Iterator[str]:
    by_files: dict[tuple[str, ...], list[str]] = {}
    for name in sorted(names):
        files = [
            part.origins[0].file
            for part in parts
            if name in part.lacking and part.origins
        ]
        by_files.setdefault(tuple(files), []).append(name)
    for found, lacking in by_files.items():
        yield f"No column in {some_of(found)}: {some_of(lacking)}."
