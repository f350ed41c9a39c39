"""The README's tables of keys are made from the command table."""

from pathlib import Path

import pytest

from hsbcode.tui.command_tables.command import Where
from hsbcode.tui.commands import COMMANDS, shown_keys

README = Path(__file__).parents[1] / "README.md"


def key_table(*places: Where) -> str:
    """Return a table as the README holds it."""
    rows = ["| key | does |", "|---|---|"]
    for each in COMMANDS:
        if each.where in places:
            keys = shown_keys(each, {}).replace("|", "\\|")
            rows.append(f"| `{keys}` | {each.help} |")
    return "\n".join(rows)


@pytest.mark.parametrize(
    "places",
    [
        ("coding", "codes", "span", "everywhere"),
        ("results",),
        ("recodes",),
        ("history",),
        ("codebook",),
        ("queue",),
        ("codebook help",),
        ("suggestions",),
        ("rounds",),
        ("agreement",),
        ("settling",),
        ("quotes",),
        ("report",),
    ],
)
def test_every_key_is_in_the_readme(places: tuple[Where, ...]) -> None:
    assert key_table(*places) in README.read_text(encoding="utf-8")
