"""Proof that a quote is what the person wrote, cut or whole."""

from hsbcode.domain.errors import OutputError

CUT = "[…]"
"""Marks words left out of a quote."""

WORDS_AT_MOST = 120
"""Longer answers are cut at the end of a sentence."""

_ENDS = (".", "!", "?", "…", "。", "！", "？")


def check_verbatim(quote: str, answer: str, name: str) -> None:
    """Make sure that a quote stands in the answer, every fragment of it in order.

    Args:
        quote: the quote, with ``[…]`` where words were left out.
        answer: the stored answer.
        name: the answer's name, for the message.

    Raises:
        OutputError: a fragment is not an exact part of the answer, or is empty.
    """
    if quote.strip() and quote in answer:
        return
    fragments = [part.strip() for part in quote.split(CUT)]
    kept = [fragment for fragment in fragments if fragment]
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


def shortened(answer: str, words: int = WORDS_AT_MOST) -> str:
    """Return the answer, cut and marked ``[…]`` where it is longer than ``words``.

    Cuts after the last sentence that ends within the limit, else after a word; one
    endless word is cut after 20 characters for each word allowed.
    """
    text = answer.strip()
    limit = _end_of_word(text, words)
    limit = min(limit, 20 * words)
    if limit >= len(text):
        return text
    head = text[:limit]
    sentence = max(
        (head.rfind(end + " ") + len(end) for end in _ENDS if end + " " in head),
        default=0,
    )
    if head.endswith(_ENDS):
        sentence = len(head)
    kept = head[:sentence] if sentence and sentence >= limit // 3 else head
    return f"{kept.rstrip()} {CUT}"


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
