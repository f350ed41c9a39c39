"""Finding one's way at the prompt: search, memos, progress."""

from typing import TYPE_CHECKING

from hsbcode.cli import printing
from hsbcode.domain.errors import UsageConflict

if TYPE_CHECKING:
    from hsbcode.workflows.coding import CodingSession

_MOST = 20


class LinePlaces:
    """What can be gone to from anywhere."""

    def __init__(self, session: "CodingSession") -> None:
        self._session = session

    def search(self, words: str) -> None:
        """List answers to any question that hold all words.

        Raises:
            UsageConflict: nothing was typed to look for.
        """
        from hsbcode.workflows.searching import search_answers

        if not words:
            raise UsageConflict("Type what to look for: S social worker")
        found = search_answers(self._session.project, words, most=_MOST)
        for hit in found.hits:
            printing.data(f"{hit.name}: {hit.text}")
        more = f", the first {_MOST} are listed" if found.total > _MOST else ""
        printing.data(f"{found.total} answers{more}. g and a name goes there.")

    def find(self, name: str) -> str | None:
        """Return the answer to any question with this name; None if there is none."""
        for question in self._session.questions:
            if f"/{question.id}/" in name:
                return self._session.choice.find(name, question.id)
        return None

    def memos(self) -> None:
        """List memos, newest first."""
        from hsbcode.workflows.memos import read_memos

        session = self._session
        who = session.coder if session.round is not None else ""
        found = read_memos(session.project, who, session.round)
        for memo in found[:_MOST]:
            about = memo.name if memo.about == "answer" else f"{memo.about} {memo.name}"
            printing.data(f"{memo.heading}, {about.strip()}: {memo.text}")
        if not found:
            printing.data("There is no memo yet. m writes one.")
        elif len(found) > _MOST:
            printing.data(f"{len(found) - _MOST} more: hsbcode memos lists all.")

    def progress(self) -> None:
        """Say how far everybody has come; in a round, how far one has oneself."""
        from hsbcode.workflows.progress import read_progress

        session = self._session
        blind = session.round is not None
        rows = read_progress(
            session.project, session.coder if blind else "", session.round
        )
        for row in rows:
            who = row.coder + (f" in round {row.round}" if row.round else "")
            printing.data(
                f"{row.label}, {who}: {row.finished} of {row.total} finished"
                + (f", {row.begun} begun" if row.begun else "")
                if who
                else f"{row.label}: nobody has begun; {row.total} answers"
            )
