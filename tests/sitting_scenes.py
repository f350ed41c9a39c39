"""What happens in an afternoon of coding, scene by scene; each is judged at its end."""

import time
from pathlib import Path

from tests.coder_at_work import DOWN, END, ENTER, ESCAPE
from tests.expected_codings import FINISHED, Name, code, differences, exported, written
from tests.sitting import DiffersError, Sitting


def coding(sitting: Sitting, answers: int) -> None:
    """Code answers as they come, with marks, undo and redo in between."""
    chance = sitting.chance
    for number in range(answers):
        sitting.check_title()
        sitting.code_one()
        if number % 17 == 5:
            flag = chance.choice(((1, "identifiable"), (3, "come_back")))
            sitting.flag(*flag)
        if number % 23 == 7:
            sitting.flag(2, "safeguarding", f"concern {number}")
        if number % 19 == 3:
            sitting.memo(f"think again of number {number}, é 日本")
        if number % 11 == 9:
            back = chance.randrange(2, 9)
            for _ in range(back):
                sitting.undo()
            for _ in range(chance.randrange(back + 1)):
                sitting.redo()
            to_next_open(sitting)
    sitting.compare()


def to_next_open(sitting: Sitting) -> None:
    """Go to the next answer that is not finished."""
    work, before = sitting.work, sitting.work.place
    here = sitting.name
    if sitting.expected.is_finished(here):
        work.press("N")
        work.until(lambda: work.place not in (None, before), "N")


def undo_across_restarts(sitting: Sitting, steps: int) -> None:
    """Leave, come back, undo what an earlier sitting did, leave, do it again."""
    sitting.quit()
    sitting.start()
    for _ in range(steps):
        sitting.undo()
    sitting.compare()
    sitting.quit()
    sitting.start()
    for _ in range(steps):
        sitting.redo()
    sitting.compare()


def alike(sitting: Sitting, name: Name, digit: str, same: set[Name]) -> None:
    """Code all that say the same with ``=``; then undo and redo it."""
    work, wanted = sitting.work, sitting.digits[digit]
    sitting.go_to(name)
    sitting.digit(digit)
    work.press("=")
    work.until_shown("Enter does it")
    work.until_shown(f"to {len(same)} answers")
    work.press(ENTER)
    work.until_shown("answers coded and finished")
    added = [(each, said) for each in sorted(same) for said in (code(wanted), FINISHED)]
    sitting.expected.press(added=added)
    sitting.acts += 1
    sitting.answers += len(same)
    sitting.compare()
    sitting.undo()
    sitting.compare()
    sitting.redo()
    sitting.compare()


def parts(sitting: Sitting, name: Name, starts: list[int], digit: str) -> None:
    """Split a list, code its parts, take it back, split it again, join it."""
    work, question = sitting.work, sitting.question
    sitting.go_to(name)
    work.press("|")
    work.until_shown(f"Split into {len(starts)} parts?")
    work.press("y")
    work.until_shown(f"part 1 of {len(starts)}")
    sitting.expected.step_without_statement()
    wanted = sitting.digits[digit]
    for number, start in enumerate(starts, start=1):
        work.until_shown(f"part {number} of {len(starts)}")
        work.rest()
        work.press(digit)
        label = sitting.codes[wanted].label[:20]
        work.until(lambda: work.said.startswith(f"● {label}"), label)  # noqa: B023
        work.press(" ")
        part = (question, name[1], f"{name[2]}@{start}")
        sitting.expected.press(added=[(part, code(wanted))])
        sitting.expected.press(added=[(part, FINISHED)])
        sitting.acts += 2
    work.rest()
    sitting.compare()
    for _ in range(2 * len(starts) + 1):
        sitting.undo()
    sitting.compare()
    work.until(lambda: work.place is not None and sitting.name == name, "one answer")
    sitting.redo()
    work.until_shown(f"part 1 of {len(starts)}")
    work.press("|")
    work.until_shown("One answer again")
    sitting.expected.step_without_statement()
    work.until(lambda: work.place is not None and sitting.name == name, "one answer")
    sitting.compare()


def one_step_from_the_history(sitting: Sitting) -> None:
    """Take back a step from the middle, and do it again."""
    work = sitting.work
    sitting.digit("1")
    press = sitting.expected.undoable[-1]
    other = "2"
    sitting.digit(other)
    sitting.digit("3")
    work.press("H")
    work.until_shown("take back")
    work.rest()
    work.press(DOWN * 2 + "u", as_keys=3)
    work.until_shown("Take it back?")
    work.press("y")
    work.until_gone("Take it back?")
    work.rest(0.4)
    sitting.expected.take_back(press)
    sitting.compare()
    work.press(ESCAPE)
    work.until(lambda: work.place is not None, "the answer")
    work.rest()
    sitting.redo()
    sitting.compare()


def looking_around(sitting: Sitting) -> None:
    """Filters, orders, search, progress, help: nothing changes, all come back."""
    work = sitting.work
    for keys, shown in (
        ("i", "Progress"),
        ("?", "Marks"),
        ("S", "Search"),
        ("o", "as imported"),
        ("F", "not finished"),
        ("H", "take back"),
        ("C", "codebook"),
        ("Q", "Open questions"),
        ("m", "escape keeps"),
        ("f", "Flags"),
        ("/", "Find a code"),
    ):
        work.press(keys)
        work.until_shown(shown)
        work.rest(0.1)
        work.press(ESCAPE)
        work.rest(0.3)
        work.until(lambda: work.place is not None, f"the answer after {keys}")
    work.press("F2")
    done = sum(map(sitting.expected.is_finished, sitting.order))
    work.until_shown(f"{len(sitting.order) - done} of {len(sitting.order)}")
    work.press("F1")
    work.rest(0.2)
    work.press("o2")
    work.until_shown("random order")
    work.rest(0.5)
    for _ in range(3):
        sitting.code_one()
    work.press("o1")
    work.until_gone("random order")
    work.rest(0.5)
    work.press("\\")
    work.rest(0.3)
    if work.place is not None:
        raise DiffersError("The cover shows what it should cover.")
    work.press("\\")
    work.until(lambda: work.place is not None, "the answer under the cover")
    sitting.compare()


def filtering(sitting: Sitting) -> None:
    """Code among answers that hold a word, save that filter, jump out of it."""
    work, order = sitting.work, sitting.order
    folded = {name: sitting.texts[name].casefold() for name in order}
    words = sorted({w for text in folded.values() for w in text.split() if w.isalpha()})
    sitting.chance.shuffle(words)
    among = {w: [name for name in order if w in folded[name]] for w in words[:200]}
    word = next(w for w in among if len(w) > 3 and 3 <= len(among[w]) < len(order))
    listed = f"{len(among[word])} of {len(order)} answers"
    work.press("w")
    work.until_shown("Answers that hold")
    work.press(word + ENTER)
    work.until_shown(listed)
    for _ in range(2):
        work.rest()
        if sitting.name not in among[word]:
            raise DiffersError(f"{sitting.name} does not hold “{word}”.")
        sitting.code_one()
    work.press("F" + END + ENTER, as_keys=3)
    work.until_shown("Save this filter as")
    work.press(f"with {word}" + ENTER)
    work.until_shown("Saved as")
    work.press("F1")
    work.until_gone(listed)
    work.press("F" + END + ENTER, as_keys=3)
    work.until_shown(listed)
    work.rest()
    elsewhere = [name for name in order if name not in among[word]]
    sitting.go_to(sitting.chance.choice(elsewhere))
    sitting.check_title()
    sitting.code_one()
    sitting.compare()


def merge(sitting: Sitting, gone: str, stays: str) -> None:
    """Merge a code into another one, undo, merge again; digits stay where they are."""
    work = sitting.work
    _at_code(sitting, gone)
    for _ in range(2):
        work.press("M")
        work.until_shown("Merge “")
        work.press(sitting.codes[stays].label + ENTER)
        work.until_shown("Change the codebook?")
        work.press("y")
        work.until_shown("Done: merge")
        if _ == 0:
            work.press("u")
            work.until_shown("y or Enter", "Took back")
            work.press("y")
            work.until_shown("Took back")
            _at_code(sitting, gone, there=True)
    _back_to_coding(sitting)
    sitting.expected.step_without_statement()
    sitting.merged[gone] = stays
    sitting.digits = {d: c for d, c in sitting.digits.items() if c != gone}
    sitting.read_codes()
    for digit in sorted(sitting.digits)[:3]:
        sitting.digit(digit)
        sitting.digit(digit)
    sitting.compare()


def split_code(sitting: Sitting, whole: str, into: tuple[str, str]) -> int:
    """Split a code and go through its answers; return how many there were."""
    work = sitting.work
    waiting = [
        name
        for name in sitting.expected.held
        if any(said[1:2] == (whole,) for said in sitting.expected.codes(name))
    ]
    _at_code(sitting, whole)
    work.press("S")
    work.until_shown("The codes it becomes")
    work.press("; ".join(into) + ENTER)
    work.until_shown("Change the codebook?")
    work.press("y")
    sitting.expected.step_without_statement()
    work.until_shown(" left")
    work.rest()
    sitting.read_codes()
    ids = [next(c.id for c in sitting.codes.values() if c.label == w) for w in into]
    decided = 0
    while waiting:
        before = work.screen.text
        if "settled decision" in before:
            work.press("n")  # what was agreed is not one coder's
        else:
            name = next(n for n in waiting if "/".join((n[1], *n[::2])) in before)
            number = sitting.chance.choice((1, 2))
            work.press(str(number))
            old = [(name, s) for s in sitting.expected.codes(name) if s[1] == whole]
            new = [(name, (s[0], ids[number - 1], *s[2:])) for _name, s in old]
            sitting.expected.press(added=new, removed=old)
            waiting.remove(name)
            sitting.acts += 1
            decided += 1
        work.until(lambda: work.screen.text != before, "the next answer")  # noqa: B023
        work.rest(0.1)
    work.press(ESCAPE)
    work.until_shown("codes in use")
    _back_to_coding(sitting)
    sitting.digits = {d: c for d, c in sitting.digits.items() if c != whole}
    sitting.compare()
    return decided


def redefine(sitting: Sitting, which: str) -> None:
    """Define a code otherwise, and say of some answers that it still fits."""
    work = sitting.work
    _at_code(sitting, which)
    work.press("e")
    work.until_shown("What it stands for")
    work.press("Something else now. ")
    work.until_shown("Something else now.")
    work.press(ESCAPE)
    work.until_shown("Does it still stand for the same?")
    work.press("1")
    work.until_shown("q goes through the answers")
    sitting.expected.step_without_statement()
    work.press("q")
    work.until_shown("under an older definition")
    work.rest()
    work.press("y")
    work.until_shown("It still fits")
    sitting.expected.step_without_statement()
    work.press(ESCAPE)
    work.until_shown("codes in use")
    _back_to_coding(sitting)
    sitting.compare()


def rename_and_retire(sitting: Sitting, renamed: str, retired: str) -> None:
    """Give a code another name and take another one out of use: codings stay."""
    work = sitting.work
    _at_code(sitting, renamed)
    work.press("r")
    work.until_shown("Its codings stay")
    work.press(" anew" + ENTER)
    work.until_shown("Change the codebook?")
    work.press("y")
    work.until_shown("Done:")
    _at_code(sitting, retired, there=True)
    work.press("x")
    work.until_shown("Change the codebook?")
    work.press("y")
    work.until(lambda: "Change the codebook?" not in work.screen.text, "retired")
    work.until_shown("Done:")
    _back_to_coding(sitting)
    sitting.expected.step_without_statement()
    sitting.expected.step_without_statement()
    sitting.read_codes()
    sitting.digits = {d: c for d, c in sitting.digits.items() if c != retired}
    sitting.compare()


def _at_code(sitting: Sitting, which: str, *, there: bool = False) -> None:
    work = sitting.work
    if not there:
        work.press("C")
        work.until_shown("codes in use")
    work.press("/")
    work.until_shown("Go to a code")
    label = sitting.codes[which].label
    work.press(label + ENTER)
    work.until_gone("Go to a code")
    work.until_shown(f"▸ {label[:20]}", f"  {label[:20]}")
    work.rest(0.1)


def _back_to_coding(sitting: Sitting) -> None:
    sitting.work.press(ESCAPE)
    sitting.work.until(lambda: sitting.work.place is not None, "the answer")
    sitting.work.rest()


def killed(sitting: Sitting, times: int) -> int:
    """End the program at random moments; return how many steps had been
    acknowledged: all were found again."""
    chance, acknowledged = sitting.chance, 0
    for _ in range(times):
        sitting.start()
        before = sitting.acts
        for _ in range(chance.randrange(4)):
            sitting.check_title()
            sitting.code_one()
            to_next_open(sitting)
        here = sitting.name
        keys = "".join(
            chance.choice(sorted(sitting.digits)) for _ in range(chance.randrange(1, 5))
        )
        keys += chance.choice(("", " "))
        sitting.work.press(keys)
        time.sleep(chance.choice((0, 0.002, 0.01, 0.03, 0.06, 0.12)))
        sitting.kill()
        acknowledged += sitting.acts - before
        # Of what was on its way, some first keys were done, and the others were not.
        could = [sitting.expected.copy()]
        for key in keys:
            after = could[-1].copy()
            if key != " ":
                after.toggle(here, sitting.digits[key])
            elif after.codes(here):
                after.press(added=[(here, FINISHED)])
            could.append(after)
        found = written(sitting.path, sitting.coder)
        fitting = [each for each in could if each.standing() == found]
        if not fitting:
            lost = differences(sitting.expected.standing(), found)
            raise DiffersError(f"After a kill at {here}, {keys!r}: {lost[:5]}")
        sitting.expected = fitting[0]
    return acknowledged


def check_export(sitting: Sitting, folder: Path) -> int:
    """Compare what is expected with an export; return how many answers agree.

    Args:
        sitting: at its end, the program left.
        folder: for the file.
    """
    path = folder / f"{sitting.coder}-{time.time_ns()}.csv"
    sitting.command("export", str(sitting.path), "-o", str(path), "--form", "long")
    wanted = {
        name: said
        for name, said in sitting.as_merged(sitting.expected.exported()).items()
        if "@" not in name[2]
    }
    found = differences(wanted, exported(path, sitting.coder))
    if found:
        raise DiffersError("Export: " + "\n".join(found[:5]))
    return len(wanted)
