"""SG-07: Phụ lục, văn bản kèm theo cùng tệp tin với văn bản chính thì chỉ ký số văn bản chính.

Đúng: chữ ký số và dấu chỉ ở trang có khối chữ ký của văn bản chính
Sai: thêm chữ ký số của cơ quan ở trang đầu phụ lục trong cùng tệp tin
"""

from __future__ import annotations

from pipeline.checking.rules.rule import Breach, Group, NotApplicable, Verdict, rule
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.reading.facts import Medium
from pipeline.reading.recognised import Element, Paper, Part, PartKind, Regime

_BESIDES = frozenset({PartKind.ATTACHED, PartKind.ANNEX})


@rule(
    code="SG-07",
    title="Phụ lục, văn bản kèm theo cùng tệp tin không ký số riêng",
    group=Group.SIGNATURE,
    severity=Severity.LEGAL_WARNING,
    at="PLI.P1.II.8b",
    elements=(Element.SIGNER_NAME,),
    media=frozenset({Medium.PDF}),
    regimes=frozenset({Regime.ND30}),
)
def check(paper: Paper, _: Profile) -> Verdict:
    others = [part for part in paper.parts if part.kind in _BESIDES]
    if not others or paper.parts[0].kind is not PartKind.MAIN:
        return NotApplicable("tệp không có phụ lục, văn bản kèm theo cùng với văn bản chính")
    fields = [field for field in paper.facts.fields if field.box is not None]
    if not fields:
        return NotApplicable("tệp không có ô ký, chữ ký số")
    pages = {page for part in others for page in _pages(paper, part)} - set(_pages(paper, paper.parts[0]))
    return tuple(
        Breach(
            found=f"Có {'chữ ký số' if field.signed else 'ô ký'} “{field.name}” ở phụ lục hoặc văn bản kèm theo",
            expected="cùng tệp tin thì chỉ ký số văn bản chính",
            hint="Bỏ ô ký ở phụ lục, văn bản kèm theo, hoặc tách thành tệp tin riêng rồi ký số từng tệp.",
            page=field.box.page,
        )
        for field in fields
        if field.box is not None and field.box.page in pages
    )


def _pages(paper: Paper, part: Part) -> range:
    boxes = [paragraph for paragraph in paper.part_paragraphs(part) if paragraph.box is not None]
    starts = [box.box.page for box in boxes if box.box is not None]
    ends = [box.last_page or box.box.page for box in boxes if box.box is not None]
    return range(min(starts), max(ends) + 1) if starts else range(0)
