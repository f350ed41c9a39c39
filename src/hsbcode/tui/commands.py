"""Every key of the application, in one table.

Bindings, the line of keys at the foot, the help screen, the palette and the README
are made from it. Each binding carries the id of its command, so that a person's
``keys.toml`` can give it another key.
"""

from collections.abc import Mapping

from textual.binding import Binding, BindingType

from hsbcode.tui.command_tables.codebook import CODEBOOK
from hsbcode.tui.command_tables.coding import CODING
from hsbcode.tui.command_tables.command import Command, Where
from hsbcode.tui.command_tables.everywhere import EVERYWHERE
from hsbcode.tui.command_tables.history import HISTORY
from hsbcode.tui.command_tables.importing import STARTING
from hsbcode.tui.command_tables.quotes import QUOTES
from hsbcode.tui.command_tables.recodes import RECODES
from hsbcode.tui.command_tables.report import REPORT
from hsbcode.tui.command_tables.results import RESULTS
from hsbcode.tui.command_tables.rounds import AGREEMENT, ROUNDS, SETTLING
from hsbcode.tui.command_tables.suggestions import CODEBOOK_HELP, SUGGESTIONS
from hsbcode.tui.key_names import normal, read

COMMANDS: tuple[Command, ...] = (
    *CODING,
    *STARTING,
    *RESULTS,
    *RECODES,
    *HISTORY,
    *CODEBOOK,
    *CODEBOOK_HELP,
    *SUGGESTIONS,
    *ROUNDS,
    *AGREEMENT,
    *SETTLING,
    *QUOTES,
    *REPORT,
    *EVERYWHERE,
)

_BY_ID = {command.id: command for command in COMMANDS}


def command(name: str) -> Command:
    """Return a command by its id."""
    return _BY_ID[name]


def commands_of(*places: Where) -> tuple[Command, ...]:
    """Return the commands that work in some places, in the order of the table."""
    return tuple(each for each in COMMANDS if each.where in places)


def bindings_of(*places: Where) -> list[BindingType]:
    """Return the bindings of some places; each has the id of its command."""
    made: list[BindingType] = []
    for each in commands_of(*places):
        if each.each:
            made.extend(
                Binding(key, f"{each.id}({key!r})", each.words, id=f"{each.id}_{key}")
                for key in each.keys.split(",")
            )
        else:
            # The cover and leaving must work over a dialog with a text field, too.
            urgent = each.id == "quit"
            made.append(
                Binding(each.keys, each.id, each.words, id=each.id, priority=urgent)
            )
    return made


def first_key(each: Command, keymap: Mapping[str, str]) -> str:
    """Return the first key of a command, as Textual names it."""
    return normal(keymap.get(each.id, each.keys).split(",")[0])


def shown_keys(each: Command, keymap: Mapping[str, str], *, all_: bool = True) -> str:
    """Return the keys of a command as people read them, or only the first."""
    if each.each:
        usual = each.keys.split(",")
        parts = [keymap.get(f"{each.id}_{key}", key) for key in usual]
        if parts == usual:
            return f"{parts[0]}-{parts[-1]}"
        return " ".join(read(key) for key in parts[: None if all_ else 1])
    keys = keymap.get(each.id, each.keys).split(",")
    return " or ".join(read(key) for key in keys[: None if all_ else 1])
