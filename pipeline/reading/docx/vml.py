"""Drawings in the older format (VML): of Word 2007 and before, of converters, and in fallbacks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.lengths import MM_PER_EMU, MM_PER_INCH, MM_PER_POINT, POINTS_PER_MM
from pipeline.reading.docx.shapes import Frame, Place, Shape, is_flat, is_thin
from pipeline.reading.docx.wordml_values import Element, O, V, W, colour, content

_LENGTH = re.compile(r"\s*([+-]?(?:\d{1,7}(?:\.\d{0,6})?|\.\d{1,6}))\s*(pt|in|mm|cm|pc|px|emu)?\s*")
_MM = {
    "pt": MM_PER_POINT,
    "in": MM_PER_INCH,
    "mm": 1.0,
    "cm": 10.0,
    "pc": MM_PER_INCH / 6,
    "px": MM_PER_INCH / 96,
    "emu": MM_PER_EMU,
    None: MM_PER_INCH / 96,
}
_LINE_TYPES = re.compile(r"#?_x0000_t(?:20|32)")
_ALIGNED = frozenset(("left", "center", "right", "inside", "outside"))
_RELATIVE = {
    "page": "page",
    "margin": "margin",
    "text": "column",
    "char": "character",
    "left-margin-area": "leftMargin",
    "right-margin-area": "rightMargin",
}
_DOWN = {"page": "page", "margin": "margin", "text": "paragraph", "line": "line"}
_SHAPES = frozenset(V + name for name in ("shape", "rect", "roundrect", "line", "polyline", "oval"))
_NAMED = {"black": "000000", "red": "FF0000", "blue": "0000FF", "white": "FFFFFF"}
_DEEPEST = 20


def vml_shapes(picture: Element) -> Iterator[Shape]:
    """The lines, text boxes and pictures of a `w:pict` or `w:object`."""
    yield from _members(picture, None, None, 0)


def _members(parent: Element, place: Place | None, frame: Frame | None, depth: int) -> Iterator[Shape]:
    for child in content(parent) if depth <= _DEEPEST else ():
        if child.tag == f"{V}group":
            outer = _place(child, place, frame)
            yield from _members(child, outer, _frame(child, outer), depth + 1)
        elif child.tag in _SHAPES:
            yield from _shape(child, _place(child, place, frame))


def _style(element: Element) -> dict[str, str]:
    pairs = (part.partition(":") for part in (element.get("style") or "")[:4000].split(";"))
    return {name.strip().lower(): value.strip() for name, _, value in pairs}


def _length(value: str | None) -> float | None:
    match = _LENGTH.fullmatch(value) if value else None
    return float(match[1]) * _MM[match[2]] if match else None


def _plain(value: str | None) -> float:
    match = _LENGTH.fullmatch(value) if value else None
    return float(match[1]) if match else 0.0


def _pair(value: str | None) -> tuple[str, str]:
    first, _, second = (value or "").partition(",")
    return first, second


def _frame(group: Element, outer: Place) -> Frame:
    """The mapping of a group's coordinates to mm, from the group's own corner."""
    width, height = (_plain(part) for part in _pair(group.get("coordsize") or "1000,1000"))
    x, y = (_plain(part) for part in _pair(group.get("coordorigin")))
    across = outer.width / width if width else 0.0
    down = outer.height / height if height else 0.0
    return Frame(-x * across, -y * down, across, down)


def _place(element: Element, place: Place | None, frame: Frame | None) -> Place:
    style = _style(element)
    if element.tag == f"{V}line":
        return _line_place(element, style, place, frame)
    if place is not None and frame is not None:
        return place._replace(
            width=_plain(style.get("width")) * frame.across,
            height=_plain(style.get("height")) * frame.down,
            x=(place.x or 0.0) + frame.x + _plain(style.get("left")) * frame.across,
            y=(place.y or 0.0) + frame.y + _plain(style.get("top")) * frame.down,
        )
    x = _length(style.get("margin-left")) or _length(style.get("left"))
    y = _length(style.get("margin-top")) or _length(style.get("top"))
    width, height = (abs(_length(style.get(name)) or 0.0) for name in ("width", "height"))
    return _positioned(style, width, height, x or 0.0, y or 0.0)


def _line_place(element: Element, style: dict[str, str], place: Place | None, frame: Frame | None) -> Place:
    starts, ends = _pair(element.get("from")), _pair(element.get("to"))
    if place is not None and frame is not None:
        x1, x2 = (_plain(point[0]) * frame.across for point in (starts, ends))
        y1, y2 = (_plain(point[1]) * frame.down for point in (starts, ends))
        return place._replace(
            width=abs(x2 - x1), height=abs(y2 - y1), x=(place.x or 0.0) + frame.x + min(x1, x2),
            y=(place.y or 0.0) + frame.y + min(y1, y2),
        )  # fmt: skip
    x1, x2 = (_length(point[0]) or 0.0 for point in (starts, ends))
    y1, y2 = (_length(point[1]) or 0.0 for point in (starts, ends))
    shift_x, shift_y = _length(style.get("margin-left")) or 0.0, _length(style.get("margin-top")) or 0.0
    return _positioned(style, abs(x2 - x1), abs(y2 - y1), min(x1, x2) + shift_x, min(y1, y2) + shift_y)


def _positioned(style: dict[str, str], width: float, height: float, x: float, y: float) -> Place:
    if style.get("position") != "absolute":
        return Place(width, height)
    align = style.get("mso-position-horizontal")
    return Place(
        width,
        height,
        x=x,
        align=align if align in _ALIGNED else None,
        across=_RELATIVE.get(style.get("mso-position-horizontal-relative", ""), "column"),
        y=None if style.get("mso-position-vertical") in {"top", "center", "bottom"} else y,
        down=_DOWN.get(style.get("mso-position-vertical-relative", ""), "paragraph"),
    )


def _shape(element: Element, place: Place) -> Iterator[Shape]:
    stroked = (element.get("stroked") or "t").lower() not in {"f", "false", "0"}
    stroke = element.find(f"{V}stroke")
    dash = None if stroke is None else stroke.get("dashstyle")
    weight = _length(element.get("strokeweight"))
    drawn = Shape(
        "line",
        place,
        outlined=stroked,
        width=None if weight is None else round(weight * POINTS_PER_MM, 3),
        solid=dash in {None, "solid"},
        colour=_colour(element.get("strokecolor")),
    )
    inside = element.find(f"{V}textbox/{W}txbxContent")
    if inside is not None:
        yield drawn._replace(kind="box", content=inside)
    elif element.find(f"{V}imagedata") is not None:
        yield Shape("picture", place)
    elif element.get(f"{O}hr") in {"t", "true"}:
        yield drawn._replace(outlined=True)
    elif element.tag == f"{V}line" or _LINE_TYPES.fullmatch(element.get("type") or ""):
        if stroked and is_flat(place.width, place.height):
            yield drawn
    elif is_thin(place.width, place.height) and (stroked or element.get("fillcolor")):
        yield drawn


def _colour(value: str | None) -> str:
    name = (value or "").split(" ")[0].lstrip("#").lower()
    return _NAMED.get(name) or colour(name) or "000000"
