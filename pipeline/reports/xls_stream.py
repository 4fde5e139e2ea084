"""The stream of an old binary spreadsheet (.xls) that holds the workbook, taken from its compound file, and its records."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Final

from pipeline.reports.compound_file import stream_of

BOF: Final = 0x809
_STREAMS: Final = ("Workbook", "Book")


def workbook_stream(data: bytes) -> bytes:
    """The bytes of the workbook's stream. ValueError: there is none, or it is cut off."""
    if not (found := stream_of(data, _STREAMS)):
        raise ValueError("no workbook")
    return found


def records(stream: bytes, at: int) -> Iterator[tuple[int, int, bytes]]:
    """The records from a place to the end of the part that begins there, each as its place, its kind and its content."""
    depth = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield at, kind, stream[at + 4 : at + 4 + length]
        at += 4 + length
        depth += {BOF: 1, 0x0A: -1}.get(kind, 0)
        if depth <= 0:
            return
