"""Find a code by typing: over names, keywords and definitions."""

from collections.abc import Collection, Sequence

from rich.cells import cell_len
from textual.content import Content

from hsbcode.domain.codebook import Code
from hsbcode.tui.dialogs.typed_choice import TypedChoice
from hsbcode.tui.plain import joined, plain, shortened

_MOST = 12
_WIDE = 66
"""Cells of one row: what fits beside the mark in 80 columns."""
_OTHER = "of another question"
NEW = "new:"
"""What an answer begins with that names a code to be made."""


def ranked(codes: Sequence[Code], typed: str) -> list[Code]:
    """Return the codes that fit what was typed, best first.

    The beginning of a name counts most, then the beginning of a word in it, then a
    keyword, then the definition; codes that fit equally stay in frame order.
    """
    wish = typed.casefold().strip()
    if not wish:
        return list(codes)
    found = [(rank, code) for code in codes if (rank := _rank(code, wish)) is not None]
    return [code for _rank_of, code in sorted(found, key=lambda item: item[0])]


def _rank(code: Code, wish: str) -> int | None:
    label = code.label.casefold()
    if label.startswith(wish):
        return 0
    if any(word.startswith(wish) for word in label.split()):
        return 1
    if wish in label or all(part in label for part in wish.split()):
        return 2
    if any(keyword.casefold().startswith(wish) for keyword in code.keywords):
        return 3
    if wish in code.definition.casefold() or wish in code.id:
        return 4
    return None


class PickCode(TypedChoice):
    """Type a part of a name; the answer is a code's id.

    Args:
        title: what the code is wanted for.
        codes: the codes to choose from.
        marked: those shown with a dot.
    """

    def __init__(
        self, title: str, codes: Sequence[Code], marked: Collection[str]
    ) -> None:
        super().__init__(title)
        self._codes = tuple(codes)
        self._marked = frozenset(marked)

    def offers(self, typed: str) -> list[tuple[str, Content]]:
        """Return (answer, row) of what fits; a row without an answer only says so."""
        codes = ranked(self._codes, typed)[:_MOST]
        if not self._codes:
            return [("", plain("There is no code yet."))]
        if not codes:
            return [("", plain("No code has that in its name."))]
        return [(code.id, self._prompt(code)) for code in codes]

    def _prompt(self, code: Code, elsewhere: str = "") -> Content:
        mark = "●" if code.id in self._marked else " "
        name = f"{mark} {shortened(code.label, 50)}"
        rest = f"  ;{code.key}" if code.key else ""
        rest = f"  {elsewhere}" if elsewhere else rest
        room = _WIDE - cell_len(name) - len(rest) - 2
        if code.definition and room > 0:
            rest += f"  {shortened(code.definition, room)}"
        return joined([plain(name), plain(rest, "dim")], "")


class FindCode(PickCode):
    """Find the code to apply; the answer may also be ``new:`` and a name.

    Args:
        codes: the codes of the question.
        applied: those that stand on the answer.
        elsewhere: codes of other questions, offered last.
    """

    keys_words = "type · ↑ ↓ · Enter applies · escape leaves"

    def __init__(
        self,
        codes: Sequence[Code],
        applied: Collection[str],
        elsewhere: Sequence[Code] = (),
    ) -> None:
        super().__init__("Find a code", codes, applied)
        self._elsewhere = tuple(elsewhere)

    def offers(self, typed: str) -> list[tuple[str, Content]]:
        """Return the codes that fit, those of other questions, and a new name."""
        codes = ranked(self._codes, typed)[:_MOST]
        offers = [(code.id, self._prompt(code)) for code in codes]
        name = " ".join(typed.split())
        if name:
            others = ranked(self._elsewhere, typed)[: _MOST - len(offers)]
            offers += [(code.id, self._prompt(code, _OTHER)) for code in others]
        known = {code.label.casefold() for code in self._codes}
        if name and name.casefold() not in known:
            new = joined([plain("+ make a new code: "), plain(name, "bold")], "")
            offers.append((NEW + name, new))
        return offers or [("", plain("Type a name to make the first code."))]
