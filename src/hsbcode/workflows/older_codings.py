"""Codings made before what their code stands for was changed."""

from collections.abc import Iterable, Mapping

from hsbcode.domain.acts import Act, ActKind
from hsbcode.domain.passes import UnitPass
from hsbcode.store.codebooks import from_json
from hsbcode.store.project import Project


class Redefined:
    """What each code stood for under each version of the codebook."""

    def __init__(self, project: Project) -> None:
        self._book = project.codebook
        self._places: dict[str, int] = {}
        self._meanings: dict[str, list[tuple[int, str]]] = {}
        """Code → (place of an edit, what it stood for from there on)."""
        for place, edit in enumerate(project.log.of_kind(ActKind.CODEBOOK)):
            self._places[edit.id] = place
            for code in from_json(project.log.body(edit.body) or "{}"):
                known = self._meanings.setdefault(code.id, [])
                if not known or known[-1][1] != code.meaning:
                    known.append((place, code.meaning))

    def is_older(self, held: UnitPass, acts: Mapping[str, Act]) -> bool:
        """Whether an answer has a code that stood for something else when it was given.

        Whoever has finished it since knows what it stands for now.

        Args:
            held: what a coder holds of it.
            acts: every act that stands, by id.
        """
        return bool(self.older_codes(held, acts))

    def older_codes(self, held: UnitPass, acts: Mapping[str, Act]) -> frozenset[str]:
        """Return the codes in use that stood for something else when they were given.

        Args:
            held: what a coder holds of an answer.
            acts: every act that stands, by id.
        """
        older = set()
        for code, applied in held.applied.items():
            if len(self._meanings.get(code, ())) < 2 or code not in self._book:
                continue
            if not self._book[code].can_be_applied:
                continue
            now = self._book[code]
            same = {now.meaning, *now.wordings}
            given = (
                (acts[act].code or code, acts[act].codebook)
                for act in applied
                if act in acts
            )
            finished = ((code, version) for version in held.finishes.values())
            if same.isdisjoint(self._stood_for((*given, *finished))):
                older.add(code)
        return frozenset(older)

    def _stood_for(self, codes: Iterable[tuple[str, str | None]]) -> set[str]:
        """Return what codes stood for under versions of the codebook."""
        found = set()
        for code, version in codes:
            known = self._meanings.get(code, [])
            place = self._places.get(version or "", -1)
            then = [meaning for since, meaning in known if since <= place]
            # Older than every edit: what it stood for at first.
            found.update(then[-1:] or [meaning for _since, meaning in known[:1]])
        return found
