"""Delimited text: encodings, delimiters, quoting, row numbers, and nothing lost."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hsbcode.domain.errors import ImportDataError
from hsbcode.files.decoding import decode
from hsbcode.files.source_tables import SourceTable
from hsbcode.files.text_tables import read_text_table


def read(folder: Path, data: bytes | str, delimiter: str | None = None) -> SourceTable:
    path = folder / "export.csv"
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return read_text_table(path, delimiter=delimiter)


def failed(folder: Path, data: bytes | str) -> ImportDataError:
    with pytest.raises(ImportDataError) as caught:
        read(folder, data)
    return caught.value


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_finds_the_delimiter(tmp_path: Path, mark: str) -> None:
    text = f'a{mark}b\n1{mark}"x, y; z | \t ""q"""\n2{mark}plain\n'
    table = read(tmp_path, text)
    assert table.delimiter == mark
    assert table.rows[1] == ("1", 'x, y; z | \t "q"')
    assert len(table.sha256) == 64


@pytest.mark.parametrize(
    "text",
    [
        "Comment\nGood, thanks\nBad\nSo, so\n",
        "Comment\nBad\n",
        "C\na, b\nc, d\ne, f, g\n",
    ],
)
def test_one_column_stays_one_column(tmp_path: Path, text: str) -> None:
    table = read(tmp_path, text)
    assert (table.delimiter, table.width) == ("", 1)
    assert [row[0] for row in table.rows] == text.splitlines()


def test_line_ends_in_cells_and_row_numbers(tmp_path: Path) -> None:
    table = read(tmp_path, b'id,text\r\n1,"one\r\ntwo\rthree\nfour"\r\n\r\n2, x \r\n')
    assert table.rows[1:] == (("1", "one\ntwo\nthree\nfour"), ("2", " x "))
    assert table.numbers == (1, 2, 4)
    assert table.lines == (1, 2, 7)
    assert table.notes == ("Rows without any content were skipped: row 3.",)


def test_old_mac_line_ends(tmp_path: Path) -> None:
    assert read(tmp_path, b"a,b\r1,2\r3,4\r").rows == (
        ("a", "b"),
        ("1", "2"),
        ("3", "4"),
    )


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("id,t\n1,é😀\n".encode("utf-8-sig"), "utf-8"),
        ("id,t\n1,é😀\n".encode(), "utf-8"),
        ("id,t\n1,é😀\n".encode("utf-16"), "utf-16-le"),
        ("id,t\n1,é😀\n".encode("utf-16-le"), "utf-16-le"),
        ("id,t\n1,é😀\n".encode("utf-16-be"), "utf-16-be"),
    ],
)
def test_unicode_encodings(tmp_path: Path, data: bytes, encoding: str) -> None:
    table = read(tmp_path, data)
    assert table.encoding == encoding
    assert table.rows == (("id", "t"), ("1", "é😀"))


WESTERN = "id,t\n" + "1,café déjà vu – “naïve” übergroß señor\n" * 5


@pytest.mark.parametrize("encoding", ["cp1252", "mac-roman"])
def test_old_encodings_are_told_apart(tmp_path: Path, encoding: str) -> None:
    table = read(tmp_path, WESTERN.encode(encoding))
    assert table.encoding == encoding
    assert table.rows[1][1] == "café déjà vu – “naïve” übergroß señor"
    assert "not UTF-8" in table.notes[0]


def test_bytes_that_cp1252_does_not_know_are_latin_1(tmp_path: Path) -> None:
    table = read(tmp_path, b"id,t\n1,\x81 caf\xe9\n")
    assert (table.encoding, table.rows[1][1]) == ("latin-1", "\x81 café")


def test_one_broken_byte_does_not_garble_the_rest(tmp_path: Path) -> None:
    table = read(tmp_path, ("id,t\n" + "1,é\n" * 40).encode() + b"2,x\xffy\n")
    assert table.rows[1][1] == "é"
    assert table.rows[-1][1] == "x\ufffdy"
    assert "1 broken bytes" in table.notes[0]
    assert "line 42" in table.notes[0]


def test_half_characters_are_counted(tmp_path: Path) -> None:
    data = "id,t\n1,a\ud800b 😀 \udfff\n".encode("utf-16-le", "surrogatepass")
    table = read(tmp_path, b"\xff\xfe" + data)
    assert table.rows[1][1] == "a\ufffdb 😀 \ufffd"
    assert table.notes == ("2 half characters (lone surrogates) became U+FFFD.",)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf\r\n", "is empty"),
        (b"PK\x03\x04rest", "zip archive"),
        (b"%PDF-1.7", "a PDF"),
        (b"SQLite format 3\x00abc", "SQLite database"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Office file"),
        (b"$FL2 SPSS", "SPSS"),
        (b"a,b\n1,x\x00y\n", "line 2 holds a NUL byte"),
        (b"\xff\xfea\x00\xd8", "breaks off in a character"),
        (",,\n,,\n", "holds no text"),
        ("id,t\n1,a\n2,b,c\n", "row 3 (line 3) has 3 cells; the header has 2"),
        ('id,t\n1,a\n2,"b\n3,c\n', "opened in row 3 (line 3) is never closed"),
    ],
)
def test_every_error_is_a_sentence(
    tmp_path: Path, data: bytes | str, words: str
) -> None:
    problem = failed(tmp_path, data)
    assert words in problem.message
    assert problem.message.startswith("export.csv")
    assert problem.hint


def test_the_text_of_an_answer_is_never_in_an_error(tmp_path: Path) -> None:
    problem = failed(tmp_path, "id,t\n1,a\n2,my secret,c\n")
    assert "secret" not in problem.message + problem.hint


def test_missing_and_empty_cells_at_the_end(tmp_path: Path) -> None:
    table = read(tmp_path, "id,a,b\n1\n2,x,,,\n3,x,y\n")
    assert table.rows[1:] == (("1", "", ""), ("2", "x", ""), ("3", "x", "y"))
    assert table.notes == ("Missing cells at the end of a row were filled: row 2.",)


def test_title_lines_may_be_shorter(tmp_path: Path) -> None:
    table = read(tmp_path, "My survey 2019\nid,a,b,c,d\n1,2,3,4,5\n")
    assert table.rows[0] == ("My survey 2019", "", "", "", "")


def test_tabs_without_quoting(tmp_path: Path) -> None:
    table = read(tmp_path, 'id\tt\n1\t"Yes" he said\n2\t5" screen\n3\t"open\n')
    assert [row[1] for row in table.rows[1:]] == ['"Yes" he said', '5" screen', '"open']


def test_named_delimiter_and_encoding(tmp_path: Path) -> None:
    assert read(tmp_path, "a,b;c\n1,2;3\n", "semicolon").rows[0] == ("a,b", "c")
    with pytest.raises(ImportDataError, match="“slash” is not a delimiter"):
        read(tmp_path, "a,b\n", "slash")
    assert decode("é".encode("mac-roman"), "x", "mac-roman").text == "é"
    with pytest.raises(ImportDataError, match="no encoding “utf8x”") as caught:
        decode(b"abc", "x", "utf8x")
    assert "utf-8" in caught.value.hint
    with pytest.raises(ImportDataError, match="line 2: this is not utf-8"):
        decode(b"a\n\xff", "x", "utf-8")


def test_long_and_hostile_cells(tmp_path: Path) -> None:
    hostile = "=1+1 \x1b[2J \u202e [/b] 😀‍👩 \x07" + "x" * 200_000
    data = io.StringIO(newline="")
    csv.writer(data).writerows([["id", "t"], ["1", hostile]])
    assert read(tmp_path, data.getvalue()).rows[1][1] == hostile


CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00\r"))


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=6))
def test_any_cells_come_back(
    tmp_path_factory: pytest.TempPathFactory, cells: list[tuple[str, str, str]]
) -> None:
    rows = [("id", "one", "two"), *cells]
    data = io.StringIO(newline="")
    csv.writer(data).writerows(rows)
    folder = tmp_path_factory.mktemp("any")
    path = folder / "export.csv"
    path.write_bytes(data.getvalue().encode())
    table = read_text_table(path, delimiter=",")
    assert list(table.rows) == [row for row in rows if any(row)]


def test_the_line_that_names_the_delimiter_to_excel(tmp_path: Path) -> None:
    path = tmp_path / "excel.csv"
    path.write_text("sep=;\r\nid;note\r\n1;yes, of course\r\n", newline="")
    table = read_text_table(path)
    assert table.rows == (("id", "note"), ("1", "yes, of course"))
    assert table.numbers == (2, 3)


def test_a_chinese_export_of_excel() -> None:
    text = (
        "编号,性别,您的建议\n" + "1,男,希望能改善服务态度\n2,女,等候时间太长了\n" * 20
    )
    found = decode(text.encode("gb18030"), "e.csv")
    assert (found.text, found.encoding) == (text, "gb18030")


@pytest.mark.parametrize("name", ["cp1252", "cp1251", "mac-roman"])
def test_other_encodings_are_not_taken_for_chinese(name: str) -> None:
    text = {"cp1251": "имя,возраст,отзыв\nда,мне всё очень понравилось у вас\n"}.get(
        name, "né,über,façade\n“Çà et là”, où ÉÉ, déjà vu\n"
    )
    assert decode(text.encode(name), "e.csv").encoding != "gb18030"
