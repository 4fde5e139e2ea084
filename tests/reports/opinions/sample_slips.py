"""What the members of the sample committee write about the draft of the half-year report: most agree, some have opinions.

One slip is late, one is a mess, two members do not answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from tests.reports.opinions.filling import Filling

ASKED = date(2024, 6, 17)
COUNTED = date(2024, 6, 25)
LATE = {"giam-doc-lao-dong": date(2024, 6, 24)}
MISSING = frozenset({"chi-huy-truong-quan-su", "giam-doc-ngan-hang"})
AGREED = Filling("thống nhất toàn bộ")
MARKS = ("x", "X", "✓", "☒", "(x)")

FILLED: Mapping[str, Filling] = {
    "chanh-van-phong": Filling(
        "thống nhất và có ý kiến",
        rows=[
            (
                "Mục III",
                "Đề nghị bổ sung đánh giá chung của toàn tỉnh ở đầu mục, trước khi nêu kết quả của từng đơn vị.",
                "Trưởng Ban cần thấy ngay kết quả chung.",
            ),
            ("Mục VI", "Đề nghị nêu rõ các kiến nghị thuộc thẩm quyền của ai.", ""),
        ],
    ),
    "giam-doc-tai-chinh": Filling(
        "thống nhất và có ý kiến",
        rows=[
            (
                "Mục II, gạch đầu dòng về tỷ lệ giải ngân",
                "Đề nghị nêu rõ nguyên nhân tỷ lệ giải ngân giảm so với cùng kỳ.",
                "Báo cáo mới nêu số, chưa phân tích.",
            ),
            (
                "Mục VI, khoản 3",
                "Đề nghị bỏ tên Sở Tài chính ở kiến nghị gửi Sở Tài chính.",
                "Sở Tài chính không có kiến nghị này; kinh phí do các đơn vị lập dự toán theo quy định.",
            ),
        ],
    ),
    "giam-doc-tu-phap": Filling(
        "thống nhất và có ý kiến",
        mark="✓",
        rows=[
            (
                "Mục IV",
                "Đề nghị thay cụm từ “nhập hộ” bằng “thực hiện thay” trong toàn bộ báo cáo.",
                "Thống nhất cách dùng từ.",
            )
        ],
    ),
    "giam-doc-cong-an": Filling(
        "thống nhất và có ý kiến",
        mark="X",
        rows=[
            (
                "Mục V",
                "Đề nghị bổ sung nhiệm vụ chung: hoàn thành hồ sơ đề xuất cấp độ an toàn thông tin trong quý III năm 2024.",
                "Tỷ lệ hệ thống được phê duyệt cấp độ mới đạt 71,8%.",
            )
        ],
        others=["Đề nghị các đơn vị diễn tập ứng phó sự cố an toàn thông tin ít nhất một lần mỗi năm."],
    ),
    "giam-doc-lao-dong": Filling(
        "thống nhất và có ý kiến",
        rows=[
            (
                "Mục II, gạch đầu dòng về bồi dưỡng kỹ năng số",
                "Đề nghị giải thích vì sao số người được bồi dưỡng giảm 3,2% so với cùng kỳ.",
                "",
            )
        ],
    ),
    "giam-doc-y-te": Filling(
        "thống nhất toàn bộ",
        rows=[
            (
                "Mục IV",
                "Thiếu cán bộ chuyên trách là do chưa có chính sách thu hút\nĐề nghị bổ sung kiến nghị về phụ cấp",
                "",
            )
        ],
        outside=["Nội dung trên đã được lãnh đạo Sở họp thống nhất ngày 18/6/2024."],
    ),
}
# Ticks that one slip has besides.
ALSO_TICKED = {"giam-doc-y-te": "thống nhất và có ý kiến"}
