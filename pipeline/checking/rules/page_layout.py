"""The sections of a paper (phần trang) for rules on the page: where each begins, its margins, how long it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.checking.rules.component_look import decimal
from pipeline.checking.rules.rule import Breach, NotEvaluated, Verdict
from pipeline.decree.measure import Measure
from pipeline.decree.profile import Profile
from pipeline.lengths import POINTS_PER_MM
from pipeline.reading.facts import Flow, Medium, Paragraph, Section
from pipeline.reading.recognised import Element, Paper, PartKind

# Tolerances are ours: Word's margins are exact but for rounding; ink read off a PDF has the white round the letters.
_EXACT_MM = 0.5
_INK_MM = 1.0
# A Word file does not tell its pages: one whose text is this much higher than a page certainly has several.
_CERTAINLY_LONGER = 1.5
_LINE_HEIGHT = 1.15  # of the size of the letters, Times New Roman
_DEFAULT_SIZE = 14.0
_DEFAULT_MARGIN = 20.0
# Parts whose pages are numbered from 1 again (PLI.P1.III.1đ).
_COUNTED_ALONE = frozenset({PartKind.ANNEX, PartKind.ATTACHED})
# Box 11, the marks above it and the line of an electronic signature stand in the top margin (PLI.P1.IV).
_IN_TOP_MARGIN = frozenset(
    {
        *(Element.CIRCULATION, Element.SIGNING_LINE, Element.COPY_FORM),
        *(Element.DRAFT_MARK, Element.SECRET_MARK, Element.URGENCY),
    }
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Side:
    """One margin: its field in `Section`, its measure and its Vietnamese name."""

    field: str
    measure: str
    name: str
    measured_from_ink: bool  # whether ink tells its exact value and not only that it is large enough


LEFT = Side(field="margin_left", measure="page.margin_left", name="lề trái", measured_from_ink=True)
RIGHT = Side(field="margin_right", measure="page.margin_right", name="lề phải", measured_from_ink=True)
TOP = Side(field="margin_top", measure="page.margin_top", name="lề trên", measured_from_ink=False)
BOTTOM = Side(field="margin_bottom", measure="page.margin_bottom", name="lề dưới", measured_from_ink=False)


def margins(paper: Paper, profile: Profile, sides: Sequence[Side]) -> Verdict:
    """Judge margins of every portrait section; on a landscape page the decree's sides have no certain meaning."""
    upright = [section for section in paper.facts.sections if not section.landscape]
    if not upright:
        return NotEvaluated("trang xoay ngang, không xét lề theo khổ dọc")
    breaches: list[Breach] = []
    left_open: list[str] = []
    for side in sides:
        measure = profile.measure(side.measure)
        values = [(section, _value(paper, section, side)) for section in upright]
        states = [_state(section, value, side, measure) for section, value in values]
        wrong = [pair for pair, state in zip(values, states, strict=True) if state is False]
        breaches += _margin_breaches(paper, wrong, side, measure)
        if not wrong and not any(states):
            left_open.append(side.name)
    if breaches or not left_open:
        return tuple(breaches)
    return NotEvaluated(f"không đo được {' và '.join(left_open)} từ chữ trên trang")


def _value(paper: Paper, section: Section, side: Side) -> float | None:
    """A margin in mm, None where unknown; marks that belong into the top margin do not make it narrower."""
    value: float | None = getattr(section, side.field)
    if side is not TOP or section.margins_exact or value is None:
        return value
    marks = {
        index for component in paper.components if component.element in _IN_TOP_MARGIN for index in component.paragraphs
    }
    boxes = {
        paragraph.index: paragraph.box
        for paragraph in section_paragraphs(paper, section)
        if paragraph.box and paragraph.plain
    }
    if not any(box.top <= value for index, box in boxes.items() if index in marks):
        return value
    return min((box.top for index, box in boxes.items() if index not in marks), default=None)


def _state(section: Section, value: float | None, side: Side, measure: Measure) -> bool | None:
    """Whether a margin is right; None where that cannot be decided."""
    if value is None:
        return None
    if section.margins_exact:
        return measure.allows(value, tolerance=_EXACT_MM)
    if measure.allows(value, tolerance=_INK_MM):
        return True
    if side.measured_from_ink:
        return False
    return False if measure.minimum is not None and value < measure.minimum else None


def _margin_breaches(
    paper: Paper, wrong: Sequence[tuple[Section, float | None]], side: Side, measure: Measure
) -> Iterator[Breach]:
    """One breach for each wrong value, however many sections have it."""
    seen: set[str] = set()
    for section, value in wrong:
        shown = decimal(value or 0.0)
        if shown in seen:
            continue
        seen.add(shown)
        paragraph, page = section_start(paper, section)
        yield Breach(
            found=f"{side.name[:1].upper()}{side.name[1:]} {shown} mm",
            expected=f"{side.name} {measure.expectation}",
            hint=f"Vào Bố trí (Layout) > Lề (Margins), đặt {side.name} {measure.shown(measure.value)}.",
            paragraph=paragraph,
            page=page,
        )


def section_start(paper: Paper, section: Section) -> tuple[int | None, int | None]:
    """The first printed paragraph of a section and its first page, for placing a finding."""
    index = next((paragraph.index for paragraph in section_paragraphs(paper, section) if paragraph.plain), None)
    return index, section.pages[0] if section.pages else None


def section_paragraphs(paper: Paper, section: Section) -> tuple[Paragraph, ...]:
    """The paragraphs of the text itself in a section; headers and footers are not among them."""
    return tuple(
        paragraph
        for paragraph in paper.facts.paragraphs
        if paragraph.section == section.index and paragraph.flow is Flow.BODY
    )


def has_several_pages(paper: Paper, section: Section) -> bool | None:
    """Whether a part takes more than one page of a section; None where the file does not tell (Word, about a page long).

    A PDF whose parts have a page each shows no number that would tell where a section ends.
    """
    if paper.facts.medium is Medium.PDF:
        return bool(set(section.pages[1:]) - _opening_pages(paper)) if section.pages else None
    paragraphs = section_paragraphs(paper, section)
    if any(paragraph.page_break_before for paragraph in paragraphs[1:]):
        return True
    top = section.margin_top if section.margin_top is not None else _DEFAULT_MARGIN
    bottom = section.margin_bottom if section.margin_bottom is not None else _DEFAULT_MARGIN
    room = (section.height - top - bottom) * POINTS_PER_MM
    height = sum(_height(paper, paragraph) for paragraph in paragraphs)
    return True if height > _CERTAINLY_LONGER * room else None


def _opening_pages(paper: Paper) -> frozenset[int]:
    """The pages of a PDF at whose head an annex or an attached document begins: it counts its pages alone."""
    printed = [
        paragraph
        for paragraph in paper.facts.paragraphs
        if paragraph.flow is Flow.BODY and paragraph.plain and paragraph.box is not None
    ]
    found = set()
    for part in paper.parts:
        first = next((paragraph for paragraph in printed if part.first <= paragraph.index <= part.last), None)
        if part.kind in _COUNTED_ALONE and first is not None and first.box is not None:
            page = first.box.page
            if all(
                paragraph.last_page is not None and paragraph.last_page < page
                for paragraph in printed
                if paragraph.index < first.index
            ):
                found.add(page)
    return frozenset(found)


def _height(paper: Paper, paragraph: Paragraph) -> float:
    """Points that a paragraph takes; cells stand side by side, so a paragraph in one takes only its share of a row."""
    columns = paper.facts.tables[paragraph.cell.table].columns if paragraph.cell else 1
    sizes = [run.size for run in paragraph.runs if run.size]
    size = max(sizes, default=_DEFAULT_SIZE)
    pitch = paragraph.exact_spacing or size * _LINE_HEIGHT * (paragraph.line_spacing or 1.0)
    return ((paragraph.lines or 1) * pitch + (paragraph.gap_before or 0.0)) / columns


def parts_in(paper: Paper, section: Section) -> frozenset[PartKind]:
    """The kinds of the parts that have printed paragraphs in a section."""
    printed = {paragraph.index for paragraph in section_paragraphs(paper, section) if paragraph.plain}
    return frozenset(part.kind for part in paper.parts if printed & set(range(part.first, part.last + 1)))
