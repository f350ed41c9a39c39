"""The command line as Typer has it, each command built when somebody asks for it.

It is apart from ``app``: most starts run one command, and many none, but open the
screen. The modules and options of the other forty cost more than all of that.
"""

import importlib
from collections.abc import Iterator, Mapping, MutableMapping
from typing import Any

import typer
from typer.core import TyperGroup
from typer.main import get_group

from hsbcode import __version__
from hsbcode.cli import printing
from hsbcode.cli.app import ORDER
from hsbcode.cli.terminal import open_screen


class CommandsOnDemand(MutableMapping[str, Any]):
    """Command by name, built from its module at the first look.

    Args:
        modules: command → the module of ``hsbcode.cli`` whose ``add_to`` adds it, in
            the order in which they are listed.
    """

    def __init__(self, modules: Mapping[str, str]) -> None:
        self._modules = modules
        self._built: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        """Return a command; the others of its module are built with it."""
        if name not in self._built:
            module = importlib.import_module(f"hsbcode.cli.{self._modules[name]}")
            group = typer.Typer(rich_markup_mode=None)
            module.add_to(group)
            self._built |= get_group(group).commands
        return self._built[name]

    def __setitem__(self, name: str, command: Any) -> None:
        """Put a command beside those of the modules."""
        self._built[name] = command

    def __delitem__(self, name: str) -> None:
        """Take out a command that was put in."""
        del self._built[name]

    def __iter__(self) -> Iterator[str]:
        """Yield the names in order; nothing is built."""
        yield from self._modules
        yield from (name for name in self._built if name not in self._modules)

    def __contains__(self, name: object) -> bool:
        """Whether there is such a command; nothing is built."""
        return name in self._modules or name in self._built

    def __len__(self) -> int:
        """Return how many commands there are."""
        return sum(1 for _ in self)


class _Commands(TyperGroup):
    """The commands in the order of a researcher's day."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**given | {"commands": CommandsOnDemand(ORDER)})

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            printing.narrate("stopped")
            raise SystemExit(130) from None


app = typer.Typer(
    cls=_Commands,
    name="hsbcode",
    help=(
        "Code the open answers of a survey, prove that coders agree, and put themes "
        "and quotes beside the percentages. Everything stays on this machine."
    ),
    epilog="Without a command: the Start screen. hsbcode FILE.hsb opens a project.",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        printing.data(f"hsbcode {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def _start(
    ctx: typer.Context,
    version: bool = typer.Option(
        False, "--version", callback=_version, is_eager=True, help="Print the version."
    ),
) -> None:
    if ctx.invoked_subcommand is None:
        raise typer.Exit(open_screen())
