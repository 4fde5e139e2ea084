"""KG-03: “Kính gửi” và tên nơi nhận {addressee.caps,italic,bold}, cỡ {addressee.size}.

Đúng: `Kính gửi: Bộ Nội vụ` (cỡ 14, đứng)
Sai: `Kính gửi: Bộ Nội vụ` in đậm hoặc in nghiêng
"""

from __future__ import annotations

from pipeline.checking.rules.body_text import few
from pipeline.checking.rules.component_look import looks_of
from pipeline.checking.rules.rule import Group, Verdict, rule
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.reading.recognised import Element, Paper


@rule(
    code="KG-03",
    title="“Kính gửi” {addressee.caps,italic,bold}, cỡ {addressee.size}",
    group=Group.ADDRESSEE,
    severity=Severity.LEGAL_WARNING,
    at="PLI.P1.II.9d",
    elements=(Element.ADDRESSEE,),
)
def check(paper: Paper, profile: Profile) -> Verdict:
    # Not the case of letters: the name of an addressee may be an abbreviation in capitals.
    verdict = looks_of(paper, (Element.ADDRESSEE,), profile, name="“Kính gửi”", keys=("size", "bold", "italic"))
    return few(verdict) if isinstance(verdict, tuple) else verdict
