"""Ruled tables (bảng kẻ ô) and frames (khung) from the straight lines of a page."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pipeline.reading.pdf.ink import Glyph, Place, Rule

_REACH = 0.8  # mm: lines that come so close touch
_SAME = 0.9  # mm: lines no farther apart are one edge
_MAX_RULES = 4_000
_MAX_EDGES = 600
_MAX_GRIDS = 60
_FRAME_HEIGHT = 45.0  # mm
_SMALLEST = 3.0  # mm
_BODY = 0.3  # of the size: the middle of a letter above its baseline


@dataclass(eq=False)
class Grid:
    """A ruled table on one page. `origin[row][column]`: the cell to which a square of the grid belongs."""

    place: Place
    xs: list[float]
    ys: list[float]
    origin: list[list[tuple[int, int]]] = field(default_factory=list)

    @property
    def rows(self) -> int:
        """The number of rows."""
        return len(self.ys) - 1

    @property
    def columns(self) -> int:
        """The number of columns."""
        return len(self.xs) - 1

    def cell_of(self, glyph: Glyph) -> tuple[int, int]:
        """Row and column of the cell that holds a glyph."""
        column = bisect_right(self.xs, (glyph.left + glyph.right) / 2) - 1
        row = bisect_right(self.ys, glyph.baseline - _BODY * glyph.look.em) - 1
        return self.origin[min(max(row, 0), self.rows - 1)][min(max(column, 0), self.columns - 1)]

    def room(self, cell: tuple[int, int]) -> tuple[float, float]:
        """The left and right edges of a cell, in mm."""
        row, column = cell
        last = column
        while last + 1 < self.columns and self.origin[row][last + 1] == cell:
            last += 1
        return (self.xs[column], self.xs[last + 1])


@dataclass(slots=True)
class Ruling:
    """What the lines of a page form: tables, frames around a few words, and the horizontal lines left over."""

    grids: list[Grid] = field(default_factory=list)
    frames: list[Place] = field(default_factory=list)
    strokes: list[Rule] = field(default_factory=list)


def read_ruling(rules: Sequence[Rule]) -> Ruling:
    """Sort the lines of a page into tables, frames and horizontal lines."""
    found = Ruling()
    rules = list(rules)[:_MAX_RULES]
    for group in _touching(rules):
        level = [rule for rule in group if rule.horizontal]
        upright = [rule for rule in group if not rule.horizontal]
        xs, ys = _edges(upright), _edges(level)
        if len(xs) < 2 or len(ys) < 2:  # noqa: PLR2004 - two edges each way close a box
            found.strokes += level
            continue
        place = Place(xs[0], ys[0], xs[-1], ys[-1])
        if len(xs) == len(ys) == 2:  # noqa: PLR2004
            if place.bottom - place.top <= _FRAME_HEIGHT:
                found.frames.append(place)
        elif place.right - place.left > _SMALLEST and place.bottom - place.top > _SMALLEST:
            found.grids.append(_grid(place, xs, ys, group))
    found.grids.sort(key=lambda grid: grid.place.top)
    found.grids = _outermost(found.grids)[:_MAX_GRIDS]
    return found


def _outermost(grids: list[Grid]) -> list[Grid]:
    kept: list[Grid] = []
    for grid in sorted(
        grids, key=lambda grid: (grid.place.left - grid.place.right) * (grid.place.bottom - grid.place.top)
    ):
        middle = ((grid.place.left + grid.place.right) / 2, (grid.place.top + grid.place.bottom) / 2)
        if not any(other.place.holds(*middle) for other in kept):
            kept.append(grid)
    return sorted(kept, key=lambda grid: grid.place.top)


def _touching(rules: Sequence[Rule]) -> Iterable[list[Rule]]:
    """Groups of horizontal and vertical lines that touch."""
    parents = list(range(len(rules)))

    def root(index: int) -> int:
        while parents[index] != index:
            parents[index] = parents[parents[index]]
            index = parents[index]
        return index

    upright = sorted((index for index, rule in enumerate(rules) if not rule.horizontal), key=lambda i: rules[i].at)
    places = [rules[index].at for index in upright]
    for index, rule in enumerate(rules):
        if not rule.horizontal:
            continue
        first = bisect_right(places, rule.start - _REACH)
        last = bisect_right(places, rule.end + _REACH)
        for other in upright[first:last]:
            if rules[other].start - _REACH <= rule.at <= rules[other].end + _REACH:
                parents[root(index)] = root(other)
    groups: dict[int, list[Rule]] = {}
    for index, rule in enumerate(rules):
        groups.setdefault(root(index), []).append(rule)
    return groups.values()


def _edges(rules: Iterable[Rule]) -> list[float]:
    edges: list[float] = []
    for at in sorted(rule.at for rule in rules):
        if not edges or at - edges[-1] > _SAME:
            edges.append(at)
    return edges[:_MAX_EDGES]


def _grid(place: Place, xs: list[float], ys: list[float], rules: Sequence[Rule]) -> Grid:
    grid = Grid(place, xs, ys)
    # Which sides of each square are drawn: above[row][column] and before[row][column].
    above = [[False] * grid.columns for _ in range(grid.rows)]
    before = [[False] * grid.columns for _ in range(grid.rows)]
    for rule in rules:
        along, across, sides = (xs, ys, above) if rule.horizontal else (ys, xs, before)
        edge = _nearest(across, rule.at)
        for square in range(len(along) - 1):
            middle = (along[square] + along[square + 1]) / 2
            if rule.start <= middle <= rule.end:
                row, column = (edge, square) if rule.horizontal else (square, edge)
                if row < grid.rows and column < grid.columns:
                    sides[row][column] = True
    grid.origin = _origins(grid, above, before)
    return grid


def _nearest(edges: Sequence[float], at: float) -> int:
    after = bisect_right(edges, at)
    return min(
        (index for index in (after - 1, after) if 0 <= index < len(edges)), key=lambda index: abs(edges[index] - at)
    )


def _origins(grid: Grid, above: list[list[bool]], before: list[list[bool]]) -> list[list[tuple[int, int]]]:
    origin: list[list[tuple[int, int]]] = []
    for row in range(grid.rows):
        cells: list[tuple[int, int]] = []
        for column in range(grid.columns):
            if column > 0 and not before[row][column]:
                cells.append(cells[-1])
            elif row > 0 and not above[row][column]:
                cells.append(origin[row - 1][column])
            else:
                cells.append((row, column))
        origin.append(cells)
    return origin
