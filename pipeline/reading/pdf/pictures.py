"""Pictures of the pages (ảnh các trang) as PNG, for the report that shows findings on the paper."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

import pypdfium2

from pipeline.errors import Unreadable
from pipeline.lengths import POINTS_PER_INCH
from pipeline.reading.pdf.opening import opened

_MAX_PIXELS = 40_000_000
_GREY, _COLOUR = 0, 2  # colour types of PNG
_CHANNELS = 3


def page_pictures(data: bytes, *, dpi: int) -> Iterator[bytes]:
    """A PNG for each page, lazily; a page of extreme size is drawn smaller. Unreadable: the PDF cannot be drawn."""
    with opened(data) as document:
        for index in range(len(document)):
            try:
                yield _picture(document, index, dpi)
            except pypdfium2.PdfiumError as error:
                raise Unreadable(
                    f"Trang {index + 1} của tệp PDF bị hỏng, không vẽ được.", "Xuất lại tệp PDF."
                ) from error


def _picture(document: pypdfium2.PdfDocument, index: int, dpi: int) -> bytes:
    page = document[index]
    try:
        width, height = page.get_size()
        scale = dpi / POINTS_PER_INCH
        pixels = max(1.0, width * scale) * max(1.0, height * scale)
        scale *= min(1.0, (_MAX_PIXELS / pixels) ** 0.5)
        bitmap = page.render(scale=scale, rev_byteorder=True, prefer_bgrx=False)
        try:
            return _png(bytes(bitmap.buffer), bitmap)
        finally:
            bitmap.close()
    finally:
        page.close()


def _png(pixels: bytes, bitmap: pypdfium2.PdfBitmap) -> bytes:
    width, height, stride, channels = bitmap.width, bitmap.height, bitmap.stride, bitmap.n_channels
    rows = bytearray()
    for row in range(height):
        line = pixels[row * stride : row * stride + width * channels]
        rows.append(0)
        rows += _without_alpha(line) if channels > _CHANNELS else line
    kind = _GREY if channels == 1 else _COLOUR
    header = struct.pack(">IIBBBBB", width, height, 8, kind, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(bytes(rows), 6)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, body) for name, body in chunks)


def _without_alpha(line: bytes) -> bytes:
    """The RGB bytes of pixels of four bytes."""
    result = bytearray(len(line) // 4 * 3)
    for channel in range(_CHANNELS):
        result[channel::_CHANNELS] = line[channel::4]
    return bytes(result)


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
