"""CQ-01: Tên cơ quan ban hành {issuing_agency.caps,bold,italic}, cỡ {issuing_agency.size,align} ở nửa bên trái.

Đúng: `ỦY BAN NHÂN DÂN` / `TỈNH THANH GIANG` in đậm, cỡ 12, canh giữa trong ô bên trái
Sai: không đậm, cỡ 14, canh trái
"""

from __future__ import annotations

from pipeline.checking.rules.absence import missing_from_head
from pipeline.checking.rules.component_look import looks_of, shortened
from pipeline.checking.rules.placing import centring
from pipeline.checking.rules.rule import Breach, Group, NotEvaluated, Verdict, rule
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.reading.recognised import Element, Paper
from pipeline.reading.sides import center, page_middle

_NAME = "Tên cơ quan ban hành"


@rule(
    code="CQ-01",
    title="Tên cơ quan ban hành {issuing_agency.caps,bold,italic}, cỡ {issuing_agency.size,align}",
    group=Group.AGENCY,
    severity=Severity.LEGAL_ERROR,
    at="PLI.P1.II.2b",
    elements=(Element.ISSUING_AGENCY,),
)
def check(paper: Paper, profile: Profile) -> Verdict:
    agency = paper.component(Element.ISSUING_AGENCY)
    if agency is None:
        return missing_from_head(
            paper,
            name="tên cơ quan ban hành",
            expected="tên cơ quan, tổ chức ban hành văn bản ở phía trên, bên trái trang đầu",
            hint="Thêm tên cơ quan ban hành phía trên số, ký hiệu.",
        )
    look = looks_of(paper, (Element.ISSUING_AGENCY,), profile, name=_NAME)
    if not isinstance(look, tuple):
        return look
    measure = profile.measure("issuing_agency.align")
    parent = paper.component(Element.PARENT_AGENCY) or paper.component(Element.NUMBER)
    above = "tên cơ quan chủ quản" if paper.component(Element.PARENT_AGENCY) else "ô bên trái"
    breaches, known = centring(paper, agency, parent, measure, names=(_NAME[:1].lower() + _NAME[1:], above))
    found = (*look, *breaches, *_on_the_right(paper))
    return found if found or known else NotEvaluated("không rõ tên cơ quan ban hành canh ở đâu")


def _on_the_right(paper: Paper) -> tuple[Breach, ...]:
    """A breach where the agency's name is not in the left half of the page; else none."""
    line = paper.paragraphs(paper.component(Element.ISSUING_AGENCY))[0]
    if line.ink is None or center(line) < page_middle(paper.facts, line):
        return ()
    return (
        Breach(
            found=f"{_NAME} không ở nửa bên trái trang",
            expected="tên cơ quan ban hành ở phía trên, bên trái trang đầu",
            hint=f"Đặt dòng “{shortened(line.plain)}” vào ô bên trái ở đầu trang.",
            paragraph=line.index,
        ),
    )
