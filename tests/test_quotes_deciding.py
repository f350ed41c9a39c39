"""What people decide about quotes: standing, undone, merged, and in the tables."""

from collections.abc import Iterator
from itertools import permutations
from pathlib import Path

import pytest

from hsbcode.domain.acts import Act, ActKind, Span
from hsbcode.domain.errors import UsageConflict
from hsbcode.domain.quote_decisions import quote_decisions
from hsbcode.domain.quotes import Quote, QuoteTable, ThemeQuotes
from hsbcode.domain.survey import Unit
from hsbcode.store.project import Project
from hsbcode.workflows.demo import open_demo
from hsbcode.workflows.log.history import History
from hsbcode.workflows.opening import open_for_writing
from hsbcode.workflows.quoting import clearing, deciding, wording
from hsbcode.workflows.quoting.standing import decisions_of
from hsbcode.workflows.quoting.tables import quote_tables
from hsbcode.workflows.studying import read_study


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return open_demo(tmp_path_factory.mktemp("demo"))[0]


@pytest.fixture
def demo(made: Path, tmp_path: Path) -> Iterator[Project]:
    path = tmp_path / "larc7.hsb"
    path.write_bytes(made.read_bytes())
    with open_for_writing(path) as project:
        yield project


def tables(project: Project) -> tuple[QuoteTable, ...]:
    return quote_tables(read_study(project))


def largest(project: Project) -> ThemeQuotes:
    return max(
        tables(project)[0].themes, key=lambda theme: (theme.pool or 0, theme.code)
    )


def theme_called(project: Project, code: str) -> ThemeQuotes:
    return next(t for t in tables(project)[0].themes if t.code == code)


def unit_of(project: Project, quote: Quote) -> Unit:
    return project.answers.units([quote.unit])[0]


def another(project: Project, theme: ThemeQuotes) -> Unit:
    study = read_study(project)
    quoted = {q.respondent for table in tables(project) for t in table.themes
              for q in t.quotes}  # fmt: skip
    return next(
        unit
        for some in study.units.values()
        for unit in some
        if theme.code in study.codebook.implied(study.verdicts[unit.id].codes)
        and unit.respondent not in quoted
        and unit.id not in study.held_back
        and unit.question == unit_of(project, theme.quotes[0]).question
    )


def test_a_swap_is_one_step_that_undo_takes_back(demo: Project) -> None:
    theme = largest(demo)
    old, new = theme.quotes[0], another(demo, theme)
    study = read_study(demo)
    deciding.swap(demo, study, theme.code, old, new, "says it better", "amy")
    after = theme_called(demo, theme.code)
    units = [quote.unit for quote in after.quotes]
    assert new.id in units
    assert old.unit not in units
    chosen = next(quote for quote in after.quotes if quote.unit == new.id)
    assert chosen.by == "amy"
    newest = History(demo).page(0, 1)[0]
    assert "as a quote for" in newest.words
    assert "aside" in newest.words
    deciding.undo_decision(demo, "amy")
    assert [q.unit for q in theme_called(demo, theme.code).quotes] == [
        q.unit for q in theme.quotes
    ]
    deciding.undo_decision(demo, "amy", redo=True)
    assert new.id in [q.unit for q in theme_called(demo, theme.code).quotes]


def test_accepting_keeps_what_was_proposed_and_says_who(demo: Project) -> None:
    theme = largest(demo)
    count = deciding.accept(demo, read_study(demo), [theme], "amy")
    assert count == len(theme.quotes)
    after = theme_called(demo, theme.code)
    assert [q.unit for q in after.quotes] == [q.unit for q in theme.quotes]
    assert {q.by for q in after.quotes} == {"amy"}
    assert deciding.accept(demo, read_study(demo), [after], "amy") == 0
    assert all(one.proposed for one in decisions_of(demo).taken[theme.code])


def test_a_held_back_answer_is_never_taken(demo: Project) -> None:
    theme = largest(demo)
    quote = theme.quotes[0]
    unit = unit_of(demo, quote)
    flag(demo, unit, "safeguarding")
    with pytest.raises(UsageConflict, match="held back"):
        deciding.take(demo, read_study(demo), theme.code, unit, "amy")
    assert quote.unit not in every_quoted(demo)


def test_a_flag_takes_away_even_a_quote_that_was_taken_until_it_is_cleared(
    demo: Project,
) -> None:
    theme = largest(demo)
    deciding.accept(demo, read_study(demo), [theme], "amy")
    unit = unit_of(demo, theme.quotes[0])
    flag(demo, unit, "identifiable")
    assert unit.id not in every_quoted(demo)
    with pytest.raises(UsageConflict, match="reason"):
        clearing.clear_flag(demo, unit, "identifiable", " ", "amy")
    assert clearing.clear_flag(demo, unit, "identifiable", "name is gone", "amy") == 1
    assert unit.id in every_quoted(demo)
    flag(demo, unit, "identifiable", coder="ben")
    assert unit.id not in every_quoted(demo)


def test_words_are_cut_and_replaced_wherever_the_answer_is_quoted(
    demo: Project,
) -> None:
    theme = largest(demo)
    quote = max(theme.quotes, key=lambda each: len(each.text))
    unit = unit_of(demo, quote)
    first, second, *_rest, last = unit.text.split()
    wording.redact(demo, unit, Span(0, len(first)), "place", "amy")
    start = unit.text.rindex(last)
    wording.cut(demo, unit, Span(start + 1, start + 2), "amy")
    shown = theme_called(demo, theme.code).quotes
    after = next(each for each in shown if each.unit == quote.unit)
    assert after.text.startswith(f"[place] {second}")
    assert last not in after.text
    assert "[…]" in after.text
    assert [one.by for one in after.redactions] == ["amy"]
    assert wording.uncut(demo, unit, "amy") == 1
    assert wording.unredact(demo, unit, Span(0, 1), "amy") == 1
    back = next(q for q in theme_called(demo, theme.code).quotes if q.unit == unit.id)
    assert back.text == quote.text


def test_not_all_of_an_answer_can_be_cut(demo: Project) -> None:
    unit = unit_of(demo, largest(demo).quotes[0])
    with pytest.raises(UsageConflict, match="Nothing of the answer"):
        wording.cut(demo, unit, Span(0, len(unit.text)), "amy")
    with pytest.raises(UsageConflict, match="no words"):
        wording.redact(demo, unit, Span(3, 3), "place", "amy")
    with pytest.raises(UsageConflict, match="replaced") as caught:
        wording.redact(demo, unit, Span(0, 3), "plase", "amy")
    assert "place" in caught.value.hint


def test_decisions_do_not_depend_on_the_order_in_which_files_meet() -> None:
    rows = [
        act("1", "take", "u1", "amy"),
        act("2", "refuse", "u1", "ben"),
        act("3", "take", "u2", "ben"),
        act("4", "unlike", "u2", "amy"),
        act("5", "take", "u3", "amy"),
        act("6", "take", "u3", "amy", ends="5"),
    ]
    found = [
        quote_decisions(
            order,
            words=lambda body: body or "",
            whole_of=lambda unit: unit,
            standing=lambda code: code,
        )
        for order in permutations(rows)
    ]
    assert all(one == found[0] for one in found)
    only = found[0]
    assert [one.unit for one in only.taken["trust"]] == ["u2"]
    assert only.taken["trust"][0].step == "unlike"
    assert only.is_refused("trust", "u1")


def act(number: str, step: str, unit: str, coder: str, ends: str | None = None) -> Act:
    kind = ActKind.UNQUOTE if ends else ActKind.QUOTE
    return Act(
        number, "r", int(number), coder, "2026-01-01T00:00:00+00:00", number, None,
        kind, ends, unit, "trust", step,
    )  # fmt: skip


def flag(project: Project, unit: Unit, name: str, coder: str = "amy") -> None:
    press = project.log.new_id()
    with project.transaction():
        made = project.log.make(coder, press, ActKind.FLAG, unit=unit.id, flag=name)
        project.add([made])
    project.take_in(made)


def every_quoted(project: Project) -> set[str]:
    return {q.unit for table in tables(project) for t in table.themes for q in t.quotes}
