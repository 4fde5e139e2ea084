"""CQ-03: Dưới tên cơ quan ban hành có đường kẻ ngang, nét liền, dài 1/3 - 1/2 dòng chữ, đặt cân đối.

Cho phép từ 0,30 đến 0,55 độ dài dòng chữ. Tên nhiều dòng thì so với dòng cuối hoặc dòng dài nhất. Chữ gạch chân hoặc hàng
ký tự dùng thay đường kẻ do quy tắc MT-04 xét.

Đúng: dòng chữ dài 45 mm, đường kẻ 18 mm ở giữa
Sai: không có đường kẻ, đường kẻ dài bằng cả dòng chữ
"""

from __future__ import annotations

from pipeline.checking.rules.drawn_lines import rule_line
from pipeline.checking.rules.rule import Group, Rule, Verdict
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.reading.recognised import Element, Paper


def _check(paper: Paper, profile: Profile) -> Verdict:
    return rule_line(paper, Element.ISSUING_AGENCY, "issuing_agency_rule.length", profile, name="tên cơ quan ban hành")


RULE = Rule(
    code="CQ-03",
    title="Đường kẻ dưới tên cơ quan ban hành dài 1/3 - 1/2 dòng chữ",
    group=Group.AGENCY,
    severity=Severity.LEGAL_WARNING,
    at="PLI.P1.II.2b",
    check=_check,
    elements=(Element.ISSUING_AGENCY,),
)
