"""Which press undo and redo take back next."""

from hsbcode.domain.acts import Act, ActKind
from hsbcode.domain.undoing import UndoStacks


def press(name: str, undoes: str | None = None, kind: str = ActKind.APPLY) -> Act:
    return Act(f"id-{name}", "r", 1, "amy", "", name, undoes, kind, None)


def test_nothing_done_is_nothing_to_undo() -> None:
    stacks = UndoStacks()
    assert (stacks.next_undo, stacks.next_redo) == (None, None)


def test_the_newest_press_comes_first() -> None:
    assert UndoStacks([press("1"), press("2")]).next_undo == "2"


def test_all_acts_of_a_press_are_one_step() -> None:
    assert UndoStacks([press("1"), press("1"), press("1")]).undoable == ["1"]


def test_an_undone_press_can_be_redone_by_undoing_the_undo() -> None:
    stacks = UndoStacks([press("1"), press("2"), press("3", undoes="2")])
    assert (stacks.next_undo, stacks.next_redo) == ("1", "3")
    stacks.add(press("4", undoes="3"))
    assert (stacks.next_undo, stacks.next_redo) == ("4", None)
    stacks.add(press("5", undoes="4"))
    assert (stacks.next_undo, stacks.next_redo) == ("1", "5")


def test_redo_goes_back_in_the_opposite_order() -> None:
    log = [press("1"), press("2"), press("3", undoes="2"), press("4", undoes="1")]
    stacks = UndoStacks(log)
    assert stacks.next_redo == "4"
    stacks.add(press("5", undoes="4"))
    assert stacks.next_redo == "3"


def test_doing_something_new_forgets_what_could_be_redone() -> None:
    stacks = UndoStacks([press("1"), press("2", undoes="1"), press("3")])
    assert (stacks.undoable, stacks.next_redo) == (["3"], None)


def test_settings_are_not_undone_and_do_not_forget_the_redo() -> None:
    stacks = UndoStacks(
        [press("1"), press("2", undoes="1"), press("3", kind=ActKind.SETTING)]
    )
    assert (stacks.next_undo, stacks.next_redo) == (None, "2")


def test_an_undo_that_found_nothing_standing_still_moves_on() -> None:
    stacks = UndoStacks([press("1"), press("2", "1", kind=ActKind.SETTING)])
    assert (stacks.next_undo, stacks.next_redo) == (None, "2")


def test_what_takes_back_an_undo_that_redo_forgot_is_undone_next() -> None:
    log = [press("1"), press("2", undoes="1"), press("3"), press("4", undoes="2")]
    stacks = UndoStacks(log)
    assert (stacks.undoable, stacks.next_redo) == (["3", "4"], None)


def test_a_step_taken_out_of_the_middle_is_passed_over() -> None:
    log = [press("1"), press("2"), press("3"), press("4", undoes="2")]
    stacks = UndoStacks(log)
    assert (stacks.undoable, stacks.next_redo) == (["1", "3"], "4")
