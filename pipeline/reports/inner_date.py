"""When a file was last saved (ngày lưu), as the file itself says; the date on the disk may be that of a copy."""

from __future__ import annotations

import re
import struct
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Final

from pipeline.intake.damaged_archive import DAMAGED_ARCHIVE
from pipeline.intake.unpacking import entries_of
from pipeline.reports.compound_file import OLE, long_at, stream_of
from pipeline.reports.returned_archive import head_of

_SAVED: Final = re.compile(rb"<(?:dcterms:modified|dc:date)\b[^>]*>\s*(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)")
_MOST: Final = 2**16
_MOST_ENTRIES: Final = 5000
_PDF: Final = re.compile(rb"/ModDate\s*\(D:(\d{14})")
_SUMMARY: Final = "\x05SummaryInformation"
_LAST_SAVED: Final = 13  # by its number in the summary of a file; when it was made is the day of the empty form
_FILETIME: Final = 64  # the sort of value: tenths of microseconds since 1601
_EPOCH: Final = datetime(1601, 1, 1, tzinfo=UTC)
_FIRST_YEAR: Final = 1980  # a file that says it is older says nothing
_MOST_PROPERTIES: Final = 200
_SECTION: Final = 44


def inner_date(data: bytes) -> datetime | None:
    """The moment when a file was last saved; None if the file does not say."""
    if data.startswith(b"PK") and entries_of(data) < _MOST_ENTRIES:
        with suppress(*DAMAGED_ARCHIVE):
            for part in ("docProps/core.xml", "meta.xml"):
                if found := _SAVED.search(head_of(data, part, _MOST)):
                    return datetime.fromisoformat(found[1].decode()).replace(tzinfo=UTC)
    elif data.startswith(b"%PDF") and (moments := _PDF.findall(data)):
        with suppress(ValueError):
            return datetime.strptime(moments[-1].decode(), "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    elif data.startswith(OLE):
        with suppress(ValueError, LookupError, OverflowError, struct.error):
            return _of_summary(stream_of(data, (_SUMMARY,)))
    return None


def _of_summary(stream: bytes) -> datetime | None:
    """The moment of the last saving in the summary of an older file; None if it has none. ValueError: it is cut off."""
    if not stream:
        return None
    start = long_at(stream, _SECTION)
    for entry in range(start + 8, start + 8 + 8 * min(long_at(stream, start + 4), _MOST_PROPERTIES), 8):
        if long_at(stream, entry) == _LAST_SAVED:
            return _moment(stream, start + long_at(stream, entry + 4))
    return None


def _moment(stream: bytes, at: int) -> datetime | None:
    if long_at(stream, at) != _FILETIME:
        return None
    ticks = long_at(stream, at + 4) + (long_at(stream, at + 8) << 32)
    found = _EPOCH + timedelta(microseconds=ticks // 10)
    return found.replace(microsecond=0) if found.year >= _FIRST_YEAR else None
