"""ND-05: Khoảng cách các dòng của nội dung {body.line_spacing:lines}.

Khoảng cách đặt theo điểm (Exactly, At least) được đổi ra số dòng theo cỡ chữ: dòng đơn của Times New Roman bằng 1,15 lần cỡ
chữ, tức 16,1 pt với chữ cỡ 14.

Đúng: Single, 1.5 lines, Exactly 18 pt với chữ cỡ 14 (1,12 dòng)
Sai: Double (2 dòng), Exactly 14 pt với chữ cỡ 14 (0,87 dòng)
"""

from __future__ import annotations

from pipeline.checking.rules.body_text import few, gathered, running
from pipeline.checking.rules.rule import Group, NotApplicable, NotEvaluated, Verdict, rule, with_values
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.reading.facts import Medium, Paragraph
from pipeline.reading.recognised import Element, Paper

# A single line of Times New Roman, in sizes of its letters.
_SINGLE = 1.15
_TOLERANCE = {Medium.DOCX: 0.02, Medium.PDF: 0.06}  # lines
# Points that some regulation allows beside lines; a profile without it has no such exception.
_EXACT_MEASURE = "body.exact_spacing"
_HINT = "Đặt khoảng cách dòng (Line spacing) {body.line_spacing:lines}."


@rule(
    code="ND-05",
    title="Khoảng cách dòng {body.line_spacing:lines}",
    group=Group.BODY,
    severity=Severity.LEGAL_WARNING,
    at="PLI.P1.II.6e",
    elements=(Element.BODY,),
)
def check(paper: Paper, profile: Profile) -> Verdict:
    measure = profile.measure("body.line_spacing")
    if not measure.regulated:
        return NotApplicable("không quy định khoảng cách dòng")
    paragraphs = [paragraph for _, paragraph in running(paper)]
    if not paragraphs:
        return NotApplicable("không có nội dung bằng lời văn")
    tolerance = _TOLERANCE[paper.facts.medium]
    places: dict[float, list[Paragraph]] = {}
    known = False
    for paragraph in paragraphs:
        spacing = _lines(paragraph)
        known = known or spacing is not None
        if spacing is None or measure.allows(spacing, tolerance=tolerance) or _exact_allowed(paragraph, profile):
            continue
        places.setdefault(round(spacing, 2), []).append(paragraph)
    if not known:
        return NotEvaluated("tệp không cho biết khoảng cách dòng")
    return few(
        gathered(
            found,
            what=f"có khoảng cách dòng {f'{spacing:g}'.replace('.', ',')} dòng",
            expected=measure.expectation,
            hint=with_values(_HINT, profile),
        )
        for spacing, found in sorted(places.items(), key=lambda pair: -len(pair[1]))
    )


def _lines(paragraph: Paragraph) -> float | None:
    """The line spacing in lines (points are divided by a single line of its largest letters); None: unknown."""
    if paragraph.line_spacing is not None or paragraph.exact_spacing is None:
        return paragraph.line_spacing
    sizes = [run.size for run in paragraph.inked if run.size]
    return paragraph.exact_spacing / (max(sizes) * _SINGLE) if sizes else None


def _exact_allowed(paragraph: Paragraph, profile: Profile) -> bool:
    measure = profile.measures.get(_EXACT_MEASURE)
    if measure is None or paragraph.line_spacing is not None or paragraph.exact_spacing is None:
        return False
    return measure.allows(paragraph.exact_spacing)
