"""``influence`` and ``audit``: what suggestions do to people, and to figures."""

from pathlib import Path

import typer

from hsbcode.cli import printing
from hsbcode.domain.errors import UsageConflict

_PROJECT = typer.Argument(help="The project file.")
_QUESTION = typer.Option("", help="The open question; not needed where there is one.")
_BY = typer.Option("project", "--by", help="Your name, for the history.")
_JSON = typer.Option(False, "--json", help="As JSON.")


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("influence")(influence)
    group = typer.Typer(
        name="audit",
        help="A random sample that suggestions never touch, to judge them by.",
        rich_markup_mode=None,
        no_args_is_help=True,
    )
    group.command("draw")(draw)
    group.command("show")(show)
    app.add_typer(group)


def influence(
    project: Path = _PROJECT,
    hide: str = typer.Option(
        "",
        help="Set for how many answers suggestions stay hidden until finished, as 20%.",
    ),
    coder: str = typer.Option("", help="With --hide: only for this person."),
    round_: str = typer.Option(
        "",
        "--round",
        help="In this released round, which showed suggestions for a random half.",
    ),
    by: str = _BY,
    json: bool = _JSON,
) -> None:
    """Did the suggestions lead the coders? Compares answers coded without them."""
    from hsbcode.workflows.opening import open_for_writing, open_project
    from hsbcode.workflows.suggestions.alike import alike_outside
    from hsbcode.workflows.suggestions.followed import influence_lines, share_words
    from hsbcode.workflows.suggestions.influence import influence as read_influence
    from hsbcode.workflows.suggestions.sight import set_hidden_share

    if coder and not hide:
        raise UsageConflict("--coder goes with --hide.", "As: --hide 30% --coder amy")
    if round_:
        if hide:
            raise UsageConflict("--hide is for codings outside rounds.")
        _in_round(project, round_, json)
        return
    if hide:
        with open_for_writing(project) as opened:
            share = set_hidden_share(opened, hide, coder, by)
        printing.narrate(share_words(share))
        return
    with open_project(project, write=False) as opened:
        found = read_influence(opened)
        alike = alike_outside(opened)
    if json:
        printing.as_json({**found.as_dict(), "pairs": alike.as_dict()})
        return
    printing.narrate(share_words(found.share))
    for line in influence_lines(found):
        printing.data(line)
    if alike.base:
        printing.data(alike.words)


def _in_round(project: Path, name: str, json: bool) -> None:
    from hsbcode.workflows.opening import open_project
    from hsbcode.workflows.rounds.led import led_in
    from hsbcode.workflows.rounds.led_values import led_lines
    from hsbcode.workflows.rounds.reading import round_of

    with open_project(project, write=False) as opened:
        found = led_in(opened, round_of(opened, name))
        labels = {code.id: code.label for code in opened.codebook}
    if json:
        printing.as_json(found.as_dict())
        return
    for line in led_lines(found, labels):
        printing.data(line)


def draw(
    project: Path = _PROJECT,
    question: str = _QUESTION,
    size: str = typer.Option("10%", help="How many answers in all: 60, or 10%."),
    seed: int | None = typer.Option(None, help="Of the drawing; usually 1."),
    by: str = _BY,
) -> None:
    """Draw the audit sample of a question, or more answers for it."""
    from hsbcode.workflows.opening import open_for_writing
    from hsbcode.workflows.suggestions.audit_sample import draw_audit

    with open_for_writing(project) as opened:
        sample = draw_audit(opened, question, size, seed, by)
    printing.narrate(
        f"{len(sample.units)} of {sample.of} answers to {sample.question} that nobody "
        "had begun are the audit sample: coded without suggestions, never learnt from."
    )
    printing.narrate(
        f"  hsbcode code {project.name} --question {sample.question} --filter audit"
    )


def show(
    project: Path = _PROJECT,
    json: bool = _JSON,
) -> None:
    """Say how far the audit samples are coded, and by whom."""
    from hsbcode.workflows.opening import open_project
    from hsbcode.workflows.suggestions.audit_sample import audit_progress

    with open_project(project, write=False) as opened:
        found = audit_progress(opened)
    if json:
        printing.as_json([each.as_dict() for each in found])
        return
    if not found:
        printing.narrate(f"There is none yet: hsbcode audit draw {project.name}")
        return
    printing.columns(
        [
            (
                each.sample.question,
                f"{len(each.sample.units)} of {each.sample.of}",
                str(each.sample.seed),
                str(each.finished),
                ", ".join(f"{who} {count}" for who, count in each.coders.items()),
            )
            for each in found
        ],
        ("question", "answers", "seed", "coded", "by"),
    )
    if any(each.finished for each in found):
        printing.narrate(
            f"hsbcode evaluate {project.name} --on audit judges suggestions by them."
        )
