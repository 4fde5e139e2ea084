"""Ruled tables across pages (bảng kẻ ô): grids that form one table, repeated header rows, split rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.reading.facts import Cell, Table
from pipeline.reading.pdf.grids import Grid
from pipeline.reading.pdf.reading_order import Column

_SAME_EDGE = 1.2  # mm
_MAX_HEADER = 3
_UNENDED = tuple(".;:!?")


@dataclass(eq=False, slots=True)
class _Piece:
    """A grid on one page: the text of its rows by column."""

    grid: Grid
    page: int
    columns: list[Column] = field(default_factory=list)
    texts: dict[int, dict[int, str]] = field(default_factory=dict)
    first_on_page: bool = False
    last_on_page: bool = False

    def row(self, number: int) -> dict[int, str]:
        """The text of one row, by column."""
        return self.texts.get(number, {})


@dataclass(eq=False, slots=True)
class Tables:
    """The tables of a file, and the cell of each text column in a grid; repeated header rows have none.

    `cells` and `repeated` are by identity of a column.
    """

    tables: list[Table] = field(default_factory=list)
    cells: dict[int, Cell] = field(default_factory=dict)
    repeated: set[int] = field(default_factory=set)


def read_tables(columns: Sequence[Column], sections: Mapping[int, int]) -> Tables:
    """Number the tables of a file. `sections`: section by page."""
    found = Tables()
    chain: list[_Piece] = []
    for piece in _pieces(columns):
        if chain and not _continues(chain[-1], piece, sections):
            _finish(chain, sections, found)
            chain = []
        chain.append(piece)
    if chain:
        _finish(chain, sections, found)
    return found


def _pieces(columns: Sequence[Column]) -> list[_Piece]:
    pieces: list[_Piece] = []
    by_grid: dict[int, _Piece] = {}
    for index, column in enumerate(columns):
        if column.grid is None or column.cell is None:
            continue
        piece = by_grid.get(id(column.grid))
        if piece is None:
            piece = by_grid[id(column.grid)] = _Piece(column.grid, column.page)
            piece.first_on_page = index == 0 or columns[index - 1].page != column.page
            pieces.append(piece)
        row, place = column.cell
        piece.columns.append(column)
        piece.texts.setdefault(row, {})[place] = " ".join(" ".join(line.text for line in column.lines).split())
        piece.last_on_page = index + 1 == len(columns) or columns[index + 1].page != column.page
    return pieces


def _continues(before: _Piece, piece: _Piece, sections: Mapping[int, int]) -> bool:
    if piece.page != before.page + 1 or not before.last_on_page or not piece.first_on_page:
        return False
    if sections.get(piece.page) != sections.get(before.page):
        return False
    edges, other = before.grid.xs, piece.grid.xs
    return len(edges) == len(other) and all(abs(a - b) <= _SAME_EDGE for a, b in zip(edges, other, strict=True))


def _finish(chain: Sequence[_Piece], sections: Mapping[int, int], found: Tables) -> None:
    """Number the rows of one table through its pieces."""
    index = len(found.tables)
    header = min((_repeated_rows(chain[0], piece) for piece in chain[1:]), default=0)
    split = sum(_is_cut(before, piece, header) for before, piece in pairwise(chain))
    start = 0
    for piece in chain:
        skipped = header if start else 0
        for column in piece.columns:
            row, number = column.cell or (0, 0)
            if row < skipped:
                found.repeated.add(id(column))
            else:
                found.cells[id(column)] = Cell(table=index, row=start + row - skipped, column=number)
        start += piece.grid.rows - skipped
    first = chain[0]
    found.tables.append(
        Table(
            index=index,
            rows=start,
            columns=first.grid.columns,
            ruled=True,
            left=first.grid.place.left,
            right=first.grid.place.right,
            section=sections.get(first.page, 0),
            header_rows=header if len(chain) > 1 else None,
            split_rows=split if len(chain) > 1 else 0,
            pages=tuple(piece.page for piece in chain),
        )
    )


def _repeated_rows(first: _Piece, later: _Piece) -> int:
    """How many rows at the head of a later page repeat those of the first page."""
    count = 0
    while count < _MAX_HEADER and count < first.grid.rows and first.row(count) and first.row(count) == later.row(count):
        count += 1
    return count


def _is_cut(before: _Piece, piece: _Piece, skipped: int) -> bool:
    """Whether the last row of a page continues in the first of the next, whose first cell is empty while text goes on."""
    last, first = before.row(before.grid.rows - 1), piece.row(skipped)
    if not first or not last or 0 in first or 0 not in last:
        return False
    return any(column in last and not last[column].endswith(_UNENDED) for column in first)
