"""``history``, ``undo`` and ``mend``."""

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from hsbcode.cli import printing
from hsbcode.cli.codebook_asking import confirmed
from hsbcode.domain.errors import UsageConflict
from hsbcode.domain.moments import moment

if TYPE_CHECKING:
    from collections.abc import Callable

    from hsbcode.workflows.log.history import Step
    from hsbcode.workflows.mending.preview import Mending

_NOBODY = "project"
"""Who did it where nobody said."""
_FEW = 10
"""Codes that are listed before one is asked; the others are counted."""

_CODER = typer.Option("", help="Only what this person did.")
_QUESTION = typer.Option("", help="Only about answers to this question.")
_CODE = typer.Option("", help="Only this code, by its id or label.")
_SINCE = typer.Option("", help="From this day or moment on: 2026-03-03, today.")
_UNTIL = typer.Option("", help="Up to this day or moment, all of it included.")
_ANSWER = typer.Option(
    [], help="Only this answer, reference/question/box, or person; repeatable."
)
_YES = typer.Option(False, "--yes", help="Do not ask.")
_JSON = typer.Option(False, "--json", help="As JSON.")


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("history")(history)
    app.command("undo")(undo)
    app.command("mend")(mend)


def history(
    project: Path = typer.Argument(help="The project file."),
    coder: str = _CODER,
    question: str = _QUESTION,
    code: str = _CODE,
    since: str = _SINCE,
    until: str = _UNTIL,
    answer: list[str] = _ANSWER,
    limit: int = typer.Option(50, min=1, help="How many of the latest steps."),
    json: bool = _JSON,
) -> None:
    """List what was done, by whom and when, newest first.

    Each line begins with the name of the step, which hsbcode undo takes.
    """
    from hsbcode.workflows.log.history import History
    from hsbcode.workflows.mending.choosing_acts import choose_acts
    from hsbcode.workflows.opening import open_project

    with open_project(project, write=False) as opened:
        chosen = choose_acts(
            opened,
            coder=coder,
            question=question,
            code=code,
            since=since,
            until=until,
            answers=answer,
        )
        found = History(opened, chosen=chosen)
        steps = found.page(0, limit)
        more = len(found) - len(steps)
    if json:
        printing.as_json([step.as_dict() for step in steps])
        return
    printing.columns(_row(step) for step in steps)
    if not steps:
        printing.narrate("Nothing has been done yet.")
    elif more:
        printing.narrate(f"{more:,} earlier ones: --limit {limit + more}")


def _row(step: "Step") -> tuple[str, ...]:
    local = moment(step.at).astimezone()
    words = step.words + (" (taken back)" if step.taken_back else "")
    return (step.short, f"{local:%Y-%m-%d %H:%M}", step.by, step.answer, words)


def undo(
    project: Path = typer.Argument(help="The project file."),
    step: str = typer.Option(
        "", "--press", help="The step, as hsbcode history names it."
    ),
    last: bool = typer.Option(False, "--last", help="The last step that stands."),
    redo: bool = typer.Option(
        False, "--redo", help="Do again what was undone last; needs --coder."
    ),
    coder: str = typer.Option("", help="Whose last step; and who takes it back."),
    yes: bool = _YES,
    json: bool = _JSON,
) -> None:
    """Take back one step, the last one or any other; undo of an undo does it again.

    What it did is shown first. It is refused where nothing of it stands any more.
    """
    from hsbcode.workflows.coders import checked_name
    from hsbcode.workflows.log.history import History
    from hsbcode.workflows.log.naming_steps import last_step, last_undone, named_step
    from hsbcode.workflows.log.undoing import take_back, what_taking_back_does
    from hsbcode.workflows.opening import open_for_writing

    if [bool(step), last, redo].count(True) != 1:
        raise UsageConflict("Choose one of --press, --last and --redo.")
    if redo and not coder:
        raise UsageConflict("--redo needs --coder: whose undo is meant.")
    with open_for_writing(project) as opened:
        who = checked_name(coder) if coder else ""
        if step:
            press = named_step(opened, step)
        else:
            press = last_undone(opened, who) if redo else last_step(opened, who)
        found = History(opened, who).step(press)
        would = what_taking_back_does(opened, press, who or _NOBODY)
        if not would.effect:
            raise UsageConflict(
                f"Nothing of that step stands any more: {found.words}.",
                "hsbcode history PROJECT lists what was done since.",
            )
        where = f" ({found.answer})" if found.answer else ""
        printing.narrate(f"{found.words}{where}, by {found.by}")
        printing.narrate(f"Taking it back {would.effect}.")
        if not yes and not confirmed("Take it back?"):
            printing.narrate("Nothing was changed.")
            return
        undone = take_back(opened, press, who or _NOBODY)
        made = undone.acts[0].press
    if json:
        printing.as_json({"press": made, "took_back": press, "words": found.words})
    _how_back(project, made, "do it again")


def mend(
    project: Path = typer.Argument(help="The project file."),
    coder: str = _CODER,
    question: str = _QUESTION,
    code: str = _CODE,
    since: str = _SINCE,
    until: str = _UNTIL,
    answer: list[str] = _ANSWER,
    remove: bool = typer.Option(False, "--remove", help="Take the codes off."),
    replace_by: str = typer.Option("", help="Give them this code instead."),
    to_coder: str = typer.Option("", help="Make them this person's."),
    to_question: str = typer.Option(
        "", help="Move them to the same people's answers to this question."
    ),
    by: str = typer.Option(_NOBODY, help="Who mends, so that their undo reaches it."),
    yes: bool = _YES,
    json: bool = _JSON,
) -> None:
    """Mend many codings at once: a day under the wrong name, code or question.

    Shows which codings stand and what would become of them, then asks. All of it is
    one step, which undo takes back. Without a wish it only lists the codings.
    """
    from hsbcode.workflows.coders import checked_name
    from hsbcode.workflows.mending.choosing_acts import choose_acts
    from hsbcode.workflows.mending.chosen_codings import choose_codings
    from hsbcode.workflows.mending.codings import Wish, apply_mending, preview
    from hsbcode.workflows.opening import open_for_writing, open_project

    wishes = [remove, bool(replace_by), bool(to_coder), bool(to_question)]
    if sum(wishes) > 1:
        raise UsageConflict(
            "Choose one of --remove, --replace-by, --to-coder and --to-question."
        )
    wished = any(wishes)
    opening = (
        open_for_writing(project) if wished else open_project(project, write=False)
    )
    with opening as opened:
        chosen = choose_codings(
            opened,
            choose_acts(
                opened,
                coder=coder,
                question=question,
                code=code,
                since=since,
                until=until,
                answers=answer,
            ),
        )
        wish = Wish(
            remove=remove,
            code=replace_by,
            coder=to_coder,
            question=to_question,
        )
        shown = preview(opened, chosen, wish)
        press = ""
        if wished:
            _tell(shown, printing.narrate, most=_FEW)
            if yes or confirmed("Mend them?"):
                press = apply_mending(opened, shown, checked_name(by))
    if json:
        printing.as_json({"press": press or None, **shown.as_dict()})
    elif not wished:
        _tell(shown, printing.data)
    if press:
        _how_back(project, press, "take it back")
    else:
        printing.narrate("Nothing was changed.")


def _how_back(project: Path, press: str, what: str) -> None:
    printing.narrate(f"Done. To {what}: hsbcode undo {project} --press {press[-8:]}")


def _tell(
    shown: "Mending", tell: "Callable[[str], None]", most: int | None = None
) -> None:
    from hsbcode.workflows.printing import aligned

    tell(shown.sentence)
    rows = [
        (f"  {number:,}", now, f"→ {then}" if then else "")
        for now, then, number in shown.codes[:most]
    ]
    for line in aligned(rows):
        tell(line)
    if len(rows) < len(shown.codes):
        tell(f"  and {len(shown.codes) - len(rows)} more codes")
    for note in shown.notes:
        tell(f"  {note}")
