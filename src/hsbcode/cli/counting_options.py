"""Which coded answers count where some were picked for what they are."""

from collections.abc import Iterable
from typing import Annotated, TypeAlias

import typer

from hsbcode.cli import printing

AllCoded: TypeAlias = Annotated[
    bool,
    typer.Option(
        "--all-coded",
        help="Count coded answers that were picked for what they say, too.",
    ),
]


def tell_left_out(sentences: Iterable[str]) -> None:
    """Say on stderr which counts leave coded answers out."""
    for sentence in sentences:
        printing.narrate(sentence)
