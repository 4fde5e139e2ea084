"""The command `vanthu issue`: thin, like all commands."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from pipeline.cli import show
from pipeline.cli.arguments import Day, day_option, folder_argument, json_option, output_option, templates_option, today
from pipeline.cli.vietnamese import Command
from pipeline.errors import UsageError


@click.command("issue", cls=Command)
@folder_argument
@click.argument("paper", metavar="MÃ")
@output_option("Thư mục kết quả có văn bản đã dựng (mặc định: output).")
@click.option(
    "--number",
    type=click.IntRange(min=1),
    default=None,
    metavar="SỐ",
    help="Lấy số này (số còn trống, hoặc số bắt đầu của sổ mới); mặc định: số tiếp theo.",
)
@click.option(
    "--date",
    type=Day(),
    default=None,
    metavar="NGÀY",
    help="Ngày ban hành (mặc định: ngày ghi trong hồ sơ; hồ sơ chưa ghi thì hôm nay).",
)
@day_option("--on", "Ngày làm việc này")
@click.option(
    "--signed",
    type=click.Path(path_type=Path),
    default=None,
    metavar="TỆP.pdf",
    help="Tệp PDF mà người có thẩm quyền đã ký số.",
)
@click.option(
    "--sealed",
    type=click.Path(path_type=Path),
    default=None,
    metavar="TỆP.pdf",
    help="Nộp lại tệp đã cấp số mà cơ quan đã ký số (đóng dấu), để lưu cùng bản đã ban hành.",
)
@templates_option
@json_option
def issue(
    folder: Path,
    paper: str,
    output: Path,
    number: int | None,
    date: date | None,
    on: date | None,
    signed: Path | None,
    sealed: Path | None,
    templates: Path,
    json_wanted: bool,
) -> None:
    """Ban hành văn bản đã ký: cấp số, vào sổ, ghi vào hồ sơ, lưu.

    Hồ sơ chỉ được thêm số, ngày ban hành, tình trạng, mã băm; không chỗ nào khác bị đụng tới. Lệnh bị ngắt giữa chừng
    thì chạy lại là làm tiếp, không mất số, không trùng số.

    Tệp đã ký số (--signed) được điền số, ngày vào các ô chờ sẵn; chữ ký đã có vẫn còn hiệu lực. Cơ quan ký số (đóng dấu) lên tệp
    mà lệnh chỉ ra, rồi nộp lại bằng --sealed.
    """
    if sealed is not None:
        _keep_sealed(folder, paper, sealed, alone=(number, date, signed) == (None, None, None), json_wanted=json_wanted)
        return
    from pipeline.app.issuing import IssueOptions  # noqa: PLC0415 - records load only for commands that read them
    from pipeline.app.issuing import issue as issued  # noqa: PLC0415

    options = IssueOptions(on=today(on), number=number, day=date, signed=signed, templates=templates)
    with show.ProgressBar() as bar:
        done = issued(folder, output, paper, options, on_progress=bar.follow)
    if json_wanted:
        show.as_json(
            {
                "id": done.paper,
                "number": done.number,
                "symbol": done.symbol,
                "date": done.day.isoformat(),
                "series": done.series,
                "register": str(done.register),
                "frozen": str(done.frozen),
                "record": str(done.record),
                "completed": done.completed,
                "to_seal": str(done.to_seal) if done.to_seal else None,
                "unchecked_signatures": list(done.unchecked),
            }
        )
        return
    again = " (làm tiếp lần trước bị ngắt)" if done.completed else ""
    click.echo(f"Đã ban hành {done.paper}: số {done.symbol}, ngày {done.day:%d/%m/%Y}{again}.")
    click.echo(f"    Vào sổ: {done.register}")
    click.echo(f"    Bản lưu: {done.frozen}")
    click.echo(f"    Ghi vào hồ sơ: {done.record}")
    for name in done.unchecked:
        click.echo(f"    Cần tự kiểm tra: chữ ký ở ô “{name}” theo kiểu mà phần mềm không kiểm tra được", err=True)
    if done.to_seal is not None:
        click.echo(f"    Đóng dấu (cơ quan ký số) lên: {done.to_seal}")
        click.echo(f"    Đóng dấu xong thì nộp lại: vanthu issue {folder} {done.paper} --sealed TỆP.pdf")


def _keep_sealed(folder: Path, paper: str, sealed: Path, *, alone: bool, json_wanted: bool) -> None:
    from pipeline.app.sealing import keep_sealed_file  # noqa: PLC0415 - as above

    if not alone:
        raise UsageError("--sealed không đi cùng --number, --date, --signed", "Cấp số trước, rồi nộp bản đã đóng dấu.")
    kept = keep_sealed_file(folder, paper, sealed)
    if json_wanted:
        show.as_json({"id": kept.paper, "symbol": kept.symbol, "sealed": str(kept.kept), "fields": list(kept.fields)})
        return
    click.echo(f"Đã lưu bản đóng dấu của {kept.paper}, số {kept.symbol}: {kept.kept}")
