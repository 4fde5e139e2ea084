"""Repairing line spacing in the head (khoảng cách ở phần đầu): Quốc hiệu and Tiêu ngữ, số and V/v."""

from __future__ import annotations

from pipeline.checking.rules.component_look import decimal
from pipeline.decree.measure import Measure
from pipeline.reading.facts import Paragraph
from pipeline.reading.recognised import Element as Kind
from pipeline.repair import properties
from pipeline.repair.nearest import nearest
from pipeline.repair.repair_session import RepairSession

_LINES = 0.16
_LARGEST_GAP = 6.5
_GAP = 2.0


def single_spacing(session: RepairSession) -> None:
    """Single lines for Quốc hiệu and Tiêu ngữ, no space between them; blank lines are left to their author."""
    measure = session.profile.measure("letterhead.line_spacing")
    upper = session.paper.paragraphs(session.paper.component(Kind.NATIONAL_NAME))
    lower = session.paper.paragraphs(session.paper.component(Kind.MOTTO))
    for paragraph in (*upper, *lower):
        _single(session, paragraph, measure)
    if upper and lower and upper[-1].index + 1 == lower[0].index and (lower[0].gap_before or 0.0) > _LARGEST_GAP:
        _set_gap(session, "QH-06", (upper[-1], lower[0]), 0.0, what="Khoảng cách giữa Quốc hiệu và Tiêu ngữ")


def _single(session: RepairSession, paragraph: Paragraph, measure: Measure) -> None:
    lines = paragraph.line_spacing
    if lines is None or measure.allows(lines, tolerance=_LINES):
        return
    element = session.open(paragraph)
    if element is not None:
        wanted = nearest(measure, lines)
        properties.set_line_spacing(element, wanted)
        before, after = f"{f'{round(lines, 2):g}'.replace('.', ',')} dòng", measure.shown(wanted)
        session.note("QH-06", paragraph, what="Khoảng cách dòng", before=before, after=after)


def subject_gap(session: RepairSession) -> None:
    """Set the space between the number and the V/v below it."""
    measure = session.profile.measures.get("letter_subject.space_before")
    number = session.paper.paragraphs(session.paper.component(Kind.NUMBER))
    subject = session.paper.paragraphs(session.paper.component(Kind.LETTER_SUBJECT))
    if measure is None or not number or not subject or number[-1].index + 1 != subject[0].index:
        return
    gap = subject[0].gap_before
    if gap is not None and not measure.allows(gap, tolerance=_GAP):
        wanted = nearest(measure, gap)
        _set_gap(session, "TL-05", (number[-1], subject[0]), wanted, what="Trích yếu công văn: cách số, ký hiệu")


def _set_gap(session: RepairSession, code: str, pair: tuple[Paragraph, Paragraph], points: float, *, what: str) -> None:
    """Put all of the space above the lower paragraph, none below the upper one."""
    upper, lower = (session.open(paragraph) for paragraph in pair)
    if upper is None or lower is None or upper is lower:
        return
    properties.set_space_after(upper, 0.0)
    properties.set_space_before(lower, points)
    before = f"{decimal(pair[1].gap_before or 0.0)} pt"
    session.note(code, pair[1], what=what, before=before, after=f"{decimal(points)} pt")
