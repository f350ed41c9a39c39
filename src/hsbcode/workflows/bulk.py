"""Identical and nearly identical answers, coded and finished together."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from hsbcode.domain.acts import ActKind, Origin
from hsbcode.domain.errors import UsageConflict
from hsbcode.domain.picks import Picked
from hsbcode.language.near_texts import NEARLY, Likeness, says_nothing
from hsbcode.store.project import Project
from hsbcode.workflows.coder_pass import CoderPass
from hsbcode.workflows.offered_codes import check_offered

_MOST_NEAR = 200
"""Nearly identical answers shown; the likest ones."""


@dataclass(frozen=True, slots=True)
class AlikeAnswers:
    """The answers that say the same as one, by id, it among the first ones."""

    unit: str
    same: tuple[str, ...]
    """The same words; in the order of import, the answer itself first."""
    nearly: tuple[str, ...]
    """Nearly the same words, the likest first."""
    nothing: bool = False
    """They are marks for nothing, like ``n/a``."""

    @property
    def others(self) -> int:
        """How many there are beside the answer itself."""
        return len(self.same) + len(self.nearly) - 1


def alike_answers(reader: Project, question: str, unit: str, text: str) -> AlikeAnswers:
    """Return the answers to a question that say the same as one; reads them all."""
    nothing = says_nothing(text)
    likeness = Likeness(text)
    same = [unit]
    nearly: list[tuple[float, int, str]] = []
    for place, (other, _respondent, other_text) in enumerate(
        reader.answers.texts(question)
    ):
        if other == unit:
            continue
        if nothing:
            if says_nothing(other_text):
                same.append(other)
            continue
        like = likeness.of(other_text)
        if like == 1.0:
            same.append(other)
        elif like >= NEARLY:
            nearly.append((-like, place, other))
    near = tuple(other for _like, _place, other in sorted(nearly)[:_MOST_NEAR])
    return AlikeAnswers(unit, tuple(same), near, nothing)


class Together:
    """What one coder does to several answers of the question at hand at once."""

    def __init__(self, own: CoderPass) -> None:
        self._own = own

    def alike(self, unit: str) -> AlikeAnswers:
        """Return the answers that say the same as one; reads them all."""
        own = self._own
        return alike_answers(own.project, own.question, unit, own.unit(unit).text)

    def refused(self, codes: Collection[str]) -> tuple[str, ...]:
        """Return the labels of those codes that are never given in bulk."""
        book = self._own.project.codebook
        return tuple(book[code].label for code in codes if book[code].needs_a_look)

    def code(
        self,
        units: Sequence[str],
        codes: Sequence[str],
        *,
        shown: str = "none",
        here: str = "",
        picked: str | None = None,
    ) -> int:
        """Apply codes to answers and finish them in one press; return how many changed.

        What stands on an answer stays. Without codes it is recorded that none applies.

        Args:
            units: the answers.
            codes: what they are given.
            shown: ``off`` or ``none``: what was suggested in sight.
            here: the answer that the others are like.
            picked: how that one came before the coder.

        Raises:
            UsageConflict: a code needs a look at each answer or cannot be applied here;
                or no code is to apply and an answer has one.
        """
        own, book = self._own, self._own.project.codebook
        for code in codes:
            check_offered(book[code], own.question)
            if book[code].needs_a_look:
                raise UsageConflict(
                    f"“{book[code].label}” is never given in bulk.",
                    "It decides more than a theme: apply it answer by answer.",
                )
        rows: list[tuple[str, dict[str, object]]] = []
        changed = set()
        for unit in units:
            for kind, code in self._missing(unit, codes):
                fields: dict[str, object] = {"unit": unit, "origin": Origin.BULK}
                fields["shown"] = shown
                if code:
                    fields["code"] = code
                else:
                    alone = here and unit == here
                    fields["picked"] = picked if alone else str(Picked.BULK)
                rows.append((kind, fields))
                changed.add(unit)
        own.write_together(rows)
        return len(changed)

    def _missing(self, unit: str, codes: Sequence[str]) -> list[tuple[str, str]]:
        """Return (kind, code) of the acts that an answer needs."""
        held = self._own.held(unit)
        if not codes and held.applied:
            raise UsageConflict(
                f"{self._own.unit(unit).name} has a code, so “no code applies” is not "
                "true.",
                "Take it out of the choice.",
            )
        missing: list[tuple[str, str]] = [
            (ActKind.APPLY, code)
            for code in codes
            if None not in held.applied.get(code, {}).values()
        ]
        return missing if held.finished else [*missing, (ActKind.FINISH, "")]
