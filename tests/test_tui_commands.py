"""One table of keys feeds bindings, foot, help and palette."""

import pytest

from hsbcode.tui.app import HsbcodeApp
from hsbcode.tui.command_tables.command import Where
from hsbcode.tui.commands import COMMANDS, bindings_of, commands_of, shown_keys
from hsbcode.tui.dialogs.help import help_text
from hsbcode.tui.screens.codebook import CodebookScreen
from hsbcode.tui.screens.codebook_queue import QueueScreen
from hsbcode.tui.screens.coding import CodingScreen
from hsbcode.tui.screens.import_preview import ImportPreview
from hsbcode.tui.widgets.answer_view import AnswerView
from hsbcode.tui.widgets.code_panel import CodePanel

OWNERS: dict[Where, type] = {
    "coding": CodingScreen,
    "codes": CodePanel,
    "span": AnswerView,
    "import": ImportPreview,
    "codebook": CodebookScreen,
    "queue": QueueScreen,
    "everywhere": HsbcodeApp,
}


def test_ids_are_unique() -> None:
    ids = [command.id for command in COMMANDS]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("where", OWNERS)
def test_every_command_can_be_done_where_it_works(where: Where) -> None:
    for command in commands_of(where):
        assert hasattr(OWNERS[where], f"action_{command.id}"), command.id


@pytest.mark.parametrize(
    "places",
    [
        ("coding", "codes", "everywhere"),
        ("span", "everywhere"),
        ("import",),
        ("codebook", "everywhere"),
        ("queue", "everywhere"),
    ],
)
def test_no_key_means_two_things_at_once(places: tuple[Where, ...]) -> None:
    keys = [key for each in commands_of(*places) for key in each.keys.split(",")]
    assert len(set(keys)) == len(keys)


def test_every_binding_carries_its_command() -> None:
    ids = {binding.id for binding in bindings_of("coding")}  # type: ignore[union-attr]
    assert {"find", "finish", "undo", "digit_1", "digit_9"} <= ids


def test_help_names_every_key_and_changed_ones() -> None:
    text = help_text(("coding", "codes", "span"), {"undo": "f9"}).plain
    for command in commands_of("coding", "codes", "span", "everywhere"):
        assert command.help in text
    assert "f9" in text
    assert shown_keys(COMMANDS[0], {}) == "1-9"


def test_keys_that_terminals_take_are_not_used() -> None:
    taken = {"ctrl+i", "ctrl+j", "ctrl+m", "ctrl+h", "ctrl+b"}
    keys = {key for each in COMMANDS for key in each.keys.split(",")}
    assert not taken & keys
    assert not any(key.startswith(("alt+", "super+")) for key in keys)
