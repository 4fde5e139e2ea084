"""CL-15: Trích yếu, tên gọi, ô bảng chỉ ngắt dòng giữa hai từ, không ngắt trong một từ, một số.

Tiếng Việt có khoảng trắng giữa các tiếng của một từ, nên máy có thể ngắt dòng ở giữa từ. Trong câu văn dài thì không sao;
ở trích yếu, tên cơ quan, tên phụ lục và trong ô bảng, người đọc thấy từ bị cắt đôi. Chỉ những từ chắc chắn mới xét; từ rộng
hơn cả dòng không xét. Trong tệp Word chỉ thấy chỗ ngắt dòng do người soạn đặt.

Đúng: `Nền tảng tích hợp, / chia sẻ dữ liệu`
Sai: `Nền tảng tích / hợp, chia sẻ dữ liệu`
"""

from __future__ import annotations

from pipeline.checking.broken_lines import avoidable, blocks_of_lines
from pipeline.checking.rules.body_text import few
from pipeline.checking.rules.rule import Breach, Group, NotApplicable, Verdict, rule
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.reading.recognised import Paper


@rule(
    code="CL-15",
    title="Trích yếu, tên gọi, ô bảng không ngắt dòng giữa một từ",
    group=Group.LANGUAGE,
    severity=Severity.QUALITY,
    at="-",
)
def check(paper: Paper, _: Profile) -> Verdict:
    blocks = blocks_of_lines(paper)
    if not blocks:
        return NotApplicable("không có trích yếu, tên gọi, ô bảng dài hơn một dòng")
    return few(
        Breach(
            found=f"Dòng bị ngắt giữa một từ: “{broken.shown}”",
            expected=f"“{broken.whole}” nằm trọn trên một dòng",
            hint="Trong Word: thay khoảng trắng giữa từ ấy bằng khoảng trắng không ngắt dòng (Ctrl+Shift+Space).",
            paragraph=paragraph.index,
        )
        for paragraph, broken in avoidable(blocks)
    )
