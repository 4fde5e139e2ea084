"""The form that a unit fills in (biểu mẫu báo cáo): an XLSX file made from the outline, to be used without a manual.

Unlocked cells are to be filled in; each of them explains itself when it is selected and refuses what is no figure.
Equal records give equal bytes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from pipeline.filing.workbook import GrowingSheet, xlsx
from pipeline.records.agency import Agency
from pipeline.records.base import figure
from pipeline.records.office import Office
from pipeline.records.reporting import Asked, Indicator, Outline, Period
from pipeline.reports import form_layout
from pipeline.reports.form_signature import Place, write_signature
from pipeline.reports.numerals import format_figure
from pipeline.reports.parties import post_of
from pipeline.reports.rows_sheet import Looks, write_rows
from pipeline.reports.sheets import address
from pipeline.text import format_date

_FONT: Final = "Times New Roman"
_MOST_MESSAGE: Final = 255
_MOST_TITLE: Final = 32
_GREY: Final = "#D9D9D9"
_FILL: Final = "#FFFBE6"
_LINE: Final = 17.5  # points, a line of 12 points with room for the accents
_LIST_LINES: Final = 4
_DEEPEST: Final = 3
_INDENTS: Final = range(1, _DEEPEST + 1)  # of what is part of something else
_TEXT_LINES: Final = 7
_MOST_PRINTED: Final = 2300  # signs; a row is 409 points high at most
_PRINTABLE: Final[Mapping[str, Any]] = {
    "validate": "length",
    "criteria": "<=",
    "value": _MOST_PRINTED,
    "error_type": "warning",
    "error_title": "Ô quá dài",
    "error_message": f"Ô chỉ in được khoảng {_MOST_PRINTED:,} ký tự. Phần dài hơn gửi kèm báo cáo lời văn (Word).".replace(
        ",", ".", 1
    ),
}
# What the guide tells people to type where there is no figure.
_SIGNS: Final = ("-", "…", "...")
_BOLD: Final = 0.75  # a heading breaks between words, and bold letters are wider
_WIDTHS: Final = {"number": 5, "name": 48, "measure": 12, "figure": 16, "remark": 28, "title": 34, "text": 110}
Known = Mapping[tuple[str, str], Decimal]


@dataclass(frozen=True)
class Beside:
    """Earlier figures of a unit by (indicator, column), with the name of their period, to be printed beside cells."""

    name: str
    figures: Known

    def words(self, indicator: Indicator) -> str | None:
        """The earlier figure of an indicator as text; None if there is none."""
        value = self.figures.get((indicator.id, "thực hiện"))
        if value is None or not indicator.is_yes:
            return None if value is None else format_figure(value, int(indicator.decimals))
        return "có" if value else "không"


def make_form(office: Office, period: Period, unit: Agency, *, beside: tuple[Beside, ...] = ()) -> bytes:
    """The form of a unit for a period, as the bytes of an XLSX file. `beside`: earlier figures to print."""
    outline = office.outline(period.outline)
    return xlsx(
        lambda book: _Writer(book=book, office=office, period=period, unit=unit, outline=outline, beside=beside).write()
    )


@dataclass
class _Writer:
    """The writing of a form; its formats are made once."""

    book: Any
    office: Office
    period: Period
    unit: Agency
    outline: Outline
    beside: tuple[Beside, ...]

    def write(self) -> None:
        """Write the guide, the tables, the texts, and the hidden sheet with unit and period."""
        opened = self.period.opened
        self.book.set_properties(
            {
                "title": f"Biểu mẫu báo cáo {self.period.name} - {self.unit.called}",
                "author": self.office.body(self.period.compiler).name,
                "created": dt.datetime(opened.year, opened.month, opened.day, tzinfo=dt.UTC),
            }
        )
        self._formats()
        self._guide()
        tables = tuple(form_layout.tables(self.office, self.outline, self.unit))
        for table in tables:
            last = table is tables[-1] and not self.outline.sections
            self._rows(table, last=last) if table.layout.columns else self._table(table, last=last)
        if self.outline.sections:
            self._texts()
        self._meta()

    def _formats(self) -> None:
        base = {"font_name": _FONT, "font_size": 12, "valign": "vcenter"}
        make = self.book.add_format
        self.plain = make({**base, "text_wrap": True})
        self.title = make({**base, "bold": True, "font_size": 14})
        self.bold = make({**base, "bold": True})
        self.note = make({**base, "italic": True})
        self.head = make({**base, "bold": True, "align": "center", "text_wrap": True, "border": 1, "bg_color": _GREY})
        self.cell = make({**base, "text_wrap": True, "border": 1})
        self.indented = [self.cell, *(make({**base, "text_wrap": True, "border": 1, "indent": n}) for n in _INDENTS)]
        self.centre = make({**base, "align": "center", "text_wrap": True, "border": 1})
        self.locked = make({**base, "align": "right", "border": 1, "bg_color": "#F2F2F2"})
        self.closed = make({**base, "align": "center", "border": 1, "bg_color": "#F2F2F2"})
        self.text = make({**base, "text_wrap": True, "border": 1, "locked": False, "bg_color": _FILL, "valign": "top"})
        self.fill = {
            places: make(
                {
                    **base,
                    "align": "right",
                    "border": 1,
                    "locked": False,
                    "bg_color": _FILL,
                    "num_format": "#,##0" + (f".{'0' * places}" if places else ""),
                }
            )
            for places in range(4)
        }
        self.date = make(
            {**base, "align": "center", "border": 1, "locked": False, "bg_color": _FILL, "num_format": "dd/mm/yyyy"}
        )
        self.yes = make({**base, "align": "center", "border": 1, "locked": False, "bg_color": _FILL})

    def _guide(self) -> None:
        sheet = self.book.add_worksheet(form_layout.GUIDE_SHEET)
        compiler = self.office.body(self.period.compiler)
        contact = post_of(self.office, self.period.compiler)
        sheet.set_column(0, 0, _WIDTHS["text"])
        sheet.hide_gridlines(2)
        _on_one_page_width(sheet)
        lines = (
            f"{form_layout.UNIT_LABEL} {self.unit.name}",
            f"{form_layout.PERIOD_LABEL} {self.period.name}",
            f"Gửi về {compiler.name} chậm nhất {format_date(self.period.due)}"
            + (f", thư điện tử {contact}" if contact else "")
            + ".",
            form_layout.window(self.period),
            "1. Điền vào các ô nền vàng ở các trang “Biểu …” và “Nội dung”. Chọn ô để xem cách ghi. Các ô khác đã khóa.",
            "2. Số ghi bằng chữ số. Không phát sinh ghi 0 (hoặc dấu -); có phát sinh nhưng chưa có số liệu ghi dấu …",
            "    Ô để trống được hiểu là chưa báo cáo.",
            "3. Chỉ tiêu tính bằng % ghi con số, ví dụ 35 hoặc 35,5; không ghi 0,35.",
            "4. Giải thích thêm ghi ở cột “Ghi chú”; không ghi chữ vào ô số liệu.",
            "5. Số liệu kỳ trước, cùng kỳ (nếu có) in sẵn bên cạnh để đối chiếu. Ô in sẵn dấu x thì không phải ghi.",
            "6. Dòng tự cao lên theo chữ đã gõ. Đoạn văn dài hơn một trang in thì gửi kèm báo cáo lời văn (Word).",
            "7. Ghi số, ngày, người lập ở cuối trang cuối; in ra ký tên, đóng dấu thì đây là báo cáo chính thức.",
            "8. Gửi lại đúng tệp này, giữ tên các trang. Sửa số liệu đã gửi thì gửi lại cả tệp; bản sau thay bản trước.",
        )
        sheet.write_string(0, 0, f"BIỂU MẪU BÁO CÁO {self.period.name.upper()}", self.title)
        for row, line in enumerate(lines, start=2):
            sheet.write_string(row, 0, line, self.bold if row < 4 else self.plain)  # noqa: PLR2004 - unit and period
            sheet.set_row(row, _height((line, "text")))
        sheet.protect()

    def _heading(self, sheet: Any, title: str, *, beside: int, more_rows: bool = False) -> None:  # noqa: ANN401 - XlsxWriter
        sheet.write_string(0, 1, title, self.title)
        sheet.write_string(1, 1, f"{form_layout.UNIT_LABEL} {self.unit.name}", self.bold)
        sheet.write_string(2, 1, f"{form_layout.PERIOD_LABEL} {self.period.name}", self.bold)
        if window := form_layout.window(self.period):
            sheet.write_string(2, beside, window, self.note)
        sheet.set_row(form_layout.KEY_ROW - 1, None, None, {"hidden": True})
        sheet.set_column(form_layout.KEY_COLUMN - 1, form_layout.KEY_COLUMN - 1, None, None, {"hidden": True})
        _on_one_page_width(sheet)
        sheet.repeat_rows(form_layout.HEAD_ROW - 1)
        rows = {"insert_rows": True, "delete_rows": True, "sort": True} if more_rows else {}
        sheet.protect("", {"format_columns": True, "format_rows": True, "select_locked_cells": True, **rows})

    def _table(self, table: form_layout.FormTable, *, last: bool) -> None:
        sheet = self.book.add_worksheet(table.sheet, GrowingSheet)
        self._heading(sheet, f"{table.sheet}. {table.title}", beside=form_layout.FIRST_ASKED - 1)
        keys = ["", "TT", "Chỉ tiêu", "Đơn vị tính"]
        columns = form_layout.columns(self.outline, table, self.period)
        beside = tuple(note for note in self.beside if any(map(note.words, table.indicators)))
        heads = [("", "TT", "number"), ("", "Chỉ tiêu", "name"), ("", "Đơn vị tính", "measure")]
        heads += [
            (f"{form_layout.COLUMN_MARK}{column}", form_layout.head(column, self.period), "figure")
            for column in columns
        ]
        plans = [form_layout.plan_words(indicator, self.unit, self.period) for indicator in table.indicators]
        if any(plans):
            heads.append((f"{form_layout.COLUMN_MARK}{form_layout.PLAN}", form_layout.plan_head(self.period), "figure"))
        heads += [("", note.name, "figure") for note in beside]
        heads.append((f"{form_layout.COLUMN_MARK}{form_layout.REMARK}", "Ghi chú", "remark"))
        for at, (key, words, width) in enumerate(heads, start=len(keys) - 3):
            sheet.write_string(form_layout.KEY_ROW - 1, at, key, self.plain)
            sheet.write_string(form_layout.HEAD_ROW - 1, at, words, self.head)
            sheet.set_column(at, at, _WIDTHS[width])
        sheet.set_row(form_layout.HEAD_ROW - 1, _height(*((words, width) for _, words, width in heads), bold=True))
        for number, indicator in enumerate(table.indicators, start=1):
            row = form_layout.FIRST_ROW - 2 + number
            self._row_head(sheet, row, number, indicator)
            printed = [plans[number - 1]] if any(plans) else []
            printed += [note.words(indicator) or "" for note in beside]
            self._row(sheet, row, indicator, columns, printed)
        sheet.freeze_panes(form_layout.HEAD_ROW, form_layout.MEASURE_COLUMN)
        if last:
            self._signature(sheet, form_layout.FIRST_ROW + len(table.indicators), label=2, fill=(3, len(heads)))

    def _rows(self, table: form_layout.FormTable, *, last: bool) -> None:
        sheet = self.book.add_worksheet(table.sheet, GrowingSheet)
        self._heading(sheet, f"{table.sheet}. {table.title}", beside=3, more_rows=True)
        looks = Looks(self.head, self.plain, self.note, self.centre, self.text, self.date, self.fill)
        end, at = write_rows(sheet, table.layout.columns, looks)
        sheet.freeze_panes(form_layout.HEAD_ROW, 2)
        if last:
            self._signature(sheet, end + 1, label=2, fill=(3, max(3, at)))

    def _signature(self, sheet: Any, first: int, *, label: int, fill: tuple[int, int]) -> None:  # noqa: ANN401 - as above
        write_signature(sheet, self.period, Place(first, label, fill, self.plain, self.text))

    def _row_head(self, sheet: Any, row: int, number: int, indicator: Indicator) -> None:  # noqa: ANN401 - as above
        lines = _LIST_LINES if indicator.is_text else 1
        sheet.set_row(row, max(_height((indicator.name, "name")), lines * _LINE))
        sheet.write_string(row, 0, f"{form_layout.ROW_MARK}{indicator.id}", self.plain)
        sheet.write_number(row, 1, number, self.centre)
        sheet.write_string(
            row, 2, indicator.name, self.indented[min(form_layout.depth(self.outline, indicator), _DEEPEST)]
        )
        sheet.write_string(row, 3, form_layout.answer_unit(indicator), self.centre)

    def _row(
        self,
        sheet: Any,  # noqa: ANN401 - as above
        row: int,
        indicator: Indicator,
        columns: tuple[Asked, ...],
        printed: Sequence[str],
    ) -> None:
        at = form_layout.FIRST_ASKED - 1
        open_columns = self.outline.columns_of(indicator, self.period)
        for column in columns:
            if column in open_columns:
                self._asked(sheet, row, at, indicator)
            else:
                sheet.write_string(row, at, form_layout.CLOSED, self.closed)
            at += 1
        for words in printed:
            sheet.write_string(row, at, words, self.locked)
            at += 1
        sheet.write_blank(row, at, None, self.text)

    def _asked(self, sheet: Any, row: int, at: int, indicator: Indicator) -> None:  # noqa: ANN401 - as above
        if indicator.is_text:
            sheet.write_blank(row, at, None, self.text)
        else:
            sheet.write_blank(row, at, None, self.yes if indicator.is_yes else self.fill[int(indicator.decimals)])
        sheet.data_validation(row, at, row, at, _validation(indicator, address((row + 1, at + 1))))

    def _texts(self) -> None:
        sheet = self.book.add_worksheet(form_layout.TEXT_SHEET, GrowingSheet)
        self._heading(sheet, "Nội dung báo cáo", beside=2)
        sheet.set_column(1, 1, _WIDTHS["title"])
        sheet.set_column(2, 2, _WIDTHS["text"])
        sheet.write_string(form_layout.HEAD_ROW - 1, 1, "Mục", self.head)
        sheet.write_string(form_layout.KEY_ROW - 1, 2, f"{form_layout.COLUMN_MARK}nội dung", self.plain)
        sheet.write_string(form_layout.HEAD_ROW - 1, 2, "Nội dung (mỗi đoạn xuống dòng bằng Alt+Enter)", self.head)
        for row, section in enumerate(self.outline.sections, start=form_layout.FIRST_ROW - 1):
            sheet.write_string(row, 0, f"{form_layout.SECTION_MARK}{section.id}", self.plain)
            sheet.write_string(row, 1, section.title, self.cell)
            sheet.write_blank(row, 2, None, self.text)
            sheet.set_row(row, _TEXT_LINES * _LINE)
            shown = {"input_title": "Cách ghi", "input_message": section.help[:_MOST_MESSAGE]} if section.help else {}
            sheet.data_validation(row, 2, row, 2, {**shown, **_PRINTABLE})
        self._signature(sheet, form_layout.FIRST_ROW + len(self.outline.sections), label=1, fill=(2, 2))

    def _meta(self) -> None:
        sheet = self.book.add_worksheet(form_layout.META_SHEET)
        sheet.very_hidden()
        rows = [
            ("phiên bản", form_layout.FORM_VERSION),
            ("đơn vị", self.unit.id),
            ("kỳ báo cáo", self.period.id),
            ("đề cương", self.outline.id),
        ]
        # As printed: the outline may be reworded, an earlier figure corrected, before the form comes back.
        for table in form_layout.tables(self.office, self.outline, self.unit):
            for indicator in table.indicators:
                beside = form_layout.BESIDE_SPLIT.join(other.words(indicator) or "" for other in self.beside)
                rows += [
                    (f"{form_layout.NAME_MARK}{indicator.id}", indicator.name),
                    (f"{form_layout.BESIDE_MARK}{indicator.id}", beside),
                ]
                if plan := form_layout.plan_words(indicator, self.unit, self.period):
                    rows.append((f"{form_layout.PLAN_MARK}{indicator.id}", plan))
                asked = self.outline.columns_of(indicator, self.period)
                if closed := [column for column in self.period.columns if column not in asked]:
                    rows.append((f"{form_layout.CLOSED_MARK}{indicator.id}", form_layout.BESIDE_SPLIT.join(closed)))
        for row, (key, value) in enumerate(rows):
            sheet.write_string(row, 0, key)
            sheet.write_string(row, 1, value)


def _on_one_page_width(sheet: Any) -> None:  # noqa: ANN401 - XlsxWriter gives no types
    """A4, landscape, never wider than a page, for those who print the form to have it checked."""
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def _height(*cells: tuple[str, str], bold: bool = False) -> float:
    """The height of a row with wrapped texts; it is written into the file, as some programs do not work it out."""
    room = _BOLD if bold else 1.0
    return max(1, *(-(-len(text) // int(_WIDTHS[width] * room)) for text, width in cells)) * _LINE


def _validation(indicator: Indicator, cell: str) -> dict[str, Any]:
    """What a cell accepts and says when it is selected; a suspicious figure gives a warning but is accepted."""
    message = indicator.help or _usual_help(indicator)
    shown = {
        "input_title": "Cách ghi",
        "input_message": message[:_MOST_MESSAGE],
        "error_title": "Xem lại",
        "ignore_blank": True,
    }
    if indicator.is_text:
        return {**shown, **_PRINTABLE}
    if indicator.is_yes:
        return {**shown, "validate": "list", "source": ["có", "không"], "error_message": "Chọn “có” hoặc “không”."}
    least = figure(indicator.least) if indicator.least else None
    most = figure(indicator.most) if indicator.most else None
    low, high = (
        f"{bound:f}" if bound is not None else otherwise for bound, otherwise in ((least, "-1E+12"), (most, "1E+12"))
    )
    signs = ",".join(f'{cell}="{sign}"' for sign in _SIGNS)
    bounds = {
        "validate": "custom",
        "value": f"=OR(AND(ISNUMBER({cell}),{cell}>={low},{cell}<={high}),{signs})",
        "error_type": "warning",
        "error_message": f"Cần một con số{_between(indicator)}. Chắc chắn đúng thì chọn “Yes/Có”.",
    }
    return {**shown, **bounds}


def _usual_help(indicator: Indicator) -> str:
    if indicator.is_text:
        return "Liệt kê, ngăn nhau bằng dấu chấm phẩy."
    if indicator.is_yes:
        return "Chọn “có” hoặc “không”."
    return (
        f"Ghi con số, tính bằng {indicator.measure}{_between(indicator)}. Không phát sinh ghi 0; chưa có số liệu ghi …"
    )


def _between(indicator: Indicator) -> str:
    least = f" từ {indicator.least}" if indicator.least else ""
    most = f" đến {indicator.most}" if indicator.most else ""
    return f",{least}{most}" if least or most else ""
