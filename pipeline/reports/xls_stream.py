"""The one stream of an old binary spreadsheet (.xls) that holds the workbook, out of its compound file, as records."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Final

from pipeline.reports.compound_file import stream_of

BOF: Final = 0x809
_STREAMS: Final = ("Workbook", "Book")


def workbook_stream(data: bytes) -> bytes:
    """The stream of the workbook. ValueError: there is none, or it is cut off."""
    if not (found := stream_of(data, _STREAMS)):
        raise ValueError("no workbook")
    return found


def records(stream: bytes, at: int) -> Iterator[tuple[int, int, bytes]]:
    """The records from a place to the end of the part that begins there."""
    depth = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield at, kind, stream[at + 4 : at + 4 + length]
        at += 4 + length
        depth += {BOF: 1, 0x0A: -1}.get(kind, 0)
        if depth <= 0:
            return
