"""``recode``."""

from pathlib import Path

import typer

from hsbcode.cli import printing
from hsbcode.domain.errors import UsageConflict


def add_to(app: typer.Typer) -> None:
    """Add this command."""
    app.command("recode")(recode)


def recode(
    project: Path = typer.Argument(help="The project file."),
    rule: str = typer.Argument("", help="The recode; needed where there are several."),
    apply: bool = typer.Option(False, "--apply", help="Put it in force."),
    carry: list[str] = typer.Option(
        [], help="A dependent question: those moved count as not asked. Repeatable."
    ),
    leave: list[str] = typer.Option(
        [], help="A dependent question that stays as answered. Repeatable."
    ),
    back: bool = typer.Option(False, "--take-back", help="End it."),
    log: bool = typer.Option(False, "--log", help="List what was decided, and when."),
    coder: str = typer.Option("", help="Who decides."),
    json: bool = typer.Option(False, "--json", help="As JSON, shares unrounded."),
) -> None:
    """Show what correcting a closed answer by codes would do; decide on it."""
    from hsbcode.workflows.coders import checked_name
    from hsbcode.workflows.opening import open_for_writing, open_project
    from hsbcode.workflows.recoding import as_json as values
    from hsbcode.workflows.recoding import deciding as recoding
    from hsbcode.workflows.recoding import words as texts

    if sum((apply, back, log)) > 1:
        raise UsageConflict("Choose one of --apply, --take-back and --log.")
    if (carry or leave) and not apply:
        raise UsageConflict(
            "--carry and --leave are decisions, so they need --apply beside them."
        )
    who = checked_name(coder) if coder else "project"
    if back:
        with open_for_writing(project) as opened:
            name = recoding.take_back(opened, rule, coder=who)
        printing.narrate(
            f"The recode {name} is no longer in force; tables are as answered again."
        )
        return
    if log:
        with open_project(project, write=False) as opened:
            decided = recoding.decisions(opened, rule)
        if json:
            printing.as_json([values.decision_json(each) for each in decided])
        elif decided:
            heads = ("when", "who", "recode", "decided", "moved then", "now")
            printing.columns(texts.decision_rows(decided), heads)
        else:
            printing.narrate("Nothing has been decided yet.")
        return
    if apply:
        with open_for_writing(project) as opened:
            found = recoding.apply_recode(
                opened, rule, carry=carry, leave=leave, coder=who
            )
    else:
        with open_project(project, write=False) as opened:
            found = recoding.preview(opened, rule)
    if json:
        printing.as_json(values.preview_json(found))
    else:
        printing.data(texts.preview_text(found, printing.width()))
    if apply:
        printing.narrate(f"The recode {found.rule} is in force.")
    elif not found.in_force:
        printing.narrate("Nothing was changed. To put it in force:")
        printing.narrate(f"  {texts.apply_command(found, str(project))}")
