"""Header rows: how many, what they say, and names that are unique."""

import pytest

from hsbcode.intake.headers import count_header_rows, read_heads
from hsbcode.intake.splitting import split_heads

IMPORT_IDS = [
    '{"ImportId":"recordedDate"}',
    '{"ImportId":"QID1"}',
    '{"ImportId":"QID2_TEXT"}',
]
QUALTRICS = [
    ["RecordedDate", "Q1", "Q2"],
    ["Recorded Date", "How satisfied?", "What could\nbe better?"],
    IMPORT_IDS,
    ["2025-03-01", "4", "Longer hours"],
]
MONKEY = [
    ["Respondent ID", "Which do you use?", "", "", "What could be better?"],
    ["", "Books", "Wi-Fi", "Other (please specify)", "Open-Ended Response"],
    ["118", "Books", "", "maps", "Longer hours"],
    ["119", "", "Wi-Fi", "", "More hours"],
]
EFS = [
    ["", "Which do you use?", "Which do you use?", "Which do you use?", ""],
    ["number", "Books", "Wi-Fi", "Other", "language"],
    ["lfdn", "v_1", "v_2", "v_3", "language"],
    ["1", "quoted", "not quoted", "-99", "English"],
]
PLAIN = [["No", "Role", "Comment"], ["1", "Teacher", "Good"]]
TITLED = [
    ["My survey", "", "", ""],
    ["No", "Role", "Age", "Comment"],
    ["1", "a", "2", "b"],
]
SMART = [
    ["UserID", "Q1. Which do you use?", "", "Q2. What could be better?"],
    ["", "Books", "Wi-Fi", ""],
    ["7001", "Books", "", "Longer hours"],
]


@pytest.mark.parametrize(
    ("rows", "count"),
    [
        (QUALTRICS, 3),
        (MONKEY, 2),
        (EFS, 3),
        (PLAIN, 1),
        (TITLED, 2),
        (SMART, 2),
        ([["#adm1"], ["x"]], 1),
        ([["a", "b", "c"], ["#x+a", "#y", "#z"], ["1", "2", "3"]], 2),
        ([["only"]], 1),
    ],
)
def test_counts_header_rows(rows: list[list[str]], count: int) -> None:
    assert count_header_rows(rows) == count


def test_qualtrics() -> None:
    heads = read_heads(QUALTRICS, 3)
    assert [h.header for h in heads] == ["RecordedDate", "Q1", "Q2"]
    assert heads[2].question == "What could\nbe better?"
    assert heads[2].mark == "QID2_TEXT"


def test_question_text_is_filled_right() -> None:
    heads = read_heads(MONKEY, 2)
    assert [h.question for h in heads] == [
        "Respondent ID",
        *["Which do you use?"] * 3,
        "What could be better?",
    ]
    assert [h.item for h in heads] == [
        "",
        "Books",
        "Wi-Fi",
        "Other (please specify)",
        "",
    ]
    assert heads[2].header == "Which do you use? - Wi-Fi"
    assert heads[4].header == "What could be better?"


def test_repeated_texts_are_not_filled_into_gaps() -> None:
    heads = read_heads(EFS, 3)
    assert [h.header for h in heads] == ["lfdn", "v_1", "v_2", "v_3", "language"]
    assert heads[4].question == ""
    assert heads[1].item == "Books"


def test_headers_become_unique() -> None:
    heads = read_heads([["a", "a", "", "a (2)", "a"], ["1"] * 5], 1)
    headers = [h.header for h in heads]
    assert headers[:2] == ["a", "a (3)"]
    assert headers[2] == "Column 3"
    assert len(set(headers)) == 5


@pytest.mark.parametrize(
    ("headers", "questions", "items"),
    [
        (
            ["Need #1:What do you need?", "Need #2:What do you need?"],
            ["What do you need?"] * 2,
            ["Need #1", "Need #2"],
        ),
        (
            ["Challenge 1: What is hard?", "Challenge 2: What is hard?"],
            ["What is hard?"] * 2,
            ["Challenge 1", "Challenge 2"],
        ),
        (["Challenge 1", "Challenge 2"], ["Challenge"] * 2, ["1", "2"]),
        (["Use? [Books]", "Use? [Wi-Fi]"], ["Use?"] * 2, ["Books", "Wi-Fi"]),
        (["race___1", "race___2"], ["race"] * 2, ["1", "2"]),
        (
            ["Race (choice=Asian)", "Race (choice=White)"],
            ["Race"] * 2,
            ["Asian", "White"],
        ),
        (["Use/Books", "Use/Wi-Fi"], ["Use"] * 2, ["Books", "Wi-Fi"]),
        (["2. Use? - Books", "2. Use? - Wi-Fi"], ["2. Use?"] * 2, ["Books", "Wi-Fi"]),
        (["q1", "q2"], ["q1", "q2"], ["", ""]),
        (["v_3", "v_4"], ["v_3", "v_4"], ["", ""]),
        (
            ["Question 1: Role?", "Question 2: Age?"],
            ["Question 1: Role?", "Question 2: Age?"],
            ["", ""],
        ),
        (["Note: a", "Time of day"], ["Note: a", "Time of day"], ["", ""]),
    ],
)
def test_shared_questions(
    headers: list[str], questions: list[str], items: list[str]
) -> None:
    heads = split_heads(read_heads([headers, ["x"] * len(headers)], 1))
    assert [h.question for h in heads] == questions
    assert [h.item for h in heads] == items
    assert [h.header for h in heads] == headers


def test_limesurvey_code_and_text() -> None:
    rows = [["q1. How are you?", "use[SQ001]. What do you use? [Books]"], ["4", "Yes"]]
    heads = split_heads(read_heads(rows, 1))
    assert [(h.name, h.question, h.item) for h in heads] == [
        ("q1", "How are you?", ""),
        ("use[SQ001]", "What do you use?", "Books"),
    ]
