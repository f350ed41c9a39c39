"""``keys`` and ``looks``: a person's keys, and the theme of the screens."""

from collections.abc import Iterable

import typer

from hsbcode.cli import printing
from hsbcode.domain.errors import OutputError, UsageConflict, nearest


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("keys")(keys)
    app.command("looks")(looks)


def keys(
    write: bool = typer.Option(
        False, "--write", help="Write keys.toml, in which you give commands other keys."
    ),
    json: bool = typer.Option(False, "--json", help="As JSON."),
) -> None:
    """List the keys of every screen, or write a file to change them."""
    from hsbcode.tui.commands import COMMANDS
    from hsbcode.tui.key_names import read, sign
    from hsbcode.tui.keymap import names_of, own_keys
    from hsbcode.tui.keys_file import write_keys_file

    if write:
        printing.data(write_keys_file())
        printing.narrate("Take the # off a line there and write another key.")
        return
    own = own_keys()
    rows = [
        (each, name, usual.split(","), own.keymap.get(name, usual).split(","))
        for each in COMMANDS
        for name, usual in names_of(each)
    ]
    if json:
        printing.as_json(
            [
                {
                    "command": name,
                    "where": each.where,
                    "keys": [sign(key) for key in now],
                    "usual": [sign(key) for key in usual],
                    "help": each.help,
                }
                for each, name, usual, now in rows
            ]
        )
    else:
        printing.columns(
            [
                (
                    each.where,
                    " or ".join(map(read, now)) + ("" if now == usual else " *"),
                    name,
                    each.help,
                )
                for each, name, usual, now in rows
            ],
            ("where", "key", "command", "does"),
        )
        if own.keymap:
            printing.narrate("* changed in keys.toml")
    for sentence in own.told:
        printing.narrate(sentence)


def looks(
    theme: str = typer.Option("", help="dark, light or contrast. Kept."),
    signs: str = typer.Option(
        "",
        help="Marks and frames: ascii writes letters, signs draws them, auto asks the "
        "terminal. Kept.",
    ),
    json: bool = typer.Option(False, "--json", help="As JSON."),
) -> None:
    """Show or choose the theme of the screens, and letters instead of marks."""
    from hsbcode.tui.settings_folder import keep_settings, own_settings, settings_folder
    from hsbcode.tui.themes import THEMES

    names = {each.name.removeprefix("hsbcode-"): each.name for each in THEMES}
    chosen = {}
    if theme:
        chosen["theme"] = names[_one_of("theme", theme.removeprefix("hsbcode-"), names)]
    if signs:
        chosen["signs"] = _one_of("choice of signs", signs, ("ascii", "signs", "auto"))
    if chosen and not keep_settings(chosen):
        raise OutputError(f"{settings_folder()} cannot be written.")
    own = own_settings()
    stated = {
        "theme": str(own.get("theme", "auto")).removeprefix("hsbcode-"),
        "signs": str(own.get("signs", "auto")),
    }
    if json:
        printing.as_json(stated)
    else:
        printing.columns(stated.items())


def _one_of(what: str, name: str, known: Iterable[str]) -> str:
    known = list(known)
    if name not in known:
        raise UsageConflict(
            f"There is no {what} “{name}”.",
            nearest(name, known) or f"There are: {', '.join(known)}.",
        )
    return name
