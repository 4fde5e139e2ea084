"""The text fields of a paper that waits for number and day (ô chờ số, ngày), on the blanks that its Word file marked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import count
from typing import Final

from pipeline.finding import Finding, Severity
from pipeline.papers.official_document import OfficialDocument
from pipeline.typeset.docx.waiting_places import mark_names, waiting_blanks
from pipeline.typeset.libreoffice.installation import font_files
from pipeline.typeset.pdf.figure_font import FigureFont, figure_font
from pipeline.typeset.pdf.page_places import Place, TextPiece, piece_before, text_pieces
from pipeline.typeset.pdf.text_fields import TextField, text_field

_CALLED: Final = {"so": "số", "ngay": "ngày"}


@dataclass(frozen=True, kw_only=True)
class WaitingFields:
    """The text fields of a paper in order, and findings on blanks that were not found."""

    fields: tuple[TextField, ...] = ()
    problems: tuple[Finding, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the fields, which the agency's signature locks."""
        return tuple(field.name for field in self.fields)


def waiting_fields(document: OfficialDocument, marks: Mapping[str, Place], pdf: bytes) -> WaitingFields:
    """Make a text field on each marked blank of number and day, in the order of the pages, numbers first.

    `marks`: the places of the blanks, by bookmark; `pdf`: the file that LibreOffice made.
    """
    spans = {blank.kind: tuple(_spans(blank.kind, marks)) for blank in waiting_blanks(document)}
    pieces = text_pieces(pdf, {start.page for found in spans.values() for start, _ in found})
    fields = {kind: tuple(_fields(kind, found, pieces)) for kind, found in spans.items()}
    return WaitingFields(
        fields=tuple(field for found in fields.values() for field in found),
        problems=tuple(_no_blank(document, kind) for kind, found in fields.items() if not found),
    )


def _spans(kind: str, marks: Mapping[str, Place]) -> Iterator[tuple[Place, Place]]:
    """Start and end of each marked blank of a kind."""
    for number in count(1):
        start, end = (marks.get(name) for name in mark_names(kind, number))
        if start is None or end is None:
            return
        yield start, end


def _fields(
    kind: str, spans: Sequence[tuple[Place, Place]], pieces: Mapping[int, Sequence[TextPiece]]
) -> Iterator[TextField]:
    for number, (start, end) in enumerate(spans, 1):
        line = piece_before(pieces[start.page], start)
        if line is not None and start.page == end.page and start.x < end.x:
            yield text_field(kind, number, (start, end), line, _font(line.font))


@lru_cache(maxsize=8)
def _font(name: str) -> FigureFont:
    """The font for a field, like the text beside it; `name` is as in the PDF, such as `BAAAAA+LiberationSerif-Italic`."""
    face = " ".join(word for word in ("bold", "italic") if word in name.lower())
    return figure_font(font_files()[face or "regular"])


def _no_blank(document: OfficialDocument, kind: str) -> Finding:
    called = _CALLED[kind]
    return Finding(
        code="DUNG-15",
        severity=Severity.WARNING,
        message=f"Trang PDF của “{document.headline}” không có chỗ trống cho {called}, nên không có ô điền {called} sau khi ký",
        file=document.source or None,
        hint="Mẫu Word phải in nguyên mục số, ký hiệu và mục địa danh, ngày tháng; xem mẫu gốc bằng lệnh vanthu templates.",
        citation="Đ.15.2",
        document=document.id,
    )
