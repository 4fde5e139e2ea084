"""DC-01: Địa chỉ, thư điện tử, điện thoại, Fax của cơ quan chỉ ghi ở cuối trang thứ nhất, cỡ {contact.size}, dưới một đường kẻ nét liền.

Đường kẻ dài hết chiều ngang của vùng trình bày văn bản.

Đúng: dòng `Địa chỉ: …` ở cuối trang 1, dưới đường kẻ dài hết bề rộng trang chữ
Sai: ghi ở mọi trang, không có đường kẻ, cỡ 9
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checking.rules.component_look import decimal, look_breaches
from pipeline.checking.rules.rule import Breach, Group, NotApplicable, NotEvaluated, Verdict, rule
from pipeline.decree.measure import Measure
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.reading.facts import Flow, Medium, Paragraph, Stroke
from pipeline.reading.recognised import Element, Paper

_NAME = "Địa chỉ, thông tin liên hệ"
_TOLERANCE = 0.05
_NEAR_MM = 8.0


@rule(
    code="DC-01",
    title="Địa chỉ liên hệ ở cuối trang thứ nhất, cỡ {contact.size}, dưới đường kẻ nét liền",
    group=Group.MARKS,
    severity=Severity.HOUSE_STYLE,
    at="PLI.P1.III.4",
    elements=(Element.CONTACT,),
)
def check(paper: Paper, profile: Profile) -> Verdict:
    lines = [
        paragraph for component in paper.components_of(Element.CONTACT) for paragraph in paper.paragraphs(component)
    ]
    if not lines:
        return NotApplicable("không ghi địa chỉ, thông tin liên hệ ở cuối trang")
    found = [breach for line in lines for breach in look_breaches(line, Element.CONTACT, profile, name=_NAME)]
    found += _wrong_page(lines)
    breaches = [breach for breach in found if breach is not None]
    rule = _rule_above(paper, lines)
    measure = profile.measures.get("contact_rule.length")
    if measure is not None and measure.regulated:
        if rule is not None:
            breaches += _wrong_length(paper, rule, lines[0], measure)
        elif paper.facts.medium is Medium.PDF or not paper.facts.strokes:
            breaches.append(
                _breach(
                    f"Không có đường kẻ trên {_NAME.lower()}", "đường kẻ nét liền dài hết bề rộng trang chữ", lines[0]
                )
            )
        elif not breaches:
            return NotEvaluated("không rõ có đường kẻ ở trên địa chỉ liên hệ hay không")
    if breaches or None not in found:
        return tuple(breaches)
    return NotEvaluated("tệp không cho biết kiểu chữ của địa chỉ liên hệ")


def _wrong_page(lines: list[Paragraph]) -> Iterator[Breach]:
    for line in lines:
        if line.box and line.box.page != 1:
            yield _breach(f"{_NAME} ghi ở trang {line.box.page}", "chỉ ghi ở trang thứ nhất", line)
            return


def _rule_above(paper: Paper, lines: list[Paragraph]) -> Stroke | None:
    """The drawn line above the block of contacts: in a PDF by position, in a Word file by its length alone.

    A line in a Word footer is not tied to a paragraph.
    """
    first = lines[0]
    if first.box:
        near = [
            stroke
            for stroke in paper.facts.strokes
            if stroke.box and stroke.box.page == first.box.page and -1 <= first.box.top - stroke.box.bottom <= _NEAR_MM
        ]
        return next(iter(near), None)
    if first.flow is not Flow.FOOTER:
        return None
    loose = [stroke for stroke in paper.facts.strokes if stroke.under is None and stroke.section == first.section]
    return max(loose, key=lambda stroke: stroke.length, default=None)


def _wrong_length(paper: Paper, rule: Stroke, line: Paragraph, measure: Measure) -> Iterator[Breach]:
    section = paper.facts.sections[min(line.section, len(paper.facts.sections) - 1)]
    if section.margin_left is None or section.margin_right is None:
        return
    width = section.width - section.margin_left - section.margin_right
    if not measure.allows(rule.length / width, tolerance=_TOLERANCE):
        found = f"Đường kẻ trên {_NAME.lower()} dài {decimal(rule.length)} mm"
        yield _breach(found, f"dài hết bề rộng trang chữ ({decimal(width)} mm)", line)
    if rule.solid is False:
        yield _breach(f"Đường kẻ trên {_NAME.lower()} là nét đứt", "đường kẻ nét liền", line)


def _breach(found: str, expected: str, line: Paragraph) -> Breach:
    return Breach(
        found=found,
        expected=expected,
        hint="Đặt địa chỉ, thông tin liên hệ ở chân trang thứ nhất, dưới đường kẻ dài hết bề rộng trang chữ.",
        paragraph=line.index,
    )
