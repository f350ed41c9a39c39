"""Recodes to look at beside typing: read over a connection of its own, as values."""

from dataclasses import dataclass
from pathlib import Path

from hsbcode.domain.recode_previews import RecodePreview
from hsbcode.workflows.opening import open_project
from hsbcode.workflows.recoding.deciding import preview, rule_names


@dataclass(frozen=True, slots=True)
class Looked:
    """One recode of a project, and which others there are."""

    rules: tuple[str, ...]
    found: RecodePreview


def look_at_recode(path: Path, rule: str = "") -> Looked:
    """Return a recode of a project; the first one where none is named.

    Raises:
        ProjectFileError: the file cannot be opened.
        UsageConflict: the project keeps no instrument, or it has no such recode.
        InstrumentError: the rule does not say what moves whom.
    """
    with open_project(path, write=False) as project:
        rules = rule_names(project)
        return Looked(rules, preview(project, rule or next(iter(rules), "")))
