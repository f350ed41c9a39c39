"""The published numbers of a study, counted again from a project's answers."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from hsbcode.domain.errors import UsageConflict
from hsbcode.store.project import Project
from hsbcode.workflows.kept_forms import kept_instrument, kept_specs
from hsbcode.workflows.studying import read_study

if TYPE_CHECKING:
    from hsbcode.results.reproducing import Reproduced


@dataclass(frozen=True, slots=True)
class Reproduction:
    """Every published number beside what the answers give."""

    numbers: "tuple[Reproduced, ...]"

    def of(self, outcome: str) -> "tuple[Reproduced, ...]":
        """Return the numbers with one outcome, in the order of the list."""
        return tuple(one for one in self.numbers if one.outcome == outcome)

    def as_dict(self) -> dict[str, object]:
        """Return everything for ``--json``."""
        return {
            "summary": self.sentence,
            "numbers": [
                {
                    "id": one.number.id,
                    "what": one.number.what,
                    "outcome": str(one.outcome),
                    "printed": one.number.printed,
                    "here": one.here,
                    "count": one.share.count if one.share else None,
                    "base": one.share.base if one.share else None,
                    "why": one.why,
                }
                for one in self.numbers
                if one.outcome != "unprinted"
            ],
        }

    @property
    def sentence(self) -> str:
        """How many numbers came out, in words."""
        same, other = len(self.of("same")), len(self.of("other"))
        lost, outside = len(self.of("not computed")), len(self.of("outside"))
        total = same + other + lost + outside
        return (
            f"{same} of {total} published numbers come out the same; {other} come out "
            f"otherwise, {lost} cannot be counted, and {outside} are not about these "
            "answers."
        )


def reproduce_published(project: Project, path: Path) -> Reproduction:
    """Count the numbers of a list of published ones again.

    Raises:
        UsageConflict: the project keeps no instrument or no table specs.
        TableSpecError: the list is not in the form, or is of another survey.
    """
    from hsbcode.results.engine import compute_all
    from hsbcode.results.published import read_published
    from hsbcode.results.reproducing import reproduce
    from hsbcode.results.specs import TableSpecError
    from hsbcode.workflows.survey_tables import survey_people

    file = read_published(path)
    instrument, specs = kept_instrument(project), kept_specs(project)
    if instrument is None or specs is None:
        raise UsageConflict(
            f"{project.path.name} keeps no "
            f"{'instrument' if instrument is None else 'table specs'}, so published "
            "numbers cannot be counted again.",
            "hsbcode import PROJECT --instrument FILE --specs FILE brings them in.",
        )
    if file.instrument != instrument.id:
        raise TableSpecError(
            f"{path.name} is about the instrument {file.instrument}; the project keeps "
            f"{instrument.id}."
        )
    people, _ = survey_people(read_study(project), instrument, specs)
    tables = {table.id: table for table in compute_all(specs, people)}
    return Reproduction(reproduce(file.published, people, tables))
