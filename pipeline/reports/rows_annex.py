"""The annex of a table of repeated rows (phụ lục biểu nhiều dòng): rows by unit, with totals if the outline asks for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import groupby
from typing import Any, Final

from pipeline.records.reporting import TableLayout
from pipeline.records.row_column import RowColumn
from pipeline.reports.numerals import format_figure
from pipeline.reports.owing_units import owes
from pipeline.reports.repeated_rows import UnitRow, listed, name_of
from pipeline.reports.whole_period import Whole
from pipeline.text import decimal_places, in_sentence

_UPRIGHT: Final = 5  # columns on an upright page
_MOST_CELLS: Final = 15_000  # a record file holds so many with long words
Data = Mapping[str, Any]


def rows_annexes(whole: Whole, table: TableLayout, number: int) -> Iterator[tuple[str, Data]]:
    """The annex of a table with a name for its file; several annexes if there are very many rows."""
    collected = whole.collected
    rows = listed(table, collected.units, collected.submissions, collected.questions)
    title = whole.wording.say("phụ lục số liệu", "tiêu đề biểu", so=number, ten=table.title)
    wide = {"khổ": "ngang"} if len(table.columns) > _UPRIGHT else {}
    first, *others = list(_parts(table, rows)) or [rows]
    content: list[Any] = [{"bảng": _table(whole, table, first, rows, begins=True)}] if rows else []
    yield f"bieu-{number}", {"tiêu đề": title, **wide, "nội dung": [*content, *_notes(whole, table, rows)]}
    for part, some in enumerate(others, start=2):
        title = whole.wording.say("phụ lục số liệu", "tiêu đề biểu theo đơn vị", so=number, ten=table.title, phan=part)
        yield (
            f"bieu-{number}-phan-{part}",
            {"tiêu đề": title, **wide, "nội dung": [{"bảng": _table(whole, table, some, rows)}]},
        )


def rows_in_words(whole: Whole) -> Iterator[Data]:
    """For each table of repeated rows with rows, a sentence: how many rows of how many units, and the sums."""
    collected = whole.collected
    for table in collected.outline.tables:
        rows = listed(table, collected.units, collected.submissions, collected.questions) if table.columns else ()
        if not rows:
            continue
        sums = dict(zip(table.columns, _sums(table, rows, ""), strict=True))
        said = whole.wording.say(
            "báo cáo tổng hợp",
            "kết quả biểu nhiều dòng",
            ten=table.title,
            so_dong=len(rows),
            so_don_vi=len({row.unit for row in rows}),
            tong=sum(owes(whole.office, table, unit) for unit in collected.units),
            cong=[
                f"{in_sentence(column.name)}: {amount}{f' {column.measure}' if column.measure else ''}"
                for column, amount in sums.items()
                if amount
            ],
            con_hoi=sum(row.asked for row in rows),
        )
        yield {"gạch đầu dòng": said}


def _parts(table: TableLayout, rows: Sequence[UnitRow]) -> Iterator[Sequence[UnitRow]]:
    """The rows in parts that fit into a record file; a unit is cut in two only if it does not fit into one."""
    most = max(1, _MOST_CELLS // (len(table.columns) + 1))
    part: list[UnitRow] = []
    for _, own in groupby(rows, key=lambda row: row.unit):
        of_unit = list(own)
        if part and len(part) + len(of_unit) > most:
            yield part
            part = []
        part += of_unit
        while len(part) > most:
            yield part[:most]
            part = part[most:]
    if part:
        yield part


def _table(
    whole: Whole, table: TableLayout, rows: Sequence[UnitRow], every_row: Sequence[UnitRow], *, begins: bool = False
) -> Data:
    """The table for an annex: rows by unit with sums of the unit; at the beginning the sums of all units."""
    columns: list[Data] = [{"tên": whole.wording.say("bảng", "cột thứ tự"), "kiểu": "giữa", "rộng": 12}]
    kinds = {"số": "số", "ngày": "giữa", "chữ": "chữ"}
    columns += [
        {"tên": column.heading, "kiểu": "giữa" if _has_words(column, rows) else kinds[column.kind]}
        for column in table.columns
    ]
    summed = any(column.total == "có" for column in table.columns)
    lines: list[tuple[str, ...]] = []
    bold: list[int] = []
    if summed and begins:
        every = whole.wording.say("phụ lục số liệu", "chung các đơn vị")
        lines.append(("", *_sums(table, every_row, every)))
        bold.append(1)
    by_unit: dict[str, list[UnitRow]] = {}
    for row in every_row:
        by_unit.setdefault(row.unit, []).append(row)
    for unit, own in groupby(rows, key=lambda row: row.unit):
        lines.append(("", *_sums(table, by_unit[unit], whole.office.agency(unit).called)))
        bold.append(len(lines))
        lines += [(str(row.number), *(_cell(row, column) for column in table.columns)) for row in own]
    return {"cột": columns, "hàng": lines, "in đậm": bold}


def _sums(table: TableLayout, rows: Sequence[UnitRow], name: str) -> Iterator[str]:
    """The cells of a line of sums: `name` in the naming column, sums in the columns that ask for them, else empty."""
    for column in table.columns:
        if column is table.naming:
            yield name
        elif column.total == "có":
            values = [value for row in rows if (value := row.figure(column.id)) is not None]
            yield format_figure(sum(values, Decimal(0)), _places(column, values)) if values else ""
        else:
            yield ""


def _has_words(column: RowColumn, rows: Sequence[UnitRow]) -> bool:
    """Whether a column of figures holds what no figure was read from: it stands as its unit wrote it, among the figures.

    A column of figures of a record holds figures alone; one unit's `12.5` would keep the whole report from being written.
    """
    cells = (row.row.cell(column.id) for row in rows) if column.kind == "số" else ()
    return any(cell is not None and cell.value is None and any(map(str.isalnum, cell.text)) for cell in cells)


def _cell(row: UnitRow, column: RowColumn) -> str:
    cell = row.row.cell(column.id)
    if cell is None:
        return ""
    if cell.value is None:
        return " ".join(cell.text.split())
    return format_figure(cell.value, _places(column, [cell.value]))


def _places(column: RowColumn, values: Sequence[Decimal]) -> int:
    """The decimals of a column, or of its most precise figure if that has more."""
    return max(int(column.decimals), *map(decimal_places, values))


def _notes(whole: Whole, table: TableLayout, rows: Sequence[UnitRow]) -> Iterator[str]:
    """Notes below the table: how many units have rows, which have none, and which rows are in question."""
    collected = whole.collected
    owing = [unit for unit in collected.units if owes(whole.office, table, unit)]
    with_rows = {row.unit for row in rows}
    yield whole.wording.say(
        "phụ lục số liệu",
        "chú thích biểu nhiều dòng",
        so_dong=len(rows),
        so_don_vi=len(with_rows),
        tong=len(owing),
        khong=[unit.called for unit in owing if unit.id in collected.reported and unit.id not in with_rows],
        chua_gui=[unit.called for unit in owing if unit.id not in collected.reported],
    )
    if open_rows := [_named(whole, table, row) for row in rows if row.asked]:
        yield whole.wording.say("phụ lục số liệu", "chú thích dòng đang hỏi lại", dong=open_rows)
    left_out = [_named(whole, table, row) for row in rows if not row.asked and _is_left_out(table, row)]
    if left_out:
        yield whole.wording.say("phụ lục số liệu", "chú thích dòng chưa cộng", dong=left_out)


def _is_left_out(table: TableLayout, row: UnitRow) -> bool:
    """Whether a figure for the sums could not be read and was looked at, so that it is in no sum."""
    cells = (row.row.cell(column.id) for column in table.columns if column.total == "có")
    return any(cell is not None and cell.value is None and cell.asked for cell in cells)


def _named(whole: Whole, table: TableLayout, row: UnitRow) -> str:
    cell = name_of(table, row.row)
    return whole.wording.say(
        "phụ lục số liệu",
        "một dòng của đơn vị",
        don_vi=whole.office.agency(row.unit).called,
        so=row.number,
        ten=" ".join(cell.text.split()) if cell is not None else "",
    )
