"""Judging the horizontal lines of the paper (đường kẻ ngang, nét liền) against the text above them."""

from __future__ import annotations

from pipeline.checking.rules.component_look import decimal, is_form, shortened
from pipeline.checking.rules.rule import Breach, NotApplicable, NotEvaluated, Verdict
from pipeline.decree.measure import Measure
from pipeline.decree.profile import Profile
from pipeline.reading.facts import Medium, Paragraph, Stroke, StrokeKind
from pipeline.reading.recognised import Component, Element, Paper, PartKind

# Tolerances are ours; the decree names none. A line as long as its text: within 5 % or 3 mm, whichever is more.
_LENGTH_SHARE = 0.05
_LENGTH_MM = 3.0
# A line of a third to a half of its text: 0.30 to 0.55.
_RATIO_BELOW = 0.0334
_RATIO_ABOVE = 0.05
# The middle of the line and that of the text: within 5 % of the text or 3 mm, whichever is more.
_CENTRE_SHARE = 0.05
_CENTRE_MM = 3.0
# A line longer than this share of a text does not belong to it.
_LONGEST_SHARE = 1.3
_STAND_INS = frozenset({StrokeKind.UNDERLINE, StrokeKind.CHARACTERS})


def rule_line(paper: Paper, element: Element, measure_id: str, profile: Profile, *, name: str) -> Verdict:
    """Judge the line under every component of `element` by the measure of its length (`motto_rule.length`).

    `name` is the Vietnamese name of the text above, as it stands inside a sentence ("Tiêu ngữ", "tên cơ quan"). A line
    that is missing is a breach in the main paper only. Forms for others to fill in are not judged. Underlined text and
    rows of characters that stand in for a line are the matter of another rule.
    """
    components = tuple(component for component in paper.components_of(element) if not is_form(paper, component.part))
    measure = profile.measures.get(measure_id)
    if not components or measure is None or not measure.regulated:
        return NotApplicable(f"không thấy {name}")
    solid = profile.measures.get(f"{measure.element}.solid")
    verdicts = [_judge(paper, component, measure, solid, name=name) for component in components]
    breaches = tuple(breach for verdict in verdicts if isinstance(verdict, tuple) for breach in verdict)
    left_open = next((verdict for verdict in verdicts if isinstance(verdict, NotEvaluated)), None)
    return left_open if left_open and not breaches else breaches


def line_under(paper: Paper, component: Component) -> Stroke | None:
    """The drawn line under a component, also below empty paragraphs; None where there is none."""
    stroke = paper.stroke_under(component)
    if stroke is not None:
        return stroke
    last = paper.paragraphs(component)[-1]
    following = last.index + 1
    while following < len(paper.facts.paragraphs) and _is_gap(paper.paragraph(following), last):
        stroke = next((stroke for stroke in paper.facts.strokes if stroke.under == following), None)
        if stroke is not None:
            return stroke
        following += 1
    return None


def _is_gap(paragraph: Paragraph, above: Paragraph) -> bool:
    return not paragraph.plain and paragraph.cell == above.cell and paragraph.flow is above.flow


def _judge(paper: Paper, component: Component, measure: Measure, solid: Measure | None, *, name: str) -> Verdict:
    stroke = line_under(paper, component)
    last = paper.paragraphs(component)[-1]
    if stroke is None:
        return _missing(paper, component, measure, name=name)
    if stroke.kind in _STAND_INS:
        return NotEvaluated(f"đường kẻ dưới {name} là chữ gạch chân hoặc ký tự, không phải nét kẻ")
    if not last.last_line_width or last.ink is None:
        return NotEvaluated(f"không đo được độ dài dòng chữ của {name}")
    widths = _widths(paper.paragraphs(component))
    breaches: list[Breach] = []
    if not any(_fits(stroke.length, width, measure) for width in widths):
        share = round(100 * stroke.length / widths[0])
        found = f"Đường kẻ dưới {name} dài {decimal(stroke.length)} mm, bằng {share}% dòng chữ phía trên"
        breaches.append(_breach(found, _wanted(widths[0], measure), last))
    offset = (stroke.left + stroke.right - last.ink[0] - last.ink[1]) / 2
    if abs(offset) > max(_CENTRE_SHARE * widths[0], _CENTRE_MM) and not breaches:
        side = "phải" if offset > 0 else "trái"
        found = f"Đường kẻ dưới {name} lệch về bên {side} {decimal(abs(offset))} mm"
        breaches.append(_breach(found, "đường kẻ cân đối (ở giữa) so với dòng chữ phía trên", last))
    if stroke.solid is False and solid is not None and solid.regulated and solid.value is True:
        breaches.append(_breach(f"Đường kẻ dưới {name} là nét đứt", "đường kẻ nét liền", last))
    return tuple(breaches)


def _widths(paragraphs: tuple[Paragraph, ...]) -> tuple[float, ...]:
    """The text widths that the line may be compared with: that of the last line of text, then that of the longest.

    Both, because the decree says "the line of text" and leaves open which one where a name takes several.
    """
    last = paragraphs[-1].last_line_width or 0.0
    longest = max(paragraph.ink[1] - paragraph.ink[0] for paragraph in paragraphs if paragraph.ink)
    return (last, max(last, longest))


def _fits(length: float, width: float, measure: Measure) -> bool:
    if measure.minimum == measure.maximum:
        wanted = width * (measure.minimum or 1.0)
        return abs(length - wanted) <= max(_LENGTH_SHARE * wanted, _LENGTH_MM)
    low = (measure.minimum or 0.0) - _RATIO_BELOW
    high = (measure.maximum or 1.0) + _RATIO_ABOVE
    return low * width <= length <= high * width


def _wanted(width: float, measure: Measure) -> str:
    if measure.minimum == measure.maximum:
        return f"dài bằng dòng chữ phía trên ({decimal(width)} mm)"
    low, high = (decimal(width * (bound or 0.0)) for bound in (measure.minimum, measure.maximum))
    return f"dài {measure.expectation} dòng chữ phía trên ({low} - {high} mm)"


def _missing(paper: Paper, component: Component, measure: Measure, *, name: str) -> Verdict:
    last = paper.paragraphs(component)[-1]
    if paper.parts[component.part].kind is not PartKind.MAIN:
        return ()
    floating = [stroke for stroke in paper.facts.strokes if _may_belong(paper, stroke, last)]
    if any(_is_right(stroke, last, measure) for stroke in floating):
        return ()
    if floating:
        return NotEvaluated(f"có đường kẻ nhưng không rõ có nằm dưới {name} hay không")
    wanted = "dài bằng dòng chữ" if measure.minimum == measure.maximum else f"dài {measure.expectation} dòng chữ"
    return (_breach(f"Không có đường kẻ ngang dưới {name}", f"đường kẻ ngang, nét liền, {wanted} phía trên", last),)


def _may_belong(paper: Paper, stroke: Stroke, above: Paragraph) -> bool:
    """Whether a shape in a Word file may be the line under a text although it is anchored elsewhere.

    A shape floats; where a whole letterhead is one paragraph with manual line breaks, the shape is anchored to all of
    it.
    """
    if paper.facts.medium is not Medium.DOCX or stroke.kind is not StrokeKind.SHAPE:
        return False
    if above.last_line_width is not None and stroke.length > _LONGEST_SHARE * above.last_line_width:
        return False
    if stroke.under is None:
        return stroke.section == above.section
    return stroke.under > above.index and paper.paragraph(stroke.under).origin == above.origin is not None


def _is_right(stroke: Stroke, above: Paragraph, measure: Measure) -> bool:
    if above.last_line_width is None or above.ink is None or not _fits(stroke.length, above.last_line_width, measure):
        return False
    offset = (stroke.left + stroke.right - above.ink[0] - above.ink[1]) / 2
    return abs(offset) <= _CENTRE_MM


def _breach(found: str, expected: str, paragraph: Paragraph) -> Breach:
    return Breach(
        found=found,
        expected=expected,
        hint=f"Kẻ lại đường kẻ ngang, nét liền, ở giữa dưới dòng “{shortened(paragraph.plain)}”.",
        paragraph=paragraph.index,
    )
