"""One-row headers taken apart: which columns ask the same question."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from hsbcode.intake.headers import Head

_LIMESURVEY = re.compile(
    r"(?P<name>[A-Za-z]\w*(?:\[\w+\])*)\. (?P<text>.*?)(?: ?\[(?P<item>[^\[\]]*)\])?",
    re.DOTALL,
)
_SPLITS = (
    re.compile(r"(?P<item>[^:]{1,60}?):{1,2}\s*(?P<question>\S.{4,})", re.DOTALL),
    re.compile(r"(?P<question>.{2,}?)\s*\(choice=(?P<item>[^)]*)\)", re.DOTALL),
    re.compile(r"(?P<question>.{2,}?)\s*\[(?P<item>[^\[\]]*)\]\s*", re.DOTALL),
    re.compile(r"(?P<question>.{2,}) – (?P<item>.+)", re.DOTALL),
    re.compile(r"(?P<question>.{2,}) - (?P<item>.+)", re.DOTALL),
    re.compile(r"(?P<question>.{2,}?)/(?P<item>[^/]+)", re.DOTALL),
    re.compile(r"(?P<question>\w+?)___(?P<item>\w+)"),
    re.compile(r"(?P<question>\d+(?:\.[a-z])?\.? .{2,}?)[:.]? (?P<item>#\d+)"),
    re.compile(r"(?P<question>.+?)[ _]+(?:#|no\.? ?|nr\.? ?)?(?P<item>[1-9]\d?)\s*:?"),
    re.compile(r"(?P<question>\D*[A-Za-z]{3})(?P<item>[1-9]\d?)\s*:?"),
)
_NUMBERED = _SPLITS[-2:]
_NO_STEM = re.compile(
    r"(question|frage|pregunta|item|var|variable|column|page|rts)[ _]*"
)
_SHARED_WIDTH = 40


def split_heads(heads: Sequence[Head]) -> tuple[Head, ...]:
    """Return the heads with question and item apart where several share a question.

    A header is only taken apart if at least two columns near each other then have the
    same question: “Challenge 1: What …” and “Challenge 2: What …”.
    """
    heads = _limesurvey(heads)
    found = list(heads)
    asked = [_plain(head.question) for head in heads]
    for pattern in _SPLITS:
        splits = [
            pattern.fullmatch(head.question.strip()) if not old.item else None
            for head, old in zip(heads, found, strict=True)
        ]
        shared = Counter(_plain(match["question"]) for match in splits if match)
        whole = Counter(asked)
        for place, match in enumerate(splits):
            if match is None:
                continue
            question = _plain(match["question"])
            if shared[question] + whole[question] < 2:
                continue
            if not _near(question, place, splits, asked):
                continue
            if pattern in _NUMBERED and not _in_sequence(match, place, splits):
                continue
            old = found[place]
            found[place] = replace(
                old, question=match["question"].strip(), item=match["item"].strip()
            )
    return tuple(found)


def same_question(head: Head, other: Head) -> bool:
    """Whether two columns ask the same question."""
    return bool(head.question.strip()) and _plain(head.question) == _plain(
        other.question
    )


def _near(
    question: str, place: int, splits: list[re.Match[str] | None], asked: list[str]
) -> bool:
    low = max(0, place - _SHARED_WIDTH)
    for other in range(low, min(len(splits), place + _SHARED_WIDTH + 1)):
        if other == place:
            continue
        match = splits[other]
        if asked[other] == question or (
            match is not None and _plain(match["question"]) == question
        ):
            return True
    return False


def _in_sequence(
    match: re.Match[str], place: int, splits: list[re.Match[str] | None]
) -> bool:
    """Whether “Challenge 2” stands beside “Challenge 1” or “Challenge 3”."""
    stem = _plain(match["question"])
    letters = sum(1 for char in stem if char.isalpha())
    if _NO_STEM.fullmatch(stem) or (letters < 3 and not any(map(str.isdigit, stem))):
        return False
    for step in (-1, 1):
        if not 0 <= place + step < len(splits):
            continue
        beside = splits[place + step]
        if (
            beside is not None
            and _plain(beside["question"]) == stem
            and int(beside["item"]) == int(match["item"]) + step
        ):
            return True
    return False


def _limesurvey(heads: Sequence[Head]) -> tuple[Head, ...]:
    """Take “code. text [item]” apart, if most headers look like that."""
    matches = [_LIMESURVEY.fullmatch(head.question.strip()) for head in heads]
    if any(head.item for head in heads) or sum(1 for m in matches if m) * 3 < 2 * len(
        heads
    ):
        return tuple(heads)
    found = []
    for head, match in zip(heads, matches, strict=True):
        if match is None:
            found.append(head)
            continue
        text = match["text"].strip()
        item = (match["item"] or "").strip()
        if not text:
            text, item = item, ""
        found.append(replace(head, name=match["name"], question=text, item=item))
    return tuple(found)


def _plain(text: str) -> str:
    return " ".join(text.replace("\ufeff", "").split()).casefold().rstrip(" :")
