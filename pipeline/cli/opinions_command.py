"""The commands `vanthu reports opinions …`: thin, like all commands."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from pipeline.cli.arguments import (
    day_option,
    folder_argument,
    json_option,
    period_argument,
    take_option,
    templates_option,
    today,
)
from pipeline.cli.vietnamese import Command, Group


@click.group("opinions", cls=Group)
def opinions() -> None:
    """Lấy ý kiến về báo cáo tổng hợp: gửi phiếu, nhận phiếu, tiếp thu, giải trình, trình.

    Thứ tự công việc: ask → collect → status → submit. Ai được lấy ý kiến và hạn góp ý ghi ở mục “lấy ý kiến” của kỳ báo cáo.
    """


@opinions.command(cls=Command)
@folder_argument
@period_argument
@day_option("--on", "Ngày gửi")
@click.option("--again", is_flag=True, help="Lấy ý kiến lại về báo cáo đã sửa (bản dự thảo kế tiếp).")
@take_option
@templates_option
@json_option
def ask(
    folder: Path, period: str, on: date | None, again: bool, take: str | None, templates: Path, json_wanted: bool
) -> None:
    """Giữ bản dự thảo như đã gửi, lập công văn lấy ý kiến và mỗi thành viên một phiếu Word.

    Bản đã giữ không bao giờ bị thay; chạy lại thì chỉ thêm phiếu cho thành viên mới.
    """
    from pipeline.cli import opinion_steps  # noqa: PLC0415 - brings what makes and reads Word files

    opinion_steps.ask(
        folder, period, templates=templates, on=today(on), again=again, take=take, json_wanted=json_wanted
    )


@opinions.command(cls=Command, short_help="Nhận phiếu đã điền vào hồ sơ ý kiến góp ý.")
@folder_argument
@period_argument
@click.argument("files", metavar="TỆP…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--member", default=None, metavar="MÃ", help="Người cho ý kiến, khi phiếu không tự ghi rõ.")
@day_option("--received", "Ngày nhận phiếu")
@templates_option
@json_option
def collect(
    folder: Path,
    period: str,
    files: tuple[Path, ...],
    member: str | None,
    received: date | None,
    templates: Path,
    json_wanted: bool,
) -> None:
    """Nhận phiếu đã điền (.docx, cả .doc, .odt, .rtf) vào hồ sơ ý kiến góp ý; TỆP có thể là một thư mục.

    Phiếu gửi lại thay phiếu trước, phiếu trước vẫn giữ; chỗ đã ghi tiếp thu, giải trình không mất. Đọc không chắc thì
    thành câu hỏi.
    """
    from pipeline.cli import opinion_steps  # noqa: PLC0415 - as above

    day = today(received)
    sys.exit(
        opinion_steps.collect(
            folder, period, files, templates=templates, member=member, day=day, json_wanted=json_wanted
        )
    )


@opinions.command(cls=Command)
@folder_argument
@period_argument
@day_option("--on", "Tính đến ngày")
@templates_option
@json_option
def status(folder: Path, period: str, on: date | None, templates: Path, json_wanted: bool) -> None:
    """Xem ai đã cho ý kiến, ngày nào, ai chưa; còn bao nhiêu góp ý chưa xử lý."""
    from pipeline.cli import opinion_views  # noqa: PLC0415 - as above

    opinion_views.show_status(folder, period, templates=templates, on=today(on), json_wanted=json_wanted)


@opinions.command(cls=Command)
@folder_argument
@period_argument
@day_option("--on", "Tính đến ngày")
@click.option("--incomplete", is_flag=True, help="Lập cả khi còn ý kiến chưa xử lý; bảng ghi rõ “Chưa xử lý”.")
@take_option
@templates_option
@json_option
def submit(
    folder: Path, period: str, on: date | None, incomplete: bool, take: str | None, templates: Path, json_wanted: bool
) -> None:
    """Lập tờ trình kèm bảng tiếp thu, giải trình và bản so sánh dự thảo với báo cáo trình.

    Dựng tờ trình thì có thêm một tệp PDF trọn bộ: tờ trình, phụ lục, báo cáo, có ô chữ ký.
    """
    from pipeline.cli import opinion_views  # noqa: PLC0415 - as above

    day = today(on)
    opinion_views.submit(
        folder, period, templates=templates, on=day, incomplete=incomplete, take=take, json_wanted=json_wanted
    )
