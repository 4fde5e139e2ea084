"""The command `vanthu tasks`: thin, like all commands."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from pipeline.cli.arguments import day_option, folder_argument, json_option, today
from pipeline.cli.vietnamese import Command


@click.command(cls=Command, short_help="Theo dõi nhiệm vụ giao tại các cuộc họp: chưa, đang, xong, quá hạn.")
@folder_argument
@day_option("--on", "Tính đến ngày")
@click.option(
    "--agency",
    "party",
    default=None,
    metavar="MÃ",
    help="Chỉ nhiệm vụ mà cơ quan, nhóm, ban hoặc cán bộ này chủ trì hay phối hợp.",
)
@click.option("--overdue", is_flag=True, help="Chỉ nhiệm vụ quá hạn chưa xong.")
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path),
    default=None,
    metavar="TỆP.xlsx",
    help="Ghi bảng theo dõi nhiệm vụ ra tệp Excel.",
)
@json_option
def tasks(
    folder: Path, on: date | None, party: str | None, overdue: bool, output: Path | None, json_wanted: bool
) -> None:
    """Theo dõi nhiệm vụ giao tại các cuộc họp: chưa, đang, xong, quá hạn tính đến một ngày.

    Tình trạng lấy từ các mục “tình trạng”, “ngày xong” của từng kết luận. Mã thoát 1 khi có nhiệm vụ quá hạn.
    """
    from pipeline.cli import print_tasks  # noqa: PLC0415 - brings records and spreadsheets

    sys.exit(
        print_tasks.show_tasks(
            folder, on=today(on), party=party, overdue=overdue, output=output, json_wanted=json_wanted
        )
    )
