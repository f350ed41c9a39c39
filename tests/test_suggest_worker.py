"""The suggestion process and the messages it understands."""

import io
import json
import subprocess
import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hsbcode.domain.codebook import Code, Codebook
from hsbcode.domain.errors import ModelError
from hsbcode.domain.suggestions import ModelState, Suggestion
from hsbcode.domain.survey import Unit
from hsbcode.suggest import message_values, messages
from hsbcode.suggest.worker import serve

BOOK = Codebook(
    (
        Code("food", "Food", definition="Meals", examples=("Cold soup",)),
        Code("noise", "Noise", parent="food", questions=("q1",)),
        Code("parking", "Parking", keywords=("parking",), report=True),
    ),
    title="Wards",
    version="v7",
)
SECRET = "Janet Smith of Leeds \x1b[31m\u202e \ud800"


def _units(count: int = 40) -> list[Unit]:
    return [
        Unit(
            id=f"u{n}",
            box_id=f"b{n}",
            respondent=f"r{n}",
            reference=str(n),
            question="q1",
            box=1,
            boxes=1,
            text=f"{'cold soup' if n % 2 else 'loud music'} {n}" if n else SECRET,
        )
        for n in range(count)
    ]


def _codings(count: int = 40) -> dict[str, frozenset[str]]:
    return {f"u{n}": frozenset({"food" if n % 2 else "noise"}) for n in range(1, count)}


def _ask(*requests: messages.Message | bytes) -> list[messages.Message]:
    lines = [r if isinstance(r, bytes) else messages.encode(r) for r in requests]
    answers = io.BytesIO()
    serve(io.BytesIO(b"".join(lines)), answers)
    return [messages.decode(line) for line in answers.getvalue().splitlines()]


# ---- messages --------------------------------------------------------------------


def test_a_codebook_survives_the_journey() -> None:
    sent = messages.learn_message(BOOK, {"u1": frozenset({"food"})})
    there = messages.decode(messages.encode(sent))
    assert message_values.codebook_from_dict(there["codebook"]) == BOOK
    bare = message_values.codebook_from_dict(there["codebook"]["codes"])
    assert bare.codes == BOOK.codes


@given(
    st.floats(0, 1) | st.none(), st.lists(st.text(), max_size=3), st.text(max_size=30)
)
def test_suggestions_survive_the_journey(
    score: float | None, words: list[str], strength: str
) -> None:
    before = Suggestion("c", "model", score, tuple(words), strength)
    line = messages.encode({"s": message_values.suggestion_to_dict(before)})
    assert line.isascii()
    assert line.count(b"\n") == 1
    assert message_values.suggestion_from_dict(messages.decode(line)["s"]) == before


def test_a_state_survives_the_journey() -> None:
    before = ModelState("run", ("a",), ("b", "c"), 12, 0.4, "why")
    there = json.loads(json.dumps(message_values.state_to_dict(before)))
    assert message_values.state_from_dict(there) == before


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ({"codes": [{"id": "a"}]}, "leaves out a field of a code"),
        ({"codes": [{"id": "a", "label": "A", "odd": 1}]}, "unknown field odd"),
        ({"codes": [{"id": "a", "label": 3}]}, "wrong label"),
        ({"codes": [{"id": "a", "label": "A", "keywords": "abc"}]}, "wrong keywords"),
        ({"codes": ["a"]}, "something else where a code belongs"),
        ({}, "lacks the field codebook"),
        (None, "lacks the field codebook"),
    ],
)
def test_a_damaged_codebook_is_named(value: object, said: str) -> None:
    with pytest.raises(ModelError, match=said):
        message_values.codebook_from_dict(value)


def test_an_error_of_the_worker_is_raised_here() -> None:
    with pytest.raises(ModelError, match="No codebook") as caught:
        messages.read_suggestions({"error": "No codebook.", "hint": "Send it."})
    assert caught.value.hint == "Send it."
    with pytest.raises(ModelError, match="something else"):
        messages.read_state({"done": "answers"})
    with pytest.raises(ModelError, match="lacks the field suggestions"):
        messages.read_suggestions({"done": "suggest"})


# ---- the worker --------------------------------------------------------------------


def test_a_conversation() -> None:
    took, learnt, found = _ask(
        messages.answers_message(_units()),
        messages.learn_message(BOOK, _codings()),
        messages.suggest_message("q1", ["u0", "u1", "u2"]),
    )
    assert took == {"done": "answers", "count": 40}
    state = messages.read_state(learnt)
    assert (state.coded, state.learnt) == (39, ("food", "noise"))
    suggestions = messages.read_suggestions(found)
    assert list(suggestions) == ["u0", "u1", "u2"]
    assert suggestions["u1"][0].code == "food"
    assert suggestions["u2"][0].code == "noise"


def test_before_any_coding_keywords_speak() -> None:
    unit = Unit("u", "b", "r", "1", "q1", 1, 1, "The parking is dear")
    _, learnt, found = _ask(
        messages.answers_message([unit]),
        messages.learn_message(BOOK, {}),
        messages.suggest_message("q1", ["u"], limit=1),
    )
    assert messages.read_state(learnt).learnt == ()
    (suggestion,) = messages.read_suggestions(found)["u"]
    assert suggestion == Suggestion(
        "parking", "codebook", None, ("parking",), "keyword"
    )


def test_errors_are_sentences_and_the_worker_goes_on() -> None:
    replies = _ask(
        b"no json\n",
        b"[1]\n",
        b"\n",
        {"do": "dance"},
        messages.suggest_message("q1", ["u1"]),
        {"do": "answers"},
        {"do": "answers", "units": [{"id": "u1", "text": SECRET}]},
        messages.answers_message(_units()),
        {"do": "learn", "codebook": [], "codings": [{"unit": "u1", "codes": 3}]},
        messages.learn_message(BOOK, _codings()),
        {"do": "suggest", "question": "q1", "units": ["u1"], "limit": "many"},
        messages.suggest_message("q1", ["elsewhere"]),
    )
    said: list[Any] = [reply.get("error", reply.get("done")) for reply in replies]
    assert [bool(reply.get("error")) for reply in replies] == [
        *[True] * 6,
        False,
        True,
        False,
        True,
        True,
    ]
    assert "No codebook" in said[3]
    assert "field question" in said[5]
    assert "elsewhere" in said[-1]
    assert "Janet" not in json.dumps(replies)


def test_codings_of_answers_not_handed_over_are_counted() -> None:
    _, learnt = _ask(
        messages.answers_message(_units()),
        messages.learn_message(BOOK, {**_codings(), "elsewhere": frozenset({"food"})}),
    )
    assert learnt["left_out"] == 1
    assert messages.read_state(learnt).coded == 39


def test_quit_ends_it() -> None:
    assert _ask(messages.QUIT, messages.answers_message(_units())) == []


def test_the_real_process_speaks_only_json_and_ends_with_its_input() -> None:
    lines = [
        messages.answers_message(_units()),
        messages.learn_message(BOOK, _codings()),
        messages.suggest_message("q1", ["u0", "u1"]),
    ]
    done = subprocess.run(
        [sys.executable, *messages.WORKER],
        input=b"".join(messages.encode(line) for line in lines),
        capture_output=True,
        timeout=120,
        check=True,
    )
    assert done.stdout.isascii()
    replies = [messages.decode(line) for line in done.stdout.splitlines()]
    assert [reply["done"] for reply in replies] == ["answers", "learn", "suggest"]
    assert messages.read_suggestions(replies[2])["u1"][0].code == "food"
    assert done.stderr == b""
