"""A report of the register in words, for screens."""

from hsbcode.domain.releases import Release
from hsbcode.store.project import Project
from hsbcode.workflows.releases.comparing import told_with_earlier


def release_line(release: Release) -> tuple[str, str]:
    """Return a report in a line: its files, and when and by whom it was written."""
    facts = release.facts
    files = release.names + (f" ({facts.scope})" if facts.scope else "")
    if release.withdrawn:
        files += " – never left the house"
    return f"release {release.number}: {files}", f"{_minute(release.at)}, {release.by}"


def release_facts(project: Project, release: Release) -> tuple[tuple[str, str], ...]:
    """Return (what, value) of a report, and what it tells with earlier ones."""
    facts = release.facts
    found = [
        ("written", f"{_minute(release.at)} UTC by {release.by}"),
        *((f"file {file.name}", f"SHA-256 {file.sha256}") for file in facts.files),
        ("disclosure control", facts.protection),
        ("parts", ", ".join(facts.parts) or "all"),
        *facts.options,
        ("numbers", f"{facts.cells} in {len(facts.tables)} tables"),
        ("quotes", str(len(facts.quotes))),
    ]
    if release.withdrawn:
        who = f"{_minute(release.withdrawn)} UTC by {release.withdrawn_by}"
        found.append(("never left the house", f"{who}: {release.reason}"))
    told = told_with_earlier(project, release)
    found.extend(("with earlier reports", each.sentence) for each in told)
    return tuple(found)


def _minute(at: str) -> str:
    return at[:16].replace("T", " ")
