"""QH-04: Tiêu ngữ {motto.caps,bold,italic}, cỡ {motto.size,align} dưới Quốc hiệu.

Đúng: `Độc lập - Tự do - Hạnh phúc` cỡ 13, đậm, ở giữa dưới Quốc hiệu
Sai: cỡ 12, hoặc in nghiêng, hoặc lệch trái so với Quốc hiệu
"""

from __future__ import annotations

from pipeline.checking.rules.component_look import looks_of
from pipeline.checking.rules.placing import centring
from pipeline.checking.rules.rule import Group, Verdict, rule
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.reading.recognised import Element, Paper


@rule(
    code="QH-04",
    title="Tiêu ngữ {motto.caps,bold,italic}, cỡ {motto.size,align}",
    group=Group.NATIONAL_NAME,
    severity=Severity.LEGAL_ERROR,
    at="PLI.P1.II.1b",
    elements=(Element.MOTTO,),
)
def check(paper: Paper, profile: Profile) -> Verdict:
    look = looks_of(paper, (Element.MOTTO,), profile, name="Tiêu ngữ")
    motto = paper.component(Element.MOTTO)
    if motto is None or not isinstance(look, tuple):
        return look
    name = paper.component(Element.NATIONAL_NAME)
    breaches, _ = centring(paper, motto, name, profile.measure("motto.align"), names=("Tiêu ngữ", "Quốc hiệu"))
    return (*look, *breaches)
