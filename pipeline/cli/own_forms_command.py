"""The commands for forms that an office made itself: `vanthu reports describe`, `vanthu reports take`."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from pipeline.cli.arguments import day_option, folder_argument, json_option, period_argument, today
from pipeline.cli.vietnamese import Command


@click.command("describe", cls=Command, short_help="Đề xuất mô tả “biểu có sẵn” từ một tệp mẫu của đơn vị.")
@folder_argument
@click.argument("file", metavar="TỆP", type=click.Path(path_type=Path))
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path),
    default=None,
    metavar="TỆP_MỚI",
    help="Ghi ra tệp này, nếu chưa có.",
)
@json_option
def describe(folder: Path, file: Path, output: Path | None, json_wanted: bool) -> None:
    """Đề xuất cách đọc một biểu đơn vị tự lập, thành hồ sơ “loại: đề cương” có “biểu có sẵn”; chỗ chưa chắc ghi ở đầu.

    Không ghi đè tệp nào. Đọc lại, sửa, lưu vào thư mục hồ sơ, rồi xem thử bằng vanthu reports take --dry-run.
    """
    from pipeline.cli import own_form_steps  # noqa: PLC0415 - brings what reads spreadsheets

    own_form_steps.show_proposed(folder, file, output=output, json_wanted=json_wanted)


@click.command("take", cls=Command, short_help="Nhận biểu đơn vị tự lập, đọc theo “biểu có sẵn” của đề cương.")
@folder_argument
@period_argument
@click.argument("files", metavar="TỆP…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--unit", default=None, metavar="MÃ", help="Tệp của đơn vị này, khi tệp không tự ghi; hoặc chỉ nhận đơn vị này."
)
@day_option("--received", "Ngày nhận báo cáo")
@click.option("--dry-run", is_flag=True, help="Chỉ đọc thử một tệp: số liệu, câu hỏi, những gì bỏ qua; chưa nhận gì.")
@json_option
def take(
    folder: Path,
    period: str,
    files: tuple[Path, ...],
    unit: str | None,
    received: date | None,
    dry_run: bool,
    json_wanted: bool,
) -> None:
    """Nhận biểu đơn vị tự lập (.xlsx, .xls, .ods), đọc theo “biểu có sẵn” của đề cương; một tệp có thể có nhiều đơn vị.

    Mỗi đơn vị trong tệp được một bản báo cáo, kèm tệp gốc. Chỗ nào đọc không chắc chắn thì thành câu hỏi, không đoán.
    """
    from pipeline.cli import own_form_steps  # noqa: PLC0415 - brings what reads spreadsheets

    if dry_run:
        for file in files:
            own_form_steps.show_tried(folder, period, file, unit=unit, json_wanted=json_wanted)
        return
    sys.exit(own_form_steps.take_in(folder, period, files, unit=unit, day=today(received), json_wanted=json_wanted))
