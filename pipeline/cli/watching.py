"""What `vanthu watch` does: rounds of rebuilding, each told in a few lines."""

from __future__ import annotations

import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from functools import partial
from pathlib import Path

import click

from pipeline.app.watch import Round, Watcher, changes
from pipeline.cli import show
from pipeline.errors import VanthuError
from pipeline.filing.locks import FOLDER
from pipeline.filing.own import write_own
from pipeline.intake.file import cause


def watch_folder(folder: Path, *, output: Path, templates: Path, draft: bool) -> None:
    """Rebuild after each save until Ctrl-C. A problem of one round is told and the watch goes on."""
    # Ctrl-C is how a watch ends, wherever it is: nothing is half-written, what is left to do is seen by the next build.
    with (
        suppress(KeyboardInterrupt),
        Watcher(folder=folder, output=output, templates=templates, draft=draft) as watcher,
    ):
        saves = changes(folder, templates, besides=output)
        next(saves)
        _survive(watcher, partial(_round, watcher))
        _survive(watcher, watcher.make_ready)
        _survive(watcher, watcher.warm_up)
        click.echo(f"Đang canh {folder}/ và {templates}/; dừng bằng Ctrl-C.")
        for _ in saves:
            _survive(watcher, partial(_round, watcher))
            _survive(watcher, watcher.make_ready)
    click.echo("\nĐã dừng canh.", err=True)


def _survive(watcher: Watcher, step: Callable[[], None]) -> None:
    """Do one step of the watch; whatever stops it is told, and the watch goes on."""
    try:
        step()
    except VanthuError as problem:
        _tell(problem.message, problem.remedy)
    except OSError as problem:
        place = f" {problem.filename}" if problem.filename else ""
        reason = f"không đọc hoặc ghi được{place} ({cause(problem)})."
        _tell(reason, "Kiểm tra đĩa, quyền ghi và chương trình khác đang giữ tệp; lần lưu sau sẽ thử lại.")
    except Exception:  # noqa: BLE001 - a bug in one build must not end the watch
        _tell(f"phần mềm gặp lỗi bên trong; chi tiết: {_log(watcher.output)}", "Xin gửi tệp ấy cho người phát triển.")


def _log(output: Path) -> Path | str:
    """Keep what Python says of a bug; the next one takes its place."""
    said = traceback.format_exc()
    place = output / FOLDER / "watch-bug.log"
    try:
        write_own(place, (said.encode("utf-8", "backslashreplace"),))
    except OSError:
        return said
    return place


def _round(watcher: Watcher) -> None:
    started = time.monotonic()
    done = watcher.round()
    show.findings(done.findings)
    show.findings(finding for one in done.left_alone for finding in one.findings)
    show.findings(finding for one in done.built for finding in one.findings)
    click.echo(f"{_now()}  {_summary(done)} ({_seconds(time.monotonic() - started)} giây)")
    for one in done.built:
        place = one.pdf if one.made else "chưa dựng được"
        click.echo(f"          {place}  [{one.pages} trang]  {one.reason}")
    show.unmade(done.unmade, watcher.output)


def _summary(done: Round) -> str:
    if done.refused:
        return f"Chưa dựng văn bản nào: {show.counts(done.findings)} trong hồ sơ; sửa rồi lưu lại"
    return f"Dựng {len(done.built)} văn bản" if done.built else "Không văn bản nào đổi"


def _tell(message: str, remedy: str) -> None:
    click.echo(f"{_now()}  " + click.style("Chưa dựng được: ", fg="red", bold=True) + message, err=True)
    if remedy:
        click.echo(f"          → {remedy}", err=True)


def _now() -> str:
    return f"{datetime.now():%H:%M:%S}"  # noqa: DTZ005 - the clock on the wall of whoever watches


def _seconds(elapsed: float) -> str:
    return f"{elapsed:.1f}".replace(".", ",")
