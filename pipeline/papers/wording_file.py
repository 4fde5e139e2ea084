"""Reading the file of the wording (tệp lời văn): groups of lines `"place" = "sentence"`, as edited in any text editor.

The file is TOML in UTF-8. What a line may contain is defined by `wording_language`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from pipeline.errors import Unreadable
from pipeline.finding import Finding, Severity
from pipeline.intake.file import read_file, shown
from pipeline.intake.toml_places import line_at, toml_places
from pipeline.intake.toml_slips import toml_slips
from pipeline.papers.wording_line import Key, WordingLine
from pipeline.text import to_nfc

WORDING_FILE: Final = "loi_van.toml"
UNREADABLE: Final = "LV-01"
_MOST_BYTES: Final = 1_000_000
_FOLDED: Final = re.compile(r"[ \t]*\n[ \t]*")
_QUOTES: Final = (
    'Mỗi câu ghi một dòng, giữa hai dấu ngoặc kép thẳng: "chỗ" = "câu"; dấu ngoặc kép trong câu ghi “…”. '
    "Hoặc lấy lại tệp gốc: vanthu templates copy DIR."
)


@dataclass(frozen=True)
class WordingFile:
    """A file that was read: its lines by group and place; or, in `findings`, why it cannot be read."""

    content: bytes = b""
    lines: Mapping[Key, WordingLine] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


def read_wording(path: Path, *, called: str = "") -> WordingFile:
    """Read one file of wording; whatever is wrong with it becomes findings with file and line.

    `called`: the file's name in findings, by default its own name.
    """
    called = called or shown(path.name)
    try:
        content = read_file(path, most=_MOST_BYTES)
    except Unreadable as failure:
        return WordingFile(findings=(_unreadable(called, None, f"không đọc được: {failure.message}", failure.remedy),))
    try:
        text = to_nfc(content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n"))
    except UnicodeDecodeError:
        hint = "Mở bằng Notepad, chọn Lưu dưới dạng (Save as), mã hóa (Encoding): UTF-8."
        return WordingFile(content, findings=(_unreadable(called, None, "không ghi bằng mã UTF-8", hint),))
    try:
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError):
        slips = toml_slips(text)
        return WordingFile(
            content, findings=tuple(_unreadable(called, slip.line, slip.what, slip.hint) for slip in slips)
        )
    return _lines(called, content, text, data)


def _lines(file: str, content: bytes, text: str, data: Mapping[str, Any]) -> WordingFile:
    places = toml_places(text)
    lines: dict[Key, WordingLine] = {}
    findings: list[Finding] = []
    for group, members in data.items():
        if not isinstance(members, dict):
            message = f"câu “{group}” không nằm trong nhóm nào"
            line = line_at(places, group) or None
            findings.append(_unreadable(file, line, message, 'Ghi tên nhóm ở dòng trên, dạng ["giấy mời"].'))
            continue
        for place, source in members.items():
            line = line_at(places, group, place) or None
            if not isinstance(source, str):
                message = f"“{group} / {place}” không phải là một câu"
                findings.append(_unreadable(file, line, message, _QUOTES))
                continue
            lines[group, place] = WordingLine(group, place, _FOLDED.sub(" ", source.strip("\n")), file, line)
    return WordingFile(content, lines, tuple(findings))


def _unreadable(file: str, line: int | None, what: str, hint: str) -> Finding:
    return Finding(
        code=UNREADABLE, severity=Severity.ERROR, message=f"Tệp lời văn {file}: {what}", file=file, line=line, hint=hint
    )
