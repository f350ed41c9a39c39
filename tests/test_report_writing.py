"""Files: whole or not at all, and never one over another."""

import errno
import os
from pathlib import Path

import pytest

from hsbcode.domain.errors import OutputError
from hsbcode.files.writing import write_file
from hsbcode.report.document import Document, Paragraph
from hsbcode.report.writing import write_document

DOCUMENT = Document("Report", (Paragraph("x\u202ey \ud800"),))


@pytest.mark.parametrize("name", ["r.md", "r.html", "R.HTML"])
def test_the_ending_chooses_the_writer(tmp_path: Path, name: str) -> None:
    write_document(DOCUMENT, tmp_path / name)
    text = (tmp_path / name).read_text(encoding="utf-8")
    assert text.startswith("# Report" if name == "r.md" else "<!DOCTYPE html>")
    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("name", ["r.odt", "r", "r.md.bak"])
def test_other_endings_are_refused_by_name(tmp_path: Path, name: str) -> None:
    with pytest.raises(OutputError) as caught:
        write_document(DOCUMENT, tmp_path / name)
    assert name in caught.value.message
    assert ".docx, .xlsx, .html, .pdf, .md" in caught.value.hint


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "r.md").write_text("mine")
    (tmp_path / "r-2.md").write_text("mine, too")
    with pytest.raises(OutputError) as caught:
        write_document(DOCUMENT, tmp_path / "r.md")
    assert "r-3.md" in caught.value.hint
    assert (tmp_path / "r.md").read_text() == "mine"
    with pytest.raises(OutputError, match="exists already"):
        write_file(tmp_path / "r.md", b"theirs")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["r-2.md", "r.md"]


def test_a_dangling_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "r.md").symlink_to(tmp_path / "elsewhere.md")
    with pytest.raises(OutputError, match="exists already"):
        write_document(DOCUMENT, tmp_path / "r.md")
    assert not (tmp_path / "elsewhere.md").exists()


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="does not exist"):
        write_document(DOCUMENT, tmp_path / "nowhere" / "r.md")


def refuse(*_: object, **__: object) -> None:
    raise OSError(errno.EPERM, "no hard links here")


def test_a_disk_without_hard_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "link", refuse)
    write_file(tmp_path / "r.md", b"whole")
    assert (tmp_path / "r.md").read_bytes() == b"whole"
    with pytest.raises(OutputError, match="exists already"):
        write_file(tmp_path / "r.md", b"again")
    assert [path.name for path in tmp_path.iterdir()] == ["r.md"]


def test_a_disk_that_refuses_at_the_end_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "link", refuse)
    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(OutputError, match="no hard links here"):
        write_file(tmp_path / "r.md", b"whole")
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match=r"could not be written: No space"):
        write_file(tmp_path / "r.md", b"half")
    assert list(tmp_path.iterdir()) == []
