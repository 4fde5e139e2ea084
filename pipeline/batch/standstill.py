"""Whether there is anything to do at all (có gì phải dựng không): seen from the bytes that go in, before a record is read.

A whole build that ended well leaves a hash over all its inputs and the marks of its outputs. While both hold, the result
is known; where anything differs, the plan decides paper by paper.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from pipeline.batch.built import Built
from pipeline.batch.fingerprint import Surroundings, digest
from pipeline.batch.manifest import FOLDER, JOURNAL
from pipeline.batch.output import Written, paths, write_file
from pipeline.finding import Finding, Severity, has_errors
from pipeline.workspace.folder import record_files
from pipeline.workspace.limits import LIMITS

_STATE = "state.json"
_FORM = 1


@dataclass(frozen=True, kw_only=True)
class Row:
    """One paper of the last build, as the summary shows it. `kind` is the type's name, `slug` the type's slug."""

    id: str
    kind: str
    slug: str
    subject: str
    pages: int
    findings: tuple[Finding, ...]

    def as_json(self, folder: Path) -> dict[str, object]:
        """The published JSON shape of one document."""
        docx, pdf = paths(folder, self.id)
        return {
            "id": self.id,
            "type": self.slug,
            "subject": self.subject,
            "docx": str(docx),
            "pdf": str(pdf),
            "pages": self.pages,
            "findings": [finding.as_json() for finding in self.findings],
        }


@dataclass(frozen=True, kw_only=True)
class Standstill:
    """The last whole build, still true: its papers, and what was found in the records."""

    rows: tuple[Row, ...]
    findings: tuple[Finding, ...]


def inputs_digest(folder: Path, *, templates: str, shared: Surroundings, draft: bool) -> str | None:
    """A hash over everything a build reads; None for a folder with files that cannot be taken as they are.

    `templates` is the fingerprint of the template set; of `shared` the profile is left out: it follows from the records
    and the program.
    """
    files, findings = record_files(folder, LIMITS)
    if findings:
        return None
    root = folder.resolve()
    content = sha256()
    for file in files:
        data = (root / file).read_bytes()
        content.update(f"{file}\0{len(data)}\0".encode() + data)
    machine = (shared.program, shared.engine, shared.fonts)
    return digest(content.digest(), templates, *machine, f"draft={draft}")


def remember(folder: Path, key: str | None, built: Sequence[Built], findings: Iterable[Finding]) -> None:
    """Keep the result of a whole build; one that left anything open is not kept, and takes the one before it away."""
    place = folder / FOLDER / _STATE
    settled = key is not None and all(_settled(one) for one in built)
    if not settled:
        place.unlink(missing_ok=True)
        return
    content = {
        "form": _FORM,
        "inputs": key,
        "files": [mark for one in built for mark in (_mark(one.docx), _mark(one.pdf))],
        "rows": [_row(one) for one in built],
        "findings": [_plain(one) for one in findings],
    }
    write_file(place, json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode())


def recall(folder: Path, key: str | None) -> Standstill | None:
    """The last whole build if nothing that goes in and nothing that came out has changed since; None otherwise."""
    try:
        if (folder / FOLDER / JOURNAL).exists():  # a later build was cut off
            return None
        raw = json.loads((folder / FOLDER / _STATE).read_text("utf-8"))
        if key is None or raw["form"] != _FORM or raw["inputs"] != key:
            return None
        rows = tuple(Row(**{**one, "findings": _findings(one["findings"])}) for one in raw["rows"])
        # By plain strings: ten thousand papers are twenty thousand looks at the disk.
        home = os.fspath(folder)
        files = [f"{home}/{row.id}/{row.id}{ending}" for row in rows for ending in (".docx", ".pdf")]
        if [_mark(file) for file in files] != raw["files"]:
            return None
        return Standstill(rows=rows, findings=_findings(raw["findings"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _settled(paper: Built) -> bool:
    return paper.written in {Written.NEW, Written.REPLACED, Written.SAME} and not has_errors(paper.findings)


def _mark(path: Path | str) -> list[int]:
    seen = os.stat(path)  # noqa: PTH116 - a string is enough here
    return [seen.st_size, seen.st_mtime_ns]


def _row(paper: Built) -> dict[str, Any]:
    document = paper.document
    return {
        "id": document.id,
        "kind": document.type.name,
        "slug": document.type.slug,
        "subject": document.subject,
        "pages": paper.pages,
        "findings": [_plain(one) for one in paper.findings],
    }


def _plain(finding: Finding) -> dict[str, Any]:
    return {**finding.as_json(), "document": finding.document}


def _findings(raw: Sequence[dict[str, Any]]) -> tuple[Finding, ...]:
    return tuple(Finding(**{**one, "severity": Severity(one["severity"])}) for one in raw)
