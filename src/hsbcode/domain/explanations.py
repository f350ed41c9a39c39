"""Why a code is suggested for an answer, or why not: ids and words, no percentages."""

from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class SpokenFor:
    """A coded answer that spoke for a code, or against it."""

    unit: str
    has_code: bool
    """Whether people gave it the code."""
    weight: float
    """What it adds to the score; negative: takes away."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """What there is to know of one code and one answer."""

    unit: str
    code: str
    suggested: bool
    source: str = ""
    """``model`` or ``codebook``; empty where it is not suggested."""
    strength: str = ""
    """In words, as of the suggestion."""
    words: tuple[str, ...] = ()
    """The words of the answer that count for it."""
    keywords: tuple[str, ...] = ()
    """Those of them that hit keywords of the code."""
    item_kind: str = ""
    """The entry of the codebook that the answer is most like: ``definition``,
    ``keywords`` or ``example``; empty where there is none."""
    item: str = ""
    answers: tuple[SpokenFor, ...] = ()
    """The coded answers that spoke loudest."""
    reasons: tuple[str, ...] = ()
    """Why it is not suggested, in sentences; the first decides."""

    def as_dict(self) -> dict[str, object]:
        """Return it as JSON values."""
        return asdict(self)
