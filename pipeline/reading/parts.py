"""Cutting a file into main paper, attached papers, annexes, and the block of a copy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.reading import set_phrases
from pipeline.reading.facts import Flow, PaperFacts, Paragraph
from pipeline.reading.recognised import Part, PartKind

# Lines between the name of a type and "(Kèm theo …)" under it.
_HEADING_LINES = 8
_LONGEST_NAME = 40


@dataclass(frozen=True, kw_only=True, slots=True)
class _Start:
    index: int
    kind: PartKind


def cut_into_parts(facts: PaperFacts) -> tuple[Part, ...]:
    """The parts in order; the first is the main paper, or an annex or attached paper that is a file of its own."""
    flow = [
        paragraph for paragraph in facts.paragraphs if paragraph.flow in {Flow.BODY, Flow.TEXT_BOX} and paragraph.plain
    ]
    if not flow:
        return (Part(index=0, kind=PartKind.MAIN, first=0, last=len(facts.paragraphs) - 1),)
    starts = _starts(flow)
    last_of_all = max(paragraph.index for paragraph in flow)
    parts = []
    for number, start in enumerate(starts):
        last = starts[number + 1].index - 1 if number + 1 < len(starts) else last_of_all
        parts.append(Part(index=number, kind=start.kind, first=start.index if number else 0, last=last))
    return tuple(parts)


def _starts(flow: Sequence[Paragraph]) -> list[_Start]:
    starts: list[_Start] = []
    seen_head = False
    for position, paragraph in enumerate(flow):
        kind = _kind(flow, position, seen_head=seen_head)
        if set_phrases.is_like(set_phrases.key(paragraph.plain), set_phrases.NATIONAL_NAME):
            seen_head = True
        if kind is None:
            continue
        first = _first_of_block(flow, position) if kind in {PartKind.ATTACHED, PartKind.COPY} else paragraph.index
        if not starts or first > starts[-1].index:
            starts.append(_Start(index=first, kind=kind))
    if not starts or starts[0].index > flow[0].index + 2:
        starts.insert(0, _Start(index=flow[0].index, kind=PartKind.MAIN))
    return starts


def _kind(flow: Sequence[Paragraph], position: int, *, seen_head: bool) -> PartKind | None:
    """The kind of part that begins at this paragraph, None where none begins."""
    paragraph = flow[position]
    text = set_phrases.key(paragraph.plain)
    if _is_annex_label(flow, position):
        return PartKind.ANNEX
    if seen_head and text in set_phrases.COPIES and set_phrases.capitals(paragraph.plain):
        return PartKind.COPY
    if seen_head and set_phrases.is_like(text, set_phrases.NATIONAL_NAME):
        return PartKind.ATTACHED
    # A list has no type's name: what stands alone in capitals over "(Kèm theo …)" names it.
    named = set_phrases.capitals(paragraph.plain) and (text in set_phrases.TYPES or len(text) <= _LONGEST_NAME)
    if seen_head and named and opens_page(flow, position) and _has_reference(flow, position):
        return PartKind.ATTACHED
    return None


def _is_annex_label(flow: Sequence[Paragraph], position: int) -> bool:
    paragraph = flow[position]
    if not set_phrases.ANNEX_LABEL.match(set_phrases.key(paragraph.plain)) or _in_grid(paragraph):
        return False
    return position == 0 or opens_page(flow, position) or paragraph.alignment == "center"


def _in_grid(paragraph: Paragraph) -> bool:
    """Whether a paragraph is beyond the first cell of a table, such as a word in a column of figures."""
    return paragraph.cell is not None and (paragraph.cell.row > 0 or paragraph.cell.column > 0)


def opens_page(flow: Sequence[Paragraph], position: int) -> bool:
    """Whether a paragraph is the first of its page, as far as the file tells."""
    paragraph = flow[position]
    if position == 0:
        return True
    before = flow[position - 1]
    if paragraph.box and before.box:
        return paragraph.box.page > (before.last_page or before.box.page)
    return paragraph.page_break_before or paragraph.section != before.section


def _has_reference(flow: Sequence[Paragraph], position: int) -> bool:
    """Whether “(Kèm theo …)” follows on the same page, not below the label of an annex."""
    for place in range(position + 1, min(position + 1 + _HEADING_LINES, len(flow))):
        if opens_page(flow, place) or _is_annex_label(flow, place):
            return False
        if set_phrases.REFERENCE.match(set_phrases.key(flow[place].plain)):
            return True
    return False


def _first_of_block(flow: Sequence[Paragraph], position: int) -> int:
    """The position of the first paragraph of the letterhead that a paragraph belongs to: of its table, or its page in a PDF."""
    paragraph = flow[position]
    first = position
    while first > 0 and _same_block(flow[first - 1], paragraph):
        first -= 1
    return flow[first].index


def _same_block(before: Paragraph, paragraph: Paragraph) -> bool:
    if paragraph.cell is not None:
        return before.cell is not None and before.cell.table == paragraph.cell.table
    if paragraph.box and before.box:
        top = paragraph.box.top - 12  # mm: the two halves of a letterhead begin at one height
        return before.box.page == paragraph.box.page and before.box.top > top
    return False
