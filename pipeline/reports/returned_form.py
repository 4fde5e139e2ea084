"""A returned form read back (đọc biểu mẫu gửi về): figures and texts with their cells, and a question for every doubt.

A figure counts only where its row and its column are certain and its cell has one reading. Whatever else stands in the
form - beside the columns, below the table, on sheets of its own - is a question too, so that nothing a unit wrote is lost.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from pipeline.records.agency import Agency
from pipeline.records.office import Office
from pipeline.records.reporting import Indicator, Period
from pipeline.reports import form_layout
from pipeline.reports.cell_doubts import answer_at, choices_of, doubt_of
from pipeline.reports.cell_marks import Spot
from pipeline.reports.cell_reading import read_cell
from pipeline.reports.copied_figures import ask_copied
from pipeline.reports.fixed_cells import Printed
from pipeline.reports.form_signature import signature_rows
from pipeline.reports.identity import form_facts
from pipeline.reports.moved_block import is_bare, is_filled, moved_aside, moved_columns, unmoved
from pipeline.reports.notes_beside import beside_words, stated_measure, with_comment
from pipeline.reports.returned_rows import read_rows
from pipeline.reports.returned_texts import read_texts, settled_lines, signature_passages
from pipeline.reports.sheets import Book, Cell, Sheet, address
from pipeline.reports.submission import ListedRow, Passage, Question, Reported, Source
from pipeline.reports.twin_sheets import held_against, twins_of
from pipeline.reports.typed_names import nearest, plain_name, same_name
from pipeline.reports.unit_form import Beside

_NOTE_ALONE: Final = "ô để trống nhưng có lời ghi chú đính kèm"
_REMARK_ALONE: Final = "chỉ có lời ở cột “Ghi chú”, các ô số liệu để trống"


@dataclass(frozen=True)
class Returned:
    """What a returned file says: figures, passages of text, open questions, and repeated rows."""

    figures: tuple[Reported, ...]
    passages: tuple[Passage, ...]
    questions: tuple[Question, ...]
    rows: tuple[ListedRow, ...] = ()


def read_form(book: Book, *, office: Office, period: Period, unit: Agency, beside: tuple[Beside, ...] = ()) -> Returned:
    """Read all that stands in a unit's returned form; the unit must be known already.

    `beside`: earlier figures of the unit that the form prints beside its cells.
    """
    outline = office.outline(period.outline)
    found: list[Reported | Passage | Question | ListedRow] = []
    seen: set[str] = set()
    for table in form_layout.tables(office, outline, unit):
        sheet = _sheet_of(book, table)
        if sheet is None:
            where = Source(book.name, table.sheet, "")
            doubt = f"không thấy trang “{table.sheet}”"
            found.append(Question("BC-101", None, "", table.title, doubt, (), where))
            continue
        seen.add(sheet.name)
        if table.layout.columns:
            found += read_rows(book, sheet, table.layout)
            continue
        printed = Printed(outline, period, unit, beside, form_facts(book))
        read = list(_Grid(book, sheet, table, printed).read())
        for twin in twins_of(book, sheet, {indicator.id for indicator in table.indicators}):
            seen.add(twin.name)
            other = _Grid(book, twin, table, printed).read()
            read = held_against(read, list(other), Source(book.name, twin.name, ""), sheet.name)
        found += read
    texts = book.sheet(form_layout.TEXT_SHEET)
    if texts is not None:
        seen.add(texts.name)
        found += read_texts(book, texts, outline.sections)
    found += _other_sheets(book, seen)
    found += signature_passages(book)
    rows = tuple(row for row in found if isinstance(row, ListedRow))
    found = list(ask_copied([item for item in found if not isinstance(item, ListedRow)], outline, beside))
    return Returned(
        figures=tuple(figure for figure in found if isinstance(figure, Reported)),
        passages=tuple(passage for passage in found if isinstance(passage, Passage)),
        questions=tuple(question for question in found if isinstance(question, Question)),
        rows=rows,
    )


def _sheet_of(book: Book, table: form_layout.FormTable) -> Sheet | None:
    """The sheet of a table: by its name, else by hidden ids, else by the table's title; None if there is none."""
    if (named := book.sheet(table.sheet)) is not None:
        return named
    marks = {f"{form_layout.ROW_MARK}{indicator.id}" for indicator in table.indicators}
    heads = {f"{form_layout.COLUMN_MARK}{column.id}" for column in table.layout.columns}
    for sheet in book.sheets:
        texts = {cell.text for cell in sheet.cells.values()}
        if marks & texts or (heads and heads <= texts):
            return sheet
    return next((sheet for sheet in book.sheets if same_name(sheet.name, table.title)), None)


class _Grid:
    """One sheet of a table: its rows are assigned to indicators and its columns to what they ask, then its cells are read."""

    def __init__(self, book: Book, sheet: Sheet, table: form_layout.FormTable, printed: Printed) -> None:
        self.book, self.sheet, self.table = book, sheet, table
        self.printed, self.outline, self.period = printed, printed.outline, printed.period
        self.by_id = {indicator.id: indicator for indicator in table.indicators}
        self.heads: dict[str, str] = {column: form_layout.head(column, self.period) for column in self.period.columns}
        self.heads[form_layout.REMARK] = "Ghi chú"
        self.heads[form_layout.PLAN] = form_layout.plan_head(self.period)
        self.used: set[Spot] = set()
        self.astray: set[Spot] = set()  # what stands here may answer another column: nothing is proposed for this one
        self.head_row = self._head_row()
        self.columns = self._columns()
        self.rows = self._rows()
        self.measures_at = next(
            (at for (line, at), cell in sheet.cells.items() if line == self.head_row and self._measures(cell)), 0
        )
        self.figures = [at for at, key in self.columns.items() if key in self.period.columns]
        named = {row: self.by_id[key] for key, rows in self.rows.items() for row in rows}
        self.moved = moved_columns(sheet, {at: self._asked_in(self.columns[at], named) for at in self.figures})
        planned = {at for at, key in self.columns.items() if key == form_layout.PLAN}
        self.beside_columns = {at for _, at in sheet.cells} - set(self.figures) - planned - self.name_columns
        self.around = printed.anywhere(sheet, table, self.heads)
        self.of_rows = {row: printed.of_row(indicator) for row, indicator in named.items()}

    def _asked_in(self, column: str, named: Mapping[int, Indicator]) -> Mapping[int, Indicator]:
        """The rows whose indicators are asked for in a column."""
        return {row: item for row, item in named.items() if column in self.outline.columns_of(item, self.period)}

    def read(self) -> Iterator[Reported | Question]:
        """The figures and questions of the sheet: missing columns, every row, then cells where nothing is asked."""
        for column in (*form_layout.columns(self.outline, self.table, self.period), form_layout.REMARK):
            if column not in self.columns.values():
                where = Source(self.book.name, self.sheet.name, "")
                yield Question(
                    "BC-102", None, "", self.heads[column], f"không thấy cột “{self.heads[column]}”", (), where
                )
        for key, rows in self.rows.items():
            if len(rows) > 1:
                text = self.by_id[key].name
                doubt = "chỉ tiêu này có hai dòng; chỉ dòng đầu được đọc"
                yield Question("BC-103", key, "", text, doubt, (), self._source((rows[1], form_layout.NAME_COLUMN)))
            yield from self._row(self.by_id[key], rows[0])
        yield from self._left_over()

    def _head_row(self) -> int:
        """The number of the row with the most expected headings."""
        wanted = {plain_name(words) for words in (*self.heads.values(), "Chỉ tiêu", "Đơn vị tính")}
        counts: dict[int, int] = {}
        for (row, _), cell in self.sheet.cells.items():
            if plain_name(cell.text) in wanted:
                counts[row] = counts.get(row, 0) + 1
        return max(counts, key=lambda row: (counts[row], -row), default=form_layout.HEAD_ROW)

    def _columns(self) -> dict[int, str]:
        """What each column holds, by its heading, else by the hidden row; the heading counts if the two differ."""
        by_heading: dict[int, str] = {}
        marks: dict[int, str] = {}
        names = {plain_name(words): key for key, words in self.heads.items()}
        for (row, column), cell in self.sheet.cells.items():
            if row == self.head_row and (key := names.get(plain_name(cell.text))):
                self.used.add((row, column))
                anchor = self.sheet.merged.get((row, column))
                spanned = [at for (line, at), first in self.sheet.merged.items() if line == row and first == anchor]
                by_heading |= dict.fromkeys(spanned if anchor is not None else [column], key)
            elif cell.text.startswith(form_layout.COLUMN_MARK):
                marks[column] = cell.text.removeprefix(form_layout.COLUMN_MARK)
                self.used.add((row, column))
        found = dict(by_heading)
        headings = list(by_heading.values())
        self.shared = {at for at, key in by_heading.items() if headings.count(key) > 1 and key != form_layout.REMARK}
        for column, key in marks.items():
            if key in self.heads and key not in found.values() and column not in found:
                found[column] = key
        self.doubtful_columns = {
            column: key
            for column, key in found.items()
            if (column in marks and marks[column] != key)
            or (column not in by_heading and self.sheet.text(self.head_row, column))
        }
        return dict(sorted(found.items()))

    def _rows(self) -> dict[str, list[int]]:
        """The rows of each indicator, by the name that people see, else by the hidden id."""
        names = {
            plain_name(words): indicator.id
            for indicator in self.table.indicators
            for words in self.printed.names(indicator)
        }
        marks = {
            row: cell.text.removeprefix(form_layout.ROW_MARK)
            for (row, _), cell in sorted(self.sheet.cells.items())
            if cell.text.startswith(form_layout.ROW_MARK)
        }
        named: dict[int, str] = {}
        self.name_columns: set[int] = set()
        for (row, column), cell in sorted(self.sheet.cells.items()):
            if row != self.head_row and column not in self.columns and (key := names.get(plain_name(cell.text))):
                named.setdefault(row, key)
                self.name_columns.add(column)
        self.doubtful_rows: dict[int, str] = {}
        found: dict[str, list[int]] = {}
        for row in sorted(marks.keys() | named.keys()):
            key = named.get(row) or marks[row]
            if key not in self.by_id:
                continue
            if row in marks and marks[row] != key:
                self.doubtful_rows[row] = f"dòng ghi “{self.by_id[key].name}” nhưng khóa ẩn là dòng khác"
            elif row not in named:
                self.doubtful_rows[row] = "tên chỉ tiêu đã bị sửa, khác biểu mẫu"
            found.setdefault(key, []).append(row)
        return found

    def _source(self, spot: Spot) -> Source:
        return Source(self.book.name, self.sheet.name, address(spot))

    def _row(self, indicator: Indicator, row: int) -> Iterator[Reported | Question]:
        remark, answered = self._remark(row), False
        asked = self.outline.columns_of(indicator, self.period)
        for column, key in self.columns.items():
            spot = (row, column)
            self.used.add(spot)
            if key == form_layout.REMARK:
                continue
            if key not in asked:
                yield from (
                    self._plan(indicator, spot) if key == form_layout.PLAN else self._closed(indicator, key, spot)
                )
                continue
            cell, doubt = answer_at(self.sheet, spot)
            if cell is None or not is_filled(cell):
                if cell is not None and cell.comment:
                    where = self._source(spot)
                    yield Question("BC-104", indicator.id, key, cell.comment, _NOTE_ALONE, (), where, remark)
                continue
            answered = True
            aside = self._moved_aside(row, indicator)
            doubt = self._place_doubt(spot) or doubt or aside or self._other_measure(row, indicator)
            doubt = doubt or self._measure_above(indicator)
            if aside and doubt == aside:
                self.astray.add(spot)
            yield self._said(indicator, key, cell, spot, remark=remark, doubt=doubt)
        if remark and not answered:
            column, key = next((pair for pair in self.columns.items() if pair[1] in asked), (0, ""))
            if key:
                yield Question("BC-104", indicator.id, key, remark, _REMARK_ALONE, (), self._source((row, column)))

    def _plan(self, indicator: Indicator, spot: Spot) -> Iterator[Question]:
        """A question about a printed plan that was typed over; a plan is never a figure of the unit."""
        cell = self.sheet.cells.get(spot)
        if cell is not None and (doubt := self.printed.plan_doubt(cell, indicator)):
            yield Question("BC-114", None, "", cell.text, doubt, (), self._source(spot))

    def _closed(self, indicator: Indicator, column: str, spot: Spot) -> Iterator[Question]:
        """A question about a closed cell in which something was typed."""
        cell = self.sheet.cells.get(spot)
        if cell is not None and self.printed.is_filled_over(cell, indicator, column):
            doubt = f"ô đóng (chỉ tiêu “{indicator.name}” không hỏi “{self.heads[column]}”) nhưng có ghi; không tính"
            yield Question("BC-105", None, "", cell.text, doubt, (), self._source(spot))

    def _said(
        self, indicator: Indicator, column: str, cell: Cell, spot: Spot, *, remark: str, doubt: str
    ) -> Reported | Question:
        reading = read_cell(cell, indicator)
        note = "; ".join(part for part in (reading.beside, remark) if part)
        counted = bool(reading.values) and not indicator.is_text
        if why := doubt_of(cell, reading, place=doubt, note=note, counted=counted):
            said = doubt.partition("“")[2].partition("”")[0] or note or cell.comment
            choices = choices_of(cell, reading, indicator, said=said, plain=counted and not reading.doubt)
            shown, beside = reading.seen or cell.text, with_comment(remark, cell, why)
            if why == doubt and spot in self.astray:
                choices = ()
            elif why == doubt:
                found = unmoved(self.sheet, spot, doubt, self.moved.get(spot[1]))
                why, choices = (f"{why}; {found.words}", found.choices(indicator)) if found else (why, choices)
            return Question("BC-104", indicator.id, column, shown, why, choices, self._source(spot), beside)
        words, odd = settled_lines(reading.words)
        if odd:
            beside = with_comment(remark, cell, odd)
            return Question("BC-300", indicator.id, column, cell.text, odd, (words,), self._source(spot), beside)
        beside = "; ".join(part for part in (reading.beside, cell.comment, remark) if part)
        value = reading.values[0] if reading.values else None
        return Reported(
            indicator=indicator.id,
            column=column,
            value=value,
            text=reading.seen or cell.text,
            source=self._source(spot),
            remark=beside,
            words=words,
            formula=cell.formula,
        )

    def _place_doubt(self, spot: Spot) -> str:
        if spot[0] in self.doubtful_rows:
            return self.doubtful_rows[spot[0]]
        moved = self.moved.get(spot[1])  # before the heading, which a block that was moved up stands in
        if moved is not None and spot[0] >= moved.first:
            return moved.doubt
        if spot[1] in self.doubtful_columns:
            heading = self.sheet.text(self.head_row, spot[1])
            return f"cột mang tên “{heading}” khác với khóa ẩn của biểu mẫu"
        return "hai cột cùng đứng dưới một tiêu đề, không rõ cột nào là số báo cáo" if spot[1] in self.shared else ""

    def _moved_aside(self, row: int, indicator: Indicator) -> str:
        unit = self.sheet.cells.get((row, self.measures_at))
        if unit is not None and is_bare(unit):
            return f"cột đơn vị tính cùng dòng có số “{unit.text}”: các số có thể bị dịch sang cột bên"
        wanted = self.outline.columns_of(indicator, self.period)
        figures = [at for at in self.figures if self.columns[at] in wanted]
        if not figures:
            return ""
        asked = sorted(figures, key=lambda at: (self.columns[at] != wanted[0], at))
        at_row = ((at, self.sheet.cells.get((row, at))) for at in sorted(self.beside_columns))
        beside = (cell for at, cell in at_row if cell and at > min(figures) and not self._is_printed(row, cell))
        return moved_aside(self.sheet, row, [(at, self.heads[self.columns[at]]) for at in asked], beside)

    def _is_printed(self, row: int, cell: Cell) -> bool:
        """Whether the form itself printed the text, in this row or around the rows."""
        text = plain_name(cell.text)
        return text in self.around or text in self.of_rows.get(row, frozenset())

    def _other_measure(self, row: int, indicator: Indicator) -> str:
        """The doubt about a row whose unit of measure is not the one asked for; empty if there is none."""
        found = self.measures_at
        text = self.sheet.text(row, found)
        if (
            not text
            or not indicator.measure
            or indicator.is_text
            or same_name(text, form_layout.answer_unit(indicator))
        ):
            return ""
        self.used.add((row, found))
        return f"dòng này ghi đơn vị tính “{text}”, chỉ tiêu tính bằng {form_layout.answer_unit(indicator)}"

    def _measure_above(self, indicator: Indicator) -> str:
        """The doubt about another unit of measure that somebody wrote above the table; empty if there is none."""
        if not indicator.measure or indicator.is_text or indicator.is_yes:
            return ""
        printed = plain_name(f"{self.table.sheet}. {self.table.title}")
        above = (cell.text for (row, _), cell in self.sheet.cells.items() if row < self.head_row)
        said = (stated_measure(text, indicator) for text in above if plain_name(text) != printed)
        found = next((words for words in said if words), "")
        return f"đầu trang ghi đơn vị tính “{found}”, chỉ tiêu tính bằng {indicator.measure}" if found else ""

    @staticmethod
    def _measures(cell: Cell) -> bool:
        return same_name(cell.text, "Đơn vị tính")

    def _remark(self, row: int) -> str:
        """The text in the columns of remarks; a remark merged over several rows belongs to each row."""
        spots = ((row, column) for column, key in self.columns.items() if key == form_layout.REMARK)
        cells = (self.sheet.cells.get(self.sheet.merged.get(spot, spot)) for spot in spots)
        said = (" ".join(filter(None, (cell.text, cell.comment))) for cell in cells if cell is not None)
        return "; ".join(filter(None, said))

    def _left_over(self) -> Iterator[Question]:
        """Questions about cells that were filled in where the form asks for nothing."""
        of_row = {row: key for key, rows in self.rows.items() for row in rows}
        own = signature_rows(self.sheet)
        for spot, cell in sorted(self.sheet.cells.items()):
            if spot[0] in own and not cell.comment:
                continue
            if spot not in self.used and (said := beside_words(cell)):
                yield Question("BC-106", None, "", cell.comment or cell.text, said, (), self._source(spot))
            if spot in self.used or not cell.text or self._is_printed(spot[0], cell):
                continue
            if cell.text.startswith((form_layout.ROW_MARK, form_layout.COLUMN_MARK)):
                continue
            key = of_row.get(spot[0])
            if key is not None and self.sheet.text(self.head_row, spot[1]) == "TT":
                continue
            if spot[0] in self.doubtful_rows and spot[1] in self.name_columns:
                continue  # the name itself is what is doubtful
            yield self._stray(spot, cell, key)

    def _stray(self, spot: Spot, cell: Cell, key: str | None) -> Question:
        if key is None:
            near = nearest(cell.text, [indicator.name for indicator in self.table.indicators])
            doubt = f"có lẽ là chỉ tiêu “{near}”" if near else "nội dung nằm ngoài biểu"
            return Question("BC-106", None, "", cell.text, doubt, (), self._source(spot))
        row = self.rows[key][0]
        wanted = self.outline.columns_of(self.by_id[key], self.period)
        asked = ((at, column) for at, column in self.columns.items() if column in wanted)
        empty = next((column for at, column in asked if not self.sheet.text(row, at)), "")
        doubt = "số ghi ngoài cột quy định" + (f"; cột “{self.heads[empty]}” còn trống" if empty else "")
        return Question("BC-105", key, empty, cell.text, doubt, (cell.text,), self._source(spot))


def _other_sheets(book: Book, seen: set[str]) -> Iterator[Question]:
    own = seen | {form_layout.GUIDE_SHEET, form_layout.META_SHEET}
    for sheet in book.sheets:
        if sheet.name not in own and any(cell.text for cell in sheet.cells.values()):
            hidden = "" if sheet.visible else " (bị ẩn)"
            where = Source(book.name, sheet.name, "")
            yield Question("BC-108", None, "", sheet.name, f"trang này{hidden} không có trong biểu mẫu", (), where)
