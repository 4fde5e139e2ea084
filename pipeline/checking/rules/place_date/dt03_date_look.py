"""DT-03: Địa danh, thời gian ban hành in {place_date.italic,bold}, cỡ {place_date.size}, ngang dòng số, ký hiệu, {place_date.align} dưới Quốc hiệu.

Đúng: `Hà Nội, ngày 05 tháng 01 năm 2020` in nghiêng, cỡ 13, ngang với `Số: 15/QĐ-BNV`
Sai: chữ đứng, in đậm, thấp hơn dòng số, ký hiệu, năm rơi xuống dòng dưới
"""

from __future__ import annotations

from pipeline.checking.rules.component_look import decimal, looks_of
from pipeline.checking.rules.placing import centring
from pipeline.checking.rules.rule import Breach, Group, NotApplicable, NotEvaluated, Verdict, rule
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.reading.cut_lines import set_width
from pipeline.reading.facts import Paragraph
from pipeline.reading.recognised import Element, Paper, PartKind

# A condensed font or a narrower blank gains so much on a line that our widths call too long; ours.
_ROOM_MM = 2.0
# How far the two lines may be apart in height; ours.
_ROW_MM = 2.0


@rule(
    code="DT-03",
    title="Địa danh, thời gian ban hành in {place_date.italic}, cỡ {place_date.size}, ngang dòng số, ký hiệu",
    group=Group.PLACE_DATE,
    severity=Severity.LEGAL_WARNING,
    at="PLI.P1.II.4c",
    elements=(Element.PLACE_DATE,),
)
def check(paper: Paper, profile: Profile) -> Verdict:
    date = paper.component(Element.PLACE_DATE)
    if date is None or paper.parts[date.part].kind is not PartKind.MAIN:
        return NotApplicable("không thấy địa danh, thời gian ban hành")
    look = looks_of(paper, (Element.PLACE_DATE,), profile, name="Địa danh, thời gian ban hành")
    if not isinstance(look, tuple):
        return look
    above = paper.component(Element.NATIONAL_NAME) or paper.component(Element.MOTTO)
    names = ("địa danh, thời gian ban hành", "Quốc hiệu, Tiêu ngữ")
    breaches, known = centring(paper, date, above, profile.measure("place_date.align"), names=names)
    if broken := _broken(paper):
        # Where its words stand depends on the break: one fault is told once.
        return (*look, broken)
    found = (*look, *breaches, *_row(paper))
    return found if found or known else NotEvaluated("không rõ địa danh, thời gian ban hành canh ở đâu")


def _broken(paper: Paper) -> Breach | None:
    """A breach where place and date are printed on more than one line.

    The lines of a Word file are computed from our own letter widths: there the last line must clearly not have fitted
    above.
    """
    date = paper.paragraphs(paper.component(Element.PLACE_DATE))
    lines = sum(paragraph.lines or 1 for paragraph in date)
    if lines == 1 or (len(date) == 1 and not _over(date[0])):
        return None
    return Breach(
        found=f"Địa danh, thời gian ban hành bị ngắt thành {lines} dòng",
        expected="trên một dòng, ngang số, ký hiệu",
        hint="Nới cột bên phải của bảng ở đầu trang, hoặc bớt khoảng trống trong dòng, để cả ngày, tháng, năm trên một dòng.",
        paragraph=date[0].index,
    )


def _over(line: Paragraph) -> bool:
    """Whether a line alone is wider than the room for it, by more than the error of our letter widths."""
    if line.box is not None:
        return True
    return set_width(line) > line.right - line.left + _ROOM_MM


def _row(paper: Paper) -> tuple[Breach, ...]:
    """A breach where date and number are not in one row; none where they are or the file does not tell."""
    number = paper.paragraphs(paper.component(Element.NUMBER))
    date = paper.paragraphs(paper.component(Element.PLACE_DATE))
    if not number or not date:
        return ()
    how = _difference(number[0], date[0])
    shared = {Element.ISSUING_AGENCY: number[0], Element.NATIONAL_NAME: date[0]}
    # A cell over two rows has its lines in one of them: rows tell nothing then.
    if not how or (date[0].box is None and any(_one_row(paper, above, line) for above, line in shared.items())):
        return ()
    return (
        Breach(
            found=f"Địa danh, thời gian ban hành {how} dòng số, ký hiệu",
            expected="cùng một dòng với số, ký hiệu",
            hint="Đặt địa danh, thời gian ban hành và số, ký hiệu vào cùng một hàng của bảng ở đầu trang.",
            paragraph=date[0].index,
        ),
    )


def _one_row(paper: Paper, above: Element, line: Paragraph) -> bool:
    """Whether a line stands in the same row of the letterhead as the component above it."""
    uppers = paper.paragraphs(paper.component(above))
    return any(upper.cell and line.cell and upper.cell.row == line.cell.row for upper in uppers)


def _difference(number: Paragraph, date: Paragraph) -> str:
    if number.box and date.box:
        lower = date.box.bottom - number.box.bottom
        if date.box.page != number.box.page:
            return "ở trang khác"
        return "" if abs(lower) <= _ROW_MM else f"{'thấp' if lower > 0 else 'cao'} hơn {decimal(abs(lower))} mm so với"
    if number.cell and date.cell and number.cell.table == date.cell.table and number.cell.row != date.cell.row:
        return "ở hàng khác với"
    return ""
