"""The end of a form (phần ký của biểu mẫu): number, date, maker and signature, so that a printed form can be signed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from pipeline.records.reporting import Period
from pipeline.reports.form_layout import SIGN_MARK, counted_until
from pipeline.reports.sheets import Sheet
from pipeline.text import format_date

_NUMBER, _PLACE, _UNTIL, _MAKER, _SIGNER = "so", "ngay", "chot", "lap", "ky"
_LABELS: Final = {
    _NUMBER: "Số, ký hiệu báo cáo:",
    _PLACE: "Nơi, ngày báo cáo:",
    _UNTIL: "Số liệu chốt đến ngày:",
    _MAKER: "Người lập (họ tên, điện thoại):",
    _SIGNER: "Thủ trưởng đơn vị (chức vụ, ký tên, đóng dấu, họ tên):",
}
_ROOM: Final = 90  # points for hand and seal


@dataclass(frozen=True)
class Place:
    """Where the end of a form is written: its first row, the label's column, the columns to fill in; formats of cells.

    Rows and columns count from 0. `plain` and `blank` are formats of XlsxWriter.
    """

    first: int
    label: int
    fill: tuple[int, int]
    plain: Any
    blank: Any


def write_signature(sheet: Any, period: Period, place: Place) -> None:  # noqa: ANN401 - XlsxWriter gives no types
    """Write the end of a form: for each thing a row with a label and a cell to fill in."""
    label, fill, plain, blank = place.label, place.fill, place.plain, place.blank
    for row, (key, words) in enumerate(_LABELS.items(), start=place.first):
        sheet.write_string(row, 0, f"{SIGN_MARK}{key}", plain)
        sheet.write_string(row, label, words, plain)
        known = counted_until(period) if key == _UNTIL else None
        said = format_date(known) if known is not None else ""
        if fill[0] == fill[1]:
            sheet.write_string(row, fill[0], said, blank) if said else sheet.write_blank(row, fill[0], None, blank)
        else:
            sheet.merge_range(row, fill[0], row, fill[1], said, blank)
        if key == _SIGNER:
            sheet.set_row(row, _ROOM)
            sheet.held.add(row)


def is_signature_label(text: str) -> bool:
    """Whether a cell is one of the labels at the end of a form."""
    return text in _LABELS.values()


def signature_rows(sheet: Sheet) -> dict[int, str]:
    """The rows of the end of a form: row number to the key of what it asks."""
    return {
        row: cell.text.removeprefix(SIGN_MARK)
        for (row, _), cell in sheet.cells.items()
        if cell.text.startswith(SIGN_MARK)
    }


def signature_lines(sheet: Sheet) -> Iterator[str]:
    """What a unit filled in at the end of a form, each answer after its label."""
    labels = set(_LABELS.values())
    for row, key in sorted(signature_rows(sheet).items()):
        said = [
            cell.text
            for (line, _), cell in sorted(sheet.cells.items())
            if line == row and cell.text and not cell.text.startswith(SIGN_MARK) and cell.text not in labels
        ]
        if said:
            yield f"{_LABELS.get(key, key)} {' '.join(said)}"
