"""PG-03: Lề trên và lề dưới 20 - 25 mm.

Nội dung cách mép trên và mép dưới của trang 20 - 25 mm. Trang đặt ngang không xét. Trong tệp PDF, lề đo theo chữ in trên
trang nên chỉ lề quá hẹp mới kết luận là sai.

Đúng: lề trên 20 mm, lề dưới 20 mm
Sai: lề trên 15 mm, lề dưới 30 mm
"""

from __future__ import annotations

from pipeline.checking.rules.page_layout import BOTTOM, TOP, margins
from pipeline.checking.rules.rule import Group, Rule, Verdict
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.reading.recognised import Paper


def _check(paper: Paper, profile: Profile) -> Verdict:
    return margins(paper, profile, (TOP, BOTTOM))


RULE = Rule(
    code="PG-03",
    title="Lề trên và lề dưới 20 - 25 mm",
    group=Group.PAGE,
    severity=Severity.LEGAL_ERROR,
    at="PLI.P1.I.3",
    check=_check,
)
