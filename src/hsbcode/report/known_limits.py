"""The limits that surveys of this kind have, in general words.

Each has an id that never changes, because projects switch it by that id.
"""

from dataclasses import dataclass

USUAL_WORDS = {"people": "people", "places": "places", "cases": "people"}
"""Words of the sentences for which a study may have its own."""


@dataclass(frozen=True, slots=True)
class KnownLimit:
    """One general limit."""

    id: str
    sentence: str
    """With ``{people}``, ``{places}`` and ``{cases}`` for the study's own words."""
    assumed: bool
    """Whether it holds unless a project says otherwise."""


STATED = (
    KnownLimit(
        "places_volunteered",
        "The {places} that took part chose to do so; others may differ from them.",
        assumed=False,
    ),
    KnownLimit(
        "people_chose",
        "Everybody chose for themselves whether to answer, so those who did may "
        "differ from those who did not.",
        assumed=True,
    ),
    KnownLimit(
        "own_recruitment",
        "Each of the {places} invited {people} in its own way, so how many were "
        "reached is not known, and results of {places} are not compared as equals.",
        assumed=False,
    ),
    KnownLimit(
        "not_a_sample",
        "Those who answered are no random and no quota sample, so nothing is inferred "
        "about {people} who did not answer.",
        assumed=True,
    ),
    KnownLimit(
        "perceptions",
        "Answers are what {people} saw and thought; nothing was verified.",
        assumed=True,
    ),
    KnownLimit(
        "awareness",
        "To know of a document or a service is not the same as its existence, and "
        "not to know of it is not its absence.",
        assumed=False,
    ),
    KnownLimit(
        "perceived_change",
        "Where answers say that something has become more or less frequent, people "
        "may only have become more or less aware of it.",
        assumed=False,
    ),
    KnownLimit(
        "estimates",
        "Estimates of how many {cases} have a need or a trait are views; they do not "
        "measure how common it is.",
        assumed=False,
    ),
    KnownLimit(
        "commenters",
        "{People} who write an answer may differ from those who do not, so every "
        "theme is shown as a share of both.",
        assumed=True,
    ),
    KnownLimit(
        "association",
        "A theme beside a closed result is an association, not a cause.",
        assumed=True,
    ),
    KnownLimit(
        "invented_people",
        "The respondents and all their answers are invented; nothing here is about "
        "anybody.",
        assumed=False,
    ),
    KnownLimit(
        "invented_coders",
        "The coders are invented, too, so their agreement says nothing of what real "
        "coders reach.",
        assumed=False,
    ),
)
"""Facts that nobody can read off the data: assumed, or stated by the project."""

FOUND = (
    "small_bases",
    "pooled_units",
    "recodes",
    "coding",
    "suggestions",
    "undecided",
    "no_tests",
)
"""Facts that are read off the project, in the order of the report."""

IDS = (*(known.id for known in STATED), *FOUND)
