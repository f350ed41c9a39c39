"""Ids that are the same everywhere, and ids that only grow."""

import time
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hsbcode.domain import ids


def test_derived_ids_are_stable_across_versions() -> None:
    person = ids.respondent_id("study", "1", "R_1")
    assert person == "452187f9-39da-56fd-84ef-f7c2323a84aa"
    assert ids.box_id(person, "q", 1, 1) == "193616cf-03bc-57ac-8961-299a85918716"
    assert (
        ids.unit_id(ids.box_id(person, "q", 1, 1))
        == "2ca81d4a-5f28-59e7-80aa-116f8c7ad18c"
    )
    assert ids.row_reference(["a", "", "b"], 1) == "row-3aa8909cac069691-1"


@given(st.lists(st.text() | st.integers()))
def test_derived_ids_are_uuid5(parts: list[object]) -> None:
    name = "\x1f".join(str(part) for part in parts)
    assert ids.derived_id(*parts) == str(uuid.uuid5(ids.NAMESPACE, name))


def test_every_part_enters_a_derived_id() -> None:
    person = ids.respondent_id("study", "1", "R_1")
    box = ids.box_id(person, "q", 1, 1)
    every = {
        person,
        ids.respondent_id("study", "2", "R_1"),
        ids.respondent_id("other", "1", "R_1"),
        ids.respondent_id("study", "1", "R_2"),
        box,
        ids.box_id(person, "q", 2, 1),
        ids.box_id(person, "q", 1, 2),
        ids.box_id(person, "r", 1, 1),
        ids.unit_id(box),
        ids.part_id(ids.unit_id(box), 0, 5),
        ids.part_id(ids.unit_id(box), 5, None),
    }
    assert len(every) == 11


def test_parts_cannot_run_into_each_other() -> None:
    assert ids.respondent_id("a", "b", "c") != ids.respondent_id("ab", "", "c")


def test_rows_that_are_equal_differ_by_occurrence() -> None:
    assert ids.row_reference(["x"], 1) != ids.row_reference(["x"], 2)
    assert ids.row_reference(["x", "y"], 1) != ids.row_reference(["xy"], 1)
    assert ids.row_reference(["\ud800"], 1).startswith("row-")


def test_act_ids_are_uuid7_of_now() -> None:
    before = time.time_ns() // 1_000_000
    made = uuid.UUID(ids.ActIds().next())
    assert made.version == 7
    assert made.variant == uuid.RFC_4122
    assert before <= made.int >> 80 <= time.time_ns() // 1_000_000


@given(st.lists(st.integers(-5, 5), max_size=60))
def test_act_ids_grow_even_when_the_clock_goes_back(moves: list[int]) -> None:
    clock = [1_700_000_000_000]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ids.time, "time_ns", lambda: clock[0] * 1_000_000)  # type: ignore[attr-defined]
        maker = ids.ActIds()
        made = [maker.next()]
        for move in moves:
            clock[0] += move
            made.append(maker.next())
            if move == 5:
                maker = ids.ActIds(after=made[-1])
    assert made == sorted(made)
    assert len(set(made)) == len(made)


def test_more_acts_than_a_millisecond_counts_still_grow(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ids.time, "time_ns", lambda: 1_700_000_000_000_000_000)  # type: ignore[attr-defined]
    maker = ids.ActIds()
    made = [maker.next() for _ in range(9000)]
    assert made == sorted(set(made))


def test_a_file_from_the_future_is_continued_not_overtaken() -> None:
    future = "ffffffff-0000-7fff-8000-000000000000"
    assert ids.ActIds(after=future).next() > future


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("Data quality", "data_quality"),
        ("  Größe & Ähnlichkeit ", "groe_ahnlichkeit"),
        ("日本", "item"),
        ("", "item"),
        ("🙂", "item"),
    ],
)
def test_slugs(label: str, expected: str) -> None:
    assert ids.slug(label) == expected


@given(st.text())
def test_every_label_gives_an_id_a_codebook_accepts(label: str) -> None:
    made = ids.short_slug(label, 24)
    assert made
    assert len(made) <= 24
    assert set(made) <= set("abcdefghijklmnopqrstuvwxyz0123456789_")
    assert not made.startswith("_")
