"""KH-02: Dấu chỉ mức độ khẩn {urgency.caps,bold}, cỡ {urgency.size}, màu đỏ tươi, trong khung chữ nhật viền đơn, ở bên trái.

Khung rộng {urgency.express_width} mm (HỎA TỐC), {urgency.very_urgent_width} mm (THƯỢNG KHẨN), {urgency.urgent_width} mm (KHẨN) và cao
{urgency.box_height} mm; chiều cao không đọc được từ tệp nên không xét.

Đúng: `HỎA TỐC` đỏ, đậm, trong khung 30 x 8 mm ở bên trái, dưới số, ký hiệu
Sai: chữ đen, không có khung, khung rộng 60 mm, đặt ở giữa trang
"""

from __future__ import annotations

import colorsys
from collections.abc import Iterator

from pipeline.checking.rules.component_look import decimal, look_breaches
from pipeline.checking.rules.rule import Breach, Group, NotApplicable, NotEvaluated, Verdict, rule, with_values
from pipeline.checking.rules.signing_places import is_red
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.reading import set_phrases
from pipeline.reading.facts import Medium, Paragraph
from pipeline.reading.recognised import Element, Paper
from pipeline.reading.sides import center, page_middle

_WIDTHS = {
    set_phrases.key("hỏa tốc"): "urgency.express_width",
    set_phrases.key("thượng khẩn"): "urgency.very_urgent_width",
    set_phrases.key("khẩn"): "urgency.urgent_width",
}
# The border of a paragraph or of a text box in Word stands off its text by an amount that is its own.
_WIDTH_MM = {Medium.PDF: 1.0, Medium.DOCX: 3.0}
_NAME = "Dấu chỉ mức độ khẩn"
_SATURATED = 0.6
_HINT = "Trình bày lại dấu chỉ mức độ khẩn: đỏ tươi, {urgency.caps,bold}, trong khung chữ nhật viền đơn ở bên trái."


@rule(
    code="KH-02",
    title="Dấu chỉ mức độ khẩn {urgency.caps,bold}, đỏ, đóng khung, ở bên trái",
    group=Group.MARKS,
    severity=Severity.LEGAL_WARNING,
    at="PLI.P1.III.2b",
    elements=(Element.URGENCY,),
)
def check(paper: Paper, profile: Profile) -> Verdict:
    marks = list(paper.paragraphs(paper.component(Element.URGENCY)))
    if not marks:
        return NotApplicable("không có dấu chỉ mức độ khẩn")
    found = [breach for mark in marks for breach in _wrong(paper, mark, profile)]
    breaches = tuple(breach for breach in found if breach is not None)
    return (
        breaches if breaches or None not in found else NotEvaluated("tệp không cho biết kiểu chữ dấu chỉ mức độ khẩn")
    )


def _wrong(paper: Paper, mark: Paragraph, profile: Profile) -> Iterator[Breach | None]:
    hint = with_values(_HINT, profile)
    yield from look_breaches(mark, Element.URGENCY, profile, name=_NAME)
    if not all(_is_bright_red(run.colour) for run in mark.inked):
        yield _breach(f"{_NAME} không phải màu đỏ", "màu đỏ tươi", hint, mark)
    if center(mark) > page_middle(paper.facts, mark):
        yield _breach(f"{_NAME} không ở bên trái", "ở bên trái, dưới số, ký hiệu", hint, mark)
    measure = profile.measures.get(_WIDTHS.get(set_phrases.key(mark.plain), ""))
    if not mark.boxed:
        yield _breach(f"{_NAME} không có khung", "khung chữ nhật viền đơn", hint, mark)
    elif measure is not None and mark.cell is None:
        width = mark.right - mark.left
        if not measure.allows(width, tolerance=_WIDTH_MM[paper.facts.medium]):
            yield _breach(
                f"Khung của “{mark.plain}” rộng {decimal(width)} mm", f"khung rộng {measure.expectation}", hint, mark
            )


def _is_bright_red(colour: str) -> bool:
    red, green, blue = (int(colour[start : start + 2], 16) / 255 for start in (0, 2, 4))
    hue, saturation, value = colorsys.rgb_to_hsv(red, green, blue)
    return is_red(hue * 360) and saturation >= _SATURATED and value >= _SATURATED


def _breach(found: str, expected: str, hint: str, mark: Paragraph) -> Breach:
    return Breach(
        found=found,
        expected=expected,
        hint=hint,
        paragraph=mark.index,
    )
