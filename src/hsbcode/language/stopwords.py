"""English words that carry no topic, and words that turn a sentence round."""


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


NEGATORS = _set(
    """
    aint arent cannot cant couldnt didnt doesnt dont hadnt hasnt havent isnt neither
    never no nobody none nor not nothing shouldnt wasnt werent without wont wouldnt
    """
)
"""Words that deny what follows; every word in "n't" does, too."""
TURNS = _set(
    """
    although but except however though yet
    """
)
"""Words past which a negation does not reach."""
EMPTY_WORDS = _set(
    """
    a about after again all also always am an and answer answers any anything are as
    aspect at be because been before being both but by can code comment comments
    could did do does doing done due during each else etc every everyone everything
    few for from further general get gets getting give given go goes going good got
    had has have having he her here him his how i if in include includes including
    into is it its just kept know less let like little lot made make makes many may
    me mention mentions might more most much must my named need needs never new no
    nor not nothing now of off on one only or other others our out over own people
    person please put quite rather really respondent respondents said same say says
    see seen shall she should so some someone something specific still such take
    taken than that the their them then there these they thing things think this
    those though through to told too two under until up us use used very want was
    way we well went were what when where which while who why will with within
    without would yes yet you your
    """
)
"""Words that tell no topic, in answers and in definitions of codes."""
