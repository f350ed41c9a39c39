"""What undo and redo take back: presses, newest first."""

from collections.abc import Iterable

from hsbcode.domain.acts import Act, ActKind


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
        does that); nor are steps of a round, for what was released has been seen, or a
        question's kind (a mend with a flag), which answers on the screen hang on.
        """
        if act.press in self._seen:
            return
        if act.kind == ActKind.SETTING and (act.undoes is None or act.flag):
            return
        if act.kind == ActKind.MEND and act.flag:
            return
        if act.kind == ActKind.ROUND:
            return
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
