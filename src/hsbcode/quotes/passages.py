"""From an answer to what is printed of it: words cut out, words replaced, all marked.

What is left is copied from the answer letter by letter, so every fragment between the
marks is an exact part of it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hsbcode.domain.acts import Span
from hsbcode.domain.quotes import Redaction
from hsbcode.domain.survey import Unit
from hsbcode.language.kept_names import NameFinder
from hsbcode.quotes.verbatim import CUT, WORDS_AT_MOST, end_of_shortened


@dataclass(frozen=True, slots=True)
class Passage:
    """An answer as it is printed."""

    text: str
    kept: tuple[Span, ...]
    """What stands word for word, as offsets into the unit's text."""
    redactions: tuple[Redaction, ...] = ()
    """What is replaced in the printed text; names on the list among them."""
    cuts: int = 0
    """How many stretches a person left out."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing of the answer is left."""
        return not self.kept


def passage(
    unit: Unit,
    cuts: Sequence[Span] = (),
    redactions: Sequence[Redaction] = (),
    finder: NameFinder | None = None,
    words: int = WORDS_AT_MOST,
) -> Passage:
    """Return what is printed of an answer.

    A long answer that nobody cut is cut at the end of a sentence.

    Args:
        unit: the answer, or a part of one.
        cuts: words to leave out, as offsets into the text of the box.
        redactions: words to replace, likewise.
        finder: of the project's list of names.
        words: a longer answer is cut.
    """
    text = unit.text
    out = [within for cut in cuts if (within := _within(cut, unit)) is not None]
    count = len(out)
    if not out:
        end = end_of_shortened(text, words)
        if end < len(text.rstrip()):
            out.append(Span(end, len(text)))
    masks = _longest_first(
        [
            *((w, one) for one in redactions if (w := _within(one.span, unit))),
            *_names(text, unit.start, finder),
        ]
    )
    gone = _joined(out)
    masks = [(span, one) for span, one in masks if not _covered(span, gone)]
    return _printed(text, gone, masks, count)


def _within(span: Span, unit: Unit) -> Span | None:
    """Return the part of a stretch of the box that lies in the unit."""
    start = max(span.start - unit.start, 0)
    end = min(span.end - unit.start, len(unit.text))
    return Span(start, end) if start < end else None


def _names(
    text: str, offset: int, finder: NameFinder | None
) -> Iterable[tuple[Span, Redaction]]:
    for span, name in finder.find(text) if finder else ():
        in_box = Span(span.start + offset, span.end + offset)
        yield span, Redaction(in_box, name.kind)


def _longest_first(
    found: Iterable[tuple[Span, Redaction]],
) -> list[tuple[Span, Redaction]]:
    """Return the masks in order of the text; what overlaps is one, the longest's."""
    kept: list[tuple[Span, Redaction]] = []
    ranked = sorted(found, key=lambda f: (f[0].start - f[0].end, f[0], f[1].role))
    for span, one in ranked:
        touching = [f for f in kept if f[0].start < span.end and span.start < f[0].end]
        start = min([span.start, *(f[0].start for f in touching)])
        end = max([span.end, *(f[0].end for f in touching)])
        kept = [f for f in kept if f not in touching]
        kept.append((Span(start, end), touching[0][1] if touching else one))
    return sorted(kept, key=lambda f: f[0])


def _joined(spans: Iterable[Span]) -> list[Span]:
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end:
            last = joined.pop()
            span = Span(last.start, max(last.end, span.end))
        joined.append(span)
    return joined


def _covered(span: Span, gone: Sequence[Span]) -> bool:
    return any(cut.start <= span.start and span.end <= cut.end for cut in gone)


def _printed(
    text: str, gone: Sequence[Span], masks: Sequence[tuple[Span, Redaction]], cuts: int
) -> Passage:
    # where a cut runs into a mask, the mask keeps all its words from sight
    marks = sorted(
        [(span, CUT) for span in gone] + [(span, one.mask) for span, one in masks]
    )
    parts: list[str] = []
    kept: list[Span] = []
    at = 0
    for span, mark in [*marks, (Span(len(text), len(text)), "")]:
        if span.start > at:
            _keep(text, Span(at, span.start), parts, kept)
        if mark == CUT:
            _cut(parts)
        elif mark:
            parts.append(mark)
        at = max(at, span.end)
    return Passage(
        "".join(parts).strip(), tuple(kept), tuple(one for _, one in masks), cuts
    )


def _keep(text: str, span: Span, parts: list[str], kept: list[Span]) -> None:
    words = text[span.start : span.end]
    after_cut = bool(parts) and parts[-1].endswith(CUT)
    if not parts or after_cut:
        words = words.lstrip()
    start = span.end - len(words)
    shown = words.strip()
    if not shown:
        if parts and not after_cut and words:
            parts.append(words)
        return
    if after_cut:
        parts.append(" ")
    parts.append(words)
    first = start + len(words) - len(words.lstrip())
    kept.append(Span(first, first + len(shown)))


def _cut(parts: list[str]) -> None:
    if parts:
        parts[-1] = parts[-1].rstrip()
    if parts and parts[-1].endswith(CUT):
        return
    parts.append(f" {CUT}" if parts else CUT)
