"""``round``: the same answers coded apart, then compared."""

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from hsbcode.cli import package_commands, printing
from hsbcode.cli.round_planning_commands import plan
from hsbcode.cli.settling_commands import settle
from hsbcode.domain.errors import UsageConflict

if TYPE_CHECKING:
    from hsbcode.domain.rounds import Round
    from hsbcode.store.project import Project

rounds = typer.Typer(
    help="Code the same answers apart, release, compare, settle.",
    no_args_is_help=True,
)

package_commands.add_to(rounds)
rounds.command("plan")(plan)
rounds.command("settle")(settle)

_PROJECT = typer.Argument(help="The project file.")
_ROUND = typer.Argument(help="The round, by its name.")
_BY = typer.Option("lead", "--by", help="Your name, for the history.")


def add_to(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(rounds, name="round")


@rounds.command()
def draw(
    project: Path = _PROJECT,
    name: str = typer.Argument(help="A name for the round, as “pilot”."),
    size: int = typer.Option(0, min=0, help="How many answers; 0 = all, or by width."),
    width: float = typer.Option(
        0.0,
        min=0.0,
        max=1.0,
        help="Instead of a size: the width wanted of a code's 95 % interval, as 0.1.",
    ),
    prevalence: float = typer.Option(
        0.1, min=0.001, max=0.999, help="The share of answers with that code."
    ),
    question: list[str] = typer.Option([], help="Only this open question; repeatable."),
    by_strata: str = typer.Option(
        "",
        "--strata",
        help="A closed question each of whose answers gives its share, or “question”.",
    ),
    fresh: bool = typer.Option(
        False, help="Leave out what is finished, or was in a round before."
    ),
    again: str = typer.Option(
        "", help="A coder who codes earlier answers of their own again, blind."
    ),
    rest: list[str] = typer.Option(
        [],
        help="Share out all that is not finished, each answer to one of these coders.",
    ),
    suggestions: str = typer.Option(
        "off", help="off, or half: shown for a random half of each share."
    ),
    seed: int = typer.Option(0, help="The same seed draws the same answers."),
    by: str = _BY,
) -> None:
    """Draw the answers of a round at random."""
    from hsbcode.workflows.opening import open_for_writing
    from hsbcode.workflows.rounds import drawing

    if suggestions not in ("off", "half"):
        raise UsageConflict(f"Suggestions are off or half, not “{suggestions}”.")
    with open_for_writing(project) as opened:
        if again:
            made = drawing.draw_again(opened, name, again, size, by, seed=seed)
        elif rest:
            made = drawing.share_rest(
                opened, name, rest, by, questions=tuple(question), seed=seed
            )
        else:
            wanted = drawing.Wanted(
                tuple(question), size, width, prevalence, by_strata, seed, fresh
            )
            made = drawing.draw_round(opened, name, wanted, by, suggestions=suggestions)
        _tell(opened, made)


@rounds.command()
def assign(
    project: Path = _PROJECT,
    name: str = _ROUND,
    coders: list[str] = typer.Argument(help="The coders: amy ben cem."),
    each: int = typer.Option(
        0, min=0, help="How many of them code each answer; 0 = all of them."
    ),
    by: str = _BY,
) -> None:
    """Say who codes a round, fully or in overlapping shares."""
    from hsbcode.workflows.opening import open_for_writing
    from hsbcode.workflows.rounds.drawing import assign_evenly

    with open_for_writing(project) as opened:
        _tell(opened, assign_evenly(opened, name, coders, by, each=each))


@rounds.command()
def begin(project: Path = _PROJECT, name: str = _ROUND, by: str = _BY) -> None:
    """Let the coders begin; their shares stay as they are from now on."""
    from hsbcode.workflows.opening import open_for_writing
    from hsbcode.workflows.rounds import phases

    with open_for_writing(project) as opened:
        _tell(opened, phases.begin(opened, name, by))


@rounds.command()
def release(
    project: Path = _PROJECT,
    name: str = _ROUND,
    unfinished: bool = typer.Option(
        False, help="Also while somebody has not finished their share."
    ),
    by: str = _BY,
) -> None:
    """Freeze a round and open it to everybody."""
    from hsbcode.workflows.opening import open_for_writing
    from hsbcode.workflows.rounds import phases

    with open_for_writing(project) as opened:
        _tell(opened, phases.release(opened, name, by, unfinished_too=unfinished))


@rounds.command()
def status(
    project: Path = _PROJECT,
    json: bool = typer.Option(False, "--json", help="As JSON."),
) -> None:
    """Show every round: its phase, who is how far, what comes next."""
    from hsbcode.workflows.opening import open_project
    from hsbcode.workflows.rounds.as_json import round_json

    with open_project(project, write=False) as opened:
        if json:
            printing.as_json([round_json(opened, r) for r in opened.rounds.values()])
            return
        for each in opened.rounds.values():
            _tell(opened, each)
        if not opened.rounds:
            printing.narrate(
                "There is no round yet. hsbcode round draw PROJECT pilot --size 50 "
                "draws 50 answers at random."
            )


def _tell(project: "Project", each: "Round") -> None:
    """Print one round in a few lines."""
    from hsbcode.workflows.rounds.words import round_lines

    for line in round_lines(project, each):
        printing.data(line)
