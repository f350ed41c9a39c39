"""What may tell who somebody is: stretches of an answer for a person to decide on."""

from dataclasses import dataclass

from hsbcode.domain.acts import Span

ROLES = (
    "name",
    "place",
    "school",
    "service",
    "organisation",
    "address",
    "contact",
    "number",
    "date",
    "age",
    "detail",
)
"""Kinds of what is proposed; printed in its place, in square brackets."""
DETAIL = "detail"
"""What is rare enough to be recognised: the softest kind, and the least certain."""
FROM_LIST, FROM_RULE, FROM_PIPELINE = "list", "rule", "pipeline"
"""Sources of a proposal, the surest first."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A stretch that may tell who somebody is; nothing is masked by it."""

    span: Span
    """Half-open code-point offsets into the text."""
    role: str
    """One of ``ROLES``."""
    why: str
    """In words, without any of the text."""
    source: str
    """``list`` (the project's), ``rule`` or ``pipeline``."""
