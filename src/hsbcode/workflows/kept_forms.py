"""The instrument and the table specs that a project keeps: read once, then its own."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from hsbcode.domain.errors import UsageConflict
from hsbcode.store.project import Project
from hsbcode.workflows.shipped import codebook_path

if TYPE_CHECKING:
    from hsbcode.files.instrument_form import Instrument
    from hsbcode.results.specs import TableFile

T = TypeVar("T")
_INSTRUMENT = "instrument"
_SPECS = "table specs"
_TELLING = "category"
"""The kind of a fact that says something of a person."""


@dataclass(frozen=True, slots=True)
class Forms:
    """An instrument and table specs that were read, each with the name of its file."""

    instrument: "tuple[str, Instrument] | None" = None
    specs: "tuple[str, TableFile] | None" = None

    @property
    def form(self) -> "Instrument | None":
        """The instrument alone."""
        return self.instrument[1] if self.instrument else None


def read_forms(instrument: str, specs: str, project: Project | None = None) -> Forms:
    """Read what a project is to keep, before anything is written.

    Args:
        instrument: path or shipped name of an instrument; '' for none.
        specs: path or shipped name of a file of table specs; '' for none.
        project: where they go; None for a project that is still to be made.

    Raises:
        InstrumentError, TableSpecError: a file is not sound.
        UsageConflict: the specs belong to another instrument.
    """
    from hsbcode.files.instrument_checks import read_instrument
    from hsbcode.results.specs import read_tables

    form = tables = None
    if instrument:
        path = codebook_path(instrument)
        form = (path.name, read_instrument(path))
    if specs:
        path = codebook_path(specs)
        tables = (path.name, read_tables(path))
    asked = form[1] if form else kept_instrument(project) if project else None
    wanted = tables[1] if tables else kept_specs(project) if project else None
    if tables and asked is None:
        raise UsageConflict(
            f"{tables[0]} needs the instrument “{tables[1].instrument}”.",
            "Name it, too: --instrument FILE --specs FILE",
        )
    if asked and wanted and wanted.instrument != asked.id:
        whose = tables[0] if tables else "What the project keeps of table specs"
        raise UsageConflict(
            f"{whose} is for the instrument “{wanted.instrument}”, not “{asked.id}”.",
            f"Name the table specs of {asked.id}, too: --specs FILE",
        )
    return Forms(form, tables)


def keep_forms(project: Project, forms: Forms, coder: str = "project") -> None:
    """Keep what was read, as one step; later files take the place of earlier ones."""
    press = project.log.new_id()
    if forms.instrument:
        _keep(project, _INSTRUMENT, *forms.instrument, coder, press)
    if forms.specs:
        _keep(project, _SPECS, *forms.specs, coder, press)


def keep_instrument(
    project: Project, path: Path, coder: str = "project"
) -> "Instrument":
    """Keep an instrument file in the project; a later one takes its place.

    Raises:
        InstrumentError: the file is not sound.
    """
    from hsbcode.files.instrument_checks import read_instrument

    form = read_instrument(path)
    _keep(project, _INSTRUMENT, path.name, form, coder)
    return form


def keep_specs(project: Project, path: Path, coder: str = "project") -> "TableFile":
    """Keep a file of table specs in the project; a later one takes its place.

    Raises:
        TableSpecError: the file is not sound.
    """
    from hsbcode.results.specs import read_tables

    file = read_tables(path)
    _keep(project, _SPECS, path.name, file, coder)
    return file


def keeps_instrument(project: Project) -> bool:
    """Whether the project keeps an instrument; without reading it."""
    return _INSTRUMENT in project.settings


def kept_instrument(project: Project) -> "Instrument | None":
    """Return the instrument that the project keeps."""
    from hsbcode.files.instrument_form import Instrument

    return _kept(project, _INSTRUMENT, Instrument)


def kept_specs(project: Project) -> "TableFile | None":
    """Return the table specs that the project keeps.

    A table of an answer that the kept instrument recodes is there as answered and
    corrected.
    """
    from hsbcode.results.specs import TableFile

    file, instrument = _kept(project, _SPECS, TableFile), kept_instrument(project)
    if file is None or instrument is None:
        return file
    return with_both_versions(file, instrument)


def kept_titles(project: Project) -> dict[str, str]:
    """Return id → title of the kept table specs, without what reads whole forms."""
    tables = _raw(project, _SPECS).get("tables", ())
    return {str(table["id"]): str(table["title"]) for table in tables}


def kept_sources(project: Project) -> tuple[str, ...]:
    """Return the questions that the kept instrument makes its variables from."""
    rules = _raw(project, _INSTRUMENT).get("derived", ())
    return tuple(str(source) for rule in rules for source in rule.get("from", ()))


def kept_technical(project: Project) -> frozenset[str]:
    """Return the questions that say how a form was filled in, not who filled it in."""
    facts = _raw(project, _INSTRUMENT).get("facts", ())
    technical = {str(fact["id"]) for fact in facts if fact.get("kind") != _TELLING}
    return frozenset({*technical, str(_raw(project, _SPECS).get("last_page") or "")})


def with_both_versions(file: "TableFile", instrument: "Instrument") -> "TableFile":
    """Return specs with each table of a recoded answer as answered and corrected."""
    from hsbcode.results.recoded_specs import both_versions

    rules = (*instrument.derived, *file.derived)
    corrected = {
        source: rule.id
        for rule in rules
        if rule.kind == "recode"
        for source in rule.sources
    }
    return both_versions(file, corrected)


def _keep(
    project: Project, name: str, file: str, form: object, coder: str, press: str = ""
) -> None:
    import msgspec

    value = {"file": file, "form": msgspec.to_builtins(form)}
    if project.settings.get(name) != value:
        project.put_setting(name, value, coder, press)


def _raw(project: Project, name: str) -> "dict[str, Any]":
    """Return a form as it is kept, without what reads whole forms."""
    value = project.settings.get(name)
    form = value.get("form") if isinstance(value, dict) else None
    return form if isinstance(form, dict) else {}


def _kept(project: Project, name: str, kind: type[T]) -> T | None:
    import msgspec

    value = project.settings.get(name)
    if not isinstance(value, dict):
        return None
    return msgspec.convert(value["form"], kind)
