"""The repeated rows of all units (dòng các đơn vị ghi): which count, and which are there twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from pipeline.records.agency import Agency
from pipeline.records.reporting import Outline, TableLayout
from pipeline.reports.numerals import Said, read_numeral
from pipeline.reports.submission import ListedRow, Question, RowCell, Submission
from pipeline.reports.typed_names import plain_name

TWICE: Final = "BC-116"
_SHOWN: Final = 60
_NONE: Final = tuple(map(plain_name, ("không có", "không phát sinh", "chưa có", "chưa phát sinh")))
# What people put around it: who speaks, and of when.
_AROUND: Final = frozenset(
    plain_name(
        "các của đến đơn vị gì hiện kỳ mới nào này nay năm phát quý sinh sở tại tháng thêm thời trong từ i ii iii iv"
    ).split()
)


@dataclass(frozen=True)
class UnitRow:
    """A row with its unit and its number among the unit's rows; `asked`: a cell of the row is in question."""

    unit: str
    number: int
    row: ListedRow
    asked: bool = False

    def figure(self, column: str) -> Decimal | None:
        """The row's figure in a column that counts in totals; None while the row is in question."""
        cell = self.row.cell(column)
        return None if cell is None or self.asked else cell.value


def name_of(table: TableLayout, row: ListedRow) -> RowCell | None:
    """The cell that names a row; None if the table has no naming column, or the cell is empty."""
    return row.cell(table.naming.id) if table.naming is not None else None


def rows_of(submission: Submission, table: TableLayout) -> tuple[ListedRow, ...]:
    """The rows of a table that a unit filled in, in the unit's order."""
    return tuple(row for row in submission.rows if row.table == table.id)


def says_none(table: TableLayout, row: ListedRow) -> bool:
    """Whether a row only says that there is nothing to list (`không có`), without any other figure or word."""
    name = name_of(table, row)
    return (
        name is not None
        and not name.asked
        and (read_numeral(name.text).said is Said.ZERO or _denies(table, name.text))
        and all(
            not cell.asked and (not cell.text or read_numeral(cell.text).values == (Decimal(0),))
            for cell in row.cells
            if cell is not name
        )
    )


def _denies(table: TableLayout, text: str) -> bool:
    """Whether a text says in words of the table that there is nothing (`Trong quý không có dự án nào`)."""
    said = plain_name(text)
    found = next((words for words in _NONE if f" {words} " in f" {said} "), "")
    own = {
        word
        for words in (table.title, *(column.name for column in table.columns))
        for word in plain_name(words).split()
    }
    rest = f" {said} ".replace(f" {found} ", " ", 1).split()
    return bool(found) and all(word in own or word in _AROUND or word.isdigit() for word in rest)


def listed(
    table: TableLayout,
    units: Iterable[Agency],
    submissions: Mapping[str, Submission],
    open_questions: Iterable[tuple[str, Question]],
) -> tuple[UnitRow, ...]:
    """The rows of a table, in the order of the units; rows that only say that there is nothing are left out."""
    asked = {(unit, question.source) for unit, question in open_questions}
    return tuple(
        UnitRow(unit.id, number, row, any((unit.id, cell.source) in asked for cell in row.cells))
        for unit in units
        if unit.id in submissions
        for number, row in enumerate(_telling(table, rows_of(submissions[unit.id], table)), start=1)
    )


def _telling(table: TableLayout, rows: Iterable[ListedRow]) -> Iterator[ListedRow]:
    return (row for row in rows if not says_none(table, row))


def there_twice(
    outline: Outline, units: Iterable[Agency], submissions: Mapping[str, Submission]
) -> Iterator[tuple[str, Question]]:
    """Questions about rows with the name of an earlier row, of the same unit or of another."""
    called = {unit.id: unit.called for unit in units}
    for table in outline.tables:
        first: dict[str, tuple[str, RowCell]] = {}
        for unit in called if table.columns else ():
            for row in rows_of(submissions[unit], table) if unit in submissions else ():
                cell = name_of(table, row)
                if cell is None or says_none(table, row) or not (name := plain_name(cell.text)):
                    continue
                owner, other = first.setdefault(name, (unit, cell))
                if other is not cell:
                    where = (
                        f"ô {other.source.cell}"
                        if owner == unit
                        else f"{called[owner]} ({other.source.sheet}, ô {other.source.cell})"
                    )
                    doubt = f"“{table.title}”: trùng tên với dòng của {where}; cộng cả hai có thể là tính hai lần"
                    yield unit, Question(TWICE, None, "", cell.text, doubt, (), cell.source)


def rows_said(outline: Outline, rows: Iterable[ListedRow]) -> Mapping[str, str]:
    """The rows of a version as text, each by its table and name, to compare two versions."""
    found: dict[str, str] = {}
    tables = {table.id: table for table in outline.tables}
    for row in rows:
        table = tables.get(row.table)
        if table is None:
            continue
        cell = name_of(table, row)
        name = (cell.text if cell is not None else "")[:_SHOWN]
        key = f"{table.title}: {name or 'dòng không tên'}"
        number = 2
        while key in found:
            key, number = f"{table.title}: {name or 'dòng không tên'} (dòng {number})", number + 1
        found[key] = " | ".join(f"{cell.text}" for cell in row.cells)
    return found
