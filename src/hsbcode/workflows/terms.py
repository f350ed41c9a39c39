"""How many people use a word in any form, and where it stands."""

import difflib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from hsbcode.domain.coded_question import coded_question
from hsbcode.domain.errors import ModelError, UsageConflict
from hsbcode.domain.questions import open_question
from hsbcode.domain.shares import Share
from hsbcode.domain.study import Study
from hsbcode.domain.survey import Unit
from hsbcode.domain.terms import TermContext, TermCount, TermForm
from hsbcode.language.word_forms import form_as_listed, forms_of, mentions
from hsbcode.language.words import folded_words

_AROUND = 48
"""Characters of context on either side."""
_WORDS_AT_MOST = 6
_LIKE = 3


def count_terms(
    study: Study,
    terms: Sequence[str],
    *,
    questions: Sequence[str] = (),
    code: str = "",
    only: Sequence[str] = (),
    also: Sequence[str] = (),
    most: int = 20,
) -> tuple[TermCount, ...]:
    """Count the people who use words or phrases, in any form.

    Args:
        study: the answers.
        terms: words or phrases.
        questions: open questions to look in; all, if empty.
        code: only answers with this code, by the coding that counts.
        only: forms that count; all that are found, if empty.
        also: further words or phrases that count as the term.
        most: lines of context for each term.

    Raises:
        UsageConflict: a term holds no word or too many, a question is not there or not
            open, or no answer has the code.
        CodebookError: the codebook has no such code.
    """
    units = _units(study, questions, code)
    base = frozenset(unit.respondent for unit in units)
    vocabulary = {word for unit in units for word in folded_words(unit.text)}
    kept = {form_as_listed(each) for each in only}
    found = []
    for term in dict.fromkeys(terms):
        phrase, kinds = _phrase(study, term, vocabulary)
        more = [tuple(frozenset({w}) for w in words_of(each)) for each in also]
        found.append(
            _count(study, term, units, len(base), (phrase, *more), kinds, kept, most)
        )
    return tuple(
        one if one.mentions else replace(one, like=_like(one.term, vocabulary))
        for one in found
    )


def _units(study: Study, questions: Sequence[str], code: str) -> tuple[Unit, ...]:
    wanted = [open_question(study, each).id for each in dict.fromkeys(questions)]
    wanted = wanted or [question.id for question in study.open_questions]
    if not code:
        return tuple(
            unit for name in wanted for unit in study.units[name] if unit.text.strip()
        )
    known = study.codebook[code].id
    found = tuple(
        unit
        for name in wanted
        for unit in coded_question(study, name).units.get(known, ())
    )
    if not found:
        raise UsageConflict(
            f"No answer there is coded “{code}” in what counts.",
            "Leave --code out, or look in another question.",
        )
    return found


def _phrase(
    study: Study, term: str, vocabulary: set[str]
) -> tuple[tuple[frozenset[str], ...], dict[str, str]]:
    """Return the forms of each word of a term, and what each form is."""
    kinds: dict[str, str] = {}
    phrase = []
    for word in words_of(term):
        near = {one for one in vocabulary if one[:1] == word[:1]}
        forms = forms_of(word, near, _known(near, study.codebook.language))
        kinds |= forms
        phrase.append(frozenset(forms))
    return tuple(phrase), kinds


def _known(words: Iterable[str], language: str) -> set[str]:
    from hsbcode.language.pipeline import is_word

    try:
        return {word for word in words if is_word(word, language)}
    except ModelError:
        return set()


def words_of(term: str) -> list[str]:
    """Return the folded words of a term; one with none, or too many, is refused."""
    found = folded_words(term)
    if not 0 < len(found) <= _WORDS_AT_MOST:
        raise UsageConflict(
            f"“{term[:60]}” cannot be counted.",
            f"A term has one to {_WORDS_AT_MOST} words.",
        )
    return found


def _count(
    study: Study,
    term: str,
    units: Sequence[Unit],
    base: int,
    phrases: Sequence[tuple[frozenset[str], ...]],
    kinds: dict[str, str],
    kept: set[str],
    most: int,
) -> TermCount:
    people: dict[str, set[str]] = {}
    times: Counter[str] = Counter()
    contexts: list[TermContext] = []
    own: set[str] = set()
    for unit in units:
        spans = {
            span: place
            for place, phrase in reversed(list(enumerate(phrases)))
            for span in (mentions(unit.text, phrase) if phrase else ())
        }
        for span, place in sorted(spans.items()):
            form = form_as_listed(unit.text[slice(*span)])
            if kept and form not in kept:
                continue
            people.setdefault(form, set()).add(unit.respondent)
            times[form] += 1
            if place == 0:
                own.add(form)
            if len(contexts) < most:
                parts = around(unit.text, *span)
                contexts.append(TermContext(unit.id, unit.name, *parts))
    everybody = set[str]().union(*people.values())
    forms = [
        TermForm(form, _kind(form, own, kinds), len(people[form]), count)
        for form, count in sorted(times.items(), key=lambda one: (-one[1], one[0]))
    ]
    return TermCount(
        term,
        Share(len(everybody), base),
        times.total(),
        study.scale.word_of(len(everybody), base),
        tuple(forms),
        tuple(contexts),
    )


def _kind(form: str, own: set[str], kinds: dict[str, str]) -> str:
    if form not in own:
        return "added"
    slips = any(kinds.get(word) == "misspelt" for word in form.split())
    return "misspelt" if slips else "form"


def around(text: str, start: int, end: int) -> tuple[str, str, str]:
    """Return a mention with what stands before and after, cut between words."""
    before, after = text[:start], text[end:]
    if len(before) > _AROUND:
        before = before[-_AROUND:].partition(" ")[2] or before[-_AROUND:]
        before = f"…{before}"
    if len(after) > _AROUND:
        after = after[:_AROUND].rpartition(" ")[0] or after[:_AROUND]
        after = f"{after}…"
    shown = (" ".join(part.split()) for part in (before, text[start:end], after))
    return next(shown), next(shown), next(shown)


def _like(term: str, vocabulary: set[str]) -> tuple[str, ...]:
    first = term.casefold()[:2]
    near = sorted(word for word in vocabulary if word[:2] == first)
    return tuple(difflib.get_close_matches(term.casefold(), near, n=_LIKE, cutoff=0.7))
