"""Sentences of a draft that tell of one person with role and agency."""

import re
from collections.abc import Iterator

from hsbcode.domain.drafts import Checked, Draft, DraftVerdict, PassageKind
from hsbcode.domain.questions import options_of
from hsbcode.domain.study import Study
from hsbcode.language.draft_sentences import sentence_spans
from hsbcode.language.words import folded_words, stem
from hsbcode.store.project import Project
from hsbcode.workflows.quoting.attribution import attribution_rule
from hsbcode.workflows.quoting.telling import sources_of

_ONE = re.compile(
    r"\b(?:one|a single|the only|a lone)\b(?!\s+of\s+the\b)((?:\W+\w+){1,14})",
    re.IGNORECASE,
)
_SHORTEST = 5
"""Letters of a word that can name a role or an agency."""
_EMPTY = frozenset({"other", "service", "general", "including", "covering", "setting"})
_LONGEST = 4_000


def check_lone_people(
    project: Project, study: Study, draft: Draft
) -> Iterator[Checked]:
    """Yield each place where one person is told of by two parts of an attribution.

    Args:
        project: what says by which parts people are described.
        study: whose closed answers name roles and agencies.
        draft: the text.
    """
    parts = [
        {
            stem(word)
            for rung in one.ladder
            for name in (rung.question, *sources_of(project, rung.question))
            if name in study.questions
            for option in options_of(study, study.questions[name])
            for word in folded_words(option)
            if len(word) >= _SHORTEST and word not in _EMPTY
        }
        for one in attribution_rule(project).fields
    ]
    if len(parts) < 2:
        return
    for at, words in enumerate(parts):
        # a word of several parts, such as “manager”, tells the first one
        words.difference_update(*parts[:at])
    for passage in draft.passages:
        if passage.kind is not PassageKind.PROSE or len(passage.text) > _LONGEST:
            continue
        for start, end in sentence_spans(passage.text):
            sentence = passage.text[start:end]
            for match in _ONE.finditer(sentence):
                near = {stem(word) for word in folded_words(match[1])}
                if sum(bool(near & words) for words in parts) < 2:
                    continue
                yield Checked(
                    passage.line + passage.text.count("\n", 0, start),
                    " ".join(match[0].split()),
                    "disclosure",
                    DraftVerdict.DOUBTFUL,
                    "One person is told of with role and agency: colleagues may know "
                    "who it is.",
                    " ".join(sentence.split()),
                )
