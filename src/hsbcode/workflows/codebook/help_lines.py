"""What the coded answers say about the codebook, line by line and in sentences."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from hsbcode.domain.codebook import Code, Codebook
from hsbcode.domain.codebook_help import (
    CodebookHelp,
    CodeOverlap,
    KeywordProposal,
    MissingCode,
)
from hsbcode.store.project import Project

About: TypeAlias = KeywordProposal | MissingCode | CodeOverlap | Code


@dataclass(frozen=True, slots=True)
class HelpLine:
    """One line of the list."""

    label: str
    sentence: str = ""
    about: About | None = None
    """What it is about; None: a heading."""


def help_lines(
    found: CodebookHelp,
    book: Codebook,
    first: str = "",
    made: Collection[MissingCode] = (),
) -> Iterator[HelpLine]:
    """Yield headings and proposals; what the frame has by now is left out.

    Args:
        found: what was read from the codings.
        book: the frame in force now.
        first: the code whose keywords come first.
        made: candidates that became a code since.
    """
    open_ = [
        each
        for each in found.keywords
        if each.code in book
        and book[each.code].can_be_applied
        and each.keyword not in book[each.code].keywords
    ]
    own = [each for each in open_ if each.code == first]
    yield from _part(f"Keywords for “{book.label(first)}”" if own else "", own, book)
    missing = [each for each in found.missing if each not in made]
    yield from _part("Answers that no code explains: perhaps a code", missing, book)
    yield from _part("Codes that are hard to tell apart", found.overlaps, book)
    bare = [
        book[code]
        for code in found.without_keywords
        if code in book and not book[code].keywords
    ]
    yield from _part("Codes without keywords: nothing suggests them yet", bare, book)
    others = [each for each in open_ if each.code != first]
    yield from _part("Keywords that coded answers propose", others, book)


def _part(heading: str, about: Sequence[About], book: Codebook) -> Iterator[HelpLine]:
    if about:
        yield HelpLine(heading)
    for each in about:
        yield HelpLine(*_words(each, book), each)


def _words(about: About, book: Codebook) -> tuple[str, str]:
    if isinstance(about, KeywordProposal):
        label = f"“{about.keyword}” → {book.label(about.code)}"
        return label, f"{about.right} of {about.answers} answers with it have the code"
    if isinstance(about, MissingCode):
        answers = f"{len(about.units)} answers of {about.people} people"
        return ", ".join(about.words), answers
    if isinstance(about, CodeOverlap):
        label = f"{_label(book, about.first)} ↔ {_label(book, about.second)}"
        return label, overlap_words(about)
    return about.label, "e on the codebook screen writes keywords"


def overlap_words(about: CodeOverlap) -> str:
    """Return why two codes are hard to tell apart."""
    parts = []
    if about.keywords:
        parts.append("share " + ", ".join(f"“{word}”" for word in about.keywords))
    if about.both:
        parts.append(f"{about.both} of {about.either} answers have both")
    if about.confused:
        times = "once" if about.confused == 1 else f"{about.confused} times"
        parts.append(f"confused {times}")
    return "; ".join(parts)


def told_lines(line: HelpLine, project: Project, found: CodebookHelp) -> list[str]:
    """Return what there is to know of a line, a sentence each."""
    about, book = line.about, project.codebook
    if isinstance(about, KeywordProposal):
        code = book[about.code]
        has = ", ".join(code.keywords) or "none yet"
        return [
            f"“{about.keyword}” for “{code.label}”: {about.sentence}, written by "
            f"{about.people} people.",
            f"Its keywords: {has}.",
            "y takes it. Nothing that is coded changes; answers with the word are "
            "suggested the code from now on.",
        ]
    if isinstance(about, MissingCode):
        units = project.answers.units(list(about.examples))
        return [
            f"{len(about.units)} answers of {about.people} people, which no code "
            f"explains, share: {', '.join(about.words)}.",
            *(f"{unit.name}: {' '.join(unit.text.split())}" for unit in units),
            "y makes a code of it, with these words as keywords; Enter lists the "
            "answers.",
        ]
    if isinstance(about, CodeOverlap):
        lines = [f"{overlap_words(about)[:1].upper()}{overlap_words(about)[1:]}."]
        if about.confused:
            lines.append(
                "Confused: people gave one of them, and the model, which had not seen "
                "the answer, put the other one first."
            )
        for code_id in (about.first, about.second):
            if code_id in book:
                code = book[code_id]
                rule = code.definition or "it has no definition yet"
                lines.append(f"{code.label}: {rule}")
                if code.exclude_when:
                    lines.append(f"  not when: {code.exclude_when}")
        return lines
    if isinstance(about, Code):
        proposed = [each.keyword for each in found.of_code(about.id)]
        return [
            f"“{about.label}” has no keywords, so nothing suggests it before people "
            "have coded enough answers with it.",
            "Coded answers propose: " + ", ".join(proposed) + "."
            if proposed
            else "There are too few coded answers to propose any.",
        ]
    return []


def _label(book: Codebook, code: str) -> str:
    return book.label(code) if code in book else code
