"""The manifest of an output folder (bản kê): what was built. A cache: deleting it costs one full build and nothing else.

`DIR/.vanthu/manifest.jsonl` has one line for each paper and one for each file of records. While a build runs,
`journal.jsonl` gets a line before a paper's files are put in place and one after, so that a build cut off at any point
can continue, and files that it put in place are not taken for somebody's edits. Of two lines for one thing the later
counts. Lines, because a build that concerns a few papers of ten thousand then parses only a few of them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import Any

from pipeline.building.making.output import OWN, Artefact
from pipeline.building.state.fingerprint import Environment, PaperInputs
from pipeline.filing.locks import FOLDER
from pipeline.filing.own import append_own, remove_own, write_own
from pipeline.filing.writer import Filed
from pipeline.finding import Finding, Severity

MANIFEST = "manifest.jsonl"
JOURNAL = "journal.jsonl"
# Another shape of the lines is another number: lines of an older one are then no record at all.
_FORM = 3
_KEY = re.compile(rb'\{"form":3,"(?:id|file|bundle)":"([^"]*)"')


@dataclass(frozen=True, kw_only=True)
class FileMark:
    """One file as it was written: its SHA-256, and size and time of change, which show without reading that it is untouched.

    Where size or time differ, the content decides.
    """

    sha256: str
    size: int
    modified: int

    def is_of(self, path: Path) -> bool:
        """Whether the file at `path` is there and still holds what was written."""
        try:
            seen = path.stat()
        except OSError:
            return False
        if (seen.st_size, seen.st_mtime_ns) == (self.size, self.modified):
            return True
        return path.is_file() and sha256(path.read_bytes()).hexdigest() == self.sha256


def mark(filed: Filed, data: bytes) -> FileMark:
    """The mark of a file that was just written with the content `data`, even if another file has replaced it since."""
    return FileMark(sha256=sha256(data).hexdigest(), size=filed.size, modified=filed.modified)


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One paper as it was built: its inputs, its files, and the findings.

    In a line of the manifest each file stands under the name of its artefact.
    """

    id: str
    paper_inputs: PaperInputs
    files: Mapping[Artefact, FileMark]
    """Each of the files that every paper has."""
    pages: int
    findings: tuple[Finding, ...] = ()
    source: str = ""
    """The record it came from, as a path in the office's folder; "" in lines of older programs."""


@dataclass(frozen=True, kw_only=True)
class BundleEntry:
    """One bundle as it was made: a hash of what it was made from, and its file."""

    bundle: str
    made_from: str
    pdf: FileMark
    pages: int


@dataclass(frozen=True, kw_only=True)
class Records:
    """The office's records as they were read, value by value, so that a change can be reported by file and field.

    `leaves`: by file, one line of text for each value: its hash, a blank, its path (keys and positions joined by " /
    "). As text, because of ten thousand files hardly one has changed, and only that one's lines are parsed. `measures`:
    the profile's measures.
    """

    leaves: Mapping[str, str] = field(default_factory=dict)
    measures: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """What the last builds left in an output folder."""

    entries: Mapping[str, Entry] = field(default_factory=dict)
    bundles: Mapping[str, BundleEntry] = field(default_factory=dict)
    records: Records = field(default_factory=Records)
    begun: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Paper id -> SHA-256 of the files that a build was about to put in place when it was cut off."""

    def is_own(self, key: str, path: Path) -> bool:
        """Whether the file in place was written by a build that was cut off before it finished this paper."""
        return key in self.begun and sha256(path.read_bytes()).hexdigest() in self.begun[key]


def load_manifest(folder: Path, *, only: Container[str] | None = None) -> Manifest:
    """Read the manifest of an output folder; empty where there is none. `only`: ids of papers and names of files to read."""
    home = folder / FOLDER
    return _manifest(chain(_lines(home / MANIFEST, only), _lines(home / JOURNAL, only)))


def is_unfinished(folder: Path) -> bool:
    """Whether a build was cut off while it put the files of a paper in place."""
    return bool(_manifest(_lines(folder / FOLDER / JOURNAL, None)).begun)


def save_manifest(folder: Path, manifest: Manifest) -> None:
    """Write the manifest whole; the journal, which it now contains, is removed."""
    home = folder / FOLDER
    records = manifest.records
    content: Iterator[Mapping[str, Any]] = chain(
        [{"measures": dict(records.measures)}],
        ({"file": file, "leaves": leaves} for file, leaves in sorted(records.leaves.items())),
        (_plain(entry) for _, entry in sorted(manifest.entries.items())),
        (_plain(entry) for _, entry in sorted(manifest.bundles.items())),
        # Of a paper that could not be put in place whole: what lies there of it is still known as ours.
        ({"begun": key, "files": sorted(files)} for key, files in sorted(manifest.begun.items())),
    )
    write_own(home / MANIFEST, (f"{_line(line)}\n".encode() for line in content))
    remove_own(home / JOURNAL)


def append_intent(folder: Path, key: str, *files: bytes) -> None:
    """Note in the journal that files with these contents are about to be put in place for a paper."""
    _append(folder, {"begun": key, "files": [sha256(file).hexdigest() for file in files]})


def append_entry(folder: Path, entry: Entry | BundleEntry) -> None:
    """Note one finished paper or bundle in the journal."""
    _append(folder, _plain(entry))


def _plain(entry: Entry | BundleEntry) -> dict[str, Any]:
    plain = asdict(entry)
    files = plain.pop("files", {})
    return {**plain, **files}


def append_records(folder: Path, records: Records) -> None:
    """Note in the journal how some of the office's files were read."""
    for file, leaves in records.leaves.items():
        _append(folder, {"file": file, "leaves": leaves})


def _append(folder: Path, content: Mapping[str, Any]) -> None:
    """Add a line to the journal; a line cut off by a crash is ignored when the journal is read."""
    # A line of its own even after one that was cut off.
    append_own(folder / FOLDER / JOURNAL, f"\n{_line(content)}\n")


def _line(content: Mapping[str, Any]) -> str:
    return json.dumps({"form": _FORM, **content}, ensure_ascii=False, separators=(",", ":"))


def _lines(path: Path, only: Container[str] | None) -> Iterator[Mapping[str, Any]]:
    """Parse the complete lines of a file that have the present format; with `only`, those of these papers and files."""
    try:
        lines = path.open("rb")
    except OSError:
        return
    with lines:
        yield from _whole(lines, only)


def _whole(lines: Iterable[bytes], only: Container[str] | None) -> Iterator[Mapping[str, Any]]:
    for line in lines:
        if only is not None and (found := _KEY.match(line)) and found[1].decode(errors="replace") not in only:
            continue
        try:
            raw = json.loads(line)
        except ValueError:
            continue
        if isinstance(raw, dict) and raw.pop("form", None) == _FORM:
            yield raw


def _manifest(lines: Iterable[Mapping[str, Any]]) -> Manifest:
    entries: dict[str, Entry] = {}
    bundles: dict[str, BundleEntry] = {}
    leaves: dict[str, str] = {}
    measures: Mapping[str, str] = {}
    begun: dict[str, frozenset[str]] = {}
    for raw in lines:
        try:
            if "begun" in raw:
                begun[raw["begun"]] = begun.get(raw["begun"], frozenset()) | frozenset(raw["files"])
            elif "leaves" in raw:
                leaves[raw["file"]] = str(raw["leaves"])
            elif "measures" in raw:
                measures = dict(raw["measures"])
            elif "bundle" in raw:
                bundle = BundleEntry(**{**raw, "pdf": FileMark(**raw["pdf"])})
                bundles[bundle.bundle] = bundle
                begun.pop(bundle.bundle, None)
            else:
                entry = _entry(raw)
                entries[entry.id] = entry
                begun.pop(entry.id, None)
        except (KeyError, TypeError, ValueError, AttributeError):
            continue
    records = Records(leaves=leaves, measures=measures)
    return Manifest(entries=entries, bundles=bundles, records=records, begun=begun)


def _entry(raw: Mapping[str, Any]) -> Entry:
    made_from = raw["paper_inputs"]
    return Entry(
        id=raw["id"],
        paper_inputs=PaperInputs(
            data=made_from["data"],
            templates=made_from["templates"],
            environment=Environment(**made_from["environment"]),
            wording=made_from["wording"],
        ),
        files={artefact: FileMark(**raw[artefact]) for artefact in OWN},
        pages=raw["pages"],
        findings=tuple(Finding(**{**stored, "severity": Severity(stored["severity"])}) for stored in raw["findings"]),
        source=str(raw.get("source", "")),
    )
