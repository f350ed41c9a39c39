"""Judging a project's suggestions: on which codings, beside whom, to what limit."""

import json
from pathlib import Path

import pytest

from hsbcode.cli.app import main
from hsbcode.domain.errors import UsageConflict
from hsbcode.domain.quality import HumanAgreement, Quality
from hsbcode.store.project import Project
from hsbcode.workflows.coding import CodingSession
from hsbcode.workflows.suggestions.audit_sample import draw_audit
from hsbcode.workflows.suggestions.blind_agreement import blind_agreement
from hsbcode.workflows.suggestions.evaluating import evaluate, suggest_uncoded
from hsbcode.workflows.suggestions.judged import judged_codings
from hsbcode.workflows.suggestions.limit import choose_limit, chosen_limit
from hsbcode.workflows.suggestions.words import share_words
from tests.projects import make_project

Capture = pytest.CaptureFixture[str]

TRUST = ("They trust us", "nobody trusts anybody", "trusting takes years")
HOURS = ("too many hours", "hours and hours", "no hours left for it")


def survey(path: Path, count: int = 120, uncoded: int = 0) -> Project:
    """One answer a person: trust and time in turn, each with a number."""
    texts = [f"{(TRUST if n % 2 else HOURS)[n % 3]}, case {n}" for n in range(count)]
    texts += [f"hours of trust, left case {n}" for n in range(uncoded)]
    return make_project(path, texts)


def code_all(
    project: Project, coder: str, places: range, shown: str = "none", picked: str = ""
) -> None:
    session = CodingSession(project, coder, "what")
    for place in places:
        unit = session.units[place]
        session.apply(unit, "trust" if place % 2 else "time", shown=shown)
        session.finish(unit, picked=picked or None, shown=shown)


def run(arguments: list[str]) -> None:
    """Run a command that succeeds."""
    with pytest.raises(SystemExit) as end:
        main(arguments)
    assert not end.value.code


def judged(project: Project, **wishes: object) -> Quality:
    job = evaluate(project, resamples=50, curve=False, **wishes)  # type: ignore[arg-type]
    while True:
        try:
            next(job)
        except StopIteration as end:
            found: Quality = end.value
            return found


def test_all_codings_are_judged_on_where_none_saw_a_suggestion(tmp_path: Path) -> None:
    with survey(tmp_path / "p.hsb") as project:
        code_all(project, "amy", range(120))
        quality = judged(project)
    assert quality.units == 120
    assert quality.judged == (
        "Judged on all 120 coded answers: none saw a suggestion first."
    )
    assert {c.code for c in quality.codes if c.verdict == "useful"} == {"trust", "time"}


def test_codings_with_a_suggestion_in_sight_are_only_learnt_from(
    tmp_path: Path,
) -> None:
    with survey(tmp_path / "p.hsb") as project:
        code_all(project, "amy", range(60), shown="off")
        code_all(project, "amy", range(60, 120), shown="some-showing")
        quality = judged(project)
        assert (quality.units, quality.coded) == (60, 120)
        assert "60 answers that were coded without a suggestion" in quality.judged
        everything = judged(project, on="all")
        assert everything.units == 120
        assert "may flatter" in everything.judged


def test_what_the_suggestions_asked_for_is_only_learnt_from(tmp_path: Path) -> None:
    with survey(tmp_path / "p.hsb", uncoded=1) as project:
        code_all(project, "amy", range(70), picked="imported")
        code_all(project, "amy", range(70, 120), picked="useful")
        assert judged(project).units == 70
        # where every answer is coded, nothing was left out by picking
        code_all(project, "amy", range(120, 121), picked="useful")
        assert judged(project).units == 121


def test_few_blind_codings_leave_all_and_the_output_says_so(tmp_path: Path) -> None:
    with survey(tmp_path / "p.hsb") as project:
        code_all(project, "amy", range(10))
        code_all(project, "amy", range(10, 80), shown="some-showing")
        quality = judged(project)
        assert quality.units == 80
        assert "Only 10 of them" in quality.judged


def test_the_audit_sample_is_judged_on_and_never_learnt_from(tmp_path: Path) -> None:
    with survey(tmp_path / "p.hsb") as project:
        sample = draw_audit(project, "what", "60")
        code_all(project, "amy", range(120))
        units = project.answers.all_units("what")
        rows = judged_codings(project, units, "auto")
        assert sum(rows.judged) == 60
        assert [not each for each in rows.judged] == list(rows.learnt_from)
        inside = {u.id for u, on in zip(units, rows.judged, strict=True) if on}
        assert inside == set(sample.units)
        assert judged(project).units == 60


def test_what_is_not_there_is_said_in_a_sentence(tmp_path: Path) -> None:
    with survey(tmp_path / "p.hsb") as project:
        code_all(project, "amy", range(30))
        with pytest.raises(UsageConflict, match="audit sample"):
            judged(project, on="audit")
        with pytest.raises(UsageConflict, match="no way “blnd”"):
            judged(project, on="blnd")
        with pytest.raises(UsageConflict, match="no open question “wat”"):
            judged(project, question="wat")


def test_people_stand_beside_the_suggestions_where_they_coded_blind(
    tmp_path: Path,
) -> None:
    with survey(tmp_path / "p.hsb") as project:
        code_all(project, "amy", range(120))
        assert blind_agreement(project) == {}
        code_all(project, "ben", range(40))
        found = blind_agreement(project)
        assert found["trust"] == HumanAgreement(40, 1.0, 1.0, 40)
        assert found["trust"].says_enough
        assert not found["risk"].says_enough
        # what followed a suggestion says nothing of people
        code_all(project, "cleo", range(40, 80), shown="some-showing")
        assert blind_agreement(project) == found
        quality = judged(project)
        trust = next(each for each in quality.codes if each.code == "trust")
        assert trust.human == found["trust"]


def test_below_a_hundred_answers_shares_are_words(tmp_path: Path) -> None:
    with survey(tmp_path / "p.hsb") as project:
        code_all(project, "amy", range(99))
        few = judged(project)
        code_all(project, "amy", range(99, 100))
        enough = judged(project)
    assert share_words(0.74, few) == "more often than not"
    assert share_words(0.74, enough) == "74 of 100"
    assert share_words(None, few) == "–"


def test_a_chosen_limit_is_kept_and_in_force(tmp_path: Path) -> None:
    with survey(tmp_path / "p.hsb", count=60, uncoded=20) as project:
        code_all(project, "amy", range(60))

        def scores() -> list[float]:
            job = suggest_uncoded(project)
            while True:
                try:
                    next(job)
                except StopIteration as end:
                    return [
                        each.score
                        for _unit, found in end.value.units
                        for each in found
                        if each.score is not None
                    ]

        before = scores()
        assert chosen_limit(project) is None
        choose_limit(project, 0.95, "amy")
        assert chosen_limit(project) == 0.95
        after = scores()
        assert len(after) < len(before)
        assert all(score >= 0.95 for score in after)
        assert judged(project).limit == 0.95
        choose_limit(project, None, "amy")
        assert scores() == before
        with pytest.raises(UsageConflict, match="no limit"):
            choose_limit(project, 1.5, "amy")


def test_the_command_speaks_in_sentences_and_in_json(
    tmp_path: Path, capsys: Capture
) -> None:
    path = tmp_path / "p.hsb"
    with survey(path) as project:
        code_all(project, "amy", range(120))
        code_all(project, "ben", range(30))
    run(["evaluate", str(path)])
    said = capsys.readouterr().out
    assert "were right" in said
    assert "useful" in said
    assert "Judged on all 120 coded answers" in said
    assert "F1" not in said
    assert " AP" not in said
    run(["evaluate", str(path), "--detail"])
    assert "macro-AP" in capsys.readouterr().out
    run(["evaluate", str(path), "--json"])
    told = json.loads(capsys.readouterr().out)
    assert told["answers"] == 120
    assert {"p_at_1", "r_at_5", "micro_f1", "macro_f1", "macro_ap", "ece"} < set(told)
    trust = next(each for each in told["codes"] if each["code"] == "trust")
    assert trust["n"] == 60
    assert trust["human"] == {"answers": 30, "given": 30, "positive": 1, "alpha": 1}
    run(["evaluate", str(path), "--choose", "0.8", "--coder", "amy"])
    run(["evaluate", str(path), "--json"])
    assert json.loads(capsys.readouterr().out)["limit"] == 0.8
    with pytest.raises(SystemExit):
        main(["evaluate", str(path), "--choose", "much"])
    assert "“much” is no limit" in capsys.readouterr().err
