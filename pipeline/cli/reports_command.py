"""The commands `vanthu reports …`: thin, like all commands."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from pipeline.cli.arguments import (
    Day,
    day_option,
    folder_argument,
    json_option,
    period_argument,
    take_option,
    templates_option,
    today,
)
from pipeline.cli.opinions_command import opinions
from pipeline.cli.own_forms_command import describe, take
from pipeline.cli.vietnamese import Command, Group
from pipeline.errors import UsageError


@click.group("reports", cls=Group)
def reports() -> None:
    """Báo cáo định kỳ: phát biểu mẫu, nhận báo cáo của đơn vị, đối chiếu, tổng hợp.

    Thứ tự công việc: form → collect → status, check → compile → opinions. KỲ là mã của hồ sơ “loại: kỳ báo cáo”.
    """


@reports.command(cls=Command)
@folder_argument
@period_argument
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path),
    default=None,
    metavar="DIR",
    help="Nơi ghi biểu mẫu (mặc định: THƯ_MỤC/bao-cao/KỲ/bieu-mau).",
)
@click.option(
    "--unit", "units", multiple=True, metavar="MÃ", help="Chỉ lập biểu mẫu cho đơn vị này; dùng được nhiều lần."
)
@take_option
@templates_option
@json_option
def form(
    folder: Path,
    period: str,
    output: Path | None,
    units: tuple[str, ...],
    take: str | None,
    templates: Path,
    json_wanted: bool,
) -> None:
    """Lập công văn yêu cầu báo cáo và biểu mẫu Excel riêng cho từng đơn vị."""
    from pipeline.cli import reporting_steps  # noqa: PLC0415 - brings what reads and writes spreadsheets

    reporting_steps.show_forms(
        folder, period, output=output, only=units, take=take, templates=templates, json_wanted=json_wanted
    )


@reports.command(cls=Command, short_help="Nhận báo cáo của đơn vị: biểu mẫu Excel và báo cáo lời văn.")
@folder_argument
@period_argument
@click.argument("files", metavar="TỆP…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--unit", default=None, metavar="MÃ", help="Đơn vị gửi, khi tệp không tự ghi rõ.")
@day_option("--received", "Ngày nhận báo cáo")
@click.option(
    "--accept",
    "accepted",
    multiple=True,
    metavar="TỆP",
    help="Nhận tệp này dù còn điều phải hỏi (thiếu số, khác kỳ, không rõ bản nào mới); dùng được nhiều lần.",
)
@click.option("--dry-run", is_flag=True, help="Chỉ xem từng tệp sẽ được nhận thế nào, chưa nhận gì.")
@json_option
def collect(
    folder: Path,
    period: str,
    files: tuple[Path, ...],
    unit: str | None,
    received: date | None,
    accepted: tuple[str, ...],
    dry_run: bool,
    json_wanted: bool,
) -> None:
    """Nhận báo cáo của đơn vị. TỆP có thể là thư mục (đọc cả thư mục con), tệp .zip, thư .eml có tệp đính kèm.

    Biểu mẫu: .xlsx, .xls, .ods, .csv, trang web lưu thành .xls; báo cáo lời văn: .docx, .doc, .rtf, .odt, PDF có chữ; PDF ký số,
    bản quét thì giữ làm bản ký. Máy nói từng tệp là gì, của ai, thay đổi gì; tệp rõ ràng thì nhận, còn lại chờ quyết định
    (mã thoát 1). Bản gửi lại thay bản trước, bản trước vẫn được giữ. Chỗ nào đọc không chắc chắn thì thành câu hỏi, không đoán.
    """
    from pipeline.cli import reporting_steps  # noqa: PLC0415 - as above

    sys.exit(
        reporting_steps.take_in(
            folder,
            period,
            files,
            unit=unit,
            day=today(received),
            accepted=accepted,
            dry_run=dry_run,
            json_wanted=json_wanted,
        )
    )


@reports.command(
    "reread", cls=Command, short_help="Đọc lại các tệp đã nhận, sau khi sửa đề cương hoặc khi bản kê bị hỏng."
)
@folder_argument
@period_argument
@click.option("--unit", "units", multiple=True, metavar="MÃ", help="Chỉ đọc lại đơn vị này; dùng được nhiều lần.")
@json_option
def reread_(folder: Path, period: str, units: tuple[str, ...], json_wanted: bool) -> None:
    """Đọc lại các tệp đã nhận (đang lưu), sau khi sửa đề cương hoặc khi bản kê bị hỏng; tệp gốc và ngày nhận giữ nguyên."""
    from pipeline.cli import reporting_steps  # noqa: PLC0415 - as above

    sys.exit(reporting_steps.read_again(folder, period, only=units, json_wanted=json_wanted))


@reports.command("redate", cls=Command, short_help="Sửa ngày nhận ghi sai của một báo cáo đã nhận.")
@folder_argument
@period_argument
@click.argument("unit", metavar="MÃ")
@click.option("--received", type=Day(), default=None, metavar="NGÀY", help="Ngày nhận đúng (phải có).")
@click.option("--version", type=int, default=None, metavar="SỐ", help="Bản thứ mấy, khi đơn vị gửi nhiều bản.")
@json_option
def redate_(
    folder: Path, period: str, unit: str, received: date | None, version: int | None, json_wanted: bool
) -> None:
    """Sửa ngày nhận ghi sai của một báo cáo đã nhận; ngày cũ vẫn được lưu lại. MÃ là mã của đơn vị."""
    from pipeline.cli import reporting_steps  # noqa: PLC0415 - as above

    if received is None:
        raise UsageError("Thiếu ngày nhận đúng", "Thêm --received NGÀY, ví dụ: --received 14/6/2024")
    reporting_steps.set_day(folder, period, unit, day=received, version=version, json_wanted=json_wanted)


@reports.command(cls=Command)
@folder_argument
@period_argument
@day_option("--on", "Tính đến ngày")
@click.option("--remind", is_flag=True, help="Lập công văn đôn đốc các đơn vị chưa gửi.")
@take_option
@templates_option
@json_option
def status(
    folder: Path, period: str, on: date | None, remind: bool, take: str | None, templates: Path, json_wanted: bool
) -> None:
    """Xem đơn vị nào đã gửi (đúng hạn, muộn, bản thứ mấy), đơn vị nào chưa."""
    from pipeline.cli import reporting_views  # noqa: PLC0415 - as above

    reporting_views.show_status(
        folder, period, on=today(on), remind=remind, take=take, templates=templates, json_wanted=json_wanted
    )


@reports.command(cls=Command)
@folder_argument
@period_argument
@day_option("--on", "Soát những gì đã nhận đến ngày")
@json_option
def check(folder: Path, period: str, on: date | None, json_wanted: bool) -> None:
    """Liệt kê câu hỏi còn mở, số liệu thiếu, mâu thuẫn hoặc đáng ngờ. Mã thoát 1 khi còn câu hỏi."""
    from pipeline.cli import reporting_views  # noqa: PLC0415 - as above

    sys.exit(reporting_views.show_anomalies(folder, period, on=today(on), json_wanted=json_wanted))


@reports.command(cls=Command, short_help="Lập bảng câu hỏi để quyết định, hoặc đọc bảng đã điền vào hồ sơ.")
@folder_argument
@period_argument
@click.option("--output", "-o", type=click.Path(path_type=Path), default=None, metavar="TỆP", help="Tệp .xlsx ghi ra.")
@click.option(
    "--read", "filled", type=click.Path(path_type=Path), default=None, metavar="TỆP", help="Đọc bảng đã điền vào hồ sơ."
)
@click.option("--by", default=None, metavar="MÃ", help="Người quyết định: mã hoặc họ tên cán bộ (mặc định: văn thư).")
@day_option("--on", "Ngày lập bảng, ngày quyết định")
@json_option
def worklist(
    folder: Path,
    period: str,
    output: Path | None,
    filled: Path | None,
    by: str | None,
    on: date | None,
    json_wanted: bool,
) -> None:
    """Lập bảng câu hỏi (Excel): mỗi chỗ đáng ngờ một dòng, có đơn vị, trang, ô, đang ghi gì, có thể là gì.

    Điền “Quyết định” (số đúng, giữ, bỏ, đã xem) và “Lý do” rồi đọc lại bằng --read: mỗi quyết định thành một mục trong hồ sơ
    “loại: điều chỉnh số liệu”, kèm người và ngày. Có dòng sai thì nêu hết, chưa ghi dòng nào. Bảng đã điền không bị ghi đè.
    """
    from pipeline.cli import reporting_decisions  # noqa: PLC0415 - as above

    reporting_decisions.show_worklist(
        folder, period, output=output, filled=filled, by=by, on=today(on), json_wanted=json_wanted
    )


@reports.command("return", cls=Command, short_help="Lập công văn đề nghị đơn vị làm rõ các chỗ đang hỏi.")
@folder_argument
@period_argument
@click.option("--unit", "units", multiple=True, metavar="MÃ", help="Chỉ đơn vị này; dùng được nhiều lần.")
@day_option("--on", "Ngày công văn")
@click.option("--due", type=Day(), default=None, metavar="NGÀY", help="Hạn đơn vị gửi lại (mặc định: không ghi hạn).")
@take_option
@templates_option
@json_option
def return_(
    folder: Path,
    period: str,
    units: tuple[str, ...],
    on: date | None,
    due: date | None,
    take: str | None,
    templates: Path,
    json_wanted: bool,
) -> None:
    """Lập công văn cho từng đơn vị còn chỗ phải làm rõ: bảng các ô, đang ghi gì, vì sao hỏi, có thể là gì.

    Công văn là hồ sơ như các công văn khác: sửa tay được, dựng bằng vanthu build. status cho biết đơn vị nào đã được trả lại.
    Kèm theo là chính biểu mẫu .xlsx của đơn vị, các ô phải làm rõ tô màu và có ghi chú; biểu .xls, .ods, biểu tự lập thì chỉ có
    công văn.
    """
    from pipeline.cli import reporting_decisions  # noqa: PLC0415 - as above

    reporting_decisions.show_returned(
        folder, period, units=units, on=today(on), due=due, take=take, templates=templates, json_wanted=json_wanted
    )


@reports.command(cls=Command, short_help="Truy nguồn một con số của báo cáo tổng hợp.")
@folder_argument
@period_argument
@click.argument("indicator", metavar="CHỈ_TIÊU")
@click.option("--column", default="thực hiện", metavar="CỘT", help="thực hiện (mặc định), lũy kế hoặc ước cả năm.")
@click.option("--unit", default=None, metavar="MÃ", help="Chỉ xem số của đơn vị này.")
@click.option(
    "--rows", "in_rows", is_flag=True, help="CHỈ_TIÊU là mã hoặc tên một biểu nhiều dòng: xem từng dòng, từng ô."
)
@day_option("--on", "Số liệu đã nhận đến ngày")
@json_option
def trace(
    folder: Path,
    period: str,
    indicator: str,
    column: str,
    unit: str | None,
    in_rows: bool,
    on: date | None,
    json_wanted: bool,
) -> None:
    """Truy nguồn một con số của báo cáo tổng hợp: từng đơn vị, tệp, trang, ô, chữ trong ô, điều chỉnh kèm lý do.

    CHỈ_TIÊU là mã hoặc tên chỉ tiêu.
    """
    from pipeline.cli import reporting_views  # noqa: PLC0415 - as above

    if in_rows:
        reporting_views.show_rows(folder, period, indicator, unit=unit, on=today(on), json_wanted=json_wanted)
        return
    reporting_views.show_trace(
        folder, period, indicator, column=column, unit=unit, on=today(on), json_wanted=json_wanted
    )


@reports.command("compile", cls=Command, short_help="Lập báo cáo tổng hợp và các phụ lục số liệu thành hồ sơ.")
@folder_argument
@period_argument
@day_option("--on", "Tổng hợp đến ngày")
@take_option
@templates_option
@json_option
def compile_(folder: Path, period: str, on: date | None, take: str | None, templates: Path, json_wanted: bool) -> None:
    """Lập báo cáo tổng hợp và các phụ lục số liệu thành hồ sơ; dựng ra DOCX, PDF bằng vanthu build.

    Lời văn sửa tay trong tong-hop.yaml được giữ khi lập lại; mã thoát 1 khi có chỗ cả người và máy cùng sửa.
    Chưa đủ đơn vị vẫn lập được, báo cáo ghi rõ đơn vị còn thiếu.
    """
    from pipeline.cli import reporting_steps  # noqa: PLC0415 - as above

    sys.exit(
        reporting_steps.show_compiled(
            folder, period, on=today(on), take=take, templates=templates, json_wanted=json_wanted
        )
    )


reports.add_command(opinions)
reports.add_command(describe)
reports.add_command(take)
