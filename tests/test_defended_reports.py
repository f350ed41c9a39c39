"""No report gives anybody away: random studies, policies, decisions, attributions.

``python benchmarks/fuzz_reports.py`` runs many more of the same.
"""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hsbcode.store.project import Project
from tests.fuzzed_reports import Fuzzed, check, every_quote, random_report, settled


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    with settled(tmp_path_factory.mktemp("fuzz") / "p.hsb") as made:
        yield made


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(seed=st.integers(0, 10**9))
def test_a_random_report_gives_nobody_away(project: Project, seed: int) -> None:
    check(random_report(seed, project))


def test_the_random_reports_have_something_to_give_away(project: Project) -> None:
    made = [random_report(seed, project) for seed in range(12)]
    quotes = [quote for each in made for _code, quote in every_quote(each)]
    assert len(quotes) > 60
    assert sum(bool(quote.redactions) for quote in quotes) > 3
    assert any("," in quote.attribution for quote in quotes)
    assert any(each.policy.protects and each.joint for each in made)
    assert any("[c" in each.text for each in made)
    assert sum(len(each.silent) for each in made) > 300


def test_the_same_seed_gives_the_same_report(project: Project) -> None:
    assert random_report(7, project).text == random_report(7, project).text


def with_quote(fuzzed: Fuzzed, **changed: object) -> Fuzzed:
    """Return a report whose first quote is otherwise, with a place for the others."""
    tables = list(fuzzed.quotes)
    for at, table in enumerate(tables):
        for nth, theme in enumerate(table.themes):
            if not theme.quotes:
                continue
            quote = replace(theme.quotes[0], **changed)  # type: ignore[arg-type]
            themes = list(table.themes)
            themes[nth] = replace(theme, quotes=(quote, *theme.quotes[1:]))
            tables[at] = replace(table, themes=tuple(themes))
            return replace(fuzzed, quotes=tuple(tables))
    raise AssertionError("no quote")


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"text": "nobody ever wrote this"}, "not word for word"),
        ({"attribution": "Drivers, Prison"}, "Drivers|somebody else"),
        ({"attribution": "Area 3"}, "Area 3"),
    ],
)
def test_the_checks_notice_a_quote_that_is_otherwise(
    project: Project, changed: dict[str, object], said: str
) -> None:
    fuzzed = random_report(3, project)
    check(fuzzed)
    with pytest.raises(AssertionError, match=said):
        check(with_quote(fuzzed, **changed))


def test_the_checks_notice_answers_that_were_held_back(project: Project) -> None:
    fuzzed = random_report(3, project)
    _code, quote = next(every_quote(fuzzed))
    study = replace(fuzzed.study, held_back=frozenset({quote.unit}))
    with pytest.raises(AssertionError, match="held back"):
        check(replace(fuzzed, study=study))
    word = next(word for word in fuzzed.text.split() if word.startswith("zzp"))
    with pytest.raises(AssertionError, match="is printed"):
        check(replace(fuzzed, silent=frozenset({word})))
