"""Small studies whose every count can be checked by eye."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from hsbcode.domain.codebook import Code, Codebook
from hsbcode.domain.counting import Standing, Verdict
from hsbcode.domain.study import Study
from hsbcode.domain.survey import Kind, Question, Respondent, Unit

BOOK = Codebook(
    (
        Code("trust", "Winning trust", definition="Getting people to talk."),
        Code("trust_child", "Trust of the child", parent="trust"),
        Code("trust_parent", "Trust of parents", parent="trust", report=True),
        Code("money", "Money", definition="Too little of it."),
        Code("tools_only", "Only asked under tools", questions=("tools",)),
        Code("places", "Places", kind="container"),
        Code("places_home", "Homes", parent="places"),
        Code("spare", "Nobody says it"),
        Code("old", "Retired", status="retired"),
        Code("empty", "Nothing to code", kind="validity"),
    ),
    title="Test frame",
    version="v7",
)


class Said(NamedTuple):
    """One box of one person."""

    person: str
    text: str
    codes: str | None = ""
    """``;``-separated; None = nobody has finished it."""
    box: int = 1
    standing: Standing = Standing.ONLY
    question: str = "challenge"


def unit_of(said: Said) -> Unit:
    name = f"{said.person}-{said.question}-{said.box}"
    return Unit(
        id=name,
        box_id=name,
        respondent=said.person,
        reference=said.person,
        question=said.question,
        box=said.box,
        boxes=3,
        text=said.text,
    )


def verdict_of(said: Said) -> Verdict:
    if said.codes is None:
        return Verdict(Standing.UNCODED)
    codes = frozenset(code for code in said.codes.split(";") if code)
    if said.standing is Standing.UNSETTLED:
        return Verdict(Standing.UNSETTLED, frozenset(), ("ann", "bob"))
    return Verdict(said.standing, codes, ("ann",))


def make_study(
    said: Iterable[Said],
    *,
    people: Sequence[str] = (),
    closed: Mapping[str, Mapping[str, Sequence[str]]] | None = None,
    held_back: Iterable[str] = (),
    book: Codebook = BOOK,
    options: Mapping[str, tuple[str, ...]] | None = None,
    asked: Mapping[str, Iterable[str]] | None = None,
) -> Study:
    """Build a study; everybody is asked everything unless ``asked`` says otherwise."""
    said = tuple(said)
    everybody = tuple(dict.fromkeys([*people, *(each.person for each in said)]))
    closed = closed or {}
    options = options or {}
    questions = {
        "challenge": Question(
            "challenge", Kind.OPEN, "Challenges", "What is hard?", ("1", "2", "3")
        ),
        "tools": Question("tools", Kind.OPEN, "Tools", "Which tools?", ("tools",)),
    }
    for name in {**options, **closed}:
        answers = closed.get(name, {})
        kind = Kind.TICK if name.startswith("tick") else Kind.CLOSED
        found = options.get(
            name, tuple(dict.fromkeys(v for vs in answers.values() for v in vs))
        )
        questions[name] = Question(name, kind, name.title(), options=found)
    return Study(
        name="test",
        respondents=tuple(
            Respondent(person, "w1", person, row)
            for row, person in enumerate(everybody, start=2)
        ),
        questions=questions,
        closed={
            name: {person: tuple(values) for person, values in answers.items()}
            for name, answers in closed.items()
        },
        asked={
            name: frozenset((asked or {}).get(name, everybody)) for name in questions
        },
        units={
            name: tuple(unit_of(each) for each in said if each.question == name)
            for name in ("challenge", "tools")
        },
        verdicts={unit_of(each).id: verdict_of(each) for each in said},
        codebook=book,
        lead="ann",
        held_back=frozenset(held_back),
        coders={
            unit_of(each).id: verdict_of(each).coders
            for each in said
            if verdict_of(each).coders
        },
        sources={"w1": "export.csv"},
    )


HOSTILE = (
    "<script>alert(1)</script>",
    "[click](javascript:alert(1)) and ![x](http://evil.example/a.png)",
    "a | b || c \\| d \\",
    "# heading\n- item\n1. one\n> quote\n```\ncode\n```",
    "\x1b[31mred\x1b[0m \x9b2J \x00 \x07",
    "pay \u202egro.elpmaxe\u202c now \u2066x\u2069",
    "=cmd|' /C calc'!A0",
    "&lt;b&gt; &amp; &#60;i&#62; {{ 7 * 7 }} {% raw %}",
    "👩‍👧 日本語 עברית عربي ﷽",
    "[/b] [@click=app.quit] $x^2$ :smile: http://evil.example www.evil.example",
    "lone \ud800 surrogate \u2028 line",
    '" onmouseover="alert(1)" x="',
    "",
    "   ",
    "word " * 4000,
    "x" * 20000,
)
