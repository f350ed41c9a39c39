"""``redact``: what may tell who somebody is, and what is decided on it."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from hsbcode.cli import printing
from hsbcode.cli.codebook_asking import confirmed
from hsbcode.cli.deciding_options import NOBODY, Decider
from hsbcode.cli.redaction_lines import run_lines
from hsbcode.cli.redaction_printing import print_found, print_log, print_rows
from hsbcode.domain.errors import UsageConflict

if TYPE_CHECKING:
    from hsbcode.store.project import Project
    from hsbcode.workflows.redacting.proposing import Proposed


def add_to(app: typer.Typer) -> None:
    """Add this command."""
    app.command("redact")(redact)


def redact(
    project: Path = typer.Argument(help="The project file."),
    question: str = typer.Option("", help="Only answers to this open question."),
    answer: list[str] = typer.Option(
        [], help="Only this answer, reference/question/box, or person; repeatable."
    ),
    kind: list[str] = typer.Option(
        [],
        help="Only this kind: name, place, school, service, organisation, address, "
        "contact, number, date, age, detail; repeatable.",
    ),
    quotes: bool = typer.Option(False, "--quotes", help="Only what is quoted now."),
    ask: bool = typer.Option(
        False, "--ask", help="Decide line by line: one answer, one question a stretch."
    ),
    accept: bool = typer.Option(
        False, "--accept", help="Replace all that is listed by what it is."
    ),
    keep: bool = typer.Option(False, "--keep", help="Let all that is listed stand."),
    look: bool = typer.Option(
        False, "--look", help="You read these answers through: nothing else is in them."
    ),
    hide: str = typer.Option(
        "", help="With --answer: replace these words, which nobody proposed."
    ),
    role: str = typer.Option(
        "", help="With --accept or --hide: what stands instead, as place."
    ),
    allow: list[str] = typer.Option(
        [], help="Never propose these words in this project. Kept."
    ),
    disallow: list[str] = typer.Option(
        [], help="Take words off that allow-list. Kept."
    ),
    log: bool = typer.Option(
        False, "--log", help="What was decided: answer, kind, who, when."
    ),
    words: bool = typer.Option(
        False, "--words", help="With --log: the words, too. Not for others."
    ),
    coder: Decider = NOBODY,
    yes: bool = typer.Option(False, "--yes", help="Do not ask."),
    json: bool = typer.Option(False, "--json", help="As JSON."),
) -> None:
    """List what may tell who somebody is in answers, and decide on it.

    Nothing is replaced before a person says so. Words that are replaced stand as
    [name], [place] … wherever the answer is quoted; the answer itself never changes.
    """
    from hsbcode.workflows.opening import open_for_writing, open_project

    _check(
        [accept, keep, look, bool(hide), ask],
        meant=bool(answer or kind or question or quotes),
        answer=bool(answer),
        hide=bool(hide),
        role=bool(role) and not (accept or hide),
        words=words and not log,
    )
    if log:
        print_log(project, words=words, json=json)
        return
    deciding = accept or keep or look or bool(hide)
    if allow or disallow:
        _change_allowed(project, allow, disallow, coder)
        if not deciding and not ask:
            return
    if ask:
        with open_for_writing(project) as opened:
            found = _found(opened, question, answer, kind, quotes)
            run_lines(opened, found, coder)
        return
    if not deciding:
        with open_project(project, write=False) as opened:
            found = _found(opened, question, answer, kind, quotes)
        print_found(found, project, json=json)
        return
    with open_for_writing(project) as opened:
        said, press = _decide(
            opened,
            _found(opened, question, answer, kind, quotes),
            answer=answer,
            accept=accept,
            keep=keep,
            hide=hide,
            role=role,
            by=coder,
            yes=yes,
            units=_wholes(opened, question, answer, quotes) if look or hide else None,
        )
    printing.narrate(said)
    if press:
        printing.narrate(
            f"Done. To take it back: hsbcode undo {project} --press {press[-8:]}"
        )
    if json:
        printing.as_json({"press": press or None})


def _check(
    deciding: Sequence[bool],
    *,
    meant: bool,
    answer: bool,
    hide: bool,
    role: bool,
    words: bool,
) -> None:
    """Refuse options that do not go together."""
    *at_once, _ask = deciding
    if sum(deciding) > 1:
        raise UsageConflict("Choose one of --accept, --keep, --look, --hide and --ask.")
    if words:
        raise UsageConflict("--words goes with --log.")
    if any(at_once) and not meant:
        raise UsageConflict(
            "Say which answers are meant.",
            "With --answer, --kind, --question or --quotes.",
        )
    if hide and not answer:
        raise UsageConflict("--hide goes with --answer.", "Say whose words.")
    if role:
        raise UsageConflict("--role goes with --accept or --hide.")


def _wholes(
    project: "Project", question: str, answers: Sequence[str], quotes: bool
) -> frozenset[str] | None:
    """Return the whole answers that are meant; None for all."""
    from hsbcode.workflows.redacting.choosing_answers import chosen_wholes

    return chosen_wholes(project, question, answers, quoted=quotes)


def _found(
    project: "Project",
    question: str,
    answers: Sequence[str],
    kinds: Sequence[str],
    quotes: bool,
) -> "Proposed":
    from hsbcode.workflows.redacting.proposing import propose

    wholes = _wholes(project, "", answers, quotes) if answers or quotes else None
    return printing.with_bar(
        propose(project, question=question, wholes=wholes, kinds=kinds)
    )


def _decide(
    project: "Project",
    found: "Proposed",
    *,
    answer: Sequence[str],
    accept: bool,
    keep: bool,
    hide: str,
    role: str,
    by: str,
    yes: bool,
    units: frozenset[str] | None,
) -> tuple[str, str]:
    """Do what was asked for; return a sentence and the press."""
    from hsbcode.workflows.redacting import deciding

    if hide or not (accept or keep):
        meant = project.answers.units(sorted(units or ()))
        if hide:
            number, press = deciding.replace_words(
                project, meant, hide, role or "name", by
            )
            return f"Replaced {_times(number, 'stretch')}.", press
        number, press = deciding.look_over(project, meant, by)
        return f"Marked as read through: {_times(number, 'answer')}.", press
    what = "Replace" if accept else "Let stand"
    if found.waiting and not yes and not answer:
        print_rows(found)
        if not confirmed(f"{what} these {found.waiting}?"):
            return "Nothing was changed.", ""
    if accept:
        number, press = deciding.accept_proposals(project, found.answers, by, role)
        return f"Replaced wherever they are quoted: {_times(number)}.", press
    number, press = deciding.keep_proposals(project, found.answers, by)
    return f"Left as they are: {_times(number)}.", press


def _times(number: int, what: str = "stretch") -> str:
    more = "es" if what.endswith("h") else "s"
    return f"{number} {what}" if number == 1 else f"{number} {what}{more}"


def _change_allowed(
    project: Path, allow: Sequence[str], disallow: Sequence[str], coder: str
) -> None:
    from hsbcode.workflows.coders import checked_name
    from hsbcode.workflows.opening import open_for_writing
    from hsbcode.workflows.redacting.allowing import allowed_words, change_allowed

    with open_for_writing(project) as opened:
        change_allowed(opened, allow, disallow, checked_name(coder))
        known = allowed_words(opened)
    printing.narrate(f"Never proposed here: {', '.join(known) or 'nothing'}.")
