"""ND-02: Nội dung được canh đều cả hai lề.

Tiêu đề, bảng và đoạn chỉ có một dòng không bị xét (canh trái hay canh đều nhìn như nhau).

Đúng: đoạn văn canh đều hai lề (Justify)
Sai: đoạn văn nhiều dòng canh trái, mép phải lởm chởm
"""

from __future__ import annotations

from pipeline.checking.rules.body_text import continues_line, gathered, running
from pipeline.checking.rules.rule import Group, NotApplicable, NotEvaluated, Verdict, rule, with_values
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.reading.recognised import Element, Paper

_HINT = "Chọn các đoạn nội dung và đặt cách canh (Alignment): {body.align}."


@rule(
    code="ND-02",
    title="Nội dung {body.align}",
    group=Group.BODY,
    severity=Severity.LEGAL_WARNING,
    at="PLI.P1.II.6e",
    elements=(Element.BODY,),
)
def check(paper: Paper, profile: Profile) -> Verdict:
    measure = profile.measure("body.align")
    if not measure.regulated:
        return NotApplicable("không quy định cách canh")
    paragraphs = [
        paragraph for _, paragraph in running(paper) if paragraph.lines != 1 and not continues_line(paper, paragraph)
    ]
    if not paragraphs:
        return NotApplicable("không có đoạn văn nhiều dòng")
    known = [paragraph for paragraph in paragraphs if paragraph.alignment is not None]
    if not known:
        return NotEvaluated("tệp không cho biết cách canh của đoạn văn")
    wrong = [paragraph for paragraph in known if not measure.allows(str(paragraph.alignment))]
    if not wrong:
        return ()
    ways = " và ".join(sorted({measure.shown(str(paragraph.alignment)) for paragraph in wrong}))
    return (
        gathered(
            wrong,
            what=ways,
            expected=measure.expectation,
            hint=with_values(_HINT, profile),
        ),
    )
