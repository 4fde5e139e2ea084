"""What a person decided about single cells of repeated rows (quyết định về ô của biểu nhiều dòng), put in their place.

A decision belongs to a cell of one form: it names what stood there, and holds no more where something else stands now.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from pipeline.intake.text import one_line, shortened
from pipeline.records.corrections import Reviewed, answer, is_dropped
from pipeline.records.reporting import Indicator, Outline
from pipeline.records.row_column import RowColumn
from pipeline.reports.submission import ListedRow, RowCell, Source, Submission

_DATE: Final = re.compile(
    r"(?:ngày\s+)?(\d{1,2})(?:\s*[/.-]\s*|\s+tháng\s+)(\d{1,2})(?:\s*[/.-]\s*|\s+năm\s+)(\d{4})", re.IGNORECASE
)
# The year first leaves no doubt which is the month (ISO 8601); midnight is what programs write behind a day.
_ISO: Final = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[T ]0?0:00(?::00(?:\.0+)?)?)?")
# Unit, sheet and cell.
Place = tuple[str, str, str]


@dataclass(frozen=True)
class RowSpot:
    """A cell of a repeated row with its column."""

    column: RowColumn
    cell: RowCell

    @property
    def stands(self) -> str:
        """What stands there, as a decision names it."""
        return standing(self.cell)


@dataclass(frozen=True)
class Decided:
    """A submission with what was decided about its rows: the decisions that hold, and rows that count no more."""

    submission: Submission
    decisions: Mapping[Place, Reviewed]
    dropped: tuple[ListedRow, ...] = ()


def standing(cell: RowCell) -> str:
    """What stands in a cell, in one line, short enough for a record."""
    return shortened(one_line(cell.text))


def as_indicator(column: RowColumn) -> Indicator:
    """A column of figures as something whose cells are read like those of an indicator."""
    return Indicator(
        id=column.id,
        name=column.name,
        measure=column.measure or column.name,
        aggregation="tổng",
        decimals=column.decimals,
    )


def read_day(text: str) -> date | None:
    """A day as people and programs write it; None where it is none."""
    if (found := _DATE.fullmatch(text.strip())) is not None:
        day, month, year = map(int, found.groups())
    elif (found := _ISO.fullmatch(text.strip())) is not None:
        year, month, day = (int(found[number]) for number in (1, 3, 4))
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def spots_of(outline: Outline, submission: Submission) -> Mapping[tuple[str, str], RowSpot]:
    """Every cell of its repeated rows, by sheet and cell."""
    columns = {(table.id, column.id): column for table in outline.tables for column in table.columns}
    return {
        (cell.source.sheet, cell.source.cell): RowSpot(columns[row.table, cell.column], cell)
        for row in submission.rows
        for cell in row.cells
        if (row.table, cell.column) in columns
    }


def decided_cell(spot: RowSpot, text: str) -> RowCell:
    """A cell with what was decided in the place of what stood there. ValueError: the text is no answer to its column."""
    column, source = spot.column, spot.cell.source
    if is_dropped(text):
        # A figure that is left out is missing in the total, which the annex says of it.
        return RowCell(column.id, "", source, asked=column.kind == "số")
    if column.kind == "số":
        value, _ = answer(as_indicator(column), text)
        return RowCell(column.id, text, source, value)
    if column.kind == "ngày":
        day = read_day(text)
        if day is None:
            raise ValueError(text)
        return RowCell(column.id, f"{day:%d/%m/%Y}", source)
    return RowCell(column.id, text, source)


def decided(outline: Outline, unit: str, submission: Submission, reviews: Iterable[Reviewed]) -> Decided:
    """A unit's rows with the decisions about their cells; of two about one cell the later one holds."""
    own = {
        (unit, review.sheet, review.cell): review
        for review in sorted(reviews, key=lambda item: item.day)
        if review.unit == unit and review.value is not None and review.cell is not None
    }
    if not own:
        return Decided(submission, {})
    spots = spots_of(outline, submission)
    holding: dict[Place, Reviewed] = {}
    cells: dict[Source, RowCell] = {}
    for place, review in own.items():
        spot = spots.get(place[1:])
        if spot is not None and (cell := _holds(spot, review, submission)) is not None:
            holding[place] = review
            cells[spot.cell.source] = cell
    rows = [replace(row, cells=tuple(cells.get(cell.source, cell) for cell in row.cells)) for row in submission.rows]
    naming = {table.id: table.naming.id for table in outline.tables if table.naming is not None}
    dropped = {
        at
        for at, row in enumerate(submission.rows)
        for cell in row.cells
        if cell.column == naming.get(row.table) and _is_dropped(holding, unit, cell)
    }
    kept = tuple(row for at, row in enumerate(rows) if at not in dropped)
    left = tuple(submission.rows[at] for at in sorted(dropped))
    return Decided(replace(submission, rows=kept), holding, left)


def _holds(spot: RowSpot, review: Reviewed, submission: Submission) -> RowCell | None:
    """The decided cell; None where the decision was made about something else, or is no answer to the column."""
    same = review.day >= submission.received if review.stands is None else review.stands == spot.stands
    try:
        return decided_cell(spot, review.value or "") if same else None
    except ValueError:
        return None


def _is_dropped(holding: Mapping[Place, Reviewed], unit: str, cell: RowCell) -> bool:
    review = holding.get((unit, cell.source.sheet, cell.source.cell))
    return review is not None and review.value is not None and is_dropped(review.value)


def all_decided(
    outline: Outline, present: Mapping[str, Submission], reviews: Iterable[Reviewed]
) -> Iterator[tuple[str, Decided]]:
    """Every submission with what was decided about its rows."""
    by_unit: dict[str, list[Reviewed]] = {}
    for review in reviews:
        by_unit.setdefault(review.unit, []).append(review)
    for unit, submission in present.items():
        yield unit, decided(outline, unit, submission, by_unit.get(unit, ()))
