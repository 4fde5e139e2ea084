"""The register of outgoing papers as a spreadsheet (bảng tính): a sheet for each body and year, always the same bytes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any, Final

from pipeline.filing.workbook import xlsx
from pipeline.papers.wording import Wording
from pipeline.register.outgoing import OutgoingRegister
from pipeline.register.register_words import heads, span, title

_FONT: Final = {"font_name": "Times New Roman", "font_size": 12, "valign": "top"}
_WIDTHS: Final = (18, 12, 48, 22, 40, 18, 8, 12, 12, 34)
_FORBIDDEN: Final = str.maketrans("", "", "[]:*?/\\'")
_LONGEST_NAME: Final = 31


def register_sheet(registers: Sequence[OutgoingRegister], wording: Wording) -> bytes:
    """The XLSX file of these registers, as bytes."""
    return xlsx(lambda book: _write(book, registers, wording))


def _write(book: Any, registers: Sequence[OutgoingRegister], wording: Wording) -> None:  # noqa: ANN401 - XlsxWriter gives no types
    year = max((register.year for register in registers), default=2000)
    book.set_properties({"created": dt.datetime(year, 1, 1, tzinfo=dt.UTC)})
    bold = book.add_format({**_FONT, "bold": True, "font_size": 14})
    plain = book.add_format(_FONT)
    head = book.add_format({**_FONT, "bold": True, "border": 1, "text_wrap": True, "align": "center"})
    cell = book.add_format({**_FONT, "border": 1, "text_wrap": True})
    for register in registers:
        sheet = book.add_worksheet(f"{register.year} {register.body}".translate(_FORBIDDEN)[:_LONGEST_NAME])
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(3, 4)
        for column, width in enumerate(_WIDTHS):
            sheet.set_column(column, column, width)
        sheet.write_string(0, 0, register.name, bold)
        sheet.write_string(1, 0, title(register, wording), bold)
        sheet.write_string(2, 0, span(register, wording), plain)
        for column, name in enumerate(heads(wording)):
            sheet.write_string(3, column, name, head)
            sheet.write_string(4, column, f"({column + 1})", head)
        for line, row in enumerate(register.rows, start=5):
            for column, words in enumerate(row.cells):
                sheet.write_string(line, column, words, cell)
        sheet.freeze_panes(5, 0)
