"""SG-03: Hình ảnh dấu của cơ quan màu đỏ, định dạng PNG nền trong suốt.

Dấu phải bằng kích thước thật; kích thước đó không có trong tệp nên không xét ở đây.

Đúng: hình dấu đỏ, nền trong suốt
Sai: hình dấu đen, hình dấu có nền trắng che chữ ký
"""

from __future__ import annotations

from pipeline.checking.rules.rule import Breach, Group, NotApplicable, NotEvaluated, Verdict, rule
from pipeline.checking.rules.signing_places import is_red, marks_of
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.reading.facts import Medium
from pipeline.reading.recognised import Element, Paper, Regime

_HINT = "Dùng hình dấu màu đỏ, tệp PNG nền trong suốt, khi ký số cơ quan."


@rule(
    code="SG-03",
    title="Hình dấu của cơ quan màu đỏ, nền trong suốt",
    group=Group.SIGNATURE,
    severity=Severity.LEGAL_ERROR,
    at="PLI.P1.II.8a",
    elements=(Element.SIGNER_NAME,),
    media=frozenset({Medium.PDF}),
    regimes=frozenset({Regime.ND30}),
)
def check(paper: Paper, _: Profile) -> Verdict:
    marks = [mark for mark in marks_of(paper, fields=False) if mark.is_seal]
    images = [(mark.image, mark.zone.signature.name) for mark in marks if mark.image is not None]
    if not images:
        return NotApplicable("không thấy hình dấu")
    breaches = []
    for image, name in images:
        if image.hue is not None and not is_red(image.hue):
            breaches.append(Breach(found="Hình dấu không phải màu đỏ", expected="màu đỏ", hint=_HINT, paragraph=name))
        if image.alpha is False:
            breaches.append(
                Breach(found="Hình dấu có nền che chữ", expected="nền trong suốt", hint=_HINT, paragraph=name)
            )
    if breaches or all(image.hue is not None and image.alpha is not None for image, _ in images):
        return tuple(breaches)
    return NotEvaluated("không đọc được màu hoặc nền của hình dấu")
