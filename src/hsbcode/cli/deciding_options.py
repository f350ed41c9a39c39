"""Who decides on a setting of the study: the history names them."""

from typing import Annotated, TypeAlias

import typer

NOBODY = "project"
"""Who did it where nobody said."""
Decider: TypeAlias = Annotated[
    str, typer.Option("--coder", help="Who decides; the history names them.")
]
