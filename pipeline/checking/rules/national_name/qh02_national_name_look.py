"""QH-02: Quốc hiệu in hoa, đậm, đứng, cỡ 12 - 13.

Đúng: `CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM` cỡ 12, đậm
Sai: cỡ 14, hoặc không đậm, hoặc `Cộng hòa xã hội chủ nghĩa Việt Nam`
"""

from __future__ import annotations

from pipeline.checking.rules.component_look import looks_of
from pipeline.checking.rules.rule import Group, Rule, Verdict
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.reading.recognised import Element, Paper


def _check(paper: Paper, profile: Profile) -> Verdict:
    return looks_of(paper, (Element.NATIONAL_NAME,), profile, name="Quốc hiệu")


RULE = Rule(
    code="QH-02",
    title="Quốc hiệu in hoa, đậm, đứng, cỡ 12 - 13",
    group=Group.NATIONAL_NAME,
    severity=Severity.LEGAL_ERROR,
    at="PLI.P1.II.1a",
    check=_check,
    elements=(Element.NATIONAL_NAME,),
)
