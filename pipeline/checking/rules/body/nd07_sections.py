"""ND-07: Số thứ tự mục, tiểu mục bằng chữ số Ả Rập trên dòng riêng, {section_label.align,bold}; tiêu đề ở dòng dưới, {section_title.caps,bold}.

Quy tắc này nói về mục, tiểu mục trong chương. Mục của kế hoạch, báo cáo (`I. NHỮNG KẾT QUẢ ĐẠT ĐƯỢC`) theo quy tắc ND-15.

Đúng: `Mục 1` rồi dòng dưới `QUY ĐỊNH CHUNG` (canh giữa, đậm)
Sai: `Mục I`, `MỤC 1`, `Mục 1. Quy định chung` trên một dòng
"""

from __future__ import annotations

import re

from pipeline.checking.rules.headings import judge_headings
from pipeline.checking.rules.rule import Group, Verdict, rule
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.reading.recognised import Element, Paper, UnitKind

_ARABIC = re.compile(r"^\d+$")


@rule(
    code="ND-07",
    title="Mục, tiểu mục: số Ả Rập, {section_label.align,bold}; tiêu đề {section_title.caps} ở dòng dưới",
    group=Group.BODY,
    severity=Severity.LEGAL_WARNING,
    at="PLI.P1.II.6đ",
    elements=(Element.BODY,),
)
def check(paper: Paper, profile: Profile) -> Verdict:
    kinds = (UnitKind.SECTION, UnitKind.SUBSECTION)
    return judge_headings(paper, profile, kinds=kinds, digits=_ARABIC, digits_name="chữ số Ả Rập")
