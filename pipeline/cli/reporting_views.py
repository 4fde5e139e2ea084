"""Printing a reporting period for `vanthu reports` (xem kỳ báo cáo): who has reported, open questions, sources of a figure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click

from pipeline.app.report_views import (
    ReportStatus,
    Traced,
    TracedRows,
    report_anomalies,
    report_status,
    trace_figure,
    trace_rows,
)
from pipeline.cli import show
from pipeline.cli.old_readings import old_readings, tell_old_readings
from pipeline.cli.written_files import show_conflicts, tell
from pipeline.records.corrections import Reviewed
from pipeline.records.reporting import Indicator
from pipeline.reports.collected import Entry
from pipeline.reports.consolidate import Consolidated
from pipeline.reports.numerals import format_figure
from pipeline.reports.repeated_rows import UnitRow
from pipeline.reports.reporting_round import Round
from pipeline.reports.status import Handled, Sent, Standing
from pipeline.reports.submission import Source

_FINDINGS = 1


def show_status(
    folder: Path, period: str, *, on: date, remind: bool, take: str | None, templates: Path, json_wanted: bool
) -> None:
    """Print who has reported; write the reminder if asked for."""
    with show.ProgressBar() as bar:
        status = report_status(
            folder, period, on=on, remind=remind, templates=templates, take=take, on_progress=bar.follow
        )
    if json_wanted:
        show.as_json(
            {
                "period": status.period.period.id,
                "on": on.isoformat(),
                "units": [_standing_json(unit) for unit in status.units],
                "reminder": status.reminder.as_json() if status.reminder else None,
                **old_readings(status.period.collected),
            }
        )
        return
    _print_status(status, on, remind=remind)


def _print_status(status: ReportStatus, on: date, *, remind: bool) -> None:
    rows = [
        (
            str(number),
            unit.unit.called,
            unit.sent.value + (f" {unit.days_late} ngày" if unit.days_late else ""),
            f"{unit.first:%d/%m/%Y}" if unit.first else "",
            "bản ký" if unit.unread else str(unit.version or ""),
            str(unit.questions or ""),
            unit.handled.value + (f" {unit.returned:%d/%m/%Y}" if unit.handled is Handled.RETURNED else ""),
        )
        for number, unit in enumerate(status.units, start=1)
    ]
    show.table(("TT", "Đơn vị", "Tình trạng", "Ngày nhận", "Bản", "Câu hỏi", "Xử lý"), rows, flexible=1)
    counts = ", ".join(f"{sum(unit.sent is kind for unit in status.units)} {kind}" for kind in Sent)
    click.echo(f"Đến ngày {on:%d/%m/%Y}, hạn {status.period.period.due:%d/%m/%Y}: {counts}.")
    handled = [unit.handled for unit in status.units if unit.handled]
    if handled:
        click.echo(f"Đã nhận: {', '.join(f'{handled.count(kind)} {kind}' for kind in Handled if kind in handled)}.")
    letter = status.reminder
    if letter is not None:
        tell([letter])
        click.echo(f"Công văn đôn đốc: {letter.path} ({letter.what})")
        show_conflicts(letter)
    elif remind:
        click.echo("Không có đơn vị nào phải đôn đốc.")
    tell_old_readings(status.period)


def _standing_json(standing: Standing) -> dict[str, Any]:
    return {
        "unit": standing.unit.id,
        "state": standing.sent.value,
        "received": standing.first.isoformat() if standing.first else None,
        "days_late": standing.days_late,
        "version": standing.version or None,
        "unread": standing.unread,
        "questions": standing.questions,
        "handled": standing.handled.value or None,
        "returned": standing.returned.isoformat() if standing.returned else None,
    }


def show_anomalies(folder: Path, period: str, *, on: date, json_wanted: bool) -> int:
    """Print questions, gaps and contradictions; gives 1 while a question is open."""
    with show.ProgressBar() as bar:
        told = report_anomalies(folder, period, on=on, on_progress=bar.follow)
    found, questions = told.findings, told.questions
    if json_wanted:
        show.as_json({"period": told.period.period.id, "findings": [finding.as_json() for finding in found]})
    else:
        show.findings(found, err=False)
        click.echo(f"{questions} câu hỏi còn mở, {len(found) - questions} điểm cần xem lại.")
    return _FINDINGS if questions else 0


def show_trace(
    folder: Path, period: str, indicator: str, *, column: str, unit: str | None, on: date, json_wanted: bool
) -> None:
    """Print one figure and the cells it comes from."""
    with show.ProgressBar() as bar:
        traced = trace_figure(folder, period, indicator, column=column, unit=unit, on=on, on_progress=bar.follow)
    total = traced.total
    if json_wanted:
        show.as_json(
            {
                "indicator": traced.indicator.id,
                "column": column,
                "value": None if total.value is None else str(total.value),
                "units": total.units,
                "expected": total.expected,
                "entries": [_entry_json(entry) for entry in traced.entries],
                "aside": [_entry_json(entry) for entry in traced.aside],
            }
        )
        return
    words = _total(traced.indicator, total)
    click.echo(f"{traced.indicator.name}, {column}, {traced.period.period.name}: {words}")
    rows = _trace_rows(traced)
    if rows:
        show.table(("Đơn vị", "Chỉ tiêu", "Số", "Nguồn", "Ghi chú"), rows, flexible=3)


def show_rows(folder: Path, period: str, table: str, *, unit: str | None, on: date, json_wanted: bool) -> None:
    """The rows of a table, each with its unit and cells."""
    with show.ProgressBar() as bar:
        traced = trace_rows(folder, period, table, unit=unit, on=on, on_progress=bar.follow)
    if json_wanted:
        rows = [
            {"unit": row.unit, "number": row.number or None, "asked": row.asked, "cells": _cells(traced, row)}
            for row in (*traced.rows, *traced.dropped)
        ]
        show.as_json({"table": traced.table.id, "rows": rows})
        return
    click.echo(f"{traced.table.title}, {traced.period.period.name}: {len(traced.rows)} dòng")
    shown = [
        (
            traced.period.office.agency(row.unit).called,
            str(row.number or ""),
            "; ".join(f"{cell.text or '(để trống)'} (ô {cell.source.cell})" for cell in row.row.cells),
            row.row.cells[0].source.file if row.row.cells else "",
            "; ".join(_row_notes(traced, row)),
        )
        for row in (*traced.rows, *traced.dropped)
    ]
    if shown:
        show.table(("Đơn vị", "Dòng", "Các ô", "Nguồn", "Ghi chú"), shown, flexible=2)


def _row_notes(traced: TracedRows, row: UnitRow) -> Iterator[str]:
    """What is said of a row: it is asked about, it is left out, which of its cells somebody decided, when, why."""
    if row.asked:
        yield "đang hỏi lại, chưa tính"
    if row in traced.dropped:
        yield "không dùng dòng này"
    for cell in row.row.cells:
        if (made := traced.decision(row, cell)) is not None:
            wrote = f" (ô ghi “{made.stands}”)" if made.stands else ""
            yield f"ô {cell.source.cell}: “{made.value}”, {made.day:%d/%m/%Y} {made.by}: {made.reason}{wrote}"


def _decision_json(made: Reviewed | None) -> dict[str, str | None] | None:
    if made is None:
        return None
    return {"value": made.value, "reason": made.reason, "by": made.by, "day": made.day.isoformat(), "text": made.stands}


def _cells(traced: TracedRows, row: UnitRow) -> list[dict[str, Any]]:
    return [
        {
            "column": cell.column,
            "value": None if cell.value is None else str(cell.value),
            "text": cell.text,
            "source": _source_json(cell.source),
            "decision": _decision_json(traced.decision(row, cell)),
        }
        for cell in row.row.cells
    ]


def _trace_rows(traced: Traced) -> Sequence[tuple[str, ...]]:
    reporting_round = traced.period
    rows = [
        (
            reporting_round.office.agency(entry.unit).called,
            reporting_round.collected.outline.indicator(entry.indicator).name,
            _value(reporting_round, entry),
            str(entry.source or ""),
            _corrected(entry),
        )
        for entry in traced.entries
    ]
    rows += [
        (
            reporting_round.office.agency(entry.unit).called,
            reporting_round.collected.outline.indicator(entry.indicator).name,
            _value(reporting_round, entry),
            str(entry.source or ""),
            f"đang hỏi lại, chưa tính ({_corrected(entry)})",
        )
        for entry in traced.aside
    ]
    return rows + [
        (
            "cả tệp" if asked.of_file else reporting_round.office.agency(sender).called,
            traced.indicator.name,
            "còn hỏi",
            str(asked.source),
            f"ô ghi “{asked.text}”: {asked.doubt}" + (f"; đơn vị ghi chú: {asked.remark}" if asked.remark else ""),
        )
        for sender, asked in traced.questions
    ]


def _total(indicator: Indicator, result: Consolidated) -> str:
    behind = f"{result.units}/{result.expected} đơn vị"
    if indicator.is_text:
        return f"danh sách của {behind}"
    if result.value is None:
        return f"chưa có số liệu ({behind})"
    words = format_figure(result.value, int(indicator.decimals))
    return f"{words} {indicator.measure} ({indicator.aggregation}, {behind})"


def _value(reporting_round: Round, entry: Entry) -> str:
    if entry.value is None:
        return entry.words or "không có số liệu"
    return format_figure(entry.value, int(reporting_round.collected.outline.indicator(entry.indicator).decimals))


def _corrected(entry: Entry) -> str:
    change = entry.correction
    remark = f"; ghi chú: {entry.remark}" if entry.remark else ""
    if change is None:
        return f"ô ghi “{entry.text}”" + ("; là kết quả công thức" if entry.formula else "") + remark
    wrote = f" (ô ghi “{entry.text}”)" if entry.text else ""
    return f"{change.day:%d/%m/%Y} {change.by}: {change.reason}{wrote}{remark}"


def _source_json(source: Source) -> dict[str, str]:
    return {"file": source.file, "sheet": source.sheet, "cell": source.cell}


def _entry_json(entry: Entry) -> dict[str, Any]:
    return {
        "unit": entry.unit,
        "indicator": entry.indicator,
        "value": None if entry.value is None else str(entry.value),
        "words": entry.words,
        "text": entry.text,
        "remark": entry.remark,
        "formula": entry.formula,
        "source": None if entry.source is None else _source_json(entry.source),
        "correction": None
        if entry.correction is None
        else {
            "value": entry.correction.value,
            "reason": entry.correction.reason,
            "by": entry.correction.by,
            "day": entry.correction.day.isoformat(),
        },
    }
