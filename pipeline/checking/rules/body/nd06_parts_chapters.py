"""ND-06: Số thứ tự phần, chương bằng chữ số La Mã trên dòng riêng, {chapter_label.align,bold}; tiêu đề ở dòng dưới, {chapter_title.caps,bold}.

Đúng: `Chương II` rồi dòng dưới `TRÁCH NHIỆM VÀ QUYỀN HẠN` (canh giữa, đậm)
Sai: `Chương 2`, `CHƯƠNG II`, `Chương II: Trách nhiệm và quyền hạn` trên một dòng
"""

from __future__ import annotations

import re

from pipeline.checking.rules.headings import judge_headings
from pipeline.checking.rules.rule import Group, Verdict, rule
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.reading.recognised import Element, Paper, UnitKind

_ROMAN = re.compile(r"^[IVXLC]+$")


@rule(
    code="ND-06",
    title="Phần, chương: số La Mã, {chapter_label.align,bold}; tiêu đề {chapter_title.caps} ở dòng dưới",
    group=Group.BODY,
    severity=Severity.LEGAL_WARNING,
    at="PLI.P1.II.6đ",
    elements=(Element.BODY,),
)
def check(paper: Paper, profile: Profile) -> Verdict:
    kinds = (UnitKind.PART, UnitKind.CHAPTER)
    return judge_headings(paper, profile, kinds=kinds, digits=_ROMAN, digits_name="chữ số La Mã")
