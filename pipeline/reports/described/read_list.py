"""A list with a thing in each row (danh sách), counted and added up; each thing counts once, and doubts become questions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from pipeline.records.own_form import ListFigure, OwnForm
from pipeline.reports.cell_marks import Spot
from pipeline.reports.described.around_table import footnote, period_question, title_of
from pipeline.reports.described.figure_cells import Answering, measure_above, read_at, writes_commas
from pipeline.reports.described.heading_words import word_key
from pipeline.reports.described.list_cells import holds, is_answer
from pipeline.reports.described.sheet_reading import LIST, NAME, TOTAL, Got, Note, Scope, SheetReading, plain
from pipeline.reports.described.stated_periods import stated_periods
from pipeline.reports.described.table_head import Head, find_head
from pipeline.reports.described.unit_lines import USUAL_TOTALS
from pipeline.reports.notes_beside import comment_doubt
from pipeline.reports.sheets import Sheet, address
from pipeline.reports.submission import Question, Reported, Source

_EXACT: Final = 3  # decimals beyond those that are shown, so that a mean of means does not drift
_FEW: Final = 2  # a row with no more than this is a line of a group, not a thing


@dataclass(frozen=True)
class Entry:
    """One thing in the list: its row, its key, and the id of its unit."""

    row: int
    key: str
    unit: str


class ListRows:
    """The reading of a list: its rows, then every figure that is worked out from them."""

    def __init__(self, scope: Scope, form: OwnForm, sheet: Sheet, head: Head) -> None:
        self.scope, self.form, self.sheet, self.head = scope, form, sheet, head
        self.questions: list[tuple[str | None, Question]] = []
        self.notes: list[Note] = []
        self.key_column = next(iter(head.columns(form.key_heading or "")), head.anchor)
        self.unit_column = next(iter(head.columns(form.unit_heading)), 0) if form.unit_heading else 0
        self.number_column = next(iter((*head.columns("STT"), *head.columns("TT"))), 0)
        # What is struck out or commented on is asked about once for the row, and its figures count.
        cells = {spot: replace(cell, comment="", struck=False) for spot, cell in sheet.cells.items()}
        self.bare = replace(sheet, cells=cells)
        self.whole = self._whole()
        self.total_row = self._total_row()
        self.entries = tuple(self._entries())

    def read(self) -> SheetReading:
        """The sheet's figures and questions, and what was left aside."""
        title = title_of(self.sheet, self.head)
        stated = tuple(period for _, text in title for period in stated_periods(text))
        if stated and (question := period_question(self.scope, self.form, self.sheet, title, stated)):
            self.questions.append((None, question))
        self.notes += [Note(self._source(spot), text, "đầu trang") for spot, text in title]
        self._rows_to_ask()
        self._answers()
        got = [item for figure in self.form.figures for item in self._figure(figure)]
        self._typed_totals(got)
        self._below()
        return SheetReading(self.form, self.sheet, tuple(got), tuple(self.questions), tuple(self.notes), stated)

    def _whole(self) -> str:
        """The id of the unit that sent the whole list; empty if its rows name their units, or it is not known."""
        units = self.scope.names.units
        if self.form.unit_place == "cột":
            return ""
        return self.scope.given or (next(iter(units)) if len(units) == 1 else "")

    def _total_row(self) -> int:
        """The row of the total, below which there are no things of the list; 0 if there is none."""
        names = USUAL_TOTALS | {word_key(text) for text in self.form.total_rows}
        rows = [row for (row, _), cell in self.sheet.cells.items() if word_key(cell.text) in names]
        return min((row for row in rows if row > self.head.bottom), default=0)

    def _entries(self) -> Iterator[Entry]:
        seen: dict[str, int] = {}
        rows = sorted({row for (row, _), cell in self.sheet.cells.items() if row > self.head.bottom and cell.text})
        for row in rows:
            if self.head.is_heading(row) or (self.total_row and row >= self.total_row):
                continue
            key = word_key(self.sheet.text(row, self.key_column))
            cells = [at for (line, at), cell in self.sheet.cells.items() if line == row and cell.text]
            if self._is_group(row, cells):
                text = self.sheet.text(row, min(cells))
                self.notes.append(Note(self._source((row, min(cells))), text, "dòng nhóm"))
            elif not key or key in seen:
                self._set_aside(row, seen.get(key))
            else:
                seen[key] = row
                yield from self._entry(row, key)

    def _is_group(self, row: int, cells: Sequence[int]) -> bool:
        own_key = self.sheet.cells.get((row, self.key_column))
        return not (own_key and own_key.text) and len([at for at in cells if at != self.number_column]) < _FEW

    def _set_aside(self, row: int, first: int | None) -> None:
        """Ask about a row without a key, or with the key of an earlier row; such a row does not count."""
        spot = (row, self.key_column)
        if first is None:
            doubt = f"hàng {row} không có mã ở cột “{self.form.key_heading}”; chưa tính: {self._shown(row)}"
            self._ask(self._unit(row), spot, self._shown(row), doubt)
            return
        other = address((first, self.key_column))
        doubt = f"trùng mã với hàng {first} (ô {other}); chỉ tính một lần{self._differs(first, row)}"
        self._ask(self._unit(row), spot, self.sheet.text(*spot), doubt)

    def _entry(self, row: int, key: str) -> Iterator[Entry]:
        if row in self.sheet.hidden_rows:
            spot = (row, self.key_column)
            self.notes.append(Note(self._source(spot), self.sheet.text(*spot), "dòng ẩn, vẫn được tính"))
        if unit := self._unit(row):
            yield Entry(row, key, unit)
            return
        owner = self.sheet.text(row, self.unit_column) if self.unit_column else ""
        doubt = f"hàng {row} không rõ của đơn vị nào trong danh sách báo cáo; chưa tính"
        place = (row, self.unit_column or self.key_column)
        question = Question(NAME, None, "", owner or self._shown(row), doubt, (), self._source(place))
        self.questions.append((None, question))

    def _unit(self, row: int) -> str | None:
        if self.whole or not self.unit_column:
            return self.whole or None
        named = self.scope.names.find(self.sheet.text(row, self.unit_column))
        return named.unit.id if named.unit else None

    def _differs(self, first: int, row: int) -> str:
        skipped = {self.key_column, self.number_column}
        columns = [
            " / ".join(self.head.paths[at])
            for at in self.head.paths
            if at not in skipped and word_key(self.sheet.text(first, at)) != word_key(self.sheet.text(row, at))
        ]
        return f"; hai hàng khác nhau ở: {', '.join(columns)}" if columns else ""

    def _shown(self, row: int) -> str:
        cells = (
            cell.text for (line, at), cell in sorted(self.sheet.cells.items()) if line == row and at in self.head.paths
        )
        return "; ".join(text for text in cells if text)

    def _rows_to_ask(self) -> None:
        """Ask about rows that are struck out and about comments; these rows still count."""
        for entry in self.entries:
            cells = {spot: cell for spot, cell in self.sheet.cells.items() if spot[0] == entry.row}
            struck = sorted(spot for spot, cell in cells.items() if cell.struck)
            if struck:
                doubt = "hàng bị gạch ngang nhưng vẫn được tính: còn tính hay bỏ?"
                text = self._shown(entry.row)
                source = self.scope.source(self.sheet, struck[0], struck[-1])
                self.questions.append((entry.unit, Question(LIST, None, "", text, doubt, (), source)))
            for spot, cell in sorted(cells.items()):
                if cell.comment:
                    self._ask(entry.unit, spot, cell.text, comment_doubt(cell))

    def _answers(self) -> None:
        for answers in self.form.answers:
            for at in self._column(answers.column):
                for entry in self.entries:
                    cell = self.sheet.cells.get((entry.row, at))
                    if cell is not None and cell.text and not is_answer(cell.text, answers.values):
                        doubt = (
                            f"câu trả lời không có trong: {', '.join(answers.values)}; chưa tính vào câu trả lời nào"
                        )
                        spot = (entry.row, at)
                        source = self._source(spot)
                        question = Question(LIST, None, "", cell.text, doubt, answers.values, source)
                        self.questions.append((entry.unit, question))

    def _column(self, heading: str) -> tuple[int, ...]:
        found = self.head.columns(heading)
        if len(found) == 1:
            return found
        doubt = f"có {len(found)} cột mang tiêu đề “{heading}”" if found else f"không thấy cột “{heading}”"
        question = Question(LIST, None, "", heading, doubt, (), self._source(None))
        if (None, question) not in self.questions:
            self.questions.append((None, question))
        return ()

    def _figure(self, figure: ListFigure) -> Iterator[Got]:
        columns = [self._column(heading) for heading in self._headings(figure)]
        if not all(columns):
            return
        for unit in dict.fromkeys(entry.unit for entry in self.entries):
            rows = [entry.row for entry in self.entries if entry.unit == unit and self._meets(figure, entry)]
            yield self._worked_out(figure, unit, rows)

    @staticmethod
    def _headings(figure: ListFigure) -> Iterator[str]:
        if figure.column:
            yield figure.column
        for condition in figure.conditions:
            yield condition.column

    def _meets(self, figure: ListFigure, entry: Entry) -> bool:
        for condition in figure.conditions:
            spot = (entry.row, self._column(condition.column)[0])
            cell = self.sheet.cells.get(spot)
            met = holds(condition, cell)
            if met is None:
                doubt = f"không đủ rõ để xét điều kiện ở cột “{condition.column}”; chưa tính"
                text = cell.text if cell else ""
                question = Question(LIST, figure.indicator, "thực hiện", text, doubt, (), self._source(spot))
                self.questions.append((entry.unit, question))
            if not met:
                return False
        return True

    def _worked_out(self, figure: ListFigure, unit: str, rows: Sequence[int]) -> Got:
        indicator = self.scope.indicator(figure.indicator)
        at = self._column(figure.column)[0] if figure.column else self.key_column
        values = self._values(figure, unit, at, rows) if figure.column else [Decimal(1)] * len(rows)
        count = Decimal(len(values))
        total = sum(values, Decimal(0))
        value = {"đếm": count, "cộng": total, "bình quân": total / count if count else Decimal(0)}[figure.how]
        if figure.how == "bình quân" and not count:
            return Got(unit, figure.indicator, "thực hiện", (self.head.bottom, at), None)
        if figure.how == "bình quân":
            value = round(value, int(indicator.decimals) + _EXACT)
        source = self.scope.source(self.sheet, (rows[0], at), (rows[-1], at)) if rows else self._source(None)
        text = f"{figure.how} {len(values)} hàng"
        said = Reported(figure.indicator, "thực hiện", value, text, source)
        return Got(unit, figure.indicator, "thực hiện", (self.head.bottom, at), said, value)

    def _values(self, figure: ListFigure, unit: str, at: int, rows: Sequence[int]) -> list[Decimal]:
        """The figures of a column in these rows; blank cells are left out, doubtful cells become questions."""
        indicator = self.scope.indicator(figure.indicator)
        if figure.how == "đếm":
            indicator = indicator.model_copy(update={"measure": self._measure(at), "decimals": "3"})
        measure = "" if figure.how == "đếm" else measure_above(indicator, self.head.paths[at], ())
        what = Answering(unit, indicator, "thực hiện", measure, commas=writes_commas(self.sheet, (at,)))
        found: list[Decimal] = []
        for row in rows:
            said = read_at(self.scope, self.bare, (row, at), what).said
            if isinstance(said, Question):
                if (unit, said) not in self.questions and figure.how != "đếm":
                    self.questions.append((unit, said))
            elif said is not None and said.value is not None:
                found.append(said.value)
        return found

    def _measure(self, at: int) -> str:
        return "%" if any("%" in words for words in self.head.paths[at]) else ""

    def _typed_totals(self, got: Sequence[Got]) -> None:
        """Ask about totals in the total row that differ from the sum of the rows."""
        for figure in self.form.figures:
            if figure.how != "cộng" or figure.conditions or not self.total_row or not figure.column:
                continue
            spot = (self.total_row, next(iter(self.head.columns(figure.column)), 0))
            cell = self.sheet.cells.get(spot)
            total = sum((item.value or Decimal(0) for item in got if item.indicator == figure.indicator), Decimal(0))
            if cell is None or cell.number == total:
                continue
            if cell.formula and not cell.text:
                said = "công thức không có kết quả lưu trong tệp, không phải số tổng"
            else:
                said = f"ghi {cell.text}"
            doubt = f"dòng tổng {said}; cộng các hàng, mỗi mã một lần, được {plain(total)}"
            question = Question(TOTAL, None, "thực hiện", cell.text, doubt, (plain(total),), self._source(spot))
            self.questions.append((None, question))

    def _below(self) -> None:
        """Note or ask about text below the total row, and note columns that no figure uses."""
        for spot, cell in sorted(self.sheet.cells.items()):
            if cell.text and self.total_row and spot[0] > self.total_row:
                for item in footnote(self.scope, self.sheet, spot, cell.text, {}):
                    if isinstance(item, Note):
                        self.notes.append(item)
                    else:
                        self.questions.append(item)
        named = {heading for figure in self.form.figures for heading in self._headings(figure)}
        used = {at for heading in named for at in self.head.columns(heading)} | {self.key_column, self.unit_column}
        for at in sorted(set(self.head.paths) - used):
            heading = " / ".join(self.head.paths[at])
            self.notes.append(Note(self._source((self.head.bottom, at)), heading, "cột không dùng trong phép tính nào"))

    def _ask(self, unit: str | None, spot: Spot, text: str, doubt: str) -> None:
        self.questions.append((unit, Question(LIST, None, "", text, doubt, (), self._source(spot))))

    def _source(self, spot: Spot | None) -> Source:
        return self.scope.source(self.sheet, spot)


def read_list(scope: Scope, form: OwnForm, sheet: Sheet) -> SheetReading | None:
    """Read a sheet by this description; None if it has no such list."""
    head = find_head(sheet, form.key_heading or "", rows=form.heading_rows)
    return None if head is None else ListRows(scope, form, sheet, head).read()
