"""What `vanthu watch` does: rounds of rebuilding, each told in a few lines."""

from __future__ import annotations

import time
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import click

from pipeline.batch.watch import Round, Watcher, changes
from pipeline.cli import show
from pipeline.errors import VanthuError


def watch_folder(folder: Path, *, output: Path, templates: Path, draft: bool) -> None:
    """Rebuild after each save until Ctrl-C. A problem of one round is told and the watch goes on."""
    # Ctrl-C is how a watch ends, wherever it is: nothing is half-written, what is left to do is seen by the next build.
    with (
        suppress(KeyboardInterrupt),
        Watcher(folder=folder, output=output, templates=templates, draft=draft) as watcher,
    ):
        saves = changes(folder, templates, besides=output)
        next(saves)
        _round(watcher)
        watcher.make_ready()
        _warm_up(watcher)
        click.echo(f"Đang canh {folder}/ và {templates}/; dừng bằng Ctrl-C.")
        for _ in saves:
            _round(watcher)
            watcher.make_ready()
    click.echo("\nĐã dừng canh.", err=True)


def _warm_up(watcher: Watcher) -> None:
    try:
        watcher.warm_up()
    except VanthuError as problem:
        _tell(problem)


def _round(watcher: Watcher) -> None:
    started = time.monotonic()
    try:
        done = watcher.round()
    except VanthuError as problem:
        _tell(problem)
        return
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


def _tell(problem: VanthuError) -> None:
    click.echo(f"{_now()}  " + click.style("Chưa dựng được: ", fg="red", bold=True) + problem.message, err=True)
    if problem.remedy:
        click.echo(f"          → {problem.remedy}", err=True)


def _now() -> str:
    return f"{datetime.now():%H:%M:%S}"  # noqa: DTZ005 - the clock on the wall of whoever watches


def _seconds(elapsed: float) -> str:
    return f"{elapsed:.1f}".replace(".", ",")
