"""SG-09: Thời gian ký ghi kèm múi giờ Việt Nam theo tiêu chuẩn ISO 8601.

Đúng: `05/01/2026; 14:05:09 +07:00`
Sai: `05/01/2026; 14:05:09` (không có múi giờ)
"""

from __future__ import annotations

from pipeline.checking.rules.component_look import shortened
from pipeline.checking.rules.rule import Breach, Group, NotApplicable, Verdict, rule
from pipeline.checking.rules.signing_text import copy_lines, zone_of
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.reading.recognised import Element, Paper, Regime

_VIETNAM = frozenset({"+07:00", "+0700"})


@rule(
    code="SG-09",
    title="Thời gian ký có múi giờ Việt Nam (+07:00)",
    group=Group.SIGNATURE,
    severity=Severity.LEGAL_WARNING,
    at="PLI.P1.II.8b",
    elements=(Element.SIGNING_LINE, Element.COPY_FORM),
    regimes=frozenset({Regime.ND30}),
)
def check(paper: Paper, _: Profile) -> Verdict:
    lines = (*paper.components_of(Element.SIGNING_LINE), *copy_lines(paper))
    zones = [(line, zone_of(paper.text(line))) for line in lines]
    judged = [(line, zone) for line, zone in zones if zone is not None]
    if not judged:
        return NotApplicable("không có dòng thông tin thời gian ký")
    return tuple(
        Breach(
            found=f"Thời gian ký “{shortened(paper.text(line))}” "
            + (f"ghi múi giờ “{zone}”" if zone else "không ghi múi giờ"),
            expected="múi giờ Việt Nam “+07:00”",
            hint="Thêm “+07:00” vào cuối thời gian ký.",
            paragraph=line.paragraphs[0],
        )
        for line, zone in judged
        if zone not in _VIETNAM
    )
