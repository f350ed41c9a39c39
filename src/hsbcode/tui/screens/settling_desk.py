"""What the settling screen stands on: the queue, the answer, the decision so far."""

from typing import ClassVar

from textual.content import Content
from textual.reactive import reactive

from hsbcode.domain.codebook import Code
from hsbcode.domain.errors import UsageConflict
from hsbcode.tui.plain import fitted, joined, one_line, plain
from hsbcode.tui.saying import Saying
from hsbcode.tui.states import CodeRow, headings_above
from hsbcode.workflows.offered_codes import digits_of
from hsbcode.workflows.rounds.differences import Difference, without_names
from hsbcode.workflows.rounds.settling import Settling
from hsbcode.workflows.rounds.settling_words import NO_CODE, decision_words

LETTERS = "abcde"
_NAME, _COLUMN = 48, 11
"""Cells of the code and of each coder in what they said."""


class SettlingDesk(Saying[None]):
    """State of the settling screen; widgets below receive it by ``data_bind``.

    Args:
        settling: the differences of a round.
        by: who settles.
        code: only answers in which this code is disputed; empty = all.
    """

    AUTO_FOCUS: ClassVar[str | None] = "CodePanel"

    rows: reactive[tuple[CodeRow, ...]] = reactive[tuple[CodeRow, ...]]((), init=False)
    code_at: reactive[str] = reactive("", init=False)
    defined: reactive[Code | None] = reactive[Code | None](None, init=False)

    def __init__(self, settling: Settling, by: str, code: str = "") -> None:
        super().__init__()
        self.settling = settling
        self.by = by
        self.code = code
        self.hides_votes = False
        self.with_settled = False
        self.queue: tuple[Difference, ...] = ()
        self.place = 0
        self.chosen: set[str] = set()
        """The codes of the decision so far."""

    # --- where one is --------------------------------------------------------------

    @property
    def at(self) -> Difference:
        """The answer on the screen, as it may be seen.

        Raises:
            UsageConflict: nothing is left.
        """
        if not self.queue:
            raise UsageConflict("Nothing is left here.", "escape goes back.")
        found = self.queue[self.place]
        return without_names(found) if self.hides_votes else found

    @property
    def codes(self) -> tuple[Code, ...]:
        """The codes offered for the answer on the screen."""
        if not self.queue:
            return ()
        question = self.settling.unit(self.at.unit).question
        return self.settling.project.codebook.offered(question)

    @property
    def digits(self) -> dict[str, str]:
        """Digit → code, as in coding."""
        if not self.queue:
            return {}
        question = self.settling.unit(self.at.unit).question
        return digits_of(self.settling.project, question)

    def renew(self, unit: str = "") -> None:
        """Read what is left; go to an answer, or stay at the place."""
        read = self.settling.differences if self.with_settled else self.settling.left
        self.queue = read(self.code)
        units = [each.unit for each in self.queue]
        if unit in units:
            self.place = units.index(unit)
        self.go_to(self.place)

    def go_to(self, place: int) -> None:
        """Go to an answer of the queue, at most to an end."""
        self.place = max(0, min(place, len(self.queue) - 1))
        self.chosen = set(self._first()) if self.queue else set()
        # The first disputed code, so that its definition is at hand.
        self.code_at = ""
        self.show_answer()

    def _first(self) -> frozenset[str]:
        """Return what the decision begins with: what was decided, or all gave."""
        each = self.queue[self.place]
        book = self.settling.project.codebook
        if each.decided is not None:
            codes = each.decided.codes
        else:
            codes = frozenset.intersection(*(frozenset(s.codes) for s in each.said))
        standing = {book.standing(code) for code in codes if code in book}
        return frozenset(standing & {code.id for code in self.codes})

    # --- showing -------------------------------------------------------------------

    def show_answer(self) -> None:
        """Bring everything about the answer up to date."""
        raise NotImplementedError

    def show_codes(self) -> None:
        """Bring the codes and the rules of the one under the cursor up to date."""
        book = self.settling.project.codebook
        digits = {code: digit for digit, code in self.digits.items()}
        rows: list[CodeRow] = []
        named: set[str] = set()
        for code in self.codes:
            rows.extend(headings_above(book, code, named))
            named.add(code.id)
            rows.append(
                CodeRow(
                    code=code.id,
                    label=code.label,
                    depth=book.depth(code.id),
                    digit=digits.get(code.id, ""),
                    key=code.key,
                    applied=code.id in self.chosen,
                )
            )
        self.rows = tuple(rows)
        ids = [row.code for row in rows if not row.heading]
        if self.code_at not in ids:
            disputed = [c for c in self.at.disputed if c in ids] if self.queue else []
            self.code_at = (disputed or ids or [""])[0]
        self.show_definition()

    def show_definition(self) -> None:
        """Bring the rules of the code under the cursor up to date."""
        book = self.settling.project.codebook
        known = self.code_at in book
        self.defined = book[self.code_at] if known else None

    def where_words(self) -> str:
        """Return the first line: the round, what is left, how it is shown."""
        left = len(self.settling.left(self.code))
        words = f"{self.settling.round.label} · settling · {left} left"
        if self.code:
            words += f" about {self.settling.project.codebook.label(self.code)}"
        if self.with_settled:
            words += " · settled ones, too"
        if self.hides_votes:
            words += " · names hidden"
        return f"{words} · {self.by}"

    def answer_text(self) -> Content:
        """Return the text of the answer; words that were coded are underlined."""
        each = self.at
        unit = self.settling.unit(each.unit)
        shown = plain(unit.text)
        for said in each.said:
            for _code, span in said.spans:
                begin, end = max(0, span.start - unit.start), span.end - unit.start
                shown = shown.stylize("underline", begin, end)
        return shown

    def said_text(self, width: int) -> Content:
        """Return who said what: a row a code, a column a coder and the decision."""
        each, book = self.at, self.settling.project.codebook
        name = max(12, min(_NAME, width - _COLUMN * (len(each.said) + 1)))
        heads = [
            fitted(f"{LETTERS[at]} {said.coder}" if at < len(LETTERS) else said.coder,
                   _COLUMN - 1)
            for at, said in enumerate(each.said)
        ]  # fmt: skip
        lines = [plain(" ".join([fitted("", name), *heads, "decision"]), "bold")]
        named = list(dict.fromkeys(code for said in each.said for code in said.codes))
        named += [code for code in sorted(self.chosen) if code not in named]
        for code in named:
            cells = [
                fitted("●" if code in said.codes else "·", _COLUMN - 1)
                for said in each.said
            ]
            now = "●" if book.standing(code) in self.chosen else "·"
            row = plain(
                " ".join([fitted(book.label(code), name), *cells, now]),
                "bold" if code in each.disputed else "",
            )
            lines.append(row)
        none = [
            fitted("●" if not said.codes else "·", _COLUMN - 1) for said in each.said
        ]
        if any(not said.codes for said in each.said) or not self.chosen:
            now = "·" if self.chosen else "●"
            lines.append(plain(" ".join([fitted(NO_CODE, name), *none, now])))
        return joined([*lines, *self._beside()])

    def _beside(self) -> list[Content]:
        """Return coded words, memos and what was decided before."""
        each, book = self.at, self.settling.project.codebook
        unit = self.settling.unit(each.unit)
        lines = [plain("")]
        for said in each.said:
            for code, span in said.spans:
                begin, end = max(0, span.start - unit.start), span.end - unit.start
                words = f"“{one_line(unit.text[begin:end])}”"
                lines.append(_labelled(f"{said.coder}, {book.label(code)}:", words))
            noted = f"{said.coder} noted:"
            lines += [_labelled(noted, one_line(memo)) for memo in said.memos]
        decided = decision_words(self.settling, each)
        if decided:
            lines.append(plain(decided[:1].upper() + decided[1:], "bold"))
        return lines if len(lines) > 1 else []


def _labelled(label: str, words: str) -> Content:
    return joined([plain(one_line(label), "bold"), plain(words)], " ")
