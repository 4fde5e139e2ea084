"""Printing what became of files that a command wrote (tệp đã ghi), and the places where a person must choose."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import click

from pipeline.app.report_files import WrittenFile
from pipeline.cli import show

_FACSIMILE: Final = 12  # lines of a conflict that are shown


def tell(written: Iterable[WrittenFile]) -> None:
    """Print the findings on files that could not simply be replaced."""
    show.findings(finding for written_file in written for finding in written_file.findings)


def counted(written: Iterable[WrittenFile]) -> str:
    """How many files had which outcome, in words: `50 không đổi`."""
    counts: dict[str, int] = {}
    for file in written:
        counts[file.what] = counts.get(file.what, 0) + 1
    return ", ".join(f"{count} {what}" for what, count in counts.items()) or "không có"


def show_conflicts(written_file: WrittenFile) -> None:
    """Print each place that both a person and the program changed, with both wordings and what to do."""
    if not written_file.conflicts:
        return
    click.echo(
        f"{len(written_file.conflicts)} chỗ trong {written_file.path.name} cả người và máy cùng sửa; đang giữ bản của người:"
    )
    for number, conflict in enumerate(written_file.conflicts, start=1):
        click.echo(f"  {number}. từ dòng {conflict.line}")
        _show_side("người", conflict.theirs)
        _show_side("máy  ", conflict.ours)
    click.echo("  → Sửa thẳng trong tệp cho đúng rồi chạy lại với --take người; hoặc lấy hết bản máy: --take máy.")
    click.echo(f"    Bản máy lập đầy đủ: {written_file.path.with_suffix('.yaml.moi')}")


def _show_side(whose: str, lines: tuple[str, ...]) -> None:
    for line in lines[:_FACSIMILE] or ("(bỏ)",):
        click.echo(f"     {whose} | {line.rstrip()}")
    if len(lines) > _FACSIMILE:
        click.echo(f"     {whose} | … còn {len(lines) - _FACSIMILE} dòng")
