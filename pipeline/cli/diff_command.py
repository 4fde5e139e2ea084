"""The command `vanthu diff`: thin, like all commands."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from pipeline.cli.vietnamese import Command


@click.command("diff", cls=Command)
@click.argument("folder", metavar="THƯ_MỤC", type=click.Path(path_type=Path))
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
@click.option(
    "--templates",
    type=click.Path(path_type=Path),
    default=None,
    metavar="DIR",
    help="Thư mục mẫu Word (mặc định: templates_docx của phần mềm).",
)
@click.option("--exit-code", "exit_code", is_flag=True, help="Mã thoát 1 khi có văn bản khác bản cũ.")
@click.option("--json", "json_wanted", is_flag=True, help="In kết quả dạng JSON ra đầu ra chuẩn.")
def diff(
    folder: Path,
    against: Path,
    output: Path | None,
    only: tuple[str, ...],
    templates: Path | None,
    exit_code: bool,
    json_wanted: bool,
) -> None:
    """Đối chiếu văn bản của hồ sơ hiện tại với lần dựng trước: chữ nào đổi, đoạn nào thêm, bỏ.

    Mỗi văn bản có đổi được một tệp Word đánh dấu sửa đổi (Track Changes) và một trang HTML hai cột. Không cần LibreOffice,
    không đụng tới văn bản đã dựng.

    Mã thoát: 0 cả khi có khác biệt (thêm --exit-code để thành 1); 1 hồ sơ có lỗi hoặc có tệp cũ không đọc được; 2 sai lệnh.
    """
    from pipeline.cli.commands import default_templates  # noqa: PLC0415 - commands imports this module
    from pipeline.cli.diffing import DiffOptions, diff_folder  # noqa: PLC0415 - brings all that makes papers

    options = DiffOptions(
        folder=folder,
        against=against,
        output=output,
        only=only,
        templates=templates or default_templates(),
        exit_code=exit_code,
        json_wanted=json_wanted,
    )
    sys.exit(diff_folder(options))
