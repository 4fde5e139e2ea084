"""CQ-06: Ủy ban nhân dân tỉnh, xã, phường không ghi dòng cơ quan chủ quản.

Nghị định chỉ nói tên cơ quan chủ quản ghi “nếu có”; theo thông lệ, Ủy ban nhân dân các cấp không ghi cơ quan chủ quản.

Đúng: `ỦY BAN NHÂN DÂN` / `XÃ TÂN LẬP`
Sai: `UBND TỈNH THANH GIANG` / `ỦY BAN NHÂN DÂN XÃ TÂN LẬP`
"""

from __future__ import annotations

import re

from pipeline.checking.rules.component_look import first
from pipeline.checking.rules.rule import Breach, Group, NotApplicable, Verdict, rule
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.reading.recognised import Element, Paper
from pipeline.text import normalize_tone_style

_COMMITTEE = re.compile(
    rf"^(?:{normalize_tone_style('ỦY BAN NHÂN DÂN')}|UBND) "
    r"(?:TỈNH|THÀNH PHỐ|HUYỆN|QUẬN|THỊ XÃ|XÃ|PHƯỜNG|THỊ TRẤN|ĐẶC KHU) "
)


@rule(
    code="CQ-06",
    title="Ủy ban nhân dân không ghi cơ quan chủ quản",
    group=Group.AGENCY,
    severity=Severity.HOUSE_STYLE,
    at="PLI.P1.II.2a",
    elements=(Element.PARENT_AGENCY, Element.ISSUING_AGENCY),
)
def check(paper: Paper, _: Profile) -> Verdict:
    agency = paper.component(Element.ISSUING_AGENCY)
    if agency is None or not _COMMITTEE.match(normalize_tone_style(paper.text(agency)).upper()):
        return NotApplicable("cơ quan ban hành không phải Ủy ban nhân dân")
    parent = paper.component(Element.PARENT_AGENCY)
    if parent is None:
        return ()
    return (
        Breach(
            found=f"Phía trên “{paper.text(agency)}” có dòng cơ quan chủ quản “{paper.text(parent)}”",
            expected="Ủy ban nhân dân không ghi cơ quan chủ quản (thông lệ)",
            hint="Bỏ dòng cơ quan chủ quản.",
            paragraph=first(parent),
        ),
    )
