"""DA-02: Tiêu đề không nằm ở cuối trang, tách khỏi nội dung của nó.

Đúng: “II. NHIỆM VỤ, GIẢI PHÁP” và ít nhất hai dòng nội dung ở cùng trang
Sai: “II. NHIỆM VỤ, GIẢI PHÁP” là dòng cuối của trang 2
"""

from __future__ import annotations

from pipeline.checking.paper_pages import page_shapes
from pipeline.checking.rules.body_text import few
from pipeline.checking.rules.rule import Breach, Group, NotEvaluated, Verdict, rule
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.page_faults import FaultKind, faults_of
from pipeline.reading.facts import Medium
from pipeline.reading.recognised import Paper


@rule(
    code="DA-02",
    title="Tiêu đề đi cùng nội dung, không nằm ở cuối trang",
    group=Group.PAGE,
    severity=Severity.QUALITY,
    at="-",
    media=frozenset({Medium.PDF}),
)
def check(paper: Paper, _: Profile) -> Verdict:
    shapes = page_shapes(paper)
    if not shapes:
        return NotEvaluated("tệp không cho biết trang")
    return few(
        Breach(
            found=f"Dòng cuối trang {fault.page} là tiêu đề, nội dung ở trang sau",
            expected="tiêu đề và ít nhất hai dòng nội dung ở cùng trang",
            hint="Chọn tiêu đề, vào Paragraph > Line and Page Breaks, đánh dấu “Keep with next”.",
            page=fault.page,
        )
        for fault in faults_of(shapes)
        if fault.kind is FaultKind.PARTED_HEADING
    )
