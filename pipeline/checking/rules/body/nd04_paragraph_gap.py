"""ND-04: Các đoạn của nội dung cách nhau ít nhất {body.space_before} pt.

Khoảng cách là giãn sau của đoạn trên cộng giãn trước của đoạn dưới. Đoạn ngay sau tiêu đề, sau bảng hoặc đầu trang không bị
xét.

Đúng: giãn trước (Before) 6 pt
Sai: giãn trước 0 pt, giãn sau 0 pt; bật “Don't add space between paragraphs of the same style”
"""

from __future__ import annotations

from pipeline.checking.rules.body_text import continues_line, gathered, running
from pipeline.checking.rules.component_look import decimal
from pipeline.checking.rules.rule import Group, NotApplicable, NotEvaluated, Verdict, rule
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.reading.facts import Medium, Paragraph
from pipeline.reading.recognised import Element, Paper

_TOLERANCE = 0.5  # pt, of what a Word file says
# On paper a gap is measured between lines of letters that stand differently in their lines; and programs set the first
# line of a paragraph with or without what is added between lines.
_PRINTED_TOLERANCE = 1.0  # pt
_LINE = 1.15  # height of a line of Times New Roman in sizes


@rule(
    code="ND-04",
    title="Các đoạn nội dung cách nhau ít nhất {body.space_before} pt",
    group=Group.BODY,
    severity=Severity.LEGAL_WARNING,
    at="PLI.P1.II.6e",
    elements=(Element.BODY,),
)
def check(paper: Paper, profile: Profile) -> Verdict:
    measure = profile.measure("body.space_before")
    if not measure.regulated:
        return NotApplicable("không quy định khoảng cách đoạn")
    body = [paragraph for _, paragraph in running(paper)]
    below = [lower for lower in body if _follows_text(paper, lower, {paragraph.index for paragraph in body})]
    if not below:
        return NotApplicable("không có hai đoạn nội dung liền nhau")
    known = [paragraph for paragraph in below if paragraph.gap_before is not None]
    if not known:
        return NotEvaluated("tệp không cho biết khoảng cách giữa các đoạn")
    spacing = max((paragraph.line_spacing or 1.0 for paragraph in body), default=1.0)
    wrong = [
        paragraph
        for paragraph in known
        if not measure.allows(
            paragraph.gap_before or 0.0, tolerance=_tolerance(paper.facts.medium, paragraph, spacing=spacing)
        )
    ]
    if not wrong:
        return ()
    least = min(paragraph.gap_before or 0.0 for paragraph in wrong)
    several = "chỉ từ " if len({paragraph.gap_before for paragraph in wrong}) > 1 else "chỉ "
    return (
        gathered(
            wrong,
            what=f"cách đoạn trên {several}{decimal(least)} pt",
            expected=measure.expectation,
            hint=f"Đặt giãn trước (Before) {measure.shown(measure.value)} cho các đoạn nội dung.",
        ),
    )


def _tolerance(medium: Medium, paragraph: Paragraph, *, spacing: float) -> float:
    """The shortfall in points that may be an error of measuring; `spacing`: the widest line spacing of the text, in lines."""
    if medium is not Medium.PDF:
        return _TOLERANCE
    size = max((run.size or 0.0 for run in paragraph.runs), default=0.0)
    return _PRINTED_TOLERANCE + (spacing - 1) * _LINE * size


def _follows_text(paper: Paper, paragraph: Paragraph, body: set[int]) -> bool:
    """Whether the paragraph straight above is running text too, on the same page as far as the file tells."""
    if paragraph.index - 1 not in body or paragraph.page_break_before or continues_line(paper, paragraph):
        return False
    above = paper.paragraph(paragraph.index - 1)
    return above.section == paragraph.section
