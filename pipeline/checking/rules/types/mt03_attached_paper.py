"""MT-03: Văn bản ban hành kèm theo không có số, ký hiệu, không có Nơi nhận, không có chữ ký.

Các thành phần này đã có ở quyết định ban hành. Địa danh, thời gian ban hành thuộc quy tắc DT-06.

Đúng: quy chế kèm theo kết thúc bằng `./.`, dưới đó không còn gì
Sai: quy chế kèm theo có mục `Nơi nhận:` và chữ ký riêng
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checking.rules.body_text import few, is_attached
from pipeline.checking.rules.component_look import first
from pipeline.checking.rules.rule import Breach, Group, NotApplicable, Verdict, rule
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.reading.recognised import Element, Paper, Part, Regime

_FOREIGN = {
    Element.NUMBER: "số, ký hiệu",
    Element.RECIPIENTS_LABEL: "mục “Nơi nhận”",
    Element.SIGNING_CAPACITY: "chữ ký",
}


@rule(
    code="MT-03",
    title="Văn bản kèm theo không có số, ký hiệu, Nơi nhận, chữ ký riêng",
    group=Group.ANNEX,
    severity=Severity.LEGAL_WARNING,
    at="PLIII.M1.3",
    elements=(Element.NUMBER, Element.RECIPIENTS_LABEL, Element.SIGNING_CAPACITY),
    regimes=frozenset({Regime.ND30}),
)
def check(paper: Paper, _: Profile) -> Verdict:
    parts = [part for part in paper.parts if is_attached(paper, part)]
    if not parts:
        return NotApplicable("không có văn bản kèm theo")
    return few(breach for part in parts for breach in _foreign(paper, part))


def _foreign(paper: Paper, part: Part) -> Iterator[Breach]:
    name = paper.text(paper.component(Element.TYPE_NAME, part.index)).lower() or "văn bản"
    for element, what in _FOREIGN.items():
        component = paper.component(element, part.index)
        if component is not None:
            yield Breach(
                found=f"Bản {name} kèm theo có {what} riêng",
                expected="văn bản kèm theo không có số, ký hiệu, Nơi nhận, chữ ký",
                hint=f"Bỏ {what} ở văn bản kèm theo.",
                paragraph=first(component),
            )
