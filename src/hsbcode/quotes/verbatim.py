"""Proof that a quote is what the person wrote, cut or whole."""

import hashlib
import re
from collections.abc import Collection

from hsbcode.domain.errors import OutputError

CUT = "[…]"
"""Marks words left out of a quote."""

WORDS_AT_MOST = 120
"""Longer answers are cut at the end of a sentence."""

_ENDS = (".", "!", "?", "…", "。", "！", "？")


def check_verbatim(
    quote: str, answer: str, name: str, masks: Collection[str] = ()
) -> None:
    """Make sure that a quote stands in the answer, every fragment of it in order.

    Args:
        quote: the quote, with ``[…]`` where words were left out.
        answer: the stored answer.
        name: the answer's name, for the message.
        masks: what stands instead of words, e.g. ``[place]``.

    Raises:
        OutputError: a fragment is not an exact part of the answer, or is empty.
    """
    if quote.strip() and quote in answer and not masks:
        return
    marks = sorted({CUT, *masks}, key=len, reverse=True)
    parts = re.split("|".join(map(re.escape, marks)), quote)
    kept = [fragment for part in parts if (fragment := part.strip())]
    at = 0
    for fragment in kept:
        found = answer.find(fragment, at)
        if found < 0:
            break
        at = found + len(fragment)
    else:
        if kept:
            return
    raise OutputError(
        f"The quote from {name} is not word for word what the answer holds.",
        f"Quote exact parts in their order, with {CUT} where words are left out.",
    )


def digest(answer: str) -> str:
    """Return what tells whether an answer has changed: the SHA-256 of its text."""
    return hashlib.sha256(answer.encode("utf-8", "surrogatepass")).hexdigest()


def end_of_shortened(answer: str, words: int = WORDS_AT_MOST) -> int:
    """Return where an answer ends when it is cut to ``words``.

    After the last sentence that ends within the limit, else after a word; one endless
    word is cut after 20 characters for each word allowed. The end of the words, if
    none have to go.
    """
    text = answer.rstrip()
    limit = min(_end_of_word(text, words), 20 * words)
    if limit >= len(text):
        return len(text)
    head = text[:limit]
    sentence = max(
        (head.rfind(end + " ") + len(end) for end in _ENDS if end + " " in head),
        default=0,
    )
    if head.endswith(_ENDS):
        sentence = len(head)
    kept = head[:sentence] if sentence and sentence >= limit // 3 else head
    return len(kept.rstrip())


def _end_of_word(text: str, words: int) -> int:
    seen = 0
    inside = False
    for at, char in enumerate(text):
        if char.isspace():
            if inside and seen == words:
                return at
            inside = False
        elif not inside:
            inside = True
            seen += 1
    return len(text)
