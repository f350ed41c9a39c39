"""The project's allow-list: what may stand in quotes although it looks like a name."""

from collections.abc import Iterator, Mapping, Sequence

from hsbcode.domain.errors import UsageConflict, nearest
from hsbcode.language.identifying import AllowList, words_in
from hsbcode.language.kept_names import SHORTEST, folded_name
from hsbcode.language.written_words import ordinary_words
from hsbcode.store.project import Project

_SETTING = "allowed words"
_LONGEST = 100


def allowed_words(project: Project) -> tuple[str, ...]:
    """Return what people put on the allow-list, as they wrote it, sorted."""
    value = project.settings.get(_SETTING)
    return tuple(map(str, value)) if isinstance(value, list) else ()


def change_allowed(
    project: Project, add: Sequence[str], drop: Sequence[str], coder: str
) -> None:
    """Put words on the allow-list, or take them off.

    Raises:
        UsageConflict: they are too short or too long, or not on the list.
    """
    by_folded = {folded_name(words): words for words in allowed_words(project)}
    for words in add:
        folded = folded_name(words)
        if len(folded) < SHORTEST or len(words) > _LONGEST:
            raise UsageConflict(
                f"“{words[:_LONGEST]}” cannot be looked for.",
                f"Give at least {SHORTEST} letters and at most {_LONGEST} characters.",
            )
        by_folded[folded] = " ".join(words.split())
    for words in drop:
        if by_folded.pop(folded_name(words), None) is None:
            raise UsageConflict(
                f"“{words[:_LONGEST]}” is not on the allow-list.",
                nearest(words, by_folded.values()),
            )
    value = sorted(by_folded.values())
    if value != list(allowed_words(project)):
        project.put_setting(_SETTING, value, coder)


def allow_list(project: Project, texts: Sequence[str]) -> AllowList:
    """Return what is not proposed: the list, and ordinary words of the study.

    Ordinary is what people write without a capital, and what stands in the codebook,
    in the wording of questions and in the kept instrument.

    Args:
        project: an open project.
        texts: all its answers, or as many as are at hand.
    """
    known = words_in(_said_by_the_study(project))
    return AllowList(
        phrases=frozenset(map(folded_name, allowed_words(project))),
        words=ordinary_words(texts) | known,
    )


def _said_by_the_study(project: Project) -> Iterator[str]:
    for code in project.codebook:
        yield code.label
        yield from code.keywords
    for question in project.answers.questions().values():
        yield question.label
        yield question.text
    value = project.settings.get("instrument")
    if isinstance(value, dict):
        yield from _texts(value.get("form"))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        if value.get("shown_as") != "number":  # places: names that must not leave
            for each in value.values():
                yield from _texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)
