"""DT-02: Ngày nhỏ hơn 10 và tháng 1, 2 có số 0 phía trước; tháng 3 đến 9 không có.

Đúng: `ngày 05 tháng 01 năm 2020`, `ngày 05 tháng 3 năm 2020`
Sai: `ngày 5 tháng 1 năm 2026`, `ngày 05 tháng 03 năm 2026`
"""

from __future__ import annotations

from pipeline.checking.rules.date_line import date_line
from pipeline.checking.rules.rule import Breach, Group, NotApplicable, Verdict, rule
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.reading.recognised import Element, Paper

_TWO_DIGITS_FROM = 10
_LAST_MONTH_WITH_ZERO = 2


@rule(
    code="DT-02",
    title="Số 0 trước ngày dưới 10 và tháng 1, 2",
    group=Group.PLACE_DATE,
    severity=Severity.LEGAL_ERROR,
    at="PLI.P1.II.4b",
    elements=(Element.PLACE_DATE,),
)
def check(paper: Paper, _: Profile) -> Verdict:
    line = date_line(paper)
    if line is None:
        return NotApplicable("không thấy địa danh, thời gian ban hành")
    if not line.in_words:
        return NotApplicable("ngày, tháng không viết bằng chữ “ngày … tháng … năm …”")
    if not (line.day or line.month):
        return NotApplicable("chưa ghi ngày, tháng")
    written = {"ngày": (line.day, _day(line.day)), "tháng": (line.month, _month(line.month))}
    wrong = {word: pair for word, pair in written.items() if pair[0] != pair[1]}
    if not wrong:
        return ()
    found = ", ".join(f"“{word} {pair[0]}”" for word, pair in wrong.items())
    right = ", ".join(f"“{word} {pair[1]}”" for word, pair in wrong.items())
    return (
        Breach(
            found=f"Thời gian ban hành ghi {found}",
            expected=f"{right} (ngày dưới 10 và tháng 1, 2 có số 0 phía trước, tháng khác không có)",
            hint=f"Sửa {found} thành {right}.",
            paragraph=line.paragraph,
        ),
    )


def _day(digits: str) -> str:
    if not digits:
        return ""
    return f"0{int(digits)}" if int(digits) < _TWO_DIGITS_FROM else str(int(digits))


def _month(digits: str) -> str:
    if not digits:
        return ""
    return f"0{int(digits)}" if int(digits) <= _LAST_MONTH_WITH_ZERO else str(int(digits))
