"""What `vanthu diff` prints, and its exit code."""

from __future__ import annotations

import time
from pathlib import Path

import click

from pipeline.app.against_build import Compared, Outcome
from pipeline.app.diffing import DiffOptions, DiffResult, diff
from pipeline.cli import show
from pipeline.finding import counts

_FINDINGS = 1


def diff_folder(folder: Path, against: Path, options: DiffOptions, *, exit_code: bool, json_wanted: bool) -> int:
    """Compare and print the result; gives the exit code, with `exit_code` 1 also where papers differ."""
    started = time.monotonic()
    with show.ProgressBar() as bar:
        result = diff(folder, against, options, on_progress=bar.follow)
    show.findings(result.records)
    if result.folder is None:
        return _refused(result, json_wanted=json_wanted)
    show.unmade(result.unmade)
    seconds = time.monotonic() - started
    if json_wanted:
        _print_json(result, result.folder, seconds)
    else:
        _print(result, result.folder, seconds)
    return 0 if result.sound and not (exit_code and result.differs) else _FINDINGS


def _refused(result: DiffResult, *, json_wanted: bool) -> int:
    if json_wanted:
        show.as_json({"papers": [], "findings": [finding.as_json() for finding in result.records]})
    click.echo(f"Chưa đối chiếu: {counts(result.records)} trong hồ sơ và mẫu.", err=True)
    return _FINDINGS


def _print(result: DiffResult, folder: Path, seconds: float) -> None:
    show.findings(result.found)
    rows = [(paper.id, paper.outcome.value, paper.summary) for paper in result.compared if paper.differs]
    if rows:
        show.table(("Văn bản", "Kết quả", "Tóm tắt"), rows, flexible=2)
    outcomes = [(outcome, sum(paper.outcome is outcome for paper in result.compared)) for outcome in Outcome]
    totals = ", ".join(f"{count} {outcome.value}" for outcome, count in outcomes if count)
    taken = f"{seconds:.1f}".replace(".", ",")
    click.echo(
        f"{len(result.compared)} văn bản: {totals or 'không có gì để đối chiếu'}; {taken} giây. Mở: {folder}/index.html"
    )


def _print_json(result: DiffResult, folder: Path, seconds: float) -> None:
    show.as_json(
        {
            "papers": [_values(paper, folder) for paper in result.compared],
            "findings": [finding.as_json() for finding in (*result.records, *result.found)],
            "index": str(folder / "index.html"),
            "seconds": round(seconds, 3),
        }
    )


def _values(paper: Compared, folder: Path) -> dict[str, object]:
    changed = paper.outcome is Outcome.CHANGED
    return {
        "id": paper.id,
        "subject": paper.subject,
        "outcome": paper.outcome.name.lower(),
        "summary": paper.summary,
        "counts": paper.counts,
        "docx": str(folder / f"{paper.id}.docx") if changed else None,
        "html": str(folder / f"{paper.id}.html") if changed else None,
    }
