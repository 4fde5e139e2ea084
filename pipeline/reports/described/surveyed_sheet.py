"""A sheet that is not described yet, looked at (xem qua một trang): its heading, its rows, and what its columns hold."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from pipeline.reports.described.heading_words import word_key
from pipeline.reports.described.named_units import ConfirmedNames
from pipeline.reports.described.table_head import Head, column_numbers, find_head
from pipeline.reports.described.unit_lines import is_figure
from pipeline.reports.sheets import Sheet

_UNITS: Final = (
    "Đơn vị", "Cơ quan, đơn vị", "Tên đơn vị", "Đơn vị hành chính", "Địa phương", "Xã, phường", "Cơ quan",
    "Tên cơ quan, đơn vị", "Đơn vị báo cáo", "Tên xã, phường", "Tên cơ quan",
)  # fmt: skip
_ITEMS: Final = ("Chỉ tiêu", "Nội dung", "Tên chỉ tiêu", "Nội dung báo cáo", "Nội dung công việc", "Chỉ tiêu báo cáo")
_REMARKS: Final = frozenset(word_key(text) for text in ("Ghi chú", "Chú thích"))
_NUMBERS: Final = frozenset(word_key(text) for text in ("STT", "TT", "Số TT", "Số thứ tự"))
_MEASURES: Final = frozenset(word_key(text) for text in ("Đơn vị tính", "ĐVT"))
_KEY: Final = re.compile(r"^(?:mã|số hiệu|ký hiệu)\b", re.IGNORECASE)
_MOSTLY: Final = Decimal("0.6")
_FEW: Final = 2  # units that a column of units has at least
_WORDY: Final = 4  # columns of words that a list has at least, and a table of figures has not


@dataclass(frozen=True)
class Survey:
    """What a sheet looks like; `layout` is a guess that a clerk must confirm.

    `anchor`: the column of units, indicators or keys; `figures`, `words`: columns that mostly hold figures or words.
    """

    sheet: Sheet
    head: Head
    layout: str
    anchor: int
    rows: tuple[int, ...]
    figures: tuple[int, ...]
    words: tuple[int, ...]

    def heading(self, column: int) -> str:
        """The path of a column's heading, as a description writes it."""
        return " / ".join(self.head.paths[column])

    def named(self, names: frozenset[str]) -> int:
        """The first column whose heading is one of these names; 0 if there is none."""
        return next((at for at, path in self.head.paths.items() if word_key(path[-1]) in names), 0)

    @property
    def number_column(self) -> int:
        """The column of running numbers; 0 if there is none."""
        return self.named(_NUMBERS)

    @property
    def measure_column(self) -> int:
        """The column of units of measure; 0 if there is none."""
        return self.named(_MEASURES)

    @property
    def remark_column(self) -> int:
        """The column of remarks; 0 if there is none."""
        return self.named(_REMARKS)

    @property
    def key_column(self) -> int:
        """The column of codes; 0 if there is none."""
        return next((at for at, path in self.head.paths.items() if _KEY.match(path[-1])), 0)


def survey(sheet: Sheet, names: ConfirmedNames) -> Survey | None:
    """The table of a sheet; None if no heading is found."""
    for anchors, layout in ((_ITEMS, "chỉ tiêu theo hàng"), (_UNITS, "đơn vị theo hàng")):
        for anchor in anchors:
            head = find_head(sheet, anchor)
            if head is not None and len(head.paths) > 1:
                return _surveyed(sheet, head, layout)
    return _by_units(sheet, names) or _by_key(sheet)


def _by_key(sheet: Sheet) -> Survey | None:
    for _, cell in sorted(sheet.cells.items()):
        if _KEY.match(cell.text) and (head := find_head(sheet, cell.text)) is not None and len(head.paths) >= _WORDY:
            return _surveyed(sheet, head, "danh sách")
    return None


def _by_units(sheet: Sheet, names: ConfirmedNames) -> Survey | None:
    """The table around the column with the most names of units, if its heading has no usual name; else None."""
    counts: dict[int, list[int]] = {}
    for (row, column), cell in sorted(sheet.cells.items()):
        if cell.number is None and cell.text and names.find(cell.text).unit is not None:
            counts.setdefault(column, []).append(row)
    best = max(counts, key=lambda column: len(counts[column]), default=0)
    if not best or len(counts[best]) < _FEW:
        return None
    above = [
        row for (row, column), cell in sheet.cells.items() if column == best and row < counts[best][0] and cell.text
    ]
    for row in sorted(above, reverse=True):
        head = find_head(sheet, sheet.text(row, best))
        if head is not None and len(head.paths) > 1:
            return _surveyed(sheet, head, "đơn vị theo hàng")
    return None


def _surveyed(sheet: Sheet, head: Head, layout: str) -> Survey:
    rows = tuple(
        row
        for row in sorted({row for row, _ in sheet.cells})
        if row > head.bottom and not head.is_heading(row) and not column_numbers(sheet, row, head)
    )
    kinds = {at: _kind(sheet, rows, at) for at in head.paths}
    figures = tuple(at for at, kind in kinds.items() if kind == "số")
    words = tuple(at for at, kind in kinds.items() if kind == "chữ")
    found = Survey(sheet, head, layout, head.anchor, rows, figures, words)
    if layout == "đơn vị theo hàng" and found.key_column and len(words) > _WORDY:
        return Survey(sheet, head, "danh sách", head.anchor, rows, figures, words)
    return found


def _kind(sheet: Sheet, rows: tuple[int, ...], column: int) -> str:
    cells = [
        cell for row in rows if (cell := sheet.cells.get((row, column))) is not None and (cell.text or cell.formula)
    ]
    if not cells:
        return ""
    share = Decimal(sum(1 for cell in cells if is_figure(cell) and not cell.other)) / len(cells)
    return "số" if share >= _MOSTLY else "chữ"
