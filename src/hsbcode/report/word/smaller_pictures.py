"""PNG with the same pixels in fewer bytes."""

import struct
import zlib

_HEAD = 8
_LEVEL = 6


def smaller(png: bytes) -> bytes:
    """Return a PNG packed more tightly; the library that draws packs in a hurry."""
    parts: list[tuple[bytes, bytes]] = []
    at = _HEAD
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        parts.append((png[at + 4 : at + 8], png[at + 8 : at + 8 + length]))
        at += 12 + length
    pixels = zlib.decompress(b"".join(data for kind, data in parts if kind == b"IDAT"))
    packed = (b"IDAT", zlib.compress(pixels, _LEVEL))
    kept = [part for part in parts if part[0] != b"IDAT"]
    # everything but the end stands before the pixels
    return png[:_HEAD] + b"".join(map(_chunk, [*kept[:-1], packed, kept[-1]]))


def _chunk(part: tuple[bytes, bytes]) -> bytes:
    kind, data = part
    checked = kind + data
    return (
        struct.pack(">I", len(data)) + checked + struct.pack(">I", zlib.crc32(checked))
    )
