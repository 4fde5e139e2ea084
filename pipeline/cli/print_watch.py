"""What `vanthu watch` prints: each round of building in a few lines."""

from __future__ import annotations

from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

import click

from pipeline.app import Artefact
from pipeline.app.build_log import Logged
from pipeline.app.build_values import BuildOptions, BuildResult
from pipeline.app.watching import Round, watch
from pipeline.cli import show
from pipeline.cli.command_end import is_of_machine, log_bug
from pipeline.errors import VanthuError
from pipeline.finding import counts
from pipeline.intake.file import cause


def watch_folder(folder: Path, *, output: Path, options: BuildOptions) -> None:
    """Watch and print each round until Ctrl-C."""

    def ready() -> None:
        click.echo(f"Đang canh {folder}/ và {options.templates}/; dừng bằng Ctrl-C.")

    # Ctrl-C is how a watch ends, wherever it is: nothing is half-written, what is left to do is seen by the next build.
    with suppress(KeyboardInterrupt), closing(watch(folder, output, options, on_ready=ready)) as rounds:
        for done in rounds:
            _show(done, output)
    click.echo("\nĐã dừng canh.", err=True)


def _show(done: Round, output: Path) -> None:
    if done.problem is not None:
        _tell(*_said(done.problem))
    elif done.result is not None:
        _show_result(done.result, done.seconds, output)


def _said(problem: Exception) -> tuple[str, str]:
    """The message for what stopped a round, and the remedy."""
    if isinstance(problem, VanthuError):
        return problem.message, problem.remedy
    if (refusal := is_of_machine(problem)) is not None:
        place = f" {refusal.filename}" if refusal.filename else ""
        reason = f"không đọc hoặc ghi được{place} ({cause(refusal)})."
        return reason, "Kiểm tra đĩa, quyền ghi và chương trình khác đang giữ tệp; lần lưu sau sẽ thử lại."
    place = str(problem.place) if isinstance(problem, Logged) else log_bug(problem)
    return f"phần mềm gặp lỗi bên trong; chi tiết: {place}", "Xin gửi tệp ấy cho người phát triển."


def _show_result(result: BuildResult, seconds: float, output: Path) -> None:
    show.findings(result.findings)
    for paper in (*result.left, *result.built):
        show.findings(paper.findings)
    taken = f"{seconds:.1f}".replace(".", ",")
    click.echo(f"{_now()}  {_summary(result)} ({taken} giây)")
    for paper in result.built:
        shown = paper.files(output).get(Artefact.PDF) if paper.made else "chưa dựng được"
        click.echo(f"          {shown}  [{paper.pages} trang]  {result.decisions[paper.id].reason}")
    show.unmade(result.unmade, output)


def _summary(result: BuildResult) -> str:
    if result.refused:
        return f"Chưa dựng văn bản nào: {counts(result.findings)} trong hồ sơ; sửa rồi lưu lại"
    return f"Dựng {len(result.built)} văn bản" if result.built else "Không văn bản nào đổi"


def _tell(message: str, remedy: str) -> None:
    click.echo(f"{_now()}  " + click.style("Chưa dựng được: ", fg="red", bold=True) + message, err=True)
    if remedy:
        click.echo(f"          → {remedy}", err=True)


def _now() -> str:
    return f"{datetime.now():%H:%M:%S}"  # noqa: DTZ005 - the clock on the wall of whoever watches
