"""The log of what was replaced, and what a report says of it.

The words themselves stay inside: only the internal list shows them.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from hsbcode.domain.joint import JointDisplay, printed_quotes
from hsbcode.domain.quote_decisions import LOOKED, STAY, Decision
from hsbcode.domain.quotes import QuoteTable
from hsbcode.domain.survey import Unit
from hsbcode.store.project import Project
from hsbcode.workflows.quoting.standing import decisions_of
from hsbcode.workflows.redacting.quoted import wholes_of

REPLACED, STAYS, READ = "replaced", "stays", "read through"
WARNING = (
    "Quotes are redacted; that does not make anybody unknown: who knows the person or "
    "the case may still recognise them."
)
_AS_WRITTEN = (
    "Quotes stand as they were written: who knows the person or the case may recognise "
    "them."
)


@dataclass(frozen=True, slots=True)
class Logged:
    """One decision on words of an answer."""

    answer: str
    done: str
    """``replaced``, ``stays`` or ``read through``."""
    role: str
    """What stands instead; empty where nothing does."""
    by: str
    when: str
    """UTC, to the minute."""
    proposed: bool
    """The program proposed it as it was accepted."""
    words: str = ""
    """What was decided on; only in the internal list."""

    def as_dict(self, *, words: bool) -> dict[str, object]:
        """Return the row as JSON values, without the words unless they are wanted."""
        row = asdict(self)
        if not words:
            del row["words"]
        return row


def redaction_log(project: Project, *, words: bool = False) -> tuple[Logged, ...]:
    """Return every decision that stands, oldest first.

    Args:
        project: an open project.
        words: tell the words, too: for the people of the project alone.
    """
    decided = decisions_of(project)
    found = [
        *(one for some in decided.redacted.values() for one in some),
        *(one for some in decided.staying.values() for one in some),
        *decided.looked.values(),
    ]
    units = {
        unit.id: unit
        for unit in project.answers.units(sorted({one.unit for one in found}))
    }
    return tuple(
        _logged(one, units.get(one.unit), words=words)
        for one in sorted(found, key=lambda one: one.act)
    )


def redaction_sentences(
    project: Project,
    tables: Sequence[QuoteTable],
    displays: Sequence[JointDisplay] = (),
) -> tuple[str, ...]:
    """Return what the methods of a report say of redaction: numbers, no words.

    Args:
        project: an open project.
        tables: the quotes that are printed.
        displays: joint displays that are printed with them.
    """
    quotes = printed_quotes(tables, displays)
    if not quotes:
        return ()
    decided = decisions_of(project)
    wholes = wholes_of(project, tables, displays)
    read = sum(whole in decided.looked for whole in wholes)
    roles = Counter(one.role for quote in quotes for one in quote.redactions)
    touched = sum(bool(quote.redactions) for quote in quotes)
    people = sorted({o.by for quote in quotes for o in quote.redactions if o.by})
    told = ", ".join(f"[{role}] {count}" for role, count in sorted(roles.items()))
    if roles:
        who = ""
        if people:
            number = "one person" if len(people) == 1 else f"{len(people)} people"
            listed = any(not o.by for quote in quotes for o in quote.redactions)
            who = f"; {number} decided" + ", beside the list of names" * listed
        first = (
            f"In {touched} of {len(quotes)} quotes words that may identify somebody "
            f"are replaced by what they are, in square brackets ({told}){who}."
        )
    else:
        first = f"No words were replaced in the {len(quotes)} quotes."
    second = (
        f"Of the {len(wholes)} answers quoted, {read} are marked as read by a person "
        "for names, places and detail."
    )
    return first, second, WARNING if roles else _AS_WRITTEN


def _logged(one: Decision, unit: Unit | None, *, words: bool) -> Logged:
    done = READ if one.step == LOOKED else STAYS if one.step == STAY else REPLACED
    told = ""
    if words and unit is not None and one.span is not None:
        told = unit.text[one.span.start : one.span.end]
    return Logged(
        answer=unit.name if unit is not None else "",
        done=done,
        role=one.step if done == REPLACED else "",
        by=one.by,
        when=one.at[:16].replace("T", " "),
        proposed=one.proposed,
        words=told,
    )
