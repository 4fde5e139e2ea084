"""Arguments and options that several commands share (tham số chung), each with its help once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from pipeline.app import shipped_templates

Command = TypeVar("Command", bound=Callable[..., Any])


folder_argument = click.argument("folder", metavar="THƯ_MỤC", type=click.Path(path_type=Path))
period_argument = click.argument("period", metavar="KỲ")
json_option = click.option("--json", "json_wanted", is_flag=True, help="In kết quả dạng JSON ra đầu ra chuẩn.")
take_option = click.option(
    "--take",
    type=click.Choice(["người", "máy"]),
    default=None,
    help="Chỗ cả người và máy cùng sửa: giữ bản của người, hay lấy bản máy lập (mặc định: giữ bản của người và hỏi lại).",
)
templates_option = click.option(
    "--templates",
    type=click.Path(path_type=Path),
    default=shipped_templates,
    metavar="DIR",
    help="Thư mục mẫu Word, thay cho mọi mẫu khác (mặc định: THƯ_MỤC/mau, thiếu tệp nào thì lấy mẫu của phần mềm).",
)


class Day(click.ParamType[date]):
    """A day as in the records: 15/3/2024 or 2024-03-15."""

    name = "ngày"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Parse a day; fails with a usage error where the text is none."""
        from pipeline.records.base import parse_date  # noqa: PLC0415 - the other commands need no records to start

        try:
            day = parse_date(value)
        except ValueError:
            day = None
        return day if isinstance(day, date) else self.fail("ghi ngày dạng 15/3/2024 hoặc 2024-03-15.", param, ctx)


def output_option(about: str) -> Callable[[Command], Command]:
    """The option `--output` for the folder of results, by default `output`; `about` is its help."""
    return click.option(
        "--output", "-o", type=click.Path(path_type=Path), default=Path("output"), metavar="DIR", help=about
    )


def day_option(name: str, words: str) -> Callable[[Command], Command]:
    """An option that takes a day, None where it is not given (see `today`); `words` is its help."""
    return click.option(name, type=Day(), default=None, metavar="NGÀY", help=f"{words} (mặc định: hôm nay).")


on_option = day_option("--on", "Ngày để lấy người, chức vụ, tên cơ quan cho văn bản chưa ghi ngày ban hành")


def today(given: date | None) -> date:
    """The day given, else the one on the clerk's calendar."""
    return given or date.today()  # noqa: DTZ011 - as said
