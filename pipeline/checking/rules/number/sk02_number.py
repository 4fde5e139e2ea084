"""SK-02: Số ghi bằng chữ số Ả Rập, số nhỏ hơn 10 có số 0 phía trước.

Văn bản trình ký được để trống số. Số từ 10 trở lên không thêm số 0.

Đúng: `Số: 05/BNV-VP`, `Số: 15/QĐ-BNV`, `Số:      /QĐ-UBND`
Sai: `Số: 5/QĐ-UBND`, `Số: 0123/QĐ-UBND`, `Số: XV/QĐ-UBND`
"""

from __future__ import annotations

import re

from pipeline.checking.rules.number_line import no_number, number_line
from pipeline.checking.rules.rule import Breach, Group, NotApplicable, Verdict, rule
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.reading.recognised import Element, Paper

# What is written as the number itself; blanks and dashes behind it are the matter of SK-03 and SK-05.
_TOKEN = re.compile(r"^[^\s–—-]*")
_DIGITS = re.compile(r"^\d*")
_TWO_DIGITS_FROM = 10


@rule(
    code="SK-02",
    title="Số ghi bằng chữ số Ả Rập, dưới 10 có số 0 phía trước",
    group=Group.NUMBER,
    severity=Severity.LEGAL_ERROR,
    at="PLI.P1.II.3c",
    elements=(Element.NUMBER,),
)
def check(paper: Paper, _: Profile) -> Verdict:
    line = number_line(paper)
    if line is None:
        return no_number(paper)
    if line.is_blank:
        return NotApplicable("chưa ghi số")
    found = (_TOKEN if line.slash else _DIGITS).match(line.number.strip())
    number = found[0] if found else ""
    if not number:
        return NotApplicable("không tách được số khỏi ký hiệu")
    right = _written_right(number)
    if number == right:
        return ()
    return (
        Breach(
            found=f"Số ghi “{number}”",
            expected=f"“{right}”" if right else "số ghi bằng chữ số Ả Rập",
            hint=f"Sửa số thành “{right}”." if right else "Ghi số thứ tự đăng ký tại Văn thư bằng chữ số Ả Rập.",
            paragraph=line.paragraph,
        ),
    )


def _written_right(number: str) -> str:
    """The number in its correct form (`5` gives `05`); "" where the text is no number."""
    if not number.isascii() or not number.isdigit() or int(number) == 0:
        return ""
    value = int(number)
    return f"0{value}" if value < _TWO_DIGITS_FROM else str(value)
