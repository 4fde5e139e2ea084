"""What `vanthu reports` shows of a period (xem kỳ báo cáo): who has reported, what is doubtful, where a figure comes from."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import date
from pathlib import Path
from typing import Any

import click

from pipeline.cli import show
from pipeline.cli.desk_lock import records_lock
from pipeline.cli.report_files import renewed, show_conflicts, tell
from pipeline.cli.reporting_steps import open_folder, open_round
from pipeline.errors import UsageError
from pipeline.records.reporting import Indicator
from pipeline.reports.collected import Entry
from pipeline.reports.consolidate import Consolidated
from pipeline.reports.numerals import format_figure
from pipeline.reports.period_letters import reminder
from pipeline.reports.reporting_round import Round
from pipeline.reports.status import Sent, Standing, standings
from pipeline.reports.typed_names import nearest, plain_name
from pipeline.workspace.seal import EDITED

_FINDINGS = 1


def show_status(
    folder: Path, period: str, *, on: date, remind: bool, take: str | None, templates: Path, json_wanted: bool
) -> None:
    """Who has reported; the reminder where it is asked for."""
    with records_lock(folder) if remind else nullcontext():
        of = open_round(folder, period, templates)
        found = standings(of.collected, of.first_sent(), on=on)
        letter = reminder(of.office, of.period, found, of.wording, on=on) if remind else None
        put = renewed(of, f"don-doc-{on:%Y%m%d}", letter, take=take) if letter else None
    if json_wanted:
        show.as_json(
            {
                "period": of.period.id,
                "on": on.isoformat(),
                "units": [_standing_json(one) for one in found],
                "reminder": put.as_json() if put else None,
            }
        )
        return
    rows = [
        (
            str(number),
            one.unit.called,
            one.sent.value + (f" {one.days_late} ngày" if one.days_late else ""),
            f"{one.first:%d/%m/%Y}" if one.first else "",
            str(one.version or ""),
            str(one.questions or ""),
        )
        for number, one in enumerate(found, start=1)
    ]
    show.table(("TT", "Đơn vị", "Tình trạng", "Ngày nhận", "Bản", "Câu hỏi"), rows, flexible=1)
    counts = ", ".join(f"{sum(one.sent is kind for one in found)} {kind}" for kind in Sent)
    click.echo(f"Đến ngày {on:%d/%m/%Y}, hạn {of.period.due:%d/%m/%Y}: {counts}.")
    if put is not None:
        tell([put])
        click.echo(f"Công văn đôn đốc: {put.path} ({put.what})")
        show_conflicts(put)
    elif remind:
        click.echo("Không có đơn vị nào phải đôn đốc.")


def _standing_json(one: Standing) -> dict[str, Any]:
    return {
        "unit": one.unit.id,
        "state": one.sent.value,
        "received": one.first.isoformat() if one.first else None,
        "days_late": one.days_late,
        "version": one.version or None,
        "questions": one.questions,
    }


def show_doubts(folder: Path, period: str, *, json_wanted: bool) -> int:
    """Questions, gaps, contradictions; 1 while a question is open."""
    loaded, of = open_folder(folder, period)
    edited = {loaded.office.files[one.id] for one in of.office.annex_sets if one.period == of.period.id}
    found = (*(one for one in loaded.findings if one.code == EDITED and one.file in edited), *of.doubts())
    questions = len(of.collected.questions)
    if json_wanted:
        show.as_json({"period": of.period.id, "findings": [one.as_json() for one in found]})
    else:
        show.findings(found, err=False)
        click.echo(f"{questions} câu hỏi còn mở, {len(found) - questions} điểm cần xem lại.")
    return _FINDINGS if questions else 0


def show_trace(folder: Path, period: str, indicator: str, *, column: str, unit: str | None, json_wanted: bool) -> None:
    """One figure and the cells behind it."""
    of = open_round(folder, period)
    chosen = _indicator(of, indicator)
    if column not in of.period.columns:
        raise UsageError(f"kỳ này không có số liệu “{column}”.", f"Có: {', '.join(of.period.columns)}.")
    result = of.results.by_key[chosen.id, column]
    entries = [one for one in result.entries if unit in {None, one.unit}]
    if json_wanted:
        show.as_json(
            {
                "indicator": chosen.id,
                "column": column,
                "value": None if result.value is None else str(result.value),
                "units": result.units,
                "expected": result.expected,
                "entries": [_entry_json(one) for one in entries],
            }
        )
        return
    click.echo(f"{chosen.name}, {column}, {of.period.name}: {_total(chosen, result)}")
    rows = [
        (
            of.office.agency(one.unit).called,
            of.collected.outline.indicator(one.indicator).name,
            _value(of, one),
            str(one.source or ""),
            _corrected(one),
        )
        for one in entries
    ]
    rows += [
        (
            of.office.agency(sender).called,
            chosen.name,
            "còn hỏi",
            str(asked.source),
            f"ô ghi “{asked.text}”: {asked.doubt}",
        )
        for sender, asked in of.collected.questions
        if (asked.indicator, asked.column) == (chosen.id, column) and unit in {None, sender}
    ]
    if rows:
        show.table(("Đơn vị", "Chỉ tiêu", "Số", "Nguồn", "Ghi chú"), rows, flexible=3)


def _indicator(of: Round, words: str) -> Indicator:
    """By id, by name or the part of one name, or the complaint with the nearest name."""
    indicators = of.collected.outline.indicators
    for one in indicators:
        if one.id == words or plain_name(one.name) == plain_name(words):
            return one
    within = [one for one in indicators if plain_name(words) in plain_name(one.name)]
    if len(within) == 1:
        return within[0]
    near = nearest(words, [one.name for one in indicators])
    hint = f"Có phải “{near}”?" if near else f"Các mã: {', '.join(one.id for one in indicators)}."
    raise UsageError(f"không có chỉ tiêu “{words}” trong đề cương.", hint)


def _total(indicator: Indicator, result: Consolidated) -> str:
    behind = f"{result.units}/{result.expected} đơn vị"
    if indicator.is_text:
        return f"danh sách của {behind}"
    if result.value is None:
        return f"chưa có số liệu ({behind})"
    words = format_figure(result.value, int(indicator.decimals))
    return f"{words} {indicator.measure} ({indicator.aggregation}, {behind})"


def _value(of: Round, entry: Entry) -> str:
    if entry.value is None:
        return entry.words or "không có số liệu"
    return format_figure(entry.value, int(of.collected.outline.indicator(entry.indicator).decimals))


def _corrected(entry: Entry) -> str:
    change = entry.correction
    if change is None:
        return f"ô ghi “{entry.text}”" + ("; là kết quả công thức" if entry.formula else "")
    return f"{change.day:%d/%m/%Y} {change.by}: {change.reason}" + (f" (ô ghi “{entry.text}”)" if entry.text else "")


def _entry_json(one: Entry) -> dict[str, Any]:
    return {
        "unit": one.unit,
        "indicator": one.indicator,
        "value": None if one.value is None else str(one.value),
        "words": one.words,
        "text": one.text,
        "remark": one.remark,
        "formula": one.formula,
        "source": None
        if one.source is None
        else {"file": one.source.file, "sheet": one.source.sheet, "cell": one.source.cell},
        "correction": None
        if one.correction is None
        else {
            "value": one.correction.value,
            "reason": one.correction.reason,
            "by": one.correction.by,
            "day": one.correction.day.isoformat(),
        },
    }
