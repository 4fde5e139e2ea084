"""Rows of a table that has an indicator in each row (dòng chỉ tiêu), each with the labels above it.

The number of a row may be text, a number, or a date that a spreadsheet made of `2.1`; it only tells how deep the row
stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pipeline.reports.described.table_head import Head, column_numbers
from pipeline.reports.sheets import Cell, Sheet

_AMONG: Final = re.compile(r"^\s*[-–+•]?\s*trong đó\s*[:,]?\s*", re.IGNORECASE)
_BULLET: Final = re.compile(r"^\s*[-–+•*]\s*")
_BULLETS: Final = frozenset({"-", "–", "+", "•", "*"})
_ROMAN: Final = re.compile(r"[IVX]{1,5}[.)]?")
_LETTER: Final = re.compile(r"[A-HĐ][.)]?")
_WHOLE: Final = re.compile(r"\d{1,3}[.)]?")
_DOTTED: Final = re.compile(r"\d{1,2}(?:[.,]\d{1,2})+[.)]?")
_SMALL: Final = re.compile(r"[a-zđ][.)]?")
AMONG: Final = "Trong đó"


@dataclass(frozen=True)
class ItemLine:
    """One row: its number on the sheet, its labels from the outermost to its own, and whether it has a number or bullet."""

    row: int
    path: tuple[str, ...]
    numbered: bool

    @property
    def label(self) -> str:
        """The row's own label."""
        return self.path[-1]


def item_lines(sheet: Sheet, head: Head, *, item_column: int, number_column: int) -> Iterator[ItemLine]:
    """The rows below a heading that have a label, from top to bottom."""
    above: list[tuple[int, str]] = []
    among = False
    rows = sorted({row for (row, column) in sheet.cells if row > head.bottom and column == item_column})
    for row in rows:
        cell = sheet.cells[row, item_column]
        if not cell.text or head.is_heading(row) or column_numbers(sheet, row, head):
            continue
        number = sheet.cells.get((row, number_column))
        label = " ".join(cell.text.split())
        parents = tuple(text for _, text in above)
        level = _level(number)
        if level is not None:
            while above and above[-1][0] >= level:
                above.pop()
            above.append((level, label))
            among = False
            yield ItemLine(row, tuple(text for _, text in above), numbered=True)
        elif found := _AMONG.match(label):
            rest = label[found.end() :]
            among = not rest
            yield ItemLine(row, (*parents, AMONG, rest) if rest else (*parents, AMONG), numbered=False)
        elif (number is not None and number.text in _BULLETS) or _BULLET.match(label):
            own = _BULLET.sub("", label)
            yield ItemLine(row, (*parents, AMONG, own) if among else (*parents, own), numbered=True)
        else:
            yield ItemLine(row, (*parents, label), numbered=False)


_DEPTHS: Final = ((_ROMAN, 0), (_LETTER, -1), (_WHOLE, 1), (_SMALL, 4))


def _level(number: Cell | None) -> int | None:
    """How deep a row's number stands: `I` 0, `1` 1, `1.1` 2 (also if `1.1` became a date); None if it is no number."""
    if number is None or not number.text:
        return None
    if number.other:
        return 2
    text = number.text.strip()
    if _DOTTED.fullmatch(text):
        return 1 + len(re.findall("[.,](?=\\d)", text))
    return next((depth for shape, depth in _DEPTHS if shape.fullmatch(text)), None)
