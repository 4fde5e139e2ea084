"""A table with a unit in each row and indicators in columns (đơn vị theo hàng)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Final

from pipeline.records.own_form import FormColumn, FormRule, OwnForm
from pipeline.reports.cell_marks import Spot
from pipeline.reports.described.around_table import around, title_of
from pipeline.reports.described.column_rules import rules_in_numbers
from pipeline.reports.described.figure_cells import Answering, is_dash, measure_above, read_at, writes_commas
from pipeline.reports.described.heading_words import word_key
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
    plain,
)
from pipeline.reports.described.table_head import Head, find_head
from pipeline.reports.described.typed_totals import odd_totals
from pipeline.reports.described.unit_lines import USUAL_TOTALS, Kind, Line, Table, lines_of
from pipeline.reports.sheets import Sheet, address
from pipeline.reports.submission import Question, Reported, Source

_RARE: Final = 4  # a colour on less than a quarter of the figures means something


@dataclass(frozen=True)
class Place:
    """A described column: its numbers on the sheet (several if they are added), and the unit of measure stated there."""

    column: FormColumn
    at: tuple[int, ...]
    measure: str


class UnitRows:
    """The reading of a sheet: heading, rows, then every cell."""

    def __init__(self, scope: Scope, form: OwnForm, sheet: Sheet, head: Head) -> None:
        self.scope, self.form, self.sheet, self.head = scope, form, sheet, head
        self.questions: list[tuple[str | None, Question]] = []
        self.notes: list[Note] = []
        self.places = tuple(self._places())
        self.figure_columns = frozenset(at for place in self.places for at in place.at)
        self.unit_column = next(iter(head.columns(form.unit_heading or "")), head.anchor)
        self.number_column = self._first(form.number_heading, ("STT", "TT", "Số TT"))
        self.remark_column = self._first(form.remark_heading, ("Ghi chú",))
        others = {self.unit_column, self.number_column, self.remark_column}
        self.commas = writes_commas(sheet, set(head.paths) - others)
        table = Table(
            head,
            self.unit_column,
            self.number_column,
            self.figure_columns,
            USUAL_TOTALS | {word_key(text) for text in form.total_rows},
            frozenset(word_key(text) for text in form.group_rows),
            frozenset(word_key(text) for text in form.skipped_rows),
        )
        self.lines = tuple(lines_of(sheet, table, scope.names))

    def read(self) -> SheetReading:
        """The sheet's figures and questions, and what was left aside."""
        rows = {line.row: tuple(self._unit_row(line)) for line in self.lines if line.kind is Kind.UNIT}
        got = [item for items in rows.values() for item in items]
        filled = {row for row, items in rows.items() if any(item.said is not None for item in items)}
        silent: dict[str, Question] = {}
        for line in self.lines:
            match line.kind:
                case Kind.UNIT if filled:
                    self._named(line)
                    if line.row not in filled and line.unit is not None:
                        silent[line.unit.id] = self._silent(line)
                case Kind.UNKNOWN if filled or any(self.sheet.text(line.row, at) for at in self.figure_columns):
                    self.questions.append((None, self._unknown(line)))
                case Kind.NUMBERS:
                    self._note((line.row, self.unit_column), "dòng đánh số cột")
                case _:
                    pass
        got = self._doubted(got, filled)
        if filled:
            self._checked(got)
        else:
            self._note(None, "trang chưa điền số liệu của đơn vị nào; dòng tổng không phải là số liệu")
        self._strays(filled)
        beside = around(self.scope, self.form, self.sheet, self.head, self.lines, self.figure_columns)
        self.questions += beside.questions
        self.notes += beside.notes
        totals = tuple(self._total_cells())
        return SheetReading(
            self.form,
            self.sheet,
            tuple(got),
            tuple(self.questions),
            tuple(self.notes),
            beside.stated,
            silent,
            totals,
        )

    def _places(self) -> Iterator[Place]:
        """Where each described column stands; a column that is missing or there twice becomes a question."""
        for column in self.form.columns:
            found = [self.head.columns(heading) for heading in column.headings]
            at = tuple(dict.fromkeys(spot for spots in found for spot in spots))
            wanted = len(column.headings) if column.added == "có" else 1
            named = " hoặc ".join(f"“{heading}”" for heading in column.headings)
            if len(at) != wanted or (column.added == "có" and not all(found)):
                cells = ", ".join(address((self.head.top, spot)) for spot in at)
                doubt = f"có {len(at)} cột mang tiêu đề {named} ({cells})" if at else f"không thấy cột {named}"
                self.questions.append(
                    (None, Question(IN_TABLE, column.indicator, column.figure, named, doubt, (), self._source(None)))
                )
                continue
            indicator = self.scope.indicator(column.indicator or "")
            titles = [text for _, text in title_of(self.sheet, self.head)]
            yield Place(column, at, column.measure or measure_above(indicator, self.head.paths[at[0]], titles))

    def _first(self, heading: str | None, usual: Sequence[str]) -> int:
        names = (heading,) if heading else usual
        return next((at for name in names for at in self.head.columns(name)[:1]), 0)

    def _unit_row(self, line: Line) -> Iterator[Got]:
        assert line.unit is not None  # noqa: S101 - the kind of the line says so
        remark = self.sheet.text(line.row, self.remark_column) if self.remark_column else ""
        for place in self.places:
            indicator = self.scope.indicator(place.column.indicator or "")
            what = Answering(line.unit.id, indicator, place.column.figure, place.measure, remark, self.commas)
            cells = [read_at(self.scope, self.sheet, (line.row, at), what) for at in place.at]
            yield cells[0] if len(cells) == 1 else self._sum(cells)

    def _sum(self, cells: Sequence[Got]) -> Got:
        """The answer of several columns that are added; a doubtful part makes the sum a question."""
        first = cells[0]
        asked = next((item for item in cells if isinstance(item.said, Question)), None)
        if asked is not None or any(item.value is None for item in cells):
            return asked or Got(first.unit, first.indicator, first.column, first.spot, None)
        value = sum((item.value or Decimal(0) for item in cells), Decimal(0))
        figures = [item.said for item in cells if isinstance(item.said, Reported)]
        text = " + ".join(figure.text for figure in figures)
        source = self.scope.source(self.sheet, first.spot, cells[-1].spot)
        said = Reported(first.indicator, first.column, value, text, source, figures[0].remark)
        return Got(first.unit, first.indicator, first.column, first.spot, said, value)

    def _doubted(self, got: list[Got], filled: set[int]) -> list[Got]:
        """The answers, with questions for doubtful cells.

        Doubtful are: blank cells beside filled cells, whole groups of dashes, rows of a unit that has two rows, and
        cells with a colour that few cells have.
        """
        coloured = self._coloured()
        dashed = {spot for row in filled for spot in self._dashed(row)}
        twice = self._twice()
        found: list[Got] = []
        for item in got:
            cell = self.sheet.cells.get(item.spot)
            doubt = ""
            if item.said is not None and item.spot[0] in twice:
                doubt = "đơn vị có hai dòng trong bảng, không rõ dòng nào đúng"
            elif item.said is None and item.spot[0] in filled:
                doubt = "ô để trống, các ô khác của đơn vị có số: không phát sinh hay chưa có số liệu"
            elif item.spot in dashed:
                doubt = "ghi “-” ở mọi cột của nhóm: không phát sinh (0) hay không áp dụng"
            elif cell is not None and cell.fill and cell.fill in coloured and isinstance(item.said, Reported):
                doubt = f"ô được tô màu khác các ô khác{coloured[cell.fill]}"
            computed = self.scope.indicator(item.indicator).is_computed
            if doubt and not computed and not isinstance(item.said, Question):
                choices = ("0",) if item.spot in dashed else (plain(item.value),) if item.value is not None else ()
                text = cell.text if cell else ""
                code = BLANK if item.said is None else IN_TABLE
                remark = item.said.remark if item.said is not None else ""
                said = Question(
                    code, item.indicator, item.column, text, doubt, choices, self._source(item.spot), remark
                )
                found.append(Got(item.unit, item.indicator, item.column, item.spot, said, item.weight))
            else:
                found.append(item)
        return found

    def _dashed(self, row: int) -> Iterator[Spot]:
        def above(at: int) -> tuple[str, ...]:
            return self.head.paths[at][:-1]

        for group, columns in groupby(sorted(self.figure_columns), key=above):
            spots = [(row, at) for at in columns]
            if group and len(spots) > 1 and all(is_dash(self.sheet.cells.get(spot)) for spot in spots):
                yield from spots

    def _coloured(self) -> dict[str, str]:
        """Colours that few figures have, each with the legend that the sheet gives for it (empty: none)."""
        units = {line.row for line in self.lines if line.kind is Kind.UNIT}
        fills = [
            cell.fill for (row, at), cell in self.sheet.cells.items() if row in units and at in self.figure_columns
        ]
        rare = {fill for fill in fills if fill and fills.count(fill) * _RARE < len(fills)}
        said = dict.fromkeys(rare, "")
        for (row, at), cell in self.sheet.cells.items():
            is_figure = row in units and at in self.head.paths
            if cell.fill in rare and cell.text and not is_figure:
                said[cell.fill] = f": chú giải “{cell.text}: {self.sheet.text(row, at + 1)}”"
        return said

    def _checked(self, got: Sequence[Got]) -> None:
        """Compare typed totals, rules between columns, and ratios with the figures of the units."""
        taken = [place for place in self.places if place.at]
        rules = (*self.form.rules, *self._number_rules())
        self.questions += odd_totals(self.scope, self.sheet, self.lines, taken, got, rules)
        self.questions += broken_rules(self.scope, self.sheet, rules, got)
        self.questions += odd_ratios(self.scope, self.sheet, got)

    def _number_rules(self) -> tuple[FormRule, ...]:
        places = {place.at[0]: place.column for place in self.places if len(place.at) == 1}
        rows = [line.row for line in self.lines if line.kind is Kind.NUMBERS]
        return rules_in_numbers(self.scope, self.sheet, self.head, rows, places)

    def _total_cells(self) -> Iterator[Got]:
        """The totals that the sheet states, for checks over several sheets."""
        for line in self.lines:
            if line.kind is Kind.TOTAL:
                for place in self.places:
                    indicator = self.scope.indicator(place.column.indicator or "")
                    what = Answering("", indicator, place.column.figure, place.measure, commas=self.commas)
                    yield read_at(self.scope, self.sheet, (line.row, place.at[0]), what)

    def _named(self, line: Line) -> None:
        if not line.certain and line.unit is not None:
            doubt = f"tên gọi cần xác nhận: có phải {line.unit.called}? Đúng thì thêm vào “tên đơn vị” của biểu có sẵn"
            question = Question(NAME, None, "", line.text, doubt, (line.unit.called,), self._source(line.name))
            self.questions.append((line.unit.id, question))

    def _twice(self) -> frozenset[int]:
        """The rows of units that have several rows; the program does not choose between them."""
        seen: dict[str, list[Line]] = {}
        for line in self.lines:
            if line.kind is Kind.UNIT and line.unit is not None:
                seen.setdefault(line.unit.id, []).append(line)
        return frozenset(line.row for lines in seen.values() if len(lines) > 1 for line in lines)

    def _silent(self, line: Line) -> Question:
        others = sorted(
            spot
            for spot, cell in self.sheet.cells.items()
            if spot[0] == line.row and cell.text and spot[1] not in {self.unit_column, self.number_column}
        )
        said = next((spot for spot in others if self.sheet.cells[spot].number is None), None)
        text = self.sheet.text(*said) if said else line.text
        doubt = f"dòng {line.row} của {line.text} không có số liệu: chưa báo cáo, không phải là 0"
        return Question(BLANK, None, "", text, doubt, (), self._source(said or line.name))

    def _unknown(self, line: Line) -> Question:
        near = f"; có lẽ là {line.near}" if line.near else ""
        doubt = (
            f"dòng {line.row} không rõ của đơn vị nào trong danh sách báo cáo{near}; số liệu của dòng chưa được nhận"
        )
        return Question(NAME, None, "", line.text, doubt, (line.near,) if line.near else (), self._source(line.name))

    def _strays(self, filled: set[int]) -> None:
        """Ask about filled cells of units in columns that are neither described nor skipped."""
        known = self.figure_columns | {self.unit_column, self.number_column, self.remark_column}
        known |= {at for heading in self.form.skipped_columns for at in self.head.columns(heading)}
        units = {line.row: line.unit for line in self.lines if line.kind is Kind.UNIT}
        others: dict[int, list[Spot]] = {}
        for spot, cell in sorted(self.sheet.cells.items()):
            if spot[0] in units and spot[1] not in known and spot[1] in self.head.paths and cell.text:
                others.setdefault(spot[1], []).append(spot)
        for at, spots in others.items():
            heading = " / ".join(self.head.paths[at])
            doubt = f"cột “{heading}” không có trong mô tả của biểu; chưa đọc {len(spots)} ô"
            question = Question(SHEET, None, "", heading, doubt, (), self.scope.source(self.sheet, spots[0], spots[-1]))
            self.questions.append((None, question))
        for at in sorted(self.figure_columns & self.sheet.hidden_columns):
            self._note((self.head.bottom, at), "cột ẩn, vẫn được đọc")
        for row in sorted(set(filled) & self.sheet.hidden_rows):
            self._note((row, self.unit_column), "dòng ẩn, vẫn được đọc")

    def _note(self, spot: Spot | None, why: str) -> None:
        text = self.sheet.text(*spot) if spot else self.sheet.name
        self.notes.append(Note(self._source(spot), text, why))

    def _source(self, spot: Spot | None) -> Source:
        return self.scope.source(self.sheet, spot)


def read_unit_rows(scope: Scope, form: OwnForm, sheet: Sheet) -> SheetReading | None:
    """Read a sheet by this description; None if it has no such table."""
    head = find_head(sheet, form.unit_heading or "", rows=form.heading_rows)
    return None if head is None else UnitRows(scope, form, sheet, head).read()
