"""CL-10: Văn bản đã có số và ngày thì không còn dấu “DỰ THẢO”.

Đúng: bản phát hành không có “DỰ THẢO”
Sai: văn bản số 15, ngày 15 tháng 3 năm 2024 còn dấu “DỰ THẢO”
"""

from __future__ import annotations

from pipeline.checking.rules.component_look import first
from pipeline.checking.rules.rule import Breach, Group, NotApplicable, Verdict, rule
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.reading.recognised import Element, Paper


@rule(
    code="CL-10",
    title="Văn bản đã có số, ngày không còn dấu “DỰ THẢO”",
    group=Group.MARKS,
    severity=Severity.QUALITY,
    at="-",
    elements=(Element.DRAFT_MARK,),
)
def check(paper: Paper, _: Profile) -> Verdict:
    marks = tuple(paper.components_of(Element.DRAFT_MARK))
    if not marks:
        return NotApplicable("không có dấu “DỰ THẢO”")
    if paper.number is None or not paper.number.number or paper.date is None:
        return ()
    return (
        Breach(
            found=f"Văn bản đã có số {paper.number.number} và ngày ban hành mà còn dấu “{paper.text(marks[0])}”",
            expected="bản phát hành không có dấu dự thảo",
            hint="Bỏ dấu “DỰ THẢO”, hoặc bỏ số và ngày nếu văn bản chưa ban hành.",
            paragraph=first(marks[0]),
        ),
    )
