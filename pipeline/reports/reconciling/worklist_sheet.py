"""The worklist as a spreadsheet (bảng câu hỏi), A4 landscape: all is filled in but decision and reason.

A hidden first column holds the key of each row's place, so that rows may be sorted and filtered.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from pipeline.filing.workbook import xlsx
from pipeline.records.reporting import Period
from pipeline.reports.reconciling.worklist import FIGURE, Row

SHEET: Final = "Câu hỏi"
DECISION: Final = "Quyết định"
REASON: Final = "Lý do"
PERIOD_MARK: Final = "vanthu-cau-hoi:"
ASK_AGAIN: Final = "hỏi lại"
KEEP: Final = "giữ"
SEEN_WORDS: Final = "đã xem"
_COLUMNS: Final = (
    ("TT", 5),
    ("Đơn vị", 26),
    ("Trang, ô", 16),
    ("Chỉ tiêu", 30),
    ("Số liệu", 11),
    ("Đang ghi", 18),
    ("Vì sao hỏi", 50),
    ("Có thể là", 18),
    (DECISION, 16),
    (REASON, 30),
)
_HEAD_ROW: Final = 4
_BASE: Final = {"font_name": "Times New Roman", "font_size": 12, "valign": "top", "text_wrap": True}
_LINE: Final = 16.5
_A4: Final = 9
_FILLED_IN: Final = frozenset({DECISION, REASON})
_HELP: Final = (
    "Quyết định: ghi số đúng; “giữ” (đơn vị xác nhận số đang ghi); “bỏ” (không dùng số này); “đã xem” (chỗ không có số liệu); "
    "“hỏi lại” hoặc để trống: chưa quyết định. Dòng đã quyết định phải có lý do."
)


def key_text(row: Row) -> str:
    """The text of a row's hidden cell: key and mark of its place."""
    return json.dumps((*row.key, row.mark), ensure_ascii=False)


def key_of(text: str) -> tuple[str, ...]:
    """Key and mark in a hidden cell; empty if the text is no such key."""
    try:
        found = json.loads(text)
    except ValueError:
        return ()
    return tuple(map(str, found)) if isinstance(found, list) else ()


def worklist_sheet(rows: Sequence[Row], period: Period, *, on: date) -> bytes:
    """The worklist as an XLSX file, in bytes."""
    return xlsx(lambda book: _write(book, rows, period, on))


def _cells(number: int, row: Row) -> tuple[str, ...]:
    name = row.indicator.name if row.indicator is not None else row.of_row.column.heading if row.of_row else ""
    stands = row.stands or ("(để trống)" if row.key[0] == FIGURE else "")
    why = "\n".join((*row.problems, *([f"Đơn vị ghi chú: {row.remark}"] if row.remark else [])))
    whose = f"(cả tệp, lưu ở {row.unit.called})" if row.of_file else row.unit.called
    return str(number), whose, row.place, name, row.column, stands, why, " hoặc ".join(row.likely), "", ""


def _write(book: Any, rows: Sequence[Row], period: Period, on: date) -> None:  # noqa: ANN401 - XlsxWriter gives no types
    created = dt.datetime(on.year, on.month, on.day, tzinfo=dt.UTC)
    book.set_properties({"title": f"Câu hỏi về số liệu báo cáo {period.name}", "created": created})
    sheet = book.add_worksheet(SHEET)
    head = book.add_format({**_BASE, "bold": True, "align": "center", "border": 1, "bg_color": "#D9D9D9"})
    cell = book.add_format({**_BASE, "border": 1})
    fill = book.add_format({**_BASE, "border": 1, "bg_color": "#FFFBE6", "num_format": "@"})
    sheet.write_string(0, 0, f"{PERIOD_MARK}{period.id}")
    title = {"font_name": "Times New Roman", "font_size": 14, "bold": True}
    sheet.write_string(0, 1, f"CÂU HỎI VỀ SỐ LIỆU BÁO CÁO {period.name.upper()}", book.add_format(title))
    sheet.write_string(
        1, 1, f"Lập ngày {on:%d/%m/%Y}, {len(rows)} chỗ cần quyết định", book.add_format({**_BASE, "text_wrap": False})
    )
    sheet.write_string(2, 1, _HELP, book.add_format({**_BASE, "text_wrap": False, "italic": True}))
    sheet.set_column(0, 0, None, None, {"hidden": True})
    for at, (name, width) in enumerate(_COLUMNS, start=1):
        sheet.set_column(at, at, width)
        sheet.write_string(_HEAD_ROW, at, name, head)
    for number, row in enumerate(rows, start=1):
        texts = _cells(number, row)
        sheet.write_string(_HEAD_ROW + number, 0, key_text(row))
        for at, (text, (name, _)) in enumerate(zip(texts, _COLUMNS, strict=True), start=1):
            sheet.write_string(_HEAD_ROW + number, at, text, fill if name in _FILLED_IN else cell)
        sheet.set_row(_HEAD_ROW + number, _lines(texts) * _LINE)
    sheet.autofilter(_HEAD_ROW, 1, _HEAD_ROW + len(rows), len(_COLUMNS))
    sheet.freeze_panes(_HEAD_ROW + 1, 3)
    sheet.repeat_rows(_HEAD_ROW)
    sheet.set_paper(_A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def _lines(texts: Sequence[str]) -> int:
    """The number of lines that a row needs; its height is written into the file, as some programs do not work it out."""
    return max(
        sum(max(1, -(-len(line) // width)) for line in text.split("\n"))
        for text, (_, width) in zip(texts, _COLUMNS, strict=True)
    )
