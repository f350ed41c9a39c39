"""Build the table: ``python -m generator [FILE]`` (default ``solved.csv``)."""

import sys
from pathlib import Path

from generator.caseload import meet_children
from generator.competence import own_competence
from generator.feelings import feel
from generator.frame import take_part
from generator.managers import manager_competence
from generator.oddities import add_oddities
from generator.services import know_services
from generator.support import be_supported
from generator.writing import write


def build(target: Path) -> None:
    """Solve every question in turn and write the table."""
    people, leanings = take_part()
    know_services(people, leanings)
    meet_children(people, leanings)
    own_competence(people, leanings)
    manager_competence(people, leanings)
    feel(people, leanings)
    be_supported(people, leanings)
    add_oddities(people)
    write(people, target)


if __name__ == "__main__":
    build(Path(sys.argv[1] if len(sys.argv) > 1 else "solved.csv"))
