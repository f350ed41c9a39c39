"""The code frame: codes with their order, their tree and what stands for what."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from hsbcode.domain.code import KINDS, STATUSES, Code
from hsbcode.domain.codebook_checks import check
from hsbcode.domain.errors import CodebookError, nearest

__all__ = ["KINDS", "STATUSES", "Code", "Codebook", "check"]


@dataclass(frozen=True, slots=True)
class Codebook:
    """A sound code frame; ``codebook[id]`` gives a code."""

    codes: tuple[Code, ...] = ()
    title: str = ""
    language: str = "en"
    version: str = ""
    """Id of its last edit in the project; empty outside a project."""
    _by_id: dict[str, Code] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )

    _twins: dict[str, frozenset[str]] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )

    _redirects: dict[str, str] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_id", {code.id: code for code in self.codes})
        object.__setattr__(self, "_redirects", _ends_of_merges(self._by_id))
        object.__setattr__(self, "_twins", _joined_twins(self.codes))

    def __getitem__(self, code: str) -> Code:
        try:
            return self._by_id[code]
        except KeyError:
            raise CodebookError(
                f"The codebook has no code “{code}”.", nearest(code, self._by_id)
            ) from None

    def __contains__(self, code: object) -> bool:
        return code in self._by_id

    def __iter__(self) -> Iterator[Code]:
        return iter(self.codes)

    def __len__(self) -> int:
        return len(self.codes)

    @property
    def content_version(self) -> str:
        """Eight hexadecimal digits of what the frame says: the same on every machine.

        ``version`` names one edit of one project; this is what a report prints, so
        that two projects with the same frame print the same.
        """
        said = repr((self.title, self.language, self.codes))
        return hashlib.sha256(said.encode()).hexdigest()[:8]

    def label(self, code: str) -> str:
        """Return the label, or the id itself where the code is unknown."""
        known = self._by_id.get(code)
        return known.label if known else code

    @property
    def redirects(self) -> Mapping[str, str]:
        """Merged code → the code its codings are read as."""
        return self._redirects

    def standing(self, code: str) -> str:
        """Return the id that stands for a code now: its own, unless it was merged."""
        return self._redirects.get(code, code)

    def read_as(self, code: str) -> frozenset[str]:
        """Return the ids whose codings are read as a code: its own and merged ones."""
        merged = (old for old, now in self._redirects.items() if now == code)
        return frozenset((code, *merged))

    def offered(self, question: str) -> tuple[Code, ...]:
        """Return the codes a coder of this question can apply, in frame order."""
        return tuple(
            code
            for code in self.in_tree_order()
            if code.can_be_applied and code.offered_for(question)
        )

    def children(self, parent: str | None) -> tuple[Code, ...]:
        """Return the codes directly below ``parent`` (None: the top level)."""
        return tuple(code for code in self.codes if code.parent == parent)

    def ancestors(self, code: str) -> tuple[str, ...]:
        """Return the ids above a code, nearest first."""
        above: list[str] = []
        at = self._by_id.get(code)
        while at is not None and at.parent is not None:
            above.append(at.parent)
            at = self._by_id.get(at.parent)
        return tuple(above)

    def depth(self, code: str) -> int:
        """Return 0 for a top-level code, 1 for its children, and so on."""
        return len(self.ancestors(code))

    def implied(self, codes: Iterable[str]) -> frozenset[str]:
        """Return the codes with their twins and the parents they imply.

        Twins (``same_as``) are one idea under two parents: whoever has one has the
        other, unless one says that there is nothing to code. A parent is implied by
        its children, except by guards and flags.
        """
        every: set[str] = set()
        now = {self.standing(one) for one in codes}
        for code in {twin for one in now for twin in self._twins.get(one, {one})}:
            every.add(code)
            known = self._by_id.get(code)
            if known is not None and known.kind not in ("guard", "flag"):
                every.update(self.ancestors(code))
        return frozenset(every)

    def themes(self) -> tuple[Code, ...]:
        """Return the top-level codes and those marked for the report."""
        return tuple(
            code
            for code in self.in_tree_order()
            if (code.parent is None or code.report)
            and code.kind not in ("validity", "flag")
        )

    def in_tree_order(self) -> tuple[Code, ...]:
        """Return every code after its parent, siblings in frame order."""
        below: dict[str | None, list[Code]] = {}
        for code in self.codes:
            below.setdefault(code.parent, []).append(code)
        order: list[Code] = []
        stack = list(reversed(below.get(None, [])))
        while stack:
            code = stack.pop()
            order.append(code)
            stack.extend(reversed(below.get(code.id, [])))
        return tuple(order)

    def with_code(self, code: Code) -> "Codebook":
        """Return a frame with the code added or replaced."""
        if code.id in self:
            codes = tuple(code if old.id == code.id else old for old in self.codes)
        else:
            codes = (*self.codes, code)
        return replace(self, codes=codes)


def _joined_twins(codes: Iterable[Code]) -> dict[str, frozenset[str]]:
    """Return code → itself with all its twins, for codes that have any."""
    kinds = {code.id: code.kind for code in codes}
    found: dict[str, frozenset[str]] = {}
    for code in codes:
        for other in code.same_as:
            # what is codable under one parent is not made uncodable by the other
            if other in kinds and "validity" not in (kinds[other], code.kind):
                own = found.get(code.id, frozenset((code.id,)))
                both = own | found.get(other, frozenset((other,)))
                found |= dict.fromkeys(both, both)
    return found


def _ends_of_merges(by_id: Mapping[str, Code]) -> dict[str, str]:
    """Return merged code → the last code of its chain of merges."""
    found = {}
    for start, code in by_id.items():
        at, steps = code, 0
        while at.merged_into in by_id and steps < len(by_id):
            at, steps = by_id[at.merged_into], steps + 1
        if at.id != start:
            found[start] = at.id
    return found
