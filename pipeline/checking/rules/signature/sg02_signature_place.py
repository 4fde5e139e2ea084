"""SG-02: Chữ ký số của người có thẩm quyền đặt canh giữa, giữa chức vụ và họ tên của người ký.

Ô ký để trống của văn bản trình ký cũng xét như vậy.

Đúng: ô ký nằm giữa `GIÁM ĐỐC` và `Nguyễn Văn A`, thẳng giữa hai dòng đó
Sai: ô ký đè lên họ tên, lệch về bên phải, nằm ở cuối trang
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checking.rules.component_look import decimal
from pipeline.checking.rules.rule import Breach, Group, NotApplicable, NotEvaluated, Verdict, rule
from pipeline.checking.rules.signing_places import Mark, marks_of, zones_of
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.reading.facts import Medium
from pipeline.reading.recognised import Element, Paper, Regime

_OFF_MM = 5.0


@rule(
    code="SG-02",
    title="Chữ ký số đặt giữa chức vụ và họ tên, canh giữa",
    group=Group.SIGNATURE,
    severity=Severity.LEGAL_WARNING,
    at="PLI.P1.II.7d",
    elements=(Element.SIGNER_NAME,),
    media=frozenset({Medium.PDF}),
    regimes=frozenset({Regime.ND30}),
)
def check(paper: Paper, _: Profile) -> Verdict:
    facts = paper.facts
    placed = [field for field in facts.fields if field.box is not None]
    if not placed and not any(image.box and not image.covers_page for image in facts.images):
        return NotApplicable("không có ô ký hay hình chữ ký")
    if not zones_of(paper):
        return NotEvaluated("không rõ vị trí của chức vụ và họ tên người ký")
    people = [mark for mark in marks_of(paper, images=not placed) if not mark.is_seal]
    if not people:
        return NotEvaluated("không thấy chữ ký gần họ tên người ký")
    return tuple(breach for person in people for breach in _wrong_place(paper, person))


def _wrong_place(paper: Paper, mark: Mark) -> Iterator[Breach]:
    zone = mark.zone
    name = paper.paragraph(zone.signature.name or 0).plain
    what = "Ô ký" if mark.field is not None else "Hình chữ ký"
    if mark.box.top < zone.top - _OFF_MM:
        yield _breach(f"{what} của {name} che dòng chức vụ", mark)
    elif mark.box.bottom > zone.bottom + _OFF_MM:
        yield _breach(f"{what} của {name} che họ tên hoặc ở dưới họ tên", mark)
    off = mark.box.center - zone.center
    if abs(off) > _OFF_MM:
        side = "phải" if off > 0 else "trái"
        yield _breach(f"{what} của {name} lệch về bên {side} {decimal(abs(off))} mm", mark)


def _breach(found: str, mark: Mark) -> Breach:
    return Breach(
        found=found,
        expected="ở giữa chức vụ và họ tên, canh giữa",
        hint="Đặt lại vị trí chữ ký số vào giữa chức vụ và họ tên người ký.",
        paragraph=mark.zone.signature.name,
        page=mark.box.page,
    )
