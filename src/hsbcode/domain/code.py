"""A code: one entry of a code frame."""

import hashlib
from dataclasses import dataclass

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
    merged_into: str = ""
    """The code that its codings count as since it was merged; retired then."""
    split_into: tuple[str, ...] = ()
    """The codes its codings are divided among, answer by answer; retired then."""
    wordings: tuple[str, ...] = ()
    """Former ``meaning``s under which a coding says the same as now."""

    @property
    def can_be_applied(self) -> bool:
        """Containers only hold other codes; retired codes stay where they are."""
        return self.kind != "container" and self.status == "active"

    @property
    def makes_uncodable(self) -> bool:
        """Validity codes say that there is nothing to code."""
        return self.kind == "validity"

    @property
    def meaning(self) -> str:
        """Eight hexadecimal digits of what it stands for: its definition and rules."""
        said = "\x1f".join((self.definition, self.include_when, self.exclude_when))
        return hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()[:8]

    @property
    def needs_a_look(self) -> bool:
        """Whether it decides more than a theme, so that it is never given in bulk."""
        return self.kind in ("validity", "guard", "recode", "recode_candidate")

    def offered_for(self, question: str) -> bool:
        """Whether a coder of this question can apply it."""
        return not self.questions or question in self.questions
