"""Who is quoted: as much as enough others share, and no more.

Role and agency are what colleagues recognise each other by, so a combination is
printed only where at least ten people of the sample share it.
"""

from collections import Counter
from collections.abc import Sequence

from hsbcode.domain.questions import closed_question
from hsbcode.domain.study import Study

SHARED_BY_AT_LEAST = 10
"""People of the sample who must share what is printed about one of them."""

NOBODY_IN_PARTICULAR = "Respondent"


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
        self._of: dict[str, tuple[str, ...]] = {}
        self._sharing: Counter[tuple[str, ...]] = Counter()
        for respondent in study.respondents:
            values = self._values(study, respondent.id)
            self._of[respondent.id] = values
            if not respondent.began:
                continue
            for depth in range(1, len(values) + 1):
                self._sharing[values[:depth]] += 1

    def of(self, respondent: str) -> str:
        """Return the attribution of a respondent, e.g. ``Practitioner, Police``."""
        values = self._of.get(respondent, ())
        for depth in range(len(values), 0, -1):
            if self._sharing[values[:depth]] >= self.at_least:
                return ", ".join(values[:depth])
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

    def _values(self, study: Study, respondent: str) -> tuple[str, ...]:
        # a gap ends the ladder: what follows would be printed without its context
        values: list[str] = []
        for field in self.fields:
            given = study.closed.get(field, {}).get(respondent, ())
            if not given:
                break
            values.append(" / ".join(given))
        return tuple(values)
