"""Check files of anybody (kiểm tra tệp): find them, tell their kind, convert older ones, judge each, set aside what fails.

A file that cannot be read stops no other: it ends as an `Inspected` with its trouble.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from pipeline.batch.file_kind import FileKind, kind_of
from pipeline.errors import ConversionFailed, EnvironmentMissing, Unreadable, VanthuError
from pipeline.law.check.report import Report, Result
from pipeline.law.check.run import check
from pipeline.law.facts.docx import read_docx
from pipeline.law.facts.model import PaperFacts
from pipeline.law.facts.paper import Paper
from pipeline.law.facts.pdf import read_pdf
from pipeline.law.rules.registry import RULES, RULES_BY_CODE
from pipeline.law.rules.rule import Rule, Verdict
from pipeline.typeset.convert import to_docx
from pipeline.typeset.soffice import Engine, find_engine

MAX_BYTES = 200 * 1024 * 1024
_ENDINGS = frozenset({".docx", ".pdf", ".doc"})
_FEW = 8  # up to so many files one process is as fast


@dataclass(frozen=True, kw_only=True)
class Inspected:
    """One file after the check: its report, or the trouble that kept it from being read.

    `docx` holds the Word file that was read where LibreOffice had to make it out of an older one.
    """

    path: Path
    report: Report | None = None
    trouble: VanthuError | None = None
    docx: bytes | None = None

    @property
    def file(self) -> str:
        """The file as users named it."""
        return str(self.path)


@dataclass(frozen=True, kw_only=True)
class _Judged:
    """What a worker sends back. Rules go by their code: a rule is a function, which not every process can be sent."""

    paper: Paper | None = None
    verdicts: tuple[tuple[str, Verdict], ...] = ()
    trouble: VanthuError | None = None
    convert_from: FileKind | None = None


def files_in(folder: Path) -> tuple[Path, ...]:
    """The Word files and PDFs of a folder, sorted, those of its folders left out; no lock files of Word (`~$...`)."""
    try:
        inside = sorted(folder.iterdir())
    except OSError as error:
        raise Unreadable(f"Không mở được thư mục ({_cause(error)}).", "Kiểm tra quyền đọc thư mục.") from error
    return tuple(
        path for path in inside if path.suffix.lower() in _ENDINGS and path.name[:1] not in "~." and path.is_file()
    )


def inspect(
    paths: Sequence[Path],
    *,
    codes: Sequence[str] | None = None,
    jobs: int | None = None,
    engine: Callable[[], Engine] = find_engine,
    on_done: Callable[[Path], None] = lambda _: None,
) -> tuple[Inspected, ...]:
    """Check every file by the rules with these codes (all rules without); one result for each path, in its order.

    `engine` is asked for only when an older file has to be converted. `on_done` is called once for every path.
    """
    asked = None if codes is None else tuple(codes)
    judged: dict[Path, _Judged] = {}
    for path, result in _judge_all(paths, asked, jobs):
        judged[path] = result
        if result.convert_from is None:
            on_done(path)
    older = {path: one.convert_from for path, one in judged.items() if one.convert_from is not None}
    converted = convert_older(older, engine=engine, jobs=jobs)
    inspected: dict[Path, Inspected] = {}
    for path, one in judged.items():
        docx = converted.get(path)
        if isinstance(docx, bytes):
            inspected[path] = replace(_inspected(path, _judge(docx, str(path), asked)), docx=docx)
        else:
            inspected[path] = _inspected(path, one) if docx is None else Inspected(path=path, trouble=docx)
        if path in older:
            on_done(path)
    return tuple(inspected[path] for path in paths)


def read_limited(path: Path) -> bytes:
    """The bytes of a file. Raises Unreadable: no such file, no right to read it, too large, no plain file."""
    try:
        if not path.exists():
            raise Unreadable("Không có tệp này.", "Kiểm tra lại đường dẫn và tên tệp.")
        if not path.is_file():
            raise Unreadable("Đây không phải là tệp thường.", "Chỉ ra một tệp .docx hoặc .pdf.")
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise Unreadable(f"Không đọc được tệp ({_cause(error)}).", "Kiểm tra quyền đọc tệp.") from error
    if len(data) > MAX_BYTES:
        raise Unreadable(
            f"Tệp lớn hơn {MAX_BYTES // 1024 // 1024} MB, không đọc.", "Tách tệp hoặc giảm dung lượng ảnh trong tệp."
        )
    return data


def _cause(error: OSError) -> str:
    return "không có quyền đọc" if isinstance(error, PermissionError) else (error.strerror or str(error))


def _judge_all(
    paths: Sequence[Path], codes: tuple[str, ...] | None, jobs: int | None
) -> Iterator[tuple[Path, _Judged]]:
    """Each file judged, in this process or, if there are many, in several."""
    unique = tuple(dict.fromkeys(paths))
    workers = min(jobs or os.cpu_count() or 1, len(unique))
    if workers < 2 or len(unique) <= _FEW:  # noqa: PLR2004 - one worker would only cost its start
        yield from ((path, _judge_file(path, codes)) for path in unique)
        return
    fallen: list[Path] = []
    executor = ProcessPoolExecutor(max_workers=workers)
    try:
        futures: dict[Future[_Judged], Path] = {executor.submit(_judge_file, path, codes): path for path in unique}
        for future in as_completed(futures):
            try:
                yield futures[future], future.result()
            except BrokenProcessPool:
                fallen.append(futures[future])
    finally:
        executor.shutdown(wait=True, cancel_futures=True)
    yield from ((path, _judge_alone(path, codes)) for path in fallen)


def _judge_alone(path: Path, codes: tuple[str, ...] | None) -> _Judged:
    """One file in a process of its own: a worker was killed, and this may be the file that did it."""
    with ProcessPoolExecutor(max_workers=1) as executor:
        try:
            return executor.submit(_judge_file, path, codes).result()
        except BrokenProcessPool:
            return _Judged(trouble=Unreadable("Tiến trình đọc tệp dừng đột ngột.", "Lưu lại tệp rồi thử lại."))


def _judge_file(path: Path, codes: tuple[str, ...] | None) -> _Judged:
    try:
        data = read_limited(path)
        kind = kind_of(data)
    except Unreadable as trouble:
        return _Judged(trouble=trouble)
    return _Judged(convert_from=kind) if kind.needs_conversion else _judge(data, str(path), codes)


def _judge(data: bytes, name: str, codes: tuple[str, ...] | None) -> _Judged:
    """The verdicts on the bytes of a Word file or a PDF."""
    try:
        report = check(facts_of(data, name), rules=RULES if codes is None else _rules(codes))
    except Unreadable as trouble:
        return _Judged(trouble=Unreadable(trouble.message.removeprefix(f"{name}: "), trouble.remedy))
    return _Judged(paper=report.paper, verdicts=tuple((one.rule.code, one.verdict) for one in report.results))


def facts_of(data: bytes, name: str) -> PaperFacts:
    """What is measured in the bytes of a PDF or a Word file."""
    return read_pdf(data, name=name) if kind_of(data) is FileKind.PDF else read_docx(data, name=name)


@cache
def _rules(codes: tuple[str, ...]) -> tuple[Rule, ...]:
    wanted = frozenset(codes)
    return tuple(rule for rule in RULES if rule.code in wanted)


def _inspected(path: Path, judged: _Judged) -> Inspected:
    if judged.paper is None:
        return Inspected(path=path, trouble=judged.trouble)
    results = tuple(Result(rule=RULES_BY_CODE[code], verdict=verdict) for code, verdict in judged.verdicts)
    return Inspected(path=path, report=Report(file=str(path), paper=judged.paper, results=results))


def convert_older(
    older: Mapping[Path, FileKind], *, engine: Callable[[], Engine] = find_engine, jobs: int | None = None
) -> dict[Path, bytes | VanthuError]:
    """Word files made of older ones, or why not."""
    results: dict[Path, bytes | VanthuError] = {}
    if not older:
        return results
    try:
        found = engine()
    except EnvironmentMissing as missing:
        return dict.fromkeys(older, missing)
    for kind in sorted(set(older.values())):
        sources: dict[str, bytes] = {}
        for path in (path for path, one in older.items() if one is kind):
            try:
                sources[str(path)] = read_limited(path)
            except Unreadable as trouble:  # it was there a moment ago
                results[path] = trouble
        made = to_docx(sources, kind=kind.value, engine=found, processes=jobs or 1)
        results |= {Path(name): _readable(one, kind) for name, one in made.items()}
    return results


def _readable(made: bytes | ConversionFailed, kind: FileKind) -> bytes | VanthuError:
    if isinstance(made, bytes):
        return made
    return Unreadable(
        f"LibreOffice không mở được tệp .{kind.value} này để chuyển sang .docx.",
        "Mở tệp bằng Word, lưu thành .docx rồi kiểm tra lại.",
    )
