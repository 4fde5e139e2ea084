"""DT-05: Các chữ cái đầu của địa danh viết hoa.

Chữ chỉ cấp hành chính chỉ viết hoa âm tiết đầu: Thành phố, Đặc khu.

Đúng: `Thành phố Hồ Chí Minh`, `Đồng Tháp`, `Phường 3`
Sai: `hà Nội`, `Đồng tháp`, `tỉnh Đồng Tháp`, `ĐỒNG THÁP`
"""

from __future__ import annotations

import re

from pipeline.checking.rules.date_line import date_line
from pipeline.checking.rules.rule import Breach, Group, NotApplicable, Verdict, rule
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.reading.recognised import Element, Paper

# Second syllables of the words for units, which stay small: Thành phố, Đặc khu, Thị xã, Thị trấn.
_SECOND = {"thành": {"phố"}, "đặc": {"khu"}, "thị": {"xã", "trấn"}}
_WORD = re.compile(r"[^\W\d_]+")


@rule(
    code="DT-05",
    title="Chữ cái đầu của địa danh viết hoa",
    group=Group.PLACE_DATE,
    severity=Severity.LEGAL_WARNING,
    at="PLI.P1.II.4c",
    elements=(Element.PLACE_DATE,),
)
def check(paper: Paper, _: Profile) -> Verdict:
    line = date_line(paper)
    if line is None or not line.place:
        return NotApplicable("không thấy địa danh")
    if not _WORD.search(line.place):
        return NotApplicable("chưa ghi địa danh")
    right = _right(line.place)
    if right == line.place:
        return ()
    return (
        Breach(
            found=f"Địa danh ghi “{line.place}”",
            expected=f"“{right}” (chữ cái đầu của địa danh viết hoa)",
            hint=f"Sửa địa danh thành “{right}”.",
            paragraph=line.paragraph,
        ),
    )


def _right(place: str) -> str:
    """The place name with correct capitals; only what is certain is changed."""
    words = place.split(" ")
    shouted = place.isupper() and len(place) > 1
    before = ""
    fixed = []
    for word in words:
        second = word.lower() in _SECOND.get(before, set())
        before = word.lower()
        plain = word.lower() if shouted else word
        fixed.append(plain if second else plain[:1].upper() + plain[1:])
    return " ".join(fixed)
