"""Forms saved as text (.csv) or as a web page, often with the ending `.xls`: read into the same cells as a spreadsheet.

Figures are text here, as people saw them: `1.234` is asked about like any typed figure.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final

from pipeline.errors import Unreadable
from pipeline.intake.text import clean
from pipeline.reports.cell_marks import Spot
from pipeline.reports.sheets import Book, Cell, Sheet

_MOST_ROWS: Final = 5000
_MOST_COLUMNS: Final = 120
_MOST_BYTES: Final = 20 * 2**20
_CHARSET: Final = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]+)", re.IGNORECASE)
_AGAIN: Final = "Mở bằng Excel, lưu lại thành .xlsx rồi gửi lại."
_SHEET: Final = "Trang 1"


def read_csv(data: bytes, name: str) -> Book:
    """Read a table in plain text; the sign between its columns is found out."""
    text = _decoded(data, name, None)
    first = text[: 2**16]
    mark = max(",;\t", key=lambda sign: (first.count(sign), sign == ";"))
    csv.field_size_limit(2**20)
    try:
        rows = [
            row[:_MOST_COLUMNS]
            for row, _ in zip(csv.reader(io.StringIO(text), delimiter=mark), range(_MOST_ROWS + 1), strict=False)
        ]
    except csv.Error as error:
        raise Unreadable(f"{name}: tệp .csv hỏng, không đọc được.", _AGAIN) from error
    if len(rows) > _MOST_ROWS:
        raise Unreadable(f"{name}: tệp .csv có hơn {_MOST_ROWS} dòng.", _AGAIN)
    cells = {
        (row, column): _cell(words)
        for row, values in enumerate(rows, start=1)
        for column, words in enumerate(values, start=1)
        if words.strip()
    }
    return Book(name, (Sheet(_SHEET, visible=True, cells=cells),), complete=False)


def read_html(data: bytes, name: str) -> Book:
    """Read the tables of a web page, one below the other on a single sheet."""
    charset = _CHARSET.search(data[:4096])
    page = _Page()
    page.feed(_decoded(data, name, charset[1].decode("ascii", "replace") if charset else None))
    page.close()
    if not page.cells:
        raise Unreadable(f"{name}: trang web lưu lại không có bảng nào trong tệp này.", _AGAIN)
    return Book(name, (Sheet(_SHEET, visible=True, cells=page.cells, merged=page.merged),), complete=False)


def _decoded(data: bytes, name: str, charset: str | None) -> str:
    if len(data) > _MOST_BYTES:
        raise Unreadable(f"{name}: tệp lớn hơn {_MOST_BYTES // 2**20} MB; biểu mẫu không lớn như vậy.", _AGAIN)
    named = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    for encoding in (named, charset):
        with suppress(UnicodeError, LookupError):
            if encoding is not None:
                return data.decode(encoding)
    raise Unreadable(f"{name}: chữ trong tệp không phải Unicode (UTF-8), không đọc chắc được.", _AGAIN)


def _cell(words: str) -> Cell:
    return Cell(clean(words), formats_known=False)


@dataclass
class _Place:
    """The place of the next cell, and the cell that is being read."""

    row: int = 0
    column: int = 1
    span: tuple[int, int] = (1, 1)
    words: list[str] = field(default_factory=list)
    open: bool = False


class _Page(HTMLParser):
    """The cells of all tables of a page; cells over several rows or columns are merged cells."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.cells: dict[Spot, Cell] = {}
        self.merged: dict[Spot, Spot] = {}
        self._at = _Place()
        self._quiet = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a row, a cell, or a line in a cell."""
        if tag in {"style", "script"}:
            self._quiet += 1
        elif tag == "tr":
            self._end_cell()
            self._at = _Place(row=self._at.row + 1)
        elif tag in {"td", "th"}:
            self._end_cell()
            said = dict(attrs)
            spans = (_number(said.get("rowspan"), _MOST_ROWS), _number(said.get("colspan"), _MOST_COLUMNS))
            column = self._at.column
            while (self._at.row, column) in self.merged:
                column += 1
            self._at = _Place(max(self._at.row, 1), column, spans, open=True)
        elif tag in {"br", "p", "div"} and self._at.open:
            self._at.words.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """End a cell."""
        if tag in {"style", "script"}:
            self._quiet = max(0, self._quiet - 1)
        elif tag in {"td", "th", "tr", "table"}:
            self._end_cell()

    def handle_data(self, data: str) -> None:
        """Add text to a cell, or beside all tables."""
        if self._at.open and not self._quiet:
            self._at.words.append(re.sub(r"\s+", " ", data))

    def close(self) -> None:
        """End all that was not ended."""
        super().close()
        self._end_cell()

    def _end_cell(self) -> None:
        at = self._at
        if not at.open:
            return
        if at.row > _MOST_ROWS:
            raise Unreadable(f"Bảng có hơn {_MOST_ROWS} dòng.", _AGAIN)
        words = "".join(at.words)
        if words.strip() and at.column <= _MOST_COLUMNS:
            self.cells[at.row, at.column] = _cell(words)
        if at.span != (1, 1):
            self.merged |= dict.fromkeys(_area((at.row, at.column), at.span), (at.row, at.column))
        self._at = _Place(at.row, at.column + at.span[1])


def _area(first: Spot, span: tuple[int, int]) -> Iterator[Spot]:
    for row in range(first[0], min(first[0] + span[0], _MOST_ROWS + 1)):
        for column in range(first[1], min(first[1] + span[1], _MOST_COLUMNS + 1)):
            yield row, column


def _number(text: str | None, most: int) -> int:
    return min(max(int(text), 1), most) if text and text.strip().isdecimal() else 1
