"""``merge``: what coders send back, and other copies, brought into the project."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from hsbcode.cli import printing
from hsbcode.cli.codebook_asking import confirmed
from hsbcode.domain.errors import RoundError, UsageConflict

if TYPE_CHECKING:
    from hsbcode.domain.merging import Coming
    from hsbcode.workflows.merging.merging import Answered, Merge


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("merge")(merge)


def merge(
    project: Path = typer.Argument(help="The project file."),
    others: list[Path] | None = typer.Argument(
        None,
        help="Packages, files of codings, other copies; none = the copies that a sync "
        "service left beside the project.",
    ),
    dry_run: bool = typer.Option(False, "--dry-run", help="Show it, and no more."),
    who: list[str] = typer.Option(
        [],
        "--as",
        help="FILE=NAME: whose codings they are, where one name coded in two files.",
    ),
    setting: list[str] = typer.Option(
        [],
        "--setting",
        help="NAME=here or NAME=FILE: which counts, where both set something.",
    ),
    yes: bool = typer.Option(False, "--yes", help="Do not ask."),
    by: str = typer.Option("lead", "--by", help="Your name, for the history."),
    json: bool = typer.Option(False, "--json", help="As JSON."),
) -> None:
    """Bring in what others did: shown first, then united with what is here.

    Nothing is overwritten, files can come in any order and more than once, and a
    backup is made before. Of a package only its coder's steps in its round come in.
    """
    from hsbcode.workflows.merging.merging import looked_over
    from hsbcode.workflows.opening import open_for_writing, open_project

    opening = (
        open_project(project, write=False) if dry_run else open_for_writing(project)
    )
    with opening as opened:
        paths = others or [each.path for each in opened.copies_beside()]
        if not paths:
            raise UsageConflict(
                f"No other copy of {opened.path.name} lies beside it.",
                "Name the files: hsbcode merge PROJECT FILE…",
            )
        with looked_over(opened, paths) as merging:
            _tell(merging.coming, narrate=json)
            done = False
            if not dry_run and merging.coming.anything:
                answered = _answers(merging, who, setting)
                if yes or confirmed("Bring it in?"):
                    merging.bring_in(by, answered)
                    done = True
        coming = merging.coming
        heads = len(opened.codebook_heads)
    if json:
        printing.as_json({"done": done, **coming.as_dict()})
    if not coming.anything:
        printing.narrate("There is nothing new in it.")
    elif done:
        printing.narrate("Done. A backup of the state before lies beside the project.")
        if heads > 1:
            printing.narrate(
                f"The codebook has {heads} versions side by side now. Look at them "
                f"with: hsbcode codebook heads {project}"
            )
    else:
        printing.narrate("Nothing was changed.")


def _tell(coming: "Coming", *, narrate: bool) -> None:
    say = printing.narrate if narrate else printing.data
    for each in coming.files:
        say(f"{each.file}: {each.what}{coming.steps(each)}")
        if each.answers:
            say("  new respondents, questions or answers come in, too")
        if each.late:
            say(
                f"  {each.late:,} of them came after the release of their round: they "
                "are kept, and its agreement is without them"
            )
    for by in coming.coders:
        say(f"  {by.words}")
    for code in coming.told_codes:
        say(f"  new code: {code.label} ({code.code}), by {code.coder}")
    for ids in coming.told_same_named:
        say(f"  these have one label: {', '.join(ids)}")
        say(
            "    to make them one: hsbcode codebook merge PROJECT "
            + " ".join(ids[::-1])
        )
    if (coming.told_heads or 1) > 1:
        say(
            f"  the codebook will have {coming.told_heads} versions side by side: "
            "you choose"
        )


def _answers(merging: "Merge", who: list[str], setting: list[str]) -> "Answered":
    """Return what was said, asking for the rest where somebody is there to answer."""
    from hsbcode.workflows.merging.merging import Answered

    people: dict[tuple[str, str], str] = {}
    for said in who:
        file, name = _pair(said, "--as FILE=NAME")
        coders = merging.diverging(file)
        if "=" in name:
            coder, _sign, name = name.partition("=")
        elif len(coders) == 1:
            (coder,) = coders
        elif not coders:
            raise UsageConflict(f"Nobody has to be named for {file}.")
        else:
            raise UsageConflict(
                f"Several names have to be told of {file}: {', '.join(coders)}.",
                f"Say each: --as {file}={coders[0]}=NAME",
            )
        people[file, coder] = name
    settings = dict(_pair(said, "--setting NAME=here") for said in setting)
    if sys.stdin.isatty():
        for file, coder in merging.unnamed(Answered(people, settings)):
            people[file, coder] = typer.prompt(
                f"{coder} coded in {file}, and otherwise here. Whose are those in "
                f"{file}? The same name for the same person, or another",
                default=coder,
                err=True,
            )
        for name, here, there in merging.unset(Answered(people, settings)):
            printing.narrate(f"{name}: here {here}; in the other file {there}")
            settings[name] = typer.prompt("here, or the name of the file", err=True)
    answered = Answered(people, settings)
    asked = merging.asks(answered)
    if asked:
        raise RoundError(asked[0], merging.how_to_answer(asked[0]))
    return answered


def _pair(said: str, form: str) -> tuple[str, str]:
    name, sign, value = said.partition("=")
    if not sign or not name or not value:
        raise UsageConflict(f"“{said}” is not of the form {form}.")
    return name, value
