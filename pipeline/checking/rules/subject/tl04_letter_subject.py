"""TL-04: Công văn có trích yếu dưới số, ký hiệu, mở đầu bằng “V/v ”, {letter_subject.caps,italic,bold}, cỡ {letter_subject.size,align}.

Sau “V/v” là dấu cách rồi đến nội dung, không có dấu hai chấm; dưới trích yếu công văn không có đường kẻ.

Đúng: `V/v nâng bậc lương năm 2019`
Sai: `V/v: báo cáo` (dấu hai chấm), `Về việc báo cáo` (không viết “V/v”), `V/v báo cáo` in nghiêng
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checking.rules.component_look import LOOK, first, looks_of, shortened
from pipeline.checking.rules.rule import Breach, Group, NotApplicable, Verdict, rule, with_values
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.reading.recognised import Component, Element, Paper
from pipeline.text import to_nfc

_OPENING = re.compile(r"^V/v [^\W_]")
_NAME = "Trích yếu công văn"


@rule(
    code="TL-04",
    title="Trích yếu công văn mở đầu “V/v”, {letter_subject.caps,italic,bold}, cỡ {letter_subject.size,align}",
    group=Group.SUBJECT,
    severity=Severity.LEGAL_ERROR,
    at="PLI.P1.II.5b",
    elements=(Element.LETTER_SUBJECT,),
)
def check(paper: Paper, profile: Profile) -> Verdict:
    if not paper.is_letter:
        return NotApplicable("không phải công văn")
    component = paper.component(Element.LETTER_SUBJECT)
    if component is None:
        return _missing(paper, profile)
    text = tuple(_wrong_text(paper, component))
    looks = looks_of(paper, (Element.LETTER_SUBJECT,), profile, name=_NAME, keys=(*LOOK, "align"))
    return (*text, *(looks if isinstance(looks, tuple) else ())) if text else looks


def _missing(paper: Paper, profile: Profile) -> Verdict:
    if paper.number and paper.number.type_code:
        return NotApplicable("ký hiệu là của văn bản có tên loại")
    return (
        Breach(
            found="Công văn không có trích yếu “V/v …” dưới số, ký hiệu",
            expected=with_values("trích yếu mở đầu bằng “V/v ”, {letter_subject.align} dưới số, ký hiệu", profile),
            hint="Thêm trích yếu “V/v …” dưới dòng số, ký hiệu.",
            paragraph=first(paper.component(Element.NUMBER)),
        ),
    )


def _wrong_text(paper: Paper, component: Component) -> Iterator[Breach]:
    text = to_nfc(paper.text(component))
    if not _OPENING.match(text):
        yield Breach(
            found=f"{_NAME} ghi “{shortened(text)}”",
            expected="mở đầu bằng “V/v”, một dấu cách rồi đến nội dung, không có dấu hai chấm",
            hint="Sửa phần đầu trích yếu thành “V/v ” rồi viết tiếp nội dung.",
            paragraph=first(component),
        )
