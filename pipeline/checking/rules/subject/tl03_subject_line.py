"""TL-03: Dưới trích yếu có đường kẻ ngang, nét liền, dài {subject_rule.length} dòng chữ, cân đối ở giữa.

Giấy giới thiệu, giấy nghỉ phép không có trích yếu thì đường kẻ nằm dưới tên loại. Công văn không có đường kẻ này.

Đúng: trích yếu dài 120 mm, đường kẻ dài 48 mm ở giữa
Sai: không có đường kẻ; đường kẻ dài bằng cả dòng trích yếu
"""

from __future__ import annotations

from pipeline.checking.rules.drawn_lines import rule_line
from pipeline.checking.rules.rule import Group, NotApplicable, Verdict, rule
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.reading.recognised import Element, Paper

_LINE_UNDER_TYPE = frozenset({"giấy giới thiệu", "giấy nghỉ phép"})


@rule(
    code="TL-03",
    title="Đường kẻ dưới trích yếu dài {subject_rule.length} dòng chữ, ở giữa",
    group=Group.SUBJECT,
    severity=Severity.LEGAL_WARNING,
    at="PLI.P1.II.5b",
    elements=(Element.SUBJECT,),
)
def check(paper: Paper, profile: Profile) -> Verdict:
    if paper.component(Element.TYPE_NAME) is None:
        return NotApplicable("không có tên loại văn bản")
    if paper.component(Element.SUBJECT) is None and paper.type_name in _LINE_UNDER_TYPE:
        return rule_line(paper, Element.TYPE_NAME, "subject_rule.length", profile, name="tên loại")
    return rule_line(paper, Element.SUBJECT, "subject_rule.length", profile, name="trích yếu")
