"""Bytes to text: which encoding, and what had to be replaced."""

import codecs
import re
from dataclasses import dataclass

from hsbcode.domain.errors import ImportDataError, nearest

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    (b"PK\x03\x04", "a zip archive (such as .xlsx, .docx or .ods)"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"%PDF", "a PDF"),
    (b"SQLite format 3\x00", "an SQLite database (such as a project file)"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file (such as .xls or .doc)"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"$FL2", "an SPSS file (.sav)"),
    (b"$FL3", "an SPSS file (.zsav)"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"{\\rtf", "a rich text document"),
)
_NAMED = ("utf-8", "utf-16", "cp1252", "latin-1", "mac-roman")
_HIGH = re.compile(b"[\x80-\xff]+")
_SURROGATES = re.compile("[\ud800-\udfff]")
_PAIRS = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_MOJIBAKE = re.compile("Ã[\x80-¿_ŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™≤≥]|Â[\x80-¿]|â€.?")
_ODD = re.compile(
    "[\x80-\x9f]"
    "|(?<=[a-z])[ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞŠŽŸŒ]"
    "|(?<=[A-Za-z])[‚ƒ„†‡ˆ‰‹•˜›¡¢£¤¥¦§¨©«¬®¯±²³´¶·¸¹»¼½¾¿×÷∂∆∑∏π∫Ω√≈◊ıˇ˘˙˚˝˛]"
    "(?=[a-z])"
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


def decode(data: bytes, file: str, encoding: str | None = None) -> Decoded:
    """Return the text of a file and say which encoding it was.

    In this order: the one named; byte order mark; strict UTF-8; UTF-16 by its NUL
    pattern; cp1252, or Mac Roman where that reads clearly better; else latin-1. Half
    characters (lone surrogates) become U+FFFD and are counted.

    Raises:
        ImportDataError: nothing in it, not text, or not in the encoding named.
    """
    if not data.strip(b"\x00\t\n\r \xef\xbb\xbf\xff\xfe"):
        raise ImportDataError(f"{file} is empty.", "Export the survey again.")
    refuse_binary(data, file)
    if encoding:
        return _as_named(data, file, encoding)
    for bom, name in _BOMS:
        if data.startswith(bom):
            return _mended(_wide(data[len(bom) :], name, file), name)
    pattern = _wide_pattern(data)
    if pattern:
        return _mended(_wide(data, pattern, file), pattern)
    if b"\x00" in data:
        line = data[: data.index(b"\x00")].count(b"\n") + 1
        raise ImportDataError(
            f"{file} is not a text file: line {line} holds a NUL byte.",
            "Export the survey as CSV or XLSX.",
        )
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as problem:
        return _not_utf8(data, problem.start)


def refuse_binary(data: bytes, file: str) -> None:
    """Raise ImportDataError where the first bytes are those of a known binary file."""
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise ImportDataError(
                f"{file} is not a text file: it looks like {what}.",
                "Give the export as .csv, .tsv, .txt, .xlsx, .xls or .ods.",
            )


def _as_named(data: bytes, file: str, encoding: str) -> Decoded:
    try:
        name = codecs.lookup(encoding).name
        b"".decode(name)
    except LookupError:
        hint = nearest(encoding, _NAMED) or "Known are: " + ", ".join(_NAMED)
        raise ImportDataError(
            f"{file}: there is no encoding “{encoding}”.", hint
        ) from None
    try:
        text = data.decode("utf-8-sig" if name == "utf-8" else name)
    except UnicodeDecodeError as problem:
        line = data[: problem.start].count(b"\n") + 1
        raise ImportDataError(
            f"{file}, line {line}: this is not {encoding}.",
            "Leave the encoding out to have it found.",
        ) from None
    return _mended(text, name)


def _wide(data: bytes, name: str, file: str) -> str:
    try:
        return data.decode(name, "surrogatepass")
    except UnicodeDecodeError:
        if name == "utf-8":
            return data.decode("utf-8", "replace")
        raise ImportDataError(
            f"{file} begins like {name} but breaks off in a character.",
            "The file is damaged; export it again.",
        ) from None


def _wide_pattern(data: bytes) -> str:
    """Return the kind of UTF-16 without a mark: every other byte is NUL."""
    sample = data[:4096]
    half = len(sample) // 2
    if half < 2:
        return ""
    if sample[1::2].count(0) > 0.6 * half and sample[::2].count(0) < 0.1 * half:
        return "utf-16-le"
    if sample[::2].count(0) > 0.6 * half and sample[1::2].count(0) < 0.1 * half:
        return "utf-16-be"
    return ""


def _not_utf8(data: bytes, start: int) -> Decoded:
    text = data.decode("utf-8", "surrogateescape")
    broken = len(_SURROGATES.findall(text))
    high = sum(1 for char in text if char >= "\x80") - broken
    if high > 20 * broken:
        line = data[:start].count(b"\n") + 1
        text = data.decode("utf-8", "replace")
        note = (
            f"{text.count(chr(0xFFFD)):,} broken bytes in otherwise sound UTF-8 became "
            f"U+FFFD (first on line {line})."
        )
        return Decoded(text, "utf-8", (note,))
    if _is_chinese(data):
        return Decoded(data.decode("gb18030"), "gb18030", (_checked("gb18030"),))
    mac = data.decode("mac-roman")
    try:
        windows = data.decode("cp1252")
        name = "cp1252"
    except UnicodeDecodeError:
        windows = data.decode("latin-1")
        name = "latin-1"
    if 5 * _oddness(mac) + 4 < _oddness(windows):
        windows, name = mac, "mac-roman"
    return Decoded(windows, name, (_checked(name),))


def _checked(name: str) -> str:
    return f"The file is not UTF-8; it was read as {name}: check accented letters."


def _is_chinese(data: bytes) -> bool:
    """Whether bytes beyond ASCII come in pairs of common Chinese characters.

    In European encodings they stand alone, or in runs that no pairs fill.
    """
    runs = _HIGH.findall(data)
    high = sum(map(len, runs))
    paired = sum(len(run) for run in runs if len(run) % 2 == 0)
    common = sum(
        1 for run in runs for at in range(0, len(run), 2) if 0xB0 <= run[at] <= 0xD7
    )
    if paired < 0.98 * high or 2 * common < 0.6 * high or high < 4 * len(runs):
        return False
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return False
    return True


def _oddness(text: str) -> int:
    """Count characters no language has there; explained mojibake is not odd."""
    return len(_ODD.findall(_MOJIBAKE.sub("", text)))


def _mended(text: str, name: str) -> Decoded:
    if not _SURROGATES.search(text):
        return Decoded(text, name)
    text = _PAIRS.sub(
        lambda pair: pair[0].encode("utf-16-le", "surrogatepass").decode("utf-16-le"),
        text,
    )
    text, count = _SURROGATES.subn("\ufffd", text)
    notes = (f"{count:,} half characters (lone surrogates) became U+FFFD.",)
    return Decoded(text, name, notes if count else ())
