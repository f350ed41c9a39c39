"""An instrument as YAML that people go on editing: what is not said is left out."""

from pathlib import Path
from typing import Any

import msgspec

from hsbcode.files.instrument_form import Instrument
from hsbcode.files.yaml_files import write_yaml


def write_instrument(form: Instrument, path: Path) -> None:
    """Write an instrument; an existing file is never overwritten."""
    write_yaml(_said(msgspec.to_builtins(form)), path)


def _said(value: Any) -> Any:
    if isinstance(value, dict):
        return {
            name: _said(child)
            for name, child in value.items()
            if child not in (None, [], {}, False, "")
            and (name, child) not in (("unit", "person"), ("base", "answered"))
            and (name, child) != ("boxes", 1)
        }
    if isinstance(value, list):
        return [_said(child) for child in value]
    return value
