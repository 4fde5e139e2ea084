"""A kept report whose reading file is damaged (bản kê hỏng), restored from its folder: the original file is still there.

Unit and version are the names of folders. The day of receipt is read from what is left of the damaged file, else it
is the day of the original file.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

from pipeline.errors import Unreadable
from pipeline.intake.file import read_file
from pipeline.reports.submission import Submission

READING: Final = "doc.json"
_RECEIVED: Final = re.compile(rb'"received"\s*:\s*"(\d{4}-\d\d-\d\d)"')
_NAMED: Final = re.compile(rb'"file"\s*:\s*"nhan/[^"]*/([^"/]+)"')
_LARGEST: Final = 200 * 2**20


@dataclass(frozen=True)
class Mended:
    """What a version's folder still tells of it, before its file is read again; `sure`: the day of receipt is known."""

    submission: Submission
    sure: bool


def mended(place: Path, period: str) -> Mended:
    """The version in a folder whose reading is lost. Unreadable: it is not clear which file is the original."""
    left = _left(place / READING)
    original = _original(place, left)
    day = _day(left)
    data = read_file(original, most=_LARGEST)
    found = Submission(
        unit=place.parent.name,
        period=period,
        version=int(place.name),
        received=day or datetime.fromtimestamp(original.stat().st_mtime, tz=UTC).astimezone().date(),
        file=f"nhan/{place.parent.name}/{place.name}/{original.name}",
        sha256=hashlib.sha256(data).hexdigest(),
        basis="",
    )
    return Mended(found, sure=day is not None)


def _left(reading: Path) -> bytes:
    try:
        return read_file(reading, most=_LARGEST)
    except Unreadable:
        return b""


def _day(left: bytes) -> date | None:
    """The day of receipt, if that part of the damaged file is whole; else None."""
    try:
        return date.fromisoformat(found[1].decode()) if (found := _RECEIVED.search(left)) else None
    except ValueError:
        return None


def _original(place: Path, left: bytes) -> Path:
    """The original file in a version's folder; all other files there are readings or copies of readings."""
    stem, suffix = READING.split(".")
    files = [
        path
        for path in sorted(place.iterdir())
        if path.is_file()
        and not path.name.startswith(".")
        and not (path.name.startswith(stem) and f".{suffix}" in path.name)
    ]
    if len(files) > 1 and (named := _NAMED.search(left)):
        files = [path for path in files if path.name.encode() == named[1]] or files
    if len(files) == 1:
        return files[0]
    what = "không còn tệp gốc" if not files else f"có {len(files)} tệp, không rõ tệp nào là tệp đã nhận"
    raise Unreadable(
        f"{place}: bản kê {READING} đã hỏng và thư mục {what}.",
        "Đặt lại vào thư mục ấy đúng một tệp đơn vị đã gửi (trong thư điện tử, bản sao lưu) rồi chạy lại "
        "vanthu reports reread.",
    )
