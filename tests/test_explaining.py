"""Why a code is suggested for an answer, or why not; on every face of coding."""

import io
import json
from pathlib import Path

import pytest
from textual.pilot import Pilot

from hsbcode.cli.app import main
from hsbcode.cli.line_mode.session import run_lines
from hsbcode.domain.codebook import Code, Codebook
from hsbcode.domain.errors import UsageConflict
from hsbcode.domain.explanations import Explanation, SpokenFor
from hsbcode.store.project import Project
from hsbcode.suggest import CodeSuggester, message_values, messages, why
from hsbcode.suggest.learning import LEAST_CODED, LEAST_POSITIVES, LEAST_RESPONDENTS
from hsbcode.suggest.why import Coded, explain
from hsbcode.tui.app import HsbcodeApp
from hsbcode.tui.dialogs.why_code import WhyCode
from hsbcode.workflows.coding import CodingSession
from hsbcode.workflows.rounds import drawing
from hsbcode.workflows.rounds.phases import begin
from hsbcode.workflows.suggestions.explaining import explain_once, told
from hsbcode.workflows.suggestions.sight import HIDDEN, set_hidden_share
from tests.driving import coding, drive, press, settle, shown_text
from tests.projects import make_project
from tests.test_tui_hostile import HOSTILE, assert_clean

Capture = pytest.CaptureFixture[str]

BOOK = Codebook(
    (
        Code("food", "Meals", definition="What people eat.", keywords=("soup",)),
        Code("noise", "Quiet at night"),
        Code("old", "Old", status="retired"),
        Code("all", "Everything", kind="container"),
        Code("car", "Parking", questions=("other",)),
        Code("rare", "Rare", keywords=("helicopter", "crane")),
    )
)
TEXTS = tuple(
    f"the dinner was cold on day {n}" if n % 2 else f"loud televisions at {n} o'clock"
    for n in range(24)
)


@pytest.fixture(autouse=True)
def _own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("APPDATA", str(tmp_path / "config"))


def learnt() -> tuple[CodeSuggester, Coded]:
    sets = [{"food"} if n % 2 else {"noise"} for n in range(24)]
    sets[3] = {"food", "rare"}
    coded = Coded(
        [f"u{n}" for n in range(24)],
        sets,
        [f"r{n}" for n in range(24)],
        ["q"] * 24,
    )
    model = CodeSuggester(BOOK).fit(
        TEXTS,
        sets,
        groups=coded.people,
        questions=coded.questions,
        corpus=[*TEXTS, "cold soup"],
    )
    return model, coded


def asked(text: str, code: str, unit: str = "new") -> Explanation:
    model, coded = learnt()
    return explain(model, BOOK, unit, text, "q", code, coded)


def test_the_limits_are_those_of_learning() -> None:
    assert (why.LEAST_CODED, why.LEAST_POSITIVES, why.LEAST_RESPONDENTS) == (
        LEAST_CODED,
        LEAST_POSITIVES,
        LEAST_RESPONDENTS,
    )


def test_a_suggestion_names_words_keywords_entry_and_answers() -> None:
    found = asked("soup and dinner were cold", "food")
    assert (found.suggested, found.source) == (True, "model")
    assert found.keywords == ("soup",)
    assert found.item_kind in ("keywords", "definition")
    assert found.answers
    assert all(each.has_code for each in found.answers if each.weight > 0)
    assert found.reasons == ()


def test_an_answer_does_not_speak_for_itself() -> None:
    found = asked(TEXTS[5], "food", "u5")
    assert "u5" not in {each.unit for each in found.answers}


@pytest.mark.parametrize(
    ("code", "text", "words"),
    [
        ("old", "soup", "is retired"),
        ("all", "soup", "only holds other codes"),
        ("car", "soup", "not offered for this question"),
        ("rare", "soup", "1 coded example of 5"),
        ("rare", "soup", "None of its 2 keywords is in the answer."),
        ("rare", "there was no helicopter", "is denied or part of another word"),
        ("noise", "the soup", "It has no keywords in the codebook."),
        ("noise", "the soup", "From what is coded so far the model finds it unlikely"),
    ],
)
def test_why_not_is_said_in_sentences(code: str, text: str, words: str) -> None:
    found = asked(text, code)
    assert not found.suggested
    assert words in " ".join(found.reasons)


def test_below_a_hundred_codings_no_number_is_given() -> None:
    for code in ("noise", "rare", "food"):
        said = " ".join(asked("a helicopter over the garden", code).reasons)
        assert "score" not in said
        assert "%" not in said


def test_the_codebook_alone_can_be_asked() -> None:
    found = explain(None, BOOK, "u", "cold soup", "q", "food")
    assert (found.suggested, found.source, found.strength) == (
        True,
        "codebook",
        "keyword",
    )
    assert found.words == ("soup",)
    assert not found.answers
    other = explain(None, BOOK, "u", "cold soup", "q", "noise")
    assert other.reasons[0] == "Too few to learn it from: 0 coded examples of 5."


def test_what_comes_after_the_last_that_is_shown_says_its_place() -> None:
    codes = tuple(Code(f"c{n}", f"C{n}", keywords=("soup",)) for n in range(7))
    found = explain(None, Codebook(codes), "u", "soup", "q", "c6")
    assert found.reasons == ("Other codes are likelier: it comes 7. and 5 are shown.",)


def test_an_explanation_survives_the_way_between_processes() -> None:
    said = Explanation(
        "u\ud800",
        "food",
        True,
        words=("“\x1b”",),
        answers=(SpokenFor("a", True, 0.25), SpokenFor("b", False, -1.0)),
        reasons=("x",),
    )
    line = messages.encode(
        {"done": "explain", "explanation": message_values.explanation_to_dict(said)}
    )
    assert messages.read_explanation(messages.decode(line)) == said


# ---- in a project ----------------------------------------------------------------


@pytest.fixture
def path(tmp_path: Path) -> Path:
    texts = [*TEXTS, "soup and dinner were cold", "cold soup again"]
    with make_project(tmp_path / "p.hsb", texts, tuple(BOOK)) as project:
        set_hidden_share(project, "0")
        session = CodingSession(project, "amy")
        for n, unit in enumerate(session.units[:24]):
            session.apply(unit, "food" if n % 2 else "noise")
            session.finish(unit)
    return tmp_path / "p.hsb"


def test_told_puts_names_and_texts_in_place_of_ids(path: Path) -> None:
    with Project.open(path, write=False) as project:
        shown = explain_once(project, "0025/what/1", "Meals")
        assert shown.label == "Meals"
        assert shown.lines[0] == "Suggested: likely, learnt from coded answers."
        assert "Keywords in the answer: “soup”" in shown.lines
        spoken = {each.words: each.unit.text for each in shown.answers}
        assert "dinner" in spoken["coded with it, speaks for it"]
        gone = Explanation("u", "food", False, reasons=("why",))
        assert told(project, gone).lines[:2] == ("Not suggested.", "why")


def test_what_is_hidden_by_design_is_not_explained(path: Path) -> None:
    with Project.open(path) as project:
        set_hidden_share(project, "100%")
        with pytest.raises(UsageConflict) as refused:
            explain_once(project, "0025/what/1", "food", "ben")
        assert refused.value.message == HIDDEN


def run(*arguments: object) -> int:
    try:
        main(["suggest", *map(str, arguments)])
    except SystemExit as end:
        return int(str(end.code or 0))
    return 0


def test_the_command_says_why(path: Path, capsys: Capture) -> None:
    assert run(path, "--why", "0025/what/1", "food") == 0
    said = capsys.readouterr().out
    assert said.startswith("Meals\n  Suggested: likely")
    assert run(path, "--why", "0025/what/1", "noise", "--json") == 0
    shown = json.loads(capsys.readouterr().out)
    assert (shown["label"], shown["suggested"]) == ("Quiet at night", False)
    assert shown["reasons"]
    assert set(shown["names"]) == {each["unit"] for each in shown["answers"]}
    assert run(path, "--why", "nobody/what/1", "food") == 1
    assert run(path, "--why", "0025/what/1", "fod") == 1
    assert "food" in capsys.readouterr().err


def test_the_prompt_says_why(
    path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    lines = "g 0025/what/1\nwhy meals\nwhy quiet\nwhy what\nq\n"
    monkeypatch.setattr("sys.stdin", io.StringIO(lines))
    assert run_lines(path, "amy", "", "") == 0
    said = capsys.readouterr().out
    assert "Meals:\nSuggested: likely, learnt from coded answers.\n" in said
    assert "Quiet at night:\nNot suggested.\n" in said
    assert "There is no code “what”." in said


def test_a_key_says_why_goes_to_an_answer_and_comes_back(path: Path) -> None:
    with Project.open(path) as project:

        async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
            screen = coding(app)
            screen.begin_learning()
            await settle(pilot)
            here = screen.unit.id
            assert screen.unit.text == "soup and dinner were cold"
            await press(pilot, "W")
            assert "Why “Meals”?" in shown_text(app)
            assert "Keywords in the answer: “soup”" in shown_text(app)
            await press(pilot, "enter")
            assert screen.unit.id != here
            assert "dinner" in screen.unit.text
            await press(pilot, "b")
            assert screen.unit.id == here
            await press(pilot, "b")
            assert "no answer to go back to" in screen.said
            await press(pilot, "W", "slash", *"quiet", "enter")
            assert "Not suggested." in shown_text(app)
            await press(pilot, "escape")
            assert not isinstance(app.screen, WhyCode)

        drive(project, script, suggestions=True, size=(100, 30))


def test_nothing_is_told_where_suggestions_are_hidden(path: Path) -> None:
    with Project.open(path) as project:
        set_hidden_share(project, "100%")

        async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
            await press(pilot, "W")
            assert app.screen is coding(app)
            assert HIDDEN in coding(app).said

        drive(project, script, suggestions=True, size=(100, 30))


def test_nothing_is_told_in_a_blind_round(path: Path) -> None:
    with Project.open(path) as project:
        drawing.draw_round(project, "one", drawing.Wanted(), "lead")
        drawing.assign_evenly(project, "one", ["amy", "ben"], "lead")
        begin(project, "one", "lead")

        async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
            await press(pilot, "W")
            assert app.screen is coding(app)
            assert "blind" in shown_text(app)
            await press(pilot, "E")
            assert app.screen is coding(app)

        drive(project, script, suggestions=True, round_="one", size=(100, 30))


def test_hostile_answers_are_told_harmlessly(tmp_path: Path) -> None:
    texts = [HOSTILE + " soup", "soup " + "word " * 4000, ""]
    codes = (Code("food", "Meals [/]\x1b[31m", keywords=("soup", HOSTILE)),)
    with make_project(tmp_path / "h.hsb", texts, codes) as project:
        set_hidden_share(project, "0")

        async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
            for key in ("home", "n", "n"):
                await press(pilot, key, "W")
                assert isinstance(app.screen, WhyCode)
                assert_clean(app)
                await press(pilot, "escape")

        drive(project, script, suggestions=True)
