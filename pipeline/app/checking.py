"""Checking files of anybody (kiểm tra thể thức): which files, by which rules, what they gave."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Final

from pipeline.app.illustrate import is_page_name
from pipeline.app.inspect import Inspected, files_in, inspect
from pipeline.app.office_of_file import houses_of
from pipeline.app.progress import Counter, Listener, ignore
from pipeline.checking.check_result import BINDING
from pipeline.checking.check_words import nearest_code
from pipeline.checking.json_report import Value, failure_values, report_values
from pipeline.checking.rules.registry import RULES, RULES_BY_CODE
from pipeline.checking.rules.rule import Rule
from pipeline.checking.sarif import sarif
from pipeline.errors import EnvironmentMissing, Unreadable, UsageError
from pipeline.finding import Finding, Severity

_STRICT: Final = BINDING | {Severity.HOUSE_STYLE, Severity.QUALITY}


@dataclass(frozen=True, kw_only=True)
class CheckOptions:
    """How to check. `only`, `ignore`: codes of rules to ask, or not to ask; `jobs`: processes side by side.

    `folder`: the office's records, whose own types and rules count for every file (its rules where `only` names none);
    without it a file is judged by the office that it lies in or was built from, if there is one.
    """

    only: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    folder: Path | None = None
    jobs: int | None = None


@dataclass(frozen=True, kw_only=True)
class CheckResult:
    """The result of a check: one `Inspected` for each file and for each folder without files, and the rules applied.

    `findings`: those on the types and rules that the offices of these files define themselves.
    """

    inspected: tuple[Inspected, ...]
    rules: tuple[Rule, ...]
    findings: tuple[Finding, ...] = ()

    def sound(self, *, strict: bool = False) -> bool:
        """Whether every file could be read and breaks no rule that counts; `strict` counts those of practice and quality."""
        counting = _STRICT if strict else BINDING
        return all(
            inspection.report is not None
            and not any(rule.severity in counting for rule, _ in inspection.report.breaches())
            for inspection in self.inspected
        )

    @property
    def without_environment(self) -> bool:
        """Whether a file could not be read because this machine lacks a program."""
        return any(isinstance(inspection.trouble, EnvironmentMissing) for inspection in self.inspected)

    def as_json(self) -> list[dict[str, Value]]:
        """The published JSON shape, one for each file."""
        return [_values(inspection) for inspection in self.inspected]

    def as_sarif(self) -> str:
        """The same as SARIF 2.1.0."""
        return sarif(
            [inspection.report for inspection in self.inspected if inspection.report is not None],
            rules=self.rules,
            version=_version(),
            failures=[
                (inspection.file, inspection.trouble.message)
                for inspection in self.inspected
                if inspection.trouble is not None
            ],
        )


_USUAL: Final = CheckOptions()


def check(files: Iterable[Path], options: CheckOptions = _USUAL, *, on_progress: Listener = ignore) -> CheckResult:
    """Check Word files and PDFs of anybody; of a folder, those that lie in it. Nothing is written.

    A file that cannot be read stops no other: it is in the result with its trouble. Older formats go through LibreOffice.
    UsageError: a code that no rule has, no rule is left to ask, or there is no such folder of records.
    """
    codes = _codes(options.only, options.ignore)
    found, problems = files_named(files)
    houses = houses_of(found, options.folder)
    if options.only:
        houses = houses.without_rules()
    counter = Counter(len(found), on_progress)
    inspected = inspect(
        found, codes=codes, houses=houses, jobs=options.jobs, on_done=lambda path: counter.count(path.name)
    )
    rules = RULES if codes is None else tuple(RULES_BY_CODE[code] for code in codes)
    return CheckResult(inspected=(*problems, *inspected), rules=(*rules, *houses.rules), findings=houses.findings)


def files_named(files: Iterable[Path]) -> tuple[tuple[Path, ...], tuple[Inspected, ...]]:
    """The files to check, each once, folders replaced by the files in them; and each folder without files, with its trouble."""
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


def page_target(target: Path, files: Iterable[Path]) -> Path:
    """Where the web pages of a check of `files` go: `target`, as a file or a folder.

    UsageError: several files are to go into one page, or a file is where the folder should be.
    """
    found, problems = files_named(files)
    count = len(found) + len(problems)
    if is_page_name(target) and count > 1:
        raise UsageError(
            f"{count} tệp không ghi chung vào một trang {target}", "Cho --html một thư mục: mỗi tệp một trang."
        )
    if not is_page_name(target) and target.exists() and not target.is_dir():
        raise UsageError(f"{target} là một tệp đã có", "Cho --html một thư mục, hoặc một tên tận cùng bằng .html.")
    return target


def rule_named(code: str) -> Rule:
    """The rule with this code. UsageError names the nearest code for one that does not exist."""
    rule = RULES_BY_CODE.get(code.strip().upper())
    if rule is None:
        near = nearest_code(code)
        hint = f" Có phải “{near}”: {RULES_BY_CODE[near].title}?" if near else ""
        raise UsageError(f"Không có quy tắc mã “{code}”.{hint}", "Các mã có trong docs/rules.md.")
    return rule


def _codes(only: Iterable[str], ignore: Iterable[str]) -> tuple[str, ...] | None:
    """The codes of the rules to apply, in the order of the registry; None for all rules."""
    wanted = {rule_named(code).code for code in only} or set(RULES_BY_CODE)
    left = wanted - {rule_named(code).code for code in ignore}
    if not left:
        raise UsageError("Không còn quy tắc nào để xét", "Bớt mã ở --ignore hoặc thêm mã ở --only.")
    return None if len(left) == len(RULES) else tuple(rule.code for rule in RULES if rule.code in left)


def _values(inspected: Inspected) -> dict[str, Value]:
    if inspected.report is not None:
        return report_values(inspected.report)
    trouble = inspected.trouble
    message, remedy = (trouble.message, trouble.remedy) if trouble else ("", "")
    return failure_values(inspected.file, message, remedy)


def _version() -> str:
    try:
        return metadata.version("vanthu")
    except metadata.PackageNotFoundError:
        return ""
