"""Text side by side without ruled lines: the halves of a letterhead, recipients beside the signature.

A band is a run of rows with one empty strip from top to bottom and text on both sides of it. A gap in a single row may
just be a blank for a number or a day; the rows above and below decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.reading.pdf.ink import Line
from pipeline.reading.pdf.rows import Hole, Row

_SEED = 1.2  # sizes: a hole from which a band may grow
_WIDE = 2.2  # sizes: a hole that parts columns on its own
_RESIDUE = 1.0  # mm: the strip stays at least this wide
_SHARED = 3  # rows that make up for a narrow strip
_SHARED_BLANKS = 4  # rows that make up for blanks set in the strip
_CLOSE = 1.45  # sizes from row to row within one block of text
_NEAR = 2.1  # sizes, where the row has the very middle of the column
_FAR = 60.0  # mm: from the title of who signs to the name
_BETWEEN = 26.0  # mm
_MIDDLE = 8.0  # mm between the middles of lines of one column
_EDGE = 1.6  # mm
_SAME_MIDDLE = 3.0  # mm
_MAX_SEEDS = 240
_MAX_ROWS = 400  # a page of text has no more than a hundred
_MAX_DEPTH = 4
_MARKER = re.compile(r"^(?:[-+*•–—▪●○]|\(?(?:\d{1,3}(?:\.\d{1,2}){0,3}|[a-zđA-ZĐ]|[IVXLC]{1,6})[.)/]?)$")


@dataclass(eq=False)
class Strip:
    """One column of text: its rows, and the edges of the space for it (None: as far as the page's text extends)."""

    rows: list[Row] = field(default_factory=list)
    left: float | None = None
    right: float | None = None


@dataclass(eq=False)
class Block:
    """Rows that belong together: one strip over the whole width, or several side by side from left to right."""

    strips: list[Strip]

    @property
    def side_by_side(self) -> bool:
        """Whether there is more than one column."""
        return len(self.strips) > 1


@dataclass(slots=True)
class _Band:
    first: int
    last: int
    left: float
    right: float
    both: list[Hole]

    @property
    def rank(self) -> tuple[int, float]:
        return (len(self.both), self.right - self.left)


def blocks_of(rows: Sequence[Row]) -> list[Block]:
    """The blocks from top to bottom."""
    if len(rows) > _MAX_ROWS:
        return [Block([Strip(list(rows))])]
    result: list[Block] = []
    plain: list[Row] = []
    for part in _split(list(rows), 0):
        if isinstance(part, Row):
            plain.append(part)
            continue
        if plain:
            result.append(Block([Strip(plain)]))
            plain = []
        result.append(part)
    if plain:
        result.append(Block([Strip(plain)]))
    return result


def _split(rows: list[Row], depth: int) -> Iterator[Row | Block]:
    band = _best_band(rows) if depth < _MAX_DEPTH * 10 else None
    if band is None:
        yield from rows
        return
    yield from _split(rows[: band.first], depth + 1)
    yield Block(list(_columns(rows[band.first : band.last + 1], band, None, None)))
    yield from _split(rows[band.last + 1 :], depth + 1)


def _columns(
    rows: Sequence[Row], band: _Band, left: float | None, right: float | None, depth: int = 0
) -> Iterator[Strip]:
    """The two sides of a band, each split again where it has columns of its own from top to bottom."""
    middle = (band.left + band.right) / 2
    sides: tuple[list[Row], list[Row]] = ([], [])
    for row in rows:
        for side, part in zip(sides, row.cut(middle), strict=True):
            if part is not None:
                side.append(part)
    for side, low, high in ((sides[0], left, band.right), (sides[1], band.left, right)):
        inner = _best_band(side) if depth < _MAX_DEPTH else None
        if inner is not None and inner.first == 0:
            # What comes below the inner columns stays in the first of them that it is under.
            inner.last = len(side) - 1
            if all(_fits(row, inner) for row in side):
                yield from _columns(side, inner, low, high, depth + 1)
                continue
        yield Strip(side, low, high)


def _fits(row: Row, band: _Band) -> bool:
    return _meet(row, band.left, band.right) is not None


def _best_band(rows: Sequence[Row]) -> _Band | None:
    best: _Band | None = None
    seeds = 0
    for index, row in enumerate(rows):
        for hole in row.holes:
            if hole.ems < _SEED or seeds >= _MAX_SEEDS:
                continue
            seeds += 1
            band = _grow(rows, index, hole)
            if (best is None or band.rank > best.rank) and _holds(band, rows):
                best = band
    return best


def _grow(rows: Sequence[Row], index: int, hole: Hole) -> _Band:
    growth = _Growth(rows, _Band(index, index, hole.left, hole.right, [hole]))
    growth.take(rows[index])
    growth.extend(-1)
    growth.extend(1)
    return growth.band


@dataclass(slots=True)
class _Growth:
    """A band that takes in rows as long as its strip stays empty and the text stays in its columns."""

    rows: Sequence[Row]
    band: _Band
    lefts: list[Row] = field(default_factory=list)
    rights: list[Row] = field(default_factory=list)

    def take(self, row: Row) -> None:
        """Add the two sides of a row."""
        for side, part in zip((self.lefts, self.rights), row.cut((self.band.left + self.band.right) / 2), strict=True):
            if part is not None:
                side.append(part)

    def extend(self, step: int) -> None:
        """Take in rows upwards or downwards (`step`)."""
        band = self.band
        last = index = band.first if step < 0 else band.last
        left, right = band.left, band.right
        while 0 <= (index := index + step) < len(self.rows):
            row = self.rows[index]
            met = _meet(row, left, right)
            distance = abs(row.baseline - self.rows[last].baseline)
            if met is None or distance > (_FAR if abs(index - last) == 1 else _BETWEEN + _CLOSE * row.em):
                return
            left, right, hole = met
            if hole is None and (step < 0 or not self._belongs(row, distance, left, right)):
                if distance > _BETWEEN:
                    return
                continue  # taken in only if a later row has text on both sides
            last, band.left, band.right = index, left, right
            band.first, band.last = min(band.first, index), max(band.last, index)
            if hole is not None:
                band.both.append(hole)
                self.take(row)

    def _belongs(self, row: Row, distance: float, left: float, right: float) -> bool:
        """Whether a row with text on one side only continues that side's column."""
        column = self.lefts if row.right <= right - _RESIDUE / 2 else self.rights
        if not column or (row.left < left and min(other.left for other in column) - _MIDDLE > row.left):
            return False
        middle = (row.left + row.right) / 2
        off = min(abs(middle - (other.left + other.right) / 2) for other in column)
        if distance <= _CLOSE * row.em:
            return off <= _MIDDLE or any(abs(row.left - other.left) <= _EDGE for other in column)
        return off <= _SAME_MIDDLE and distance <= (_NEAR * row.em if row.left < left else _FAR)


def _meet(row: Row, left: float, right: float) -> tuple[float, float, Hole | None] | None:
    """The part of the strip that a row leaves empty, and the row's gap there; None where the row crosses it."""
    if row.right <= right - _RESIDUE:
        return (max(left, row.right), right, None)
    if row.left >= left + _RESIDUE:
        return (left, min(right, row.left), None)
    for hole in row.holes:
        low, high = max(left, hole.left), min(right, hole.right)
        if high - low >= _RESIDUE:
            return (low, high, hole)
    return None


def _holds(band: _Band, rows: Sequence[Row]) -> bool:
    """Whether the strip separates columns rather than words."""
    widest = max(hole.ems for hole in band.both)
    shared = len(band.both)
    residue = (band.right - band.left) / band.both[0].em
    if all(hole.blanks for hole in band.both) and shared < _SHARED_BLANKS:
        return False
    if widest < _WIDE and not (shared >= _SHARED and residue >= _HALF):
        return False
    if residue < _NARROWEST and shared < _SHARED:
        return False
    return not _only_markers(rows[band.first : band.last + 1], (band.left + band.right) / 2)


_HALF = 0.8  # sizes
_NARROWEST = 0.35  # sizes


def _only_markers(rows: Sequence[Row], at: float) -> bool:
    """Whether only list markers are left of the strip."""
    texts = [Line(0, left.glyphs).text.strip() for left in (row.cut(at)[0] for row in rows) if left is not None]
    return all(_MARKER.match(text) for text in texts)
