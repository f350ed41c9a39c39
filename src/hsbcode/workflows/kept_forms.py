"""The instrument and the table specs that a project keeps: read once, then its own."""

from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from hsbcode.store.project import Project

if TYPE_CHECKING:
    from hsbcode.files.instrument_form import Instrument
    from hsbcode.results.specs import TableFile

T = TypeVar("T")
_INSTRUMENT = "instrument"
_SPECS = "table specs"


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


def kept_instrument(project: Project) -> "Instrument | None":
    """Return the instrument that the project keeps."""
    from hsbcode.files.instrument_form import Instrument

    return _kept(project, _INSTRUMENT, Instrument)


def kept_specs(project: Project) -> "TableFile | None":
    """Return the table specs that the project keeps."""
    from hsbcode.results.specs import TableFile

    return _kept(project, _SPECS, TableFile)


def _keep(project: Project, name: str, file: str, form: object, coder: str) -> None:
    import msgspec

    value = {"file": file, "form": msgspec.to_builtins(form)}
    if project.settings.get(name) != value:
        project.put_setting(name, value, coder)


def _kept(project: Project, name: str, kind: type[T]) -> T | None:
    import msgspec

    value = project.settings.get(name)
    if not isinstance(value, dict):
        return None
    return msgspec.convert(value["form"], kind)
