"""Whether suggestions know sentence embeddings, and answers read for their meaning."""

from collections.abc import Generator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from hsbcode.domain.errors import UsageConflict, nearest
from hsbcode.domain.progress import Progress
from hsbcode.store.project import Project

if TYPE_CHECKING:
    from hsbcode.language.meaning import MeaningVectors

_SETTING = "embeddings"
WORDS = {"on": True, "off": False}


def meaning_cache(path: Path) -> Path:
    """Return the file beside a project that keeps what can be computed again."""
    return path.with_name(path.name + ".cache")


def embeddings_wanted(project: Project) -> bool:
    """Whether embeddings are used where the extra is installed: unless switched off."""
    return project.settings.get(_SETTING) is not False


def choose_embeddings(project: Project, words: str, coder: str = "project") -> None:
    """Switch embeddings on or off for everybody who works with the project.

    Args:
        project: open for writing.
        words: ``on`` or ``off``.
        coder: who chooses.

    Raises:
        UsageConflict: it is neither.
    """
    if words not in WORDS:
        raise UsageConflict(
            f"Embeddings cannot be “{words}”.",
            nearest(words, WORDS) or "Say on or off.",
        )
    if WORDS[words] != embeddings_wanted(project):
        project.put_setting(_SETTING, WORDS[words], coder)


def meaning_of(
    project: Project, texts: Sequence[str]
) -> Generator[Progress, None, "MeaningVectors | None"]:
    """Read texts for their meaning; None without the extra, or where it is off.

    What was read is kept in the file beside the project.

    Raises:
        ModelError: the files of the extra are other ones than expected.
    """
    from hsbcode.language.meaning import MeaningVectors, installed

    if not embeddings_wanted(project) or not installed():
        return None
    vectors = MeaningVectors(meaning_cache(project.path))
    if vectors.missing(texts):
        yield from vectors.prepare(texts)
        # a folder nobody may write to costs the same time again, no more
        with suppress(OSError):
            vectors.keep(texts)
    return vectors


def meaning_at_once(project: Project, texts: Sequence[str]) -> "MeaningVectors | None":
    """Return what ``meaning_of`` does, without saying how far it is."""
    steps = meaning_of(project, texts)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            found: MeaningVectors | None = end.value
            return found
