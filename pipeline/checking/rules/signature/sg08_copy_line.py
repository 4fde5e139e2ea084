"""SG-08: Bản sao điện tử: góc trên bên phải trang đầu ghi hình thức sao, tên cơ quan sao và thời gian ký.

Thông tin ghi bằng phông chữ Times New Roman, {signing_line.caps,italic}, cỡ {signing_line.size}, màu đen; không hiển thị hình ảnh chữ ký số của cơ quan.

Đúng: `Sao y; Ủy ban nhân dân tỉnh Bắc Ninh; 05/01/2026; 14:05:09 +07:00`
Sai: `Sao y bản chính; 05/01/2026; 14:05:09` (không có tên cơ quan), cỡ 12, đặt bên trái
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checking.rules.component_look import shortened
from pipeline.checking.rules.rule import Breach, Group, NotApplicable, NotEvaluated, Verdict, rule
from pipeline.checking.rules.signing_text import copy_lines, wrong_look, zone_of
from pipeline.decree.profile import Profile
from pipeline.decree.type_names import COPY_CODES
from pipeline.finding import Severity
from pipeline.reading import set_phrases
from pipeline.reading.recognised import Component, Element, Paper, Regime

_AGENCY = re.compile(r"^[^;]+; *[^;\d\s][^;]+;")
_FORMS = frozenset(set_phrases.key(name) for name in COPY_CODES)


@rule(
    code="SG-08",
    title="Bản sao điện tử: hình thức sao, cơ quan sao, thời gian ký ở góc trên bên phải, cỡ {signing_line.size}",
    group=Group.MARKS,
    severity=Severity.LEGAL_ERROR,
    at="PLI.P2.I.3",
    elements=(Element.COPY_FORM,),
    regimes=frozenset({Regime.ND30}),
)
def check(paper: Paper, profile: Profile) -> Verdict:
    lines = copy_lines(paper)
    if not lines:
        return NotApplicable("không phải bản sao điện tử")
    found = [breach for line in lines for breach in _wrong(paper, line, profile)]
    breaches = tuple(breach for breach in found if breach is not None)
    return breaches if breaches or None not in found else NotEvaluated("tệp không cho biết kiểu chữ")


def _wrong(paper: Paper, line: Component, profile: Profile) -> Iterator[Breach | None]:
    text = paper.text(line)
    form = set_phrases.key(text.split(";")[0])
    if form not in _FORMS or not _AGENCY.match(text) or zone_of(text) is None:
        yield Breach(
            found=f"Thông tin bản sao ghi “{shortened(text)}”",
            expected="“<Sao y, Sao lục hoặc Trích sao>; <tên cơ quan sao>; ngày/tháng/năm; giờ:phút:giây +07:00”",
            hint="Sửa dòng thông tin bản sao theo mẫu.",
            paragraph=line.paragraphs[0],
        )
    yield from wrong_look(paper, line, profile, name="Thông tin bản sao")
