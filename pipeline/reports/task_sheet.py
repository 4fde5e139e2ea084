"""The table of tasks as a spreadsheet (bảng theo dõi nhiệm vụ): a row for each task, with filters, for A4 landscape.

Equal records and days give equal bytes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from pipeline.filing.workbook import xlsx
from pipeline.papers.recipients import party_name
from pipeline.papers.task_words import deadline_words
from pipeline.papers.wording import Saying
from pipeline.records.meeting_held import held
from pipeline.records.office import Office
from pipeline.reports.task_tracking import TrackedTask, short_name
from pipeline.text import in_sentence, upper_first

COLUMNS: Final = (
    ("TT", 5),
    ("Nhiệm vụ", 52),
    ("Chủ trì", 24),
    ("Phối hợp", 24),
    ("Sản phẩm", 24),
    ("Thời hạn", 22),
    ("Tình trạng", 12),
    ("Ngày xong", 12),
    ("Số ngày quá hạn", 10),
    ("Ghi chú", 22),
    ("Giao tại", 30),
)
_CENTRED: Final = frozenset({"TT", "Tình trạng", "Ngày xong", "Số ngày quá hạn"})
_HEAD_ROW: Final = 3
_FONT: Final = "Times New Roman"
_BASE: Final = {"font_name": _FONT, "font_size": 12, "valign": "top", "text_wrap": True}
_LINE: Final = 16.5
_A4: Final = 9


def task_row(office: Office, number: int, tracked: TrackedTask, saying: Saying) -> tuple[str, ...]:
    """The cells of a task's row, in the order of `COLUMNS`."""
    task = tracked.task
    deadline = "; ".join(deadline_words(task, (), saying))
    return (
        str(number),
        task.work.rstrip(".;"),
        _parties(office, task.leads),
        _parties(office, task.partners),
        task.product or "",
        upper_first(deadline),
        upper_first(tracked.state.value),
        f"{task.done_on:%d/%m/%Y}" if task.done_on is not None and tracked.state.is_done else "",
        str(tracked.days_late or ""),
        task.note or "",
        f"{short_name(tracked.meeting)} ({held(tracked.meeting).day:%d/%m/%Y}), kết luận {tracked.number}",
    )


def task_sheet(office: Office, tasks: Sequence[TrackedTask], saying: Saying, *, on: date) -> bytes:
    """The table of tasks as an XLSX file, in bytes."""
    rows = [task_row(office, number, task, saying) for number, task in enumerate(tasks, start=1)]
    return xlsx(lambda book: _write(book, rows, on))


def _write(book: Any, rows: Sequence[tuple[str, ...]], on: date) -> None:  # noqa: ANN401 - XlsxWriter gives no types
    created = dt.datetime(on.year, on.month, on.day, tzinfo=dt.UTC)
    book.set_properties({"title": f"Bảng theo dõi nhiệm vụ đến {on:%d/%m/%Y}", "created": created})
    sheet = book.add_worksheet("Theo dõi nhiệm vụ")
    head = book.add_format(
        {**_BASE, "bold": True, "align": "center", "valign": "vcenter", "border": 1, "bg_color": "#D9D9D9"}
    )
    cell, centre = book.add_format({**_BASE, "border": 1}), book.add_format({**_BASE, "border": 1, "align": "center"})
    title = book.add_format({"font_name": _FONT, "font_size": 14, "bold": True})
    sheet.write_string(0, 0, "BẢNG THEO DÕI NHIỆM VỤ", title)
    sheet.write_string(1, 0, f"Tính đến ngày {on:%d/%m/%Y}", book.add_format({"font_name": _FONT, "font_size": 12}))
    for at, (name, width) in enumerate(COLUMNS):
        sheet.set_column(at, at, width)
        sheet.write_string(_HEAD_ROW, at, name, head)
    for number, row in enumerate(rows, start=_HEAD_ROW + 1):
        for at, (text, (name, _)) in enumerate(zip(row, COLUMNS, strict=True)):
            sheet.write_string(number, at, text, centre if name in _CENTRED else cell)
        # The height is said in the file: not every program works it out.
        lines = max(-(-len(text) // width) for text, (_, width) in zip(row, COLUMNS, strict=True))
        sheet.set_row(number, max(1, lines) * _LINE)
    sheet.autofilter(_HEAD_ROW, 0, _HEAD_ROW + len(rows), len(COLUMNS) - 1)
    sheet.freeze_panes(_HEAD_ROW + 1, 0)
    sheet.repeat_rows(_HEAD_ROW)
    sheet.set_paper(_A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def _parties(office: Office, parties: Sequence[str]) -> str:
    names = [party_name(office, party) for party in parties]
    return "; ".join((*names[:1], *(in_sentence(name) for name in names[1:])))
