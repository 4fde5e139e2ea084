"""A set of papers (bộ văn bản, nhiều tệp): every paper's own PDF, signed or not, in one ZIP file with a list.

For papers that are each signed: in a merged PDF only the main paper can be. Equal papers give equal bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from typing import Final
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from pipeline.filing.look import is_signed
from pipeline.papers.official_document import OfficialDocument
from pipeline.typeset.pdf.assemble import page_count

_LIST: Final = "danh-muc.txt"
# The first moment that a ZIP file can tell.
_NO_TIME: Final = (1980, 1, 1, 0, 0, 0)
_READABLE: Final = 0o644 << 16


@dataclass(frozen=True, slots=True, kw_only=True)
class SetPaper:
    """One paper of a set, with its PDF as it goes out."""

    document: OfficialDocument
    pdf: bytes


def paper_set(papers: Sequence[SetPaper]) -> bytes:
    """The ZIP file of a set: first a list of the papers with what each is recognised by, then each PDF under place and id."""
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_STORED) as archive:
        _put(archive, _LIST, _list(papers).encode())
        for place, paper in enumerate(papers, start=1):
            _put(archive, _name(place, paper), paper.pdf)
    return stream.getvalue()


def _put(archive: ZipFile, name: str, data: bytes) -> None:
    entry = ZipInfo(name, _NO_TIME)
    entry.external_attr = _READABLE
    archive.writestr(entry, data)


def _name(place: int, paper: SetPaper) -> str:
    return f"{place:02d}-{paper.document.id}.pdf"


def _list(papers: Sequence[SetPaper]) -> str:
    head = f"Danh mục: {len(papers)} văn bản, văn bản chính đứng đầu\r\n"
    return "\r\n".join([head, *(_entry(place, paper) for place, paper in enumerate(papers, start=1))])


def _entry(place: int, paper: SetPaper) -> str:
    document = paper.document
    number = "chưa có số" if document.number.number is None else document.number.text
    day = document.place_date.date_text if document.place_date and document.place_date.day else "chưa ghi ngày"
    signed = "đã ký số" if is_signed(paper.pdf) else "chưa ký số"
    return "\r\n".join(
        (
            f"{place:02d}. {document.headline}",
            f"    Số, ký hiệu: {number}; {day}",
            f"    Tệp: {_name(place, paper)}; {page_count(paper.pdf)} trang; {signed}",
            f"    SHA-256: {sha256(paper.pdf).hexdigest()}",
            "",
        )
    )
