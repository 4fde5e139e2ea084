"""What the commands `vanthu reports …` print, and their exit codes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from pipeline.app.report_intake import collect_reports
from pipeline.app.reporting_periods import (
    ReportCompiled,
    ReportsReread,
    compile_report,
    make_forms,
    redate_report,
    reread_reports,
)
from pipeline.cli import show
from pipeline.cli.old_readings import old_readings, tell_old_readings
from pipeline.cli.print_taken import print_taken, taken_json
from pipeline.cli.written_files import counted, show_conflicts, tell
from pipeline.reports.compiled import report_id

_FINDINGS = 1


def show_forms(
    folder: Path,
    period: str,
    *,
    output: Path | None,
    only: tuple[str, ...],
    take: str | None,
    templates: Path,
    json_wanted: bool,
) -> None:
    """Write the letter and the forms; print what was written."""
    with show.ProgressBar() as bar:
        made = make_forms(
            folder, period, output=output, only=only, take=take, templates=templates, on_progress=bar.follow
        )
    if json_wanted:
        show.as_json({"forms": [form.as_json() for form in made.forms], "letter": made.letter.as_json()})
        return
    tell([*made.forms, made.letter])
    click.echo(f"{len(made.forms)} biểu mẫu trong {made.folder}/: {counted(made.forms)}")
    click.echo(f"Công văn yêu cầu: {made.letter.path} ({made.letter.what})")
    show_conflicts(made.letter)


def take_in(
    folder: Path,
    period: str,
    files: tuple[Path, ...],
    *,
    unit: str | None,
    day: date,
    json_wanted: bool,
    accepted: tuple[str, ...] = (),
    dry_run: bool = False,
) -> int:
    """Take in files: print what each is taken for, keep what is clear; gives 1 when a file waits or was refused."""
    with show.ProgressBar() as bar:
        result = collect_reports(
            folder, period, files, unit=unit, day=day, accepted=accepted, dry_run=dry_run, on_progress=bar.follow
        )
    if json_wanted:
        show.as_json(taken_json(result))
    else:
        print_taken(result, dry_run=dry_run)
    return _FINDINGS if result.left else 0


def read_again(folder: Path, period: str, *, only: tuple[str, ...], json_wanted: bool) -> int:
    """Read the kept files again and print the changes; gives 1 when a file could not be read."""
    with show.ProgressBar() as bar:
        result = reread_reports(folder, period, only=only, on_progress=bar.follow)
    if json_wanted:
        _print_reread_json(result)
    else:
        _print_reread(result)
    return _FINDINGS if result.failed else 0


def set_day(folder: Path, period: str, unit: str, *, day: date, version: int | None, json_wanted: bool) -> None:
    """Correct the day on which a report came, and print both days."""
    with show.ProgressBar() as bar:
        done = redate_report(folder, period, unit, day=day, version=version, on_progress=bar.follow)
    before, after = done.before, done.after
    if json_wanted:
        days = {"before": before.received.isoformat(), "received": after.received.isoformat()}
        show.as_json({"unit": after.unit, "version": after.version, **days})
        return
    name = done.period.office.agency(after.unit).called
    click.echo(f"{name}, bản {after.version}: ngày nhận {before.received:%d/%m/%Y} → {after.received:%d/%m/%Y}")


def _print_reread_json(result: ReportsReread) -> None:
    show.as_json(
        {
            "reread": [
                {
                    "unit": report.after.unit,
                    "version": report.after.version,
                    "what": report.what,
                    "changed": report.changed,
                }
                for report in result.done
            ],
            "failed": [{"message": error.message, "remedy": error.remedy} for error in result.failed],
        }
    )


def _print_reread(result: ReportsReread) -> None:
    rows = [
        (result.period.office.agency(report.after.unit).called, f"bản {report.after.version}", report.what)
        for report in result.done
        if report.changed
    ]
    if rows:
        show.table(("Đơn vị", "Bản", "Đọc lại"), rows, flexible=2)
    for error in result.failed:
        click.echo(f"{click.style('Không đọc được', fg='red', bold=True)} {error.message}", err=True)
        click.echo(f"    → {error.remedy}", err=True)
    done, failed = len(result.done), len(result.failed)
    click.echo(f"Đọc lại {done} bản: {len(rows)} bản có thay đổi, {failed} đơn vị không đọc được.")


def show_compiled(folder: Path, period: str, *, on: date, take: str | None, templates: Path, json_wanted: bool) -> int:
    """Write the records of the compiled report; gives 1 while a person must choose between two changes of one place."""
    with show.ProgressBar() as bar:
        result = compile_report(folder, period, on=on, take=take, templates=templates, on_progress=bar.follow)
    if json_wanted:
        _print_compiled_json(result)
    else:
        _print_compiled(result)
    return _FINDINGS if result.report.conflicts else 0


def _print_compiled_json(result: ReportCompiled) -> None:
    collected = result.period.collected
    show.as_json(
        {
            "report": result.report.as_json(),
            "annexes": [annex.as_json() for annex in result.annexes],
            "id": report_id(result.period.period),
            "units": len(collected.sent),
            "expected": len(collected.units),
            "questions": len(collected.questions),
            **old_readings(collected),
        }
    )


def _print_compiled(result: ReportCompiled) -> None:
    reporting_round, report = result.period, result.report
    collected, period = reporting_round.collected, reporting_round.period
    sent, expected = len(collected.sent), len(collected.units)
    click.echo(f"Báo cáo {period.name}: {sent}/{expected} đơn vị đã gửi, {len(collected.questions)} câu hỏi còn mở.")
    if points := reporting_round.open_points:
        aside = len(reporting_round.sound.aside)
        click.echo(
            f"Bản dự thảo: còn {len(points)} điểm hỏi lại (ghi trong hồ sơ), {aside} số liệu chưa đưa vào tổng hợp."
        )
    tell([report, *result.annexes])
    click.echo(f"Lời văn: {report.path} ({report.what})")
    click.echo(f"Phụ lục: {reporting_round.store.place / 'phu-luc'}/ ({counted(result.annexes)})")
    show_conflicts(report)
    tell_old_readings(reporting_round)
    click.echo(f"Dựng ra DOCX, PDF: vanthu build {reporting_round.folder} --only {report_id(period)}")
