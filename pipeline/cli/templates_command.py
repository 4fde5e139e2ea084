"""`vanthu templates`: the Word templates and the wording of the program, put out for editing (mẫu trình bày, lời văn)."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from pipeline.cli import show
from pipeline.cli.arguments import quoted
from pipeline.cli.vietnamese import Group
from pipeline.errors import EnvironmentMissing, UsageError
from pipeline.filing.writer import must_be_new
from pipeline.papers.wording import load_wording
from pipeline.papers.wording_file import WORDING_FILE
from pipeline.typeset.docx.shipped import shipped_files, shipped_templates

_NAMED = 3


@click.group(cls=Group)
def templates() -> None:
    """Mẫu trình bày Word và lời văn: lấy ra để sửa theo ý cơ quan, xem mọi câu."""


@templates.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def copy(folder: Path) -> None:
    """Chép các mẫu Word và tệp lời văn đi kèm phần mềm ra thư mục DIR để sửa; không ghi đè tệp đã có.

    Sửa xong thì dựng bằng mẫu ấy: vanthu build THƯ_MỤC --templates DIR
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
    click.echo(f"Đã chép {len(names)} tệp vào {folder}/ (khối dùng chung nằm trong {folder / 'khoi'}/).")
    click.echo(
        f"Sửa mẫu bằng Word, lời văn ({WORDING_FILE}) bằng Notepad, rồi dựng: vanthu build THƯ_MỤC --templates {quoted(folder)}"
    )


@templates.command()
@click.argument("folder", metavar="[DIR]", required=False, type=click.Path(path_type=Path))
def wording(folder: Path | None) -> None:
    """In mọi câu mà phần mềm ghép từ dữ liệu, kèm ví dụ; với DIR thì theo tệp loi_van.toml trong thư mục ấy.

    Mã thoát 1 khi tệp lời văn của cơ quan có lỗi.
    """
    from pipeline.cli.wording_list import wording_lines  # noqa: PLC0415 - brings the language of the wording

    if folder is not None and not (folder / WORDING_FILE).exists():
        raise UsageError(
            f"Không có tệp {folder / WORDING_FILE}", f"Lấy tệp gốc ra: vanthu templates copy {quoted(folder)}"
        )
    spoken = load_wording(*([folder / WORDING_FILE] if folder else []))
    for line in wording_lines(spoken):
        click.echo(line)
    show.findings(spoken.findings)
    sys.exit(1 if spoken.findings else 0)
