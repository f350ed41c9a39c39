"""Answers that say the same, with boxes to tick: coded and finished together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static
from textual.widgets.option_list import Option

from hsbcode.domain.codebook import Code
from hsbcode.tui.dialogs.dialog import Dialog
from hsbcode.tui.dialogs.find_code import PickCode
from hsbcode.tui.plain import fitted, joined, one_line, plain, shortened
from hsbcode.tui.widgets.tick_list import TickList

_NAME = 14
_WIDE = 200


@dataclass(frozen=True, slots=True)
class AlikeRow:
    """One answer to tick."""

    unit: str
    name: str
    text: str
    codes: str
    """What it has already, in words; empty for nothing."""
    is_same: bool
    """Whether it says the same, rather than nearly."""
    ticked: bool


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be done: without codes it is recorded that none applies."""

    units: tuple[str, ...]
    codes: tuple[str, ...]


class CodeAlike(Dialog[Wanted]):
    """Tick answers, choose codes, and Enter codes and finishes them.

    Args:
        title: how many there are.
        rows: the answers, the one on the screen first.
        told: what else there is to know, in a sentence.
        codes: the codes that can be chosen.
        digits: digit → code.
        chosen: codes to begin with.
    """

    DEFAULT_CSS = """
    CodeAlike > #box { width: 110; }
    CodeAlike #box > Static { height: auto; }
    CodeAlike #chosen { margin-bottom: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "all", "all or none", show=False),
        Binding("0", "no_code", "no code", show=False),
        Binding("slash", "find", "find", show=False),
        Binding("j", "by(1)", "down", show=False),
        Binding("k", "by(-1)", "up", show=False),
    ]
    keys_words = (
        "space ticks · a all or none · 1-9 or / code · 0 no code · Enter does it"
    )

    def __init__(
        self,
        title: str,
        rows: Sequence[AlikeRow],
        told: str,
        codes: Sequence[Code],
        digits: Mapping[str, str],
        chosen: Sequence[str],
    ) -> None:
        super().__init__(title)
        self._rows = tuple(rows)
        self._told = told
        self._codes = {code.id: code for code in codes}
        self._digits = dict(digits)
        self._chosen = list(chosen)
        self._is_none = False
        """Whether it was said that no code applies."""
        self._ticked = {row.unit for row in rows if row.ticked}

    def compose_box(self) -> ComposeResult:
        """The codes, then the answers."""
        yield Static(self._chosen_words(), id="chosen", markup=False)
        options = TickList(
            *(Option(self._row(row)) for row in self._rows), markup=False
        )
        options.highlighted = 0
        yield options
        if self._told:
            yield Static(plain(self._told, "dim"), markup=False)

    def on_key(self, event: events.Key) -> None:
        """Choose a code by its digit."""
        code = self._digits.get(event.key)
        if code is not None:
            event.stop()
            self._toggle_code(code)

    def on_tick_list_ticked(self, message: TickList.Ticked) -> None:
        """Tick an answer, or take its tick away, and go on."""
        self._toggle(message.place)
        self.action_by(1)

    def action_by(self, rows: int) -> None:
        """Move the cursor."""
        self.query_one(TickList).move(rows)

    def action_all(self) -> None:
        """Tick all; where all are ticked, none but the first."""
        every = {row.unit for row in self._rows}
        self._ticked = {self._rows[0].unit} if self._ticked == every else every
        self._show()

    def action_no_code(self) -> None:
        """Say that no code applies to any of them."""
        self._is_none = not self._is_none
        self._chosen.clear()
        self._show()

    def action_find(self) -> None:
        """Find a code by typing."""
        picked = PickCode(
            "A code for all of them", [*self._codes.values()], self._chosen
        )
        self.app.push_screen(picked, self._toggle_code)

    def on_tick_list_taken(self) -> None:
        """Answer with what is ticked and chosen, if that is something."""
        if not self._chosen and not self._is_none:
            self._say("Choose a code first (1-9 or /), or 0: no code applies.")
        elif not self._ticked:
            self._say("No answer is ticked.")
        else:
            units = tuple(r.unit for r in self._rows if r.unit in self._ticked)
            self.dismiss(Wanted(units, tuple(self._chosen)))

    # --- showing -------------------------------------------------------------------

    def _toggle_code(self, code: str | None) -> None:
        if code is None:
            return
        if self._codes[code].needs_a_look:
            self._say(f"“{self._codes[code].label}” is never given in bulk.")
            return
        if code in self._chosen:
            self._chosen.remove(code)
        else:
            self._chosen.append(code)
        self._is_none = False
        self._show()

    def _toggle(self, at: int) -> None:
        row = self._rows[at]
        self._ticked ^= {row.unit}
        self.query_one(TickList).replace_option_prompt_at_index(at, self._row(row))
        self._say_chosen()

    def _show(self) -> None:
        options = self.query_one(TickList)
        for at, row in enumerate(self._rows):
            options.replace_option_prompt_at_index(at, self._row(row))
        self._say_chosen()

    def _say(self, words: str) -> None:
        self.query_one("#chosen", Static).update(plain(words, "bold"))

    def _say_chosen(self) -> None:
        self.query_one("#chosen", Static).update(self._chosen_words())

    def _chosen_words(self) -> Content:
        ticked = len(self._ticked)
        answers = f"{ticked} answer{'s' if ticked != 1 else ''}"
        if self._is_none:
            return plain(f"– no code applies, to {answers}", "bold")
        labels = " · ".join(self._codes[code].label for code in self._chosen)
        if not labels:
            return plain(f"{answers} ticked. Which code? 1-9 or /, 0 = no code", "bold")
        return plain(f"● {labels}, to {answers}", "bold")

    def _row(self, row: AlikeRow) -> Content:
        box = "[x]" if row.unit in self._ticked else "[ ]"
        like = "=" if row.is_same else "≈"
        codes = f"{shortened(row.codes, 24)}  " if row.codes else ""
        text = shortened(one_line(row.text[:_WIDE]) or "(blank)", _WIDE)
        start = plain(f"{box} {like} {fitted(row.name, _NAME)} {codes}", "bold")
        return joined([start, plain(text)], "")
