"""Reading the drawn lines and pictures of a page."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

import pypdfium2
from pypdfium2 import raw

from pipeline.lengths import MM_PER_POINT
from pipeline.reading.facts import Box, Image
from pipeline.reading.pdf.hues import dominant_hue
from pipeline.reading.pdf.ink import Rule
from pipeline.reading.pdf.space import Handle, PageSpace

MAX_OBJECTS = 20_000
_MAX_SEGMENTS_OF_PAGE = 60_000
_MAX_HUES = 12
_MAX_IMAGES = 200
_MAX_DEPTH = 6
_MAX_SEGMENTS = 400
_THIN = 1.2  # mm: a filled rectangle no thicker is a line
_STRAIGHT = 0.15  # mm that a level line may rise
_SHORTEST = 0.4  # mm: shorter pieces are corners of borders
_HUGE = 6_000.0  # mm: more than the largest page
_COVERS = 0.75  # share of the page's area
_WHITE = 0xFA

_Matrix = tuple[float, float, float, float, float, float]
_UNCHANGED: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class _Style(NamedTuple):
    thickness: float
    solid: bool
    colour: str


@dataclass(slots=True)
class Drawings:
    """What is drawn on one page besides text."""

    rules: list[Rule] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)


def read_drawings(
    page: pypdfium2.PdfPage, space: PageSpace, number: int, figures: frozenset[int] = frozenset()
) -> Drawings:
    """Straight horizontal and vertical lines and pictures, also inside forms; without those of charts (`figures`)."""
    found = Drawings()
    reader = _Reader(space, number, found)
    for item, matrix in _objects(page):
        if figures and raw.FPDFPageObj_GetMarkedContentID(item) in figures:
            continue
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_PATH:
            reader.path(item, matrix)
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            reader.image(item, matrix)
    found.rules = join_pieces(found.rules)
    return found


def _objects(page: pypdfium2.PdfPage) -> Iterator[tuple[Handle, _Matrix]]:
    """Objects other than text with the matrix of the form around them; at most `MAX_OBJECTS`."""
    stack = [
        (iter([raw.FPDFPage_GetObject(page, i) for i in range(_count(raw.FPDFPage_CountObjects(page)))]), _UNCHANGED)
    ]
    left = MAX_OBJECTS
    while stack and left > 0:
        items, matrix = stack[-1]
        item = next(items, None)
        if not item:
            stack.pop()
            continue
        left -= 1
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_FORM:
            if len(stack) < _MAX_DEPTH:
                inside = [raw.FPDFFormObj_GetObject(item, i) for i in range(_count(raw.FPDFFormObj_CountObjects(item)))]
                stack.append((iter(inside), _times(_matrix(item), matrix)))
        elif kind != raw.FPDF_PAGEOBJ_TEXT:
            yield item, matrix


def _count(number: int) -> int:
    return max(0, min(number, MAX_OBJECTS))


def _matrix(item: Handle) -> _Matrix:
    m = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(item, m):
        return _UNCHANGED
    return (m.a, m.b, m.c, m.d, m.e, m.f)


def _times(first: _Matrix, then: _Matrix) -> _Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


@dataclass(slots=True)
class _Reader:
    space: PageSpace
    number: int
    found: Drawings
    segments: int = 0
    hues: int = 0

    def path(self, item: Handle, around: _Matrix) -> None:
        """Note the straight lines of a stroked path, and a thin filled rectangle as a line."""
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        if not raw.FPDFPath_GetDrawMode(item, fill, stroke):
            return
        matrix = _times(_matrix(item), around)
        if stroke.value:
            style = self._stroke_style(item, matrix)
            for points in self._figures(item, matrix):
                for start, end in pairwise(points):
                    self._line(start, end, style)
        elif fill.value:
            colour = _colour(raw.FPDFPageObj_GetFillColor, item)
            if colour is not None:
                for points in self._figures(item, matrix):
                    self._bar(points, colour)

    def image(self, item: Handle, around: _Matrix) -> None:
        """Note the place of a picture."""
        a, b, c, d, e, f = _times(_matrix(item), around)
        corners = [self.space.point(e + a * i + c * j, f + b * i + d * j) for i in (0, 1) for j in (0, 1)]
        left, right = min(x for x, _ in corners), max(x for x, _ in corners)
        top, bottom = min(y for _, y in corners), max(y for _, y in corners)
        if not (right > left and bottom > top and right - left < _HUGE and bottom - top < _HUGE):
            return
        if len(self.found.images) >= _MAX_IMAGES:
            return
        box = Box(page=self.number, left=left, top=top, right=right, bottom=bottom)
        seen_across = max(0.0, min(right, self.space.width) - max(left, 0.0))
        seen_down = max(0.0, min(bottom, self.space.height) - max(top, 0.0))
        covers = seen_across * seen_down >= _COVERS * self.space.width * self.space.height
        self.found.images.append(
            Image(
                width=box.width,
                height=box.height,
                box=box,
                alpha=bool(raw.FPDFPageObj_HasTransparency(item)),
                hue=None if covers else self._hue(item),
                covers_page=covers,
            )
        )

    def _hue(self, item: Handle) -> float | None:
        self.hues += 1
        return dominant_hue(item) if self.hues <= _MAX_HUES else None

    def _stroke_style(self, item: Handle, matrix: _Matrix) -> _Style:
        width = ctypes.c_float()
        raw.FPDFPageObj_GetStrokeWidth(item, width)
        scale = abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]) ** 0.5
        colour = _colour(raw.FPDFPageObj_GetStrokeColor, item)
        return _Style(width.value * scale * MM_PER_POINT, raw.FPDFPageObj_GetDashCount(item) <= 0, colour or "FFFFFF")

    def _figures(self, item: Handle, matrix: _Matrix) -> Iterator[list[tuple[float, float]]]:
        """The corners of each subpath of a path in mm; subpaths with curves are left out."""
        a, b, c, d, e, f = matrix
        x, y = ctypes.c_float(), ctypes.c_float()
        points: list[tuple[float, float]] = []
        curved = False
        count = min(raw.FPDFPath_CountSegments(item), _MAX_SEGMENTS, _MAX_SEGMENTS_OF_PAGE - self.segments)
        self.segments += max(count, 0)
        for index in range(count):
            segment = raw.FPDFPath_GetPathSegment(item, index)
            raw.FPDFPathSegment_GetPoint(segment, x, y)
            kind = raw.FPDFPathSegment_GetType(segment)
            if kind == raw.FPDF_SEGMENT_MOVETO:
                if len(points) > 1 and not curved:
                    yield points
                points, curved = [], False
            curved = curved or kind == raw.FPDF_SEGMENT_BEZIERTO
            points.append(self.space.point(a * x.value + c * y.value + e, b * x.value + d * y.value + f))
            if raw.FPDFPathSegment_GetClose(segment):
                points.append(points[0])
        if len(points) > 1 and not curved:
            yield points

    def _line(self, start: tuple[float, float], end: tuple[float, float], style: _Style) -> None:
        across, down = abs(start[0] - end[0]), abs(start[1] - end[1])
        if style.thickness > _THIN:
            return
        if across >= _SHORTEST and down <= _STRAIGHT:
            self._add((start[1] + end[1]) / 2, (start[0], end[0]), style, horizontal=True)
        elif down >= _SHORTEST and across <= _STRAIGHT:
            self._add((start[0] + end[0]) / 2, (start[1], end[1]), style, horizontal=False)

    def _bar(self, points: Sequence[tuple[float, float]], colour: str) -> None:
        left, right = min(x for x, _ in points), max(x for x, _ in points)
        top, bottom = min(y for _, y in points), max(y for _, y in points)
        across, down = right - left, bottom - top
        if down <= _THIN and across > 2 * down:
            self._add((top + bottom) / 2, (left, right), _Style(down, solid=True, colour=colour), horizontal=True)
        elif across <= _THIN and down > 2 * across:
            self._add((left + right) / 2, (top, bottom), _Style(across, solid=True, colour=colour), horizontal=False)

    def _add(self, at: float, ends: tuple[float, float], style: _Style, *, horizontal: bool) -> None:
        limit, along = (self.space.height, self.space.width) if horizontal else (self.space.width, self.space.height)
        start, end = max(min(ends), -_HUGE), min(max(ends), _HUGE)
        if style.colour != "FFFFFF" and 0 <= at <= limit and end >= 0 and start <= along:
            self.found.rules.append(Rule(horizontal, at, start, end, style.thickness, style.solid, style.colour))


def _colour(function: Handle, item: Handle) -> str | None:
    """A colour as six hex digits; None where it is not painted; white for almost white."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not function(item, red, green, blue, alpha):
        return "000000"
    if not alpha.value:
        return None
    if min(red.value, green.value, blue.value) >= _WHITE:
        return "FFFFFF"
    return f"{red.value & 255:02X}{green.value & 255:02X}{blue.value & 255:02X}"


_SAME_HEIGHT = 0.25  # mm
_TOUCH = 0.6  # mm between two pieces of one line
_DASH_GAP = 2.5  # mm between two dashes


def join_pieces(rules: Sequence[Rule]) -> list[Rule]:
    """Lines drawn in pieces or twice, joined; pieces with even gaps between them are one dashed line."""
    joined: list[Rule] = []
    for horizontal in (True, False):
        ranked = sorted((rule for rule in rules if rule.horizontal is horizontal), key=lambda rule: rule.at)
        group: list[Rule] = []
        for rule in ranked:
            if group and rule.at - group[0].at > _SAME_HEIGHT:
                joined += _join_level(group)
                group = []
            group.append(rule)
        joined += _join_level(group)
    return joined


def _join_level(group: Sequence[Rule]) -> list[Rule]:
    result: list[Rule] = []
    for rule in sorted(group, key=lambda rule: rule.start):
        before = result[-1] if result else None
        if before is not None and rule.start - before.end <= _reach(before, rule):
            dashed = rule.start - before.end > _TOUCH
            result[-1] = before._replace(
                end=max(before.end, rule.end),
                thickness=max(before.thickness, rule.thickness),
                solid=before.solid and rule.solid and not dashed,
            )
        else:
            result.append(rule)
    return result


def _reach(before: Rule, rule: Rule) -> float:
    """The largest gap in mm between two pieces of one line."""
    dash = rule.length <= 2 * _DASH_GAP and (before.length <= 2 * _DASH_GAP or not before.solid)
    return min(_DASH_GAP, max(_TOUCH, 1.5 * rule.length)) if dash else _TOUCH
