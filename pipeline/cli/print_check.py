"""What `vanthu check` prints, and its exit code."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from pipeline.app.checking import CheckOptions, CheckResult, check, page_target, rule_named
from pipeline.app.illustrate import is_page_name, write_pages
from pipeline.app.inspect import Inspected
from pipeline.cli import check_report, show
from pipeline.errors import EnvironmentMissing

_FINDINGS = 1
_SHOWN = 5  # problems named before "and so many more"


@dataclass(frozen=True, kw_only=True)
class CheckShown:
    """How the result of `vanthu check` is printed, and whether rules of practice count for the exit code (`strict`)."""

    strict: bool = False
    json_wanted: bool = False
    sarif_wanted: bool = False
    html: Path | None = None


def explain_rule(code: str) -> None:
    """Print what a rule says. UsageError names the nearest code for one that does not exist."""
    check_report.rule_page(rule_named(code))


def check_files(files: tuple[Path, ...], options: CheckOptions, shown: CheckShown) -> int:
    """Check files and print the result; gives the exit code."""
    started = time.monotonic()
    html = None if shown.html is None else page_target(shown.html, files)
    with show.ProgressBar() as bar:
        result = check(files, options, on_progress=bar.follow)
    seconds = time.monotonic() - started
    show.findings(result.findings)
    if shown.sarif_wanted:
        click.echo(result.as_sarif(), nl=False)
    elif shown.json_wanted:
        show.as_json({"files": result.as_json(), "seconds": round(seconds, 3)})
    else:
        _print(result.inspected, files, seconds)
    if html is not None:
        _write_pages(result.inspected, html, quiet=shown.json_wanted or shown.sarif_wanted)
    return _exit_code(result, strict=shown.strict)


def _exit_code(result: CheckResult, *, strict: bool) -> int:
    if result.without_environment:
        return EnvironmentMissing.exit_code
    return 0 if result.sound(strict=strict) else _FINDINGS


def _write_pages(inspected: Sequence[Inspected], target: Path, *, quiet: bool) -> None:
    result = write_pages(inspected, target)
    show.findings(result.findings)
    for file, reason in result.without_pictures[:_SHOWN]:
        click.echo(f"{file}: trang HTML không có ảnh: {reason}", err=True)
    if len(result.without_pictures) > _SHOWN:
        click.echo(f"… và {len(result.without_pictures) - _SHOWN} tệp khác không có ảnh.", err=True)
    if result.pages:
        place = target if is_page_name(target) else target / "index.html"
        click.echo(f"Đã ghi {len(result.pages)} trang HTML; mở: {place}", err=quiet)


def _print(inspected: Sequence[Inspected], named: Sequence[Path], seconds: float) -> None:
    folders = [path for path in named if path.is_dir()]
    if folders:
        readable = sum(inspection.path not in folders for inspection in inspected)
        click.echo(f"{', '.join(map(str, folders))}: {readable} tệp văn bản.", err=True)
    for inspection in inspected:
        if len(inspected) == 1 or check_report.has_something_to_say(inspection):
            check_report.details(inspection)
    if len(inspected) > 1:
        check_report.summary(inspected)
    check_report.totals(inspected, seconds)
