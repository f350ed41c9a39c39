"""Codes and the code frame."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from hsbcode.domain.errors import CodebookError, nearest

KINDS = (
    "content",
    "container",
    "named_entity",
    "attribute",
    "validity",
    "guard",
    "recode",
    "recode_candidate",
    "flag",
)
STATUSES = ("active", "retired")
_ID = re.compile(r"[a-z0-9][a-z0-9_]*")
_KEY = re.compile(r"[a-z]{1,2}")


@dataclass(frozen=True, slots=True)
class Code:
    """One entry of the code frame."""

    id: str
    """Permanent and never used again."""
    label: str
    parent: str | None = None
    kind: str = "content"
    questions: tuple[str, ...] = ()
    """Questions it is offered for; none = all."""
    same_as: tuple[str, ...] = ()
    definition: str = ""
    include_when: str = ""
    exclude_when: str = ""
    examples: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    key: str = ""
    """One or two letters that apply it after ``;``."""
    report: bool = False
    status: str = "active"

    @property
    def can_be_applied(self) -> bool:
        """Containers only hold other codes; retired codes stay where they are."""
        return self.kind != "container" and self.status == "active"

    @property
    def makes_uncodable(self) -> bool:
        """Validity codes say that there is nothing to code."""
        return self.kind == "validity"

    def offered_for(self, question: str) -> bool:
        """Whether a coder of this question can apply it."""
        return not self.questions or question in self.questions


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

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_id", {code.id: code for code in self.codes})

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

    def label(self, code: str) -> str:
        """Return the label, or the id itself where the code is unknown."""
        known = self._by_id.get(code)
        return known.label if known else code

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
        """Return the codes with the parents they imply.

        A parent is implied by its children, except by guards and flags.
        """
        every: set[str] = set()
        for code in codes:
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


def check(codes: Iterable[Code], source: str = "the codebook") -> tuple[Code, ...]:
    """Return the codes if they form a sound frame.

    Args:
        codes: entries in frame order.
        source: file name for the messages.

    Raises:
        CodebookError: names the code and the field that is wrong.
    """
    codes = tuple(codes)
    by_id: dict[str, Code] = {}
    for number, code in enumerate(codes, start=1):
        where = f"{source}: code {number} (“{code.id or code.label}”)"
        _check_fields(code, where)
        if code.id in by_id:
            raise CodebookError(
                f"{where}, field id: “{code.id}” is used twice.",
                "Ids are permanent and name one code each.",
            )
        by_id[code.id] = code
    for code in codes:
        _check_links(code, by_id, f"{source}: code “{code.id}”")
    _check_cycles(by_id, source)
    _check_keys(codes, source)
    return codes


def _check_fields(code: Code, where: str) -> None:
    if not _ID.fullmatch(code.id):
        raise CodebookError(
            f"{where}, field id: “{code.id}” is not lower-case letters, digits and _.",
            "An id looks like: information_sharing",
        )
    if not code.label.strip():
        raise CodebookError(f"{where}, field label: it is empty.")
    if code.kind not in KINDS:
        raise CodebookError(
            f"{where}, field kind: “{code.kind}” is not a kind of code.",
            nearest(code.kind, KINDS) or "Kinds are: " + ", ".join(KINDS),
        )
    if code.status not in STATUSES:
        raise CodebookError(
            f"{where}, field status: “{code.status}” is neither active nor retired.",
            nearest(code.status, STATUSES),
        )
    if code.key and not _KEY.fullmatch(code.key):
        raise CodebookError(
            f"{where}, field key: “{code.key}” is not one or two lower-case letters."
        )


def _check_links(code: Code, by_id: dict[str, Code], where: str) -> None:
    if code.parent is not None and code.parent not in by_id:
        raise CodebookError(
            f"{where}, field parent: there is no code “{code.parent}”.",
            nearest(code.parent, by_id),
        )
    for other in code.same_as:
        if other not in by_id:
            raise CodebookError(
                f"{where}, field same_as: there is no code “{other}”.",
                nearest(other, by_id),
            )


def _check_cycles(by_id: dict[str, Code], source: str) -> None:
    for start in by_id:
        seen = [start]
        parent = by_id[start].parent
        while parent is not None:
            if parent in seen:
                path = " → ".join([*seen, parent])
                raise CodebookError(
                    f"{source}: code “{start}”, field parent: the codes lie in a "
                    f"circle ({path})."
                )
            seen.append(parent)
            parent = by_id[parent].parent


def _check_keys(codes: tuple[Code, ...], source: str) -> None:
    keyed = [code for code in codes if code.key and code.status == "active"]
    for place, code in enumerate(keyed):
        for other in keyed[:place]:
            if code.key != other.key:
                continue
            shared = not (code.questions and other.questions) or (
                set(code.questions) & set(other.questions)
            )
            if shared:
                raise CodebookError(
                    f"{source}: code “{code.id}”, field key: “{code.key}” already "
                    f"belongs to “{other.id}” under the same question."
                )
