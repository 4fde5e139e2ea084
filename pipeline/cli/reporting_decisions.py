"""Printing the decisions on doubtful figures for `vanthu reports` (quyết định về câu hỏi): worklist, letters to units."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from pipeline.app.report_returns import FormReturned, return_reports
from pipeline.app.report_worklist import make_worklist, read_worklist
from pipeline.cli import show
from pipeline.cli.written_files import show_conflicts, tell
from pipeline.errors import UsageError


def show_worklist(
    folder: Path, period: str, *, output: Path | None, filled: Path | None, by: str | None, on: date, json_wanted: bool
) -> None:
    """Write the worklist, or read the filled-in one; print what was done."""
    if filled is not None and output is not None:
        raise UsageError("--read và --output không dùng cùng nhau.", "Lập bảng trước, điền, rồi đọc bằng --read.")
    if filled is None:
        if by is not None:
            raise UsageError("--by chỉ dùng với --read.", "Bỏ --by, hoặc thêm --read TỆP.")
        _make(folder, period, output, on, json_wanted=json_wanted)
    else:
        _read(folder, period, filled, by, on, json_wanted=json_wanted)


def _make(folder: Path, period: str, output: Path | None, on: date, *, json_wanted: bool) -> None:
    with show.ProgressBar() as bar:
        made = make_worklist(folder, period, on=on, output=output, on_progress=bar.follow)
    if json_wanted:
        show.as_json({"file": made.file.as_json(), "rows": len(made.rows)})
        return
    tell([made.file])
    click.echo(f"Bảng câu hỏi: {made.file.path} ({made.file.what}), {len(made.rows)} chỗ cần quyết định.")
    if made.rows:
        click.echo(f"Điền rồi đọc lại: vanthu reports worklist {folder} {period} --read {made.file.path}")


def _read(folder: Path, period: str, filled: Path, by: str | None, on: date, *, json_wanted: bool) -> None:
    with show.ProgressBar() as bar:
        taken = read_worklist(folder, period, filled, on=on, by=by, on_progress=bar.follow)
    answers = taken.answers
    corrected, seen = len(answers.corrections), len(answers.reviewed)
    if json_wanted:
        record = taken.record.as_json() if taken.record else None
        show.as_json({"corrections": corrected, "reviewed": seen, "again": answers.again, "record": record})
        return
    where = f" vào {taken.record.path}" if taken.record else ""
    click.echo(f"Ghi {corrected} điều chỉnh, {seen} mục đã xem{where}; {answers.again} quyết định đã ghi từ trước.")


def _form_json(form: FormReturned) -> dict[str, object]:
    file = form.file.as_json() if form.file is not None else {"file": None}
    return {**file, "marked": form.marked, "why": form.why}


def show_returned(
    folder: Path,
    period: str,
    *,
    units: tuple[str, ...],
    on: date,
    due: date | None,
    take: str | None,
    templates: Path,
    json_wanted: bool,
) -> None:
    """Write letters to the units with open points; print what was written."""
    with show.ProgressBar() as bar:
        done = return_reports(
            folder, period, on=on, only=units, due=due, take=take, templates=templates, on_progress=bar.follow
        )
    if json_wanted:
        forms = {form.unit: form for form in done.forms}
        letters = [
            {"unit": unit, "points": points, **file.as_json(), "form": _form_json(forms[unit])}
            for unit, points, file in done.letters
        ]
        show.as_json({"letters": letters})
        return
    tell(file for _, _, file in done.letters)
    for unit, points, file in done.letters:
        click.echo(f"{done.period.office.agency(unit).called}: {points} chỗ, {file.path} ({file.what})")
        show_conflicts(file)
    for form in done.forms:
        called = done.period.office.agency(form.unit).called
        if form.file is None:
            click.echo(f"{called}: chỉ có công văn, không kèm biểu mẫu đánh dấu: {form.why}.")
            continue
        more = f"; {form.why}" if form.why else ""
        click.echo(f"{called}: đánh dấu {form.marked} ô, {form.file.path} ({form.file.what}){more}")
    if not done.letters:
        click.echo("Không có đơn vị nào còn chỗ phải làm rõ.")
