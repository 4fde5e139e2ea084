"""Whether a returned file may be opened (soát tệp gửi về); a spreadsheet is a ZIP of XML from an unknown sender.

All of it is inflated once, and measured meanwhile, before any library opens the file.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import Final

from pipeline.errors import Unreadable
from pipeline.intake.damaged_archive import DAMAGED_ARCHIVE

_MOST_BYTES: Final = 20 * 2**20
_MOST_PARTS: Final = 2000
_MOST_INFLATED: Final = 150 * 2**20
_MOST_RATIO: Final = 300
_RATIO_FROM: Final = 4 * 2**20
_CHUNK: Final = 2**18
_FIRST_DAY: Final = (1980, 1, 1, 0, 0, 0)
_XML: Final = (".xml", ".rels", ".vml")
_AGAIN: Final = "Đề nghị đơn vị gửi lại tệp .xlsx lưu từ biểu mẫu đã phát."


def inspect_archive(data: bytes, name: str) -> None:
    """Check that the bytes are a harmless ZIP. Unreadable: they are not; the message says why."""
    if len(data) > _MOST_BYTES:
        raise Unreadable(f"{name}: tệp lớn hơn {_MOST_BYTES // 2**20} MB; biểu mẫu báo cáo không lớn như vậy.", _AGAIN)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _inspect(archive, name)
    except DAMAGED_ARCHIVE as error:
        raise Unreadable(f"{name}: tệp hỏng hoặc có mật khẩu, không mở được.", _AGAIN) from error


def part_of(data: bytes, part: str) -> bytes:
    """A part of an inspected archive; empty bytes if there is none. `DAMAGED_ARCHIVE`: the archive is damaged."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(part) if part in archive.namelist() else b""


def parts_of(data: bytes) -> dict[str, bytes]:
    """All parts of an inspected archive by name. `DAMAGED_ARCHIVE`: the archive is damaged."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {entry.filename: archive.read(entry) for entry in archive.infolist()}


def archive_with(data: bytes, changed: Mapping[str, bytes]) -> bytes:
    """The archive with some parts changed or added; other parts stay. Equal input gives equal bytes."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        entries = archive.infolist()
        for entry in entries:
            made.writestr(_entry(entry.filename, entry.date_time), changed.get(entry.filename) or archive.read(entry))
        for name in sorted(changed.keys() - {entry.filename for entry in entries}):
            made.writestr(_entry(name, _FIRST_DAY), changed[name])
    return target.getvalue()


def _entry(name: str, moment: tuple[int, int, int, int, int, int]) -> zipfile.ZipInfo:
    found = zipfile.ZipInfo(name, moment)
    found.compress_type = zipfile.ZIP_DEFLATED
    return found


def head_of(data: bytes, part: str, most: int) -> bytes:
    """The first `most` bytes of a part of an archive that was not inspected. `DAMAGED_ARCHIVE`: the archive is damaged."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if part not in archive.namelist():
            return b""
        with archive.open(part) as stream:
            return stream.read(most)


def _inspect(archive: zipfile.ZipFile, name: str) -> None:
    entries = archive.infolist()
    names = [entry.filename.lower() for entry in entries]
    if len(entries) > _MOST_PARTS or len(set(names)) != len(names):
        raise Unreadable(f"{name}: tệp nén bất thường (quá nhiều thành phần hoặc trùng tên).", _AGAIN)
    if any(name.endswith("vbaproject.bin") for name in names):
        raise Unreadable(f"{name}: tệp có macro, không nhận.", "Lưu lại thành .xlsx (không macro) rồi gửi lại.")
    if any(entry.flag_bits & 1 for entry in entries):
        raise Unreadable(f"{name}: tệp nén có mật khẩu, không mở được.", "Đề nghị đơn vị bỏ mật khẩu rồi gửi lại.")
    inflated = 0
    for entry in entries:
        size, head = _inflated(archive, entry, name, _MOST_INFLATED - inflated)
        inflated += size
        if entry.filename.lower().endswith(_XML) and (b"<!DOCTYPE" in head or b"<!ENTITY" in head):
            raise Unreadable(f"{name}: tệp có khai báo XML không được phép, không nhận.", _AGAIN)


def _inflated(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str, most: int) -> tuple[int, bytes]:
    """The inflated size of a part, and its first bytes; a damaged part is left to the reader that needs it."""
    size, head = 0, b""
    try:
        with archive.open(entry) as stream:
            while chunk := stream.read(_CHUNK):
                size += len(chunk)
                head = head or chunk
                packed_too_well = size > _RATIO_FROM and size > _MOST_RATIO * max(entry.compress_size, 1)
                if size > most or packed_too_well:
                    raise Unreadable(f"{name}: tệp nén phình ra bất thường, không nhận.", _AGAIN)
    except DAMAGED_ARCHIVE:
        pass
    return size, head
