"""Pictures of a template (ảnh trong mẫu): which kinds and sizes can be put on paper."""

from __future__ import annotations

import struct
from typing import Final

from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
from docx.image.image import Image

MOST_BYTES: Final = 5_000_000
# A page of A4 at 600 dots per inch.
MOST_PIXELS: Final = 35_000_000
_BROKEN: Final = (
    InvalidImageStreamError,
    UnexpectedEndOfFileError,
    UnrecognizedImageError,
    struct.error,
    ValueError,
    KeyError,
    IndexError,
    ZeroDivisionError,
    TypeError,
)
_ENDS: Final = {b"\x89PNG": b"IEND", b"\xff\xd8\xff": b"\xff\xd9"}
_LAST: Final = 64


def fault_of_picture(content: bytes) -> str:
    """Why a picture cannot be put on paper, as words to follow "ảnh"; "" where it can."""
    if len(content) > MOST_BYTES:
        return f"quá lớn ({len(content) / 1_000_000:.1f} MB, nhiều nhất {MOST_BYTES // 1_000_000} MB)".replace(".", ",")
    if content[:4] == b"\xd7\xcd\xc6\x9a" or (content[:4] == b"\x01\x00\x00\x00" and content[40:44] == b" EMF"):
        return ""
    try:
        picture = Image.from_blob(content)
        pixels = picture.px_width * picture.px_height
    except _BROKEN:
        return "hỏng, bị cắt cụt, hoặc thuộc loại không dùng được (SVG, WebP …)"
    if not pixels:
        return "hỏng"
    if pixels > MOST_PIXELS:
        size = f"{picture.px_width} x {picture.px_height} điểm ảnh"
        return f"quá lớn ({size}, nhiều nhất {MOST_PIXELS // 1_000_000} triệu điểm ảnh)"
    end = next((last for first, last in _ENDS.items() if content.startswith(first)), b"")
    return "bị cắt cụt" if end not in content[-_LAST:] else ""
