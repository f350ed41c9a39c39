"""Where a number that does not fit comes from: other people, another row or answer."""

from collections.abc import Iterable

from hsbcode.domain.drafts import DraftVerdict
from hsbcode.domain.shares import Share
from hsbcode.language.quantities import QuantityKind
from hsbcode.numbers.rounding import percent
from hsbcode.results.drafts.cells import PrintedCell
from hsbcode.results.drafts.claims import Claim
from hsbcode.results.drafts.fits import Fit, fit
from hsbcode.results.drafts.kept import kept
from hsbcode.results.drafts.matching import Matcher
from hsbcode.results.drafts.meant import Meant, option_set
from hsbcode.results.drafts.measures import Reading, Thing

_ROW_NAMED = 0.6
"""Share of a row's words from which on that row is meant, and not its grid."""
_NEAR = 0.3


def elsewhere(
    claim: Claim, top: Meant, cells: Iterable[PrintedCell]
) -> tuple[str, str] | None:
    """Return a printed cell of the same answers that fits, in other people."""
    if top.kept.rest or claim.people is not None:
        return None
    wanted = option_set(top.match.thing.measure, top.kept)
    for cell in cells:
        if (
            cell.column == top.match.thing.measure.id
            and cell.options == wanted
            and cell.condition
            and fit(claim.quantity, cell.share) is Fit.YES
            and claim.quantity.base in (None, cell.share.base)
            and cell.share.base >= 0.25 * top.share.base
        ):
            return f"where {cell.condition}", cell.reference
    return None


def of_grid(
    claim: Claim, top: Meant, matcher: Matcher
) -> tuple[DraftVerdict, str] | None:
    """Return the verdict on a sentence about a grid as a whole, which names no row.

    "Half have low confidence": wrong where no row of a grid on confidence gives it.
    """
    if top.match.covered >= _ROW_NAMED:
        return None
    near = {n for n, weight in claim.weights.items() if weight >= _NEAR}
    found = [
        (thing, one)
        for things in _grids(matcher)
        if (common := frozenset.intersection(*(t.subject for t in things)))
        and common <= near
        for thing in things
        for one in kept(claim, thing)
    ]
    plain = []
    for thing, one in found:
        share = thing.measure.shares(one.options, claim.people)[0]
        if not share.base:
            continue
        if one.rest:
            share = Share(share.base - share.count, share.base)
        if fit(claim.quantity, share) is Fit.YES:
            reason = f"It would fit “{thing.label}”, which is not named."
            return DraftVerdict.DOUBTFUL, reason
        if not one.rest:
            plain.append((share, thing.measure, one.options))
    if not plain:
        return None
    plain.sort(key=lambda one: one[0].value or 0)
    (least, measure, options), (most, *_) = plain[0], plain[-1]
    low, high = (percent(s.count, s.base) for s in (least, most))
    labels = dict.fromkeys(m.label.partition(":")[0] for _, m, _ in plain)
    return (
        DraftVerdict.WRONG,
        f"No row of “{'” or “'.join(labels)}” gives it: {low} to {high} "
        f"“{measure.name(options)}”.",
    )


def _grids(matcher: Matcher) -> list[list[Thing]]:
    """Return the rows of each grid, twins left out where they are read as one."""
    rows: dict[str, list[Thing]] = {}
    for measure in matcher.measures:
        grid = measure.id.rpartition(".")[0]
        if grid and measure.id not in matcher.pooled:
            rows.setdefault(grid, []).extend(measure.things)
    return [things for things in rows.values() if len(things) > 1]


def counted(claim: Claim, top: Meant, cells: Iterable[PrintedCell]) -> str:
    """Return which answers give the number, where they were called by other names."""
    measure = top.match.thing.measure
    for cell in cells:
        if cell.column == measure.id and fit(claim.quantity, cell.share) is Fit.YES:
            name = measure.name([o for o in measure.options if o in cell.options])
            return f"{claim.printed} is “{name}”."
    return ""


def whose(claim: Claim, top: Meant, matcher: Matcher) -> str:
    """Return what has the value that was written, of the same question or grid."""
    measure = top.match.thing.measure
    people = claim.people
    if claim.quantity.kind is QuantityKind.WORD:
        return ""
    if measure.reading is Reading.ANSWERS:
        for option, label in zip(measure.options, measure.labels, strict=True):
            share = measure.shares((option,), people)[0]
            if (
                option != top.match.thing.option
                and fit(claim.quantity, share) is Fit.YES
            ):
                return f"{claim.printed} is “{label}”"
        return ""
    grid = measure.id.rpartition(".")[0]
    if not grid or top.kept.rest:
        return ""
    for other in matcher.measures:
        same = other.id.rpartition(".")[0] == grid and other.options == measure.options
        if same and other.id != measure.id:
            share = other.shares(top.kept.options, people)[0]
            if share.base and fit(claim.quantity, share) is Fit.YES:
                return f"{claim.printed} is “{other.label}”"
    return ""
