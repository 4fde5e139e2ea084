"""The horizontal place of a drawing (vị trí ngang của hình vẽ), in mm from the page's left edge."""

from __future__ import annotations

from pipeline.reading.docx.docx_sections import Layout
from pipeline.reading.docx.shapes import Place

_SHARES = {"center": 0.5, "right": 1.0, "outside": 1.0}


def across(place: Place, column: tuple[float, float], layout: Layout, alignment: str | None) -> float:
    """The left edge of a drawing anchored in a column; an inline drawing is aligned as its paragraph."""
    if place.across == "inline":
        return column[0] + _SHARES.get(alignment or "", 0.0) * (column[1] - column[0] - place.width)
    area = _area(place.across, column, layout)
    if place.align is not None:
        free = area[1] - area[0] - place.width
        return area[0] + _SHARES.get(place.align, 0.0) * free
    return area[0] + (place.x or 0.0)


def _area(name: str, column: tuple[float, float], layout: Layout) -> tuple[float, float]:
    right_margin = layout.width - layout.right
    areas = {
        "page": (0.0, layout.width),
        "margin": (layout.left, right_margin),
        "leftMargin": (0.0, layout.left),
        "insideMargin": (0.0, layout.left),
        "rightMargin": (right_margin, layout.width),
        "outsideMargin": (right_margin, layout.width),
    }
    return areas.get(name, column)
