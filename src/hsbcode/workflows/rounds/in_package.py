"""Working in a coder package: as its coder, in its round, and nothing else."""

from hsbcode.domain.errors import RoundError
from hsbcode.store.project import Project


def as_packaged(project: Project, coder: str, round_: str) -> tuple[str, str]:
    """Return who codes in which round: in a package, what it was made for.

    Args:
        project: an open project or package.
        coder: as asked for; empty where nobody was named.
        round_: as asked for; empty where none was named.
    """
    package = project.package
    if package is None:
        return coder, round_
    return coder or package.coder, round_ or package.round


def refuse_other(project: Project, coder: str, round_: str | None) -> None:
    """Refuse to code in a package as somebody else, or outside its round.

    Raises:
        RoundError: its codings would never come back.
    """
    package = project.package
    if package is not None and (coder, round_) != (package.coder, package.round):
        raise RoundError(
            f"{project.path.name} is {package.sentence}: what is coded otherwise in "
            "it would never come back.",
            f"Open it with: hsbcode {project.path.name}",
        )


def refuse_leading(project: Project) -> None:
    """Refuse what only whoever leads does: steps of rounds.

    Raises:
        RoundError: the file is a package.
    """
    package = project.package
    if package is not None:
        raise RoundError(
            f"{project.path.name} is {package.sentence}: rounds are led in the project "
            "that it came from.",
            f"Send your codings back: hsbcode round send {project.path.name}",
        )
