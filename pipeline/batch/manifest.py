"""The record of what was built (bản kê): a cache beside the papers. Deleting it costs one full build and nothing else.

`DIR/.vanthu/manifest.json` holds one entry for each paper; while a build runs, `journal.jsonl` gets a line before a paper's
files are put in place and one after, so that a build cut off at any point goes on from there and its own half-placed files
are not taken for somebody's editing.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from pipeline.batch.fingerprint import Ingredients, Surroundings
from pipeline.batch.output import write_file
from pipeline.finding import Finding, Severity

FOLDER = ".vanthu"
_MANIFEST = "manifest.json"
JOURNAL = "journal.jsonl"
# Another shape of the file is another number: an older one is then no record at all.
_FORM = 1


@dataclass(frozen=True, kw_only=True)
class FileMark:
    """One file as it was written: its SHA-256, and size and time by which it is seen at a glance to be untouched.

    Size and time only save reading: where they differ, the content decides.
    """

    sha256: str
    size: int
    modified: int

    def is_of(self, path: Path) -> bool:
        """Whether the file is there and holds what was written."""
        try:
            seen = path.stat()
        except OSError:
            return False
        if (seen.st_size, seen.st_mtime_ns) == (self.size, self.modified):
            return True
        return path.is_file() and sha256(path.read_bytes()).hexdigest() == self.sha256


def mark(path: Path, data: bytes) -> FileMark:
    """The mark of a file that was just written with this content."""
    seen = path.stat()
    return FileMark(sha256=sha256(data).hexdigest(), size=seen.st_size, modified=seen.st_mtime_ns)


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One paper as it was built: from what, into which files, and what was found."""

    id: str
    ingredients: Ingredients
    docx: FileMark
    pdf: FileMark
    pages: int
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Records:
    """The office's files as they were read: leaf by leaf, so that a change can be told by file and field.

    `leaves`: file -> path of the value (keys and positions joined by " / ") -> hash of the value.
    """

    leaves: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    measures: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """What the last builds left in an output folder."""

    entries: Mapping[str, Entry] = field(default_factory=dict)
    records: Records = field(default_factory=Records)
    begun: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Paper id -> SHA-256 of the files that a build was about to put in place when it was cut off."""

    def is_own(self, key: str, path: Path) -> bool:
        """Whether this file in place was put there by a build that could not finish the paper."""
        return key in self.begun and sha256(path.read_bytes()).hexdigest() in self.begun[key]


def load_manifest(folder: Path) -> Manifest:
    """The record of an output folder; an empty one where there is none or it cannot be read."""
    home = folder / FOLDER
    manifest = Manifest()
    raw = _read(home / _MANIFEST)
    if isinstance(raw, dict) and raw.get("form") == _FORM:
        try:
            manifest = Manifest(
                entries={key: _entry(one) for key, one in raw["entries"].items()}, records=Records(**raw["records"])
            )
        except (KeyError, TypeError, ValueError, AttributeError):
            manifest = Manifest()
    later: dict[str, Entry] = {}
    begun: dict[str, frozenset[str]] = {}
    for one in _journal(home / JOURNAL):
        if isinstance(one, Entry):
            later[one.id] = one
            begun.pop(one.id, None)
        else:
            key, files = one
            begun[key] = begun.get(key, frozenset()) | files
    return replace(manifest, entries={**manifest.entries, **later}, begun=begun)


def save_manifest(folder: Path, manifest: Manifest) -> None:
    """Write the record whole; the journal is then taken over."""
    content = {
        "form": _FORM,
        "entries": {key: asdict(one) for key, one in sorted(manifest.entries.items())},
        "records": asdict(manifest.records),
    }
    home = folder / FOLDER
    write_file(home / _MANIFEST, json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode())
    (home / JOURNAL).unlink(missing_ok=True)


def append_intent(folder: Path, key: str, *files: bytes) -> None:
    """Note that files with these contents are about to be put in place for a paper."""
    _append(folder, {"begun": key, "files": [sha256(one).hexdigest() for one in files]})


def append_entry(folder: Path, entry: Entry) -> None:
    """Note one finished paper."""
    _append(folder, asdict(entry))


def _append(folder: Path, content: Mapping[str, Any]) -> None:
    """One more line of the journal; one cut off by a crash is left out when the journal is read."""
    home = folder / FOLDER
    home.mkdir(parents=True, exist_ok=True)
    line = json.dumps({"form": _FORM, **content}, ensure_ascii=False, separators=(",", ":"))
    with (home / JOURNAL).open("a", encoding="utf-8") as journal:
        # A line of its own even after one that was cut off.
        journal.write(f"\n{line}\n")


def _read(path: Path) -> Any:  # noqa: ANN401 - whatever the file holds
    try:
        return json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return None


def _journal(path: Path) -> Iterator[Entry | tuple[str, frozenset[str]]]:
    try:
        lines = path.read_text("utf-8", errors="replace").splitlines()
    except OSError:
        return
    for line in lines:
        try:
            raw = json.loads(line)
            if raw.pop("form") == _FORM:
                yield (raw["begun"], frozenset(raw["files"])) if "begun" in raw else _entry(raw)
        except (KeyError, TypeError, ValueError, AttributeError):
            continue


def _entry(raw: Mapping[str, Any]) -> Entry:
    made_from = raw["ingredients"]
    return Entry(
        id=raw["id"],
        ingredients=Ingredients(
            data=made_from["data"],
            templates=made_from["templates"],
            surroundings=Surroundings(**made_from["surroundings"]),
        ),
        docx=FileMark(**raw["docx"]),
        pdf=FileMark(**raw["pdf"]),
        pages=raw["pages"],
        findings=tuple(Finding(**{**one, "severity": Severity(one["severity"])}) for one in raw["findings"]),
    )
