"""The README's table of keys is made from the command table."""

from pathlib import Path

from hsbcode.tui.commands import COMMANDS, shown_keys

README = Path(__file__).parents[1] / "README.md"


def key_table() -> str:
    """Return the table as the README holds it."""
    rows = ["| key | does |", "|---|---|"]
    for each in COMMANDS:
        if each.where in ("coding", "codes", "span", "everywhere"):
            keys = shown_keys(each, {}).replace("|", "\\|")
            rows.append(f"| `{keys}` | {each.help} |")
    return "\n".join(rows)


def test_every_key_is_in_the_readme() -> None:
    assert key_table() in README.read_text(encoding="utf-8")
