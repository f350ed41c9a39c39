"""Codings to check before their answers are quoted."""

from collections.abc import Sequence
from dataclasses import dataclass

from hsbcode.domain.quotes import QuoteTable
from hsbcode.domain.study import Study
from hsbcode.quotes.theme_candidates import ToCheck, codings_to_check


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One coding to check, in words."""

    found: ToCheck
    theme: str
    rather: str
    coders: tuple[str, ...]

    @property
    def words(self) -> str:
        """Why it is here."""
        return f"answers like it were coded “{self.rather}” rather than “{self.theme}”"

    def as_dict(self) -> dict[str, object]:
        """Return it as JSON values."""
        unit, doubt = self.found.unit, self.found.doubt
        return {
            "unit": unit.id,
            "name": unit.name,
            "question": unit.question,
            "coders": list(self.coders),
            "given": doubt.given,
            "rather": doubt.rather,
            "score": doubt.score,
            "words": self.words,
        }


def check_list(study: Study, tables: Sequence[QuoteTable]) -> tuple[CheckLine, ...]:
    """Return the codings that kept answers out of the quotes, to be looked at.

    Who looks and finds the coding right says so with ``hsbcode doubtful --keep``; then
    the answer may be quoted. A wider list, learnt from every code, is ``doubtful``.
    """
    label = study.codebook.label
    return tuple(
        CheckLine(
            found=one,
            theme=label(one.doubt.given),
            rather=label(one.doubt.rather),
            coders=study.coders.get(one.unit.id, ()),
        )
        for one in codings_to_check(study, tables)
    )
