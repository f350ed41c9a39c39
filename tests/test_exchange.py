"""Codings out to other tools, back again, and held against a project."""

import csv
import io
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import TypeAlias

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hsbcode.domain import ids
from hsbcode.domain.acts import Span
from hsbcode.domain.codebook import Code, Codebook, check
from hsbcode.domain.errors import CodingsError, OutputError
from hsbcode.exchange.codings_in import CodingRow, CodingRows, read_codings
from hsbcode.exchange.codings_out import (
    CodedUnit,
    write_codes,
    write_long,
    write_matrix,
)
from hsbcode.exchange.people_out import write_people
from hsbcode.exchange.resolving import ResolvedCoding, resolve
from hsbcode.files.workbooks import read_workbook

BOOK = Codebook(
    check(
        [
            Code("people", "People", kind="container"),
            Code("trust", "Trust", parent="people", definition="=1+1", examples=("a",)),
            Code("skills", "Skills", parent="people"),
            Code("money", "Money", questions=("q1",)),
            Code("old", "Old", status="retired"),
            Code("blank", "Blank", kind="validity"),
        ]
    )
)


def unit(
    respondent: str, box: int, codes: Iterable[str] = (), **fields: object
) -> CodedUnit:
    given: dict[str, object] = {
        "wave": "1",
        "question": "q1",
        "text": f"text {respondent} {box}",
        "coder": "amy",
        "codes": frozenset(codes),
        **fields,
    }
    name = f"{respondent}/{given['question']}/{box}"
    return CodedUnit(
        unit=ids.derived_id(given["wave"], name),
        name=name,
        respondent=respondent,
        box=box,
        **given,  # type: ignore[arg-type]
    )


UNITS = (
    unit("r/1", 1, ["trust", "money"], spans=(("trust", Span(0, 4)),)),
    unit("r/1", 2),
    unit("r2", 1, ["skills"], coder="ben"),
    unit("r2", 1, ["trust"], finished=False),
    unit("r3", 1, ["skills"], question="q2"),
)


def write(tmp_path: Path, text: str, name: str = "c.csv") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def cells(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_text("utf-8"), newline="")))


# --- writing ----------------------------------------------------------------------


def test_codes_form(tmp_path: Path) -> None:
    assert write_codes(UNITS, tmp_path / "c.csv") == 4
    assert cells(tmp_path / "c.csv") == [
        ["unit", "coder", "codes"],
        [UNITS[0].unit, "amy", "money;trust"],
        [UNITS[1].unit, "amy", ""],
        [UNITS[2].unit, "ben", "skills"],
        [UNITS[4].unit, "amy", "skills"],
    ]
    write_codes(UNITS, tmp_path / "names.csv", names=True)
    assert [row[0] for row in cells(tmp_path / "names.csv")[1:3]] == [
        "r/1/q1/1",
        "r/1/q1/2",
    ]
    twice = [unit("r", 1), unit("r", 1, wave="2")]
    with pytest.raises(OutputError, match=r"two units are called r/q1/1"):
        write_codes(twice, tmp_path / "twice.csv", names=True)
    assert write_codes(twice, tmp_path / "twice.csv") == 2


def test_long_form(tmp_path: Path) -> None:
    assert write_long(UNITS[:3], tmp_path / "c.csv", texts=True) == 4
    heading, *rows = cells(tmp_path / "c.csv")
    assert heading == [
        "unit", "wave", "respondent", "question", "box", "coder", "code", "start",
        "end", "text",
    ]  # fmt: skip
    assert [row[2:] for row in rows] == [
        ["r/1", "q1", "1", "amy", "money", "", "", "text r/1 1"],
        ["r/1", "q1", "1", "amy", "trust", "0", "4", "text r/1 1"],
        ["r/1", "q1", "2", "amy", "", "", "", "text r/1 2"],
        ["r2", "q1", "1", "ben", "skills", "", "", "text r2 1"],
    ]


def test_matrix_form(tmp_path: Path) -> None:
    assert write_matrix(UNITS, BOOK, tmp_path / "c.csv") == 4
    assert [row[1:] for row in cells(tmp_path / "c.csv")] == [
        ["coder", "trust", "skills", "money", "blank"],
        ["amy", "1", "0", "1", "0"],
        ["amy", "0", "0", "0", "0"],
        ["ben", "0", "1", "0", "0"],
        ["amy", "0", "1", "", "0"],
    ]


def test_a_code_called_like_a_heading_is_refused_in_a_matrix(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"the code “codes” has the name"):
        write_matrix([unit("r", 1, ["codes"])], BOOK, tmp_path / "c.csv")
    with pytest.raises(OutputError, match=r"the code “wave” has the name"):
        write_people([unit("r", 1, ["wave"])], BOOK, tmp_path / "c.csv")
    assert not (tmp_path / "c.csv").exists()


PEOPLE = (
    unit("r1", 1, ["trust"]),
    unit("r1", 2, ["trust", "money"]),
    unit("r2", 1),
    unit("r3", 1, ["blank"]),
    unit("r4", 1, ["trust"], finished=False),
    unit("r1", 1, ["old", "elsewhere"], question="q2"),
    unit("r5", 1, ["blank", "skills"]),
    unit("r5", 2, ["money"], text="=cmd|' /c calc'!A1"),
)
_COLUMNS = ("people", "trust", "skills", "money", "old", "blank", "elsewhere")
EXPECTED = [
    ["wave", "respondent", "question", *_COLUMNS],
    ["1", "r1", "q1", "1", "1", "0", "1", "0", "0", ""],
    ["1", "r2", "q1", "0", "0", "0", "0", "0", "0", ""],
    ["1", "r3", "q1", "", "", "", "", "", "1", ""],
    ["1", "r4", "q1", "", "", "", "", "", "", ""],
    ["1", "r1", "q2", "0", "0", "0", "", "1", "0", "1"],
    ["1", "r5", "q1", "0", "0", "0", "1", "0", "1", ""],
]


def test_the_matrix_of_people_counts_respondents(tmp_path: Path) -> None:
    assert write_people(PEOPLE, BOOK, tmp_path / "p.csv") == 6
    assert cells(tmp_path / "p.csv") == EXPECTED


def test_the_workbook_of_people(tmp_path: Path) -> None:
    path = tmp_path / "p.xlsx"
    write_people(PEOPLE, BOOK, path, texts=True, about={"study": "=2+2"})
    codings = read_workbook(path, sheet="codings")
    assert codings.sheets == ("codings", "codebook", "about")
    assert [(*row[:3], *row[4:]) for row in codings.rows] == [
        tuple(row) for row in EXPECTED
    ]
    assert codings.rows[1][3] == "text r1 1\ntext r1 2"
    assert codings.rows[6][3] == "text r5 1\n=cmd|' /c calc'!A1"
    book = {row[0]: row for row in read_workbook(path, sheet="codebook").rows}
    assert book["id"][-4:] == (
        "q1: respondents",
        "q1: of",
        "q2: respondents",
        "q2: of",
    )
    assert book["trust"][-4:] == ("1", "3", "0", "1")
    assert book["money"][-4:] == ("2", "3", "", "")
    assert book["blank"][-4:] == ("2", "4", "0", "1")
    assert book["trust"][4] == "=1+1"
    about = {row[0]: row[1] for row in read_workbook(path, sheet="about").rows}
    assert about["counts"] == "respondents, not mentions"
    assert about["study"] == "=2+2"


def test_numbers_are_numbers_and_text_is_text_in_a_workbook(tmp_path: Path) -> None:
    import python_calamine

    hostile = unit("007", 1, ["trust"], coder="=1+1", text="\x1b[31m\u202e_x000D_")
    write_long([hostile], tmp_path / "c.xlsx", texts=True)
    book = python_calamine.CalamineWorkbook.from_path(tmp_path / "c.xlsx")
    row = book.get_sheet_by_name("codings").to_python()[1]
    assert row[2:7] == ["007", "q1", 1.0, "=1+1", "trust"]
    assert row[-1] == "\x1b[31m\u202e_x000D_"


def test_a_text_too_long_for_a_cell(tmp_path: Path) -> None:
    long = unit("r", 1, text="x" * 40_000)
    with pytest.raises(OutputError) as caught:
        write_long([long], tmp_path / "c.xlsx", texts=True)
    assert caught.value.message == (
        "c.xlsx, sheet “codings”, row 2, column 10: a cell holds 32,767 characters, "
        "this text has 40,000."
    )
    assert list(tmp_path.iterdir()) == []
    write_long([long], tmp_path / "c.csv", texts=True)


def test_for_excel_formulas_are_made_harmless(tmp_path: Path) -> None:
    starts = ["=", "+", "-", "@", "\t", "a"]
    units = [unit("r", n, coder=f"{start}x") for n, start in enumerate(starts)]
    write_codes(units, tmp_path / "c.csv", excel=True)
    assert (tmp_path / "c.csv").read_bytes().startswith(b"\xef\xbb\xbfunit")
    coders = [row[1] for row in cells(tmp_path / "c.csv")[1:]]
    assert coders == ["'=x", "'+x", "'-x", "'@x", "'\tx", "ax"]


def test_an_existing_file_is_never_overwritten(tmp_path: Path) -> None:
    write(tmp_path, "mine")
    write(tmp_path, "mine", "c-2.csv")
    with pytest.raises(OutputError) as caught:
        write_codes(UNITS, tmp_path / "c.csv")
    assert caught.value.message.endswith("c.csv exists already and is not overwritten.")
    assert caught.value.hint == "Choose another name, e.g. c-3.csv."
    assert (tmp_path / "c.csv").read_text() == "mine"
    with pytest.raises(OutputError, match=r"written as \.csv, \.tsv or \.xlsx"):
        write_codes(UNITS, tmp_path / "c.sav")
    with pytest.raises(OutputError, match="folder"):
        write_codes(UNITS, tmp_path / "no" / "c.csv")


# --- round trips ------------------------------------------------------------------

Held: TypeAlias = dict[tuple[str, str], tuple[set[str], set[tuple[str, Span]]]]

_CODES = ["trust", "skills", "money", "old", "blank"]
_NAMES = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1
).map(str.strip).filter(bool)  # fmt: skip
_TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\x00\r"), max_size=60)


@st.composite
def coded(draw: st.DrawFn) -> list[CodedUnit]:
    found: dict[tuple[str, str], CodedUnit] = {}
    for _ in range(draw(st.integers(1, 6))):
        codes = draw(st.frozensets(st.sampled_from(_CODES)))
        some = st.sets(st.sampled_from(sorted(codes))) if codes else st.just(set())
        made = unit(
            draw(st.sampled_from(["1", "0002", "a/b", "=x"])),
            draw(st.integers(1, 3)),
            codes,
            coder=draw(_NAMES),
            text=draw(_TEXTS),
            finished=draw(st.booleans()),
            spans=tuple((code, Span(1, 5)) for code in draw(some)),
        )
        found[made.unit, made.coder] = made
    return list(found.values())


def held(rows: Iterable[CodingRow]) -> Held:
    found: Held = {}
    for row in rows:
        codes, spans = found.setdefault((row.unit, row.coder), (set(), set()))
        codes.update(row.codes)
        if row.start is not None and row.end is not None:
            spans.update((code, Span(row.start, row.end)) for code in row.codes)
    return found


@settings(max_examples=60, deadline=None)
@given(coded(), st.sampled_from([".csv", ".tsv", ".xlsx"]))
def test_what_is_written_is_read_back(units: list[CodedUnit], ending: str) -> None:
    done = [each for each in units if each.finished]
    codes: Held = {(u.unit, u.coder): (set(u.codes), set()) for u in done}
    full: Held = {(u.unit, u.coder): (set(u.codes), set(u.spans)) for u in done}
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{number}{ending}" for number in range(4)]
        assert write_codes(units, paths[0]) == len(done)
        write_long(units, paths[1])
        write_long(units, paths[2], texts=True)
        assert write_matrix(units, BOOK, paths[3]) == len(done)
        tables = [read_codings(path) for path in paths]
    assert [table.form for table in tables] == ["codes", "long", "long", "matrix"]
    assert [held(table.rows) for table in tables] == [codes, full, full, codes]
    assert all(held(table.merged()) == codes for table in tables)


# --- reading ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "unit,coder,codes\nu1,amy,a;b\nu2,amy,\n",
        "\ufeffUnit , CODER,Codes\nu1,amy, a ; b;a\n u2 , amy,;\n",
        "unit;coder;codes\nu1;amy;\"a;b\"\nu2;amy;\n",
        "unit\tcoder\tcodes\nu1\tamy\ta;b\nu2\tamy\t\n",
        "unit,coder,code\nu1,amy,a\nu1,amy,b\nu2,amy,\n",
        "coder,unit,a,b\namy,u1,1,x\namy,u2,0,\n",
        "unit,coder,a,b,c\nu1,amy,TRUE,yes,FALSE\nu2,amy,no,0,\n",
        "note,unit,coder,codes\n\"free, text\",u1,amy,a;b\n,u2,amy\n",
    ],
)  # fmt: skip
def test_the_three_forms_are_recognised(tmp_path: Path, text: str) -> None:
    rows = read_codings(write(tmp_path, text)).merged()
    assert [(row.unit, row.coder, row.codes) for row in rows] == [
        ("u1", "amy", ("a", "b")),
        ("u2", "amy", ()),
    ]


def test_respondent_and_question_do_for_the_unit(tmp_path: Path) -> None:
    text = "respondent,question,codes\np 1,why,money\np 2,why,\n"
    rows = read_codings(write(tmp_path, text), "maria").merged()
    assert [(row.unit, row.coder, row.codes) for row in rows] == [
        ("p 1/why/1", "maria", ("money",)),
        ("p 2/why/1", "maria", ()),
    ]
    matrix = "respondent,question,box,coder,money\np1,why,2,ann,1\n"
    (row,) = read_codings(write(tmp_path, matrix), "maria").rows
    assert (row.unit, row.coder, row.codes) == ("p1/why/2", "ann", ("money",))


def test_a_code_can_be_named_by_its_label(tmp_path: Path) -> None:
    rows = read_codings(write(tmp_path, "unit,coder,codes\nu,a,Too Little\n"))
    (found,) = resolve(rows, {}, {"m"}, {"u": {"m"}}, {"too little": "m"})
    assert found.codes == ("m",)


def test_semicolons_in_every_row_are_not_the_delimiter(tmp_path: Path) -> None:
    text = "unit,coder,codes\n" + "".join(f"u{n},amy,a;b;c;d;e\n" for n in range(400))
    table = read_codings(write(tmp_path, text))
    assert len(table.rows) == 400
    assert table.rows[399].codes == ("a", "b", "c", "d", "e")
    assert table.rows[399].row == 401


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("unit,codr,codes\nu,a,b\n", "c.csv, row 1: there is no column “coder”.",
         "Did you mean “codr”?"),
        ("id,text\n1,secret\n", "c.csv, row 1: there is no column “unit”.",
         "Headings are: unit, coder, codes; or unit, coder, code; or a column a code. "
         "Instead of unit: respondent, question and box (1 without it)."),
        ("unit,text,z\nu,a,b\n", "c.csv, row 1: there is no column “coder”.",
         "Say who coded: a column “coder”, or --coder NAME for the whole file."),
        ("unit,coder\nu,a\n", "c.csv: there is no column of codes.", None),
        ("unit,coder,codes,codes\nu,a,b,c\n",
         "c.csv, row 1: there are two columns “codes”.", None),
        ("unit,coder,a,a\nu,b,1,1\n", "c.csv, row 1: there are two columns “a”.", None),
        ("unit,coder,codes\nu,amy,a\n,amy,a\n",
         "c.csv, row 3: the column “unit” is empty.", None),
        ("unit,coder,codes\nu, ,a\n", "c.csv, row 2: the column “coder” is empty.",
         None),
        ("unit,coder,codes\nu,amy,a\n\nu,amy,b\n",
         "c.csv, rows 2 and 4: the same unit is coded twice by “amy”.", None),
        ("unit,coder,code\nu,amy,a\nu,amy,a\n",
         "c.csv, rows 2 and 3: the same unit is coded twice by “amy” with the same "
         "code.", None),
        ("unit,coder,code\nu,amy,a\nu,amy,\n",
         "c.csv, rows 2 and 3: “amy” gave the same unit a code and said that no code "
         "applies.", None),
        ("unit,coder,code,start,end\nu,amy,a,1,\n",
         "c.csv, row 2: one of the columns “start” and “end” is empty.", None),
        ("unit,coder,code,start,end\nu,amy,a,-1,3\n",
         "c.csv, row 2, column “start”: this is not a whole number.", None),
        ("unit,coder,code,start,end\nu,amy,a,3,3\n",
         "c.csv, row 2: characters 3 to 3 are no stretch of a text with a code.", None),
        ("unit,coder,a,b\nu,amy,1,secret\n",
         "c.csv, row 2, column “b”: only 1, 0, true, false, x or nothing can stand "
         "there.", None),
        ("", "c.csv is empty.", None),
    ],
)  # fmt: skip
def test_each_fault_has_its_sentence(
    tmp_path: Path, text: str, message: str, hint: str | None
) -> None:
    with pytest.raises(CodingsError) as caught:
        read_codings(write(tmp_path, text))
    assert caught.value.message == message
    assert hint is None or caught.value.hint == hint
    assert "secret" not in caught.value.message + caught.value.hint


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(CodingsError, match="There is no file"):
        read_codings(tmp_path / "none.xlsx")


# --- held against a project -------------------------------------------------------

NAMES = {each.name: each.unit for each in UNITS}
OFFERED = {each.unit: {"trust", "skills"} for each in UNITS}
OFFERED[UNITS[0].unit] = {"trust", "skills", "money"}


def resolved(*rows: CodingRow, form: str = "codes") -> tuple[ResolvedCoding, ...]:
    table = CodingRows("c.csv", form, rows)
    return resolve(table, NAMES, [code.id for code in BOOK], OFFERED)


def test_units_by_id_and_by_name() -> None:
    first, second = UNITS[0].unit, UNITS[1].unit
    found = resolved(
        CodingRow(2, first.upper(), "amy", ("trust", "money")),
        CodingRow(3, "r/1/q1/2", "amy", ()),
        CodingRow(4, " r/1 / q1 / 1", "ben", ("trust",)),
    )
    assert [(each.row, each.unit, each.coder, each.codes) for each in found] == [
        (2, first, "amy", ("trust", "money")),
        (3, second, "amy", ()),
        (4, first, "ben", ("trust",)),
    ]


def test_the_long_form_of_another_project_finds_its_units_by_name(
    tmp_path: Path,
) -> None:
    unknown = ids.derived_id("another study")
    head = "unit,wave,respondent,question,box,coder,code"
    path = write(tmp_path, f"{head}\n{unknown},1,r2,q1,1,amy,trust\n")
    rows = read_codings(path)
    (found,) = resolve(rows, NAMES, [code.id for code in BOOK], OFFERED)
    assert found.unit == NAMES["r2/q1/1"]
    with pytest.raises(CodingsError) as caught:
        resolved(CodingRow(2, unknown, "amy", ("trust",)))
    assert "name of the study" in caught.value.hint


def test_rows_of_the_long_form_come_together() -> None:
    (found,) = resolved(
        CodingRow(2, "r/1/q1/1", "amy", ("trust",), 0, 4),
        CodingRow(3, "r/1/q1/1", "amy", ("money",)),
        CodingRow(4, "r/1/q1/1", "amy", ("trust",)),
        form="long",
    )
    assert (found.row, found.codes) == (2, ("trust", "money"))
    assert found.spans == (("trust", Span(0, 4)),)
    assert found.whole == ("money", "trust")


@pytest.mark.parametrize(
    ("form", "row", "message", "hint"),
    [
        ("codes", CodingRow(7, "r/1/q1/3", "amy", ()),
         "c.csv, row 7, column “unit”: the project has no unit “r/1/q1/3”.",
         "Did you mean “r/1/q1/2”?"),
        ("codes", CodingRow(7, "R2/q1/1", "amy", ()),
         "c.csv, row 7, column “unit”: the project has no unit “R2/q1/1”.",
         "Did you mean “r2/q1/1”?"),
        ("codes", CodingRow(7, "\x1b zzzzzzzz" * 9, "amy", ()),
         "c.csv, row 7, column “unit”: the project has no unit "
         "“� zzzzzzzz� zzzzzzzz� zzzzzzzz� zzzzzzz…”.",
         "A unit is named reference/question/box, for example r/1/q1/1."),
        ("codes", CodingRow(7, "r2/q1/1", "amy", ("trust", "skill")),
         "c.csv, row 7, column “codes”: the codebook has no code “skill”.",
         "Did you mean “skills”?"),
        ("codes", CodingRow(7, "r2/q1/1", "amy", ("trust, skills",)),
         "c.csv, row 7, column “codes”: the codebook has no code “trust, skills”.",
         "Separate codes with “;”."),
        ("long", CodingRow(7, "r2/q1/1", "amy", ("Trust",)),
         "c.csv, row 7, column “code”: the codebook has no code “Trust”.",
         "Did you mean “trust”?"),
        ("matrix", CodingRow(7, "r2/q1/1", "amy", ("money",)),
         "c.csv, row 7, column “money”: “money” is not offered under the question of "
         "that unit.", "Offered are: skills, trust."),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_named(
    form: str, row: CodingRow, message: str, hint: str
) -> None:
    with pytest.raises(CodingsError) as caught:
        resolved(row, form=form)
    assert (caught.value.message, caught.value.hint) == (message, hint)


def test_the_same_unit_under_two_names_is_found() -> None:
    with pytest.raises(CodingsError) as caught:
        resolved(
            CodingRow(2, UNITS[0].unit, "amy", ()),
            CodingRow(3, "r/1/q1/1", "amy", ("trust",)),
        )
    assert caught.value.message == (
        "c.csv, rows 2 and 3: the same unit is coded twice by “amy”."
    )
