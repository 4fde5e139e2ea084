"""What `vanthu check --fix` does: repair into new files, say each change and what is left for people."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

import click

from pipeline.app.mend import Mended, fix
from pipeline.cli import show
from pipeline.errors import EnvironmentMissing
from pipeline.repair import as_json, change_lines, left_lines

_FINDINGS = 1


def fix_files(files: Sequence[Path], output: Path, *, json_wanted: bool) -> int:
    """Repair, show what was done; the exit code: 0 where no binding rule is broken any more."""
    started = time.monotonic()
    mended = fix(files, output)
    if json_wanted:
        values = {"files": [_values(one) for one in mended], "seconds": round(time.monotonic() - started, 3)}
        show.as_json(values)
    else:
        for one in mended:
            _print(one)
    return max(map(_exit_code, mended), default=0)


def _exit_code(one: Mended) -> int:
    if isinstance(one.trouble, EnvironmentMissing):
        return EnvironmentMissing.exit_code
    return 0 if one.sound else _FINDINGS


def _print(one: Mended) -> None:
    click.echo(click.style(str(one.path), bold=True))
    if one.repaired is None:
        message, remedy = (one.trouble.message, one.trouble.remedy) if one.trouble else ("", "")
        click.echo("  " + click.style("không sửa được: ", fg="red", bold=True) + message)
        if remedy:
            click.echo(f"    → {remedy}")
        return
    lines = change_lines(one.repaired)
    click.echo(
        f"  Đã sửa {len(one.repaired.changes)} chỗ, ghi vào {one.target}:" if lines else "  Không có gì để sửa tự động."
    )
    for line in lines:
        click.echo(f"    {line}")
    left = left_lines(one.repaired)
    if left:
        click.echo("  Còn lại, cần người soạn thảo xem:")
        for line in left:
            click.echo(f"    {line}")
    if not lines:
        click.echo(f"  Bản sao không đổi: {one.target}")


def _values(one: Mended) -> dict[str, object]:
    error = {"message": one.trouble.message, "hint": one.trouble.remedy} if one.trouble else None
    said = as_json(one.repaired) if one.repaired else {"changes": [], "left": []}
    return {"file": str(one.path), "output": str(one.target) if one.repaired else None, **said, "error": error}
