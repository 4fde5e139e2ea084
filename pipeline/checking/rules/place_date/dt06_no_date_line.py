"""DT-06: Biên bản và văn bản kèm theo không có dòng địa danh, thời gian ban hành.

Mẫu biên bản ghi thời gian trong nội dung; văn bản ban hành kèm theo lấy thời gian của văn bản chính.

Đúng: biên bản bắt đầu bằng “Thời gian bắt đầu: …”, không có dòng địa danh
Sai: biên bản có dòng `Hà Nội, ngày 05 tháng 01 năm 2026` dưới Quốc hiệu
"""

from __future__ import annotations

from pipeline.checking.rules.component_look import first, is_form
from pipeline.checking.rules.rule import Breach, Group, NotApplicable, Verdict, rule
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.reading.recognised import Component, Element, Paper, PartKind, Regime


@rule(
    code="DT-06",
    title="Biên bản, văn bản kèm theo không có dòng địa danh, thời gian",
    group=Group.PLACE_DATE,
    severity=Severity.LEGAL_WARNING,
    at="PLIII.M1.9",
    elements=(Element.PLACE_DATE,),
    regimes=frozenset({Regime.ND30}),
)
def check(paper: Paper, _: Profile) -> Verdict:
    is_minutes = paper.type_name == "biên bản" and paper.parts[0].kind is PartKind.MAIN
    attached = [part.index for part in paper.parts if _is_attached(paper, part.index)]
    if not is_minutes and not attached:
        return NotApplicable("không phải biên bản, không có văn bản kèm theo")
    breaches = []
    for component in paper.components_of(Element.PLACE_DATE):
        if is_minutes and component.part == 0:
            breaches.append(_breach(paper, component, "Biên bản"))
        elif component.part in attached:
            breaches.append(_breach(paper, component, "Văn bản kèm theo"))
    return tuple(breaches)


def _is_attached(paper: Paper, part: int) -> bool:
    """Whether a part is a paper issued with the main one; a form for others to fill in is not."""
    kind = paper.parts[part].kind
    return kind is PartKind.ANNEX or (kind is PartKind.ATTACHED and not is_form(paper, part))


def _breach(paper: Paper, component: Component, name: str) -> Breach:
    return Breach(
        found=f"{name} có dòng “{paper.text(component)}”",
        expected="không có dòng địa danh, thời gian ban hành",
        hint="Bỏ dòng địa danh, thời gian ban hành ở đầu trang.",
        paragraph=first(component),
    )
