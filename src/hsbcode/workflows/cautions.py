"""What a person should look at again before a report is published."""

from collections.abc import Sequence

from hsbcode.domain.errors import ModelError
from hsbcode.domain.quotes import QuoteTable
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


def name_cautions(tables: Sequence[QuoteTable], language: str) -> tuple[str, ...]:
    """Return sentences on quotes in which the language pipeline sees names.

    Names are proposals: some are missed, and some are none.
    """
    from hsbcode.language.pipeline import names, pipeline

    try:
        chosen = pipeline(language)
    except ModelError as error:
        return (f"Quotes were not looked over for names: {error.message}",)
    if not chosen.finds_names:
        return (
            "Quotes were not looked over for names: no pipeline that finds them is "
            "installed (extra “names”).",
        )
    found = []
    for table in tables:
        for theme in table.themes:
            for quote in theme.quotes:
                seen = [
                    quote.text[name.start : name.end]
                    for name in names(quote.text, language)
                ]
                seen = [
                    word for word in dict.fromkeys(seen) if not _is_short_form(word)
                ]
                if seen:
                    listed = ", ".join(f"“{word}”" for word in seen)
                    found.append(f"{quote.reference} may name somebody: {listed}.")
    read = (
        f"Read every quote: {chosen.name} was used to look for names, and misses some."
    )
    return (*found, read)


def _is_short_form(word: str) -> bool:
    """Whether a word is an abbreviation such as NHS or A&E, not a name."""
    letters = [char for char in word if char.isalpha()]
    return len(word) <= 6 and all(char.isupper() for char in letters)
