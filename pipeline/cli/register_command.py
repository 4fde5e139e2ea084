"""The command `vanthu register`: thin, like all commands."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli import show
from pipeline.cli.arguments import folder_argument, json_option
from pipeline.cli.vietnamese import Command
from pipeline.finding import Finding, has_errors

if TYPE_CHECKING:
    from pipeline.register.outgoing import OutgoingRegister

_FINDINGS = 1
# On a screen without the columns for the pen; all ten are in the files.
_SHOWN = (0, 1, 2, 3, 4, 9)
_HEAD = ("Số, ký hiệu", "Ngày", "Tên loại và trích yếu", "Người ký", "Nơi nhận", "Ghi chú")


@click.command("register", cls=Command)
@folder_argument
@click.option("--year", type=int, default=None, metavar="NĂM", help="Chỉ sổ của năm này.")
@click.option("--body", default="", metavar="MÃ", help="Chỉ sổ của cơ quan, ban này.")
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path),
    default=None,
    metavar="DIR",
    help="Ghi sổ vào DIR: bảng tính XLSX, và mỗi sổ một bản in A4 ngang (DOCX, PDF).",
)
@json_option
def register(folder: Path, year: int | None, body: str, output: Path | None, json_wanted: bool) -> None:
    """Sổ đăng ký văn bản đi (Phụ lục IV): xem, kiểm tra, in.

    Báo số thiếu, số trùng, số không theo thứ tự ngày, dòng sổ bị sửa, văn bản đã ban hành chưa vào sổ, bản lưu thiếu
    hoặc hỏng. Văn bản bị thay thế, sửa đổi, đính chính, thu hồi được ghi chú ở cả hai văn bản.

    Mã thoát: 0; 1 khi hồ sơ hoặc sổ có lỗi.
    """
    from pipeline.app.registering import RegisterOptions, view_register, write_register  # noqa: PLC0415 - as elsewhere

    options = RegisterOptions(year=year, body=body)
    files: tuple[Path, ...] = ()
    told: tuple[Finding, ...] = ()
    if output is None:
        view = view_register(folder, options)
    else:
        with show.ProgressBar() as bar:
            written = write_register(folder, output, options, on_progress=bar.follow)
        view, files, told = written.view, written.files, written.findings
    found = (*(view.prepared.findings if view.prepared.faulty else ()), *view.findings, *told)
    if json_wanted:
        show.as_json(
            {
                "registers": [_values(shelf) for shelf in view.registers],
                "findings": [finding.as_json() for finding in found],
                "files": [str(file) for file in files],
            }
        )
    else:
        show.findings(found)
        for shelf in view.registers:
            click.echo(click.style(f"{shelf.name}, năm {shelf.year}: {len(shelf.rows)} văn bản", bold=True))
            show.table(_HEAD, [tuple(row.cells[place] for place in _SHOWN) for row in shelf.rows], flexible=2)
        if not view.registers:
            click.echo(f"{folder}: chưa có văn bản nào trong sổ.")
        for file in files:
            click.echo(f"Đã ghi {file}")
    sys.exit(_FINDINGS if has_errors(found) else 0)


def _values(register: OutgoingRegister) -> dict[str, object]:
    return {
        "body": register.body,
        "name": register.name,
        "year": register.year,
        "file": str(register.path),
        "entries": [
            {
                "number": row.entry.number,
                "symbol": row.entry.symbol,
                "date": row.entry.day.isoformat(),
                "id": row.entry.paper or None,
                "title": row.title,
                "signer": row.entry.signer,
                "recipients": row.entry.recipients,
                "archive": row.archive,
                "copies": row.entry.copies,
                "remark": row.remark,
                "sha256": row.entry.sent or None,
                "entered": row.entered,
            }
            for row in register.rows
        ],
    }
