"""All places of a period that wait for a decision (danh mục câu hỏi): what stands there, and what is likely."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from pipeline.records.agency import Agency
from pipeline.records.corrections import DROPPED
from pipeline.records.reporting import Indicator
from pipeline.reports.anomalies import left_blank
from pipeline.reports.reconciling.doubt import Doubt, in_figures
from pipeline.reports.reporting_round import Round
from pipeline.reports.row_decisions import RowSpot, spots_of
from pipeline.reports.submission import Question, Source

FIGURE: Final = "số"
SEEN: Final = "xem"
ROW: Final = "dòng"
BESIDE: Final = "BC-105"
_BLANK: Final = "đơn vị đã gửi báo cáo nhưng để trống ô này"
_MARK: Final = 10
_FROM_END: Final = 10**6


@dataclass(frozen=True)
class Row:
    """A place that waits for a decision: a figure (`số`), a cell of a repeated row (`dòng`), words or a sheet to look at (`xem`).

    `key` finds the place when the worklist comes back; `mark` tells whether the place still says the same. `stands`:
    what stands there; `problems`: why it is asked about; `held`: the figure that was read.
    """

    key: tuple[str, ...]
    unit: Agency
    source: Source | None
    indicator: Indicator | None
    column: str
    stands: str
    problems: tuple[str, ...]
    likely: tuple[str, ...] = ()
    held: str = ""
    remark: str = ""
    """What the unit wrote beside the figure: for the clerk, the unit knows it."""
    of_file: bool = False
    """Whether it is about a file of several units, not about this one."""
    beside: bool = False
    """Whether it is about a number outside the place of its figure: to be looked at, or the answer to that figure."""
    of_row: RowSpot | None = None
    """The cell of a repeated row that it is about."""

    @property
    def mark(self) -> str:
        """A digest of the place and of what stands there."""
        told = "\n".join((*self.key, str(self.source or ""), self.stands))
        return hashlib.sha256(told.encode()).hexdigest()[:_MARK]

    @property
    def place(self) -> str:
        """Sheet and cell, for people to read."""
        if self.source is None:
            return ""
        return ", ".join(part for part in (self.source.sheet, self.source.cell) if part)


def worklist(reporting_round: Round) -> tuple[Row, ...]:
    """All places in the order of the units; a place with several questions is a single row."""
    found: dict[tuple[str, ...], Row] = {}
    for row in _rows(reporting_round):
        known = found.get(row.key)
        if known is None:
            found[row.key] = row
        else:
            likely = tuple(dict.fromkeys((*known.likely, *row.likely)))
            found[row.key] = replace(
                known,
                problems=(*known.problems, *row.problems),
                likely=likely,
                held=known.held or row.held,
                remark=known.remark or row.remark,
                of_file=known.of_file and row.of_file,
                beside=known.beside and row.beside,
            )
    order = {unit.id: number for number, unit in enumerate(reporting_round.collected.units)}
    return tuple(sorted(found.values(), key=lambda row: order.get(row.unit.id, _FROM_END)))


def _rows(reporting_round: Round) -> Iterator[Row]:
    collected = reporting_round.collected
    listed = {unit: spots_of(collected.outline, sent) for unit, sent in collected.submissions.items() if sent.rows}
    for unit, question in collected.questions:
        agency, source = reporting_round.office.agency(unit), question.source
        spot = listed.get(unit, {}).get((source.sheet, source.cell)) if question.indicator is None else None
        yield _asked(reporting_round, agency, question) if spot is None else _of_row(agency, question, spot)
    for doubt in (*reporting_round.doubts, *reporting_round.looks):
        yield _doubted(reporting_round, doubt)
    yield from _blanks(reporting_round)


def _asked(reporting_round: Round, unit: Agency, question: Question) -> Row:
    collected, source = reporting_round.collected, question.source
    indicator = collected.outline.indicator(question.indicator) if question.indicator else None
    is_figure = indicator is not None and question.column in collected.period.columns and not question.of_file
    key = (
        (FIGURE, unit.id, question.indicator or "", question.column)
        if is_figure
        else (SEEN, unit.id, source.sheet, source.cell)
    )
    column = question.column if is_figure else ""
    asked = (question.doubt,)
    return Row(
        key,
        unit,
        source,
        indicator,
        column,
        question.text,
        asked,
        question.choices,
        remark=question.remark,
        of_file=question.of_file,
        beside=question.code == BESIDE,
    )


def _of_row(unit: Agency, question: Question, spot: RowSpot) -> Row:
    """A cell of a repeated row: it can be decided like a figure."""
    key = (ROW, unit.id, question.source.sheet, question.source.cell)
    held = "" if spot.cell.value is None else plain_figure(spot.cell.value)
    stands, asked = question.text, (question.doubt,)
    return Row(
        key, unit, question.source, None, "", stands, asked, question.choices, held, question.remark, of_row=spot
    )


def _doubted(reporting_round: Round, doubt: Doubt) -> Row:
    entry = doubt.entry
    indicator = reporting_round.collected.outline.indicator(entry.indicator)
    unit = reporting_round.office.agency(entry.unit)
    held = typed(indicator, entry.value, entry.words)
    stands = held if entry.correction is not None else entry.text or held
    likely = tuple(in_figures(indicator, value) for value in doubt.likely)
    key = (FIGURE, *doubt.key)
    return Row(key, unit, entry.source, indicator, entry.column, stands, (doubt.reason,), likely, held, entry.remark)


def _blanks(reporting_round: Round) -> Iterator[Row]:
    collected = reporting_round.collected
    for (key, column), result in reporting_round.results.by_key.items():
        indicator = collected.outline.indicator(key)
        for unit in left_blank(collected, indicator, result):
            found = (FIGURE, unit, key, column)
            yield Row(found, reporting_round.office.agency(unit), None, indicator, column, "", (_BLANK,))


def typed(indicator: Indicator, value: Decimal | None, words: str) -> str:
    """A figure as a clerk types it into a correction; the word for "no figure" if the unit has none."""
    if indicator.is_text:
        return words
    if value is None:
        return DROPPED
    if indicator.is_yes:
        return "có" if value else "không"
    return plain_figure(value)


def plain_figure(value: Decimal) -> str:
    """A number as a clerk types it."""
    return f"{value.normalize():f}".replace(".", ",")
