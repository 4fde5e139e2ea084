"""When a file was last saved (ngày lưu), as it says inside itself; whatever the disk and the mail made of its own date."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import UTC, datetime
from typing import Final

from pipeline.intake.damaged_archive import DAMAGED_ARCHIVE
from pipeline.intake.unpacking import entries_of
from pipeline.reports.returned_archive import head_of

_SAVED: Final = re.compile(rb"<(?:dcterms:modified|dc:date)\b[^>]*>\s*(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)")
_MOST: Final = 2**16
_MOST_ENTRIES: Final = 5000
_PDF: Final = re.compile(rb"/ModDate\s*\(D:(\d{14})")


def inner_date(data: bytes) -> datetime | None:
    """The moment of the last saving; None where the file does not say."""
    if data.startswith(b"PK") and entries_of(data) < _MOST_ENTRIES:
        with suppress(*DAMAGED_ARCHIVE):
            for part in ("docProps/core.xml", "meta.xml"):
                if found := _SAVED.search(head_of(data, part, _MOST)):
                    return datetime.fromisoformat(found[1].decode()).replace(tzinfo=UTC)
    elif data.startswith(b"%PDF") and (moments := _PDF.findall(data)):
        with suppress(ValueError):
            return datetime.strptime(moments[-1].decode(), "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    return None
