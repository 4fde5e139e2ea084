"""MT-02: Giấy mời ghi lần lượt Chủ trì, Thời gian, Địa điểm.

Đúng: `Chủ trì: …` rồi `Thời gian: …` rồi `Địa điểm: …`
Sai: không ghi địa điểm; địa điểm đứng trước thời gian
"""

from __future__ import annotations

import re

from pipeline.checking.rules.rule import Breach, Group, NotApplicable, Verdict, rule
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.reading.recognised import Element, Paper, Regime
from pipeline.text import to_nfc

_FIELDS = {
    "Chủ trì": re.compile(r"^\W*(?:\d+\.\s*)?(?:Người )?chủ trì\b", re.IGNORECASE),
    "Thời gian": re.compile(r"^\W*(?:\d+\.\s*)?thời gian\b", re.IGNORECASE),
    "Địa điểm": re.compile(r"^\W*(?:\d+\.\s*)?địa điểm\b", re.IGNORECASE),
}
_ORDER = "Chủ trì, Thời gian, Địa điểm"


@rule(
    code="MT-02",
    title="Giấy mời ghi lần lượt Chủ trì, Thời gian, Địa điểm",
    group=Group.BODY,
    severity=Severity.LEGAL_WARNING,
    at="PLIII.M1.7",
    elements=(Element.BODY,),
    regimes=frozenset({Regime.ND30}),
)
def check(paper: Paper, _: Profile) -> Verdict:
    if paper.type_name != "giấy mời":
        return NotApplicable("không phải giấy mời")
    places: dict[str, int] = {}
    for paragraph in paper.paragraphs(paper.component(Element.BODY)):
        for name, pattern in _FIELDS.items():
            if pattern.match(to_nfc(paragraph.plain)):
                places.setdefault(name, paragraph.index)
    missing = [name for name in _FIELDS if name not in places]
    if missing:
        return (
            Breach(
                found=f"Giấy mời không có dòng “{'”, “'.join(missing)}”",
                expected=f"có đủ, theo thứ tự: {_ORDER}",
                hint=f"Thêm dòng “{missing[0]}: …”.",
            ),
        )
    if sorted(places, key=places.__getitem__) != list(_FIELDS):
        found = ", ".join(sorted(places, key=places.__getitem__))
        return (
            Breach(
                found=f"Giấy mời ghi theo thứ tự {found}",
                expected=f"theo thứ tự: {_ORDER}",
                hint="Sắp xếp lại các dòng theo mẫu.",
                paragraph=min(places.values()),
            ),
        )
    return ()
