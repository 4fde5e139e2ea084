"""Cells of a returned spreadsheet (bảng tính gửi về), of any program. Formulas are never executed.

XLSX is read with openpyxl, which tells formulas, number formats and comments. Old .xls and .ods are read with
calamine, which gives values alone; formats, errors, comments, merged cells and struck-out figures are read
separately. Both give the same cells, so that the rest of the program need not know file formats.
"""

from __future__ import annotations

import datetime as dt
import io
import math
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import PurePath
from typing import Any, Final

import openpyxl
import python_calamine
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import coordinate_to_tuple

from pipeline.errors import Unreadable
from pipeline.intake.text import clean, from_spreadsheet, one_line
from pipeline.reports.cell_marks import Mark, Marks, SheetMarks, Spot, area, without
from pipeline.reports.formats import Percent, Shown, shown_number, shown_text
from pipeline.reports.ods_marks import marks_of_ods
from pipeline.reports.question_marks import without_questions
from pipeline.reports.returned_archive import inspect_archive, part_of
from pipeline.reports.truth_formulas import gives_truth
from pipeline.reports.xls_marks import marks_of_xls

_MOST_SHEETS: Final = 60
_MOST_ROWS: Final = 5000
_MOST_COLUMNS: Final = 120
_MOST_CELLS: Final = 100_000
_MOST_BYTES: Final = 20 * 2**20
_OLD: Final = (".xls", ".ods")
_WHITE: Final = "FFFFFFFF"
_RAISED: Final = frozenset({"superscript", "subscript"})
_ZIP: Final = b"PK\x03\x04"
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that is not empty: its text as typed, its number if it holds one, and what else the file says of it.

    `percent`: the number is shown as a percentage (35 % is stored as 0.35); `percent_shown`: the format only writes
    the sign beside the number (35 % is stored as 35); `broken`: an error such as #DIV/0!, or no finite number;
    `other`: a date or a truth value, which no form asks for; `formats_known`: whether the file tells how the number
    is shown; `shown`: what people see if the number format makes that something else than what is stored; `struck`:
    crossed out; `unraised`: the text without letters set higher, such as the sign of a footnote (None: there are
    none); `faint`: in white letters; `fill`: the colour behind it.
    """

    text: str
    number: Decimal | None = None
    formula: bool = False
    percent: bool = False
    percent_shown: bool = False
    formats_known: bool = True
    shown: Shown | None = None
    broken: bool = False
    other: bool = False
    comment: str = ""
    struck: bool = False
    unraised: str | None = None
    faint: bool = False
    fill: str = ""


@dataclass(frozen=True)
class Sheet:
    """A sheet: its cells by (row, column) from 1, its merged cells with their first cells, its hidden rows and columns."""

    name: str
    visible: bool
    cells: Mapping[Spot, Cell]
    merged: Mapping[Spot, Spot] = field(default_factory=dict)
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()

    def text(self, row: int, column: int) -> str:
        """The text of a cell, or of the merged area in which it lies; empty if there is none."""
        found = self.cells.get((row, column)) or self.cells.get(self.merged.get((row, column), (0, 0)))
        return found.text if found else ""


@dataclass(frozen=True)
class Book:
    """A spreadsheet; `complete`: whether its format tells formulas and comments."""

    name: str
    sheets: tuple[Sheet, ...]
    complete: bool

    def sheet(self, name: str) -> Sheet | None:
        """The sheet with this name; None if there is none."""
        return next((sheet for sheet in self.sheets if sheet.name == name), None)


def address(spot: Spot) -> str:
    """The name of a cell: `B12`."""
    return f"{get_column_letter(spot[1])}{spot[0]}"


def spot_of(name: str) -> Spot:
    """Row and column of a cell's name. ValueError: it is no name of a cell."""
    row, column = coordinate_to_tuple(name)
    return row, column


def read_book(data: bytes, name: str) -> Book:
    """Read a spreadsheet. Unreadable: it is no spreadsheet, or may not be opened; the message says why."""
    suffix = PurePath(name).suffix.lower()
    if suffix == ".xlsm":
        raise Unreadable(f"{name}: tệp có macro (.xlsm), không nhận.", "Lưu lại thành .xlsx rồi gửi lại.")
    renamed = suffix == ".xls" and data.startswith(_ZIP)  # saved as .xlsx under an old name: it tells its formats
    if (suffix in _OLD and not renamed) or data.startswith(_OLE):
        _may_be_opened(data, name)
        return _old(data, name)
    if suffix != ".xlsx" and not renamed:
        raise Unreadable(f"{name}: không phải bảng tính (.xlsx, .xls, .ods).", "Gửi lại biểu mẫu .xlsx đã phát.")
    inspect_archive(data, name)
    return _xlsx(data, name)


def _may_be_opened(data: bytes, name: str) -> None:
    """Check an older file. Unreadable: it is locked, too large or harmful."""
    if data.startswith(_OLE) and "EncryptedPackage".encode("utf-16-le") in data:
        raise Unreadable(
            f"{name}: tệp được đặt mật khẩu mở, không đọc được.", "Đề nghị đơn vị bỏ mật khẩu rồi gửi lại."
        )
    if data.startswith(b"PK"):
        inspect_archive(data, name)
    elif len(data) > _MOST_BYTES:
        raise Unreadable(
            f"{name}: tệp lớn hơn {_MOST_BYTES // 2**20} MB; biểu mẫu không lớn như vậy.", "Gửi lại .xlsx."
        )


def _xlsx(data: bytes, name: str) -> Book:
    try:
        book = _load(data, values=False)
        sheets = [_sheet(sheet, None) for sheet in book.worksheets[:_MOST_SHEETS]]
        if any(cell.formula for sheet in sheets for cell in sheet.cells.values()):
            values = _load(data, values=True)
            sheets = [_sheet(sheet, values[sheet.title]) for sheet in book.worksheets[:_MOST_SHEETS]]
    except Unreadable:
        raise
    except Exception as error:  # openpyxl raises whatever a strange file makes it stumble over
        raise Unreadable(f"{name}: tệp bảng tính hỏng, không đọc được.", "Đề nghị đơn vị gửi lại.") from error
    return Book(name=name, sheets=tuple(sheets), complete=True)


def _load(data: bytes, *, values: bool) -> Any:  # noqa: ANN401 - openpyxl gives no types
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # extensions it does not know are of no concern to values
        return openpyxl.load_workbook(io.BytesIO(data), data_only=values, keep_links=False, rich_text=not values)


def _sheet(sheet: Any, values: Any | None) -> Sheet:  # noqa: ANN401 - as above
    if sheet.max_row > _MOST_ROWS * 200:
        raise Unreadable(f"Trang “{sheet.title}” có quá nhiều dòng.", "Xóa các dòng trống có định dạng ở cuối trang.")
    cells: dict[Spot, Cell] = {}
    looks: dict[int, _Look] = {}
    for (row, column), cell in sorted(sheet._cells.items()):  # noqa: SLF001 - the cells that exist, without making others
        if row > _MOST_ROWS or column > _MOST_COLUMNS:
            continue
        cached = values[cell.coordinate].value if values is not None and cell.data_type == "f" else None
        if (found := _cell(cell, cached, looks)) is not None:
            cells[row, column] = found
        if len(cells) > _MOST_CELLS:
            raise Unreadable(f"Trang “{sheet.title}” có hơn {_MOST_CELLS} ô.", "Gửi lại biểu mẫu đã phát.")
    merged: dict[Spot, Spot] = {}
    for found_area in sheet.merged_cells.ranges:
        first, last = (found_area.min_row, found_area.min_col), (found_area.max_row, found_area.max_col)
        merged |= area(first, last, most=_MOST_ROWS)
    rows = {row for row, about in sheet.row_dimensions.items() if about.hidden or about.height == 0}
    columns = {
        column
        for about in sheet.column_dimensions.values()
        if about.hidden or about.width == 0
        for column in range(about.min, min(about.max, _MOST_COLUMNS) + 1)
    }
    return Sheet(
        one_line(sheet.title),
        visible=sheet.sheet_state == "visible",
        cells=cells,
        merged=merged,
        hidden_rows=frozenset(rows),
        hidden_columns=frozenset(columns),
    )


@dataclass(frozen=True)
class _Look:
    """What the style of a cell says: its words are struck out, are white; the colour behind it, where it is a plain one."""

    struck: bool = False
    faint: bool = False
    fill: str = ""


def _look(cell: Any, known: dict[int, _Look]) -> _Look:  # noqa: ANN401 - as above
    """The look of a cell; a sheet has many cells and few styles, which `known` keeps by number."""
    if not cell.has_style:
        return _Look()
    if (number := cell.style_id) not in known:
        font, fill = cell.font, cell.fill
        faint = bool(font and font.color and font.color.rgb == _WHITE)
        is_plain = fill is not None and fill.fill_type == "solid" and fill.fgColor.type == "rgb"
        known[number] = _Look(bool(font and font.strike), faint, str(fill.fgColor.rgb) if is_plain else "")
    return known[number]


def _cell(cell: Any, cached: object, looks: dict[int, _Look]) -> Cell | None:  # noqa: ANN401 - as above
    formula = cell.data_type == "f"
    value = _truth(cached, str(cell.value)) if formula else cell.value
    comment = one_line(without_questions(from_spreadsheet(cell.comment.text or ""))) if cell.comment else ""
    if value is None and not formula:
        return Cell("", comment=comment) if comment else None
    look = _look(cell, looks)
    struck, unraised = look.struck or _struck_inside(value), _unraised(value)
    value = from_spreadsheet(str(value)) if isinstance(value, str | CellRichText) else value
    shows = _shown(cell.number_format or "", value)
    broken = cell.data_type == "e" or (isinstance(value, str) and value.startswith("#") and formula)
    made = _made(value, formula=formula, shows=shows, broken=broken, comment=comment)
    if not (struck or unraised is not None or look.faint or look.fill):
        return made
    return replace(made, struck=struck, unraised=unraised, faint=look.faint, fill=look.fill)


def _truth(value: object, formula: str) -> object:
    """What a formula gave: true or false if the formula says so, although it was saved as a number."""
    is_number = isinstance(value, int | float) and value in {0, 1}
    return bool(value) if is_number and gives_truth(formula) else value


def _struck_inside(value: object) -> bool:
    """Whether some of the words in a cell are struck out."""
    parts = value if isinstance(value, CellRichText) else ()
    return any(isinstance(part, TextBlock) and bool(part.font.strike) for part in parts)


def _unraised(value: object) -> str | None:
    """The text of a cell without letters set higher or lower; None if there are none."""
    parts = value if isinstance(value, CellRichText) else ()
    raised = [isinstance(part, TextBlock) and part.font.vertAlign in _RAISED for part in parts]
    left = (str(part) for part, is_raised in zip(parts, raised, strict=True) if not is_raised)
    return from_spreadsheet("".join(left)) if any(raised) else None


def _shown(number_format: str, value: object) -> Shown:
    """How a value is shown. Dates, truth values and errors are asked about anyway."""
    if isinstance(value, str):
        return shown_text(number_format, clean(value))
    if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value):
        return shown_number(number_format, _decimal(value))
    return Shown()


def _made(
    value: object,
    *,
    formula: bool = False,
    shows: Shown | None,
    broken: bool = False,
    comment: str = "",
) -> Cell:
    number = None
    other = isinstance(value, bool | dt.date | dt.time | dt.timedelta)
    if isinstance(value, int | float) and not isinstance(value, bool):
        number = _decimal(value) if math.isfinite(value) else None
        broken = broken or number is None
    percent = shows.percent if shows else Percent.NONE
    return Cell(
        text=_text(value, number, percent),
        number=number,
        formula=formula,
        percent=percent is Percent.SCALED and number is not None,
        percent_shown=percent is Percent.WRITTEN and number is not None,
        formats_known=shows is not None,
        shown=shows if shows and shows.odd else None,
        broken=broken,
        other=other,
        comment=comment,
    )


def _decimal(value: float) -> Decimal:
    """A number with the fifteen digits that spreadsheet programs show, so that 0.1 + 0.2 is 0.3."""
    return Decimal(f"{value:.15g}")


def _text(value: object, number: Decimal | None, shows: Percent) -> str:
    if value is None:
        return ""
    if number is not None:
        shown = f"{number * 100 if shows is Percent.SCALED else number:f}".replace(".", ",")
        return f"{shown} %" if shows in {Percent.SCALED, Percent.WRITTEN} else shown
    if isinstance(value, dt.datetime | dt.date):
        return f"{value.day}/{value.month}/{value.year}"
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    return clean(str(value))


def _old(data: bytes, name: str) -> Book:
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = tuple(_old_sheets(book, _marks(data)))
    except (Unreadable, MemoryError, KeyboardInterrupt, SystemExit):
        raise
    except (
        BaseException
    ) as error:  # calamine has several errors of its own; when Rust panics it is not even an Exception
        raise Unreadable(
            f"{name}: tệp bảng tính kiểu cũ hỏng, không đọc được.", "Lưu lại thành .xlsx rồi gửi lại."
        ) from error
    return Book(name=name, sheets=sheets, complete=False)


def _marks(data: bytes) -> Marks:
    if data.startswith(_OLE):
        return marks_of_xls(data)
    content, styles = (part_of(data, part) for part in ("content.xml", "styles.xml"))
    return marks_of_ods(content, styles, rows=_MOST_ROWS, columns=_MOST_COLUMNS)


def _old_sheets(book: python_calamine.CalamineWorkbook, marks: Marks) -> Iterator[Sheet]:
    for about in book.sheets_metadata[:_MOST_SHEETS]:
        sheet = book.get_sheet_by_name(about.name)
        rows = sheet.to_python(skip_empty_area=False, nrows=_MOST_ROWS)
        values = {
            (row, column): value
            for row, line in enumerate(rows, start=1)
            for column, value in enumerate(line[:_MOST_COLUMNS], start=1)
            if value != ""
        }
        said = marks.get(about.name, SheetMarks())
        spots = sorted(values.keys() | said.cells.keys())
        cells = {
            spot: made
            for spot in spots
            if (made := _old_cell(values.get(spot), said.cells.get(spot, Mark()))) is not None
        }
        yield Sheet(
            one_line(about.name),
            visible=about.visible == python_calamine.SheetVisibleEnum.Visible,
            cells=cells,
            merged=said.merged,
            hidden_rows=said.hidden_rows,
            hidden_columns=said.hidden_columns,
        )


def _old_cell(value: object, mark: Mark) -> Cell | None:
    """A cell of an older file, from its value and from the marks that were read separately."""
    mark = replace(mark, comment=without_questions(mark.comment))
    if mark.error:
        return Cell(mark.error, formula=mark.formula, broken=True, comment=mark.comment, struck=mark.struck)
    if value is None and not mark.formula:
        return Cell("", comment=mark.comment) if mark.comment else None
    value = bool(value) if mark.truth else value
    unraised = from_spreadsheet(without(value, mark.raised)) if isinstance(value, str) and mark.raised else None
    broken = isinstance(value, str) and value.startswith("#") and mark.formula
    shows = _shown(mark.number_format, value)
    made = _made(value, formula=mark.formula, shows=shows, broken=broken, comment=mark.comment)
    return replace(made, struck=mark.struck, unraised=unraised, faint=mark.faint)
