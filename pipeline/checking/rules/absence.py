"""Judging that a component which every paper has is missing (thiếu thành phần thể thức), only where that is certain."""

from __future__ import annotations

from pipeline.checking.rules.rule import Breach, NotApplicable, NotEvaluated, Verdict
from pipeline.reading.facts import Flow, Medium
from pipeline.reading.recognised import Element, Paper, PartKind

_HEAD = (
    *(Element.NATIONAL_NAME, Element.MOTTO, Element.PARENT_AGENCY, Element.ISSUING_AGENCY, Element.NUMBER),
    *(Element.PLACE_DATE, Element.LETTER_SUBJECT, Element.TYPE_NAME),
)
# So many other components of the head must be there before one is said to be missing.
_ENOUGH = 3


def missing_from_head(paper: Paper, *, name: str, expected: str, hint: str) -> Verdict:
    """The verdict where the head of the main paper lacks a component.

    `name`: the component as it stands inside a Vietnamese sentence. A breach only where the head was read well: most of
    its components are there, all its lines are recognised and no page is a picture. Otherwise not evaluated: the
    component may merely not have been recognised.
    """
    if not paper.parts or paper.parts[0].kind is not PartKind.MAIN:
        return NotApplicable("tệp chỉ có phụ lục hoặc văn bản kèm theo")
    facts = paper.facts
    pictures = any(image.covers_page for image in facts.images)
    if pictures or (facts.medium is Medium.PDF and (facts.text_pages or 0) < (facts.pages or 0)):
        return NotEvaluated(f"có trang là ảnh, không đọc được {name}")
    found = [component for component in paper.components if component.element in _HEAD and component.part == 0]
    taken = {index for component in paper.components for index in component.paragraphs}
    if len(found) < _ENOUGH or _has_unknown_lines(paper, taken, max(max(component.paragraphs) for component in found)):
        return NotEvaluated(f"không nhận ra {name} ở phần đầu văn bản")
    return (Breach(found=f"Không có {name}", expected=expected, hint=hint, paragraph=found[0].paragraphs[0]),)


def _has_unknown_lines(paper: Paper, taken: set[int], last: int) -> bool:
    """Whether the head, up to paragraph `last`, has a printed line that belongs to no component (`taken`)."""
    return any(
        paragraph.plain and paragraph.index not in taken
        for paragraph in paper.facts.paragraphs[: last + 1]
        if paragraph.flow in {Flow.BODY, Flow.TEXT_BOX}
    )
