"""``disclosure``."""

from pathlib import Path

import typer

from hsbcode.cli import printing
from hsbcode.cli.deciding_options import NOBODY, Decider
from hsbcode.domain.disclosure import named_policy


def add_to(app: typer.Typer) -> None:
    """Add this command."""
    app.command("disclosure")(disclosure)


def disclosure(
    project: Path = typer.Argument(help="The project file."),
    policy: str = typer.Argument("", help="none, rounded or suppressed. Kept."),
    threshold: int | None = typer.Option(
        None, help="Numbers of fewer people are hidden; 10 if not set. Kept."
    ),
    coder: Decider = NOBODY,
    json: bool = typer.Option(False, "--json", help="As JSON."),
) -> None:
    """Show or set what may be printed about few people in files that leave you."""
    from hsbcode.workflows.coders import checked_name
    from hsbcode.workflows.opening import open_for_writing, open_project
    from hsbcode.workflows.releasing import released_policy, set_released_policy

    if policy or threshold is not None:
        with open_for_writing(project) as opened:
            before = released_policy(opened)
            found = named_policy(
                policy or str(before.protection),
                before.threshold if threshold is None else threshold,
            )
            set_released_policy(opened, found, checked_name(coder))
    else:
        with open_project(project, write=False) as opened:
            found = released_policy(opened)
    if json:
        printing.as_json(
            {
                "protection": str(found.protection),
                "threshold": found.threshold,
                "sentence": found.sentence,
            }
        )
    else:
        printing.data(f"{found.protection}: {found.sentence}")
