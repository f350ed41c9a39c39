"""The answer itself: plain text, coded stretches underlined, words to be marked."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, ClassVar, cast

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text
from textual import events
from textual.document._document import Location
from textual.geometry import Offset
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import TextArea
from textual.widgets.text_area import Selection

from hsbcode.domain.acts import Span
from hsbcode.domain.visible import visible
from hsbcode.language.markable import markable
from hsbcode.tui.commands import bindings_of
from hsbcode.tui.states import AnswerState, CodedWords

if TYPE_CHECKING:
    from textual.document._document import Document


class AnswerView(TextArea, inherit_bindings=False):
    """Shows one answer; in marking, arrows choose words.

    Offsets are code points of the text shown, which has as many as the text kept.
    """

    DEFAULT_CSS = """
    AnswerView {
        height: auto;
        min-height: 1;
        border: none;
        padding: 0 1;
        background: transparent;
        scrollbar-size-vertical: 1;
        overflow-x: hidden;
        &:focus { border: none; background: transparent; }
        & .text-area--selection {
            background: $primary;
            color: $background;
            text-style: bold;
        }
        & > .answer-view--coded { text-style: underline; color: $text-success; }
        & > .answer-view--twice { text-style: underline bold; color: $text-warning; }
        & > .answer-view--cursor { text-style: reverse; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "answer-view--coded",
        "answer-view--twice",
        "answer-view--cursor",
    }
    BINDINGS = bindings_of("span")

    answer: reactive[AnswerState | None] = reactive[AnswerState | None](
        None, init=False
    )

    code_at: reactive[str] = reactive("", init=False)
    """Words with the code under the cursor stand out from the others."""

    @dataclass
    class Marked(Message):
        """Words were marked, or (None) no longer."""

        span: Span | None

    class Wanted(Message):
        """The code under the cursor is to be applied to the marked words."""

    class Left(Message):
        """Marking was left."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(
            read_only=True,
            show_cursor=False,
            soft_wrap=True,
            highlight_cursor_line=False,
            id=id,
        )
        self.can_focus = False
        self.cursor_blink = False
        self._spans: tuple[CodedWords, ...] = ()
        self._words: list[Span] = []
        self._first = 0
        self._last = 0
        self._marking = False

    # --- state coming down ---------------------------------------------------------

    def watch_answer(self, old: AnswerState | None, new: AnswerState | None) -> None:
        """Show another answer, or other spans of the same one."""
        shown = visible(new.unit.text) if new is not None else ""
        if old is None or new is None or old.unit.id != new.unit.id:
            self.load_text(shown)
            self.scroll_home(animate=False)
            self._words = []
        spans = new.spans if new is not None else ()
        if spans != self._spans:
            self._spans = spans
            self.notify_style_update()

    def watch_code_at(self, old: str, new: str) -> None:
        """Let the words of another code stand out."""
        if {old, new} & {coded.code for coded in self._spans}:
            self.notify_style_update()

    def begin(self) -> bool:
        """Begin marking at the first word in view; False in an empty answer."""
        self._words = markable(self.text)
        if not self._words:
            return False
        start, end = self.selection
        if start == end:
            top = self._offset_at_top()
            self._first = next(
                (i for i, word in enumerate(self._words) if word.start >= top), 0
            )
            self._last = self._first
        self._marking = True
        self._mark()
        return True

    def clear(self) -> None:  # type: ignore[override]
        """Leave marking and forget the marked words."""
        self._marking = False
        self.selection = Selection.cursor((0, 0))

    # --- keys ----------------------------------------------------------------------

    def action_word_right(self) -> None:
        """Mark the next word."""
        self._go(self._last + 1)

    def action_word_left(self) -> None:
        """Mark the word before."""
        self._go(self._first - 1)

    def action_word_down(self) -> None:
        """Mark the nearest word on the line below."""
        self._go_to_location(self.get_cursor_down_location())

    def action_word_up(self) -> None:
        """Mark the nearest word on the line above."""
        self._go_to_location(self.get_cursor_up_location())

    def action_longer(self) -> None:
        """Add the next word."""
        self._last = min(self._last + 1, len(self._words) - 1)
        self._mark()

    def action_shorter(self) -> None:
        """Drop the last word."""
        self._last = max(self._first, self._last - 1)
        self._mark()

    def action_apply_span(self) -> None:
        """Say that the code under the cursor is wanted for these words."""
        self.post_message(self.Wanted())

    def action_leave_span(self) -> None:
        """Say that marking is over."""
        self.post_message(self.Left())

    def _go(self, word: int) -> None:
        self._first = self._last = max(0, min(word, len(self._words) - 1))
        self._mark()

    def _go_to_location(self, location: tuple[int, int]) -> None:
        at = self._offset(location)
        self._go(
            min(
                range(len(self._words)),
                key=lambda i: abs(self._words[i].start - at),
            )
        )

    def _mark(self) -> None:
        span = Span(self._words[self._first].start, self._words[self._last].end)
        self._select(span)
        self.post_message(self.Marked(span))

    def _select(self, span: Span) -> None:
        place = cast("Document", self.document).get_location_from_index
        self.selection = Selection(place(span.start), place(span.end))
        self.scroll_cursor_visible()

    # --- mouse ---------------------------------------------------------------------

    def get_target_document_location(self, event: events.MouseEvent) -> Location:
        """Return the place in the text under the mouse.

        The widths of its signs do not add up: a picture made of several is painted
        as wide as one.
        """
        line, column = super().get_target_document_location(event)
        row = event.y + self.scroll_offset.y - self.gutter.top
        first = self.wrapped_document.offset_to_location(Offset(0, row))[1]
        sections = self.wrapped_document.get_sections(line)
        starts = list(accumulate((len(each) for each in sections), initial=0))
        if first not in starts[:-1]:
            return line, column
        section = sections[starts.index(first)]
        if "\t" in section:
            return line, column
        wanted = event.x - self.gutter.left + self.scroll_offset.x
        columns = range(1, len(section) + 1)
        inside = (at - 1 for at in columns if cell_len(section[:at]) > wanted)
        return line, first + next(inside, max(column - first, 0))

    async def _on_mouse_up(self, event: events.MouseUp) -> None:
        await super()._on_mouse_up(event)
        span = self._whole_words()
        if span is None:
            if not self._marking:
                self.post_message(self.Marked(None))
            return
        self._select(span)
        self.post_message(self.Marked(span))

    def _whole_words(self) -> Span | None:
        """Return the selection widened to whole words."""
        index = self._offset
        first, last = sorted(index(location) for location in self.selection)
        if first == last:
            return None
        words = markable(self.text)
        touched = [w for w in words if w.end > first and w.start < last]
        if not touched:
            return None
        self._words = words
        self._first, self._last = words.index(touched[0]), words.index(touched[-1])
        return Span(touched[0].start, touched[-1].end)

    # --- painting ------------------------------------------------------------------

    def get_line(self, line_index: int) -> Text:
        """Return a line with its coded stretches underlined, once and twice coded."""
        line = super().get_line(line_index)
        if self._spans:
            start = self._offset((line_index, 0))
            here = [
                (max(0, coded.span.start - start), coded.span.end - start, coded.code)
                for coded in self._spans
                if coded.span.end > start and coded.span.start < start + len(line)
            ]
            for first, last, codes in _stretches(here, len(line)):
                line.stylize(self._style_of(codes), first, last)
        return line

    def _style_of(self, codes: frozenset[str]) -> Style:
        name = "twice" if len(codes) > 1 else "coded"
        style = self.get_component_rich_style(f"answer-view--{name}", partial=True)
        if self.code_at in codes:
            style += self.get_component_rich_style("answer-view--cursor", partial=True)
        return style

    def _offset(self, location: tuple[int, int]) -> int:
        """Return the code points before a location."""
        return cast("Document", self.document).get_index_from_location(location)

    def _offset_at_top(self) -> int:
        location = self.wrapped_document.offset_to_location(self.scroll_offset)
        return self._offset(location)


def _stretches(
    coded: list[tuple[int, int, str]], length: int
) -> Iterator[tuple[int, int, frozenset[str]]]:
    """Yield (start, end, codes) of a line where the codes are the same throughout."""
    cuts = sorted(
        {min(at, length) for start, end, _code in coded for at in (start, end)}
    )
    for first, last in pairwise(cuts):
        codes = frozenset(
            c for start, end, c in coded if start <= first and last <= end
        )
        if codes:
            yield first, last, codes
