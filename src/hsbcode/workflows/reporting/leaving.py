"""The last step before a document leaves the project: names masked, quotes proved."""

from hsbcode.domain.errors import OutputError
from hsbcode.domain.identifying import ROLES
from hsbcode.domain.kept_names import KINDS
from hsbcode.domain.study import Study
from hsbcode.language.kept_names import NameFinder
from hsbcode.quotes.verbatim import check_verbatim, digest
from hsbcode.report.document import Document
from hsbcode.report.masking import masked
from hsbcode.report.quotes_in import quotes_in

_MASKS = frozenset(f"[{role}]" for role in (*ROLES, *KINDS))


def ready_to_leave(document: Document, study: Study) -> Document:
    """Return a document as it may leave the project.

    Names on the project's list are masked in all of it; then every quote that it
    prints is held against the stored answer once more.

    Raises:
        OutputError: a quote is not word for word what the answer holds, its answer
            has changed, or it must not be quoted.
    """
    found, _changed = masked(document, NameFinder(study.names).mask)
    units = {unit.id: unit for some in study.units.values() for unit in some}
    for quote in quotes_in(found):
        unit = units.get(quote.unit)
        if unit is None or unit.id in study.held_back:
            raise OutputError(
                f"{quote.reference} quotes an answer that must not be quoted.",
                "Nothing was written. hsbcode flags PROJECT tells what is held back.",
            )
        if quote.source and quote.source != digest(unit.text):
            raise OutputError(f"The answer {unit.name} is not the one that was quoted.")
        check_verbatim(quote.text, unit.text, unit.name, _MASKS)
    return found
