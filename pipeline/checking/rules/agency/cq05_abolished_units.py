"""CQ-05: Tên cơ quan, địa danh không dùng đơn vị hành chính đã bỏ.

Từ ngày 01/7/2025 không còn cấp huyện. Văn bản từ ngày đó không ghi huyện, quận, thị xã, thị trấn ở tên cơ quan và địa danh.
Viện dẫn văn bản cũ trong nội dung không xét.

Đúng: `ỦY BAN NHÂN DÂN` / `XÃ CAO LÃNH`
Sai: văn bản năm 2026 ghi `ỦY BAN NHÂN DÂN` / `HUYỆN CAO LÃNH`
"""

from __future__ import annotations

import re
from datetime import date

from pipeline.checking.rules.component_look import first
from pipeline.checking.rules.rule import Breach, Group, NotApplicable, NotEvaluated, Verdict, rule
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.reading.recognised import Component, Element, Paper, Regime
from pipeline.text import to_nfc

# The law on local government of two levels (Luật 72/2025/QH15): since this day there are no districts.
_ABOLISHED_ON = date(2025, 7, 1)
_UNITS = re.compile(r"\b(?:huyện|quận|thị xã|thị trấn)\b", re.IGNORECASE)
_NAMES = {
    Element.PARENT_AGENCY: "Tên cơ quan chủ quản",
    Element.ISSUING_AGENCY: "Tên cơ quan ban hành",
    Element.PLACE_DATE: "Địa danh",
}


@rule(
    code="CQ-05",
    title="Không dùng tên đơn vị hành chính cấp huyện đã bỏ",
    group=Group.AGENCY,
    severity=Severity.LEGAL_WARNING,
    at="PLI.P1.II.2a",
    elements=(Element.PARENT_AGENCY, Element.ISSUING_AGENCY, Element.PLACE_DATE),
    regimes=frozenset({Regime.ND30}),
)
def check(paper: Paper, _: Profile) -> Verdict:
    components = [named for element in _NAMES if (named := paper.component(element)) is not None]
    if not components:
        return NotApplicable("không thấy tên cơ quan, địa danh")
    if paper.year is None and paper.date is None:
        return NotApplicable("văn bản chưa ghi ngày, tháng, năm")
    applies = _applies(paper)
    if applies is False:
        return NotApplicable("văn bản ban hành trước ngày 01/7/2025")
    breaches = tuple(breach for component in components for breach in _breaches(paper, component))
    if breaches and applies is None:
        return NotEvaluated("văn bản năm 2025 chưa ghi ngày, tháng nên không biết còn cấp huyện hay không")
    return breaches


def _applies(paper: Paper) -> bool | None:
    """Whether the paper is dated after the abolition of districts; None where only that very year is known of its date."""
    if paper.date is not None:
        return paper.date >= _ABOLISHED_ON
    if paper.year == _ABOLISHED_ON.year:
        return None
    return (paper.year or 0) > _ABOLISHED_ON.year


def _breaches(paper: Paper, component: Component) -> tuple[Breach, ...]:
    text = paper.text(component).split(", ngày")[0]
    found = _UNITS.search(to_nfc(text))
    if found is None:
        return ()
    return (
        Breach(
            found=f"{_NAMES[component.element]} “{text}” dùng đơn vị “{found[0]}” đã bỏ từ ngày 01/7/2025",
            expected="tên đơn vị hành chính hiện hành (tỉnh, thành phố; xã, phường, đặc khu)",
            hint="Ghi tên cơ quan, địa danh theo đơn vị hành chính mới.",
            paragraph=first(component),
        ),
    )
