"""The build cache (lần dựng trước): the last whole build, and what was edited since, known before a record is read.

A whole build that ended well stores the hash of every file it read, and size and time of every file it wrote. While
those are the same, the result is known; where a file was edited, it is known which papers that can concern.
"""

from __future__ import annotations

import json
import os
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from pipeline.building.making.built import Built
from pipeline.building.making.output import OWN, Artefact, Written, file_name, place
from pipeline.building.state.fingerprint import Environment, digest
from pipeline.building.state.manifest import is_unfinished
from pipeline.building.state.plan import CHANGED_SINCE
from pipeline.errors import Unreadable
from pipeline.filing.locks import FOLDER
from pipeline.filing.own import remove_own, write_own
from pipeline.finding import Finding, Severity, has_errors
from pipeline.intake.file import read_file
from pipeline.workspace.folder import record_files
from pipeline.workspace.limits import LIMITS

_STATE = "state.json"
_FORM = 6
# What happened while files were put in place is said once: by the next build nothing is left of it to be said.
_OF_THE_MOMENT = frozenset({"DUNG-09", "DUNG-20", "DUNG-25"})


@dataclass(frozen=True, kw_only=True)
class Inputs:
    """Everything a build reads: the hash of each record file, one over all the rest, the day for papers without one."""

    rest: str
    files: Mapping[str, str]
    day: date = date.max
    offices_inside: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class BuiltPaper:
    """One paper after a build, as it is remembered and shown. `kind` is the type's name, `slug` the type's slug.

    `file`: the record it came from; `marks`: size and time of each of its files, None for one that is not there; of a
    paper that encloses others (`enclosed`, their ids) also of the merged PDF.
    """

    id: str
    file: str
    kind: str
    slug: str
    subject: str
    pages: int
    written: Written
    marks: Mapping[Artefact, tuple[int, int] | None]
    findings: tuple[Finding, ...]
    enclosed: tuple[str, ...] = ()
    bundle: Written | None = None
    """What writing did to its bundle; None where it encloses nothing."""
    issued: bool = False
    """Whether it was issued: a change of its records since then is reported once."""
    setting: str = ""
    """How this build set it in place of the office's usual way, in words; "" where it is set as usual or was not built."""

    @property
    def made(self) -> bool:
        """Whether the files in place are those of the last build."""
        return self.written not in {Written.KEPT, Written.NONE}

    @property
    def in_place(self) -> tuple[Artefact, ...]:
        """The artefacts that are there."""
        return tuple(artefact for artefact, mark in self.marks.items() if mark)

    def files(self, folder: Path) -> dict[Artefact, Path]:
        """The paths of its files in the output folder, by artefact: those that are there."""
        return {artefact: place(folder, self.id, artefact) for artefact in self.in_place}

    def as_json(self, folder: Path) -> dict[str, object]:
        """The published JSON shape of one document."""
        # By plain strings, as below: of ten thousand papers the paths alone took half of a build with nothing to do.
        home = os.fspath(folder / self.id)
        names = {artefact: f"{home}{os.sep}{file_name(self.id, artefact)}" for artefact in Artefact}
        bundle = next(
            (names[artefact] for artefact in (Artefact.BUNDLE, Artefact.SET) if self.marks.get(artefact)), None
        )
        return {
            "id": self.id,
            "type": self.slug,
            "subject": self.subject,
            **{artefact: names[artefact] if self.made else None for artefact in OWN},
            **({Artefact.BUNDLE: bundle} if self.enclosed else {}),
            "pages": self.pages,
            "findings": [finding.as_json() for finding in self.findings],
        }


@dataclass(frozen=True, kw_only=True)
class BuildCache:
    """The last whole build, its files untouched: its papers, findings in the records, record files edited since.

    `public_names`: what each file of one matter defines for the others; a file without one concerns every paper.
    `turns`: the days on which the facts of the records change.
    """

    rows: tuple[BuiltPaper, ...]
    findings: tuple[Finding, ...]
    public_names: Mapping[str, str]
    turns: tuple[date, ...] = ()
    edited: tuple[str, ...] = ()


def read_inputs(
    folder: Path, *, templates: str, shared: Environment, draft: bool, on: date | None = None
) -> Inputs | None:
    """Hashes of everything a build reads; None for a folder with files that cannot be taken as they are.

    `templates` is the fingerprint of the template set; of `shared` the profile is left out: it follows from the records
    and the program. `on`: the day for papers that have none.
    """
    found = record_files(folder, LIMITS)
    if found.findings:
        return None
    root = os.fspath(folder.resolve())
    try:
        contents = {file: _content(f"{root}/{file}") for file in found.files}
    except Unreadable:
        return None
    return Inputs(
        rest=digest(templates, *shared.machine.values(), f"draft={draft}"),
        files=contents,
        day=on or date.max,
        offices_inside=found.offices_inside,
    )


def _content(path: str) -> str:
    return sha256(read_file(path, most=LIMITS.file_bytes)).hexdigest()[:32]


def remember(folder: Path, inputs: Inputs | None, build_cache: BuildCache | None) -> None:
    """Store the result of a whole build; without a result (see `at_rest`) the one stored before is removed."""
    place = folder / FOLDER / _STATE
    if inputs is None or build_cache is None:
        remove_own(place)
        return
    content = {
        "form": _FORM,
        "rest": inputs.rest,
        "files": inputs.files,
        "day": inputs.day.isoformat(),
        "turns": [turn.isoformat() for turn in build_cache.turns],
        "public_names": build_cache.public_names,
        "rows": [_plain_row(row) for row in build_cache.rows],
        "findings": [_plain(finding) for finding in build_cache.findings],
    }
    write_own(place, (json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode(),))


def at_rest(
    rows: Sequence[BuiltPaper],
    findings: Iterable[Finding],
    public_names: Mapping[str, str],
    turns: tuple[date, ...] = (),
) -> BuildCache | None:
    """The result of a build as a value to store; None where a paper or an error was left open."""
    found = tuple(findings)
    if has_errors(found) or not all(_settled(row) for row in rows):
        return None
    return BuildCache(rows=tuple(map(_quiet, rows)), findings=found, public_names=public_names, turns=turns)


def paper_of(paper: Built) -> BuiltPaper:
    """A paper after its build, as the build cache stores it."""
    document = paper.document
    return BuiltPaper(
        id=document.id,
        file=document.source,
        kind=document.type.name,
        slug=document.type.slug,
        subject=document.subject,
        pages=paper.pages,
        written=paper.written,
        marks={artefact: _mark(path) for artefact, path in paper.every_file.items()},
        findings=paper.findings,
        enclosed=document.enclosed,
        bundle=paper.bundle.written if paper.bundle else None,
        issued=document.issued is not None,
        setting=paper.setting,
    )


def recall(folder: Path, inputs: Inputs | None) -> BuildCache | None:
    """The last whole build with the files edited since; None where files were added or removed, or anything else changed."""
    try:
        raw = json.loads((folder / FOLDER / _STATE).read_text("utf-8"))
        if inputs is None or raw["form"] != _FORM or raw["rest"] != inputs.rest:
            return None
        turns = tuple(map(date.fromisoformat, raw["turns"]))
        same_facts = _stretch(turns, date.fromisoformat(raw["day"])) == _stretch(turns, inputs.day)
        if raw["files"].keys() != inputs.files.keys() or not same_facts or is_unfinished(folder):
            return None
        rows = tuple(map(_read_row, raw["rows"]))
        # By plain strings: ten thousand papers are twenty thousand looks at the disk.
        home = os.fspath(folder)
        for row in rows:
            if os.path.islink(f"{home}/{row.id}"):  # noqa: PTH114 - as above
                return None
            if any(_mark(f"{home}/{row.id}/{file_name(row.id, kind)}") != mark for kind, mark in row.marks.items()):
                return None
        edited = tuple(file for file, content in inputs.files.items() if raw["files"][file] != content)
        return BuildCache(
            rows=rows,
            findings=_findings(raw["findings"]),
            public_names=raw["public_names"],
            turns=turns,
            edited=edited,
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _stretch(turns: tuple[date, ...], day: date) -> int:
    """The period, counted from 0, between two days of `turns` in which `day` lies: facts are the same all through it."""
    return bisect_right(turns, day)


def _settled(row: BuiltPaper) -> bool:
    return row.written not in {Written.KEPT, Written.NONE} and not has_errors(row.findings)


def _quiet(row: BuiltPaper) -> BuiltPaper:
    """The row as the next build shows it when nothing has happened to the paper."""
    if row.written is Written.PROTECTED:
        return (
            replace(row, findings=tuple(finding for finding in row.findings if finding.code != CHANGED_SINCE))
            if row.issued
            else row
        )
    findings = tuple(finding for finding in row.findings if finding.code not in _OF_THE_MOMENT)
    return replace(row, written=Written.SAME, findings=findings, setting="")


def _mark(path: Path | str) -> tuple[int, int] | None:
    try:
        seen = os.stat(path)  # noqa: PTH116 - as above
    except FileNotFoundError:
        return None
    return seen.st_size, seen.st_mtime_ns


def _plain_row(row: BuiltPaper) -> dict[str, Any]:
    return {**vars(row), "findings": [_plain(finding) for finding in row.findings]}


def _read_row(raw: Mapping[str, Any]) -> BuiltPaper:
    marks = {Artefact(kind): tuple(mark) if mark is not None else None for kind, mark in raw["marks"].items()}
    bundle = Written(raw["bundle"]) if raw["bundle"] else None
    found = {"findings": _findings(raw["findings"]), "enclosed": tuple(raw["enclosed"]), "bundle": bundle}
    return BuiltPaper(**{**raw, "written": Written(raw["written"]), "marks": marks, **found})


def _plain(finding: Finding) -> dict[str, Any]:
    return {**finding.as_json(), "document": finding.document}


def _findings(raw: Sequence[dict[str, Any]]) -> tuple[Finding, ...]:
    return tuple(Finding(**{**stored, "severity": Severity(stored["severity"])}) for stored in raw)
