"""A text about a survey, read from .md, .txt, .html or .docx."""

from collections.abc import Callable
from pathlib import Path

from hsbcode.domain.drafts import Draft, Passage
from hsbcode.domain.errors import DraftError, ImportDataError
from hsbcode.files.decoding import decode
from hsbcode.files.draft_documents import document_passages
from hsbcode.files.draft_pages import page_passages
from hsbcode.files.draft_texts import text_passages
from hsbcode.files.opening import read_bytes

LARGEST = 50_000_000
_TEXTS: dict[str, Callable[[str], tuple[Passage, ...]]] = {
    ".md": lambda text: text_passages(text, markdown=True),
    ".markdown": lambda text: text_passages(text, markdown=True),
    ".txt": lambda text: text_passages(text, markdown=False),
    ".html": page_passages,
    ".htm": page_passages,
}


def read_draft(path: Path) -> Draft:
    """Read a draft; what a web page has around its article is kept apart.

    Raises:
        DraftError: the file is missing, empty, damaged or of another kind.
    """
    ending = path.suffix.lower()
    if ending not in (*_TEXTS, ".docx"):
        raise DraftError(
            f"{path.name}: a draft cannot be read from {ending or 'no ending'}.",
            "Possible are .docx, .html, .md and .txt.",
        )
    data = read_bytes(path, DraftError, LARGEST)
    if ending == ".docx":
        passages = document_passages(data, path.name)
    else:
        try:
            text = decode(data, path.name).text
        except ImportDataError as problem:
            raise DraftError(problem.message, "Give it as UTF-8 text.") from None
        passages = _TEXTS[ending](text.replace("\r\n", "\n").replace("\r", "\n"))
    if not passages:
        raise DraftError(f"{path.name} holds no text.", "Give the draft itself.")
    return Draft(path.name, passages)
