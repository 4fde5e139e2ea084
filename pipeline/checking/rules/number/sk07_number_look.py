"""SK-07: Số, ký hiệu cỡ {number.size,italic}, {number.bold,align} dưới tên cơ quan ban hành.

Chữ “Số” in thường.

Đúng: `Số: 15/QĐ-UBND` cỡ 13, chữ đứng
Sai: cỡ 12, in đậm, `SỐ: 15/QĐ-UBND`, canh trái
"""

from __future__ import annotations

from pipeline.checking.rules.component_look import looks_of
from pipeline.checking.rules.number_line import no_number
from pipeline.checking.rules.placing import centring
from pipeline.checking.rules.rule import Group, NotEvaluated, Verdict, rule
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.reading.recognised import Element, Paper, PartKind


@rule(
    code="SK-07",
    title="Số, ký hiệu cỡ {number.size,italic,align}",
    group=Group.NUMBER,
    severity=Severity.LEGAL_WARNING,
    at="PLI.P1.II.3c",
    elements=(Element.NUMBER,),
)
def check(paper: Paper, profile: Profile) -> Verdict:
    number = paper.component(Element.NUMBER)
    if number is None or paper.parts[number.part].kind is not PartKind.MAIN:
        return no_number(paper)
    look = looks_of(paper, (Element.NUMBER,), profile, name="Số, ký hiệu")
    if not isinstance(look, tuple):
        return look
    agency = paper.component(Element.ISSUING_AGENCY)
    names = ("số, ký hiệu", "tên cơ quan ban hành")
    breaches, known = centring(paper, number, agency, profile.measure("number.align"), names=names)
    found = (*look, *breaches)
    return found if found or known else NotEvaluated("không rõ số, ký hiệu canh ở đâu")
