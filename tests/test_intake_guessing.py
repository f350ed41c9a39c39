"""What columns are taken to hold, without a map."""

from pathlib import Path

import pytest

from hsbcode.domain.survey import Kind
from hsbcode.intake.facts import facts_of
from hsbcode.intake.naming import guess_language, make_ids, make_label, shorten
from tests.intake_exports import column, many, understood


def kinds_of(folder: Path, header: str, values: list[str]) -> Kind:
    rows = [["x", header], *(["same", value] for value in values)]
    return understood(folder, rows).columns[1].kind


@pytest.mark.parametrize(
    ("header", "values", "kind"),
    [
        ("Unique response number", [f"1000{n}-9" for n in range(30)], Kind.ID),
        ("ResponseId", [f"R_{n}a" for n in range(30)], Kind.ID),
        ("_uuid", [f"0000-{n}" for n in range(30)], Kind.ID),
        ("Role", ["Teacher", "Nurse", "NA"] * 10, Kind.CLOSED),
        ("Age", [str(18 + n) for n in range(30)], Kind.CLOSED),
        ("What is hard?", many("It is hard"), Kind.OPEN),
        ("What is your role?", [f"role{n % 20}" for n in range(30)], Kind.OPEN),
        ("Other (please specify)", ["maps", "", ""] * 10, Kind.OPEN),
        ("Uses", ["a;b", "b", "a;c;b", "c", "a"] * 6, Kind.TICKS),
        ("Uses", ["Books;", "Books;Wi-Fi;", "Wi-Fi;"] * 10, Kind.TICKS),
        ("Field", ["Biology, maths & physics", "Law", "Arts"] * 10, Kind.CLOSED),
        ("Started", ["2020-01-01 10:00:00"] * 30, Kind.DATE),
        ("Marca temporal", ["8/20/2014 15:33:45"] * 30, Kind.DATE),
        ("When?", [f"{n + 1:02}.03.2020" for n in range(30)], Kind.DATE),
        ("Reply to", [f"p{n}@example.org" for n in range(30)], Kind.PERSONAL),
        ("E-Mail-Adresse", ["anonymous"] * 30, Kind.PERSONAL),
        ("IP Address", ["130.92.34.66"] * 30, Kind.PERSONAL),
        ("Nachname", [f"Name{n}" for n in range(30)], Kind.PERSONAL),
        ("RecipientFirstName", [f"Name{n}" for n in range(30)], Kind.PERSONAL),
        ("LocationLatitude", [f"47.1{n}" for n in range(30)], Kind.PERSONAL),
        ("Contact", [f"+44 20 7946 09{n:02}" for n in range(30)], Kind.PERSONAL),
        ("Please provide the name(s) of tools", many("tool"), Kind.OPEN),
        ("Progress", ["100", "20"] * 15, Kind.DROP),
        ("page_history", [f"1,2,{n}" for n in range(30)], Kind.DROP),
        ("browser", [f"Mozilla/5.0 (X11; {n}) a b c d" for n in range(30)], Kind.DROP),
        ("Country", ["UK"] * 30, Kind.DROP),
        ("Anything else?", [""] * 30, Kind.DROP),
        ("Q2 - Topics", ["staff"] * 30, Kind.DROP),
        ("UserLanguage", ["EN", "DE"] * 15, Kind.CLOSED),
    ],
)
def test_kinds(tmp_path: Path, header: str, values: list[str], kind: Kind) -> None:
    assert kinds_of(tmp_path, header, values) is kind


@pytest.mark.parametrize(
    ("yes", "no"),
    [
        ("1", "0"),
        ("quoted", "not quoted"),
        ("Checked", "Unchecked"),
        ("Yes", "No"),
        ("1", ""),
    ],
)
def test_tick_boxes(tmp_path: Path, yes: str, no: str) -> None:
    rows = [["Use? [Books]", "Use? [Wi-Fi]", "Use? [Other]", "What is hard?"]]
    rows += [[yes, no, "", text] for text in many("hard", 20)]
    rows += [[no, yes, "maps", text] for text in many("easy", 20)]
    known = understood(tmp_path, rows)
    assert [c.kind for c in known.columns] == [
        Kind.TICK,
        Kind.TICK,
        Kind.OPEN,
        Kind.OPEN,
    ]
    assert [c.option for c in known.columns[:2]] == ["Books", "Wi-Fi"]
    assert known.columns[0].question == known.columns[1].question
    assert known.columns[2].question != known.columns[0].question


def test_ticks_by_label_and_an_option_nobody_chose(tmp_path: Path) -> None:
    rows = [
        ["Respondent ID", "Use?", "", "", "Other"],
        ["", "Books", "Wi-Fi", "Maps", "Response"],
    ]
    rows += [[str(n), "Books", "Wi-Fi" if n % 2 else "", "", "x"] for n in range(30)]
    known = understood(tmp_path, rows)
    ticks = [c for c in known.columns if c.kind is Kind.TICK]
    assert [c.option for c in ticks] == ["Books", "Wi-Fi", "Maps"]
    assert known.id_column == 0


def test_boxes_of_one_question(tmp_path: Path) -> None:
    rows = [[f"Challenge {n}: What is hardest?" for n in (1, 2, 3)] + ["What helps?"]]
    rows += [
        [a, b, "time", c]
        for a, b, c in zip(many("a"), many("b"), many("c"), strict=True)
    ]
    known = understood(tmp_path, rows)
    boxes = known.columns[:3]
    assert {c.question for c in boxes} == {"hardest"}
    assert [c.box for c in boxes] == [1, 2, 3]
    assert [c.kind for c in boxes] == [Kind.OPEN] * 3
    assert known.columns[3].question == "helps"


def test_a_grid_of_closed_questions_stays_apart(tmp_path: Path) -> None:
    rows = [["I agree? [Plans]", "I agree? [Talks]"]]
    rows += [["Agree", "Disagree"], ["Unsure", "Agree"], ["Disagree", "Unsure"]] * 10
    known = understood(tmp_path, rows)
    assert [(c.kind, c.question, c.label) for c in known.columns] == [
        (Kind.CLOSED, "plans", "Plans"),
        (Kind.CLOSED, "talks", "Talks"),
    ]


def test_markers_of_missing_answers(tmp_path: Path) -> None:
    rows = [["lfdn", "v_1", "v_2", "v_3", "v_4"]]
    rows += [[str(n), "-77", "-66", "-99", "-77"] for n in range(5)]
    rows += [[str(n), "A" if n % 2 else "0", "x", "-99", "-66"] for n in range(5, 30)]
    rows += [[str(n), "B", "-66", "text", "-99"] for n in range(30, 40)]
    known = understood(tmp_path, rows)
    assert known.not_asked == ("-77", "-66")
    assert known.not_answered == ("-99",)
    assert column(known, "v_1").blank == ("0",)
    assert column(known, "v_1").distinct == 2
    assert column(known, "v_4").kind is Kind.DROP


def test_one_marker_alone_is_an_answer(tmp_path: Path) -> None:
    rows = [["a", "b", "c"], *([["-99", "1", "x"]] * 5)]
    assert understood(tmp_path, rows).not_asked == ()


def test_please_select_is_no_answer(tmp_path: Path) -> None:
    rows = [["Country", "What is hard?"]]
    rows += [
        [v, t]
        for v, t in zip(["- Please select -", "UK", "FR"] * 10, many("x"), strict=True)
    ]
    known = understood(tmp_path, rows)
    assert known.columns[0].blank == ("- Please select -",)
    assert known.columns[0].filled == 20


def test_a_named_id_that_repeats_is_told(tmp_path: Path) -> None:
    rows = [["record_id", "Text"], *[["1", t] for t in many("x")]]
    known = understood(tmp_path, rows)
    assert known.id_column is None
    assert "“record_id” is named like an id" in known.notes[0]


def test_examples_and_counts(tmp_path: Path) -> None:
    rows = [
        ["No", "Role"],
        *[[str(n), v] for n, v in enumerate(["b", "", "a", "b", "c", "d"])],
    ]
    role = understood(tmp_path, rows).columns[1]
    assert role.examples == ("b", "a", "c")
    assert (role.filled, role.distinct, role.longest) == (5, 4, 1)
    assert role.why


def test_ids_are_short_telling_and_unique() -> None:
    wordings = [
        ("What needs in your workflow does it address? (e.g. plots)", ""),
        ("What needs in your workflow does it not address?", ""),
        ("What is your role?", ""),
        ("What is your role?", ""),
        ("3. What else would you like to tell us?", ""),
        ("Was?" * 30, ""),
        ("¿¿??", ""),
    ]
    ids = make_ids(wordings, [])
    assert ids[0] == "needs_workflow_address"
    assert ids[1] == "needs_workflow_not_address"
    assert ids[2:4] == ["role", "role_2"]
    assert len(set(ids)) == len(ids)
    assert all(0 < len(i) <= 32 for i in ids)


def test_labels_are_short() -> None:
    assert (
        make_label("Question 3: What\n is hard? ", "", other=False) == "What is hard?"
    )
    assert make_label("Which?", "Other (please specify)", other=True) == "Other: Which?"
    assert len(shorten("word " * 40)) <= 60
    assert len(shorten("x" * 90)) == 60


def test_languages() -> None:
    spanish = "¿Qué es lo que más te gusta de usar el programa en tu trabajo?"
    assert guess_language(spanish, {}, "en") == "es"
    assert guess_language("What do you like best about it?", {}, "en") == "en"
    german = {"Die Arbeit mit den Kindern ist nicht leicht und wir sind zu wenige": 1}
    assert guess_language("", german, "en") == "de"


def test_facts_leave_out_blanks_and_markers() -> None:
    facts = facts_of({"": 3, " \n": 1, "a b": 2, "-99": 4}, ["-99"])
    assert (facts.filled, facts.distinct, facts.rows) == (2, 1, 10)
    assert (facts.mean_words, facts.longest) == (2.0, 3)


def test_other_ids_are_left_out(tmp_path: Path) -> None:
    rows = [["UserID", "UserNo", "meta-instanceID", "What is hard?"]]
    rows += [[f"7{n}", str(n), f"uuid:{n}", t] for n, t in enumerate(many("x"))]
    kinds = [c.kind for c in understood(tmp_path, rows).columns]
    assert sorted(kinds[:3]) == [Kind.DROP, Kind.DROP, Kind.ID]


@pytest.mark.parametrize(
    ("header", "values", "kind"),
    [
        ("Comments", ["I liked it", "Too long and boring", "NA", "None"], Kind.OPEN),
        ("Feedback", ["Very good", "Rather good", "Very bad"] * 10, Kind.CLOSED),
        ("Why?", ["No time", "No money"] * 20, Kind.CLOSED),
        ("Score", ["4", "2", "5"] * 10, Kind.CLOSED),
        ("Score", ["4 / 10", "7 / 10", "9 / 10"] * 10, Kind.DROP),
        ("Quality", ["good", "bad", "middling"] * 10, Kind.CLOSED),
        ("Manager's name", [f"Bob Name{n}" for n in range(30)], Kind.PERSONAL),
        ("Name of your agency", ["North", "South"] * 15, Kind.CLOSED),
        ("Name (optional)", [f"Ann Name{n}" for n in range(30)], Kind.PERSONAL),
        ("E-mail - optional", ["anonymous"] * 30, Kind.PERSONAL),
        ("Status", ["Employed", "Student", "Retired"] * 10, Kind.CLOSED),
        ("Status", ["Complete", "Partial"] * 15, Kind.DROP),
        ("Progress", ["slow", "quick"] * 15, Kind.CLOSED),
        ("Use? - Other - Text", ["fax", *[""] * 29], Kind.OPEN),
    ],
)
def test_kinds_by_wording(
    tmp_path: Path, header: str, values: list[str], kind: Kind
) -> None:
    assert kinds_of(tmp_path, header, values) is kind


def test_a_chosen_role_of_two_people_is_closed(tmp_path: Path) -> None:
    rows = [["id", "Your role - Selected Choice", "Your role - Other - Text"]]
    rows += [["1", "Team leader", ""], ["2", "Other (please specify)", "Gardener"]]
    assert column(understood(tmp_path, rows), "Your role - Sel").kind is Kind.CLOSED


def test_boxes_that_few_people_filled_are_not_ticks(tmp_path: Path) -> None:
    rows = [["id", *(f"Challenges - {n}" for n in (1, 2, 3, 4))]]
    rows += [["1", "Time for reading", "Money for travel", "Staff at night", ""]]
    rows += [["2", "Work is far too much", "", "", ""]]
    boxes = understood(tmp_path, rows).columns[1:]
    assert [c.kind for c in boxes] == [Kind.OPEN] * 4
    assert len({c.question for c in boxes}) == 1


def test_a_number_in_the_middle_of_a_label_stays() -> None:
    assert make_label("Satisfaction (1-5)", "", other=False) == "Satisfaction (1-5)"
    assert make_label("Main challenges", "#2", other=False) == "#2 Main challenges"


def test_a_list_of_answers_says_which_row_is_the_question(tmp_path: Path) -> None:
    without = understood(tmp_path, [["Very good all round"], *([x] for x in many("a"))])
    asked = understood(tmp_path, [["What is good?"], *([x] for x in many("a"))])
    assert any("Row 1 is taken as the question" in note for note in without.notes)
    assert asked.notes == ()


def test_an_option_called_phone_is_an_option(tmp_path: Path) -> None:
    rows = [["Respondent ID", "Use?", "", ""], ["", "Web", "Phone", "E-mail"]]
    rows += [[str(n), "Web", "Phone" if n % 2 else "", ""] for n in range(29)]
    rows += [["30", "", "Phone", "E-mail"]]
    known = understood(tmp_path, rows)
    ticks = [c.option for c in known.columns if c.kind is Kind.TICK]
    assert ticks == ["Web", "Phone", "E-mail"]


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        ([str(n) for n in range(1, 31)], Kind.ID),
        ([f"{n:03}" for n in range(30)], Kind.ID),
        ([str(20 + n) for n in range(30)], Kind.CLOSED),
        ([str(n % 29) for n in range(30)], Kind.CLOSED),
        ([f"{n * 7919:08x}z" for n in range(30)], Kind.DROP),
    ],
)
def test_the_first_column_in_any_language(
    tmp_path: Path, values: list[str], kind: Kind
) -> None:
    rows = [["编号", "建议"], *([v, f"希望 {v}"] for v in values)]
    assert understood(tmp_path, rows).columns[0].kind is kind
