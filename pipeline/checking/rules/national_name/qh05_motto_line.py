"""QH-05: Dưới Tiêu ngữ có đường kẻ ngang, nét liền, dài bằng dòng chữ.

Cho phép lệch 5% hoặc 3 mm. Chữ gạch chân hoặc hàng ký tự dùng thay đường kẻ do quy tắc MT-04 xét.

Đúng: đường kẻ 56 mm dưới dòng Tiêu ngữ dài 56 mm
Sai: không có đường kẻ, đường kẻ chỉ dài 30 mm
"""

from __future__ import annotations

from pipeline.checking.rules.drawn_lines import rule_line
from pipeline.checking.rules.rule import Group, Rule, Verdict
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.reading.recognised import Element, Paper


def _check(paper: Paper, profile: Profile) -> Verdict:
    return rule_line(paper, Element.MOTTO, "motto_rule.length", profile, name="Tiêu ngữ")


RULE = Rule(
    code="QH-05",
    title="Đường kẻ dưới Tiêu ngữ dài bằng dòng chữ",
    group=Group.NATIONAL_NAME,
    severity=Severity.LEGAL_WARNING,
    at="PLI.P1.II.1b",
    check=_check,
    elements=(Element.MOTTO,),
)
