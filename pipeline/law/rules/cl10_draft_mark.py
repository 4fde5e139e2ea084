"""CL-10: Văn bản đã có số và ngày thì không còn dấu “DỰ THẢO”.

Đúng: bản phát hành không có “DỰ THẢO”
Sai: văn bản số 15, ngày 15 tháng 3 năm 2024 còn dấu “DỰ THẢO”
"""

from __future__ import annotations

from pipeline.finding import Severity
from pipeline.law.facts.paper import Element, Paper
from pipeline.law.profile import Profile
from pipeline.law.rules.form import first
from pipeline.law.rules.rule import Breach, Group, NotApplicable, Rule, Verdict


def _check(paper: Paper, _: Profile) -> Verdict:
    marks = tuple(paper.of(Element.DRAFT_MARK))
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


RULE = Rule(
    code="CL-10",
    title="Văn bản đã có số, ngày không còn dấu “DỰ THẢO”",
    group=Group.MARKS,
    severity=Severity.QUALITY,
    at="-",
    check=_check,
    elements=(Element.DRAFT_MARK,),
)
