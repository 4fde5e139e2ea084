"""What `vanthu check --fix` does: repair into new files, say each change and what is left for people."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

import click

from pipeline.app.mend import Mended, fix
from pipeline.cli import show
from pipeline.errors import EnvironmentMissing

_FINDINGS = 1


def fix_files(files: Sequence[Path], output: Path, *, folder: Path | None, json_wanted: bool) -> int:
    """Repair files, print what was done; gives the exit code, 0 where no binding rule is broken any more."""
    started = time.monotonic()
    mended = fix(files, output, folder=folder)
    if json_wanted:
        values = {"files": [file.as_json() for file in mended], "seconds": round(time.monotonic() - started, 3)}
        show.as_json(values)
    else:
        for mended_file in mended:
            _print(mended_file)
    return max(map(_exit_code, mended), default=0)


def _exit_code(mended_file: Mended) -> int:
    if isinstance(mended_file.trouble, EnvironmentMissing):
        return EnvironmentMissing.exit_code
    return 0 if mended_file.sound else _FINDINGS


def _print(mended: Mended) -> None:
    click.echo(click.style(str(mended.path), bold=True))
    if mended.repaired is None:
        message, remedy = (mended.trouble.message, mended.trouble.remedy) if mended.trouble else ("", "")
        click.echo("  " + click.style("không sửa được: ", fg="red", bold=True) + message)
        if remedy:
            click.echo(f"    → {remedy}")
        return
    count = len(mended.repaired.changes)
    click.echo(f"  Đã sửa {count} chỗ, ghi vào {mended.target}:" if mended.changes else "  Không có gì để sửa tự động.")
    for line in mended.changes:
        click.echo(f"    {line}")
    if mended.left:
        click.echo("  Còn lại, cần người soạn thảo xem:")
        for line in mended.left:
            click.echo(f"    {line}")
    if not mended.changes:
        click.echo(f"  Bản sao không đổi: {mended.target}")
