"""ND-15: Mục của kế hoạch, báo cáo đánh số La Mã; số và tiêu đề trên một dòng, {roman_section.caps,bold}, cỡ {roman_section.size}; số liên tục.

Áp dụng cho bố cục “phần, mục, khoản, điểm” của Phụ lục I, Phần I, Mục V. Mục viết cả câu dài thì không xét chữ hoa.

Đúng: `I. NHỮNG KẾT QUẢ ĐẠT ĐƯỢC` (đậm)
Sai: `I. Những kết quả đạt được`; `II.` rồi đến `IV.`
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checking.rules.body_text import few, judged_parts, units_in
from pipeline.checking.rules.component_look import LOOK, look_breaches, shortened
from pipeline.checking.rules.rule import Breach, Group, NotApplicable, NotEvaluated, Verdict, rule
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.reading.recognised import Element, Paper, Unit, UnitKind
from pipeline.text import from_roman, to_roman

_HIGHER = frozenset({UnitKind.PART, UnitKind.CHAPTER, UnitKind.SECTION, UnitKind.SUBSECTION})
_SENTENCE_END = (".", ";", ":", ",")


@rule(
    code="ND-15",
    title="Mục đánh số La Mã: số và tiêu đề trên một dòng, {roman_section.caps,bold}",
    group=Group.BODY,
    severity=Severity.LEGAL_WARNING,
    at="PLI.P1.V.6b",
    elements=(Element.BODY,),
)
def check(paper: Paper, profile: Profile) -> Verdict:
    breaches: list[Breach] = []
    seen = unknown = False
    for part in judged_parts(paper):
        before = 0
        for unit in units_in(paper, part):
            if unit.kind in _HIGHER:
                before = 0
            if unit.kind is not UnitKind.ROMAN:
                continue
            seen = True
            breaches += _wrong_number(unit, before)
            before = _value(unit.number) or before + 1
            for breach in _looks(paper, unit, profile):
                unknown = unknown or breach is None
                breaches += [breach] if breach else []
    if not seen:
        return NotApplicable("không có mục đánh số La Mã")
    return NotEvaluated("tệp không cho biết kiểu chữ của mục") if unknown and not breaches else few(breaches)


def _value(numeral: str) -> int | None:
    try:
        return from_roman(numeral)
    except ValueError:
        return None


def _wrong_number(unit: Unit, before: int) -> Iterator[Breach]:
    value = _value(unit.number)
    if value != before + 1 and not (value == 1 and before):
        yield Breach(
            found=f"Mục {unit.number} (“{shortened(unit.title, 40)}”) đứng "
            + (f"sau mục {to_roman(before)}" if before else "ở vị trí đầu"),
            expected=f"mục {to_roman(before + 1)}",
            hint="Đánh lại số thứ tự các mục.",
            paragraph=unit.paragraph,
        )


def _looks(paper: Paper, unit: Unit, profile: Profile) -> Iterator[Breach | None]:
    sentence = unit.title.rstrip().endswith(_SENTENCE_END)
    keys = ("size", "italic") if sentence else LOOK
    name = f"Tiêu đề mục {unit.number}"
    yield from look_breaches(paper.paragraph(unit.paragraph), "roman_section", profile, name=name, keys=keys)
