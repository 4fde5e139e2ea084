"""`vanthu templates`: the Word templates of the program, put out for editing (mẫu trình bày)."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from pipeline.app.shell_words import quoted
from pipeline.app.template_files import copy_templates
from pipeline.cli import show
from pipeline.cli.vietnamese import Group
from pipeline.finding import counts

_FINDINGS = 1


@click.group(cls=Group)
def templates() -> None:
    """Mẫu trình bày Word: lấy ra để sửa theo ý cơ quan."""


@templates.command()
@click.argument("folder", metavar="[DIR]", type=click.Path(path_type=Path), required=False)
def check(folder: Path | None) -> None:
    """Soát bộ mẫu: lệnh đóng đủ, khối có đủ, hình và kiểu còn nguyên, mỗi loại văn bản có mẫu của nó.

    DIR là thư mục hồ sơ có mau/, chính thư mục mau/, hoặc thư mục mẫu đã chép ra; bỏ trống: mẫu đi kèm phần mềm.
    """
    from pipeline.app import pack_findings  # noqa: PLC0415 - loads what makes papers, which copying needs not

    found = pack_findings(folder)
    show.findings(found, err=False)
    click.echo(f"{folder or 'Mẫu đi kèm phần mềm'}: {counts(found)}.")
    if found:
        sys.exit(_FINDINGS)


@templates.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def copy(folder: Path) -> None:
    """Chép các mẫu Word đi kèm phần mềm ra thư mục DIR để sửa; không ghi đè tệp đã có.

    Sửa xong thì soát (vanthu templates check DIR) rồi dựng bằng mẫu ấy: vanthu build THƯ_MỤC --templates DIR
    """
    names = copy_templates(folder)
    click.echo(f"Đã chép {len(names)} mẫu vào {folder}/ (tệp dùng chung nằm trong {folder / 'khoi'}/).")
    click.echo(f"Sửa bằng Word, rồi dựng: vanthu build THƯ_MỤC --templates {quoted(folder)}")
