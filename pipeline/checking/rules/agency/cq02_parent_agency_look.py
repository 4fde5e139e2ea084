"""CQ-02: Tên cơ quan chủ quản in hoa, đứng, không đậm, cỡ 12 - 13.

Đúng: `UBND TỈNH THANH GIANG` cỡ 12, không đậm, trên dòng `SỞ NỘI VỤ` in đậm
Sai: cả hai dòng cùng in đậm
"""

from __future__ import annotations

from pipeline.checking.rules.component_look import looks_of
from pipeline.checking.rules.rule import Group, Rule, Verdict
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.reading.recognised import Element, Paper


def _check(paper: Paper, profile: Profile) -> Verdict:
    return looks_of(paper, (Element.PARENT_AGENCY,), profile, name="Tên cơ quan chủ quản")


RULE = Rule(
    code="CQ-02",
    title="Tên cơ quan chủ quản in hoa, đứng, không đậm, cỡ 12 - 13",
    group=Group.AGENCY,
    severity=Severity.LEGAL_ERROR,
    at="PLI.P1.II.2b",
    check=_check,
    elements=(Element.PARENT_AGENCY,),
)
