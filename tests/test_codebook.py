"""Code frames: what is sound, what is implied, what is offered."""

import pytest

from hsbcode.domain.codebook import Code, Codebook, check
from hsbcode.domain.errors import CodebookError


@pytest.mark.parametrize(
    ("codes", "sentence", "hint"),
    [
        (
            [Code("Trust", "Trust")],
            "f.yaml: code 1 (“Trust”), field id: “Trust” is not lower-case letters, "
            "digits and _.",
            "An id looks like: information_sharing",
        ),
        (
            [Code("", "Trust")],
            "f.yaml: code 1 (“Trust”), field id: “” is not lower-case letters, "
            "digits and _.",
            "An id looks like: information_sharing",
        ),
        (
            [Code("a", "A"), Code("a", "B")],
            "f.yaml: code 2 (“a”), field id: “a” is used twice.",
            "Ids are permanent and name one code each.",
        ),
        (
            [Code("a", " \n")],
            "f.yaml: code 1 (“a”), field label: it is empty.",
            "",
        ),
        (
            [Code("a", "A", kind="contents")],
            "f.yaml: code 1 (“a”), field kind: “contents” is not a kind of code.",
            "Did you mean “content”?",
        ),
        (
            [Code("a", "A", kind="?")],
            "f.yaml: code 1 (“a”), field kind: “?” is not a kind of code.",
            "Kinds are: content, container, named_entity, attribute, validity, guard, "
            "recode, recode_candidate, flag",
        ),
        (
            [Code("a", "A", status="retire")],
            "f.yaml: code 1 (“a”), field status: “retire” is neither active nor "
            "retired.",
            "Did you mean “retired”?",
        ),
        (
            [Code("a", "A", key="abc")],
            "f.yaml: code 1 (“a”), field key: “abc” is not one or two lower-case "
            "letters.",
            "",
        ),
        (
            [Code("trust", "A"), Code("b", "B", parent="trusst")],
            "f.yaml: code “b”, field parent: there is no code “trusst”.",
            "Did you mean “trust”?",
        ),
        (
            [Code("trust", "A"), Code("b", "B", same_as=("trus",))],
            "f.yaml: code “b”, field same_as: there is no code “trus”.",
            "Did you mean “trust”?",
        ),
        (
            [Code("a", "A", parent="b"), Code("b", "B", parent="a")],
            "f.yaml: code “a”, field parent: the codes lie in a circle (a → b → a).",
            "",
        ),
        (
            [Code("a", "A", parent="a")],
            "f.yaml: code “a”, field parent: the codes lie in a circle (a → a).",
            "",
        ),
        (
            [Code("a", "A", key="k"), Code("b", "B", key="k", questions=("q",))],
            "f.yaml: code “b”, field key: “k” already belongs to “a” under the same "
            "question.",
            "",
        ),
    ],
)
def test_each_fault_has_its_sentence(
    codes: list[Code], sentence: str, hint: str
) -> None:
    with pytest.raises(CodebookError) as caught:
        check(codes, "f.yaml")
    assert (caught.value.message, caught.value.hint) == (sentence, hint)


def test_keys_may_repeat_under_different_questions_and_on_retired_codes() -> None:
    codes = (
        Code("a", "A", key="k", questions=("q1",)),
        Code("b", "B", key="k", questions=("q2",)),
        Code("c", "C", key="k", status="retired"),
    )
    assert check(codes) == codes


FRAME = Codebook(
    check(
        [
            Code("leaf", "Leaf", parent="middle"),
            Code("top", "Top", kind="container"),
            Code("middle", "Middle", parent="top"),
            Code("aside", "Not about us", parent="top", kind="guard"),
            Code("urgent", "Urgent", parent="top", kind="flag"),
            Code("blank", "Blank", kind="validity"),
            Code("mark", "Mark", kind="flag"),
            Code("shown", "Shown", parent="middle", report=True),
            Code("gone", "Gone", status="retired"),
            Code("other", "Other", questions=("q2",)),
        ]
    )
)


def test_parents_are_implied_but_not_by_guards_and_flags() -> None:
    assert FRAME.implied(["leaf"]) == {"leaf", "middle", "top"}
    assert FRAME.implied(["aside"]) == {"aside"}
    assert FRAME.implied(["urgent", "middle"]) == {"urgent", "middle", "top"}
    assert FRAME.implied(["unknown"]) == {"unknown"}
    assert FRAME.implied([]) == frozenset()


def test_only_what_can_be_applied_is_offered_and_in_tree_order() -> None:
    offered = [code.id for code in FRAME.offered("q1")]
    assert offered == ["middle", "leaf", "shown", "aside", "urgent", "blank", "mark"]
    assert [code.id for code in FRAME.offered("q2")] == [*offered, "other"]


def test_themes_are_top_level_codes_and_those_marked() -> None:
    assert [code.id for code in FRAME.themes()] == ["top", "shown", "gone", "other"]


def test_the_tree() -> None:
    assert FRAME.ancestors("leaf") == ("middle", "top")
    assert [FRAME.depth(code) for code in ("top", "middle", "leaf")] == [0, 1, 2]
    assert [code.id for code in FRAME.children("middle")] == ["leaf", "shown"]
    assert FRAME.children("leaf") == ()
    assert {code.id for code in FRAME.in_tree_order()} == {code.id for code in FRAME}


def test_an_unknown_code_is_named_with_the_nearest() -> None:
    with pytest.raises(CodebookError) as caught:
        FRAME["midle"]
    assert caught.value.message == "The codebook has no code “midle”."
    assert caught.value.hint == "Did you mean “middle”?"
    assert FRAME.label("midle") == "midle"
    assert FRAME.label("middle") == "Middle"
    assert "middle" in FRAME
    assert "midle" not in FRAME


def test_a_code_is_added_or_replaced_in_its_place() -> None:
    book = Codebook((Code("a", "A"), Code("b", "B")))
    assert [c.label for c in book.with_code(Code("a", "New"))] == ["New", "B"]
    assert [c.id for c in book.with_code(Code("c", "C"))] == ["a", "b", "c"]
    assert book["a"].label == "A"
