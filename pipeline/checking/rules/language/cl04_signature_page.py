"""CL-04: Trang có khối chữ ký phải có ít nhất một dòng nội dung.

Đúng: trang cuối có vài dòng nội dung rồi đến chữ ký
Sai: trang cuối chỉ có Nơi nhận và khối chữ ký
"""

from __future__ import annotations

from pipeline.checking.rules.authority import signatures_of
from pipeline.checking.rules.rule import Breach, Group, NotApplicable, NotEvaluated, Verdict, rule
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.reading.facts import Medium, Paragraph
from pipeline.reading.recognised import Element, Paper, PartKind

_TEXT = (Element.BODY, Element.BASIS, Element.SUBJECT, Element.ADDRESSEE)


@rule(
    code="CL-04",
    title="Không có trang chỉ có khối chữ ký",
    group=Group.SIGNATURE,
    severity=Severity.QUALITY,
    at="-",
    elements=(Element.SIGNING_CAPACITY,),
    media=frozenset({Medium.PDF}),
)
def check(paper: Paper, _: Profile) -> Verdict:
    signature = next(
        (signature for signature in signatures_of(paper) if paper.parts[signature.part].kind is PartKind.MAIN), None
    )
    if signature is None:
        return NotApplicable("không thấy khối chữ ký")
    place = paper.box(signature.capacity[0])
    if place is None:
        return NotEvaluated("không rõ khối chữ ký ở trang nào")
    text = [paragraph for element in _TEXT for paragraph in paper.paragraphs(paper.component(element, signature.part))]
    if not text or any(_reaches(paragraph, place.page) for paragraph in text):
        return ()
    return (
        Breach(
            found=f"Trang {place.page} chỉ có khối chữ ký, không có dòng nội dung nào",
            expected="có ít nhất một dòng nội dung cùng trang với chữ ký",
            hint="Thu khoảng cách dòng hoặc đưa hai dòng cuối của nội dung sang trang có chữ ký.",
            paragraph=signature.capacity[0],
        ),
    )


def _reaches(paragraph: Paragraph, page: int) -> bool:
    return paragraph.box is not None and paragraph.box.page <= page <= (paragraph.last_page or paragraph.box.page)
