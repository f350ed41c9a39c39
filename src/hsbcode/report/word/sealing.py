"""A Word file as bytes: the same each time, and the house's parts as they were."""

import io
import zipfile
from collections.abc import Collection, Mapping

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The first moment a ZIP can tell; a report's own date stands in its text."""


def sealed(
    saved: bytes, original: Mapping[str, bytes], touched: Collection[str]
) -> bytes:
    """Return a package without times, untouched parts byte for byte.

    Args:
        saved: the package as the library wrote it.
        original: name → content of the parts it was made from.
        touched: names of parts that were changed or are new.
    """
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(saved)) as package,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as made,
    ):
        for name in package.namelist():
            kept = None if name in touched else original.get(name)
            info = zipfile.ZipInfo(name, _EPOCH)
            info.create_system = 0
            info.compress_type = (
                zipfile.ZIP_STORED if name.endswith(".png") else zipfile.ZIP_DEFLATED
            )
            made.writestr(info, package.read(name) if kept is None else kept)
    return out.getvalue()
