"""Rows of a table that the total row would count twice (cộng trùng): totals, and groups with their parts beside them.

A row is asked about where its words say so (`Tổng chi`, `Xây lắp, gồm:`), where the number before it does (`1.` over `1.1.`),
where dashes or `Trong đó` stand below it, and where it equals the sum of the rows next to it. The record answers.
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
    """What shows that a row is made of others."""

    NAMED = auto()
    PARTS = auto()
    SUM = auto()


@dataclass(frozen=True)
class CountedTwice:
    """A row whose figure in one column is perhaps counted with its parts too; the totals with it and without it."""

    row: int
    column: int
    amount: Decimal
    why: Why
    parts: tuple[int, ...]
    whole: Decimal

    @property
    def without(self) -> Decimal:
        """The total that leaves the row out."""
        return self.whole - self.amount


@dataclass(frozen=True)
class _Row:
    """What the words of a row say: its text, the kind and the text of the number before it, its bullet."""

    text: str = ""
    kind: str = ""
    mark: str = ""
    bullet: int = 0
    first: str = ""  # a number at the beginning that may be no more than a word: `1 Xây lắp`, `12 tháng lương`


def counted_twice(table: Table) -> Iterator[CountedTwice]:
    """Rows that the total would count besides the rows they are made of, where the record does not say how."""
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
    """The rows that are a total, a group or a part of one by any sign: those that a record has reason to leave out."""
    rows = _rows(table)
    found = list(_suspects(rows))
    for column in summed_columns(table):
        found += [(n, Why.SUM, parts) for n, parts in _sums([_value(table, n, column) for n in range(len(rows))])]
    return frozenset(k for n, _, parts in found for k in (n, *parts))


def _rows(table: Table) -> list[_Row]:
    """All rows; `1 Xây lắp` is numbered where `1.1` is there too."""
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
    """Rows that words, numbers or bullets show to be made of others, with these others where they are known."""
    named = {n for n, row in enumerate(rows) if _TOTAL.match(row.text)}
    for n in sorted(named):
        yield n, Why.NAMED, ()
    for n, row in enumerate(rows):
        if n in named or not (row.text or row.mark):
            continue
        if parts := _below(rows, n, named):
            yield n, Why.PARTS, parts


def _below(rows: list[_Row], n: int, named: set[int]) -> tuple[int, ...]:
    """The rows under a row that are parts of it."""
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
    """The rows after a row to its like: as far as one with a number of the same kind."""
    for k in after:
        if rows[n].kind and rows[k].kind == rows[n].kind:
            return
        yield k


def _numbered(rows: list[_Row], n: int, after: list[int]) -> tuple[int, ...]:
    """Rows under a numbered row to its like or to one of a level above: `1.1` under `1`, `1` under `I`, bare rows between."""
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
    """The kinds of numbers that are open at the last row, the outermost first: Roman over Arabic over letters, or otherwise."""
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
    """Rows that equal the sum of two or more rows right after or right before them; sums up to a row make that one step."""
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
