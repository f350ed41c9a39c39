"""Who is quoted: as much as enough others share, and no more.

Role and agency are what colleagues recognise each other by, so a combination is
printed only where at least ten people of the sample share it.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import combinations

from hsbcode.domain.questions import closed_question
from hsbcode.domain.study import Study

SHARED_BY_AT_LEAST = 10
"""People of the sample who must share what is printed about one of them."""

NOBODY_IN_PARTICULAR = "Respondent"


@dataclass(frozen=True, slots=True)
class _Given:
    """What somebody answered to a field."""

    field: str
    answers: tuple[str, ...]


class Attributions:
    """Writes attributions for one study.

    Args:
        study: whose respondents form the sample.
        fields: closed questions to print, most general first; the last one is
            dropped first.
        at_least: how many people must share the printed combination.

    Raises:
        UsageConflict: a field is not a closed question of the study.
    """

    def __init__(
        self, study: Study, fields: Sequence[str], at_least: int = SHARED_BY_AT_LEAST
    ) -> None:
        self.fields = tuple(closed_question(study, field).id for field in fields)
        self.labels = tuple(study.questions[field].label for field in self.fields)
        self.at_least = at_least
        self._of: dict[str, tuple[_Given, ...]] = {}
        self._sharing: Counter[tuple[_Given, ...]] = Counter()
        for respondent in study.respondents:
            given = self._given(study, respondent.id)
            self._of[respondent.id] = given
            if not respondent.began:
                continue
            for size in range(1, len(given) + 1):
                # any of the fields may have to be left out for one theme or another
                self._sharing.update(combinations(given, size))

    def of(
        self, respondent: str, hidden: Collection[tuple[str, str]] = frozenset()
    ) -> str:
        """Return the attribution of a respondent, e.g. ``Practitioner, Police``.

        Args:
            respondent: who is quoted.
            hidden: closed questions with answers that must not be named here,
                because nobody may know that somebody who gave them holds the theme.
        """
        given = tuple(
            each
            for each in self._of.get(respondent, ())
            if not any((each.field, answer) in hidden for answer in each.answers)
        )
        for depth in range(len(given), 0, -1):
            if self._sharing[given[:depth]] >= self.at_least:
                return ", ".join(" / ".join(each.answers) for each in given[:depth])
        return NOBODY_IN_PARTICULAR

    def statement(self) -> str:
        """Return the rule in a sentence for the methods."""
        if not self.fields:
            return f"Quotes are attributed to “{NOBODY_IN_PARTICULAR}” only."
        shown = " and ".join(f"“{label}”" for label in self.labels)
        return (
            f"Quotes are attributed by {shown} only where at least {self.at_least} "
            "people of the sample share what is printed; otherwise less is said."
        )

    def _given(self, study: Study, respondent: str) -> tuple[_Given, ...]:
        # a gap ends the ladder: what follows would be printed without its context
        values: list[_Given] = []
        for field in self.fields:
            given = study.closed.get(field, {}).get(respondent, ())
            if not given:
                break
            values.append(_Given(field, given))
        return tuple(values)
