"""A table with an indicator in each row and times in columns (chỉ tiêu theo hàng), a unit on each sheet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from pipeline.records.agency import Agency
from pipeline.records.own_form import FormColumn, FormItem, OwnForm
from pipeline.reports.cell_marks import Spot
from pipeline.reports.described.around_table import aside_columns, footnote, period_question, title_of
from pipeline.reports.described.figure_cells import Answering, measure_above, measure_question, read_at, writes_commas
from pipeline.reports.described.heading_words import fits, path_of, word_key
from pipeline.reports.described.item_lines import ItemLine, item_lines
from pipeline.reports.described.ratios import odd_ratios
from pipeline.reports.described.sheet_reading import (
    BLANK,
    IN_TABLE,
    NAME,
    SHEET,
    Got,
    Note,
    Scope,
    SheetReading,
    broken_rules,
)
from pipeline.reports.described.stated_periods import stated_periods
from pipeline.reports.described.table_head import Head, find_head
from pipeline.reports.described.unit_lines import is_figure
from pipeline.reports.form_layout import answer_unit
from pipeline.reports.notes_beside import beside_words
from pipeline.reports.sheets import Sheet
from pipeline.reports.submission import Question, Source
from pipeline.text import money_unit, without_marks

_UNIT: Final = re.compile(
    r"(?:tên )?(?:đơn vị|cơ quan)(?: báo cáo)?\s*:\s*(?P<name>.+?)\s*(?:[-–;|]\s|$)", re.IGNORECASE
)
_NEEDED: Final = frozenset({"thực hiện", "lũy kế"})  # a plan or a figure of last year may be left blank


class ItemRows:
    """The reading of a sheet of one unit."""

    def __init__(self, scope: Scope, form: OwnForm, sheet: Sheet, head: Head, unit: Agency) -> None:
        self.scope, self.form, self.sheet, self.head, self.unit = scope, form, sheet, head, unit
        self.questions: list[tuple[str | None, Question]] = []
        self.notes: list[Note] = []
        self.item_column = next(iter(head.columns(form.item_heading or "")), head.anchor)
        self.number_column = self._first(form.number_heading, "STT", "TT")
        self.measure_column = self._first(form.measure_heading, "Đơn vị tính", "ĐVT")
        self.remark_column = self._first(form.remark_heading, "Ghi chú")
        self.columns = dict(self._columns())
        self.commas = writes_commas(sheet, self.columns)
        self.lines = tuple(item_lines(sheet, head, item_column=self.item_column, number_column=self.number_column))
        self.rows = dict(self._rows())

    def read(self) -> SheetReading:
        """The sheet's figures and questions, and what was left aside."""
        got = [got for row, item in self.rows.items() for got in self._row(row, item)]
        filled = any(item.said is not None for item in got)
        if filled:
            got = [self._blank(item) for item in got]
            self.questions += broken_rules(self.scope, self.sheet, self.form.rules, got)
            self.questions += odd_ratios(self.scope, self.sheet, got)
            self._other_rows()
            self._other_columns()
        title = title_of(self.sheet, self.head)
        stated = tuple(period for _, text in title for period in stated_periods(text))
        if question := period_question(self.scope, self.form, self.sheet, title, stated):
            self.questions.append((self.unit.id, question))
        self.notes += [Note(self._source(spot), text, "đầu trang") for spot, text in title]
        return SheetReading(self.form, self.sheet, tuple(got), tuple(self.questions), tuple(self.notes), stated)

    def _first(self, heading: str | None, *usual: str) -> int:
        names = (heading,) if heading else usual
        return next((at for name in names for at in self.head.columns(name)[:1]), 0)

    def _columns(self) -> Iterator[tuple[int, FormColumn]]:
        for column in self.form.columns:
            at = tuple(dict.fromkeys(spot for heading in column.headings for spot in self.head.columns(heading)))
            if len(at) == 1:
                yield at[0], column
                continue
            named = " hoặc ".join(f"“{heading}”" for heading in column.headings)
            doubt = f"có {len(at)} cột mang tiêu đề {named}" if at else f"không thấy cột {named}"
            question = Question(IN_TABLE, None, column.figure, named, doubt, (), self._source(None))
            self.questions.append((self.unit.id, question))

    def _rows(self) -> Iterator[tuple[int, FormItem]]:
        keyed = {line.row: tuple(word_key(part) for part in line.path) for line in self.lines}
        for item in self.form.items:
            wanted = [path_of(path) for path in item.paths]
            found = [row for row, path in keyed.items() if path in wanted]
            found = found or [row for row, path in keyed.items() if any(fits(levels, path) for levels in wanted)]
            if len(found) == 1:
                yield found[0], item
                continue
            doubt = (
                f"có {len(found)} dòng mang tên này, không rõ dòng nào" if found else "không thấy dòng này trong biểu"
            )
            spot = (found[1], self.item_column) if found else None
            text = item.paths[0]
            question = Question(IN_TABLE, item.indicator, "thực hiện", text, doubt, (), self._source(spot))
            self.questions.append((self.unit.id, question))

    def _row(self, row: int, item: FormItem) -> Iterator[Got]:
        indicator = self.scope.indicator(item.indicator)
        measure = self._measure(row)
        remark = self.sheet.text(row, self.remark_column) if self.remark_column else ""
        own = "" if word_key(measure) in {word_key(answer_unit(indicator)), ""} else measure
        asked = False
        titles = [text for _, text in title_of(self.sheet, self.head)]
        for at, column in self.columns.items():
            above = "" if measure else measure_above(indicator, self.head.paths[at], titles)
            stated = column.measure or own or above
            what = Answering(self.unit.id, indicator, column.figure, stated, remark, self.commas)
            got = read_at(self.scope, self.sheet, (row, at), what)
            yield got
            asked = asked or (got.value is not None and bool(own) and money_unit(own) is not None)
        if asked:
            what = Answering(self.unit.id, indicator, "", own)
            question = measure_question(self.scope, self.sheet, (row, self.measure_column), what)
            self.questions.append((self.unit.id, question))

    def _measure(self, row: int) -> str:
        return " ".join(self.sheet.text(row, self.measure_column).split()) if self.measure_column else ""

    def _blank(self, item: Got) -> Got:
        indicator = self.scope.indicator(item.indicator)
        if item.said is not None or item.column not in _NEEDED or indicator.is_computed:
            return item
        doubt = "ô để trống, các dòng khác có số: không phát sinh hay chưa có số liệu"
        said = Question(BLANK, item.indicator, item.column, "", doubt, (), self._source(item.spot))
        return Got(item.unit, item.indicator, item.column, item.spot, said)

    def _other_rows(self) -> None:
        """Sort the rows that the description does not name: parents, skipped rows, footers, and rows to ask about."""
        skipped = [path_of(path) for path in self.form.skipped_rows]
        parents = {line.path[:depth] for line in self.lines if line.row in self.rows for depth in range(len(line.path))}
        for line in self.lines:
            keys = tuple(word_key(part) for part in line.path)
            spots = [(line.row, at) for at in self.columns if (line.row, at) in self.sheet.cells]
            filled = [spot for spot in spots if is_figure(self.sheet.cells[spot])]
            spot = (line.row, self.item_column)
            if line.row in self.rows:
                continue
            if any(fits(path, keys) for path in skipped):
                self.notes.append(Note(self._source(spot), line.label, "mô tả của biểu cho bỏ qua dòng này"))
            elif filled:
                doubt = (
                    "dòng không có trong mô tả của biểu, số liệu chưa được nhận: nằm trong hay cộng thêm vào dòng khác?"
                )
                source = self.scope.source(self.sheet, filled[0], filled[-1])
                text = f"{line.label}: {'; '.join(self.sheet.text(*at) for at in filled)}"
                self.questions.append((self.unit.id, Question(IN_TABLE, None, "", text, doubt, (), source)))
            elif line.path not in parents and not line.numbered:
                self._words(line)
        lines = {line.row for line in self.lines}
        for spot, cell in sorted(self.sheet.cells.items()):
            if spot[0] > self.head.bottom and spot[0] not in lines and cell.text and spot[1] in self.head.paths:
                self._words_at(spot, cell.text)

    def _words(self, line: ItemLine) -> None:
        for spot, cell in sorted(self.sheet.cells.items()):
            if spot[0] == line.row and cell.text:
                self._words_at(spot, cell.text)

    def _words_at(self, spot: Spot, text: str) -> None:
        if spot[1] in self.columns and self.sheet.cells[spot].number is not None:
            doubt = "số không thuộc dòng nào của biểu"
            self.questions.append((self.unit.id, Question(IN_TABLE, None, "", text, doubt, (), self._source(spot))))
            return
        for item in footnote(self.scope, self.sheet, spot, text, {}):
            if isinstance(item, Note):
                self.notes.append(item)
            else:
                self.questions.append(item)

    def _other_columns(self) -> None:
        known = {self.item_column, self.number_column, self.measure_column, self.remark_column, *self.columns}
        skipped = {at for heading in self.form.skipped_columns for at in self.head.columns(heading)}
        aside = aside_columns(self.form, self.sheet, self.head)
        others: dict[int, list[Spot]] = {}
        rows = {line.row for line in self.lines}
        for spot, cell in sorted(self.sheet.cells.items()):
            row, at = spot
            if row <= self.head.bottom:
                continue
            if (said := beside_words(cell)) and at not in self.columns:
                question = Question(SHEET, None, "", cell.comment or cell.text, said, (), self._source(spot))
                self.questions.append((self.unit.id, question))
            if cell.text and at not in known | skipped | aside and (row in rows or at not in self.head.paths):
                others.setdefault(at, []).append(spot)
        for at, spots in others.items():
            heading = " / ".join(self.head.paths.get(at, ())) or self.sheet.text(*spots[0])
            doubt = f"cột không có trong mô tả của biểu; chưa đọc {len(spots)} ô"
            source = self.scope.source(self.sheet, spots[0], spots[-1])
            self.questions.append((self.unit.id, Question(SHEET, None, "", heading, doubt, (), source)))
        for at in sorted(set(self.columns) & self.sheet.hidden_columns):
            self.notes.append(Note(self._source((self.head.bottom, at)), "", "cột ẩn, vẫn được đọc"))
        for row in sorted(set(self.rows) & self.sheet.hidden_rows):
            self.notes.append(Note(self._source((row, self.item_column)), "", "dòng ẩn, vẫn được đọc"))

    def _source(self, spot: Spot | None) -> Source:
        return self.scope.source(self.sheet, spot)


def read_item_rows(scope: Scope, form: OwnForm, sheet: Sheet) -> SheetReading | None:
    """Read a sheet by this description; None if it has no such table."""
    head = find_head(sheet, form.item_heading or "", rows=form.heading_rows)
    if head is None:
        return None
    spot, text, unit, certain = _whose(scope, form, sheet, head)
    if unit is None:
        doubt = "không rõ trang này của đơn vị nào trong danh sách báo cáo; số liệu của trang chưa được nhận"
        question = Question(NAME, None, "", text or sheet.name, doubt, (), scope.source(sheet, spot))
        return SheetReading(form, sheet, questions=((None, question),))
    rows = ItemRows(scope, form, sheet, head, unit)
    if not certain:
        doubt = f"tên gọi cần xác nhận: có phải {unit.called}? Đúng thì thêm vào “tên đơn vị” của biểu có sẵn"
        source = scope.source(sheet, spot)
        rows.questions.append((unit.id, Question(NAME, None, "", text, doubt, (unit.called,), source)))
    named = scope.names.find(sheet.name).unit
    if form.unit_place == "đầu trang" and named is not None and named.id != unit.id:
        doubt = f"tên trang “{sheet.name}” là của đơn vị khác, đầu trang ghi “{text}”; đã lấy theo đầu trang"
        rows.questions.append((unit.id, Question(NAME, None, "", text, doubt, (), scope.source(sheet, spot))))
    elif form.unit_place == "đầu trang" and named is None and not _alike(sheet.name, unit):
        why = f"tên trang “{sheet.name}” không cho biết đơn vị; đã lấy theo đầu trang: {unit.called}"
        rows.notes.append(Note(scope.source(sheet, spot), text, why))
    return rows.read()


def _alike(name: str, unit: Agency) -> bool:
    """Whether a sheet's name is its unit's name without marks and blanks, such as `AnBinh`."""
    return without_marks(word_key(name)) in without_marks(word_key(unit.name))


def _whose(scope: Scope, form: OwnForm, sheet: Sheet, head: Head) -> tuple[Spot | None, str, Agency | None, bool]:
    """Where the unit is named (None: nowhere), the text there, the unit (None: unknown), and whether it is certain."""
    if form.unit_place == "không ghi":
        units = scope.names.units
        key = scope.given or (next(iter(units)) if len(units) == 1 else "")
        return None, key, units.get(key), True
    for spot, text in title_of(sheet, head):
        if (found := _UNIT.search(text)) is not None:
            named = scope.names.find(found["name"])
            return spot, found["name"], named.unit, named.certain
    return None, "", None, True
