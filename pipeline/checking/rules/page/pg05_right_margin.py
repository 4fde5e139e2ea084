"""PG-05: Lề phải 15 - 20 mm.

Nội dung cách mép phải của trang 15 - 20 mm. Trang đặt ngang không xét.

Đúng: lề phải 15 mm
Sai: lề phải 25,4 mm
"""

from __future__ import annotations

from pipeline.checking.rules.page_layout import RIGHT, margins
from pipeline.checking.rules.rule import Group, Rule, Verdict
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.reading.recognised import Paper


def _check(paper: Paper, profile: Profile) -> Verdict:
    return margins(paper, profile, (RIGHT,))


RULE = Rule(
    code="PG-05",
    title="Lề phải 15 - 20 mm",
    group=Group.PAGE,
    severity=Severity.LEGAL_ERROR,
    at="PLI.P1.I.3",
    check=_check,
)
