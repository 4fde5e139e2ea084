"""What the commands `vanthu reports …` do between reading their options and giving their exit codes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import click

from pipeline.batch.output import write_file
from pipeline.cli import show
from pipeline.errors import Refused, Unreadable, UsageError
from pipeline.finding import has_errors
from pipeline.reports.compiled import annex_record, report_id, report_record
from pipeline.reports.form import make_form
from pipeline.reports.letters import call_letter
from pipeline.reports.receive import Received, receive
from pipeline.reports.renewal import Renewal, renew
from pipeline.reports.round import Round
from pipeline.workspace.kinds import schema_name
from pipeline.workspace.load import Loaded, load
from pipeline.workspace.writing import record_text

_SUFFIXES = frozenset({".xlsx", ".xls", ".ods", ".xlsm", ".docx"})
_FINDINGS = 1
_KEPT = (
    "Phần mềm lập, người dùng sửa được: lập lại thì chỗ sửa tay vẫn giữ."
    "\nDựng ra DOCX, PDF: vanthu build THƯ_MỤC --only {id}"
)
_MACHINE = "Phần mềm lập từ số liệu các đơn vị; không sửa ở đây. Sửa số: hồ sơ “loại: điều chỉnh số liệu”."


def open_round(folder: Path, period: str) -> Round:
    """The period and all that is kept of it. Refused: the records have errors; UsageError: there is no such period."""
    return open_folder(folder, period)[1]


def open_folder(folder: Path, period: str) -> tuple[Loaded, Round]:
    """The same with the folder as it was read."""
    loaded = load(folder)
    if has_errors(loaded.findings):
        show.findings(loaded.findings)
        raise Refused("hồ sơ còn lỗi nên chưa làm được.", "Sửa các lỗi trên rồi chạy lại.", loaded.findings)
    periods = {one.id: one for one in loaded.office.periods}
    if period not in periods:
        names = ", ".join(periods) or "chưa có hồ sơ “loại: kỳ báo cáo” nào"
        raise UsageError(f"không có kỳ báo cáo mang mã “{period}”.", f"Các kỳ: {names}.")
    return loaded, Round(loaded.office, folder, periods[period])


@dataclass(frozen=True)
class Put:
    """A file that was written or left alone, and what happened to it."""

    path: Path
    what: str

    def as_json(self) -> dict[str, str]:
        """For `--json`."""
        return {"file": str(self.path), "what": self.what}


def make_forms(folder: Path, period: str, *, output: Path | None, only: tuple[str, ...], json_wanted: bool) -> None:
    """The letter and the forms."""
    of = open_round(folder, period)
    place = output or of.store.place / "bieu-mau"
    units = of.office.units(of.period.units)
    if strangers := set(only) - {one.id for one in units}:
        raise UsageError(f"không thuộc kỳ báo cáo: {', '.join(sorted(strangers))}.", "Kiểm tra lại mã đơn vị.")
    chosen = [one for one in units if not only or one.id in only]
    progress = show.Progress(len(chosen))
    written = []
    try:
        for unit in chosen:
            data = make_form(of.office, of.period, unit, beside=of.beside(unit.id))
            written.append(put(place / f"{unit.id}.xlsx", data))
            progress.count(unit.id)
    finally:
        progress.close()
    letter = renewed(of, "yeu-cau", call_letter(of.office, of.period))
    if json_wanted:
        show.as_json({"forms": [one.as_json() for one in written], "letter": letter.as_json()})
        return
    click.echo(f"{len(written)} biểu mẫu trong {place}/: {_counted(written)}")
    click.echo(f"Công văn yêu cầu: {letter.path} ({letter.what})")


def put(path: Path, data: bytes) -> Put:
    """Write a file that nobody edits, and say what happened."""
    if not path.exists():
        write_file(path, data)
        return Put(path, "lập mới")
    if path.read_bytes() == data:
        return Put(path, "không đổi")
    write_file(path, data)
    return Put(path, "thay bản cũ")


def _counted(written: list[Put]) -> str:
    counts: dict[str, int] = {}
    for one in written:
        counts[one.what] = counts.get(one.what, 0) + 1
    return ", ".join(f"{count} {what}" for what, count in counts.items()) or "không có"


def renewed(of: Round, name: str, record: Mapping[str, Any]) -> Put:
    """Write a record that people may edit: what they changed stays."""
    path = of.store.place / f"{name}.yaml"
    last = of.store.place / ".goc" / f"{name}.yaml"
    text = schema_line(of, record) + record_text(record, comment=_KEPT.format(id=record["mã"]))
    done = renew(text, last=read_text(last), present=read_text(path))
    beside = path.with_suffix(".yaml.moi")
    if done.beside is not None:
        write_file(beside, done.beside.encode())
    elif beside.exists():
        beside.unlink()
    if done.what is not Renewal.SAME:
        write_file(path, done.text.encode())
    write_file(last, text.encode())
    note = f"; bản máy lập ở {beside.name}" if done.beside is not None else ""
    return Put(path, f"{done.what}{note}")


def schema_line(of: Round, record: Mapping[str, Any]) -> str:
    """The line by which an editor finds the schema, where the office has schemas."""
    if not (of.folder / ".schema").is_dir():
        return ""
    return f"# yaml-language-server: $schema=../../.schema/{schema_name(record['loại'])}\n"


def read_text(path: Path) -> str | None:
    """The text of a file, None where there is none."""
    return path.read_text(encoding="utf-8") if path.is_file() else None


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
        for file in chosen:
            progress.count(file.name)
            try:
                taken.append((file, receive(of, file.read_bytes(), name=file.name, day=day, unit=unit)))
            except Unreadable as error:
                refused.append((file, error))
            except OSError as error:
                words = f"{file.name}: không mở được ({error.strerror or error})."
                refused.append((file, Unreadable(words, "Kiểm tra tên tệp và quyền đọc.")))
    finally:
        progress.close()
    _print_taken(of, taken, refused, json_wanted=json_wanted)
    return _FINDINGS if refused else 0


def spread(files: tuple[Path, ...], suffixes: frozenset[str] = _SUFFIXES) -> Iterator[Path]:
    """Files as given; of a folder, what can be a report (or has another of these endings)."""
    for file in files:
        if file.is_dir():
            yield from sorted(
                one for one in file.iterdir() if one.suffix.lower() in suffixes and not one.name.startswith((".", "~$"))
            )
        else:
            yield file


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


def compile_report(folder: Path, period: str, *, on: date, json_wanted: bool) -> None:
    """The records of the compiled report."""
    of = open_round(folder, period)
    report = renewed(of, "tong-hop", report_record(of.whole, on=on))
    annexes = _machine_made(of, annex_record(of.whole))
    sent, expected = len(of.collected.reported), len(of.collected.units)
    questions = len(of.collected.questions)
    if json_wanted:
        show.as_json(
            {
                "report": report.as_json(),
                "annexes": annexes.as_json(),
                "id": report_id(of.period),
                "units": sent,
                "expected": expected,
                "questions": questions,
            }
        )
        return
    click.echo(f"Báo cáo {of.period.name}: {sent}/{expected} đơn vị đã gửi, {questions} câu hỏi còn mở.")
    click.echo(f"Lời văn: {report.path} ({report.what})")
    click.echo(f"Phụ lục: {annexes.path} ({annexes.what})")
    click.echo(f"Dựng ra DOCX, PDF: vanthu build {of.folder} --only {report_id(of.period)}")


def _machine_made(of: Round, record: Mapping[str, Any]) -> Put:
    text = schema_line(of, record) + record_text(record, comment=_MACHINE)
    return put(of.store.place / "phu-luc.yaml", text.encode())
