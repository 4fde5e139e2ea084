"""What an archive of anybody may raise while it is read (tệp nén hỏng): damaged, hostile, or packed in a way unknown here."""

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
