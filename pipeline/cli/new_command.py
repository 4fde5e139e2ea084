"""`vanthu new`: the skeleton of a new record (khung hồ sơ)."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.vietnamese import Command


@click.command(cls=Command)
@click.argument("kind", metavar="[LOẠI]", required=False)
@click.option(
    "--folder",
    "-f",
    type=click.Path(path_type=Path),
    default=None,
    metavar="THƯ_MỤC",
    help="Bộ hồ sơ để lấy mã cơ quan, người ký, ban chỉ đạo (mặc định: bộ chứa tệp cần ghi, hoặc thư mục đang đứng).",
)
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path),
    default=None,
    metavar="TỆP",
    help="Ghi vào tệp này (không ghi đè tệp đã có); bỏ trống: in ra màn hình.",
)
def new(kind: str | None, folder: Path | None, output: Path | None) -> None:
    """In khung hồ sơ có chú thích cho một LOẠI, ví dụ: vanthu new "cuộc họp". Không ghi LOẠI: xem có những loại nào.

    Trong khung, chỗ ghi mã có sẵn mã của bộ hồ sơ: cơ quan, người ký, ban chỉ đạo.
    """
    from pipeline.cli.print_new import list_kinds, write_skeleton  # noqa: PLC0415 - records load only where needed

    if kind is None:
        list_kinds(folder)
    else:
        write_skeleton(kind, folder=folder, output=output)
