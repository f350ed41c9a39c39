"""YAML files: typed, safe, and every error with its line and path."""

from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hsbcode.domain.errors import CodebookError, ImportDataError, OutputError
from hsbcode.files.yaml_files import parse_yaml, read_yaml, to_yaml, write_yaml


class Entry(msgspec.Struct, forbid_unknown_fields=True):
    label: str
    key: str = ""
    keywords: list[str] = []
    values: dict[str, str] = {}


class Frame(msgspec.Struct, forbid_unknown_fields=True):
    entries: list[Entry]
    title: str | None = None


def failed(text: str) -> ImportDataError:
    with pytest.raises(ImportDataError) as caught:
        parse_yaml(text, Frame, "frame.yaml")
    return caught.value


def test_reads_a_structure_and_a_byte_order_mark(tmp_path: Path) -> None:
    path = tmp_path / "frame.yaml"
    path.write_bytes("\ufeffentries:\n  - {label: Überlastung, key: t}\n".encode())
    assert read_yaml(path, Frame) == Frame([Entry("Überlastung", "t")])


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("entries:\n  - label: x\n    key: no", ("line 3", "(“x”).key", "no as false")),
        ("entries:\n  - label: x\n    key: on", ("no as", "on as true")),
        ("entries:\n  - label: 1", ("line 2", "entries[0]", "1 as a number")),
        ("entries:\n  - label: 2016-05-01", ("2016-05-01 as a date", "in quotes")),
        (
            "entries:\n  - label: x\n    keywords: [a, yes]",
            ("entries[0] (“x”).keywords[1]", "yes as true", "in quotes"),
        ),
        ("entries:\n  - {label: x, values: {a: off}}", ("values.a", "off as false")),
        ("entries:\n  - {label: x, values: {no: a}}", ("the name no", "in quotes")),
        ("entries:\n  - {label: x, keywords: a}", ("a list such as", "not text")),
        ("entries:\n  - {key: x}", ("entries[0]", "“label” is missing")),
        ("- a", ("fields with values", "not a list")),
        ("entries: []\nentries: []", ("line 2", "“entries” is given twice")),
        ("entries: &a []\ntitle: *a", ("line 1", "alias")),
        ("entries: [", ("line 2", "not YAML")),
        ("title: a: b", ("line 1", "not YAML")),
        ("", ("frame.yaml is empty",)),
        ("# nothing\n", ("frame.yaml is empty",)),
        ("entries: !!python/object/apply:os.getcwd []", ("tags", "not read")),
        ("entries: !!python/name:os.getcwd ''", ("not YAML",)),
        ("entries: []\n<<: {title: a}", ("not YAML",)),
        ("? [a]\n: b", ("line 1", "field name is a list")),
        ("title: 2016-99-01", ("cannot be read", "month")),
        ("\x01", ("not YAML",)),
        ("--- a\n--- b", ("not YAML", "another document")),
        ("[" * 60 + "]" * 60, ("too deep",)),
        ("[" * 40_000, ("frame.yaml",)),
    ],
)
def test_every_error_is_a_sentence(text: str, parts: tuple[str, ...]) -> None:
    message = failed(text).message
    for part in parts[-1:] if parts[0] == "no as" else parts:
        assert part in message


def test_an_unknown_field_names_the_nearest_one() -> None:
    problem = failed("entries:\n  - {labl: x}")
    assert "“labl”" in problem.message
    assert problem.hint == "Did you mean “label”?"
    assert "label, key, keywords" in failed("entries:\n  - {zzzz: x}").hint


def test_an_alias_bomb_is_refused_at_once() -> None:
    lines = ["a0: &a0 [x, x]"]
    lines += [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 60)]
    assert "alias" in failed("\n".join(lines)).message


def test_missing_large_foreign_and_folder(tmp_path: Path) -> None:
    (tmp_path / "frame.yaml").write_text("entries: []")
    with pytest.raises(CodebookError, match="There is no file") as caught:
        read_yaml(tmp_path / "fram.yaml", Frame, CodebookError)
    assert caught.value.hint == "Did you mean “frame.yaml”?"
    with pytest.raises(ImportDataError, match="is a folder"):
        read_yaml(tmp_path, Frame)
    (tmp_path / "big.yaml").write_bytes(b" " * 5_000_001)
    with pytest.raises(ImportDataError, match=r"the limit is 5 MB"):
        read_yaml(tmp_path / "big.yaml", Frame)
    (tmp_path / "old.yaml").write_bytes(b"title: x\nentries: caf\xe9")
    with pytest.raises(ImportDataError, match="line 2: this is not UTF-8"):
        read_yaml(tmp_path / "old.yaml", Frame)


def test_writing_never_replaces_and_leaves_no_rest(tmp_path: Path) -> None:
    path = tmp_path / "frame.yaml"
    write_yaml({"a": 1}, path)
    with pytest.raises(OutputError, match="exists already"):
        write_yaml({"a": 2}, path)
    assert path.read_text() == "a: 1\n"
    write_yaml({"a": 2}, path, overwrite=True)
    assert path.read_text() == "a: 2\n"
    with pytest.raises(OutputError, match="does not exist"):
        write_yaml({"a": 2}, tmp_path / "none" / "frame.yaml")
    with pytest.raises(OutputError, match="half of a character"):
        write_yaml({"a": "\ud800"}, tmp_path / "half.yaml")
    assert [p.name for p in tmp_path.iterdir()] == ["frame.yaml"]


def test_written_yaml_is_block_style_with_quotes_where_needed() -> None:
    text = to_yaml({"label": "no", "keys": ["n", "x"], "long": "one\ntwo\n", "e": []})
    assert text == (
        "label: 'no'\nkeys:\n  - \"n\"\n  - x\nlong: |\n  one\n  two\ne: []\n"
    )


TEXTS = st.text(
    st.characters(exclude_categories=["Cs"]), max_size=40
) | st.sampled_from(
    [
        "no",
        "1",
        "1e3",
        "2016-05-01",
        "~",
        "null",
        "=",
        "y",
        "a: b",
        "# x",
        " x ",
        "\r\n",
    ]
)


@given(st.lists(st.builds(Entry, TEXTS, TEXTS, st.lists(TEXTS, max_size=3))), TEXTS)
def test_any_text_comes_back_as_written(entries: list[Entry], title: str) -> None:
    frame = Frame(entries, title)
    assert parse_yaml(to_yaml(frame), Frame, "frame.yaml") == frame
