"""What `vanthu check` does between reading its options and giving its exit code."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

import click

from pipeline.app.illustrate import is_page_name, write_pages
from pipeline.app.inspect import Inspected, files_in, inspect
from pipeline.checking.check_result import BINDING
from pipeline.checking.check_words import nearest_code
from pipeline.checking.json_report import Value, failure_values, report_values
from pipeline.checking.rules.registry import RULES, RULES_BY_CODE
from pipeline.checking.rules.rule import Rule
from pipeline.checking.sarif import sarif
from pipeline.cli import check_report, show
from pipeline.errors import EnvironmentMissing, Unreadable, UsageError
from pipeline.finding import Severity

_EVERYTHING = BINDING | {Severity.HOUSE_STYLE, Severity.QUALITY}
_FINDINGS = 1
_SHOWN = 5  # problems named before "and so many more"


@dataclass(frozen=True, kw_only=True)
class CheckOptions:
    """The options of `vanthu check`."""

    files: tuple[Path, ...]
    only: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    strict: bool = False
    jobs: int | None = None
    json_wanted: bool = False
    sarif_wanted: bool = False
    html: Path | None = None


def explain_rule(code: str) -> None:
    """Print what a rule says. UsageError names the nearest code for one that does not exist."""
    check_report.rule_page(_rule(code))


def check_files(options: CheckOptions) -> int:
    """Check, show the result; the exit code."""
    started = time.monotonic()
    codes = _codes(options.only, options.ignore)
    found, problems = _expanded(options.files)
    html = _html_target(options.html, len(found) + len(problems))
    progress = show.OldProgress(len(found))
    try:
        inspected = inspect(found, codes=codes, jobs=options.jobs, on_done=lambda path: progress.count(path.name))
    finally:
        progress.close()
    everything = (*problems, *inspected)
    seconds = time.monotonic() - started
    if options.sarif_wanted:
        click.echo(_sarif(everything, codes), nl=False)
    elif options.json_wanted:
        show.as_json({"files": [_values(one) for one in everything], "seconds": round(seconds, 3)})
    else:
        _print(everything, options.files, seconds)
    if html is not None:
        _write_pages(everything, html, quiet=options.json_wanted or options.sarif_wanted)
    return _exit_code(everything, _EVERYTHING if options.strict else BINDING)


def _exit_code(inspected: Sequence[Inspected], counting: frozenset[Severity]) -> int:
    troubles = [one.trouble for one in inspected if one.trouble is not None]
    if any(isinstance(trouble, EnvironmentMissing) for trouble in troubles):
        return EnvironmentMissing.exit_code
    return _FINDINGS if troubles or any(check_report.counted(one.report, counting) for one in inspected) else 0


def _expanded(files: Iterable[Path]) -> tuple[tuple[Path, ...], tuple[Inspected, ...]]:
    """The files named, folders by what lies in them, each once; and folders that give none."""
    found: dict[Path, None] = {}
    problems: list[Inspected] = []
    for path in files:
        if not path.is_dir():
            found[path] = None
            continue
        try:
            inside = files_in(path)
        except Unreadable as trouble:
            problems.append(Inspected(path=path, trouble=trouble))
            continue
        found |= dict.fromkeys(inside)
        if not inside:
            empty = Unreadable("Thư mục không có tệp .docx, .doc hay .pdf nào.", "Không tìm trong các thư mục con.")
            problems.append(Inspected(path=path, trouble=empty))
    return tuple(found), tuple(problems)


def _html_target(target: Path | None, count: int) -> Path | None:
    if target is None:
        return None
    if is_page_name(target) and count > 1:
        raise UsageError(
            f"{count} tệp không ghi chung vào một trang {target}", "Cho --html một thư mục: mỗi tệp một trang."
        )
    if not is_page_name(target) and target.exists() and not target.is_dir():
        raise UsageError(f"{target} là một tệp đã có", "Cho --html một thư mục, hoặc một tên tận cùng bằng .html.")
    return target


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
        readable = sum(one.path not in folders for one in inspected)
        click.echo(f"{', '.join(map(str, folders))}: {readable} tệp văn bản.", err=True)
    for one in inspected:
        if len(inspected) == 1 or check_report.has_something_to_say(one):
            check_report.details(one)
    if len(inspected) > 1:
        check_report.summary(inspected)
    check_report.totals(inspected, seconds)


def _values(one: Inspected) -> dict[str, Value]:
    if one.report is not None:
        return report_values(one.report)
    message, remedy = (one.trouble.message, one.trouble.remedy) if one.trouble else ("", "")
    return failure_values(one.file, message, remedy)


def _sarif(inspected: Sequence[Inspected], codes: tuple[str, ...] | None) -> str:
    rules = RULES if codes is None else tuple(RULES_BY_CODE[code] for code in codes)
    return sarif(
        [one.report for one in inspected if one.report is not None],
        rules=rules,
        version=_version(),
        failures=[(one.file, one.trouble.message) for one in inspected if one.trouble is not None],
    )


def _version() -> str:
    try:
        return metadata.version("vanthu")
    except metadata.PackageNotFoundError:
        return ""


def _codes(only: Iterable[str], ignore: Iterable[str]) -> tuple[str, ...] | None:
    """The codes of the rules to ask, in the order of the registry; None for all."""
    wanted = {_rule(code).code for code in only} or set(RULES_BY_CODE)
    left = wanted - {_rule(code).code for code in ignore}
    if not left:
        raise UsageError("Không còn quy tắc nào để xét", "Bớt mã ở --ignore hoặc thêm mã ở --only.")
    return None if len(left) == len(RULES) else tuple(rule.code for rule in RULES if rule.code in left)


def _rule(code: str) -> Rule:
    rule = RULES_BY_CODE.get(code.strip().upper())
    if rule is None:
        near = nearest_code(code)
        hint = f" Có phải “{near}”: {RULES_BY_CODE[near].title}?" if near else ""
        raise UsageError(f"Không có quy tắc mã “{code}”.{hint}", "Các mã có trong docs/rules.md.")
    return rule
