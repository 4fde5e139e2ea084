"""PG-04: Lề trái 30 - 35 mm.

Nội dung cách mép trái của trang 30 - 35 mm. Trang đặt ngang không xét.

Đúng: lề trái 30 mm
Sai: lề trái 25 mm
"""

from __future__ import annotations

from pipeline.checking.rules.page_layout import LEFT, margins
from pipeline.checking.rules.rule import Group, Rule, Verdict
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.reading.recognised import Paper


def _check(paper: Paper, profile: Profile) -> Verdict:
    return margins(paper, profile, (LEFT,))


RULE = Rule(
    code="PG-04",
    title="Lề trái 30 - 35 mm",
    group=Group.PAGE,
    severity=Severity.LEGAL_ERROR,
    at="PLI.P1.I.3",
    check=_check,
)
