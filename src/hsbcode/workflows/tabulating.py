"""Tables of a project: those its specs describe, closed questions, themes, splits."""

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from hsbcode.domain.errors import UsageConflict, nearest
from hsbcode.domain.study import Study
from hsbcode.domain.tables import Table
from hsbcode.results.cross_question import TABLE_ID, cross_question_table
from hsbcode.store.project import Project
from hsbcode.workflows.joint.tables import kept_joint_tables
from hsbcode.workflows.kept_forms import (
    kept_instrument,
    kept_specs,
    with_both_versions,
)
from hsbcode.workflows.question_tables import QuestionTables, table_numbers
from hsbcode.workflows.shipped import codebook_path
from hsbcode.workflows.survey_tables import read_specs

__all__ = ["Tabulation", "all_tables", "table_numbers", "tabulation"]

if TYPE_CHECKING:
    from hsbcode.files.instrument_form import Instrument
    from hsbcode.results.people import People
    from hsbcode.results.specs import Population, TableFile, TableSpec


class Tabulation(QuestionTables):
    """Every table that a study can have; each is made when it is asked for.

    Args:
        study: the answers with the coding that counts.
        instrument: what was asked; needed for specs.
        file: table specs; without them there are tables of questions only.
        unsure: ``inside`` or ``outside`` for all tables; '' leaves it to each spec.
        rounding: ``once`` or ``sum_of_parts``; '' leaves it to each spec.

    Raises:
        UsageConflict: there are specs and no instrument, or ``unsure`` is outside and
            nothing says which answers that speaks of.
    """

    def __init__(
        self,
        study: Study,
        instrument: "Instrument | None" = None,
        file: "TableFile | None" = None,
        *,
        unsure: str = "",
        rounding: str = "",
    ) -> None:
        super().__init__(study, unsure)
        self.joint: tuple[Table, ...] = ()
        """Tables of the joint displays that the project keeps; protected with all."""
        self._instrument = instrument
        self.file: TableFile | None = None
        self.specs: dict[str, TableSpec] = {}
        if file is not None:
            if instrument is None:
                raise UsageConflict(
                    "Table specs speak of an instrument, and the project keeps none.",
                    "hsbcode instrument keep PROJECT FILE keeps it.",
                )
            from hsbcode.results.engine import in_mode

            self.file = with_both_versions(file, instrument)
            self.specs = {
                spec.id: in_mode(spec, rounding, unsure) for spec in self.file.tables
            }
        elif unsure == "outside" and not study.outside:
            raise UsageConflict(
                "Nothing says which answers stand for not knowing.",
                "Keep an instrument in the project: hsbcode instrument keep.",
            )

    @cached_property
    def people(self) -> "People":
        """The respondents with states, derived variables and codes."""
        from hsbcode.results.coded_columns import with_codes
        from hsbcode.workflows.survey_tables import survey_people

        if self._instrument is None or self.file is None:
            raise UsageConflict("The project keeps no table specs.")
        people, _log = survey_people(self.study, self._instrument, self.file)
        return with_codes(people, self.study)

    def spec_table(self, name: str, by: str = "") -> Table:
        """Return a table of the specs, split by a question or by themes (``by``).

        Raises:
            UsageConflict: there is no such table, or no question to split by.
            TableSpecError: it cannot be made or split so.
        """
        from hsbcode.results.engine import compute
        from hsbcode.results.specs import counts_codes

        spec = self.spec(name)
        self.check_split(by)
        lost = [n for n in spec.names if n not in self.people.form.questions]
        if counts_codes(lost):
            raise UsageConflict(
                f"Table {name} has nothing to show yet.",
                "It counts codes, and the answers are not coded.",
            )
        if not by:
            return compute(spec, self.people, self.populations)
        return compute(
            spec,
            self.people,
            self.populations,
            by=self.column_of(by),
            table_id=f"{name}x{self.number_of(by)[1:]}",
        )

    def spec(self, name: str) -> "TableSpec":
        """Return a spec as it is counted.

        Raises:
            UsageConflict: there is none of that id.
        """
        if name not in self.specs:
            raise UsageConflict(
                f"There is no table “{name}”.", nearest(name, self.specs)
            )
        return self.specs[name]

    @property
    def populations(self) -> "tuple[Population, ...]":
        """The populations that specs name."""
        return self.file.populations if self.file else ()

    def column_of(self, by: str) -> str:
        """Return the column in which a question's answers, or its codes, stand."""
        from hsbcode.results.specs import code_column

        question = self.study.questions.get(by)
        return code_column(by) if question is not None and question.is_open else by

    def spec_tables(self) -> tuple[Table, ...]:
        """Return all tables of the specs that can be made."""
        from hsbcode.results.engine import makeable

        if self.file is None:
            return ()
        possible = {spec.id for spec in makeable(self.file, self.people)}
        return tuple(self.spec_table(name) for name in self.specs if name in possible)

    def usual(
        self, by: Sequence[str] = (), *, every: bool = False
    ) -> tuple[Table, ...]:
        """Return what is printed where nothing is chosen.

        Tables of the specs, then themes and their splits, then themes over several
        questions; frequencies of the closed questions where there are no specs, or all
        are wanted (``every``).
        """
        for each in by:
            self.check_split(each)
        frequencies = () if self.file is not None and not every else self.frequencies()
        over = cross_question_table(self.study)
        return (
            *self.spec_tables(),
            *frequencies,
            *self.themes(by),
            *((over,) if over is not None else ()),
        )

    def named(self, wanted: Sequence[str], by: Sequence[str] = ()) -> tuple[Table, ...]:
        """Return the tables of some names, each followed by its splits.

        A name is the id of a spec, a number (T3), a number with a split (T9x3), or a
        question.

        Raises:
            UsageConflict: no table has that name, or it has nothing to show.
        """
        for each in by:
            self.check_split(each)
        found: dict[str, Table] = {}
        for name in wanted:
            if name == TABLE_ID and name not in {*self.specs, *self.numbers}:
                found.setdefault(name, self.across())
                continue
            what, split = self.resolve(name)
            for one in (split, *by):
                if what in self.specs:
                    table = self.spec_table(what, one)
                else:
                    table = self.question_table(what, one)
                found.setdefault(table.id, table)
        return tuple(found.values())

    def resolve(self, name: str) -> tuple[str, str]:
        """Return the spec or question that a name means, and its split or ''.

        Raises:
            UsageConflict: nothing has that name.
        """
        of_number = {number: question for question, number in self.numbers.items()}
        if name in self.specs or name in self.numbers:
            return name, ""
        if name in of_number:
            return of_number[name], ""
        head, cross, tail = name.rpartition("x")
        split = of_number.get(f"T{tail}")
        if cross and split and head in self.specs:
            return head, split
        if cross and split and head in of_number:
            return of_number[head], split
        known = [*self.specs, *of_number, *self.numbers, TABLE_ID]
        raise UsageConflict(
            f"There is no table “{name}”.",
            nearest(name, known) or "hsbcode tables PROJECT --all prints every one.",
        )


def tabulation(
    project: Project,
    study: Study,
    *,
    specs: str = "",
    instrument: str = "",
    unsure: str = "",
    rounding: str = "",
) -> Tabulation:
    """Return the tables of a project, by the specs and the instrument it keeps.

    Args:
        project: what keeps them.
        study: its answers.
        specs: path or shipped name of other specs; '' for those that are kept.
        instrument: path or shipped name of another instrument; '' for the kept one.
        unsure: for all tables; see ``Tabulation``.
        rounding: for all tables; see ``Tabulation``.

    Raises:
        InstrumentError: the instrument is not sound.
        TableSpecError: the specs are not sound.
        UsageConflict: there are specs and no instrument, or the other way round.
    """
    form, file = kept_instrument(project), kept_specs(project)
    if instrument:
        from hsbcode.files.instrument_checks import read_instrument

        form = read_instrument(codebook_path(instrument))
    if specs:
        file = read_specs(codebook_path(specs))
    if (specs or instrument) and (form is None or file is None):
        raise UsageConflict(
            "--specs and --instrument go together.",
            "The project keeps none that could be taken for the other.",
        )
    if form is None:
        file = None
    made = Tabulation(study, form, file, unsure=unsure, rounding=rounding)
    made.joint = kept_joint_tables(project, study)
    return made


def all_tables(study: Study, by: Sequence[str] = ()) -> tuple[Table, ...]:
    """Return the tables of the questions of a study.

    Frequencies of the closed questions come first, then for each open question its
    themes, then its themes by the questions of ``by``.

    Raises:
        UsageConflict: ``by`` names something that is no closed question.
    """
    closed = [question.id for question in study.closed_questions]
    for wanted in by:
        if wanted not in closed:
            raise UsageConflict(
                f"There is no closed question “{wanted}” to split by.",
                nearest(wanted, closed) or "Closed questions: " + ", ".join(closed),
            )
    return Tabulation(study).usual(by, every=True)
