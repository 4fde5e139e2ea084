"""SG-06: Phụ lục, văn bản kèm theo là tệp tin riêng: góc trên bên phải trang đầu ghi số, ký hiệu văn bản và thời gian ký.

Thông tin ghi bằng phông chữ Times New Roman, {signing_line.caps,italic}, cỡ {signing_line.size}, màu đen; không hiển thị hình ảnh chữ ký số của cơ quan.

Đúng: `Số: 15/QĐ-UBND; 05/01/2026; 14:05:09 +07:00`
Sai: cỡ 12, chữ nghiêng, đặt bên trái, không có giờ phút giây
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checking.rules.component_look import shortened
from pipeline.checking.rules.rule import Breach, Group, NotApplicable, NotEvaluated, Verdict, rule
from pipeline.checking.rules.signing_text import wrong_look, zone_of
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.reading.recognised import Component, Element, Paper, PartKind, Regime

_NUMBER = re.compile(r"^Số: ?[^;\s]+/[^;]+;")
_NAME = "Thông tin chữ ký số"


@rule(
    code="SG-06",
    title="Tệp phụ lục, văn bản kèm theo: thông tin chữ ký số ở góc trên bên phải, cỡ {signing_line.size}",
    group=Group.ANNEX,
    severity=Severity.LEGAL_ERROR,
    at="PLI.P1.II.8b",
    elements=(Element.SIGNING_LINE,),
    regimes=frozenset({Regime.ND30}),
)
def check(paper: Paper, profile: Profile) -> Verdict:
    if not paper.parts or paper.parts[0].kind not in {PartKind.ATTACHED, PartKind.ANNEX}:
        return NotApplicable("không phải phụ lục hoặc văn bản kèm theo là tệp tin riêng")
    lines = tuple(paper.components_of(Element.SIGNING_LINE))
    if not lines:
        return NotEvaluated("không thấy dòng thông tin chữ ký số; có thể là bản giấy hoặc chưa ký số")
    found = [breach for line in lines for breach in _wrong(paper, line, profile)]
    breaches = tuple(breach for breach in found if breach is not None)
    return breaches if breaches or None not in found else NotEvaluated("tệp không cho biết kiểu chữ")


def _wrong(paper: Paper, line: Component, profile: Profile) -> Iterator[Breach | None]:
    text = paper.text(line)
    if not _NUMBER.match(text) or zone_of(text) is None:
        yield Breach(
            found=f"Thông tin chữ ký số ghi “{shortened(text)}”",
            expected="“Số: <số và ký hiệu>; ngày/tháng/năm; giờ:phút:giây +07:00”",
            hint="Sửa dòng thông tin chữ ký số, ví dụ “Số: 15/QĐ-UBND; 05/01/2026; 14:05:09 +07:00”.",
            paragraph=line.paragraphs[0],
        )
    yield from wrong_look(paper, line, profile, name=_NAME)
