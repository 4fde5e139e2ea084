"""The wording (lời văn): every sentence that is composed from data, in one file, which an office may change line by line.

`templates_docx/loi_van.toml` holds all lines; an office's own file holds those that it words otherwise.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Final

from pipeline.decree.pack_folder import OFFICE_PACK, shipped_templates
from pipeline.errors import Refused, UsageError
from pipeline.finding import Finding, Severity
from pipeline.intake.file import shown
from pipeline.intake.text import flaws
from pipeline.papers.wording_examples import examples
from pipeline.papers.wording_file import WORDING_FILE, WordingFile, read_wording
from pipeline.papers.wording_line import Key, LineFault, Value, WordingLine
from pipeline.text import nearest

_UNKNOWN_LINE: Final = "LV-02"
_FAULTY_LINE: Final = "LV-03"
_SIGN: Final = "ký tự"
_RETYPE: Final = "Xóa ký tự ấy rồi gõ lại chữ quanh đó; phím Tab thì thay bằng một dấu cách."
_LIST: Final = "Xem mọi câu và giá trị của nó: vanthu templates wording."


@dataclass(frozen=True)
class Wording:
    """All lines in use, by group and place.

    `own`: those of an office; `problems`: findings on its file as a whole; `broken`: why the office's file cannot be
    read: then no sentence is certain, and no line is given.
    """

    lines: Mapping[Key, WordingLine]
    own: frozenset[Key] = frozenset()
    problems: tuple[Finding, ...] = ()
    broken: Finding | None = None
    fingerprint: str = ""
    """A hash over the files."""

    @cached_property
    def faults(self) -> Mapping[Key, Finding]:
        """The error of each faulty line of the office, found by filling it with its examples. A test holds the program's."""
        tried = ((key, _tried(self.lines[key])) for key in sorted(self.own))
        return {key: fault for key, fault in tried if fault is not None}

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings on the wording."""
        return (*self.problems, *self.faults.values())

    def say(self, group: str, place: str, /, **values: Value) -> str:
        """The sentence of one place, filled with values. Refused, with the finding: its line is faulty or the file unreadable."""
        line = self._line((group, place))
        try:
            return _said(line, values)
        except LineFault as fault:
            raise _refused(_finding(line, fault, values)) from fault

    def digest(self, group: str, place: str) -> str:
        """A short hash of one line as it is written."""
        return _short_hash(self._line((group, place)).source)

    def _line(self, key: Key) -> WordingLine:
        wrong = self.broken or self.faults.get(key)
        if wrong is not None:
            raise _refused(wrong)
        if key not in self.lines:
            raise _refused(_unknown(WordingLine(*key, "", WORDING_FILE, None), self.lines, "thiếu câu"))
        return self.lines[key]


@dataclass
class Saying:
    """A wording that notes which lines one paper uses (`used`: name of the line -> its hash)."""

    wording: Wording
    used: dict[str, str] = field(default_factory=dict)

    def say(self, group: str, place: str, /, **values: Value) -> str:
        """The sentence of one place, filled with values; see `Wording.say`."""
        said = self.wording.say(group, place, **values)
        self.used[f"{group} / {place}"] = self.wording.digest(group, place)
        return said

    @property
    def said(self) -> Mapping[str, str]:
        """What was used; papers that use the same lines share one mapping, of which a large office has a few dozen."""
        return _shared(tuple(self.used.items()))


@lru_cache(maxsize=1024)
def _shared(used: tuple[tuple[str, str], ...]) -> Mapping[str, str]:
    return dict(used)


def load_wording(*own: Path, called: str = "") -> Wording:
    """The program's lines with those of an office's files put over them; of two files the later one holds.

    `called`: the name of these files in findings. A file that does not exist changes nothing. No content of a file
    raises an exception: see `Wording.findings`.
    """
    ours = shipped_wording()
    for path in own:
        if os.path.lexists(path) and os.path.realpath(path) != os.path.realpath(shipped_templates() / WORDING_FILE):
            ours = _over(ours, read_wording(path, called=called))
    return ours


def office_wording(records: Path, chosen: Path | None = None) -> Wording:
    """The wording for an office's records: its own lines over the program's.

    They come from the folder `chosen` (`--templates`), else from the folder `mau/` beside the records.
    """
    elsewhere = chosen is not None and chosen != shipped_templates()
    if chosen is not None and elsewhere:
        return load_wording(chosen / WORDING_FILE, called=shown(chosen / WORDING_FILE))
    return load_wording(records / OFFICE_PACK / WORDING_FILE, called=f"{OFFICE_PACK}/{WORDING_FILE}")


def wording_of_folder(folder: Path) -> Wording:
    """The wording with the lines of a folder: of an office's records with their `mau/`, or of a folder of templates.

    UsageError: there is no such folder, or no such file in it.
    """
    if not folder.is_dir():
        raise UsageError(f"Không có thư mục {shown(folder)}", "Xem lại tên thư mục.")
    for place in (folder / WORDING_FILE, folder / OFFICE_PACK / WORDING_FILE):
        if place.exists():
            return load_wording(place, called=shown(place))
    raise UsageError(
        f"{shown(folder)} không có tệp {WORDING_FILE}, thư mục {OFFICE_PACK}/ trong đó cũng không: mọi câu theo phần mềm",
        f"Xem câu của phần mềm: vanthu templates wording. Lấy tệp gốc ra: vanthu templates copy {OFFICE_PACK}-goc",
    )


@cache
def shipped_wording() -> Wording:
    """The wording that comes with the program."""
    place = shipped_templates()
    read = read_wording(place / WORDING_FILE, called=f"{place.name}/{WORDING_FILE}")
    return Wording(
        lines=read.lines,
        problems=read.findings,
        broken=next(iter(read.findings), None),
        fingerprint=sha256(read.content).hexdigest(),
    )


@lru_cache(maxsize=4096)
def _short_hash(source: str) -> str:
    return sha256(source.encode()).hexdigest()[:16]


def _over(below: Wording, read: WordingFile) -> Wording:
    """A wording with the lines of a file put over it; a finding names a line that the program does not use."""
    known = {key: line for key, line in read.lines.items() if key in below.lines}
    unknown = (
        _unknown(line, below.lines, "phần mềm không có câu") for key, line in read.lines.items() if key not in known
    )
    # Where a line cannot be told apart from the next, none of them can.
    broken = next(iter(read.findings), None) if not read.lines else None
    return Wording(
        lines={**below.lines, **known},
        own=below.own | known.keys(),
        problems=(*below.problems, *read.findings, *unknown),
        broken=below.broken or broken,
        fingerprint=sha256(f"{below.fingerprint}\0".encode() + read.content).hexdigest(),
    )


def _said(line: WordingLine, values: Mapping[str, Value]) -> str:
    """The sentence of a line filled with values. LineFault: it cannot be used, or is empty where the program's is not."""
    from pipeline.papers.wording_language import fill  # noqa: PLC0415 - Jinja loads only where a sentence is said

    said = fill(line.source, values)
    if not said.strip():
        ours = shipped_wording().lines.get((line.group, line.place))
        if ours is None or fill(ours.source, values).strip():
            raise LineFault("cho ra câu trống")
    return said


def _tried(line: WordingLine) -> Finding | None:
    """The finding on a line, found by filling it with each set of its examples; None for a sound line."""
    given = examples().get((line.group, line.place), ({},))
    for values in given:
        try:
            said = _said(line, values)
        except LineFault as fault:
            return _finding(line, fault, values)
        if odd := flaws(said):
            kind, sign = odd[0]
            return _finding(line, LineFault(f"có ký tự không in được: {kind.value} U+{ord(sign):04X}", kind=_SIGN), ())
    return None


def _finding(line: WordingLine, fault: LineFault, names: Iterable[str]) -> Finding:
    """The finding on a faulty line, with the nearest known name, or all names."""
    from pipeline.papers.wording_language import LOOP_NAMES, known_filters  # noqa: PLC0415 - as above

    known = {"bộ lọc": tuple(known_filters()), "loop": LOOP_NAMES}.get(fault.kind, (*names, *fault.known))
    near = nearest(fault.unknown, known) if fault.unknown else None
    hint = (
        _RETYPE
        if fault.kind == _SIGN
        else (
            f"Có phải “{near}”? {_LIST}"
            if near
            else f"Các giá trị dùng được: {', '.join(known)}. {_LIST}"
            if known
            else _LIST
        )
    )
    return Finding(
        code=_FAULTY_LINE,
        severity=Severity.ERROR,
        message=f"Lời văn “{line.name}”: {fault}",
        file=line.file,
        line=line.line,
        hint=hint,
    )


def _unknown(line: WordingLine, known: Iterable[Key], what: str) -> Finding:
    near = nearest(line.name, [" / ".join(key) for key in known])
    return Finding(
        code=_UNKNOWN_LINE,
        severity=Severity.ERROR,
        message=f"Tệp lời văn {line.file}: {what} “{line.name}”",
        file=line.file,
        line=line.line,
        hint=f"Có phải “{near}”? {_LIST}" if near else _LIST,
    )


def _refused(finding: Finding) -> Refused:
    where = f" ({finding.where})" if finding.file else ""
    return Refused(f"{finding.message}{where}", finding.hint, (finding,))
