"""SG-04: Dấu của cơ quan trùm {seal_image.overlap:about} hình chữ ký, về phía bên trái.

Đúng: mép phải của dấu ở khoảng 1/3 bề rộng hình chữ ký, tính từ trái
Sai: dấu trùm kín chữ ký, dấu ở bên phải, dấu không chạm chữ ký
"""

from __future__ import annotations

from pipeline.checking.rules.rule import Breach, Group, NotApplicable, Verdict, rule, with_values
from pipeline.checking.rules.signing_places import Mark, pairs_of
from pipeline.decree.measure import Measure
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.reading.facts import Medium
from pipeline.reading.recognised import Element, Paper, Regime

_TOLERANCE = 0.01
_EXPECTED = "dấu trùm {seal_image.overlap:about} chữ ký về phía bên trái"
_HINT = "Đặt lại vị trí dấu: mép phải của dấu ở {seal_image.overlap:about} bề rộng chữ ký, tính từ trái."


@rule(
    code="SG-04",
    title="Dấu trùm {seal_image.overlap:about} chữ ký về phía bên trái",
    group=Group.SIGNATURE,
    severity=Severity.LEGAL_WARNING,
    at="PLI.P1.II.8a",
    elements=(Element.SIGNER_NAME,),
    media=frozenset({Medium.PDF}),
    regimes=frozenset({Regime.ND30}),
)
def check(paper: Paper, profile: Profile) -> Verdict:
    pairs = tuple(pairs_of(paper))
    measure = profile.measures.get("seal_image.overlap")
    if not pairs or measure is None:
        return NotApplicable("không có đủ chữ ký và dấu trong khối chữ ký")
    problems = [(person, _problem(person, seal, measure)) for person, seal in pairs]
    return tuple(
        Breach(
            found=found,
            expected=with_values(_EXPECTED, profile),
            hint=with_values(_HINT, profile),
            paragraph=person.zone.signature.name,
            page=person.box.page,
        )
        for person, found in problems
        if found
    )


def _problem(person: Mark, seal: Mark, measure: Measure) -> str:
    if seal.box.center >= person.box.center:
        return "Dấu nằm ở bên phải hoặc giữa chữ ký"
    if seal.box.bottom <= person.box.top or seal.box.top >= person.box.bottom or seal.box.right <= person.box.left:
        return "Dấu không chạm vào chữ ký"
    share = (seal.box.right - person.box.left) / person.box.width
    return "" if measure.allows(share, tolerance=_TOLERANCE) else f"Dấu trùm {round(100 * share)}% bề rộng chữ ký"
