"""PL-03: Phụ lục và văn bản kèm theo có dòng chỉ dẫn “(Kèm theo …)” in {annex_reference.italic}, cỡ {annex_reference.size,align}, dưới tên.

Văn bản giấy ghi đủ số, ngày tháng năm; văn bản điện tử để trống các chỗ này, nên quy tắc không xét số và ngày trong ngoặc.

Đúng: `(Kèm theo Quyết định số 15/QĐ-UBND ngày 05 tháng 01 năm 2026 của Ủy ban nhân dân tỉnh Đồng Tháp)`
Sai: phụ lục không có dòng này; dòng này in đứng
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checking.rules.body_text import few, is_attached
from pipeline.checking.rules.component_look import first, looks_of
from pipeline.checking.rules.rule import Breach, Group, NotApplicable, Verdict, rule, with_values
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.reading.recognised import Element, Paper, Part, PartKind

_ELEMENTS = {PartKind.ANNEX: Element.ANNEX_REFERENCE, PartKind.ATTACHED: Element.ATTACHED_REFERENCE}
_HEADS = {PartKind.ANNEX: Element.ANNEX_LABEL, PartKind.ATTACHED: Element.TYPE_NAME}
_NAMES = {PartKind.ANNEX: "Phụ lục", PartKind.ATTACHED: "Văn bản kèm theo"}

_EXPECTED = (
    "dòng “(Kèm theo … số … ngày … tháng … năm … của …)” dưới tên, in {annex_reference.italic}, {annex_reference.align}"
)


@rule(
    code="PL-03",
    title="Dòng “(Kèm theo …)” in {annex_reference.italic}, cỡ {annex_reference.size,align}",
    group=Group.ANNEX,
    severity=Severity.LEGAL_WARNING,
    at="PLI.P1.III.1c",
    elements=(Element.ANNEX_REFERENCE, Element.ATTACHED_REFERENCE),
)
def check(paper: Paper, profile: Profile) -> Verdict:
    if not any(_concerns(paper, part) for part in paper.parts):
        return NotApplicable("không có phụ lục, văn bản kèm theo")
    missing = tuple(_missing(paper, profile))
    looks = looks_of(
        paper, tuple(_ELEMENTS.values()), profile, name="Dòng “(Kèm theo …)”", keys=("size", "bold", "italic", "align")
    )
    if missing:
        return few((*missing, *(looks if isinstance(looks, tuple) else ())))
    return few(looks) if isinstance(looks, tuple) else looks


def _concerns(paper: Paper, part: Part) -> bool:
    return part.kind is PartKind.ANNEX or is_attached(paper, part)


def _missing(paper: Paper, profile: Profile) -> Iterator[Breach]:
    for part in paper.parts:
        if _concerns(paper, part) and paper.component(_ELEMENTS[part.kind], part.index) is None:
            head = paper.component(_HEADS[part.kind], part.index)
            yield Breach(
                found=f"{_NAMES[part.kind]} “{paper.text(head)}” không có dòng “(Kèm theo …)”",
                expected=with_values(_EXPECTED, profile),
                hint="Thêm dòng chỉ dẫn kèm theo.",
                paragraph=first(head) if head else part.first,
            )
