"""Naming codes at the prompt: by digit, key, name or a word they hold."""

from typing import TYPE_CHECKING

from hsbcode.cli import printing
from hsbcode.cli.line_mode.prompt import confirm
from hsbcode.domain.codebook import Code
from hsbcode.domain.errors import UsageConflict

if TYPE_CHECKING:
    from hsbcode.workflows.coding import CodingSession


def by_key(session: "CodingSession", key: str) -> Code:
    """Return the code with a letter key.

    Raises:
        UsageConflict: no code under this question has it.
    """
    for code in session.codes:
        if code.key == key:
            return code
    raise UsageConflict(f"No code has the key “{key}”.", "/ finds codes by words.")


def named(session: "CodingSession", name: str) -> Code:
    """Return the code with this label, id, key or digit, or that alone begins so.

    Raises:
        UsageConflict: there is none, or several begin so.
    """
    wanted = name.strip().casefold()
    digit = session.digits.get(wanted)
    for code in session.codes:
        if wanted in (code.label.casefold(), code.id, code.key) or code.id == digit:
            return code
    begins = [c for c in session.codes if c.label.casefold().startswith(wanted)]
    if wanted and len(begins) == 1:
        return begins[0]
    raise UsageConflict(f"There is no code “{name}”.", "/ finds codes by words.")


def offered_or_made(session: "CodingSession", name: str) -> Code | None:
    """Offer a code of another question here, or make a new one; None if not wanted."""
    wanted = name.strip().casefold()
    for code in session.codebook:
        if wanted in (code.label.casefold(), code.id) and code.can_be_applied:
            others = ", ".join(code.questions)
            if not confirm(f"{code.label} belongs to {others}. Offer it here, too?"):
                return None
            session.offer_here(code.id)
            return session.codebook[code.id]
    if not name or not confirm(f"Make a new code “{name}”?"):
        return None
    return session.create_code(name)


def list_with(session: "CodingSession", word: str) -> None:
    """List codes that hold a word, each with what applies it."""
    folded = word.casefold()
    hits = [
        code
        for code in session.codes
        if folded in " ".join((code.label, code.definition, *code.keywords)).casefold()
    ]
    digits = {code: digit for digit, code in session.digits.items()}
    for code in hits:
        key = digits.get(code.id) or (f";{code.key}" if code.key else "+")
        printing.data(f"{key} {code.label}")
    if not hits:
        printing.data(f"No code holds “{word}”. + {word} makes one.")


def list_digits(session: "CodingSession") -> None:
    """List which digit applies which code."""
    printing.columns(
        (digit, session.codebook.label(code)) for digit, code in session.digits.items()
    )


def read_definition(code: Code) -> None:
    """Read out a code's definition."""
    for what, text in (
        (code.label, code.definition or "no definition yet"),
        ("Use it when", code.include_when),
        ("Not when", code.exclude_when),
        ("Examples", " | ".join(code.examples)),
    ):
        if text:
            printing.data(f"{what}: {text}")
