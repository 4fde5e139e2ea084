"""QH-06: Quốc hiệu và Tiêu ngữ cách nhau {letterhead.line_spacing:lines}.

Giữa hai dòng không có dòng trống, không giãn dòng, không thêm khoảng cách đoạn quá 6 pt.

Đúng: Tiêu ngữ ngay dưới Quốc hiệu, giãn dòng đơn
Sai: để một dòng trống giữa Quốc hiệu và Tiêu ngữ, giãn dòng 1,5
"""

from __future__ import annotations

from pipeline.checking.rules.component_look import decimal
from pipeline.checking.rules.rule import Breach, Group, NotApplicable, NotEvaluated, Verdict, rule, with_values
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.reading.facts import Medium, Paragraph
from pipeline.reading.recognised import Element, Paper

# Ours: what Word calls 1.15 lines still reads as single, and so does a small space before the paragraph.
_SPACING_TOLERANCE = 0.16
_LARGEST_GAP = 6.5
_LINE_HEIGHT = 1.15
_DEFAULT_SIZE = 13.0
_EXPECTED = "hai dòng Quốc hiệu, Tiêu ngữ cách nhau {letterhead.line_spacing:lines}"
_HINT = "Xóa dòng trống; đặt giãn dòng (Line spacing) {letterhead.line_spacing:lines}, không thêm khoảng cách đoạn."


@rule(
    code="QH-06",
    title="Quốc hiệu và Tiêu ngữ cách nhau {letterhead.line_spacing:lines}",
    group=Group.NATIONAL_NAME,
    severity=Severity.LEGAL_WARNING,
    at="PLI.P1.II.1c",
    elements=(Element.NATIONAL_NAME, Element.MOTTO),
)
def check(paper: Paper, profile: Profile) -> Verdict:
    name, motto = (paper.paragraphs(paper.component(element)) for element in (Element.NATIONAL_NAME, Element.MOTTO))
    if not name or not motto or motto[0].index < name[-1].index:
        return NotApplicable("không thấy đủ Quốc hiệu và Tiêu ngữ")
    upper, lower = name[-1], motto[0]
    blank = sum(
        not paragraph.plain and paragraph.cell == lower.cell
        for paragraph in paper.facts.paragraphs[upper.index + 1 : lower.index]
    )
    if blank:
        return (_breach(f"Có {blank} dòng trống giữa Quốc hiệu và Tiêu ngữ", lower, profile),)
    if lower.gap_before is not None and lower.gap_before > _LARGEST_GAP:
        return (_breach(f"Tiêu ngữ cách Quốc hiệu thêm {decimal(lower.gap_before)} pt", lower, profile),)
    spacings = [spacing for spacing in map(_spacing, (upper, lower)) if spacing is not None]
    measure = profile.measure("letterhead.line_spacing")
    wide = [spacing for spacing in spacings if not measure.allows(spacing, tolerance=_SPACING_TOLERANCE)]
    if wide:
        return (_breach(f"Quốc hiệu, Tiêu ngữ giãn dòng {decimal(wide[0])}", lower, profile),)
    known = lower.gap_before is not None and (spacings or paper.facts.medium is Medium.PDF)
    return () if known else NotEvaluated("tệp không cho biết khoảng cách dòng")


def _spacing(paragraph: Paragraph) -> float | None:
    """Line spacing in lines; None where it is not known, and for "exactly" below a line, which then is not wide."""
    if paragraph.exact_spacing is None:
        return paragraph.line_spacing
    size = max((run.size for run in paragraph.runs if run.size), default=_DEFAULT_SIZE)
    return max(1.0, paragraph.exact_spacing / (size * _LINE_HEIGHT))


def _breach(found: str, paragraph: Paragraph, profile: Profile) -> Breach:
    return Breach(
        found=found,
        expected=with_values(_EXPECTED, profile),
        hint=with_values(_HINT, profile),
        paragraph=paragraph.index,
    )
