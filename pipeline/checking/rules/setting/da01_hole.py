"""DA-01: Không để trống nhiều ở cuối trang khi phần tiếp theo còn đủ chỗ.

Chỗ trống tính từ dòng chữ cuối cùng đến mép dưới vùng chữ; trang cuối của mỗi phần không xét. Còn trống quá nhiều mà đoạn, hàng bảng
hoặc tiêu đề kèm hai dòng ở đầu trang sau vẫn đặt vừa thì nên đưa lên. Khối chữ ký đi cùng hai dòng cuối không bị tính.

Đúng: chữ của trang 1 xuống gần hết trang rồi sang trang 2
Sai: trang 1 còn trống 80 mm, trang 2 bắt đầu bằng một đoạn văn thường
"""

from __future__ import annotations

from itertools import pairwise

from pipeline.checking.paper_pages import page_shapes
from pipeline.checking.rules.body_text import few
from pipeline.checking.rules.rule import Breach, Group, NotApplicable, NotEvaluated, Verdict, rule
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.page_faults import LARGE_HOLE, PageShape
from pipeline.reading.facts import Medium
from pipeline.reading.recognised import Paper


@rule(
    code="DA-01",
    title="Không để trống nhiều ở cuối trang",
    group=Group.PAGE,
    severity=Severity.QUALITY,
    at="-",
    media=frozenset({Medium.PDF}),
)
def check(paper: Paper, _: Profile) -> Verdict:
    shapes = page_shapes(paper)
    if not shapes:
        return NotEvaluated("tệp không cho biết trang")
    inner = [(before, after) for before, after in pairwise(shapes) if not before.last]
    if not inner:
        return NotApplicable("mỗi phần chỉ có một trang")
    return few(_breach(before) for before, after in inner if before.free > LARGE_HOLE and after.opening < before.free)


def _breach(shape: PageShape) -> Breach:
    return Breach(
        found=f"Cuối trang {shape.page} còn trống {shape.free:.0f} mm",
        expected="chữ xuống gần hết trang, trừ trang cuối",
        hint="Bỏ ngắt trang thừa; bỏ chọn “Keep with next”, “Keep lines together” ở những đoạn không cần đi liền nhau.",
        page=shape.page,
    )
