"""Repairing the running text (sửa phần nội dung): size, justification, first-line indent, paragraph and line spacing.

Each repair changes the session's trees and notes what it did.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from pipeline.checking.rules.body_text import continues_line, running
from pipeline.checking.rules.component_look import decimal
from pipeline.decree.measure import Measure
from pipeline.lengths import TWIPS_PER_MM
from pipeline.reading.facts import Paragraph
from pipeline.reading.recognised import Unit, UnitKind
from pipeline.repair import properties
from pipeline.repair.looks import apply_size
from pipeline.repair.nearest import nearest
from pipeline.repair.repair_session import BROKEN, RepairSession

_SIZE_TOLERANCE = 0.26
_MM = 0.5
_POINTS = 0.5
_LINES = 0.02
_SINGLE = 1.15  # a single line of Times New Roman, in sizes of its letters
_INDENTED = frozenset({UnitKind.TEXT, UnitKind.ARTICLE, UnitKind.CLAUSE, UnitKind.POINT})
_LEFT_IN = 5.0  # mm; a paragraph that stands in this far as a whole was indented so for want of a first-line indent


def size(session: RepairSession) -> None:
    """One size for the whole text: the commonest that is allowed, else the allowed one nearest to the commonest."""
    measure = session.profile.measure("body.size")
    found = [paragraph for _, paragraph in running(session.paper) if paragraph.inked]
    weights: Counter[float] = Counter()
    for paragraph in found:
        for run in paragraph.inked:
            weights[round((run.size or 0.0) * 2) / 2] += len(run.text)
    if not weights:
        return
    allowed = [size for size, _ in weights.most_common() if measure.allows(size, tolerance=_SIZE_TOLERANCE)]
    target = allowed[0] if allowed else nearest(measure, weights.most_common(1)[0][0])
    for paragraph in found:
        largest = max(run.size or 0.0 for run in paragraph.inked)
        main = [run for run in paragraph.inked if (run.size or 0.0) > largest - 0.1 or len(run.text.strip()) > 5]  # noqa: PLR2004
        if any(abs((run.size or target) - target) > _SIZE_TOLERANCE for run in main):
            apply_size(session, "ND-01", paragraph, target, name="Nội dung")


def justified(session: RepairSession) -> None:
    """Justify the text."""
    measure = session.profile.measure("body.align")
    for paragraph in _running(session):
        if paragraph.alignment is None or measure.allows(paragraph.alignment):
            continue
        if len(session.pieces(paragraph)) > 1:
            session.reasons[paragraph.index] = BROKEN
            continue
        element = session.open(paragraph)
        if element is not None:
            properties.set_alignment(element, str(measure.value))
            before = {"left": "canh trái", "center": "canh giữa", "right": "canh phải"}.get(paragraph.alignment, "")
            session.note("ND-02", paragraph, what="Cách canh", before=before, after="canh đều hai lề")


def first_line(session: RepairSession) -> None:
    """One first-line indent for the whole text: the commonest that is allowed, else the regulation's own."""
    measure = session.profile.measure("body.first_line_indent")
    found = [
        paragraph
        for unit, paragraph in _units(session)
        if unit.kind in _INDENTED and paragraph.text[:1] not in {"\t", " ", "\u00a0"}
    ]
    target = _indent_of_most(found, measure)
    for paragraph in found:
        indent = paragraph.first_line_indent
        if indent is None or abs(indent - target) <= _MM:
            continue
        standing = paragraph.left - _margin(session, paragraph)
        if paragraph.number and abs(standing + indent - target) <= _MM:
            continue
        element = session.open(paragraph)
        if element is None:
            continue
        if indent < -_MM or (indent <= _MM and standing > _LEFT_IN) or paragraph.number:
            properties.set_left(element, 0)
        properties.set_first_line(element, round(target * TWIPS_PER_MM))
        before, after = f"{decimal(indent)} mm", measure.shown(target)
        session.note("ND-03", paragraph, what="Lùi đầu dòng", before=before, after=after)


def _indent_of_most(paragraphs: list[Paragraph], measure: Measure) -> float:
    counts: Counter[float] = Counter()
    for paragraph in paragraphs:
        for allowed in measure.allowed:
            if not isinstance(allowed, bool | str) and abs((paragraph.first_line_indent or 0.0) - allowed) <= _MM:
                counts[allowed] += 1
    return counts.most_common(1)[0][0] if counts else nearest(measure, None)


def _margin(session: RepairSession, paragraph: Paragraph) -> float:
    sections = session.paper.facts.sections
    return sections[min(paragraph.section, len(sections) - 1)].margin_left or 0.0


def gap(session: RepairSession) -> None:
    """The space between two paragraphs of the text, brought to what the regulation allows."""
    measure = session.profile.measure("body.space_before")
    body = {paragraph.index for _, paragraph in running(session.paper)}
    for paragraph in _running(session):
        known = paragraph.gap_before
        if paragraph.index - 1 not in body or known is None or measure.allows(known, tolerance=_POINTS):
            continue
        element = session.open(paragraph)
        if element is not None:
            wanted = nearest(measure, known)
            properties.set_space_before(element, wanted)
            before, after = f"{decimal(known)} pt", measure.shown(wanted)
            session.note("ND-04", paragraph, what="Cách đoạn trên", before=before, after=after)


def line_spacing(session: RepairSession) -> None:
    """The line spacing of the text, brought to what the regulation allows."""
    measure = session.profile.measure("body.line_spacing")
    for paragraph in _running(session):
        lines = _lines(paragraph)
        if lines is None or measure.allows(lines, tolerance=_LINES):
            continue
        element = session.open(paragraph)
        if element is not None:
            wanted = nearest(measure, lines)
            properties.set_line_spacing(element, wanted)
            before, after = f"{f'{round(lines, 2):g}'.replace('.', ',')} dòng", measure.shown(wanted)
            session.note("ND-05", paragraph, what="Khoảng cách dòng", before=before, after=after)


def _lines(paragraph: Paragraph) -> float | None:
    if paragraph.line_spacing is not None or paragraph.exact_spacing is None:
        return paragraph.line_spacing
    sizes = [run.size for run in paragraph.inked if run.size]
    return paragraph.exact_spacing / (max(sizes) * _SINGLE) if sizes else None


def _units(session: RepairSession) -> Iterator[tuple[Unit, Paragraph]]:
    return (
        (unit, paragraph) for unit, paragraph in running(session.paper) if not continues_line(session.paper, paragraph)
    )


def _running(session: RepairSession) -> Iterator[Paragraph]:
    return (paragraph for _, paragraph in _units(session))
