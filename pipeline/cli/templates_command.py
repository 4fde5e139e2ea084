"""`vanthu templates`: the Word templates of the program, put out for editing (mẫu trình bày)."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.app.shell_words import quoted
from pipeline.app.template_files import copy_templates
from pipeline.cli.vietnamese import Group


@click.group(cls=Group)
def templates() -> None:
    """Mẫu trình bày Word: lấy ra để sửa theo ý cơ quan."""


@templates.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def copy(folder: Path) -> None:
    """Chép các mẫu Word đi kèm phần mềm ra thư mục DIR để sửa; không ghi đè tệp đã có.

    Sửa xong thì dựng bằng mẫu ấy: vanthu build THƯ_MỤC --templates DIR
    """
    names = copy_templates(folder)
    click.echo(f"Đã chép {len(names)} mẫu vào {folder}/ (tệp dùng chung nằm trong {folder / 'khoi'}/).")
    click.echo(f"Sửa bằng Word, rồi dựng: vanthu build THƯ_MỤC --templates {quoted(folder)}")
