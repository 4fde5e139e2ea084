"""The heading of a table (đầu bảng) on a sheet: over several rows, with merged cells, perhaps repeated on every page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from pipeline.reports.described.heading_words import fits, path_of, word_key
from pipeline.reports.sheets import Cell, Sheet

_NUMBERED: Final = re.compile(r"\(?\d{1,3}\)?(?:\s*=.*)?|\(?[A-ZĐ]\)?|\(?[a-zđ]\)?")
_DEEPEST: Final = 6
_MOST_ANCHORS: Final = 20
_FEW: Final = 3  # columns that a row of column numbers has at least


@dataclass(frozen=True)
class Head:
    """Where a heading stands, and the path of words above each column.

    `repeats`: the first rows of further places where the same heading stands.
    """

    top: int
    depth: int
    anchor: int
    paths: Mapping[int, tuple[str, ...]]
    repeats: tuple[int, ...]

    @property
    def bottom(self) -> int:
        """The last row of the heading."""
        return self.top + self.depth - 1

    def columns(self, heading: str) -> tuple[int, ...]:
        """The columns that a heading path names: an equal path, else a path with the same levels in order."""
        wanted = path_of(heading)
        keyed = {column: tuple(word_key(part) for part in path) for column, path in self.paths.items()}
        exact = tuple(column for column, path in keyed.items() if path == wanted)
        return exact or tuple(column for column, path in keyed.items() if fits(wanted, path))

    def is_heading(self, row: int) -> bool:
        """Whether a row belongs to the heading or to a repeat of it."""
        return any(top <= row < top + self.depth for top in (self.top, *self.repeats))


def find_head(sheet: Sheet, anchor: str, *, rows: int | None = None) -> Head | None:
    """The heading with a column of this name; None if the sheet has none. `rows`: its number of rows, if known."""
    wanted = path_of(anchor)[0]
    found = sorted(spot for spot, cell in sheet.cells.items() if word_key(cell.text) == wanted)
    if not found:
        return None
    # `Đơn vị:` may also stand over the table, beside the name of who made it: the heading is where most columns have words.
    heads = [(row, at, rows or _depth(sheet, row, at)) for row, at in found[:_MOST_ANCHORS]]
    top, column, depth = max(heads, key=lambda head: (len(_paths(sheet, head[0], head[2])), -head[0]))
    repeats = tuple(row for row, at in found if at == column and row > top + depth - 1)
    return Head(top, depth, column, _paths(sheet, top, depth), repeats)


def _depth(sheet: Sheet, top: int, anchor: int) -> int:
    merged = [row for (row, _), (first, _) in sheet.merged.items() if first == top]
    bottom = max([top, *merged])
    while bottom - top + 1 < _DEEPEST and _goes_on(sheet, bottom + 1, anchor):
        bottom += 1
    return bottom - top + 1


def _goes_on(sheet: Sheet, row: int, anchor: int) -> bool:
    """Whether a row continues a heading: it holds only words, and nothing up to the first column."""
    cells = {column: cell for (line, column), cell in sheet.cells.items() if line == row and cell.text}
    return bool(cells) and min(cells) > anchor and all(_is_words(cell) for cell in cells.values())


def _is_words(cell: Cell) -> bool:
    return cell.number is None and not cell.other and not cell.text[:1].isdigit() and not cell.text.startswith("(")


def _paths(sheet: Sheet, top: int, depth: int) -> dict[int, tuple[str, ...]]:
    rows = range(top, top + depth)
    columns = sorted({column for (row, column) in (*sheet.cells, *sheet.merged) if row in rows})
    grid: dict[int, list[str]] = {}
    for column in columns:
        own = [sheet.text(row, column) for row in rows]
        left = grid.get(column - 1)
        for level, text in enumerate(own):
            is_open = not text and (top + level, column) not in sheet.merged and any(own[level + 1 :])
            if is_open and left is not None and left[:level] == own[:level]:
                own[level] = left[level]
        grid[column] = own
    return {column: path for column, texts in grid.items() if (path := _levels(texts))}


def _levels(texts: Iterable[str]) -> tuple[str, ...]:
    """The words from top to bottom without repeats, as a merged cell is a single level."""
    found: list[str] = []
    for text in texts:
        words = " ".join(text.split())
        if words and (not found or found[-1] != words):
            found.append(words)
    return tuple(found)


def column_numbers(sheet: Sheet, row: int, head: Head) -> Mapping[int, str]:
    """The texts of a row that numbers the columns, such as `(3)=(4)+(5)`; empty for any other row."""
    cells = {column: cell for (line, column), cell in sheet.cells.items() if line == row and cell.text}
    inside = {column: cell.text.strip() for column, cell in cells.items() if column in head.paths}
    if len(inside) < min(_FEW, len(head.paths)) or head.anchor not in inside:
        return {}
    if not all(_NUMBERED.fullmatch(text) for text in inside.values()):
        return {}
    counted = [int(text.strip("()")) for text in inside.values() if text.strip("()").isdigit()]
    bracketed = all(text.startswith("(") for text in inside.values())
    return inside if bracketed or (len(counted) > 1 and counted == sorted(set(counted))) else {}
