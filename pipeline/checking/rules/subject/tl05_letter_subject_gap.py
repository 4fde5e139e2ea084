"""TL-05: Trích yếu công văn cách dòng số, ký hiệu {letter_subject.space_before} pt.

Khoảng cách được đặt bằng giãn đoạn (Spacing Before hoặc After), không bằng một dòng trống. Sai lệch đến 2 pt không bị nhắc.

Đúng: giãn trước 6 pt
Sai: một dòng trống giữa số, ký hiệu và “V/v …”; hai dòng liền nhau không có khoảng cách
"""

from __future__ import annotations

from pipeline.checking.rules.component_look import decimal
from pipeline.checking.rules.rule import Breach, Group, NotApplicable, NotEvaluated, Verdict, rule
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.reading.facts import Medium, Paragraph
from pipeline.reading.recognised import Element, Paper

_TOLERANCE = 2.0  # pt
# On paper the gap holds what the line spacing adds; two lines of text do not tell how much that is.
_PRINTED_TOLERANCE = 3.0  # pt


@rule(
    code="TL-05",
    title="Trích yếu công văn cách số, ký hiệu {letter_subject.space_before} pt",
    group=Group.SUBJECT,
    severity=Severity.LEGAL_WARNING,
    at="PLI.P1.II.5b",
    elements=(Element.LETTER_SUBJECT,),
)
def check(paper: Paper, profile: Profile) -> Verdict:
    subject = paper.paragraphs(paper.component(Element.LETTER_SUBJECT))
    number = paper.paragraphs(paper.component(Element.NUMBER))
    measure = profile.measures.get("letter_subject.space_before")
    if not paper.is_letter or not subject or not number or measure is None or not measure.regulated:
        return NotApplicable("không có trích yếu dưới số, ký hiệu")
    above, below = number[-1], subject[0]
    if below.index < above.index or above.cell != below.cell or _between(paper, above, below):
        return NotEvaluated("số, ký hiệu và trích yếu không đứng liền nhau trong một ô")
    blank = below.index - above.index - 1
    if not blank and below.gap_before is None:
        return NotEvaluated("tệp không cho biết khoảng cách giữa hai dòng")
    gap = below.gap_before or 0.0
    tolerance = _PRINTED_TOLERANCE if paper.facts.medium is Medium.PDF else _TOLERANCE
    if not blank and measure.allows(gap, tolerance=tolerance):
        return ()
    what = f"bằng {blank} dòng trống" if blank else f"{decimal(gap)} pt"
    return (
        Breach(
            found=f"Trích yếu công văn cách số, ký hiệu {what}",
            expected=f"cách {measure.shown(measure.value)}",
            hint=f"Đặt giãn trước (Before) {measure.shown(measure.value)} cho đoạn “V/v …” và bỏ dòng trống.",
            paragraph=below.index,
        ),
    )


def _between(paper: Paper, above: Paragraph, below: Paragraph) -> bool:
    """Whether something is printed between two paragraphs."""
    return any(paragraph.plain for paragraph in paper.facts.paragraphs[above.index + 1 : below.index])
