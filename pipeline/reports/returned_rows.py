"""The repeated rows of a returned form (dòng của biểu nhiều dòng): each filled-in row, with doubts as questions.

Empty rows are left out. A total that the unit typed is no row but is compared with the rows. Columns that the unit
added become questions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Final

from pipeline.records.reporting import TableLayout
from pipeline.records.row_column import RowColumn
from pipeline.reports import form_layout
from pipeline.reports.cell_doubts import answer_at, choices_of, doubt_of, hidden, unseen
from pipeline.reports.cell_marks import Spot
from pipeline.reports.cell_reading import NO_RESULT, read_cell
from pipeline.reports.form_signature import is_signature_label
from pipeline.reports.notes_beside import comment_doubt
from pipeline.reports.numerals import Said, format_figure, read_numeral
from pipeline.reports.repeated_rows import name_of, says_none
from pipeline.reports.returned_texts import settled_lines
from pipeline.reports.row_decisions import as_indicator, read_day
from pipeline.reports.row_names import NamedLine, name_doubts
from pipeline.reports.rows_sheet import MORE
from pipeline.reports.sheets import Book, Cell, Sheet, address
from pipeline.reports.submission import ListedRow, Question, RowCell, Source
from pipeline.reports.typed_names import plain_name
from pipeline.text import decimal_places

IN_ROWS: Final = "BC-115"
_TOTAL: Final = frozenset(map(plain_name, ("Tổng", "Tổng cộng", "Tổng số", "Cộng", "Cộng tổng")))
_NUMBER: Final = frozenset(map(plain_name, ("TT", "STT", "Số TT", "Số thứ tự")))
_COUNTED: Final = re.compile(r"\(?\d{1,2}\)?")
Found = ListedRow | Question


def read_rows(book: Book, sheet: Sheet, table: TableLayout) -> Iterator[Found]:
    """The rows of a sheet, and a question for each doubt."""
    yield from _Rows(book, sheet, table).read()


@dataclass
class _Rows:
    """The reading of a sheet: where its columns stand, then its rows."""

    book: Book
    sheet: Sheet
    table: TableLayout
    columns: dict[int, RowColumn] = field(default_factory=dict)
    sums: dict[str, Decimal] = field(default_factory=dict)
    unread: dict[Source, str] = field(default_factory=dict)
    """Figures that nobody can read yet, each with its column."""
    unsure: dict[str, Decimal] = field(default_factory=dict)
    """The part of the sums that stands in lines which may be totals or headings themselves."""
    below_nought: set[str] = field(default_factory=set)
    totals: list[tuple[Spot, RowColumn, Decimal]] = field(default_factory=list)
    unread_totals: list[tuple[Spot, RowColumn]] = field(default_factory=list)
    head_row: int = form_layout.HEAD_ROW
    by_row: dict[int, dict[int, Cell]] = field(default_factory=dict)
    numbers: frozenset[int] = frozenset()
    """The columns that only count the rows."""

    def read(self) -> Iterator[Found]:
        """Rows and questions: missing columns, each row, added columns, and totals that are wrong."""
        self._find_columns()
        for column in self.table.columns:
            if column not in self.columns.values():
                doubt = f"không thấy cột “{column.heading}”"
                yield Question("BC-102", None, "", column.heading, doubt, (), self._source(None))
        others: dict[int, list[int]] = {}
        found: list[Found] = []
        for row in (line for line in self.by_row if line > self.head_row):
            if self._is_printed(row):
                continue
            if self._is_total(row):
                self._keep_total(row)
                continue
            if own := [spot for spot in self._spots(row) if self._is_filled(spot)]:
                found += self._row(row, own)
            for at in self._beside(row):
                others.setdefault(at, []).append(row)
        yield from self._beside_totals([*self._named(found)])
        for at, rows in others.items():
            yield self._other_column(at, rows)
        yield from self._unlike_totals()

    def _find_columns(self) -> None:
        """Find the columns by their headings, else by the hidden row, and sort the cells by row."""
        names = {plain_name(words): item for item in self.table.columns for words in (item.heading, item.name)}
        found: dict[int, dict[int, RowColumn]] = {}
        for (row, at), cell in sorted(self.sheet.cells.items()):
            self.by_row.setdefault(row, {})[at] = cell
            if (item := names.get(plain_name(cell.text))) is not None:
                found.setdefault(row, {})[at] = item
        self.head_row = max(found, key=lambda row: (len(found[row]), -row), default=form_layout.HEAD_ROW)
        marks = {
            at: cell.text.removeprefix(form_layout.COLUMN_MARK)
            for (_, at), cell in self.sheet.cells.items()
            if cell.text.startswith(form_layout.COLUMN_MARK)
        }
        self.columns = dict(found.get(self.head_row, {}))
        by_id = {item.id: item for item in self.table.columns}
        for at, key in marks.items():
            if key in by_id and at not in self.columns and by_id[key] not in self.columns.values():
                self.columns[at] = by_id[key]
        heads = self.by_row.get(self.head_row, {})
        self.numbers = frozenset({1, *(at for at, cell in heads.items() if plain_name(cell.text) in _NUMBER)})

    def _is_printed(self, row: int) -> bool:
        """Whether the form itself printed the row: the note below the rows, the signature, numbers of columns."""
        texts = [cell.text for cell in self.by_row[row].values() if cell.text]
        marks = (form_layout.MORE_MARK, form_layout.SIGN_MARK)
        own = any(text.startswith(marks) or text == MORE or is_signature_label(text) for text in texts)
        counted = len(texts) > 1 and row == self.head_row + 1 and all(map(_COUNTED.fullmatch, texts))
        return own or (counted and len(texts) >= len(self.columns))

    def _spots(self, row: int) -> list[Spot]:
        return [(row, at) for at in sorted(self.columns)]

    def _is_filled(self, spot: Spot) -> bool:
        cell, _ = answer_at(self.sheet, spot)
        return cell is not None and bool(cell.text or cell.formula or cell.broken or cell.comment)

    def _beside(self, row: int) -> list[int]:
        """Columns that the unit added and filled in, in a row."""
        known = self.numbers | self.columns.keys()
        return [at for at, cell in self.by_row[row].items() if cell.text and at not in known]

    def _is_total(self, row: int) -> bool:
        """Whether a row is a total: all words in its columns of words and of numbering mean a total."""
        naming = {at for at, item in self.columns.items() if item.kind == "chữ"} | self.numbers
        said = {plain_name(text) for at in naming if not (text := self.sheet.text(row, at)).isdigit()} - {""}
        return bool(said) and said <= _TOTAL

    def _keep_total(self, row: int) -> None:
        for at, item in self.columns.items():
            cell, _ = answer_at(self.sheet, (row, at))
            if item.kind != "số" or cell is None or not cell.text:
                continue
            reading = read_cell(cell, as_indicator(item))
            if len(reading.values) == 1:
                self.totals.append(((row, at), item, reading.values[0]))
            elif cell.broken or any(sign.isdigit() for sign in cell.text):
                self.unread_totals.append(((row, at), item))

    def _unlike_totals(self) -> Iterator[Question]:
        for spot, item in self.unread_totals:
            doubt = f"không đọc được số của dòng tổng, chưa đối chiếu; cộng các dòng được {_words(self._sum(item))}"
            yield self._asked(spot, self.sheet.text(*spot), f"“{item.name}”: {doubt}")
        for spot, item, said in self.totals:
            added = self._sum(item)
            if item.id in self.unread.values():
                doubt = f"dòng tổng ghi {_words(said)}, riêng các dòng đọc được đã cộng được {_words(added)}"
                differs = self._is_over(item, said)
            else:
                doubt = f"dòng tổng ghi {_words(said)}, cộng các dòng được {_words(added)}"
                differs = said not in (added, added - self.unsure.get(item.id, Decimal(0)))
            if differs:
                yield self._asked(spot, self.sheet.text(*spot), f"“{item.name}”: {doubt}")

    def _sum(self, item: RowColumn) -> Decimal:
        return self.sums.get(item.id, Decimal(0))

    def _is_over(self, item: RowColumn, said: Decimal) -> bool:
        """Whether what could be read is more than the total already, whatever the rest is: none of it is below nought."""
        return item.id not in self.below_nought and self._sum(item) > said

    def _beside_totals(self, found: list[Found]) -> Iterator[Found]:
        """The rows and questions; who is asked about a figure is told what the total of its column leaves for it."""
        for item in found:
            column = self.unread.get(item.source) if isinstance(item, Question) else None
            said = [total for total in self.totals if total[1].id == column and not self._is_over(*total[1:])]
            if isinstance(item, Question) and column is not None and said:
                yield replace(item, doubt=item.doubt + self._left_over(column, *said[0]))
            else:
                yield item

    def _left_over(self, column: str, spot: Spot, item: RowColumn, said: Decimal) -> str:
        added = self._sum(item)
        words = f"; dòng tổng (ô {address(spot)}) ghi {_words(said)}, các dòng đọc được cộng được {_words(added)}"
        alone = list(self.unread.values()).count(column) == 1 and item.id not in self.below_nought
        return f"{words}: theo đó ô này là {_words(said - added)}" if alone else f"{words}, chưa đối chiếu được"

    def _row(self, row: int, own: list[Spot]) -> Iterator[Found]:
        cells: list[RowCell] = []
        for spot in own:
            item = self.columns[spot[1]]
            cell, place = answer_at(self.sheet, spot)
            if cell is None:
                continue
            made, question = self._cell(item, cell, spot, place)
            cells.append(made)
            if made.value is not None:
                self.sums[item.id] = self.sums.get(item.id, Decimal(0)) + made.value
                self.below_nought |= {item.id} if made.value < 0 else set()
            if question is not None:
                if made.value is None:
                    self.unread[question.source] = item.id
                yield question
        naming = self.table.naming
        if naming is not None and naming in self.columns.values() and not any(c.column == naming.id for c in cells):
            at = next(at for at, item in self.columns.items() if item is naming)
            question = self._asked((row, at), "", f"dòng có số liệu nhưng “{naming.name}” để trống")
            # The empty name is a cell of the row, so that the row waits for the answer and is in no total until then.
            cells.insert(0, RowCell(naming.id, "", question.source, asked=True))
            yield question
        yield ListedRow(self.table.id, tuple(cells))

    def _cell(self, item: RowColumn, cell: Cell, spot: Spot, place: str) -> tuple[RowCell, Question | None]:
        if item.kind == "số":
            return self._figure(item, cell, spot, place)
        words, odd = settled_lines(cell.text)
        day = read_day(words) if item.kind == "ngày" else None
        if day is not None:
            words = f"{day:%d/%m/%Y}"
        no_day = item.kind == "ngày" and day is None and bool(words) and read_numeral(words).said is not Said.ZERO
        unread = "chưa đọc được ngày (ghi dạng 15/3/2024)" if no_day else ""
        broken = "ô báo lỗi công thức" if cell.broken else NO_RESULT if cell.formula and not words else ""
        doubt = place or hidden(self.sheet, spot) or broken or unseen(cell) or odd or unread or comment_doubt(cell)
        made = RowCell(item.id, words, self._source(spot), asked=bool(doubt))
        return made, self._asked(spot, cell.text or cell.comment, f"“{item.name}”: {doubt}") if doubt else None

    def _figure(self, item: RowColumn, cell: Cell, spot: Spot, place: str) -> tuple[RowCell, Question | None]:
        indicator = as_indicator(item)
        reading = read_cell(cell, indicator)
        note = reading.beside
        counted = bool(reading.values)
        doubt = doubt_of(cell, reading, place=place, note=note, counted=counted)
        shown = reading.seen or cell.text
        if not counted:
            doubt = doubt or comment_doubt(cell)
        if not doubt:
            value = reading.values[0] if counted else None
            below = value is not None and value < 0
            question = self._asked(spot, shown, f"“{item.name}”: ghi số âm") if below else None
            return RowCell(item.id, shown, self._source(spot), value), question
        choices = choices_of(cell, reading, indicator, said=note or cell.comment, plain=counted and not reading.doubt)
        question = Question(
            IN_ROWS, None, "", shown or cell.comment, f"“{item.name}”: {doubt}", choices, self._source(spot)
        )
        return RowCell(item.id, shown, self._source(spot), asked=True), question

    def _named(self, found: list[Found]) -> Iterator[Found]:
        """The rows and questions; a row whose name says that it may be a total or a heading is asked about."""
        rows = [item for item in found if isinstance(item, ListedRow)]
        lines = {
            id(row): self._line(row) for row in rows if name_of(self.table, row) and not says_none(self.table, row)
        }
        doubts = dict(zip(lines, name_doubts([*lines.values()]), strict=True))
        for item in found:
            doubt = doubts.get(id(item), "")
            name = name_of(self.table, item) if isinstance(item, ListedRow) else None
            if not isinstance(item, ListedRow) or name is None or name.asked or not doubt:
                yield item
                continue
            for cell in item.cells:
                if cell.value is not None:
                    self.unsure[cell.column] = self.unsure.get(cell.column, Decimal(0)) + cell.value
            yield Question(IN_ROWS, None, "", name.text, f"“{self.table.title}”: {doubt}", (), name.source)
            yield replace(item, cells=tuple(replace(cell, asked=True) if cell is name else cell for cell in item.cells))

    def _line(self, row: ListedRow) -> NamedLine:
        name = name_of(self.table, row)
        text = name.text if name is not None else ""
        at = int(re.sub(r"\D", "", name.source.cell)) if name is not None else 0
        number = next((said for column in self.numbers - {1} if (said := self.sheet.text(at, column))), "")
        others = [cell for cell in row.cells if cell is not name]
        return NamedLine(text, number, any(cell.value is not None for cell in others), not others)

    def _other_column(self, at: int, rows: list[int]) -> Question:
        heading = self.sheet.text(self.head_row, at)
        called = f"cột “{heading}”" if heading else f"cột {address((1, at))[:-1]}"
        doubt = f"{called} đơn vị tự thêm, ghi ở {len(rows)} dòng; biểu không hỏi"
        return self._asked((rows[0], at), self.sheet.text(rows[0], at), doubt)

    def _asked(self, spot: Spot, text: str, doubt: str) -> Question:
        return Question(IN_ROWS, None, "", text, doubt, (), self._source(spot))

    def _source(self, spot: Spot | None) -> Source:
        return Source(self.book.name, self.sheet.name, address(spot) if spot else "")


def _words(value: Decimal) -> str:
    """A figure with all its decimals."""
    return format_figure(value, decimal_places(value))
