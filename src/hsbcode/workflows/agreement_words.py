"""What was compared, and what was not, in sentences."""

from collections.abc import Iterator

from hsbcode.domain.agreement import Confusion
from hsbcode.domain.rounds import RoundKind
from hsbcode.workflows.compared_codings import ComparedCodings


def about_words(compared: ComparedCodings) -> str:
    """Return what was compared."""
    each = compared.round
    if each is None:
        return "Codings outside rounds."
    if each.kind is RoundKind.SELF:
        return (
            f"Round {each.id}, as it was when it was released: what was coded again, "
            "beside the same coder's earlier coding."
        )
    return f"Round {each.id}, as it was when it was released, before anything settled."


def kept_out_words(compared: ComparedCodings, level: str = "leaf") -> Iterator[str]:
    """Yield what was kept out of the comparison, and what was not."""
    out = compared.kept_out
    if out.after_suggestion:
        yield (
            f"{_codings(out.after_suggestion)} made with a suggestion in sight "
            f"{_were(out.after_suggestion)} kept out; --suggested counts them."
        )
    if compared.with_suggestion:
        yield (
            f"{_codings(compared.with_suggestion)} compared here "
            f"{_were(compared.with_suggestion)} made with a suggestion in sight, which "
            "may have led both coders alike; --no-suggested leaves them out."
        )
    if out.after_release:
        steps = "1 step" if out.after_release == 1 else f"{out.after_release:,} steps"
        yield f"{steps} came after the release and {_were(out.after_release)} kept out."
    if out.duplicates:
        yield (
            f"Each text counts once: {out.duplicates:,} "
            f"{'answer' if out.duplicates == 1 else 'answers'} with the text of "
            "another left out."
        )
    if level == "parent":
        yield "Each code counts as the one at the top of its branch."


def confusion_words(confusion: Confusion, labels: dict[str, str]) -> str:
    """Return “amy said Trust where ben said Denial” for one confusion.

    Args:
        confusion: two coders, two codes.
        labels: code → label; other codes are named by their id.
    """
    one, other = confusion.coders
    first, second = (labels.get(code, code) for code in confusion.said)
    if not confusion.said[1]:
        return f"{one} said {first} where {other} did not"
    if not confusion.said[0]:
        return f"{other} said {second} where {one} did not"
    return f"{one} said {first} where {other} said {second}"


def _codings(count: int) -> str:
    return "1 coding" if count == 1 else f"{count:,} codings"


def _were(count: int) -> str:
    return "was" if count == 1 else "were"
