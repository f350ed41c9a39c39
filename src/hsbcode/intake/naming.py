"""Short ids, labels and the language of questions, from their wording."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from hsbcode.domain.ids import short_slug, slug
from hsbcode.intake.headers import Head
from hsbcode.intake.vocabulary import DULL, STOPWORDS

LONGEST_ID = 32
LONGEST_LABEL = 60
_NUMBERING = re.compile(
    r"^\s*((extra |sub)?(question|frage|pregunta|q)\s*)?\d+(\.?[a-z0-9])*[.:)]+\s*",
    re.IGNORECASE,
)
_ONLY_NUMBER = re.compile(r"[\W_]*\d+[\W_]*")
_BRACKETS = re.compile(r"\s*\([^()]*\)")
_SUFFIX = re.compile(r"\s+-\s+(Selected Choice|Text)\s*$")


def make_ids(wordings: Sequence[tuple[str, str]], taken: Iterable[str]) -> list[str]:
    """Return a short id for each (question, item), unique and telling.

    Words that few other questions share come first; ``not`` is never left out.
    """
    words = [_words(f"{question} {item}") for question, item in wordings]
    shared = Counter(word for one in words for word in set(one))
    if len(words) >= 5:
        common = {word for word, n in shared.items() if n > 0.4 * len(words)}
        words = [[w for w in one if w not in common] or one for one in words]
    used = set(taken)
    ids = []
    for one, (question, item) in zip(words, wordings, strict=True):
        wish = "_".join(_telling(one, shared))
        if " " not in question.strip() and question.strip() and not item:
            wish = short_slug(question, LONGEST_ID)
        made = _unique(wish or "question", used)
        used.add(made)
        ids.append(made)
    return ids


def id_from_names(names: Sequence[str]) -> str:
    """Return the id that the variable names of one question suggest, or empty."""
    if not names or not names[0]:
        return ""
    if len(names) == 1:
        return short_slug(names[0], LONGEST_ID)
    stems = {re.split(r"\[|_\d+$|_[a-z]$", name)[0] for name in names}
    stem = stems.pop() if len(stems) == 1 else names[0]
    telling = len(stem) > 1 and not re.fullmatch(r"[A-Za-z]", stem)
    return short_slug(stem if telling else names[0], LONGEST_ID)


def unique_id(wish: str, used: set[str]) -> str:
    """Return ``wish``, with a number where it is taken."""
    return _unique(wish, used)


def make_label(question: str, item: str, *, other: bool) -> str:
    """Return a label of at most 60 characters."""
    if other:
        return shorten(f"Other: {_cleaned(question)}")
    if not item:
        return shorten(_cleaned(question))
    if _ONLY_NUMBER.fullmatch(item) and question.strip():
        return shorten(f"{item.strip()} {_cleaned(question)}")
    return shorten(_cleaned(item))


def tell_apart(labels: Sequence[str], heads: Sequence[Head]) -> list[str]:
    """Return labels that differ: those that begin alike are told by their end."""
    often = Counter(labels)
    told = [
        _ending(head.question) if often[label] > 1 and head.question else label
        for label, head in zip(labels, heads, strict=True)
    ]
    used: set[str] = set()
    final = []
    for label in told:
        made, number = label, 2
        while made in used:
            made = f"{label[: LONGEST_LABEL - 5]} ({number})"
            number += 1
        used.add(made)
        final.append(made)
    return final


def shorten(text: str) -> str:
    """Return at most 60 characters, cut at a word."""
    text = " ".join(text.split())
    if len(text) > LONGEST_LABEL:
        text = _BRACKETS.sub("", text).strip() or text
    if len(text) <= LONGEST_LABEL:
        return text
    cut = text[: LONGEST_LABEL - 1].rsplit(" ", 1)[0]
    return (cut[: LONGEST_LABEL - 1].rstrip(" ,;:-") or text[: LONGEST_LABEL - 1]) + "…"


def guess_language(wording: str, answers: Mapping[str, int], default: str) -> str:
    """Return the language most function words belong to, if that is clear."""
    text = " ".join(
        [wording, wording, *(a for a, _ in zip(answers, range(40), strict=False))]
    )
    words = Counter(re.findall(r"[^\W\d_]+", text[:20_000].casefold()))
    hits = {
        language: sum(words[word] for word in stop)
        for language, stop in STOPWORDS.items()
    }
    best = max(hits, key=lambda language: hits[language])
    if best != default and hits[best] >= 4 and hits[best] > 1.5 * hits.get(default, 0):
        return best
    return default


def _ending(question: str) -> str:
    text = _cleaned(question)
    if len(text) <= LONGEST_LABEL:
        return text
    tail = text[-(LONGEST_LABEL - 1) :]
    return "…" + (tail.split(" ", 1)[1] if " " in tail else tail)


def _cleaned(text: str) -> str:
    text = " ".join(text.replace("\ufeff", "").split())
    text = _SUFFIX.sub("", text)
    return _NUMBERING.sub("", text, count=1).strip(" :") or text


def _words(text: str) -> list[str]:
    plain = _BRACKETS.sub(" ", _cleaned(text)) or text
    words = slug(plain).split("_")
    kept = [word for word in words if word not in DULL and len(word) > 1]
    return list(dict.fromkeys(kept or words))


def _telling(words: list[str], shared: Counter[str]) -> list[str]:
    """Choose words that fit into an id, rarest first, in their own order."""
    ranked = sorted(
        range(len(words)),
        key=lambda i: (words[i] not in ("not", "other"), shared[words[i]], i),
    )
    chosen: list[int] = []
    for place in ranked:
        length = sum(len(words[i]) + 1 for i in [*chosen, place]) - 1
        if length <= LONGEST_ID and len(chosen) < 4:
            chosen.append(place)
    if not chosen:
        return [words[0][:LONGEST_ID]]
    return [words[i] for i in sorted(chosen)]


def _unique(wish: str, used: set[str]) -> str:
    made, number = wish, 2
    while made in used:
        tail = f"_{number}"
        made = wish[: LONGEST_ID - len(tail)].rstrip("_") + tail
        number += 1
    return made
