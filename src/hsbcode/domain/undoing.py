"""What undo and redo take back: presses, newest first."""

from collections.abc import Iterable

from hsbcode.domain.acts import Act, ActKind

OF_QUOTES = (ActKind.QUOTE, ActKind.UNQUOTE, ActKind.REDACT, ActKind.UNREDACT)
"""Decisions on quotes: undone where quotes are chosen, not where answers are coded."""


class UndoStacks:
    """The presses one coder can undo and redo, read from the log.

    A press that undoes another is itself a press: taking it back is the redo.
    """

    def __init__(self, acts: Iterable[Act] = ()) -> None:
        self.undoable: list[str] = []
        self.redoable: list[str] = []
        self._seen: set[str] = set()
        self._undos: set[str] = set()
        """Presses that took one back; what takes back one of these is a redo."""
        for act in acts:
            self.add(act)

    def add(self, act: Act) -> None:
        """Take in the next act of this coder; only a press's first act counts.

        Settings are not taken back by the key that takes codes back: neither the
        place where one stopped nor a decision on the study (``hsbcode undo --press``
        does that); nor are steps of a round and written reports, for what was released
        has been seen, or a question's kind (a mend with a flag), which answers on the
        screen hang on. What is decided on quotes is taken back where that is done
        (``QuoteUndo``).
        """
        if act.press in self._seen:
            return
        if act.kind == ActKind.SETTING and (act.undoes is None or act.flag):
            return
        if act.kind == ActKind.MEND and act.flag:
            return
        if act.kind in (ActKind.ROUND, ActKind.RELEASE) or act.kind in OF_QUOTES:
            return
        self._take_in(act)

    def _take_in(self, act: Act) -> None:
        self._seen.add(act.press)
        if act.undoes is None:
            self.undoable.append(act.press)
            self.redoable.clear()
        elif act.undoes in self._undos:
            if act.undoes in self.redoable:
                self.redoable.remove(act.undoes)
            self.undoable.append(act.press)
        else:
            self._undos.add(act.press)
            if act.undoes in self.undoable:
                self.undoable.remove(act.undoes)
            self.redoable.append(act.press)

    @property
    def next_undo(self) -> str | None:
        """The press that undo would take back."""
        return self.undoable[-1] if self.undoable else None

    @property
    def next_redo(self) -> str | None:
        """The undo that redo would take back."""
        return self.redoable[-1] if self.redoable else None


class QuoteUndo(UndoStacks):
    """The decisions on quotes that one person can undo and redo."""

    def add(self, act: Act) -> None:
        """Take in the next act; whatever is no decision on a quote is passed over."""
        if act.press not in self._seen and act.kind in OF_QUOTES:
            self._take_in(act)
