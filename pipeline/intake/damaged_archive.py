"""The exceptions that reading a foreign archive can raise (tệp nén hỏng): damaged, hostile, or an unknown compression."""

from __future__ import annotations

import struct
import zipfile
import zlib
from typing import Final

DAMAGED_ARCHIVE: Final = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    struct.error,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)
