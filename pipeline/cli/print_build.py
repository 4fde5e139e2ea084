"""What `vanthu build` prints, and its exit code."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

import click

from pipeline.app.build_values import BuildOptions, BuildResult
from pipeline.app.building import build
from pipeline.app.progress import Decided, LogLine, Progress
from pipeline.cli import show
from pipeline.finding import counts

_FINDINGS = 1


@dataclass(frozen=True, kw_only=True)
class BuildShown:
    """How the result of `vanthu build` is shown."""

    json_wanted: bool = False
    verbose: bool = False


def build_folder(folder: Path, output: Path, options: BuildOptions, shown: BuildShown) -> int:
    """Build and print the result; gives the exit code: 1 for an error or a paper that breaks a binding rule of form."""
    started = time.monotonic()
    bar = show.ProgressBar()

    def follow(progress: Progress) -> None:
        if isinstance(progress, LogLine):
            if shown.verbose:
                click.echo(progress.text, err=True)
        elif isinstance(progress, Decided):
            if (options.explain or options.dry_run) and not shown.json_wanted:
                show.reasons(progress.decisions)
        else:
            bar.follow(progress)

    with bar:
        result = build(folder, output, options, on_progress=follow)
    show.findings(result.found)
    if shown.json_wanted:
        _print_json(result, output, options, time.monotonic() - started)
    else:
        _print(result, output, options, time.monotonic() - started)
        show.offices_inside(folder, result.offices_inside)
    return 0 if result.sound else _FINDINGS


def _print(result: BuildResult, output: Path, options: BuildOptions, seconds: float) -> None:
    if result.refused:
        click.echo(f"Chưa dựng văn bản nào: {counts(result.findings)} trong hồ sơ và mẫu.", err=True)
    elif options.dry_run:
        click.echo(f"Chỉ xem trước: sẽ dựng {len(result.stale)} trong {len(result.decisions)} văn bản, chưa ghi gì.")
    else:
        if options.explain:
            show.settings(result.papers)
        show.built_table(result.papers)
        _print_summary(result, output, seconds)
    show.unmade(result.unmade, output)


def _print_summary(result: BuildResult, output: Path, seconds: float) -> None:
    pages = sum(paper.pages for paper in result.papers)
    taken = f"{seconds:.1f}".replace(".", ",")
    stale = len(result.stale)
    same = len(result.papers) - stale
    made = f"dựng {stale}, giữ nguyên {same}; " if stale and same else "" if stale else "không có gì đổi; "
    click.echo(
        f"{len(result.papers)} văn bản, {pages} trang; {made}{counts(result.found)}, {taken} giây. Kết quả: {output}/"
    )


def _print_json(result: BuildResult, output: Path, options: BuildOptions, seconds: float) -> None:
    asked = (options.explain or options.dry_run) and not result.refused
    plan = [
        {"id": decision.document.id, "action": decision.action.name, "reason": decision.reason}
        for decision in result.decisions.values()
    ]
    settings = {paper.id: paper.setting for paper in result.papers if paper.setting}
    show.as_json(
        {
            "documents": [paper.as_json(output) for paper in result.papers],
            "findings": [finding.as_json() for finding in result.findings],
            **({"not_made": show.unmade_as_json(result.unmade)} if result.unmade else {}),
            **({"plan": plan} if asked else {}),
            **({"settings": settings} if options.explain and settings else {}),
            "seconds": round(seconds, 3),
        }
    )
