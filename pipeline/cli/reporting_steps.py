"""What the commands `vanthu reports …` do between reading their options and giving their exit codes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click

from pipeline.cli import show
from pipeline.cli.desk_lock import writes_records
from pipeline.cli.report_files import annex_texts, counted, machine_made, put_all, renewed, show_conflicts, tell
from pipeline.errors import Unreadable, UsageError, VanthuError
from pipeline.filing.telling import About
from pipeline.finding import Severity
from pipeline.intake.confined import Confined, stumbled
from pipeline.intake.file import cause, read_file, shown
from pipeline.papers.wording import load_wording
from pipeline.papers.wording_file import WORDING_FILE
from pipeline.reports.compiled import annex_records, report_id, report_record
from pipeline.reports.period_letters import call_letter
from pipeline.reports.receive_report import Received, Reread, receive, reread
from pipeline.reports.reporting_round import Round
from pipeline.reports.unit_form import make_form
from pipeline.workspace.load import Loaded, load

_SUFFIXES = frozenset({".xlsx", ".xls", ".ods", ".xlsm", ".docx"})
_FINDINGS = 1
_LARGEST = 100 * 2**20
_FORMS = About(
    series="BC-32",
    hint="Nếu là báo cáo đơn vị gửi lại dưới tên ấy thì nhận bằng vanthu reports collect; phần mềm không xóa tệp của bạn.",
)


def open_round(folder: Path, period: str, templates: Path | None = None) -> Round:
    """The period and all that is kept of it. Refused: the records have errors; UsageError: there is no such period."""
    return open_folder(folder, period, templates)[1]


def open_folder(folder: Path, period: str, templates: Path | None = None) -> tuple[Loaded, Round]:
    """The same with the folder as it was read; sentences are those of the folder `templates`, else those of the program.

    Errors in records that a command does not read do not stop it: whatever it asks for that has one is refused.
    """
    loaded = load(folder)
    loaded.office.require(period)
    if errors := sum(one.severity is Severity.ERROR for one in loaded.findings):
        click.echo(f"Hồ sơ còn {errors} lỗi ở chỗ khác; xem: vanthu validate {folder}", err=True)
    periods = {one.id: one for one in loaded.office.periods}
    if period not in periods:
        loaded.office.require_all("kỳ báo cáo")
        names = ", ".join(periods) or "chưa có hồ sơ “loại: kỳ báo cáo” nào"
        raise UsageError(f"không có kỳ báo cáo mang mã “{period}”.", f"Các kỳ: {names}.")
    wording = load_wording(*([templates / WORDING_FILE] if templates else []))
    show.findings(wording.findings)
    return loaded, Round(loaded.office, folder, periods[period], wording=wording)


@writes_records
def make_forms(
    folder: Path,
    period: str,
    *,
    output: Path | None,
    only: tuple[str, ...],
    take: str | None,
    templates: Path,
    json_wanted: bool,
) -> None:
    """The letter and the forms."""
    of = open_round(folder, period, templates)
    place = output or of.store.place / "bieu-mau"
    units = of.office.units(of.period.units)
    if strangers := set(only) - {one.id for one in units}:
        raise UsageError(f"không thuộc kỳ báo cáo: {', '.join(sorted(strangers))}.", "Kiểm tra lại mã đơn vị.")
    chosen = [one for one in units if not only or one.id in only]
    progress = show.Progress(len(chosen))

    def forms() -> Iterator[tuple[str, bytes]]:
        for unit in chosen:
            yield f"{unit.id}.xlsx", make_form(of.office, of.period, unit, beside=of.beside(unit.id))
            progress.count(unit.id)

    try:
        written = put_all(place, forms(), _FORMS)
    finally:
        progress.close()
    letter = renewed(of, "yeu-cau", call_letter(of.office, of.period, of.wording), take=take)
    if json_wanted:
        show.as_json({"forms": [one.as_json() for one in written], "letter": letter.as_json()})
        return
    tell([*written, letter])
    click.echo(f"{len(written)} biểu mẫu trong {place}/: {counted(written)}")
    click.echo(f"Công văn yêu cầu: {letter.path} ({letter.what})")
    show_conflicts(letter)


@writes_records
def take_in(
    folder: Path, period: str, files: tuple[Path, ...], *, unit: str | None, day: date, json_wanted: bool
) -> int:
    """Read and keep what the units sent; 1 when a file was refused."""
    of = open_round(folder, period)
    chosen = tuple(spread(files))
    if unit is not None and len(chosen) > 1:
        raise UsageError("--unit chỉ dùng khi nhận một tệp.", "Nhận từng tệp, mỗi tệp một --unit.")
    taken: list[tuple[Path, Received]] = []
    refused: list[tuple[Path, Unreadable]] = []
    progress = show.Progress(len(chosen))
    try:
        with Confined() as room:
            for file in chosen:
                progress.count(file.name)
                found = _received(of, file, unit, day, room)
                if isinstance(found, Unreadable):
                    refused.append((file, found))
                else:
                    taken.append((file, found))
    finally:
        progress.close()
    _print_taken(of, taken, refused, json_wanted=json_wanted)
    return _FINDINGS if refused else 0


def _received(of: Round, file: Path, unit: str | None, day: date, room: Confined) -> Received | Unreadable:
    """One file taken in, or why not: no file stops another."""
    try:
        data = read_file(file, most=_LARGEST)
        return receive(of, data, name=shown(file.name), day=day, unit=unit, room=room)
    except Unreadable as error:
        return error
    except (OSError, VanthuError):  # of the place where it is to be kept
        raise
    except Exception as error:  # noqa: BLE001 - the boundary of one file
        return stumbled(error)


def spread(files: tuple[Path, ...], suffixes: frozenset[str] = _SUFFIXES) -> Iterator[Path]:
    """Files as given; of a folder, what can be a report (or has another of these endings)."""
    for file in files:
        if not file.is_dir():
            yield file
            continue
        try:
            inside = sorted(file.iterdir())
        except OSError as error:
            raise UsageError(f"Không mở được thư mục {file} ({cause(error)}).", "Kiểm tra quyền đọc.") from error
        yield from (one for one in inside if one.suffix.lower() in suffixes and not one.name.startswith((".", "~$")))


def _print_taken(
    of: Round, taken: list[tuple[Path, Received]], refused: list[tuple[Path, Unreadable]], *, json_wanted: bool
) -> None:
    if json_wanted:
        show.as_json(
            {
                "received": [
                    {
                        "file": str(file),
                        "unit": one.submission.unit,
                        "version": one.submission.version,
                        "again": one.again,
                        "figures": len(one.submission.figures),
                        "passages": len(one.submission.passages),
                        "questions": len(one.submission.questions),
                    }
                    for file, one in taken
                ],
                "refused": [{"file": str(file), "message": one.message, "remedy": one.remedy} for file, one in refused],
            }
        )
        return
    rows = [
        (
            file.name,
            of.office.agency(one.submission.unit).called,
            f"bản {one.submission.version}" + (" (đã nhận)" if one.again else ""),
            str(len(one.submission.figures)),
            str(len(one.submission.passages)),
            str(len(one.submission.questions)),
        )
        for file, one in taken
    ]
    if rows:
        show.table(("Tệp", "Đơn vị", "Bản", "Số liệu", "Đoạn văn", "Câu hỏi"), rows)
    show.refused(refused)
    questions = sum(len(one.submission.questions) for _, one in taken)
    click.echo(f"Nhận {len(taken)} tệp, không nhận {len(refused)}, {questions} câu hỏi.")
    if questions:
        click.echo(f"Xem câu hỏi: vanthu reports check {of.folder} {of.period.id}")


@writes_records
def read_again(folder: Path, period: str, *, only: tuple[str, ...], json_wanted: bool) -> int:
    """Read the kept files again; 1 when one could not be."""
    of = open_round(folder, period)
    units = {one.id: one for one in of.office.units(of.period.units)}
    if strangers := set(only) - units.keys():
        raise UsageError(f"không thuộc kỳ báo cáo: {', '.join(sorted(strangers))}.", "Kiểm tra lại mã đơn vị.")
    kept = [one for one in of.store.units() if one in units and (not only or one in only)]
    done: list[Reread] = []
    failed: list[Unreadable] = []
    progress = show.Progress(len(kept))
    try:
        for unit in kept:
            progress.count(unit)
            try:
                done += reread(of, units[unit])
            except Unreadable as error:
                failed.append(error)
            except (OSError, VanthuError):
                raise
            except Exception as error:  # noqa: BLE001 - the boundary of one unit
                failed.append(stumbled(error))
    finally:
        progress.close()
    _print_reread(of, done, failed, json_wanted=json_wanted)
    return _FINDINGS if failed else 0


def _print_reread(of: Round, done: list[Reread], failed: list[Unreadable], *, json_wanted: bool) -> None:
    if json_wanted:
        show.as_json(
            {
                "reread": [
                    {"unit": one.after.unit, "version": one.after.version, "what": one.what, "changed": one.changed}
                    for one in done
                ],
                "failed": [{"message": one.message, "remedy": one.remedy} for one in failed],
            }
        )
        return
    rows = [
        (of.office.agency(one.after.unit).called, f"bản {one.after.version}", one.what) for one in done if one.changed
    ]
    if rows:
        show.table(("Đơn vị", "Bản", "Đọc lại"), rows, flexible=2)
    for error in failed:
        click.echo(f"{click.style('Không đọc được', fg='red', bold=True)} {error.message}", err=True)
        click.echo(f"    → {error.remedy}", err=True)
    click.echo(f"Đọc lại {len(done)} bản: {len(rows)} bản có thay đổi, {len(failed)} đơn vị không đọc được.")


@writes_records
def compile_report(folder: Path, period: str, *, on: date, take: str | None, templates: Path, json_wanted: bool) -> int:
    """The records of the compiled report; 1 while a place that both changed waits for a person's word."""
    of = open_round(folder, period, templates)
    texts = annex_texts(of, annex_records(of.whole))
    report = renewed(of, "tong-hop", report_record(of.whole, on=on), take=take, along=texts)
    annexes = machine_made(of, texts)
    sent, expected = len(of.collected.reported), len(of.collected.units)
    questions = len(of.collected.questions)
    if json_wanted:
        show.as_json(
            {
                "report": report.as_json(),
                "annexes": [one.as_json() for one in annexes],
                "id": report_id(of.period),
                "units": sent,
                "expected": expected,
                "questions": questions,
            }
        )
    else:
        click.echo(f"Báo cáo {of.period.name}: {sent}/{expected} đơn vị đã gửi, {questions} câu hỏi còn mở.")
        tell([report, *annexes])
        click.echo(f"Lời văn: {report.path} ({report.what})")
        click.echo(f"Phụ lục: {of.store.place / 'phu-luc'}/ ({counted(annexes)})")
        show_conflicts(report)
        if of.collected.outdated:
            click.echo(
                f"Đề cương đã đổi từ khi đọc báo cáo của {len(of.collected.outdated)} đơn vị; "
                f"đọc lại: vanthu reports reread {of.folder} {of.period.id}"
            )
        click.echo(f"Dựng ra DOCX, PDF: vanthu build {of.folder} --only {report_id(of.period)}")
    return _FINDINGS if report.conflicts else 0
