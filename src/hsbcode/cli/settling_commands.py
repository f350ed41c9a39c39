"""``round settle``: what counts where the coders of a round differed."""

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from hsbcode.cli import printing
from hsbcode.cli.settling_lines import SettlingLines, tell_if_closed
from hsbcode.domain.errors import UsageConflict

if TYPE_CHECKING:
    from hsbcode.workflows.rounds.differences import Differences
    from hsbcode.workflows.rounds.settling import Settling


def settle(
    project: Path = typer.Argument(help="The project file."),
    name: str = typer.Argument(help="The round, by its name."),
    unit: str = typer.Option("", help="Settle this answer: its name or id."),
    codes: str | None = typer.Option(
        None, help="The codes that count, as “trust;money”; “0”: no code applies."
    ),
    reason: str = typer.Option("", help="Why; it is kept with the decision."),
    code: str = typer.Option("", help="Only answers in which this code is disputed."),
    hide_votes: bool = typer.Option(
        False, help="Do not say who said what: coder A, coder B, shuffled."
    ),
    listed: bool = typer.Option(False, "--list", help="List the differences."),
    equal: bool = typer.Option(
        False, help="Take equal codings over as settled, after a preview."
    ),
    yes: bool = typer.Option(False, help="With --equal: do not ask."),
    close: bool = typer.Option(False, help="That will do: the round is settled."),
    by: str = typer.Option("lead", "--by", help="Your name, for the history."),
    json: bool = typer.Option(False, "--json", help="List the differences as JSON."),
) -> None:
    """Settle differing answers of a released round, line by line or one at once."""
    from hsbcode.workflows.opening import open_for_writing, open_project
    from hsbcode.workflows.rounds.differences import Differences
    from hsbcode.workflows.rounds.phases import close_settled
    from hsbcode.workflows.rounds.settling import Settling

    if bool(unit) != (codes is not None):
        raise UsageConflict(
            "An answer is settled with both: --unit and --codes.",
            "--codes 0 says that no code applies.",
        )
    if (listed or json) and not unit:
        with open_project(project, write=False) as opened:
            _list(Differences(opened, name), code, hide_votes=hide_votes, json=json)
        return
    with open_for_writing(project) as opened:
        settling = Settling(opened, name)
        if unit:
            _settle_one(settling, unit, codes or "", reason, by)
        elif equal:
            _take_over(settling, by, yes=yes)
        elif close:
            done = close_settled(opened, settling.round.id, by)
            printing.data(f"The round {done.id} is settled.")
        else:
            SettlingLines(settling, by, code, hide_votes=hide_votes).run()


def _list(of: "Differences", code: str, *, hide_votes: bool, json: bool) -> None:
    from hsbcode.workflows.codebook.use import find_code
    from hsbcode.workflows.rounds.differences import without_names
    from hsbcode.workflows.rounds.settling_words import (
        code_words,
        decision_words,
        difference_json,
        summary_words,
    )

    book = of.project.codebook
    found = of.differences(find_code(book, code).id if code else "")
    shown = [without_names(each) if hide_votes else each for each in found]
    if json:
        printing.as_json([difference_json(of, each) for each in shown])
        return
    for each in shown:
        said = " · ".join(f"{s.coder}: {code_words(book, s.codes)}" for s in each.said)
        decided = decision_words(of, each)
        printing.data(f"{of.unit(each.unit).name}  {said}")
        if decided:
            printing.data(f"  {decided}")
    printing.narrate(summary_words(of))


def _settle_one(
    settling: "Settling", name: str, codes: str, reason: str, by: str
) -> None:
    from hsbcode.workflows.codebook.use import find_code
    from hsbcode.workflows.rounds.settling_words import decision_words, summary_words

    book = settling.project.codebook
    wanted = [part.strip() for part in codes.split(";") if part.strip()]
    given = [] if wanted in ([], ["0"]) else [find_code(book, one).id for one in wanted]
    unit = settling.named(name)
    settling.decide(unit, given, reason, by)
    words = decision_words(settling, settling.difference(unit))
    printing.data(f"{settling.unit(unit).name} {words}")
    printing.narrate(summary_words(settling))
    tell_if_closed(settling, by)


def _take_over(settling: "Settling", by: str, *, yes: bool) -> None:
    number = len(settling.equal_left())
    if not number:
        printing.narrate("No equal coding is left to be taken over.")
        return
    if not yes and not typer.confirm(
        f"Take {number} equal codings over as settled, as coded?", err=True
    ):
        printing.narrate("Nothing was settled.")
        return
    taken = settling.take_over(by)
    printing.data(f"Took {taken} equal codings over as settled.")
    if taken < number:
        printing.narrate(
            f"{number - taken} have a code that is not in use any more: settle them "
            "one by one."
        )
