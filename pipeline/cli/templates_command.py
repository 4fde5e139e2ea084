"""`vanthu templates`: the Word templates and the wording of the program, put out for editing (mẫu trình bày, lời văn)."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from pipeline.app.shell_words import quoted
from pipeline.app.template_files import copy_templates
from pipeline.cli import show
from pipeline.cli.vietnamese import Group
from pipeline.finding import counts
from pipeline.papers.wording import load_wording, wording_of_folder

_FINDINGS = 1


@click.group(cls=Group)
def templates() -> None:
    """Mẫu trình bày Word và lời văn: lấy ra để sửa theo ý cơ quan, xem mọi câu."""


@templates.command(short_help="Soát bộ mẫu: lệnh, khối, hình, kiểu, lời văn.")
@click.argument("folder", metavar="[DIR]", type=click.Path(path_type=Path), required=False)
def check(folder: Path | None) -> None:
    """Soát bộ mẫu: lệnh đóng đủ, khối có đủ, hình và kiểu còn nguyên, mỗi loại văn bản có mẫu của nó, lời văn không sai.

    DIR là thư mục hồ sơ có mau/, chính thư mục mau/, hoặc thư mục mẫu đã chép ra; bỏ trống: mẫu đi kèm phần mềm.
    """
    from pipeline.app import pack_findings  # noqa: PLC0415 - loads what makes papers, which copying needs not

    found = pack_findings(folder)
    show.findings(found, err=False)
    click.echo(f"{folder or 'Mẫu đi kèm phần mềm'}: {counts(found)}.")
    if found:
        sys.exit(_FINDINGS)


@templates.command(short_help="Chép mẫu Word và lời văn ra thư mục DIR để sửa.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def copy(folder: Path) -> None:
    """Chép các mẫu Word và tệp lời văn đi kèm phần mềm ra thư mục DIR để sửa; không ghi đè tệp đã có.

    Sửa xong thì soát (vanthu templates check DIR) rồi dựng bằng mẫu ấy: vanthu build THƯ_MỤC --templates DIR
    """
    names = copy_templates(folder)
    click.echo(f"Đã chép {len(names)} mẫu vào {folder}/ (tệp dùng chung nằm trong {folder / 'khoi'}/).")
    click.echo(f"Sửa bằng Word, rồi dựng: vanthu build THƯ_MỤC --templates {quoted(folder)}")


@templates.command(short_help="In mọi câu ghép từ dữ liệu, kèm ví dụ.")
@click.argument("folder", metavar="[DIR]", required=False, type=click.Path(path_type=Path))
def wording(folder: Path | None) -> None:
    """In mọi câu mà phần mềm ghép từ dữ liệu, kèm ví dụ; với DIR thì theo loi_van.toml của thư mục ấy.

    DIR là thư mục hồ sơ có mau/, chính thư mục mau/, hoặc thư mục mẫu đã chép ra. Mã thoát 1 khi tệp lời văn của cơ quan có lỗi.
    """
    from pipeline.cli.wording_list import wording_lines  # noqa: PLC0415 - brings the language of the wording

    spoken = wording_of_folder(folder) if folder else load_wording()
    for line in wording_lines(spoken):
        click.echo(line)
    show.findings(spoken.findings)
    sys.exit(1 if spoken.findings else 0)
