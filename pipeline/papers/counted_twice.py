"""Rows of a table that the total row would count twice (cộng trùng): totals, and groups with their parts below them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from pipeline.papers.table_figures import is_figures, read_cell, summed_columns
from pipeline.records.content import Table

_TOTAL: Final = re.compile(
    r"(?:(?:tổng|cộng|tổng số)|tổng cộng\b.*|(?:tổng|cộng|tổng số) (?:mục|phần|nhóm|chương|khoản|[ivx]+|[a-h]|[0-9.]+)\b.*"
    r"|(?:tổng|cộng|tổng số) ?\([^)]*\))\s*[:.]?",
    re.IGNORECASE,
)
_ROMAN: Final = re.compile(r"[IVX]+")
_LETTER: Final = re.compile(r"[A-HJ-UWYZĐ]")
_NUMBER: Final = re.compile(r"[0-9]+(?:\.[0-9]+)*")


@dataclass(frozen=True)
class CountedTwice:
    """A row that is a total itself, and the column in which it shows; `parts` tells a group from a row named as a total."""

    row: int
    column: int
    amount: Decimal
    parts: bool


def counted_twice(table: Table) -> Iterator[CountedTwice]:
    """Rows whose figures the total row would add although they are made of other rows; nothing without a total row."""
    if table.total is None:
        return
    rows = [row if len(row) == len(table.columns) else () for row in table.rows]
    named = {n for n, row in enumerate(rows) if _is_total(table, row)}
    for n, row in enumerate(rows):
        for column in summed_columns(table):
            amount = _value(table, row, column)
            if amount and n in named:
                yield CountedTwice(n, column, amount, parts=False)
                break
            if amount and any(amount == _sum(table, rows, parts, column) for parts in _parts(rows, n, named)):
                yield CountedTwice(n, column, amount, parts=True)
                break


def _is_total(table: Table, row: tuple[str, ...]) -> bool:
    words = (cell for column, cell in zip(table.columns, row, strict=False) if not is_figures(column))
    return any(_TOTAL.fullmatch(" ".join(cell.split())) for cell in words)


def _parts(rows: list[tuple[str, ...]], n: int, named: set[int]) -> Iterator[list[int]]:
    """The rows that a numbered row could be made of: those below it to its like, or only the groups among these."""
    mark = _mark(rows[n])
    if _NUMBER.fullmatch(mark):
        below = [k for k in range(n + 1, len(rows)) if _mark(rows[k]).startswith(f"{mark}.")]
        yield [k for k in below if _mark(rows[k]).count(".") == mark.count(".") + 1]
        return
    kind = next((kind for kind in (_ROMAN, _LETTER) if kind.fullmatch(mark)), None)
    if kind is None:
        return
    inner = _LETTER if kind is _ROMAN else _ROMAN
    is_inside = any(inner.fullmatch(_mark(row)) for row in rows[:n])  # I under A ends at B too
    below = []
    for k in range(n + 1, len(rows)):
        if kind.fullmatch(_mark(rows[k])) or (is_inside and inner.fullmatch(_mark(rows[k]))):
            break
        if k not in named:
            below.append(k)
    yield below
    if not is_inside:
        yield [k for k in below if inner.fullmatch(_mark(rows[k]))]
    # Parts of parts (1.1 under 1) are in their own group already.
    yield [k for k in below if re.fullmatch("[0-9]+", _mark(rows[k]))]


def _mark(row: tuple[str, ...]) -> str:
    """The number of a row, as its first cell gives it."""
    return row[0].strip().rstrip(".)") if row else ""


def _value(table: Table, row: tuple[str, ...], column: int) -> Decimal | None:
    read = read_cell(table, column, row[column]) if row else None
    return read.value if read is not None and read.is_read else None


def _sum(table: Table, rows: list[tuple[str, ...]], parts: list[int], column: int) -> Decimal | None:
    values = [value for k in parts if (value := _value(table, rows[k], column)) is not None]
    return sum(values, Decimal(0)) if values else None
