"""An export read as the map, the last import or its own columns have it."""

from pathlib import Path

import msgspec

from hsbcode.domain.errors import ImportDataError
from hsbcode.files.map_files import MapFile, parse_map, read_map, write_map
from hsbcode.intake.keeping import understand_again
from hsbcode.intake.mapping import to_map
from hsbcode.intake.reading import RawExport, read_export
from hsbcode.intake.understanding import Understanding, understand
from hsbcode.store.project import Project


def look_at(
    path: Path,
    map_path: Path | None = None,
    project: Project | None = None,
    wave: str = "1",
) -> tuple[RawExport, Understanding]:
    """Read an export and say how it is understood.

    A map given by hand decides; else the map kept with the last import of the wave
    for the columns it names; the others are guessed.

    Raises:
        ImportDataError: the file or the map cannot be read, in one sentence.
    """
    if map_path is not None:
        found = read_map(map_path)
        raw = read_export(path, found_map=found)
        return raw, understand(raw, found, map_name=map_path.name)
    kept = kept_map(project, wave) if project is not None else None
    if kept is not None:
        raw = _read_like(path, kept)
        return raw, understand_again(raw, kept)
    raw = read_export(path)
    return raw, understand(raw)


def _read_like(path: Path, kept: MapFile) -> RawExport:
    """Read an export like the last one, or as it is where that does not fit."""
    try:
        raw = read_export(path, found_map=msgspec.structs.replace(kept, encoding=None))
    except ImportDataError:
        raw = read_export(path)
    # UTF-8 is certain where it fits; between the others a person may have chosen.
    if kept.encoding and raw.encoding and not raw.encoding.startswith("utf"):
        raw = read_export(path, encoding=kept.encoding, delimiter=raw.delimiter)
    return raw


def kept_map(project: Project, wave: str) -> MapFile | None:
    """Return the map kept with the last import of a wave, or of any."""
    waves = [wave, *(w for w, *_rest in project.answers.sources()[::-1])]
    for each in waves:
        text = project.answers.last_map(each)
        if text:
            return parse_map(text, "the kept map")
    return None


def named_study(map_path: Path | None) -> str:
    """Return the study a map names, or an empty string."""
    return (read_map(map_path).study or "") if map_path is not None else ""


def write_understanding(
    raw: RawExport, understanding: Understanding, path: Path
) -> None:
    """Write what was understood as a map; an existing file is never overwritten."""
    write_map(map_of(raw, understanding), path)


def map_of(raw: RawExport, understanding: Understanding) -> MapFile:
    """Return what was understood as a map."""
    certain = raw.encoding.startswith("utf")
    return to_map(
        understanding,
        sheet=raw.sheet or None,
        encoding=None if certain else raw.encoding or None,
    )
