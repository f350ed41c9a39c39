"""Filters as people type them, and saved by name.

Conditions are separated by ``;`` and all must hold:
``unfinished; code Trust; word danger; area = area 3 | area 4``.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

from hsbcode.domain.acts import FLAGS
from hsbcode.domain.codebook import Codebook
from hsbcode.domain.errors import UsageConflict, nearest
from hsbcode.store.project import Project
from hsbcode.workflows.answer_lines import ListFilter
from hsbcode.workflows.closed_facts import ClosedFacts

_SETTING = "filter:"
_Change: TypeAlias = Callable[[ListFilter], ListFilter]
_PLAIN: Mapping[str, _Change] = {
    "all": lambda _wish: ListFilter(),
    "unfinished": lambda wish: replace(wish, finished=False, unfinished=True),
    "not finished": lambda wish: replace(wish, finished=False, unfinished=True),
    "finished": lambda wish: replace(wish, unfinished=False, finished=True),
    "flagged": lambda wish: replace(wish, flagged=True),
    "no code": lambda wish: replace(wish, no_code=True),
    "differ": lambda wish: replace(wish, disputed=True),
    "older": lambda wish: replace(wish, older=True),
    "memo": lambda wish: replace(wish, memo=True),
    "waiting": lambda wish: replace(wish, waiting=True),
    "audit": lambda wish: replace(wish, audit=True),
    "doubtful": lambda wish: replace(wish, doubtful=True),
}
WORDS = (
    "unfinished, finished, flagged, flagged FLAG, code X, no code, suggested X, "
    "word X, QUESTION = ANSWER, differ, older, memo, waiting, "
    "audit, doubtful"
)
_CUT = re.compile(r';(?=(?:[^"]*"[^"]*")*[^"]*$)')
_EITHER = re.compile(r'\|(?=(?:[^"]*"[^"]*")*[^"]*$)')


@dataclass(frozen=True, slots=True)
class Reading:
    """What is known when a filter is read."""

    project: Project
    question: str
    codebook: Codebook
    closed: Callable[[], ClosedFacts]
    """Asked only where a condition is about a closed question."""


def read_filter(reading: Reading, typed: str) -> ListFilter:
    """Return the filter that was typed, or the saved one of that name.

    Raises:
        UsageConflict: a condition, code, flag, question or answer is unknown.
    """
    saved = saved_filters(reading.project)
    for name, kept in saved.items():
        if name.casefold() == typed.strip().casefold():
            typed = kept
            break
    wish = ListFilter()
    for term in _CUT.split(typed):
        if term.strip():
            wish = _with_term(reading, wish, term.strip(), saved)
    return wish


def filter_text(wish: ListFilter) -> str:
    """Return a filter as it can be typed."""
    terms = [
        name
        for name, on in (
            ("unfinished", wish.unfinished),
            ("finished", wish.finished),
            ("flagged", wish.flagged and not wish.flags),
            ("no code", wish.no_code),
            ("differ", wish.disputed),
            ("older", wish.older),
            ("memo", wish.memo),
            ("waiting", wish.waiting),
            ("audit", wish.audit),
            ("doubtful", wish.doubtful),
        )
        if on
    ]
    terms += [f"flagged {flag}" for flag in wish.flags]
    terms += [f"code {code}" for code in wish.codes]
    terms += [f"suggested {wish.suggested}"] if wish.suggested else []
    terms += [f"word {_quoted(wish.word)}"] if wish.word else []
    terms += [
        f"{question} = {' | '.join(map(_quoted, values))}"
        for question, values in wish.closed
    ]
    return "; ".join(terms)


def saved_filters(project: Project) -> dict[str, str]:
    """Return the saved filters: name → as it was typed."""
    return {
        name.removeprefix(_SETTING): kept
        for name, kept in sorted(project.settings.items())
        if name.startswith(_SETTING) and isinstance(kept, str) and kept
    }


def save_filter(project: Project, name: str, wish: ListFilter, coder: str) -> str:
    """Save a filter under a name, for everybody; return the name.

    Raises:
        UsageConflict: it filters nothing, or the name is taken by a condition.
    """
    name = " ".join(name.split())
    if wish.is_all:
        raise UsageConflict("All answers are shown: there is no filter to save.")
    if not name or len(name) > 40 or not name.isprintable() or set(name) & set(';="|'):
        raise UsageConflict(
            "A filter's name has 1 to 40 letters, and none of ; = | \"."
        )
    if name.casefold() in _PLAIN or name.casefold().partition(" ")[0] in _STARTS:
        raise UsageConflict(
            f"“{name}” is the name of a condition.", "Choose another name."
        )
    project.put_setting(_SETTING + name, filter_text(wish), coder)
    return name


def drop_filter(project: Project, name: str, coder: str) -> None:
    """Forget a saved filter.

    Raises:
        UsageConflict: there is none of that name.
    """
    if name not in saved_filters(project):
        raise UsageConflict(
            f"There is no saved filter “{name}”.",
            nearest(name, saved_filters(project)),
        )
    project.put_setting(_SETTING + name, "", coder)


def with_closed(wish: ListFilter, question: str, values: Iterable[str]) -> ListFilter:
    """Return a filter with these answers to a closed question, or without any."""
    others = tuple(each for each in wish.closed if each[0] != question)
    wanted = tuple(dict.fromkeys(values))
    return replace(wish, closed=(*others, (question, wanted)) if wanted else others)


def _with_term(
    reading: Reading, wish: ListFilter, term: str, saved: Iterable[str]
) -> ListFilter:
    folded = " ".join(term.casefold().split())
    if folded in _PLAIN:
        return _PLAIN[folded](wish)
    head, _, rest = term.partition(" ")
    start = _STARTS.get(head.casefold())
    if start is not None and rest.strip() and "=" not in rest.partition('"')[0]:
        return start(reading, wish, _bare(rest))
    if "=" in term:
        name, _, values = term.partition("=")
        return _with_answers(reading, wish, name, values)
    raise UsageConflict(
        f"There is no filter “{term}”.",
        nearest(term, (*_PLAIN, *saved)) or f"Filters: {WORDS}.",
    )


def _with_code(reading: Reading, wish: ListFilter, name: str) -> ListFilter:
    code = _code(reading.codebook, name)
    return replace(wish, codes=tuple(dict.fromkeys((*wish.codes, code))))


def _with_suggested(reading: Reading, wish: ListFilter, name: str) -> ListFilter:
    return replace(wish, suggested=_code(reading.codebook, name))


def _with_word(_reading: Reading, wish: ListFilter, word: str) -> ListFilter:
    return replace(wish, word=word)


def _with_flag(_reading: Reading, wish: ListFilter, name: str) -> ListFilter:
    flag = name.casefold().replace(" ", "_")
    if flag not in FLAGS:
        raise UsageConflict(
            f"There is no flag “{name}”.",
            nearest(flag, FLAGS) or "Flags: " + ", ".join(FLAGS),
        )
    return replace(wish, flagged=True, flags=tuple(dict.fromkeys((*wish.flags, flag))))


_STARTS: Mapping[str, Callable[[Reading, ListFilter, str], ListFilter]] = {
    "code": _with_code,
    "suggested": _with_suggested,
    "word": _with_word,
    "flagged": _with_flag,
}


def _with_answers(
    reading: Reading, wish: ListFilter, name: str, typed: str
) -> ListFilter:
    closed = reading.closed()
    question = closed.question(_bare(name))
    options = closed.options(reading.project, question)
    known = {option.casefold(): option for option in options}
    values = []
    for value in map(_bare, _EITHER.split(typed)):
        if value.casefold() not in known:
            raise UsageConflict(
                f"Nobody answered “{value}” to {question.id}.",
                nearest(value, options) or "Answers: " + " | ".join(options[:8]),
            )
        values.append(known[value.casefold()])
    return with_closed(wish, question.id, values)


def _code(codebook: Codebook, name: str) -> str:
    wanted = name.strip().casefold()
    for code in codebook:
        if wanted in (code.id, code.label.casefold()) or (
            code.key and wanted == code.key
        ):
            return codebook.standing(code.id)
    begins = [c for c in codebook if c.label.casefold().startswith(wanted)]
    if wanted and len(begins) == 1:
        return begins[0].id
    labels = [code.label for code in codebook]
    raise UsageConflict(f"There is no code “{name}”.", nearest(name, labels))


def _bare(typed: str) -> str:
    typed = typed.strip()
    if len(typed) > 1 and typed[0] == typed[-1] == '"':
        return typed[1:-1]
    return typed


def _quoted(word: str) -> str:
    """Return a word that ends no condition; what has quotes in it stays as it is."""
    return f'"{word}"' if set(word) & set(";|=") and '"' not in word else word
