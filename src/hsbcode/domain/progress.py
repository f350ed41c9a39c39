"""How far a long job has come."""

from typing import NamedTuple


class Progress(NamedTuple):
    """One report of a job that takes time."""

    done: int
    total: int
    label: str
