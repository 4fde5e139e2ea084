"""The widths of the two columns of a head (hai cột ở đầu văn bản), from the words of their lines.

The national name and the line of place and date are never broken; the line of number and symbol gives way. Lengths in
points.
"""

from __future__ import annotations

from math import ceil

from lxml import etree

from pipeline.decree.profile import Profile
from pipeline.finding import Finding, Severity
from pipeline.lengths import POINTS_PER_MM
from pipeline.papers.official_document import OfficialDocument
from pipeline.text.metrics import text_width
from pipeline.typeset.docx.package import read_package
from pipeline.typeset.docx.table_widths import set_columns
from pipeline.typeset.docx.wordml import paragraphs_of, parse, text_of, w

# Room beside the quốc hiệu so that rounding in another renderer never breaks its line, the gravest fault on paper.
_NATIONAL_SLACK = 6.0
# The same beside the two lines below, which are measured with their blanks; cells are whole twips.
_LINE_SLACK = 1.0
_ROUNDING = 0.1
# Left free beside the number where its blank can give it, so that nobody takes number and date for one line.
_BETWEEN_LINES = 8.0
# The left column, however long the name of a place.
_LEAST_LEFT = 60.0
_NO_BREAK = "\u00a0"
_LEAST_BLANK = 4  # no-break spaces that stay before the slash, whatever the symbol
_LEAST_DAY = 7  # the same in the date, where the stamp of the day is 45 points wide
ITALIC_BLANK = 1.3
"""LibreOffice 7.4 draws each no-break space of an italic line so much wider, in points."""

_NUMBER, _DATE, _NATION = "SoKyHieu", "DiaDanh", "QuocHieu"
_DOCUMENT = "word/document.xml"


def fit_head(body: etree._Element, *, profile: Profile, width: float) -> tuple[float, float]:
    """Set the widths of both columns of the head, and shorten the blanks of its last lines if necessary; gives the widths."""
    number, date, nation = (_longest(body, style) for style in (_NUMBER, _DATE, _NATION))
    columns = head_columns(number, date, nation, profile=profile, width=width)
    for paragraph in paragraphs_of(body, _NATION):
        set_columns(next(paragraph.iterancestors(w("tbl"))), list(columns))
    for style, column in zip((_NUMBER, _DATE), columns, strict=True):
        for paragraph in paragraphs_of(body, style):
            for words in paragraph.iter(w("t")):
                words.text = fitted(words.text or "", style, column, profile)
    return columns


def head_columns(number: str, date: str, nation: str, *, profile: Profile, width: float) -> tuple[float, float]:
    """The widths of both columns: date and quốc hiệu fit on one line each, the left column has the rest.

    A long place (Thành phố Hồ Chí Minh) widens the right column (II.4c); a long symbol widens the left one, as far as
    the two lines on the right allow.
    """
    share = profile.number("letterhead.national_column")
    share /= share + profile.number("letterhead.agency_column")
    least = max(
        _plain(profile, "national_name", nation) + _NATIONAL_SLACK,
        line_width(profile, _DATE, _shortened(date, _LEAST_DAY)) + _LINE_SLACK,
    )
    beside = line_width(profile, _NUMBER, _shortened(number, _LEAST_BLANK)) + _LINE_SLACK + _BETWEEN_LINES
    right = max(least, min(width * share, width - beside))
    right = min(right, width - _LEAST_LEFT)
    return width - right, right


def fitted(line: str, style: str, column: float, profile: Profile) -> str:
    """The line of the number or date, with its blank for the stamp as wide as the column allows (II.3c, II.4c)."""
    least, room = (_LEAST_DAY, column) if style == _DATE else (_LEAST_BLANK, column - _BETWEEN_LINES)
    while line.count(_NO_BREAK) > least and not fits(profile, style, line, room):
        line = line.replace(_NO_BREAK, "", 1)
    return line


def fits(profile: Profile, style: str, line: str, column: float) -> bool:
    """Whether a line fits its column without a break."""
    return line_width(profile, style, line) + _LINE_SLACK <= column + _ROUNDING


def line_width(profile: Profile, style: str, line: str) -> float:
    """The width of the line of the number or date as LibreOffice draws it, in points."""
    if style == _NUMBER:
        return _plain(profile, "number", line)
    return _plain(profile, "place_date", line) + ITALIC_BLANK * line.count(_NO_BREAK)


def crowded_head(document: OfficialDocument, docx: bytes, *, profile: Profile, width: float) -> tuple[Finding, ...]:
    """An error where number and date cannot be side by side on this page, each on one line; else none."""
    body = parse(read_package(docx)[_DOCUMENT])
    crowded = [
        paragraph
        for style in (_NUMBER, _DATE)
        for paragraph in paragraphs_of(body, style)
        if (column := _column(paragraph)) is not None and not fits(profile, style, text_of(paragraph), column)
    ]
    if not crowded:
        return ()
    number, date = _longest(body, _NUMBER), _longest(body, _DATE)
    needed = " và ".join(
        f"{name} “{' '.join(line.split())}” cần {_mm(line_width(profile, style, line))} mm"
        for name, style, line in (("dòng số, ký hiệu", _NUMBER, number), ("dòng địa danh, thời gian", _DATE, date))
        if line
    )
    return (
        Finding(
            code="DUNG-14",
            severity=Severity.ERROR,
            message=f"Đầu văn bản “{document.headline}” không đủ chỗ: {needed}, cả trang chỉ có {int(width / POINTS_PER_MM)} mm",
            file=document.source or None,
            hint=(
                "Đặt “viết tắt” ngắn hơn cho cơ quan (ký hiệu văn bản lấy từ đó), hoặc ghi “địa danh” ngắn hơn, "
                "đúng như tên khắc trên con dấu; rồi dựng lại."
            ),
            citation="PLI.P1.II.4c",
            document=document.id,
        ),
    )


def _mm(points: float) -> int:
    return ceil(points / POINTS_PER_MM)


def _column(paragraph: etree._Element) -> float | None:
    """The width of the cell that holds a paragraph, in points; None outside a table."""
    cell = next(paragraph.iterancestors(w("tc")), None)
    size = None if cell is None else cell.find(f"{w('tcPr')}/{w('tcW')}")
    return None if size is None else int(size.get(w("w"), "0")) / 20


def _longest(body: etree._Element, style: str) -> str:
    return max((text_of(line) for line in paragraphs_of(body, style)), key=len, default="")


def _shortened(line: str, least: int) -> str:
    """The line with the smallest blank for the stamp."""
    return line.replace(_NO_BREAK, "", max(0, line.count(_NO_BREAK) - least))


def _plain(profile: Profile, element: str, text: str) -> float:
    return text_width(
        text,
        profile.number(f"{element}.size"),
        bold=profile.flag(f"{element}.bold"),
        italic=profile.flag(f"{element}.italic"),
    )
