"""SK-03: Số, ký hiệu của văn bản có tên loại đúng dạng số/loại-cơ quan.

Giữa số và ký hiệu có dấu gạch chéo (/), giữa các nhóm chữ viết tắt có gạch nối (-), không cách chữ. Ký hiệu gồm chữ viết tắt
tên loại và chữ viết tắt tên cơ quan.

Đúng: `Số: 15/QĐ-BNV`
Sai: `Số: 15 / QĐ - UBND`, `Số: 15/QĐ–UBND`, `Số: 15/QĐ`
"""

from __future__ import annotations

from pipeline.checking.rules.number_line import corrected, no_number, number_line, shape_problems
from pipeline.checking.rules.rule import Breach, Group, NotApplicable, Verdict, rule
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.reading.recognised import Element, Paper


@rule(
    code="SK-03",
    title="Số, ký hiệu văn bản có tên loại đúng dạng số/loại-cơ quan",
    group=Group.NUMBER,
    severity=Severity.LEGAL_ERROR,
    at="PLI.P1.II.3c",
    elements=(Element.NUMBER,),
)
def check(paper: Paper, _: Profile) -> Verdict:
    line = number_line(paper)
    if line is None:
        return no_number(paper)
    if paper.is_letter:
        return NotApplicable("công văn theo quy tắc SK-05")
    if line.slash and not line.symbol.strip(" .…_"):
        return NotApplicable("chưa ghi ký hiệu")
    problems = shape_problems(line)
    if not problems:
        return ()
    complete = len(line.groups) > 1
    return (
        Breach(
            found=f"Số, ký hiệu “{line.text}” {', '.join(problems)}",
            expected="dạng “Số: 15/QĐ-UBND”: số, gạch chéo, viết tắt tên loại, gạch nối, viết tắt cơ quan, không cách chữ",
            hint=f"Sửa thành “{corrected(line)}”." if complete else "Ghi đủ chữ viết tắt tên loại và tên cơ quan.",
            paragraph=line.paragraph,
        ),
    )
