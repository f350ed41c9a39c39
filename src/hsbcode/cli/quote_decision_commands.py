"""``quote``: what a person decides about quotes, one decision a command."""

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hsbcode.cli import printing
from hsbcode.domain.errors import UsageConflict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hsbcode.store.project import Project
    from hsbcode.workflows.quoting.reviewing import QuoteReview

_PROJECT = typer.Argument(help="The project file.")
_QUOTE = typer.Argument(help="The quote's reference, as Q12.")
_ANSWER = typer.Argument(help="The answer: its name, or the reference of a quote.")
_THEME = typer.Argument(help="The theme: its code or its label.")
_BY = typer.Option("--coder", help="Who decides; the history names them.")
_REASON = typer.Option("", help="Why; it is kept and counted.")
_QUESTION = typer.Option("", help="The open question, where several have the theme.")


def add_to(app: typer.Typer) -> None:
    """Add this group."""
    group = typer.Typer(
        help="Decide on quotes: accept, swap, put aside, cut, redact; all undoable.",
        no_args_is_help=True,
        rich_markup_mode=None,
    )
    for each in (
        accept,
        better,
        swap,
        refuse,
        free,
        cut,
        whole,
        redact,
        unredact,
        decided,
        undo,
    ):
        group.command()(each)
    group.command("next")(next_best)
    app.add_typer(group, name="quote")


def accept(
    project: Path = _PROJECT,
    quotes: list[str] = typer.Argument(None, help="References, as Q12 Q14."),
    theme: str = typer.Option("", help="Every proposed quote of this theme."),
    question: str = _QUESTION,
    unlike: bool = typer.Option(False, help="As unlike the others, not as typical."),
    shows: str = typer.Option("", help="What the quote shows, in your words."),
    coder: Annotated[str, _BY] = "project",
) -> None:
    """Accept quotes as they are proposed; they stay from then on."""
    from hsbcode.workflows.quoting import deciding
    from hsbcode.workflows.quoting.finding import find_place, find_quote

    with _deciding(project) as (opened, review):
        if theme:
            place = find_place(review, theme, question)
            count = deciding.accept(opened, review.study, [review.theme(place)], coder)
            printing.data(f"accepted {count} quotes of {place.code}")
            return
        if not quotes:
            raise UsageConflict("Say which: references, or --theme.", "As Q12 Q14.")
        found = [find_quote(review, each) for each in quotes]
        for place, quote in found:
            deciding.take(
                opened,
                review.study,
                place.code,
                review.units[quote.unit],
                coder,
                unlike=unlike or quote.divergent,
                shows=shows or quote.shows,
                proposed=not quote.by and (not unlike or quote.divergent),
            )
            printing.data(f"accepted {quote.reference} for {place.code}")


def next_best(
    project: Path = _PROJECT,
    theme: str = _THEME,
    question: str = _QUESTION,
    most: int = typer.Option(12, min=1, help="How many answers."),
    json: bool = typer.Option(False, "--json", help="As JSON."),
) -> None:
    """List the next best answers of a theme, with what each gains and loses."""
    from hsbcode.workflows.opening import open_project
    from hsbcode.workflows.quoting.finding import find_place
    from hsbcode.workflows.quoting.reviewing import read_review
    from hsbcode.workflows.quoting.words import candidate_json, candidate_words

    with (
        printing.waiting("choosing quotes"),
        open_project(project, write=False) as opened,
    ):
        review = read_review(opened)
        found = review.candidates(find_place(review, theme, question), most)
    if json:
        printing.as_json([candidate_json(each) for each in found])
        return
    for each in found:
        printing.data(f"{each.unit.name}  {candidate_words(each)}")
        printing.data(f"  {' '.join(each.unit.text.split())}")
    if not found:
        printing.narrate("No other answer of this theme may be quoted.")


def better(
    project: Path = _PROJECT,
    quote: str = _QUOTE,
    reason: str = _REASON,
    coder: Annotated[str, _BY] = "project",
) -> None:
    """Quote the next best answer in the place of one."""
    from hsbcode.workflows.quoting.deciding import swap as swap_quotes
    from hsbcode.workflows.quoting.finding import find_quote

    with _deciding(project) as (opened, review):
        place, old = find_quote(review, quote)
        candidates = review.candidates(place, 1, old.unit)
        if not candidates:
            raise UsageConflict("No other answer of this theme may be quoted.")
        new = candidates[0].unit
        swap_quotes(opened, review.study, place.code, old, new, reason, coder)
        printing.data(f"{new.name} in the place of {review.units[old.unit].name}")


def swap(
    project: Path = _PROJECT,
    quote: str = _QUOTE,
    answer: str = _ANSWER,
    reason: str = _REASON,
    coder: Annotated[str, _BY] = "project",
) -> None:
    """Quote a certain answer in the place of one."""
    from hsbcode.workflows.quoting.deciding import swap as swap_quotes
    from hsbcode.workflows.quoting.finding import find_quote, find_unit

    with _deciding(project) as (opened, review):
        place, old = find_quote(review, quote)
        new = find_unit(review, answer)
        swap_quotes(opened, review.study, place.code, old, new, reason, coder)
        printing.data(f"{new.name} in the place of {review.units[old.unit].name}")


def refuse(
    project: Path = _PROJECT,
    quote: str = _QUOTE,
    reason: str = _REASON,
    coder: Annotated[str, _BY] = "project",
) -> None:
    """Put a quote aside for its theme; another one is proposed."""
    from hsbcode.workflows.quoting.deciding import refuse as put_aside
    from hsbcode.workflows.quoting.finding import find_quote

    with _deciding(project) as (opened, review):
        place, old = find_quote(review, quote)
        put_aside(opened, place.code, old.unit, reason, coder)
        printing.data(f"put {review.units[old.unit].name} aside for {place.code}")


def free(
    project: Path = _PROJECT,
    theme: str = _THEME,
    answer: str = _ANSWER,
    question: str = _QUESTION,
    coder: Annotated[str, _BY] = "project",
) -> None:
    """Leave it to the program again whether an answer is quoted for a theme."""
    from hsbcode.workflows.quoting.deciding import release_choice
    from hsbcode.workflows.quoting.finding import find_place, find_unit

    with _deciding(project) as (opened, review):
        unit = find_unit(review, answer)
        place = find_place(review, theme, question or unit.question)
        if not release_choice(opened, place.code, unit.id, coder):
            raise UsageConflict(f"Nothing is decided about {unit.name} there.")
        printing.data(f"{unit.name} is undecided for {place.code}")


def cut(
    project: Path = _PROJECT,
    answer: str = _ANSWER,
    words: str = typer.Argument(help="The words to leave out, letter by letter."),
    coder: Annotated[str, _BY] = "project",
) -> None:
    """Leave words of an answer out wherever it is quoted; […] stands there."""
    from hsbcode.workflows.quoting.finding import find_unit, find_words
    from hsbcode.workflows.quoting.wording import cut as leave_out

    with _deciding(project) as (opened, review):
        unit = find_unit(review, answer)
        leave_out(opened, unit, find_words(unit, words), coder)
        printing.data(f"cut in {unit.name}")


def whole(
    project: Path = _PROJECT,
    answer: str = _ANSWER,
    coder: Annotated[str, _BY] = "project",
) -> None:
    """Quote all words of an answer again."""
    from hsbcode.workflows.quoting.finding import find_unit
    from hsbcode.workflows.quoting.wording import uncut

    with _deciding(project) as (opened, review):
        unit = find_unit(review, answer)
        count = uncut(opened, unit, coder)
        if not count:
            raise UsageConflict(f"Nobody left words of {unit.name} out.")
        printing.data(f"took {count} cuts in {unit.name} back")


def redact(
    project: Path = _PROJECT,
    answer: str = _ANSWER,
    words: str = typer.Argument(help="The words to replace, letter by letter."),
    role: str = typer.Option(..., help="What they name: place, name, school …"),
    coder: Annotated[str, _BY] = "project",
) -> None:
    """Replace words of an answer wherever it is quoted, as by [place]."""
    from hsbcode.workflows.quoting.finding import find_unit, find_words
    from hsbcode.workflows.quoting.wording import redact as replace_words

    with _deciding(project) as (opened, review):
        unit = find_unit(review, answer)
        replace_words(opened, unit, find_words(unit, words), role, coder)
        printing.data(f"[{role}] stands in {unit.name}")


def unredact(
    project: Path = _PROJECT,
    answer: str = _ANSWER,
    words: str = typer.Argument(help="Words of the stretch, letter by letter."),
    coder: Annotated[str, _BY] = "project",
) -> None:
    """Take back what was decided on words of an answer."""
    from hsbcode.workflows.quoting.finding import find_unit, find_words
    from hsbcode.workflows.quoting.wording import unredact as take_back

    with _deciding(project) as (opened, review):
        unit = find_unit(review, answer)
        if not take_back(opened, unit, find_words(unit, words), coder):
            raise UsageConflict(f"Nothing is decided on these words of {unit.name}.")
        printing.data(f"took it back in {unit.name}")


def decided(
    project: Path = _PROJECT,
    json: bool = typer.Option(False, "--json", help="As JSON."),
) -> None:
    """List what was decided about quotes, theme by theme."""
    from hsbcode.workflows.opening import open_project
    from hsbcode.workflows.quoting.reviewing import read_review
    from hsbcode.workflows.quoting.words import decided_json, decided_lines

    with open_project(project, write=False) as opened:
        review = read_review(opened)
    if json:
        printing.as_json(decided_json(review))
        return
    count = 0
    for code in dict.fromkeys(place.code for place in review.places):
        lines = decided_lines(review, code)
        count += len(lines)
        if lines:
            printing.data(review.study.codebook.label(code))
        for line in lines:
            printing.data(f"  {line}")
    if not count:
        printing.narrate("Nobody has decided on a quote yet; all are proposed.")


def undo(
    project: Path = _PROJECT,
    redo: bool = typer.Option(False, help="Do the last one taken back again."),
    coder: Annotated[str, _BY] = "project",
) -> None:
    """Take back your last decision on quotes."""
    from hsbcode.workflows.opening import open_for_writing
    from hsbcode.workflows.quoting.deciding import undo_decision

    with open_for_writing(project) as opened:
        undone = undo_decision(opened, coder, redo=redo)
    printing.data(f"{'did again' if redo else 'took back'}: {undone.words}")


@contextmanager
def _deciding(path: Path) -> "Iterator[tuple[Project, QuoteReview]]":
    from hsbcode.workflows.opening import open_for_writing
    from hsbcode.workflows.quoting.reviewing import read_review

    with open_for_writing(path) as opened:
        with printing.waiting("choosing quotes"):
            review = read_review(opened)
        yield opened, review
