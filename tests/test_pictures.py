"""The pictures of the README: there, small, and with nothing of a machine in them."""

import getpass
import importlib.util
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs" / "pictures"
NAMES = (
    "agreement.txt",
    "coding-narrow.svg",
    "coding-wide.svg",
    "import.svg",
    "quotes.svg",
    "report.svg",
    "results.svg",
    "suggestions.svg",
)
SVG = "http://www.w3.org/2000/svg"
PATHS = re.compile(r"/(?:tmp|home|root|work|Users|var)\b|[A-Z]:\\")


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_is_small_and_tells_nothing_of_a_machine(name: str) -> None:
    words = (PICTURES / name).read_text(encoding="utf-8")
    assert 1_000 < len(words.encode()) < 150_000
    seen = words
    if name.endswith(".svg"):
        drawn = ElementTree.fromstring(words)
        seen = "\n".join(drawn.itertext())
        # Nothing is fetched when somebody looks at it.
        assert set(re.findall(r"https?://[^\"'< )]+", words)) == {SVG}
        assert "@font-face" not in words
        assert "url(http" not in words
    assert PATHS.search(seen) is None
    if len(getpass.getuser()) > 3:
        assert getpass.getuser() not in seen


def test_the_readme_shows_each_picture_with_words_for_it() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for name in NAMES:
        if name.endswith(".svg"):
            shown = re.search(rf"!\[([^\]]+)\]\(docs/pictures/{name}\)", readme)
            assert shown is not None, name
            assert len(shown[1]) > 20
        else:
            assert f"](docs/pictures/{name})" in readme


def test_the_pictures_are_drawn_anew_by_one_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("XDG_CONFIG_HOME", "APPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "config"))
    spec = importlib.util.spec_from_file_location("draw", PICTURES / "draw.py")
    assert spec is not None
    assert spec.loader is not None
    draw = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(draw)
    files = draw.draw(tmp_path)
    assert sorted(file.name for file in files) == sorted(NAMES)
    wide = "\n".join(
        ElementTree.parse(tmp_path / "coding-wide.svg").getroot().itertext()
    )
    assert "larc7.hsb" in wide
    assert "eva" in wide
    assert "4 of 692" in wide.replace("\xa0", " ")
