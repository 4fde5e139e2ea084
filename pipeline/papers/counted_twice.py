"""Rows of a table that a total would count twice (cộng trùng): subtotals, and groups listed beside their parts.

A row is asked about where its words say so (`Tổng chi`, `Xây lắp, gồm:`), where its number does (`1.` above `1.1.`),
where dashes or `Trong đó` follow below it, and where it equals the sum of neighbouring rows. The record answers.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum, auto
from itertools import accumulate
from typing import Final

from pipeline.papers.table_figures import is_figures, left_out, read_cell, summed_columns, wants_words
from pipeline.records.content import Table

_TOTAL: Final = re.compile(
    r"(?:tổng|cộng|lũy kế|luỹ kế)\b(?! (?:công ty|cục|đài|hợp|kết|rà soát|điều tra|thể|vệ sinh|duyệt|bí thư|biên tập|giám đốc"
    r"|thầu|phụ trách|mặt bằng|kho|lãnh sự|quan|liên đoàn|tham mưu|thanh tra|kiểm kê|tác viên|đồng|hòa|hoà|sản|sự|tác|sinh)\b)",
    re.IGNORECASE,
)
_PART: Final = re.compile(r"(?:trong đó|(?:bao )?gồm|chia ra)\b", re.IGNORECASE)
_HAS_PARTS: Final = re.compile(r"(?:\b(?:gồm|trong đó|chia ra|như sau|cụ thể)\s*[:.]?|:)\s*$", re.IGNORECASE)
_BULLET: Final = re.compile(r"(?P<dash>[-–—•*])|(?P<plus>\+)")
_END: Final = r"(?:\s*[.):/]+|\s+[-–—])?\)?(?=\s|$)"
_MARK: Final = re.compile(
    rf"\(?(?:(?P<roman>[IVX]+)|(?P<letter>[A-HJ-UWYZĐ])|(?P<small>[a-zđ])|(?P<number>[0-9]{{1,2}}(?:\.[0-9]{{1,2}})*)){_END}"
)
_CLOSED: Final = re.compile(r"[.):/–—-]$")
_FEWEST: Final = 2  # rows that make a sum


class Why(Enum):
    """The sign by which a row seems to be the sum of others."""

    NAMED = auto()
    PARTS = auto()
    SUM = auto()


@dataclass(frozen=True)
class CountedTwice:
    """A row whose figure in one column is perhaps counted again with its parts; the totals with and without it.

    `row`, `column`: indices from 0; `parts`: the rows of its parts; `whole`: the total with the row.
    """

    row: int
    column: int
    amount: Decimal
    why: Why
    parts: tuple[int, ...]
    whole: Decimal

    @property
    def without(self) -> Decimal:
        """The total of the column without this row."""
        return self.whole - self.amount


@dataclass(frozen=True)
class _Row:
    """What the words of a row show: its text, kind and text of its leading number, its bullet, its first cell."""

    text: str = ""
    kind: str = ""
    mark: str = ""
    bullet: int = 0
    first: str = ""  # a number at the beginning that may be no more than a word: `1 Xây lắp`, `12 tháng lương`


def counted_twice(table: Table) -> Iterator[CountedTwice]:
    """The rows that a total would count in addition to their parts, where the record does not settle it."""
    if table.total is None and not wants_words(table):
        return
    rows = _rows(table)
    said, out = {number - 1 for number in table.counted}, left_out(table)
    told: set[int] = set()
    found: list[CountedTwice] = []
    suspects = list(_suspects(rows))
    for column in summed_columns(table):
        values = [_value(table, n, column) if n not in out else Decimal(0) for n in range(len(rows))]
        if sum(map(bool, values)) < _FEWEST:
            continue
        for n, why, parts in (*suspects, *((n, Why.SUM, parts) for n, parts in _sums(values))):
            if n in said | told or not values[n] or (parts and not any(values[k] for k in parts)):
                continue
            told.add(n)
            found.append(CountedTwice(n, column, values[n], why, parts, sum(values, Decimal(0))))
    yield from sorted(found, key=lambda counted: counted.row)


def looks_made_of_others(table: Table) -> frozenset[int]:
    """The rows that seem by any sign to be a total, a group or a part: a record may have reason to leave them out."""
    rows = _rows(table)
    found = list(_suspects(rows))
    for column in summed_columns(table):
        found += [(n, Why.SUM, parts) for n, parts in _sums([_value(table, n, column) for n in range(len(rows))])]
    return frozenset(k for n, _, parts in found for k in (n, *parts))


def _rows(table: Table) -> list[_Row]:
    """All rows taken apart; `1 Xây lắp` counts as numbered where there is a row `1.1` too."""
    rows = [_read(table, row) if len(row) == len(table.columns) else _Row() for row in table.rows]
    inner = {row.mark.rpartition(".")[0] for row in rows}
    return [
        replace(row, kind=f"number{row.first.count('.')}", mark=row.first)
        if row.first and row.first in inner and not row.mark
        else row
        for row in rows
    ]


def _read(table: Table, row: tuple[str, ...]) -> _Row:
    words = [" ".join(cell.split()) for column, cell in zip(table.columns, row, strict=True) if not is_figures(column)]
    words = [cell for cell in words if cell]
    if not words:
        return _Row()
    text, kind, mark = " ".join(words), "", ""
    found = _MARK.match(text)
    if found and (found[0] == words[0] or _CLOSED.search(found[0]) or "." in (found["number"] or "")):
        kind, text = str(found.lastgroup), text[found.end() :].strip()
        mark = found[kind]
        kind = f"number{mark.count('.')}" if kind == "number" else kind
    bullet = _BULLET.match(text)
    level = 0 if bullet is None else 1 if bullet["dash"] else 2
    first = mark or (found["number"] or "" if found else "")
    return _Row(text[bullet.end() :].strip() if bullet else text, kind, mark, level, first)


def _suspects(rows: list[_Row]) -> Iterator[tuple[int, Why, tuple[int, ...]]]:
    """The rows that words, numbers or bullets show to be sums, with the sign and the rows of their parts if known."""
    named = {n for n, row in enumerate(rows) if _TOTAL.match(row.text)}
    for n in sorted(named):
        yield n, Why.NAMED, ()
    for n, row in enumerate(rows):
        if n in named or not (row.text or row.mark):
            continue
        if parts := _below(rows, n, named):
            yield n, Why.PARTS, parts


def _below(rows: list[_Row], n: int, named: set[int]) -> tuple[int, ...]:
    """The rows below row `n` that are its parts."""
    row, after = rows[n], [k for k in range(n + 1, len(rows)) if k not in named]
    if row.mark and (parts := _numbered(rows, n, after)):
        return parts
    if _HAS_PARTS.search(row.text) and not _PART.match(row.text):
        return tuple(_run(rows, n, after)) or tuple(after)
    if _PART.match(row.text):
        return ()
    bulleted = []
    for k in after:
        if rows[k].bullet <= row.bullet:
            break
        bulleted.append(k)
    if bulleted:
        return tuple(bulleted)
    if after and _PART.match(rows[after[0]].text):
        return tuple(_run(rows, n, after)) or tuple(after)
    return ()


def _run(rows: list[_Row], n: int, after: list[int]) -> Iterator[int]:
    """The rows after row `n` up to the next with a number of the same kind."""
    for k in after:
        if rows[n].kind and rows[k].kind == rows[n].kind:
            return
        yield k


def _numbered(rows: list[_Row], n: int, after: list[int]) -> tuple[int, ...]:
    """The rows under a numbered row up to the next of its level or above: `1.1` under `1`, `1` under `I`, bare rows too."""
    row = rows[n]
    if row.mark[:1].isdigit() and (parts := tuple(k for k in after if rows[k].mark.startswith(f"{row.mark}."))):
        return parts
    above = _levels(rows[: n + 1])
    inside: list[int] = []
    for k in after:
        kind = rows[k].kind
        if kind in above or (kind and _depth(kind) <= _depth(row.kind) and kind.startswith("number")):
            return tuple(inside)
        inside.append(k)
    # Bare rows at the end of a table are no parts of the last numbered row for certain.
    return tuple(k for k in inside if rows[k].kind) and tuple(inside)


def _levels(rows: list[_Row]) -> list[str]:
    """The kinds of numbers in use up to the last row, from the outermost level in.

    Such as Roman over Arabic over letters, or otherwise.
    """
    levels: list[str] = []
    for row in rows:
        if row.kind in levels:
            del levels[levels.index(row.kind) + 1 :]
        elif row.kind:
            levels.append(row.kind)
    return levels


def _depth(kind: str) -> int:
    return int(kind.removeprefix("number")) if kind.startswith("number") else -1


def _value(table: Table, n: int, column: int) -> Decimal:
    row = table.rows[n]
    read = read_cell(table, column, row[column]) if len(row) == len(table.columns) else None
    return read.value if read is not None and read.is_read else Decimal(0)


def _sums(values: list[Decimal]) -> Iterator[tuple[int, tuple[int, ...]]]:
    """The rows that equal the sum of two or more rows directly after or before them, with those rows.

    With prefix sums, each row takes a single look-up.
    """
    places = [n for n, value in enumerate(values) if value]
    upto = list(accumulate((values[n] for n in places), initial=Decimal(0)))
    where: dict[Decimal, list[int]] = {}
    for k, amount in enumerate(upto):
        where.setdefault(amount, []).append(k)
    for k, n in enumerate(places):
        ends = where.get(upto[k + 1] + values[n], [])
        if (at := bisect_left(ends, k + 1 + _FEWEST)) < len(ends):
            yield n, tuple(places[k + 1 : ends[at]])
            continue
        starts = where.get(upto[k] - values[n], [])
        if at := bisect_right(starts, k - _FEWEST):
            yield n, tuple(places[starts[at - 1] : k])
