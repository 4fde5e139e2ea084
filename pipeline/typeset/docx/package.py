"""A Word file as a bag of parts (gói OOXML): read with limits, written so that equal content gives equal bytes."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping

_FIXED_DATE = (1980, 1, 1, 0, 0, 0)
_MAX_PARTS = 1000
_MAX_BYTES = 200 * 1024 * 1024


def read_package(data: bytes) -> dict[str, bytes]:
    """The parts of a Word file by name. Raises ValueError for an archive that is no sane Word file."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            if len(entries) > _MAX_PARTS or sum(entry.file_size for entry in entries) > _MAX_BYTES:
                raise ValueError("tệp Word quá lớn hoặc có quá nhiều thành phần")
            return {entry.filename: archive.read(entry) for entry in entries}
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as error:
        raise ValueError("tệp Word bị hỏng") from error


def is_package(data: bytes) -> bool:
    """Whether this opens as an archive with a Word text inside; its parts are not unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return "word/document.xml" in archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError):
        return False


def unpacked_size(data: bytes) -> int:
    """How many bytes the parts are unpacked, as the archive says; of a file that is none, its own."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return sum(entry.file_size for entry in archive.infolist())
    except (zipfile.BadZipFile, ValueError, OSError):
        return len(data)


def write_package(parts: Mapping[str, bytes], *, compressed: bool = True) -> bytes:
    """Write parts as a Word file: sorted names (content types first, as readers expect), fixed dates.

    Not `compressed`: a file that is read once and thrown away takes a tenth of the time.
    """
    method = zipfile.ZIP_DEFLATED if compressed else zipfile.ZIP_STORED
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name in sorted(parts, key=lambda part: (part != "[Content_Types].xml", part)):
            info = zipfile.ZipInfo(name, _FIXED_DATE)
            info.compress_type = method
            info.external_attr = 0o600 << 16
            archive.writestr(info, parts[name])
    return buffer.getvalue()
