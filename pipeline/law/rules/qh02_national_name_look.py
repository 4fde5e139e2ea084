"""QH-02: Quốc hiệu in hoa, đậm, đứng, cỡ 12 - 13.

Đúng: `CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM` cỡ 12, đậm
Sai: cỡ 14, hoặc không đậm, hoặc `Cộng hòa xã hội chủ nghĩa Việt Nam`
"""

from __future__ import annotations

from pipeline.finding import Severity
from pipeline.law.facts.paper import Element, Paper
from pipeline.law.profile import Profile
from pipeline.law.rules.form import looks_of
from pipeline.law.rules.rule import Group, Rule, Verdict


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
