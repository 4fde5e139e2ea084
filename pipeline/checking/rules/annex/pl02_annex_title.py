"""PL-02: Mỗi phụ lục có tên phụ lục dưới chữ “Phụ lục”, {annex_title.caps,italic,bold}, cỡ {annex_title.size,align}.

Đúng: `Phụ lục I` rồi dòng dưới `BẢNG CHỮ VIẾT TẮT`
Sai: `Bảng chữ viết tắt` (chữ thường), phụ lục không có tên
"""

from __future__ import annotations

from pipeline.checking.rules.body_text import few
from pipeline.checking.rules.component_look import LOOK, first, looks_of
from pipeline.checking.rules.rule import Breach, Group, NotApplicable, Verdict, rule, with_values
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.reading.recognised import Element, Paper


@rule(
    code="PL-02",
    title="Tên phụ lục {annex_title.caps,italic,bold}, cỡ {annex_title.size,align}",
    group=Group.ANNEX,
    severity=Severity.LEGAL_WARNING,
    at="PLI.P1.III.1b",
    elements=(Element.ANNEX_TITLE,),
)
def check(paper: Paper, profile: Profile) -> Verdict:
    labels = tuple(paper.components_of(Element.ANNEX_LABEL))
    if not labels:
        return NotApplicable("không có phụ lục")
    missing = tuple(
        Breach(
            found=f"“{paper.text(label)}” không có tên phụ lục",
            expected=with_values("tên phụ lục ở dòng dưới, {annex_title.caps,bold,align}", profile),
            hint="Thêm tên phụ lục dưới chữ “Phụ lục”.",
            paragraph=first(label),
        )
        for label in labels
        if paper.component(Element.ANNEX_TITLE, label.part) is None
    )
    looks = looks_of(paper, (Element.ANNEX_TITLE,), profile, name="Tên phụ lục", keys=(*LOOK, "align"))
    if missing:
        return few((*missing, *(looks if isinstance(looks, tuple) else ())))
    return few(looks) if isinstance(looks, tuple) else looks
