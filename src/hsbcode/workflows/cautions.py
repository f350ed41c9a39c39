"""What a person should look at again before a report is published."""

from collections.abc import Sequence

from hsbcode.domain.attribution import NOBODY_IN_PARTICULAR
from hsbcode.domain.errors import ModelError
from hsbcode.domain.joint import JointDisplay, printed_quotes
from hsbcode.domain.quotes import Quote, QuoteTable
from hsbcode.store.project import Project
from hsbcode.workflows.naming import kept_names, name_sightings

_WHERE = {
    "answer": ("answer", "answers"),
    "form": ("place in the form", "places in the form"),
    "file": ("file name", "file names"),
    "sheet": ("sheet name", "sheet names"),
    "codebook": ("place in the codebook", "places in the codebook"),
    "project": ("name of project or study", "names of project or study"),
}


def kept_name_cautions(
    project: Project, unnumbered: Sequence[str] = ()
) -> tuple[str, ...]:
    """Return sentences on the names of the project's list, without any of them.

    Args:
        project: whose list it is.
        unnumbered: labels of questions whose places have no numbers yet.
    """
    found = [
        f"“{label}” has no numbers for its places yet, so no table names them: "
        "hsbcode areas PROJECT gives them numbers."
        for label in unnumbered
    ]
    listed = len(kept_names(project))
    if not listed:
        return (
            *found,
            "No names of places, schools or services are on the project's list, so "
            "none were masked: hsbcode names PROJECT --add NAME.",
        )
    counts: dict[str, int] = {}
    for sighting in name_sightings(project):
        counts[sighting.what] = counts.get(sighting.what, 0) + 1
    said = [f"{n} {_WHERE[what][n != 1]}" for what, n in counts.items()]
    if said:
        found.append(
            f"Names on the project's list ({listed}) stand in {', '.join(said)}. They "
            "are masked here; hsbcode names PROJECT tells where they are."
        )
    return tuple(found)


def lone_cautions(tables: Sequence[QuoteTable]) -> tuple[str, ...]:
    """Return sentences on quotes of the only person with a theme who is described."""
    return tuple(
        f"{quote.reference} is of the only person with “{theme.label}”, and is signed "
        f"“{quote.attribution}”: colleagues may know who it is."
        for table in tables
        for theme in table.themes
        for quote in theme.quotes
        if theme.count == 1 and quote.attribution != NOBODY_IN_PARTICULAR
    )


def name_cautions(
    tables: Sequence[QuoteTable],
    language: str,
    project: Project | None = None,
    displays: Sequence[JointDisplay] = (),
) -> tuple[str, ...]:
    """Return sentences on quotes in which something may tell who somebody is.

    They are proposals: some are missed, and some are none.

    Args:
        tables: the quotes as they are printed.
        language: of the answers.
        project: leaves out what people of the project decided to let stand.
        displays: joint displays that are printed with them.
    """
    from hsbcode.language.pipeline import pipeline

    try:
        chosen = pipeline(language)
        waiting = (
            _on_which_nobody_decided(project, tables, displays)
            if project is not None
            else _seen_in(printed_quotes(tables, displays), language)
        )
    except ModelError as error:
        return (f"Quotes were not looked over for names: {error.message}",)
    found = [
        f"{reference} may name somebody or tell who they are: "
        f"{', '.join(f'“{word}”' for word in words)}."
        for reference, words in waiting
    ]
    if not chosen.finds_names:
        read = (
            "Quotes were not looked over for names by a language pipeline: none that "
            "finds them is installed (extra “names”). Read every quote."
        )
    else:
        read = (
            f"Read every quote: {chosen.name} and rules were used to look for names "
            "and detail, and miss some."
        )
    return (*found, read)


def _seen_in(
    quotes: Sequence[Quote], language: str
) -> list[tuple[str, tuple[str, ...]]]:
    """Return what the printed quotes show: reference and words."""
    from hsbcode.language.identifying import many_proposals

    texts = [quote.text for quote in quotes]
    return [
        (quote.reference, words)
        for quote, found in zip(quotes, many_proposals(texts, language), strict=True)
        if (
            words := tuple(
                dict.fromkeys(quote.text[p.span.start : p.span.end] for p in found)
            )
        )
    ]


def _on_which_nobody_decided(
    project: Project,
    tables: Sequence[QuoteTable],
    displays: Sequence[JointDisplay],
) -> list[tuple[str, tuple[str, ...]]]:
    from hsbcode.workflows.redacting.quoted import waiting_quotes

    return [
        (one.reference, one.words) for one in waiting_quotes(project, tables, displays)
    ]
