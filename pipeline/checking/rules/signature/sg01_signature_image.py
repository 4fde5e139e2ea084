"""SG-01: Hình ảnh chữ ký của người có thẩm quyền màu xanh, định dạng PNG nền trong suốt.

Đúng: hình chữ ký nét xanh, nền trong suốt
Sai: hình chữ ký nét đen chụp kèm nền trắng
"""

from __future__ import annotations

from pipeline.checking.rules.rule import Breach, Group, NotApplicable, NotEvaluated, Verdict, rule
from pipeline.checking.rules.signing_places import is_blue, marks_of
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.reading.facts import Medium
from pipeline.reading.recognised import Element, Paper, Regime

_HINT = "Dùng hình chữ ký nét xanh, tệp PNG nền trong suốt, khi ký số."


@rule(
    code="SG-01",
    title="Hình chữ ký số màu xanh, nền trong suốt",
    group=Group.SIGNATURE,
    severity=Severity.LEGAL_WARNING,
    at="PLI.P1.II.7d",
    elements=(Element.SIGNER_NAME,),
    media=frozenset({Medium.PDF}),
    regimes=frozenset({Regime.ND30}),
)
def check(paper: Paper, _: Profile) -> Verdict:
    marks = [mark for mark in marks_of(paper, fields=False) if not mark.is_seal]
    images = [(mark.image, mark.zone.signature.name) for mark in marks if mark.image is not None]
    if not images:
        return NotApplicable("không thấy hình chữ ký")
    breaches = []
    for image, name in images:
        if image.hue is not None and not is_blue(image.hue):
            breaches.append(
                Breach(found="Hình chữ ký không phải màu xanh", expected="màu xanh", hint=_HINT, paragraph=name)
            )
        if image.alpha is False:
            breaches.append(
                Breach(found="Hình chữ ký có nền che chữ", expected="nền trong suốt", hint=_HINT, paragraph=name)
            )
    if breaches or all(image.hue is not None and image.alpha is not None for image, _ in images):
        return tuple(breaches)
    return NotEvaluated("không đọc được màu hoặc nền của hình chữ ký")
