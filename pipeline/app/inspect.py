"""Check files of anybody (kiểm tra tệp): find them, tell their kind, convert older formats, judge each by the rules.

A file that cannot be read stops no other: its `Inspected` holds the trouble.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path

from pipeline.app.office_of_file import Houses
from pipeline.checking.check_result import Report, Result
from pipeline.checking.house import House
from pipeline.checking.house_phrases import house_rules
from pipeline.checking.rules.registry import RULES, RULES_BY_CODE
from pipeline.checking.rules.rule import Rule, Verdict
from pipeline.checking.run_rules import check
from pipeline.decree.profile import load_profile
from pipeline.errors import ConversionFailed, EnvironmentMissing, Unreadable, VanthuError
from pipeline.intake.confined import each_confined
from pipeline.intake.file import cause, read_file, shown
from pipeline.reading.docx import read_docx
from pipeline.reading.facts import PaperFacts
from pipeline.reading.file_kind import FileKind, kind_of
from pipeline.reading.pdf import read_pdf
from pipeline.reading.recognised import Paper
from pipeline.typeset.libreoffice.convert import to_docx
from pipeline.typeset.libreoffice.soffice import Engine, find_engine

MAX_BYTES = 200 * 1024 * 1024
_ENDINGS = frozenset({".docx", ".pdf", ".doc"})
_NO_HOUSES = Houses()
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
        return shown(self.path)


@dataclass(frozen=True, kw_only=True)
class _Judged:
    """The result that a worker process sends back.

    Rules are named by code: a rule is a function, which cannot be sent to every process. `convert_from`: the older
    format that has to be converted before the file can be judged.
    """

    paper: Paper | None = None
    verdicts: tuple[tuple[str, Verdict], ...] = ()
    trouble: VanthuError | None = None
    convert_from: FileKind | None = None


def files_in(folder: Path) -> tuple[Path, ...]:
    """The Word files and PDFs directly in a folder, sorted; without lock files of Word (`~$...`) and without subfolders.

    An entry with such a name that is no regular file (a broken link, a pipe, a device) is included, so that it is
    reported.
    """
    try:
        inside = sorted(folder.iterdir())
    except OSError as error:
        raise Unreadable(f"Không mở được thư mục ({cause(error)}).", "Kiểm tra quyền đọc thư mục.") from error
    return tuple(
        path for path in inside if path.suffix.lower() in _ENDINGS and path.name[:1] not in "~." and not path.is_dir()
    )


def inspect(
    paths: Sequence[Path],
    *,
    codes: Sequence[str] | None = None,
    houses: Houses = _NO_HOUSES,
    jobs: int | None = None,
    engine: Callable[[], Engine] = find_engine,
    on_done: Callable[[Path], None] = lambda _: None,
) -> tuple[Inspected, ...]:
    """Check every file by the rules with these codes (all rules without); one result for each path, in its order.

    `houses`: the office of each file that has one. `engine` is asked for only when an older file has to be converted.
    `on_done` is called once for every path.
    """
    asked = None if codes is None else tuple(codes)
    judged: dict[Path, _Judged] = {}
    for path, result in _judge_all(paths, asked, houses, jobs):
        judged[path] = result
        if result.convert_from is None:
            on_done(path)
    older = {
        path: judged_file.convert_from for path, judged_file in judged.items() if judged_file.convert_from is not None
    }
    converted = convert_older(older, engine=engine, jobs=jobs)
    words = {path: docx for path, docx in converted.items() if isinstance(docx, bytes)}
    anew = dict(_judge_converted(words, asked, houses))
    inspected: dict[Path, Inspected] = {}
    for path, judgement in judged.items():
        docx = converted.get(path)
        if isinstance(docx, bytes):
            inspected[path] = replace(_inspected(path, anew[path], houses), docx=docx)
        else:
            inspected[path] = (
                _inspected(path, judgement, houses) if docx is None else Inspected(path=path, trouble=docx)
            )
        if path in older:
            on_done(path)
    return tuple(inspected[path] for path in paths)


def read_limited(path: Path) -> bytes:
    """The bytes of a file. Raises Unreadable: no such file, no right to read it, too large, no plain file."""
    return read_file(path, most=MAX_BYTES)


def _judge_all(
    paths: Sequence[Path], codes: tuple[str, ...] | None, houses: Houses, jobs: int | None
) -> Iterator[tuple[Path, _Judged]]:
    """Judge each file in a process apart, so that a file which crashes its reader harms no other."""
    unique = tuple((path, houses.of_file(path)) for path in dict.fromkeys(paths))
    workers = (jobs or os.cpu_count() or 1) if len(unique) > _FEW else 1
    for (path, _), judged in each_confined(partial(_judge_file, codes=codes), unique, workers=workers):
        yield path, _Judged(trouble=judged) if isinstance(judged, VanthuError) else judged


def _judge_converted(
    words: Mapping[Path, bytes], codes: tuple[str, ...] | None, houses: Houses
) -> Iterator[tuple[Path, _Judged]]:
    """Judge the Word files that LibreOffice made of older ones."""
    named = [(str(path), docx, houses.of_file(path)) for path, docx in words.items()]
    for (name, _, _), judged in each_confined(partial(_judge_named, codes=codes), named, workers=1):
        yield Path(name), _Judged(trouble=judged) if isinstance(judged, VanthuError) else judged


def _judge_named(named: tuple[str, bytes, House], codes: tuple[str, ...] | None) -> _Judged:
    name, data, house = named
    return _judge(data, name, codes, house)


def _judge_file(file: tuple[Path, House], codes: tuple[str, ...] | None) -> _Judged:
    path, house = file
    try:
        data = read_limited(path)
        kind = kind_of(data)
    except Unreadable as trouble:
        return _Judged(trouble=trouble)
    return _Judged(convert_from=kind) if kind.needs_conversion else _judge(data, shown(path), codes, house)


def _judge(data: bytes, name: str, codes: tuple[str, ...] | None, house: House) -> _Judged:
    """The verdicts on the bytes of a Word file or a PDF."""
    try:
        report = check(facts_of(data, name), rules=RULES if codes is None else _rules(codes), house=house)
    except Unreadable as trouble:
        return _Judged(trouble=Unreadable(trouble.message.removeprefix(f"{name}: "), trouble.remedy))
    return _Judged(paper=report.paper, verdicts=tuple((result.rule.code, result.verdict) for result in report.results))


def facts_of(data: bytes, name: str) -> PaperFacts:
    """Measure a PDF or a Word file, given as bytes; `name` is for messages. Unreadable: it is neither, or damaged."""
    return read_pdf(data, name=name) if kind_of(data) is FileKind.PDF else read_docx(data, name=name)


@cache
def _rules(codes: tuple[str, ...]) -> tuple[Rule, ...]:
    wanted = frozenset(codes)
    return tuple(rule for rule in RULES if rule.code in wanted)


def _inspected(path: Path, judged: _Judged, houses: Houses) -> Inspected:
    if judged.paper is None:
        return Inspected(path=path, trouble=judged.trouble)
    # A paper of an unknown regime has no verdicts.
    profile = load_profile(judged.paper.regime.value) if judged.verdicts else None
    own = {rule.code: rule for rule in house_rules(houses.of_file(path).phrases)}
    results = tuple(
        Result(rule=own.get(code) or RULES_BY_CODE[code].under(profile), verdict=verdict)
        for code, verdict in judged.verdicts
        if profile is not None
    )
    return Inspected(path=path, report=Report(file=shown(path), paper=judged.paper, results=results))


def convert_older(
    older: Mapping[Path, FileKind], *, engine: Callable[[], Engine] = find_engine, jobs: int | None = None
) -> dict[Path, bytes | VanthuError]:
    """Convert older files by LibreOffice: for each path the bytes of a Word file, or why there is none."""
    results: dict[Path, bytes | VanthuError] = {}
    if not older:
        return results
    try:
        found = engine()
    except EnvironmentMissing as missing:
        return dict.fromkeys(older, missing)
    for kind in sorted(set(older.values())):
        sources: dict[str, bytes] = {}
        for path in (path for path, file_kind in older.items() if file_kind is kind):
            try:
                sources[str(path)] = read_limited(path)
            except Unreadable as trouble:  # it was there a moment ago
                results[path] = trouble
        made = to_docx(sources, kind=kind.value, engine=found, processes=jobs or 1)
        results |= {Path(name): _readable(converted, kind) for name, converted in made.items()}
    return results


def convert_one(data: bytes, kind: FileKind, *, engine: Callable[[], Engine] = find_engine) -> bytes:
    """Convert one older file to a Word file. Unreadable: it cannot be converted; EnvironmentMissing: no LibreOffice."""
    made = _readable(to_docx({"tep": data}, kind=kind.value, engine=engine())["tep"], kind)
    if isinstance(made, VanthuError):
        raise made
    return made


def _readable(made: bytes | ConversionFailed, kind: FileKind) -> bytes | VanthuError:
    if isinstance(made, bytes):
        return made
    return Unreadable(
        f"LibreOffice không mở được tệp .{kind.value} này để chuyển sang .docx.",
        "Mở tệp bằng Word, lưu thành .docx rồi kiểm tra lại.",
    )
