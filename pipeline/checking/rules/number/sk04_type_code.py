"""SK-04: Chữ viết tắt tên loại trong ký hiệu đúng bảng chữ viết tắt và đúng tên loại của văn bản.

Chữ hoa, chữ thường do quy tắc SK-06 xét.

Đúng: quyết định ghi `15/QĐ-UBND`, quy chế ghi `QC`, quy định ghi `QyĐ`
Sai: quy chế ghi `15/QCh-UBND`, thông báo ghi `15/QĐ-UBND`
"""

from __future__ import annotations

from pipeline.checking.rules.number_line import no_number, number_line
from pipeline.checking.rules.rule import Breach, Group, NotApplicable, Verdict, rule
from pipeline.decree.profile import Profile
from pipeline.decree.type_names import FORMER_CODES, OLDER_TYPE_CODES, TYPE_CODES
from pipeline.finding import Severity
from pipeline.reading.recognised import Element, Paper, Regime


@rule(
    code="SK-04",
    title="Viết tắt tên loại trong ký hiệu đúng với tên loại",
    group=Group.NUMBER,
    severity=Severity.LEGAL_ERROR,
    at="PLIII.I",
    elements=(Element.NUMBER, Element.TYPE_NAME),
)
def check(paper: Paper, _: Profile) -> Verdict:
    line = number_line(paper)
    if line is None:
        return no_number(paper)
    code = TYPE_CODES.get(paper.type_name) or OLDER_TYPE_CODES.get(paper.type_name, "")
    if not code:
        return NotApplicable("văn bản không có chữ viết tắt tên loại")
    if not line.groups:
        return NotApplicable("chưa ghi ký hiệu")
    allowed = {code}
    if paper.regime is Regime.TT01 and paper.type_name in FORMER_CODES:
        allowed.add(FORMER_CODES[paper.type_name])
    written = line.groups[0]
    if written.upper() in {allowed_code.upper() for allowed_code in allowed}:
        return ()
    return (
        Breach(
            found=f"Ký hiệu ghi tên loại là “{written}”",
            expected=f"“{code}” (viết tắt của {paper.type_name})",
            hint=f"Sửa “{written}” thành “{code}” hoặc sửa lại tên loại của văn bản.",
            paragraph=line.paragraph,
        ),
    )
