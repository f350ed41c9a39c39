"""Codebooks as YAML, XLSX and CSV."""

from pathlib import Path

import pytest

from hsbcode.domain.codebook import Code, Codebook
from hsbcode.domain.errors import CodebookError, OutputError
from hsbcode.files.codebook_files import read_codebook, write_codebook

FULL = Codebook(
    (
        Code("trust", "Trust", kind="container", report=True),
        Code(
            "trust_families",
            "In families",
            parent="trust",
            questions=("challenges", "comments"),
            definition="Over\ntwo lines.",
            include_when="When: “a”, b; c",
            exclude_when="no",
            examples=("First, one.", "=second"),
            keywords=("a, b",),
            key="tf",
        ),
        Code("other", "In families", same_as=("trust",), keywords=("x", "y z")),
        Code("below", "Below the twin", parent="other", status="retired"),
        Code("unclear", "Not clear", kind="validity"),
    ),
    title="Frame",
)


@pytest.mark.parametrize("ending", ["yaml", "xlsx", "csv"])
def test_round_trip(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"frame.{ending}"
    write_codebook(FULL, path)
    again = read_codebook(path)
    assert again.codes == FULL.codes
    if ending == "yaml":
        assert (again.title, again.language) == ("Frame", "en")
    with pytest.raises(OutputError, match="exists already"):
        write_codebook(FULL, path)


def written(folder: Path, text: str) -> Codebook:
    """Read a codebook from YAML text, by way of a file."""
    path = folder / "frame.yaml"
    path.write_text(text, encoding="utf-8")
    return read_codebook(path)


def test_only_labels_are_needed(tmp_path: Path) -> None:
    frame = written(
        tmp_path,
        "codes:\n  - label: Lack of time\n"
        "  - {label: Too late, parent: Lack of time}\n",
    )
    assert [(code.id, code.parent) for code in frame] == [
        ("lack_of_time", None),
        ("too_late", "lack_of_time"),
    ]


@pytest.mark.parametrize(
    ("text", "words", "hint"),
    [
        ("codes:\n  - {label: A, keyword: [x]}", "codes[0]", "“keywords”"),
        ("codes:\n  - {label: A, id: a, key: no}", "(“a”).key: YAML reads no as", "no"),
        ("codes:\n  - {label: A, kind: contents}", "field kind", "“content”"),
        ("codes:\n  - {label: A}\n  - {label: a}", "is used twice", ""),
        ("codes:\n  - {label: A, parent: b}", "there is no code “b”", ""),
        ("schema: hsbcode.map/1\ncodes: []", "hsbcode.map/1", "hsbcode.codebook/1"),
        ("codes:\n  - {label: A, parent: a}", "circle", ""),
    ],
)
def test_yaml_errors(tmp_path: Path, text: str, words: str, hint: str) -> None:
    with pytest.raises(CodebookError) as caught:
        written(tmp_path, text)
    assert words in caught.value.message
    assert caught.value.message.startswith("frame.yaml")
    assert hint in caught.value.hint


def test_spreadsheet_as_people_write_it(tmp_path: Path) -> None:
    path = tmp_path / "frame.csv"
    path.write_text(
        "Name;Category;Description;Use when;Do not use;Examples;Key words;Count\n"
        "Waiting;Access;Long waits;late;early;“so long” | “weeks”;wait, queue;12\n"
        "Phones;Access > Contact;;;;;ring; call;3\n".replace(
            "ring; call", '"ring; call"'
        )
        + "Access;;All of access;;;;;\n",
        encoding="utf-8",
    )
    frame = read_codebook(path)
    assert [(c.id, c.parent) for c in frame] == [
        ("waiting", "access"),
        ("contact", "access"),
        ("phones", "contact"),
        ("access", None),
    ]
    waiting = frame["waiting"]
    assert waiting.definition == "Long waits"
    assert (waiting.include_when, waiting.exclude_when) == ("late", "early")
    assert waiting.examples == ("“so long”", "“weeks”")
    assert waiting.keywords == ("wait", "queue")
    assert frame["phones"].keywords == ("ring", "call")
    assert frame["access"].definition == "All of access"


def test_same_label_under_two_themes(tmp_path: Path) -> None:
    path = tmp_path / "frame.csv"
    path.write_text("code,theme\nOther,Staff\nOther,Place\n")
    assert [c.id for c in read_codebook(path)] == [
        "staff",
        "other",
        "place",
        "place_other",
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("code,defnition\nA,x\n", "“defnition” is not a heading"),
        ("definition,example\nx,y\n", "no column is headed “code”"),
        ("code,definition\n,Staff\n", "row 2: the code has no name"),
        ("trust\nmoney\n", "“trust” is not a heading"),
        ("code,kind\nA,contnt\n", "row 2, kind: “contnt” is not known"),
        ("code,theme\nA,B\na,b\n", "row 3: the code “a” stands in row 2"),
        ("code,id\nA,x y\n", "field id"),
    ],
)
def test_table_errors(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "frame.csv"
    path.write_text(text)
    with pytest.raises(CodebookError) as caught:
        read_codebook(path)
    assert words in caught.value.message
    assert "frame.csv" in caught.value.message


def test_what_a_spreadsheet_cannot_keep(tmp_path: Path) -> None:
    frame = Codebook((Code("a", "A", examples=("one | two",)),))
    with pytest.raises(OutputError, match="Code “a” cannot be kept exactly"):
        write_codebook(frame, tmp_path / "frame.xlsx")
    write_codebook(frame, tmp_path / "frame.yaml")
    assert read_codebook(tmp_path / "frame.yaml").codes == frame.codes


def test_other_endings(tmp_path: Path) -> None:
    with pytest.raises(CodebookError, match=r"not read from “\.txt”"):
        read_codebook(tmp_path / "frame.txt")
    with pytest.raises(OutputError, match="not written as “no ending”"):
        write_codebook(FULL, tmp_path / "frame")
    with pytest.raises(CodebookError, match="There is no file"):
        read_codebook(tmp_path / "frame.csv")


def test_shipped_codebooks_are_sound(tmp_path: Path) -> None:
    found = list((Path(__file__).parents[1]).rglob("larc7-core.yaml"))
    assert found
    frame = read_codebook(found[0])
    assert len(frame) > 20
    for ending in ("xlsx", "csv", "yaml"):
        write_codebook(frame, tmp_path / f"frame.{ending}")
        assert read_codebook(tmp_path / f"frame.{ending}").codes == frame.codes


TREE = {"Staff": None, "Kind": "Staff", "Rude": "Staff", "Long": "Waiting"}


@pytest.mark.parametrize(
    "text",
    [
        "Theme,Code name,Notes\nStaff,Kind,x\nStaff,Rude,\nWaiting,Long,\n",
        "Theme,Code\nStaff,Kind\n,Rude\nWaiting,Long\n",
        "No.,Code,Sub-code,Date added\n1,Staff,,\n2,Staff,Kind,\n3,Staff,Rude,\n"
        "4,Waiting,Long,\n",
        "Frame of 2024,,,\nFor everybody,,,\n,,,\nTheme,Code,Use when,Example quotes\n"
        "Staff,Kind,,\nStaff,Rude,,\nWaiting,Long,,\n",
    ],
)
def test_frames_as_people_lay_them_out(tmp_path: Path, text: str) -> None:
    path = tmp_path / "frame.csv"
    path.write_text(text)
    book = read_codebook(path)
    labels = {
        code.label: book[code.parent].label if code.parent else None for code in book
    }
    assert labels == TREE | {"Waiting": None}


def test_three_levels_and_a_row_about_a_theme(tmp_path: Path) -> None:
    path = tmp_path / "frame.csv"
    path.write_text(
        "Theme,Sub-theme,Code,Notes\nStaff,Manner,Kind,smiles\nStaff,,,all of them\n"
    )
    book = read_codebook(path)
    assert book["kind"].parent == "manner"
    assert book["manner"].parent == "staff"
    assert book["staff"].definition == "all of them"


def test_an_empty_theme_beside_repeated_ones_is_the_top(tmp_path: Path) -> None:
    path = tmp_path / "frame.csv"
    path.write_text("theme,code\nStaff,Kind\nStaff,Rude\n,Other\n")
    assert read_codebook(path)["other"].parent is None


def test_labels_of_other_scripts_have_ids_that_stay(tmp_path: Path) -> None:
    book = written(tmp_path, "codes:\n- label: 信任\n- label: 沟通\n  parent: 信任\n")
    again = written(tmp_path, "codes:\n- label: 沟通\n")
    assert [code.parent for code in book] == [None, book.codes[0].id]
    assert again.codes[0].id == book.codes[1].id


def test_a_folder_is_no_codebook(tmp_path: Path) -> None:
    with pytest.raises(CodebookError, match="is a folder"):
        read_codebook(tmp_path)
