"""A sheet of repeated rows in a form (trang biểu nhiều dòng): a heading and numbered empty rows; more may be inserted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from pipeline.records.row_column import RowColumn
from pipeline.reports import form_layout
from pipeline.reports.sheets import address

MORE: Final = "Thiếu dòng thì chèn thêm dòng ở phía trên dòng này. Không ghi dòng cộng; phần mềm tự cộng."
EMPTY_ROWS: Final = 20
_LINE: Final = 17.5
_FIRST: Final = 2  # the column after the numbers, counted from 0
_WIDTHS: Final = {"số": 16, "ngày": 14, "chữ": 26}
_NAMING: Final = 44
_MOST_MESSAGE: Final = 255
_HELP: Final = {
    "số": "Ghi con số{unit}. Không có ghi 0; chưa có số liệu ghi …",
    "ngày": "Ghi ngày/tháng/năm, ví dụ 15/3/2024.",
    "chữ": "",
}


@dataclass(frozen=True)
class Looks:
    """The formats of XlsxWriter for the cells: headings, plain, notes, words to fill in, figures by decimals."""

    head: Any
    plain: Any
    note: Any
    centre: Any
    text: Any
    date: Any
    figures: Mapping[int, Any]


def write_rows(sheet: Any, columns: tuple[RowColumn, ...], looks: Looks) -> tuple[int, int]:  # noqa: ANN401 - XlsxWriter
    """Write heading and rows below the title; the number of the next free row (from 0) and the last column."""
    sheet.write_string(form_layout.HEAD_ROW - 1, 1, "TT", looks.head)
    sheet.set_column(1, 1, 5)
    first = form_layout.FIRST_ROW - 1
    last = first + EMPTY_ROWS - 1
    for at, column in enumerate(columns, start=_FIRST):
        width = _NAMING if column.names_row == "có" else _WIDTHS[column.kind]
        sheet.set_column(at, at, width)
        sheet.write_string(form_layout.KEY_ROW - 1, at, f"{form_layout.COLUMN_MARK}{column.id}", looks.plain)
        sheet.write_string(form_layout.HEAD_ROW - 1, at, column.heading, looks.head)
        sheet.data_validation(first, at, last, at, _validation(column, address((first + 1, at + 1))))
    lines = max(-(-len(column.heading) // 10) for column in columns)
    sheet.set_row(form_layout.HEAD_ROW - 1, lines * _LINE)
    for row in range(first, last + 1):
        sheet.write_number(row, 1, row - first + 1, looks.centre)
        sheet.set_row(row, _LINE)
        for at, column in enumerate(columns, start=_FIRST):
            sheet.write_blank(row, at, None, _look(column, looks))
    sheet.write_string(last + 1, 0, form_layout.MORE_MARK, looks.plain)
    sheet.write_string(last + 1, 1, MORE, looks.note)
    return last + 2, _FIRST + len(columns) - 1


def _look(column: RowColumn, looks: Looks) -> Any:  # noqa: ANN401 - as above
    if column.kind == "số":
        return looks.figures[int(column.decimals)]
    return looks.date if column.kind == "ngày" else looks.text


def _validation(column: RowColumn, cell: str) -> dict[str, Any]:
    unit = f", tính bằng {column.measure}" if column.measure else ""
    message = column.help or _HELP[column.kind].format(unit=unit)
    shown = {"input_title": "Cách ghi", "input_message": message[:_MOST_MESSAGE]} if message else {}
    if column.kind != "số":
        return {**shown, "validate": "any"}
    signs = ",".join(f'{cell}="{sign}"' for sign in ("-", "…", "..."))
    return {
        **shown,
        "validate": "custom",
        "value": f"=OR(ISNUMBER({cell}),{signs})",
        "error_type": "warning",
        "error_title": "Xem lại",
        "error_message": "Cần một con số. Chắc chắn đúng thì chọn “Yes/Có”.",
    }
