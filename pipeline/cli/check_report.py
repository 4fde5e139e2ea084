"""A check as text for people (kết quả kiểm tra trên màn hình): findings by component, rules not evaluated, the table."""

from __future__ import annotations

from collections.abc import Sequence

import click

from pipeline.app.inspect import Inspected
from pipeline.checking.check_page import severity_counts
from pipeline.checking.check_result import Report
from pipeline.checking.check_words import (
    REGIMES,
    citation,
    coverage_line,
    explanation,
    identity_line,
    left_open,
    regime_line,
    rule_sheet,
)
from pipeline.checking.entries import Entry, by_group, entries
from pipeline.checking.rules.rule import Rule
from pipeline.cli import show
from pipeline.finding import severity_counts as counts_by_severity
from pipeline.reading.recognised import Regime
from pipeline.text import upper_first

_CODES_SHOWN = 12


def details(inspection: Inspected) -> None:
    """Print the whole report of one file."""
    click.echo(click.style(inspection.file, bold=True))
    if inspection.trouble is not None or inspection.report is None:
        if inspection.trouble is not None:
            _trouble(inspection)
        return
    click.echo(f"  {upper_first(identity_line(inspection.report.paper))}")
    click.echo(f"  {regime_line(inspection.report.paper)}")
    if inspection.docx is not None:
        click.echo("  Tệp kiểu cũ, xét trên bản .docx do LibreOffice chuyển sang; nên xem lại chỗ lệch lề, phông chữ.")
    if inspection.report.paper.regime.judged:
        _findings(inspection.report)
    click.echo()


def _trouble(inspection: Inspected) -> None:
    trouble = inspection.trouble
    if trouble is None:
        return
    click.echo("  " + click.style("không kiểm tra được: ", fg="red", bold=True) + trouble.message)
    if trouble.remedy:
        click.echo(f"    → {trouble.remedy}")
    click.echo()


def _findings(report: Report) -> None:
    found = entries(report)
    for group, inside in by_group(found):
        click.echo()
        click.echo("  " + click.style(group.value, bold=True))
        for entry in inside:
            _finding(entry, report.paper.regime)
    click.echo()
    open_rules = left_open(report)
    if open_rules:
        click.echo("  Không xét được từ tệp này:")
        for reason, codes in open_rules:
            click.echo(f"    {_codes(codes)}: {reason}")
    click.echo(f"  {coverage_line(report.coverage)}")


def _codes(codes: Sequence[str]) -> str:
    more = len(codes) - _CODES_SHOWN
    return ", ".join(codes[:_CODES_SHOWN]) + (f" và {more} quy tắc khác" if more > 0 else "")


def _finding(entry: Entry, regime: Regime) -> None:
    severity, breach = entry.rule.severity, entry.breach
    label = click.style(f"{severity.label} {entry.rule.code}", fg=show.COLOURS[severity], bold=True)
    place = f" ({entry.place})" if entry.place else ""
    click.echo(f"    {label}{place}: {breach.found}")
    click.echo(f"        Yêu cầu: {breach.expected}")
    if breach.hint:
        click.echo(f"        → {breach.hint}")
    click.echo(f"        Căn cứ: {citation(entry.rule, regime)}")


def summary(inspected: Sequence[Inspected]) -> None:
    """Print the table of several files."""
    head = (
        "Tệp",
        "Loại",
        "Chế độ",
        "Trang",
        "Sai thể thức",
        "Cần xem lại",
        "Thông lệ",
        "Chất lượng",
        "Không xét được",
    )
    show.table(head, [_row(inspection) for inspection in inspected])


def _row(inspection: Inspected) -> tuple[str, ...]:
    if inspection.report is None:
        return (inspection.file, "không kiểm tra được", *("–" for _ in range(7)))
    paper = inspection.report.paper
    pages = str(paper.facts.pages) if paper.facts.pages else "–"
    known = (inspection.file, paper.type_name or "không rõ", REGIMES[paper.regime], pages)
    if not paper.regime.judged:
        return (*known, *("–" for _ in range(5)))
    counts = severity_counts(inspection.report)
    return (*known, *(str(count) if count else "–" for count in counts), str(inspection.report.coverage.not_evaluated))


def totals(inspected: Sequence[Inspected], seconds: float) -> None:
    """Print the last line: number of files, of findings of each severity, and seconds."""
    reports = [inspection.report for inspection in inspected if inspection.report is not None]
    severities = [rule.severity for report in reports for rule, _ in report.breaches()]
    unread = len(inspected) - len(reports)
    unjudged = sum(not report.paper.regime.judged for report in reports)
    parts = [
        f"{len(inspected)} tệp",
        counts_by_severity(severities) or "không có phát hiện",
        f"{unjudged} tệp không thuộc diện xét" if unjudged else "",
        click.style(f"{unread} tệp không kiểm tra được", fg="red") if unread else "",
        f"{seconds:.1f} giây".replace(".", ","),
    ]
    click.echo(", ".join(filter(None, parts)) + ".")


def rule_page(rule: Rule) -> None:
    """Print what a rule says, for a user who met its code."""
    label = click.style(rule.code, fg=show.COLOURS[rule.severity], bold=True)
    click.echo(f"{label}  {click.style(rule.title, bold=True)}")
    for name, text in rule_sheet(rule):
        click.echo(f"  {name}: {text}")
    text = explanation(rule)
    if text:
        click.echo()
        click.echo(text)


def has_something_to_say(inspection: Inspected) -> bool:
    """Whether the details of one of several files are worth printing: findings, trouble, not judged."""
    return (
        inspection.report is None
        or not inspection.report.paper.regime.judged
        or any(True for _ in inspection.report.breaches())
    )
