"""The command `vanthu check`: thin, like all commands."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from pipeline.cli.vietnamese import Command
from pipeline.errors import UsageError


@click.command("check", cls=Command)
@click.argument("files", metavar="TỆP…", nargs=-1, type=click.Path(path_type=Path))
@click.option("--json", "json_wanted", is_flag=True, help="In kết quả dạng JSON ra đầu ra chuẩn.")
@click.option("--sarif", "sarif_wanted", is_flag=True, help="In kết quả dạng SARIF 2.1.0 ra đầu ra chuẩn.")
@click.option(
    "--html",
    type=click.Path(path_type=Path),
    default=None,
    metavar="ĐÍCH",
    help="Ghi trang HTML có ảnh từng trang, đánh dấu chỗ sai: một tệp .html, hoặc một thư mục nếu có nhiều tệp.",
)
@click.option("--only", multiple=True, metavar="MÃ", help="Chỉ xét quy tắc có mã này; dùng được nhiều lần.")
@click.option("--ignore", multiple=True, metavar="MÃ", help="Không xét quy tắc có mã này; dùng được nhiều lần.")
@click.option(
    "--folder",
    "-f",
    type=click.Path(path_type=Path),
    default=None,
    metavar="THƯ_MỤC",
    help="Bộ hồ sơ của cơ quan, để biết loại văn bản riêng (mặc định: bộ chứa tệp, hoặc bộ mà tệp được dựng ra từ đó).",
)
@click.option(
    "--strict", is_flag=True, help="Mã thoát 1 cả khi chỉ có phát hiện về thông lệ và chất lượng văn bản, tệp."
)
@click.option(
    "--jobs",
    "-j",
    type=click.IntRange(min=1),
    default=None,
    metavar="N",
    help="Số tiến trình chạy song song khi có nhiều tệp (mặc định: số nhân của máy).",
)
@click.option(
    "--fix", is_flag=True, help="Sửa những chỗ sửa tự động được, ghi thành tệp mới ở --output; tệp gốc giữ nguyên."
)
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path),
    default=None,
    metavar="ĐÍCH",
    help="Nơi ghi bản đã sửa của --fix: một tệp .docx mới, hoặc một thư mục nếu có nhiều tệp.",
)
@click.option("--explain", metavar="MÃ", default=None, help="Giải thích một quy tắc theo mã, không cần tệp nào.")
def check(
    files: tuple[Path, ...],
    json_wanted: bool,
    sarif_wanted: bool,
    html: Path | None,
    only: tuple[str, ...],
    ignore: tuple[str, ...],
    folder: Path | None,
    strict: bool,
    jobs: int | None,
    fix: bool,
    output: Path | None,
    explain: str | None,
) -> None:
    """Kiểm tra thể thức của tệp Word, PDF bất kỳ theo Nghị định 30/2020/NĐ-CP.

    Nhận .docx, .pdf; tệp .doc, .rtf, .odt được LibreOffice chuyển sang .docx trước. Cho một thư mục thì xét các tệp
    .docx, .doc, .pdf nằm ngay trong đó. Văn bản trước ngày 05/3/2020 xét theo Thông tư 01/2011/TT-BNV.

    Mã thoát: 0 không sai thể thức; 1 có chỗ sai, cần xem lại, hoặc có tệp không đọc được; 2 sai lệnh; 3 máy thiếu
    LibreOffice.
    """
    from pipeline.app.checking import CheckOptions  # noqa: PLC0415 - brings all the rules
    from pipeline.cli.print_check import CheckShown, check_files, explain_rule  # noqa: PLC0415

    if explain is not None:
        explain_rule(explain)
        return
    if not files:
        raise UsageError("Chưa cho biết tệp nào để kiểm tra", "Ví dụ: vanthu check cong-van.docx")
    if json_wanted and sarif_wanted:
        raise UsageError("Chỉ chọn một trong --json và --sarif", "Bỏ bớt một tùy chọn.")
    if fix or output is not None:
        sys.exit(
            _fix(
                files,
                output,
                folder,
                fix=fix,
                json_wanted=json_wanted,
                others=bool(sarif_wanted or html or only or ignore),
            )
        )
    shown = CheckShown(strict=strict, json_wanted=json_wanted, sarif_wanted=sarif_wanted, html=html)
    sys.exit(check_files(files, CheckOptions(only=only, ignore=ignore, folder=folder, jobs=jobs), shown))


def _fix(
    files: tuple[Path, ...], output: Path | None, folder: Path | None, *, fix: bool, json_wanted: bool, others: bool
) -> int:
    if not fix or output is None:
        raise UsageError("--fix và --output đi cùng nhau", "Ví dụ: vanthu check a.docx --fix --output a-da-sua.docx")
    if others:
        raise UsageError(
            "--fix không dùng chung với --sarif, --html, --only, --ignore", "Sửa trước, kiểm tra bản mới sau."
        )
    from pipeline.cli.fixing import fix_files  # noqa: PLC0415 - brings all the rules

    return fix_files(files, output, folder=folder, json_wanted=json_wanted)
