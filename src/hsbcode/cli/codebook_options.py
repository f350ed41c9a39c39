"""What the commands that change a code frame are asked with: one meaning each."""

from pathlib import Path
from typing import Annotated, TypeAlias

import typer

ProjectFile: TypeAlias = Annotated[Path, typer.Argument(help="The project file.")]
CodeName: TypeAlias = Annotated[str, typer.Argument(help="The code, by id or label.")]
Editor: TypeAlias = Annotated[
    str, typer.Option("--coder", help="Who makes the change; their undo reaches it.")
]
Yes: TypeAlias = Annotated[bool, typer.Option("--yes", help="Do not ask.")]
Preview: TypeAlias = Annotated[
    bool, typer.Option("--preview", help="Show what it would do, and no more.")
]
Json: TypeAlias = Annotated[bool, typer.Option("--json", help="As JSON.")]

Definition: TypeAlias = Annotated[
    str | None, typer.Option("--definition", help="What it stands for.")
]
Include: TypeAlias = Annotated[
    str | None, typer.Option("--include", help="When to give it.")
]
Exclude: TypeAlias = Annotated[
    str | None, typer.Option("--exclude", help="When not to.")
]
Examples: TypeAlias = Annotated[
    list[str], typer.Option("--example", help="An example; repeatable.")
]
Keywords: TypeAlias = Annotated[
    list[str], typer.Option("--keyword", help="A word that speaks for it; repeatable.")
]
NO_WORDS: list[str] = []
"""No examples or keywords given; typer hands each command a list of its own."""
