"""NN-03: Dòng cuối của Nơi nhận là “- Lưu: VT, …” và kết thúc bằng dấu chấm.

Sau chữ “Lưu” có dấu hai chấm, “VT” (Văn thư cơ quan), dấu phẩy, chữ viết tắt đơn vị soạn thảo và số lượng bản lưu nếu cần. Sau
dấu chấm chỉ có thể là ký hiệu người soạn thảo và số lượng bản phát hành.

Đúng: `- Lưu: VT, TCCB.`, `- Lưu: VT, HC (2).`, `- Lưu: VT, Hồ sơ.`, `- Lưu: VT, HC. PL.(300)`
Sai: `- Lưu VT;` (thiếu dấu hai chấm, kết thúc bằng dấu chấm phẩy), `- Lưu: Văn phòng.`
"""

from __future__ import annotations

import re

from pipeline.checking.rules.component_look import shortened
from pipeline.checking.rules.drafter_mark import without_mark
from pipeline.checking.rules.recipient_list import recipients_of
from pipeline.checking.rules.rule import Breach, Group, NotApplicable, NotEvaluated, Verdict, rule
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.reading.recognised import Element, Paper

_FORM = re.compile(r"^- ?Lưu: VT(?:, [^;]+)?\.$")
_HINT = "Ghi dòng cuối của Nơi nhận theo mẫu “- Lưu: VT, <đơn vị soạn thảo>.”; nhiều bản thì thêm số bản trong ngoặc."


@rule(
    code="NN-03",
    title="Dòng cuối của Nơi nhận là “- Lưu: VT, ….”",
    group=Group.RECIPIENTS,
    severity=Severity.LEGAL_ERROR,
    at="PLI.P1.II.9d",
    elements=(Element.RECIPIENTS,),
)
def check(paper: Paper, _: Profile) -> Verdict:
    found = recipients_of(paper)
    if found is None:
        return NotApplicable("không thấy “Nơi nhận”")
    label, entries = found
    if not entries:
        return NotEvaluated("không nhận ra danh sách nơi nhận")
    position = next((k for k, entry in enumerate(entries) if entry.is_archive), None)
    if position is None:
        return (
            Breach(
                found=f"Nơi nhận không có dòng “Lưu”; dòng cuối là “{shortened(entries[-1].text)}”",
                expected="dòng cuối “- Lưu: VT, ….”",
                hint=_HINT,
                paragraph=entries[-1].paragraph if entries else label.paragraphs[0],
            ),
        )
    archive = entries[position]
    if position + 1 < len(entries):
        return (
            Breach(
                found=f"Sau dòng “Lưu” còn dòng “{shortened(entries[position + 1].text)}”",
                expected="dòng “Lưu” ở cuối cùng",
                hint=_HINT,
                paragraph=entries[position + 1].paragraph,
            ),
        )
    if _FORM.match(without_mark(archive.text)):
        return ()
    return (
        Breach(
            found=f"Dòng lưu ghi “{shortened(archive.text)}”",
            expected="“- Lưu: VT, <chữ viết tắt đơn vị soạn thảo>.”",
            hint=_HINT,
            paragraph=archive.paragraph,
        ),
    )
