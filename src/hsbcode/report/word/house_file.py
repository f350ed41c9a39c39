"""A house's Word file, read with care: it may come from anywhere."""

import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from hsbcode.domain.errors import OutputError
from hsbcode.files.opening import read_bytes

LARGEST = 50_000_000
LARGEST_UNPACKED = 400_000_000
_TYPES = "[Content_Types].xml"
_MAIN = b"application/vnd.openxmlformats-officedocument.wordprocessingml."
_STRICT = b"http://purl.oclc.org/ooxml/"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_SAVE = "Open it in Word and save it as “Word Document (.docx)”."


@dataclass(frozen=True, slots=True)
class HouseFile:
    """A Word file to write into."""

    name: str
    parts: Mapping[str, bytes]
    """Name in the package → content."""

    @property
    def package(self) -> io.BytesIO:
        """The file as a document, also where it was a template (.dotx)."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as made:
            for name, content in self.parts.items():
                made.writestr(name, content)
        return out


def read_house_file(path: Path) -> HouseFile:
    """Read a template.

    Raises:
        OutputError: it is missing, damaged, locked, far too large, no Word document,
            or holds macros or declarations that no Word document needs.
    """
    name = path.name
    ending = path.suffix.lower()
    if ending not in (".docx", ".dotx"):
        macros = ending in (".docm", ".dotm")
        raise OutputError(
            f"{name} is no Word template without macros (.docx or .dotx).",
            "Save it as .docx, without its macros." if macros else _SAVE,
        )
    data = read_bytes(path, OutputError, LARGEST)
    if data.startswith(_OLE):
        raise _old_or_locked(name, data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = _parts(package, name)
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError):
        raise damaged(name) from None
    except NotImplementedError:
        raise damaged(name) from None
    except RuntimeError:
        # an archive with a password of its own
        raise OutputError(f"{name} is protected with a password.", _SAVE) from None
    return HouseFile(name, _checked(parts, name))


def damaged(name: str) -> OutputError:
    """Return what is said of a file that cannot be read."""
    return OutputError(f"{name} is damaged, or no Word document.", _SAVE)


def _old_or_locked(name: str, data: bytes) -> OutputError:
    if _LOCKED in data:
        return OutputError(
            f"{name} is protected with a password.",
            "Save a copy without the password (File, Info, Protect Document).",
        )
    return OutputError(f"{name} is a Word file of the old kind (.doc).", _SAVE)


def _parts(package: zipfile.ZipFile, name: str) -> dict[str, bytes]:
    infos = [info for info in package.infolist() if not info.is_dir()]
    names = [info.filename for info in infos]
    if len(set(names)) != len(names):
        raise damaged(name)
    size = sum(info.file_size for info in infos)
    if size > LARGEST_UNPACKED:
        raise OutputError(
            f"{name} unpacks to {size / 1e6:,.0f} MB; the limit is "
            f"{LARGEST_UNPACKED / 1e6:,.0f} MB.",
            "Use a template without large pictures.",
        )
    return {info.filename: package.read(info) for info in infos}


def _checked(parts: dict[str, bytes], name: str) -> dict[str, bytes]:
    types = parts.get(_TYPES, b"")
    if any(each.lower().endswith("vbaproject.bin") for each in parts) or (
        b"macroEnabled" in types
    ):
        raise OutputError(
            f"{name} holds macros, which a report must not carry.",
            "Save a copy of it as .docx, without macros.",
        )
    for part, content in parts.items():
        if part.endswith((".xml", ".rels")) and _declares(content):
            raise OutputError(
                f"{name} declares a document type in {part}, which no Word document "
                "does.",
                _SAVE,
            )
    if any(_STRICT in parts[each] for each in parts if each.endswith(".rels")):
        raise OutputError(f"{name} is saved as Strict Open XML Document.", _SAVE)
    if _MAIN not in types or b'.main+xml"' not in types.replace(b"'", b'"'):
        raise OutputError(f"{name} is no Word document.", _SAVE)
    document = types.replace(_MAIN + b"template.main", _MAIN + b"document.main")
    return {**parts, _TYPES: document}


def _declares(content: bytes) -> bool:
    # written in two bytes a letter, the same words have zeros between them
    return re.search(rb"<!(DOCTYPE|ENTITY)", content.replace(b"\0", b"")) is not None
