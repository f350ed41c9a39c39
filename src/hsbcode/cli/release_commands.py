"""``releases``."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from hsbcode.cli import printing
from hsbcode.cli.deciding_options import NOBODY, Decider
from hsbcode.domain.errors import UsageConflict, nearest

if TYPE_CHECKING:
    from hsbcode.domain.releases import Release
    from hsbcode.store.project import Project

_WHAT = ("list", "show", "withdraw")


def add_to(app: typer.Typer) -> None:
    """Add this command."""
    app.command("releases")(releases)


def releases(
    project: Path = typer.Argument(help="The project file."),
    what: str = typer.Argument("list", help="list, show N or withdraw N."),
    which: str = typer.Argument("", help="A number of the list, or a file's name."),
    reason: str = typer.Option("", help="Of a withdrawal: why it never left."),
    coder: Decider = NOBODY,
    json: bool = typer.Option(False, "--json", help="As JSON."),
) -> None:
    """List the reports that were written, and what two of them give away together.

    The project remembers of each report its files, policy, numbers and which answers
    it quotes. Withdraw one that never left the house: nothing is compared with it.
    """
    from hsbcode.workflows.coders import checked_name
    from hsbcode.workflows.opening import open_for_writing, open_project
    from hsbcode.workflows.releases.register import named_release, withdraw_release
    from hsbcode.workflows.releases.register import releases as registered

    _check(what, which, reason)
    if what == "withdraw":
        with open_for_writing(project) as opened:
            done = withdraw_release(opened, which, reason, checked_name(coder))
        printing.narrate(f"Release {done.number} never left the house: {done.names}")
        if json:
            printing.as_json(_json(done))
        return
    with open_project(project, write=False) as opened:
        if what == "show":
            _show(opened, named_release(opened, which), json)
            return
        found = registered(opened)
    if json:
        printing.as_json([_json(each) for each in found])
    elif found:
        printing.columns(map(_line, found), ("no", "date", "who", "policy", "files"))
    else:
        printing.narrate(
            "No report was written yet; hsbcode report PROJECT -o report.docx does."
        )


def _check(what: str, which: str, reason: str) -> None:
    if what not in _WHAT:
        raise UsageConflict(
            f"hsbcode releases knows no “{what[:40]}”.",
            nearest(what, _WHAT) or f"It knows {', '.join(_WHAT)}.",
        )
    if (what == "list") != (not which):
        raise UsageConflict(
            f"hsbcode releases PROJECT {what} "
            + ("takes no number." if which else "needs the number of a report."),
            "hsbcode releases PROJECT lists them.",
        )
    if reason and what != "withdraw":
        raise UsageConflict("--reason goes with withdraw.")


def _line(each: "Release") -> tuple[str, ...]:
    facts = each.facts
    files = each.names + (f" ({facts.scope})" if facts.scope else "")
    if each.withdrawn:
        files += " – never left the house"
    when = each.at[:16].replace("T", " ")
    return str(each.number), when, each.by, facts.protection, files


def _show(project: "Project", release: "Release", json: bool) -> None:
    from hsbcode.workflows.releases.comparing import difference_json, told_with_earlier
    from hsbcode.workflows.reporting.record import project_state
    from hsbcode.workflows.studying import read_study

    facts = release.facts
    together = told_with_earlier(project, release)
    since = (
        "as it was"
        if facts.state == project_state(read_study(project))
        else "changed since"
    )
    if json:
        found = _json(release)
        found["together"] = [difference_json(each) for each in together]
        found["project"] = since
        printing.as_json(found)
        return
    rows = [
        ("release", f"{release.number} ({release.short})"),
        ("title", facts.title),
        ("written", f"{release.at[:16].replace('T', ' ')} UTC by {release.by}"),
        *((f"file {file.name}", f"SHA-256 {file.sha256}") for file in facts.files),
        ("codebook", facts.codebook or "none"),
        ("disclosure control", facts.protection),
        ("parts", ", ".join(facts.parts) or "all"),
        *facts.options,
        ("about", facts.scope or "the whole study"),
        ("numbers", f"{facts.cells} in {len(facts.tables)} tables"),
        ("quotes", str(len(facts.quotes))),
        ("project", since),
    ]
    if release.withdrawn:
        when = release.withdrawn[:16].replace("T", " ")
        who = f"{when} UTC by {release.withdrawn_by}"
        rows.append(("never left the house", f"{who}: {release.reason}"))
    printing.columns(rows)
    for each in together:
        printing.narrate(each.sentence)


def _json(release: "Release") -> dict[str, Any]:
    facts = release.facts
    return {
        "number": release.number,
        "id": release.short,
        "at": release.at,
        "by": release.by,
        "title": facts.title,
        "files": [{"name": f.name, "sha256": f.sha256} for f in facts.files],
        "codebook": facts.codebook or None,
        "disclosure": facts.protection,
        "threshold": facts.threshold,
        "parts": list(facts.parts),
        "options": dict(facts.options),
        "scope": facts.scope or None,
        "tables": len(facts.tables),
        "numbers": facts.cells,
        "quotes": len(facts.quotes),
        "withdrawn": release.withdrawn or None,
        "reason": release.reason or None,
    }
