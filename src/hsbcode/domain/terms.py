"""Words that people use, counted: forms, people, mentions, lines of context."""

from dataclasses import dataclass

from hsbcode.domain.shares import Share


@dataclass(frozen=True, slots=True)
class TermForm:
    """One form of a term as it stands in answers."""

    form: str
    kind: str
    """``form``, ``misspelt`` or ``added``."""
    people: int
    mentions: int


@dataclass(frozen=True, slots=True)
class TermContext:
    """One mention with what stands around it."""

    unit: str
    name: str
    """Of the answer; empty in what leaves the project."""
    before: str
    found: str
    after: str


@dataclass(frozen=True, slots=True)
class TermCount:
    """A word or phrase with the people who use any form of it."""

    term: str
    share: Share
    """People who use it, of those who wrote anything."""
    mentions: int
    word: str
    """The word of quantity; empty where none may stand."""
    forms: tuple[TermForm, ...]
    """The commonest first."""
    contexts: tuple[TermContext, ...] = ()
    like: tuple[str, ...] = ()
    """Words like it that answers do hold, where it was not found."""
