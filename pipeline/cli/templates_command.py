"""`vanthu templates`: the Word templates of the program, put out for editing (mẫu trình bày)."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from pipeline.cli import show
from pipeline.cli.arguments import quoted
from pipeline.cli.vietnamese import Group
from pipeline.decree.pack_folder import shipped_templates
from pipeline.errors import EnvironmentMissing, UsageError
from pipeline.filing.writer import must_be_new
from pipeline.typeset.docx.shipped import shipped_files

_NAMED = 3
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
    from pipeline.building.own_templates import pack_findings  # noqa: PLC0415 - loads what makes papers, which copying needs not

    found = pack_findings(folder)
    show.findings(found, err=False)
    click.echo(f"{folder or 'Mẫu đi kèm phần mềm'}: {show.counts(found)}.")
    if found:
        sys.exit(_FINDINGS)


@templates.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def copy(folder: Path) -> None:
    """Chép các mẫu Word đi kèm phần mềm ra thư mục DIR để sửa; không ghi đè tệp đã có.

    Sửa xong thì soát (vanthu templates check DIR) rồi dựng bằng mẫu ấy: vanthu build THƯ_MỤC --templates DIR
    """
    home, names = shipped_templates(), shipped_files()
    if not names:
        raise EnvironmentMissing(f"Không tìm thấy mẫu đi kèm phần mềm ở {home}", "Phần mềm cài thiếu tệp; hãy cài lại.")
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} là một tệp, không phải thư mục", "Chọn tên thư mục khác.")
    present = [name for name in names if (folder / name).exists() or (folder / name).is_symlink()]
    if present:
        more = f" và {len(present) - _NAMED} tệp khác" if len(present) > _NAMED else ""
        raise UsageError(
            f"Thư mục {folder} đã có {', '.join(present[:_NAMED])}{more}; chưa chép tệp nào",
            "Phần mềm không ghi đè mẫu của bạn: chọn thư mục khác, hoặc chuyển các tệp ấy đi.",
        )
    for name in names:
        must_be_new(folder / name, (home / name).read_bytes())
    click.echo(f"Đã chép {len(names)} mẫu vào {folder}/ (tệp dùng chung nằm trong {folder / 'khoi'}/).")
    click.echo(f"Sửa bằng Word, rồi dựng: vanthu build THƯ_MỤC --templates {quoted(folder)}")
