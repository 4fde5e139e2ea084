"""What the commands for forms of an office's own print, and their exit codes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from pipeline.app.own_form_desk import OwnFormRead, OwnFormsTaken, describe_form, take_own_forms, try_own_form
from pipeline.cli import show
from pipeline.cli.received_files import received_json
from pipeline.reports.described.keep_described import KeptForm
from pipeline.reports.submission import Question, Reported

_FINDINGS = 1


def show_proposed(folder: Path, file: Path, *, output: Path | None, json_wanted: bool) -> None:
    """Print a proposed outline on standard output, or write it to `output`; its open questions go to the terminal."""
    with show.ProgressBar() as bar:
        proposed = describe_form(folder, file, output=output, on_progress=bar.follow)
    if json_wanted:
        show.as_json({"text": proposed.text, "doubts": list(proposed.doubts)})
    elif output is None:
        click.echo(proposed.text, nl=False)
    else:
        for doubt in proposed.doubts:
            click.echo(f"Xem lại: {doubt}")
        click.echo(f"Đã ghi đề xuất vào {output}, {len(proposed.doubts)} chỗ phải xem lại.")


def show_tried(folder: Path, period: str, file: Path, *, unit: str | None, json_wanted: bool) -> None:
    """Print what a file says, the questions about it, and what was left aside; nothing is kept."""
    with show.ProgressBar() as bar:
        tried = try_own_form(folder, period, file, unit=unit, on_progress=bar.follow)
    if json_wanted:
        show.as_json(_tried_json(tried))
    else:
        _print_tried(tried)


def _tried_json(tried: OwnFormRead) -> dict[str, object]:
    reading = tried.reading
    return {
        "period": tried.period.period.id,
        "units": [
            {
                "unit": unit,
                "figures": [_figure_json(figure) for figure in returned.figures],
                "questions": [_question_json(question) for question in returned.questions],
            }
            for unit, returned in reading.units.items()
        ],
        "questions": [_question_json(question) for question in reading.unplaced],
        "left_aside": [
            {"sheet": note.source.sheet, "cell": note.source.cell, "text": note.text, "why": note.why}
            for note in reading.notes
        ],
    }


def _figure_json(figure: Reported) -> dict[str, object]:
    return {
        "indicator": figure.indicator,
        "column": figure.column,
        "value": None if figure.value is None else str(figure.value),
        "text": figure.text,
        "sheet": figure.source.sheet,
        "cell": figure.source.cell,
        "remark": figure.remark,
    }


def _question_json(question: Question) -> dict[str, object]:
    return {
        "code": question.code,
        "indicator": question.indicator,
        "text": question.text,
        "doubt": question.doubt,
        "choices": list(question.choices),
        "sheet": question.source.sheet,
        "cell": question.source.cell,
    }


def _print_tried(tried: OwnFormRead) -> None:
    reading, office = tried.reading, tried.period.office
    rows = [
        (office.agency(unit).called, str(len(returned.figures)), str(len(returned.questions)))
        for unit, returned in reading.units.items()
    ]
    if rows:
        show.table(("Đơn vị", "Số liệu", "Câu hỏi"), rows)
    for unit, question in (
        *((None, question) for question in reading.unplaced),
        *((unit, question) for unit, returned in reading.units.items() for question in returned.questions),
    ):
        whose = f"{office.agency(unit).called}, " if unit else ""
        where = f"trang “{question.source.sheet}”" + (f" ô {question.source.cell}" if question.source.cell else "")
        click.echo(f"Hỏi: {whose}{where}: “{question.text}”: {question.doubt}")
    for note in reading.notes:
        where = f"trang “{note.source.sheet}”" + (f" ô {note.source.cell}" if note.source.cell else "")
        click.echo(f"Không lấy số: {where}: “{note.text}”: {note.why}")
    click.echo(f"Đọc thử: {len(rows)} đơn vị, {len(reading.questions)} câu hỏi; chưa nhận gì.")


def take_in(
    folder: Path, period: str, files: tuple[Path, ...], *, unit: str | None, day: date, json_wanted: bool
) -> int:
    """Read and keep files, print a table; gives 1 when a file was refused, else 0."""
    with show.ProgressBar() as bar:
        result = take_own_forms(folder, period, files, unit=unit, day=day, on_progress=bar.follow)
    if json_wanted:
        show.as_json(received_json(result.files, _kept_values))
    else:
        _print_taken(result)
    return _FINDINGS if result.files.refused else 0


def _kept_values(kept: KeptForm) -> dict[str, object]:
    return {
        "units": [
            {
                "unit": part.submission.unit,
                "version": part.submission.version,
                "again": part.again,
                "figures": len(part.submission.figures),
                "questions": len(part.submission.questions),
            }
            for part in kept.units
        ],
        "left_aside": len(kept.reading.notes),
    }


def _print_taken(result: OwnFormsTaken) -> None:
    office = result.period.office
    rows = [
        (
            file.name,
            office.agency(part.submission.unit).called,
            f"bản {part.submission.version}" + (" (đã nhận)" if part.again else ""),
            str(len(part.submission.figures)),
            str(len(part.submission.questions)),
        )
        for file, kept in result.files.taken
        for part in kept.units
    ]
    if rows:
        show.table(("Tệp", "Đơn vị", "Bản", "Số liệu", "Câu hỏi"), rows)
    show.refused(result.files.refused)
    questions = sum(len(part.submission.questions) for _, kept in result.files.taken for part in kept.units)
    aside = sum(len(kept.reading.notes) for _, kept in result.files.taken)
    click.echo(
        f"Nhận {len(result.files.taken)} tệp ({len(rows)} bản của đơn vị), không nhận {len(result.files.refused)}, "
        f"{questions} câu hỏi; {aside} chỗ không lấy số, xem bằng --dry-run."
    )
    if questions:
        click.echo(f"Xem câu hỏi: vanthu reports check {result.period.folder} {result.period.period.id}")
