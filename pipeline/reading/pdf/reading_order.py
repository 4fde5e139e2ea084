"""The text columns of a page in reading order (thứ tự đọc): plain text, text side by side, cells of ruled tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum
from operator import itemgetter

from pipeline.reading.pdf.bands import Block, blocks_of
from pipeline.reading.pdf.grids import Grid, Ruling
from pipeline.reading.pdf.ink import Glyph, Line, PageInk
from pipeline.reading.pdf.rows import Row, rows_of

_WIDE_SHARE = 0.55  # of the page's width: lines of running text
_BODY = 0.3  # of the size
_PADDING = 2.5  # mm: the widest usual padding of a cell


class ColumnKind(Enum):
    """The source of a column of lines."""

    PAGE = "page"
    SIDE = "side"
    CELL = "cell"


@dataclass(eq=False)
class Column:
    """Lines below one another. `left` and `right`: edges of the space for them, None where only the page's text bounds it."""

    page: int
    kind: ColumnKind
    lines: list[Line]
    left: float | None = None
    right: float | None = None
    grid: Grid | None = None
    cell: tuple[int, int] | None = None


@dataclass(eq=False)
class PageLayout:
    """One page: its columns in reading order, and the lines of its margins that were set apart."""

    ink: PageInk
    ruling: Ruling
    columns: list[Column] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)


def lay_out(ink: PageInk, ruling: Ruling, rows: Sequence[Row]) -> list[Column]:
    """The columns of a page, from its rows outside tables and the glyphs inside tables."""
    blocks: list[tuple[float, Block | Grid]] = [*_plain_blocks(rows, ruling.grids)]
    blocks += [(grid.place.top, grid) for grid in ruling.grids]
    blocks.sort(key=itemgetter(0))
    columns: list[Column] = []
    for _, block in blocks:
        columns += _table_columns(block, ink) if isinstance(block, Grid) else _block_columns(block, ink.page)
    return columns


def outside_tables(ink: PageInk, grids: Sequence[Grid]) -> list[Glyph]:
    """The glyphs outside all ruled tables."""
    if not grids:
        return ink.glyphs
    inside = {id(glyph) for grid in grids for glyph in _inside(ink.glyphs, grid)}
    return [glyph for glyph in ink.glyphs if id(glyph) not in inside]


def _inside(glyphs: Sequence[Glyph], grid: Grid) -> list[Glyph]:
    """The glyphs in a table, by their middle points."""
    left, top, right, bottom = grid.place
    return [
        glyph
        for glyph in glyphs
        if top <= glyph[3] - _BODY * glyph[4].em <= bottom and left <= (glyph[1] + glyph[2]) / 2 <= right
    ]


def _plain_blocks(rows: Sequence[Row], grids: Sequence[Grid]) -> list[tuple[float, Block]]:
    """The blocks of text with their vertical places; a table between rows separates blocks."""
    cuts = [grid.place.top for grid in grids]
    groups: dict[int, list[Row]] = {}
    for row in rows:
        groups.setdefault(sum(cut < row.baseline for cut in cuts), []).append(row)
    return [(block.strips[0].rows[0].baseline, block) for group in groups.values() for block in blocks_of(group)]


def _block_columns(block: Block, page: int) -> list[Column]:
    kind = ColumnKind.SIDE if block.side_by_side else ColumnKind.PAGE
    return [
        Column(page, kind, [row.line(page) for row in strip.rows], strip.left, strip.right)
        for strip in block.strips
        if strip.rows
    ]


def _table_columns(grid: Grid, ink: PageInk) -> list[Column]:
    cells: dict[tuple[int, int], list[Glyph]] = {}
    for glyph in _inside(ink.glyphs, grid):
        cells.setdefault(grid.cell_of(glyph), []).append(glyph)
    columns = []
    for cell, glyphs in sorted(cells.items()):
        lines = [row.line(ink.page) for row in rows_of(glyphs)]
        if lines:
            left, right = grid.room(cell)
            columns.append(Column(ink.page, ColumnKind.CELL, lines, left, right, grid, cell))
    padding = min((line.left - column.left for column in columns if column.left for line in column.lines), default=0.0)
    padding = min(max(padding, 0.0), _PADDING)
    for column in columns:
        if column.left is not None and column.right is not None:
            column.left, column.right = column.left + padding, column.right - padding
    return columns


@dataclass(frozen=True, slots=True)
class Room:
    """The edges of the running text of a page; `sure`: False where there was too little text."""

    left: float
    right: float
    sure: bool


def rooms_of(pages: Sequence[PageLayout]) -> list[Room]:
    """The room of each page: from its own running text where there is enough, else from pages of the same size."""
    by_size: dict[tuple[int, int], list[Line]] = {}
    own: list[list[Line]] = []
    for page in pages:
        wide = [line for line in page_lines(page) if line.width > _WIDE_SHARE * page.ink.width]
        own.append(wide)
        by_size.setdefault(_size(page), []).extend(wide)
    shared = {size: _room(lines) for size, lines in by_size.items()}
    rooms = [_room_of_page(page, lines, shared[_size(page)]) for page, lines in zip(pages, own, strict=True)]
    return [_with_every_line(page, room) for page, room in zip(pages, rooms, strict=True)]


def _with_every_line(page: PageLayout, room: Room) -> Room:
    """The room widened to lines that begin further left: in a short text most lines may be first lines."""
    left = min((line.left for line in page_lines(page)), default=room.left)
    return room if left >= room.left - _ONE_PAPER else Room(left, room.right, sure=False)


def page_lines(page: PageLayout) -> Iterable[Line]:
    """The lines over the whole width."""
    return (line for column in page.columns if column.kind is ColumnKind.PAGE for line in column.lines)


def _size(page: PageLayout) -> tuple[int, int]:
    return (round(page.ink.width), round(page.ink.height))


_ENOUGH_LINES = 6
_ONE_PAPER = 2.5  # mm


def _room(lines: Sequence[Line]) -> Room | None:
    left = _usual([line.left for line in lines], low=True)
    right = _usual([line.right for line in lines], low=False)
    return None if left is None or right is None else Room(left, right, sure=True)


def _room_of_page(page: PageLayout, lines: Sequence[Line], shared: Room | None) -> Room:
    own = _room(lines) if len(lines) >= _ENOUGH_LINES else None
    if own is not None and (shared is None or not _shares(page, shared)):
        return own
    if shared is not None:
        return shared if len(lines) >= _ENOUGH_LINES else _around_tables(page, shared)
    every = [line for column in page.columns for line in column.lines]
    tables = [grid.place for grid in page.ruling.grids]
    left = min([line.left for line in every] + [place.left for place in tables], default=0.0)
    right = max([line.right for line in every] + [place.right for place in tables], default=page.ink.width)
    return Room(left, right, sure=False)


def _around_tables(page: PageLayout, room: Room) -> Room:
    """The room widened to the tables of a page, whose own running text may all be indented.

    It is certain only where the page itself shows its edges: a page of charts may follow a text of first lines only.
    """
    tables = [grid.place for grid in page.ruling.grids]
    left = min((place.left for place in tables), default=room.left)
    right = max((place.right for place in tables), default=room.right)
    if left >= room.left - _ONE_PAPER and right <= room.right + _ONE_PAPER:
        return room if _shares(page, room) else Room(room.left, room.right, sure=False)
    return Room(min(left, room.left), max(right, room.right), sure=False)


def _shares(page: PageLayout, room: Room) -> bool:
    """Whether lines of a page reach the edges of pages of its size."""
    lines = list(page_lines(page))
    return any(abs(line.left - room.left) < _ONE_PAPER for line in lines) and any(
        abs(line.right - room.right) < _ONE_PAPER for line in lines
    )


def _usual(edges: Sequence[float], *, low: bool) -> float | None:
    """The outermost edge that many lines share; None where no two do."""
    counts = Counter(round(edge * 2) for edge in edges)
    enough = max(2, len(edges) // 12)
    shared = [step for step in counts if counts[step] + counts[step + 1] + counts[step - 1] >= enough]
    if not shared:
        return None
    best = min(shared) if low else max(shared)
    near = sorted(edge for edge in edges if abs(round(edge * 2) - best) <= 1)
    return near[len(near) // 2]
