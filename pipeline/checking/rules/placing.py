"""The positions of components of the head relative to each other (vị trí các ô ở đầu văn bản)."""

from __future__ import annotations

from pipeline.checking.rules.component_look import decimal, shortened
from pipeline.checking.rules.rule import Breach
from pipeline.decree.measure import Measure
from pipeline.reading.facts import Paragraph
from pipeline.reading.recognised import Component, Paper
from pipeline.reading.sides import center

# How far the middles of two lines may be apart that are centred on one another; ours.
_OFF_CENTRE_MM = 5.0


def offset(lower: Paragraph, upper: Paragraph) -> float | None:
    """How far the middle of `lower` lies to the right of the middle of `upper`, in mm; None where a position is unknown."""
    if lower.ink is None or upper.ink is None:
        return None
    return center(lower) - center(upper)


def is_centred(paragraph: Paragraph, others: tuple[Paragraph, ...], measure: Measure) -> bool | None:
    """Whether a paragraph is centred as the measure asks; without an alignment of its own, by the lines around it.

    None where neither tells.
    """
    if paragraph.alignment is not None:
        return measure.allows(paragraph.alignment)
    offsets = [offset(paragraph, other) for other in others if other.index != paragraph.index]
    return True if any(offset is not None and abs(offset) <= _OFF_CENTRE_MM for offset in offsets) else None


def centring(
    paper: Paper, component: Component, above: Component | None, measure: Measure, *, names: tuple[str, str]
) -> tuple[tuple[Breach, ...], bool]:
    """Breaches where a component is not centred under the one above it, and whether everything could be judged.

    `names`: the Vietnamese names of the two, as they stand inside a sentence.
    """
    if not measure.regulated:
        return (), True
    uppers = paper.paragraphs(above)
    peers = (*uppers, *paper.paragraphs(component))
    known = True
    for paragraph in paper.paragraphs(component):
        state = is_centred(paragraph, peers, measure)
        off = offset(paragraph, uppers[-1]) if uppers else None
        if state is False:
            found = f"{names[0][:1].upper()}{names[0][1:]} {measure.shown(paragraph.alignment or '')}"
        elif off is not None and abs(off) > _OFF_CENTRE_MM and _same_column(paragraph, uppers[-1]):
            side = "phải" if off > 0 else "trái"
            found = f"{names[0][:1].upper()}{names[0][1:]} lệch về bên {side} {decimal(abs(off))} mm so với {names[1]}"
        else:
            known = known and state is not None
            continue
        return (_breach(found, paragraph, measure, names[1]),), True
    return (), known


def _same_column(lower: Paragraph, upper: Paragraph) -> bool:
    """Whether the middles of two paragraphs can be compared: both in cells of one column, or neither in a cell."""
    if lower.cell is None or upper.cell is None:
        return lower.cell is upper.cell
    return (lower.cell.table, lower.cell.column) == (upper.cell.table, upper.cell.column)


def _breach(found: str, paragraph: Paragraph, measure: Measure, above: str) -> Breach:
    return Breach(
        found=found,
        expected=f"{measure.expectation} dưới {above}" if above else measure.expectation,
        hint=f"Chọn dòng “{shortened(paragraph.plain)}” và {measure.expectation} trong ô của nó.",
        paragraph=paragraph.index,
    )
