"""What may tell who somebody is in an answer: proposals that a person decides on.

Joined are names on the project's list, patterns (contacts, numbers, dates, ages,
addresses), names by how they are written, the language pipeline's entities, and detail
that is rare. What everybody may say (NHS, GP, weekdays, months, nations, tools) is
passed over. Some of what identifies is missed, and some of what is proposed does not.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from hsbcode.domain.acts import Span
from hsbcode.domain.identifying import DETAIL, FROM_LIST, FROM_RULE, Proposal
from hsbcode.domain.kept_names import KeptName
from hsbcode.language.generic_words import PHRASES
from hsbcode.language.identifying_patterns import ANYWHERE, ENGLISH
from hsbcode.language.kept_names import NameFinder, folded_name
from hsbcode.language.pattern import Pattern
from hsbcode.language.pipeline import Name, names_of, pipeline
from hsbcode.language.proper_names import NameReader
from hsbcode.language.unusual_detail import UNUSUAL
from hsbcode.language.unusual_lives import RARE_LIVES
from hsbcode.language.unusual_people import STANDING_OUT

_RARE = (*UNUSUAL, *STANDING_OUT, *RARE_LIVES)
_RANK = {FROM_LIST: 0, FROM_RULE: 1}
_SURE = frozenset({"contact", "number", "date", "age", "address"})
_ROLE_OF_KIND = {"person": "name"}
_LISTED = "on the project's list"
_WINDOW = 2_000
"""Characters that patterns look at in one go; a stretch never runs further."""
_OVERLAP = 200
_SHORTEST_DETAIL = 15


@dataclass(frozen=True, slots=True)
class AllowList:
    """What is not proposed in a project, beyond what holds everywhere."""

    phrases: frozenset[str] = frozenset()
    """What people of the project put on it, as ``folded_name`` gives it."""
    words: frozenset[str] = field(default=frozenset(), repr=False)
    """Words in lower case that are ordinary in its answers, form and codebook."""

    def allows(self, stretch: str) -> bool:
        """Whether somebody said that these words may stay."""
        return bool(self.phrases) and folded_name(stretch) in self.phrases


def proposals(
    text: str,
    language: str = "en",
    *,
    kept: Iterable[KeptName] = (),
    allow: AllowList | None = None,
) -> tuple[Proposal, ...]:
    """Return what may identify somebody in a text, in order, without overlaps.

    Where stretches overlap the longest stays. Without a language pipeline that finds
    names (ask ``pipeline(language).finds_names``) rules and lists work alone; rules
    that need words know English only.

    Args:
        text: an answer, of any length.
        language: of the answer, as ``en``.
        kept: the project's list of names: always proposed.
        allow: what the project lets stand.

    Raises:
        ModelError: the pipeline cannot be used.
    """
    return next(many_proposals([text], language, kept=kept, allow=allow))


def many_proposals(
    texts: Sequence[str],
    language: str = "en",
    *,
    kept: Iterable[KeptName] = (),
    allow: AllowList | None = None,
) -> Iterator[tuple[Proposal, ...]]:
    """Yield the proposals of each text, as ``proposals`` does, in one run.

    Raises:
        ModelError: the pipeline cannot be used.
    """
    finder = NameFinder(kept)
    allowed = allow or AllowList()
    english = language.casefold().startswith("en")
    reader = NameReader(allowed.words) if english else None
    patterns = (*ANYWHERE, *ENGLISH, *_RARE) if english else ANYWHERE
    seen: Iterable[Sequence[Name]] = ((),) * len(texts)
    if pipeline(language).finds_names:
        seen = names_of(texts, language)
    for text, names in zip(texts, seen, strict=True):
        found = [
            Proposal(span, _ROLE_OF_KIND.get(name.kind, name.kind), _LISTED, FROM_LIST)
            for span, name in finder.find(text)
        ]
        other = [*_by_patterns(text, patterns)]
        if reader is not None:
            other += reader.find(text, names)
        else:
            other += _plainly_seen(names)
        usual = [match.span() for match in PHRASES.finditer(text)] if english else []
        found += [
            one
            for one in other
            if not allowed.allows(text[one.span.start : one.span.end])
            and not any(a <= one.span.start and one.span.end <= b for a, b in usual)
        ]
        yield _longest(text, found)


def _by_patterns(text: str, patterns: Sequence[Pattern]) -> Iterator[Proposal]:
    for offset in range(0, max(len(text), 1), _WINDOW):
        piece = text[offset : offset + _WINDOW + _OVERLAP]
        for pattern in patterns:
            for match in pattern.form.finditer(piece):
                if match.start() >= _WINDOW:
                    break
                start, end = match.span(_named(match))
                while end > start and piece[end - 1] in " .,;:":
                    end -= 1
                yield Proposal(
                    Span(offset + start, offset + end),
                    pattern.role,
                    pattern.why,
                    FROM_RULE,
                )


def _named(match: re.Match[str]) -> str | int:
    """Return the named group that took part; the whole match without one."""
    taken = (name for name, words in match.groupdict().items() if words is not None)
    return next(taken, 0)


def _plainly_seen(names: Sequence[Name]) -> Iterator[Proposal]:
    """Yield what a pipeline of another language than English sees, as it sees it."""
    roles = {"PER": "name", "PERSON": "name", "ORG": "organisation"}
    for name in names:
        role = roles.get(name.label, "place")
        yield Proposal(
            Span(name.start, name.end), role, "seen by the language model", "pipeline"
        )


def _longest(text: str, found: Iterable[Proposal]) -> tuple[Proposal, ...]:
    """Return proposals without overlaps: detail gives way, then the shorter one."""
    ranked = sorted(
        found,
        key=lambda one: (
            one.role == DETAIL,
            one.span.start - one.span.end,
            _RANK.get(one.source, 2),
            one.role not in _SURE,
            one.span,
        ),
    )
    kept: list[Proposal] = []
    for one in ranked:
        start, end = one.span
        over = [o.span for o in kept if start < o.span.end and o.span.start < end]
        if over and one.role == DETAIL:
            # what is recognised begins before the name that stands in it
            end = min(span.start for span in over)
            end = start + len(text[start:end].rstrip())
            one, over = replace(one, span=Span(start, max(end, start))), []
            end = end if end - start >= _SHORTEST_DETAIL else start
        if start < end and not over:
            kept.append(one)
    return tuple(sorted(kept, key=lambda one: one.span))


_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def words_in(texts: Iterable[str]) -> frozenset[str]:
    """Return the words of a form or codebook, in lower case."""
    return frozenset(
        match.group().replace("’", "'").casefold()
        for text in texts
        for match in _WORD.finditer(text)
    )
