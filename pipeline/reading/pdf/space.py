"""From a PDF's own coordinates to millimetres from the top left corner of the displayed page."""

from __future__ import annotations

from typing import Any, NamedTuple, TypeAlias

import pypdfium2
from pypdfium2 import raw

from pipeline.lengths import MM_PER_POINT
from pipeline.reading.pdf.ink import Place

# A pointer or a function of the library, which gives no types.
Handle: TypeAlias = Any


class PageSpace(NamedTuple):
    """The visible part of a page with its rotation: (x, y) in points becomes (a*x + c*y + e, b*x + d*y + f) in mm."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float
    width: float
    height: float

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point in mm."""
        return (self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f)

    def direction(self, x: float, y: float) -> tuple[float, float]:
        """A direction as displayed, in points, y downwards."""
        return ((self.a * x + self.c * y) / MM_PER_POINT, (self.b * x + self.d * y) / MM_PER_POINT)

    def across(self, box: Handle) -> tuple[float, float]:
        """The left and right edges of a rectangle, in mm."""
        if self.c:
            edge, other = self.c * box.bottom + self.e, self.c * box.top + self.e
        else:
            edge, other = self.a * box.left + self.e, self.a * box.right + self.e
        return (edge, other) if edge <= other else (other, edge)

    def place(self, left: float, bottom: float, right: float, top: float) -> Place:
        """A rectangle in mm."""
        x1, y1 = self.point(left, bottom)
        x2, y2 = self.point(right, top)
        return Place(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))


def space_of(page: pypdfium2.PdfPage) -> PageSpace:
    """The space of a page, from its crop box and rotation."""
    box = raw.FS_RECTF()
    raw.FPDF_GetPageBoundingBox(page, box)
    left, bottom, right, top = box.left, box.bottom, box.right, box.top
    return make_space((left, bottom, right, top), raw.FPDFPage_GetRotation(page))


def make_space(box: tuple[float, float, float, float], quarter_turns: int) -> PageSpace:
    """The space of a box (left, bottom, right, top in points) displayed with clockwise quarter turns."""
    left, bottom, right, top = box
    s = MM_PER_POINT
    across, high = (right - left) * s, (top - bottom) * s
    match quarter_turns % 4:
        case 1:
            return PageSpace(0, s, s, 0, -s * bottom, -s * left, high, across)
        case 2:
            return PageSpace(-s, 0, 0, s, s * right, -s * bottom, across, high)
        case 3:
            return PageSpace(0, -s, -s, 0, s * top, s * right, high, across)
        case _:
            return PageSpace(s, 0, 0, -s, -s * left, s * top, across, high)
