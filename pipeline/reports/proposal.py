"""What a file that came in is taken for (đề nghị nhận): its unit, sort and version, what it changes, or why it waits.

Nothing is kept while this is worked out. Clear files are kept afterwards; the others wait for a person's decision.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from pipeline.errors import VanthuError
from pipeline.records.agency import Agency
from pipeline.reports.returned_form import Returned


class Sort(StrEnum):
    """The sort of a file."""

    FORM = "biểu mẫu"
    WORDS = "báo cáo lời văn"
    ENCLOSURE = "tài liệu kèm"
    SIGNED = "bản ký, bản quét"
    OTHER = "không rõ"


class Fate(StrEnum):
    """What becomes of a file."""

    TAKEN = "nhận"
    KNOWN = "đã nhận"
    BESIDE = "giữ kèm"
    WAITS = "chờ quyết định"
    REFUSED = "không nhận"


@dataclass(frozen=True, kw_only=True)
class Opened:
    """A file that was read, before anything is decided.

    `doubts`: what a person must confirm; `trouble`: why it cannot be taken at all. `saved`: the moment of saving
    inside the file; `modified`: that of the file itself. `word`: the DOCX that LibreOffice made of it. `accepted`:
    the clerk takes it in spite of doubts.
    """

    name: str
    sort: Sort = Sort.OTHER
    ending: str = ""
    sha256: str = ""
    unit: Agency | None = None
    returned: Returned | None = None
    doubts: tuple[VanthuError, ...] = ()
    trouble: VanthuError | None = None
    saved: datetime | None = None
    modified: datetime | None = None
    word: bytes | None = None
    accepted: bool = False


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """A file with what becomes of it, and why.

    `version`: the number under which it is or will be kept (0: none). `changes`: how it differs from what holds, in
    words. `older`: it is kept beside since a newer file holds.
    """

    opened: Opened
    fate: Fate
    version: int = 0
    changes: str = ""
    why: VanthuError | None = None
    older: bool = False
