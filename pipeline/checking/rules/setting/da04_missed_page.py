"""DA-04: Văn bản không sang trang chỉ vì thiếu vài mi-li-mét.

So phần chữ ở trang cuối với chỗ trống ở cuối trang trước: thiếu rất ít thì thu khoảng cách trong phạm vi Nghị định
cho phép là bớt được một trang. Văn bản đã đặt dòng sát nhất thì không xét.

Đúng: công văn ngắn gọn trong một trang
Sai: chữ ký và hai dòng cuối sang trang 2, trong khi trang 1 chỉ thiếu 4 mm
"""

from __future__ import annotations

from statistics import median

from pipeline.checking.paper_pages import page_shapes
from pipeline.checking.rules.body_text import few, running
from pipeline.checking.rules.rule import Breach, Group, NotApplicable, NotEvaluated, Verdict, rule
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.page_faults import SINGLE_LINES, FaultKind, PageFault, faults_of, is_missed_narrowly
from pipeline.reading.facts import Medium
from pipeline.reading.recognised import Paper


@rule(
    code="DA-04",
    title="Văn bản không sang trang chỉ vì thiếu vài mi-li-mét",
    group=Group.PAGE,
    severity=Severity.QUALITY,
    at="-",
    media=frozenset({Medium.PDF}),
)
def check(paper: Paper, _: Profile) -> Verdict:
    shapes = page_shapes(paper)
    if not shapes:
        return NotEvaluated("tệp không cho biết trang")
    if len(shapes) == 1:
        return NotApplicable("văn bản có một trang")
    spacings = [paragraph.line_spacing for _, paragraph in running(paper) if paragraph.line_spacing]
    if not spacings or median(spacings) < SINGLE_LINES:
        return NotApplicable("dòng đã đặt sát nhất")
    return few(
        _breach(fault)
        for fault in faults_of(shapes)
        if fault.kind is FaultKind.MISSED and is_missed_narrowly(fault.amount, median(spacings))
    )


def _breach(fault: PageFault) -> Breach:
    lacking = max(1, round(fault.amount))
    return Breach(
        found=f"Phần chữ ở trang {fault.page} chỉ thiếu khoảng {lacking} mm là vừa trang {fault.page - 1}",
        expected=f"gọn trong trang {fault.page - 1}",
        hint="Thu khoảng trống để ký, khoảng cách đoạn hoặc khoảng cách dòng trong phạm vi Nghị định cho phép.",
        page=fault.page,
    )
