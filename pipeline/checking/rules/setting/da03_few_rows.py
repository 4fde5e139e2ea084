"""DA-03: Trang cuối của bảng có ít nhất ba hàng.

Không tính hàng tiêu đề lặp lại. Chỉ xét trang không có gì khác ngoài phần cuối của bảng.

Đúng: trang 3 có 12 hàng cuối của bảng
Sai: trang 3 chỉ có một hàng của bảng
"""

from __future__ import annotations

from pipeline.checking.paper_pages import page_shapes
from pipeline.checking.rules.body_text import few
from pipeline.checking.rules.rule import Breach, Group, NotApplicable, NotEvaluated, Verdict, rule
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.page_faults import FEWEST_ROWS, FaultKind, faults_of
from pipeline.reading.facts import Medium
from pipeline.reading.recognised import Paper


@rule(
    code="DA-03",
    title="Trang cuối của bảng không chỉ có một, hai hàng",
    group=Group.PAGE,
    severity=Severity.QUALITY,
    at="-",
    media=frozenset({Medium.PDF}),
)
def check(paper: Paper, _: Profile) -> Verdict:
    shapes = page_shapes(paper)
    if not shapes:
        return NotEvaluated("tệp không cho biết trang")
    if all(shape.rows is None for shape in shapes):
        return NotApplicable("không có bảng dài quá một trang")
    return few(
        Breach(
            found=f"Trang {fault.page} chỉ có {fault.amount:.0f} hàng cuối của bảng",
            expected=f"ít nhất {FEWEST_ROWS} hàng, hoặc bảng gọn trong trang trước",
            hint="Giảm cỡ chữ trong bảng nửa điểm, chỉnh bề rộng cột, hoặc thu khoảng cách để bảng gọn trong trang trước.",
            page=fault.page,
        )
        for fault in faults_of(shapes)
        if fault.kind is FaultKind.FEW_ROWS
    )
