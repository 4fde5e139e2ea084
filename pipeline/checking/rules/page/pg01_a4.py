"""PG-01: Văn bản trình bày trên khổ giấy A4.

Mọi trang của văn bản có khổ A4 ({page.width} mm x {page.height} mm), đặt dọc hoặc đặt ngang.

Đúng: giấy 210 x 297 mm
Sai: giấy Letter 215,9 x 279,4 mm, giấy A5
"""

from __future__ import annotations

from pipeline.checking.rules.component_look import decimal
from pipeline.checking.rules.page_layout import section_start
from pipeline.checking.rules.rule import Breach, Group, Verdict, rule
from pipeline.decree.profile import Profile
from pipeline.decree.type_names import ON_A5_BEFORE_2020
from pipeline.finding import Severity
from pipeline.reading.facts import Section
from pipeline.reading.recognised import Paper, Regime

# Printers and PDF writers round to whole points; ours.
_TOLERANCE_MM = 1.0
_A5 = (148.0, 210.0)


@rule(
    code="PG-01",
    title="Khổ giấy A4",
    group=Group.PAGE,
    severity=Severity.LEGAL_ERROR,
    at="PLI.P1.I.1",
)
def check(paper: Paper, profile: Profile) -> Verdict:
    allowed = [(profile.number("page.width"), profile.number("page.height"))]
    if paper.regime is Regime.TT01 and paper.type_name in ON_A5_BEFORE_2020:
        allowed.append(_A5)
    wrong = {
        f"{decimal(section.width)} x {decimal(section.height)} mm": section
        for section in reversed(paper.facts.sections)
        if not any(_same(section, size) for size in allowed)
    }
    breaches = []
    for shown, section in reversed(wrong.items()):
        paragraph, page = section_start(paper, section)
        breaches.append(
            Breach(
                found=f"Khổ giấy {shown}",
                expected=f"khổ A4 ({decimal(allowed[0][0])} x {decimal(allowed[0][1])} mm)",
                hint="Vào Bố trí (Layout) > Khổ giấy (Size), chọn A4 cho toàn văn bản.",
                paragraph=paragraph,
                page=page,
            )
        )
    return tuple(breaches)


def _same(section: Section, size: tuple[float, float]) -> bool:
    sides = sorted((section.width, section.height))
    return all(abs(side - other) <= _TOLERANCE_MM for side, other in zip(sides, size, strict=True))
