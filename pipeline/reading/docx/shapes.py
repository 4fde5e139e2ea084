"""Drawings (hình vẽ): lines, text boxes and pictures of DrawingML (Word 2010 and later)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from pipeline.lengths import MM_PER_EMU
from pipeline.reading.docx.wordml_values import WP, WPG, WPS, A, Element, W, colour, content, emu, on, whole

EMU_PER_POINT = 12_700
_LINES = frozenset(("line", "straightConnector1"))
_WPC = "{http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas}"
_PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
_NAMED = {"tx1": "000000", "dk1": "000000", "bg1": "FFFFFF", "lt1": "FFFFFF"}
SHORTEST = 3.0  # mm; anything shorter is no line of a paper
_FLAT = 0.1  # a line that rises by more than this share of its length is not horizontal
_THIN = 1.0  # mm; a rectangle that low is a line
_DEEPEST = 20


class Place(NamedTuple):
    """The place of a drawing in mm.

    `x`: distance from the edge that `across` names (or `align` relative to it); `y`: from the edge that `down` names.
    """

    width: float
    height: float
    x: float | None = None
    align: str | None = None
    across: str = "inline"
    y: float | None = None
    down: str = "inline"


class Shape(NamedTuple):
    """One drawing: a `line`, a text `box` with its content, or a `picture`."""

    kind: str
    place: Place
    content: Element | None = None
    outlined: bool = False
    width: float | None = None
    solid: bool | None = None
    colour: str = "000000"


class Frame(NamedTuple):
    """How the coordinates of a group map to mm: offset and scale on both axes."""

    x: float = 0.0
    y: float = 0.0
    across: float = MM_PER_EMU
    down: float = MM_PER_EMU


def is_flat(width: float, height: float) -> bool:
    """Whether something of this size can be a horizontal line."""
    return width >= SHORTEST and height <= max(_FLAT * width, 0.05)


def is_thin(width: float, height: float) -> bool:
    """Whether a filled rectangle of this size is used as a line."""
    return is_flat(width, height) and height <= _THIN


def drawing_shapes(drawing: Element) -> Iterator[Shape]:
    """The lines, text boxes and pictures of a `w:drawing`."""
    for holder in content(drawing):
        if holder.tag not in {f"{WP}anchor", f"{WP}inline"}:
            continue
        place = _place(holder)
        data = holder.find(f"{A}graphic/{A}graphicData")
        for child in () if data is None else content(data):
            yield from _shapes(child, place, None, 0)


def _place(holder: Element) -> Place:
    extent = holder.find(f"{WP}extent")
    width = emu(extent.get("cx")) if extent is not None else None
    height = emu(extent.get("cy")) if extent is not None else None
    place = Place(max(width or 0.0, 0.0), max(height or 0.0, 0.0))
    if holder.tag == f"{WP}inline":
        return place
    for child in content(holder):
        if child.tag in {f"{WP}positionH", f"{WP}positionV"}:
            offset, align = child.find(f"{WP}posOffset"), child.find(f"{WP}align")
            at = emu(offset.text) if offset is not None else None
            relative = child.get("relativeFrom") or "column"
            if child.tag == f"{WP}positionH":
                place = place._replace(
                    x=at, align=None if align is None else (align.text or "").strip(), across=relative
                )
            else:
                place = place._replace(y=at, down=relative)
    return place


def _shapes(element: Element, place: Place, frame: Frame | None, depth: int) -> Iterator[Shape]:
    """The shapes in an element; `frame`: the mapping of coordinates for a member of a group, else None."""
    if depth > _DEEPEST:
        return
    if element.tag == f"{_PIC}pic":
        yield Shape("picture", _member(element, place, frame, f"{_PIC}spPr"))
    elif element.tag == f"{WPS}wsp":
        yield from _word_shape(element, _member(element, place, frame, f"{WPS}spPr"))
    elif element.tag in {f"{WPG}wgp", f"{WPG}grpSp", f"{_WPC}wpc"}:
        inner = _group(element, place, frame)
        for child in content(element):
            yield from _shapes(child, place, inner, depth + 1)


def _group(element: Element, place: Place, outer: Frame | None) -> Frame:
    if element.tag == f"{_WPC}wpc":
        return Frame()
    transform = element.find(f"{WPG}grpSpPr/{A}xfrm")
    if transform is None:
        return outer or Frame()
    x, y, width, height = _box(transform, "off", "ext")
    inner_x, inner_y, inner_width, inner_height = _box(transform, "chOff", "chExt")
    if outer is None:
        left, top, wide, high = 0.0, 0.0, place.width, place.height
    else:
        left, top = outer.x + x * outer.across, outer.y + y * outer.down
        wide, high = width * outer.across, height * outer.down
    across = wide / inner_width if inner_width else MM_PER_EMU
    down = high / inner_height if inner_height else MM_PER_EMU
    return Frame(left - inner_x * across, top - inner_y * down, across, down)


def _member(element: Element, place: Place, frame: Frame | None, properties: str) -> Place:
    """The place of a member of a group: the group's place, moved and resized."""
    transform = element.find(f"{properties}/{A}xfrm")
    if frame is None or transform is None:
        return place
    x, y, width, height = _box(transform, "off", "ext")
    return place._replace(
        width=width * frame.across,
        height=height * frame.down,
        x=_moved(place.x, frame.x + x * frame.across),
        y=_moved(place.y, frame.y + y * frame.down),
    )


def _moved(at: float | None, by: float) -> float | None:
    return None if at is None else at + by


def _box(transform: Element, corner: str, size: str) -> tuple[float, float, float, float]:
    off, ext = transform.find(A + corner), transform.find(A + size)
    x, y = (off.get("x"), off.get("y")) if off is not None else (None, None)
    width, height = (ext.get("cx"), ext.get("cy")) if ext is not None else (None, None)
    limit = 2**31
    return (
        float(whole(x, limit) or 0),
        float(whole(y, limit) or 0),
        float(max(whole(width, limit) or 0, 0)),
        float(max(whole(height, limit) or 0, 0)),
    )


def _word_shape(element: Element, place: Place) -> Iterator[Shape]:
    properties = element.find(f"{WPS}spPr")
    line = None if properties is None else properties.find(f"{A}ln")
    outlined = _outlined(element, line)
    inside = element.find(f"{WPS}txbx/{W}txbxContent")
    geometry = None if properties is None else properties.find(f"{A}prstGeom")
    preset = None if geometry is None else geometry.get("prst")
    width = None if line is None else whole(line.get("w"), 2**31)
    dash = None if line is None else line.find(f"{A}prstDash")
    drawn = Shape(
        "line",
        place,
        outlined=outlined,
        width=None if width is None else width / EMU_PER_POINT,
        solid=dash is None or dash.get("val") in {None, "solid"},
        colour=_colour(line),
    )
    if inside is not None:
        yield drawn._replace(kind="box", content=inside)
    elif preset in _LINES or preset is None:
        if outlined and is_flat(place.width, place.height):
            yield drawn
    elif preset == "rect" and is_thin(place.width, place.height) and (outlined or _filled(properties)):
        yield drawn


def _outlined(element: Element, line: Element | None) -> bool:
    if line is not None and line.find(f"{A}noFill") is not None:
        return False
    if line is not None and (len(line) or line.get("w")):
        return True
    reference = element.find(f"{WPS}style/{A}lnRef")
    return reference is not None and on(reference.get("idx"))


def _filled(properties: Element | None) -> bool:
    return properties is not None and properties.find(f"{A}solidFill") is not None


def _colour(line: Element | None) -> str:
    fill = None if line is None else line.find(f"{A}solidFill")
    child = None if fill is None or not len(fill) else fill[0]
    if child is None:
        return "000000"
    return colour(child.get("val")) or _NAMED.get(child.get("val") or "", "000000")
