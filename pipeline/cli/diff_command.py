"""The command `vanthu diff`: thin, like all commands."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from pipeline.cli.arguments import folder_argument, json_option, on_option, templates_option, today
from pipeline.cli.vietnamese import Command


@click.command("diff", cls=Command)
@folder_argument
@click.option(
    "--against",
    type=click.Path(path_type=Path),
    default=Path("output"),
    metavar="DIR",
    help="Thư mục của lần dựng trước để đối chiếu (mặc định: output).",
)
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path),
    default=None,
    metavar="DIR",
    help="Thư mục ghi kết quả (mặc định: so-sanh trong thư mục của lần dựng trước).",
)
@click.option("--only", multiple=True, metavar="MÃ", help="Chỉ đối chiếu văn bản có mã này; dùng được nhiều lần.")
@on_option
@templates_option
@click.option("--exit-code", "exit_code", is_flag=True, help="Mã thoát 1 khi có văn bản khác bản cũ.")
@json_option
def diff(
    folder: Path,
    against: Path,
    output: Path | None,
    only: tuple[str, ...],
    on: date | None,
    templates: Path,
    exit_code: bool,
    json_wanted: bool,
) -> None:
    """Đối chiếu văn bản của hồ sơ hiện tại với lần dựng trước: chữ nào đổi, đoạn nào thêm, bỏ.

    Mỗi văn bản có đổi được một tệp Word đánh dấu sửa đổi (Track Changes) và một trang HTML hai cột. Không cần LibreOffice,
    không đụng tới văn bản đã dựng.

    Mã thoát: 0 cả khi có khác biệt (thêm --exit-code để thành 1); 1 hồ sơ có lỗi hoặc có tệp cũ không đọc được; 2 sai lệnh.
    """
    from pipeline.app.diffing import DiffOptions  # noqa: PLC0415 - brings all that makes papers
    from pipeline.cli.print_diff import diff_folder  # noqa: PLC0415

    options = DiffOptions(day=today(on), output=output, only=only, templates=templates)
    sys.exit(diff_folder(folder, against, options, exit_code=exit_code, json_wanted=json_wanted))
