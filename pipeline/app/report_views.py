"""Where a reporting period stands (tình hình kỳ báo cáo): who has reported, what is doubtful, where a figure comes from."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pipeline.app.progress import Listener, ignore
from pipeline.app.records_lock import records_lock
from pipeline.app.report_files import WrittenFile, renewed
from pipeline.app.reporting_periods import open_folder, open_round
from pipeline.errors import UsageError
from pipeline.finding import Finding
from pipeline.records.corrections import Reviewed
from pipeline.records.reporting import Indicator, TableLayout
from pipeline.reports.collected import Entry
from pipeline.reports.consolidate import Consolidated
from pipeline.reports.period_letters import reminder
from pipeline.reports.reconciling.return_letter import returned_on
from pipeline.reports.repeated_rows import UnitRow, listed
from pipeline.reports.reporting_round import Round
from pipeline.reports.status import Followed, Standing, standings
from pipeline.reports.submission import Question, RowCell
from pipeline.reports.typed_names import nearest, plain_name
from pipeline.workspace.seal import EDITED


@dataclass(frozen=True, kw_only=True)
class ReportStatus:
    """The period, what each unit sent and when, and the reminder to units that sent nothing (None: not asked for)."""

    period: Round
    units: tuple[Standing, ...]
    reminder: WrittenFile | None = None


@dataclass(frozen=True, kw_only=True)
class ReportAnomalies:
    """The period, with its open questions, gaps and contradictions as findings; `questions`: how many are questions."""

    period: Round
    findings: tuple[Finding, ...]
    questions: int


@dataclass(frozen=True, kw_only=True)
class Traced:
    """Where a figure of the compiled report comes from: its total, the cells behind it, the cells still in question.

    `entries` and `questions` are those of a single unit if one was asked for; a question goes with the id of its
    unit. `aside`: figures that are left out of the total until they are settled.
    """

    period: Round
    indicator: Indicator
    total: Consolidated
    entries: tuple[Entry, ...]
    questions: tuple[tuple[str, Question], ...]
    aside: tuple[Entry, ...] = ()
    """Figures that are left out of the total until somebody answers for them."""


@dataclass(frozen=True, kw_only=True)
class TracedRows:
    """All rows of a table of repeated rows, each with its unit and its cells."""

    period: Round
    table: TableLayout
    rows: tuple[UnitRow, ...]
    dropped: tuple[UnitRow, ...] = ()
    """Rows that somebody decided to leave out."""

    def decision(self, row: UnitRow, cell: RowCell) -> Reviewed | None:
        """What was decided about a cell, in the place of what the unit wrote."""
        return self.period.collected.rows_decided.get((row.unit, cell.source.sheet, cell.source.cell))


def report_status(
    folder: Path,
    period: str,
    *,
    on: date,
    remind: bool = False,
    take: str | None = None,
    templates: Path | None = None,
    on_progress: Listener = ignore,
) -> ReportStatus:
    """What each unit has sent by a day; with `remind`, a reminder to units that sent nothing is written.

    `take`: as for `make_forms`.
    """
    with records_lock(folder, on_progress) if remind else nullcontext():
        reporting_round = open_round(folder, period, on_progress, templates=templates, on=on)
        followed = _followed(reporting_round)
        found = tuple(standings(reporting_round.collected, reporting_round.first_sent(), on=on, followed=followed))
        said = reporting_round.wording
        letter = reminder(reporting_round.office, reporting_round.period, found, said, on=on) if remind else None
        put = renewed(reporting_round, f"don-doc-{on:%Y%m%d}", letter, take=take) if letter else None
    return ReportStatus(period=reporting_round, units=found, reminder=put)


def _followed(reporting_round: Round) -> Followed:
    """What was done about the reports of a period, by its records."""
    office, period = reporting_round.office, reporting_round.period
    records = [record for record in office.corrections if record.period == period.id]
    decided = [item.unit for record in records for item in record.items]
    decided += [item.unit for record in records for item in record.reviewed]
    doubted = tuple(doubt.entry.unit for doubt in reporting_round.doubts)
    return Followed(doubted, returned_on(office, period), frozenset(decided))


def report_anomalies(
    folder: Path, period: str, *, on: date | None = None, on_progress: Listener = ignore
) -> ReportAnomalies:
    """Open questions, missing figures, contradictions in what came by a day, and annexes that somebody edited."""
    loaded, reporting_round = open_folder(folder, period, on_progress, on=on)
    annexes = (
        annex_set for annex_set in reporting_round.office.annex_sets if annex_set.period == reporting_round.period.id
    )
    files = {loaded.office.files[annex.id] for annex in annexes}
    edited = (finding for finding in loaded.findings if finding.code == EDITED and finding.file in files)
    questions = len(reporting_round.collected.questions) + len(reporting_round.doubts)
    return ReportAnomalies(
        period=reporting_round, findings=(*edited, *reporting_round.anomalies()), questions=questions
    )


def trace_figure(
    folder: Path,
    period: str,
    indicator: str,
    *,
    column: str = "thực hiện",
    unit: str | None = None,
    on: date | None = None,
    on_progress: Listener = ignore,
) -> Traced:
    """Where a figure comes from, of what came by a day. UsageError: no such figure.

    `indicator`: its id, its name, or part of one name.
    """
    reporting_round = open_round(folder, period, on_progress, on=on)
    chosen = indicator_named(reporting_round, indicator)
    columns = reporting_round.period.columns
    if column not in columns:
        raise UsageError(f"kỳ này không có số liệu “{column}”.", f"Có: {', '.join(columns)}.")
    total = reporting_round.results.by_key[chosen.id, column]
    return Traced(
        period=reporting_round,
        indicator=chosen,
        total=total,
        entries=tuple(entry for entry in total.entries if unit in {None, entry.unit}),
        questions=tuple(
            (sender, asked)
            for sender, asked in reporting_round.collected.questions
            if (asked.indicator, asked.column) == (chosen.id, column) and unit in {None, sender}
        ),
        aside=tuple(
            entry
            for (owner, key, asked_column), entry in reporting_round.sound.aside.items()
            if key in _parts(chosen) and asked_column == column and unit in {None, owner} and entry.value is not None
        ),
    )


def trace_rows(
    folder: Path,
    period: str,
    table: str,
    *,
    unit: str | None = None,
    on: date | None = None,
    on_progress: Listener = ignore,
) -> TracedRows:
    """The rows that units listed in a table of repeated rows, with their cells. UsageError: no such table.

    `table`: its id or its title.
    """
    reporting_round = open_round(folder, period, on_progress, on=on)
    collected = reporting_round.collected
    known = _of_rows(reporting_round)
    chosen = [layout for layout in known if layout.id == table or plain_name(layout.title) == plain_name(table)]
    if not chosen:
        names = "; ".join(f"{layout.id} ({layout.title})" for layout in known) or "đề cương không có biểu nào như vậy"
        raise UsageError(f"không có biểu nhiều dòng “{table}”.", f"Các biểu: {names}.")
    every = listed(chosen[0], collected.units, collected.submissions, collected.questions)
    rows = tuple(row for row in every if unit in {None, row.unit})
    dropped = tuple(
        UnitRow(owner, 0, row)
        for owner, left in collected.rows_dropped.items()
        for row in left
        if row.table == chosen[0].id and unit in {None, owner}
    )
    return TracedRows(period=reporting_round, table=chosen[0], rows=rows, dropped=dropped)


def _of_rows(reporting_round: Round) -> tuple[TableLayout, ...]:
    """The tables of repeated rows."""
    return tuple(layout for layout in reporting_round.collected.outline.tables if layout.columns)


def _parts(indicator: Indicator) -> set[str | None]:
    """What a figure is made of: the two of a ratio, or itself."""
    return {indicator.numerator, indicator.denominator} if indicator.is_computed else {indicator.id}


def indicator_named(reporting_round: Round, words: str) -> Indicator:
    """By id, by name or the part of one name, or the complaint with the nearest name."""
    indicators = reporting_round.collected.outline.indicators
    for indicator in indicators:
        if indicator.id == words or plain_name(indicator.name) == plain_name(words):
            return indicator
    within = [indicator for indicator in indicators if plain_name(words) in plain_name(indicator.name)]
    if len(within) == 1:
        return within[0]
    if any(words == table.id or plain_name(words) == plain_name(table.title) for table in _of_rows(reporting_round)):
        raise UsageError(f"“{words}” là biểu nhiều dòng, không phải chỉ tiêu.", "Xem từng dòng, từng ô: thêm --rows.")
    near = nearest(words, [indicator.name for indicator in indicators])
    hint = f"Có phải “{near}”?" if near else f"Các mã: {', '.join(indicator.id for indicator in indicators)}."
    if tables := [table.title for table in _of_rows(reporting_round)]:
        hint += f" Biểu nhiều dòng ({'; '.join(tables)}) thì thêm --rows."
    raise UsageError(f"không có chỉ tiêu “{words}” trong đề cương.", hint)
