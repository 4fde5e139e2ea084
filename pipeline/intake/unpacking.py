"""The files in anybody's archive or e-mail (tệp nén, thư điện tử), limited in number, size and depth.

Nothing is written to the disk, so no name inside can lead anywhere. What cannot be unpacked is named with the reason.
"""

from __future__ import annotations

import io
import re
import stat
import struct
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from email.utils import parsedate_to_datetime
from pathlib import PurePosixPath
from typing import Final

from pipeline.errors import Unreadable
from pipeline.intake.damaged_archive import DAMAGED_ARCHIVE
from pipeline.intake.text import one_line

MOST_PARTS: Final = 500
_MOST_BYTES: Final = 100 * 2**20
_MOST_ALL: Final = 300 * 2**20
_RATIO: Final = 300
_RATIO_FROM: Final = 4 * 2**20
_CHUNK: Final = 2**18
_UTF8_NAME: Final = 0x800
_UNIX: Final = 3
_OFFICE: Final = (b"[Content_Types].xml", b"[content_types].xml", b"mimetype")
_END: Final = b"PK\x05\x06"
_LEFT_BY_PROGRAMS: Final = frozenset({"thumbs.db", "desktop.ini"})
_HEAD: Final = 2**14
_LETTER: Final = re.compile(rb"\A(?:[!-9;-~]+:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){2,}")
_SIGNS: Final = re.compile(rb"(?im)^(?:from|date|message-id|received|return-path):")
_WEB: Final = re.compile(rb"(?im)^(?:snapshot-content-location:|x-document-type:|content-location: file:)")
_WHOLE: Final = "Giải nén rồi nhận từng tệp."


@dataclass(frozen=True)
class Part:
    """One file inside: its name as people see it, its bytes or why there are none, the time of its last change."""

    name: str
    data: bytes = b""
    trouble: Unreadable | None = None
    modified: datetime | None = None


def is_archive(data: bytes) -> bool:
    """Whether these are the bytes of a ZIP file that is no document of an office program."""
    if not data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return False
    directory = _directory(data)
    return directory is not None and not any(name in directory for name in _OFFICE)


def entries_of(data: bytes) -> int:
    """The number of entries that an archive says it has."""
    end = data.rfind(_END)
    return int.from_bytes(data[end + 10 : end + 12], "little") if end >= 0 else 0


def _directory(data: bytes) -> bytes | None:
    """The archive's list of files as bytes; None where there is none. Cheap, whatever the archive holds."""
    end = data.rfind(_END)
    if end < 0 or len(data) < end + 20:
        return None
    size, start = struct.unpack_from("<II", data, end + 12)
    return data[start : start + size]


def is_letter(data: bytes) -> bool:
    """Whether these are the bytes of an e-mail (`.eml`): header lines, and headers that only e-mails have."""
    head = data[:_HEAD].lstrip(b"\xef\xbb\xbf\r\n")
    return bool(_LETTER.match(head)) and len(_SIGNS.findall(head)) > 1 and not _WEB.search(head)


def parts_of(data: bytes) -> tuple[Part, ...]:
    """The files in an archive or a letter, one level deep. Unreadable: it cannot be opened, or holds too much."""
    parts = tuple(_of_archive(data) if is_archive(data) else _of_letter(data))
    if sum(len(part.data) for part in parts) > _MOST_ALL:
        raise Unreadable("Tệp trong đó quá lớn, không đọc.", _WHOLE)
    return parts


def is_left_by_programs(name: str) -> bool:
    """Whether a file was made by a program, not a person: locks of Word, thumbnails, files of macOS."""
    path = PurePosixPath(name)
    return path.name.startswith((".", "~$")) or path.name.lower() in _LEFT_BY_PROGRAMS or "__MACOSX" in path.parts


# -------------------------------------------------------------------------------------------------------------- archive
def _of_archive(data: bytes) -> Iterator[Part]:
    try:
        if entries_of(data) > 2 * MOST_PARTS:
            raise Unreadable(f"Tệp nén có hơn {MOST_PARTS} tệp, không đọc.", _WHOLE)
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            if len(entries) > MOST_PARTS:
                raise Unreadable(f"Tệp nén có hơn {MOST_PARTS} tệp, không đọc.", _WHOLE)
            left = _MOST_ALL
            for entry in entries:
                name = _name(entry)
                if is_left_by_programs(name):
                    continue
                part = _part(archive, entry, name, min(left, _MOST_BYTES))
                left -= len(part.data)
                yield part
    except DAMAGED_ARCHIVE as error:
        raise Unreadable("Tệp nén hỏng, không mở được.", "Tải lại, hoặc đề nghị đơn vị gửi lại.") from error


def _name(entry: zipfile.ZipInfo) -> str:
    """The path of an entry; old programs write UTF-8 without marking it so."""
    name = entry.filename
    if not entry.flag_bits & _UTF8_NAME:
        with suppress(UnicodeError):
            name = name.encode("cp437").decode("utf-8")
    steps = [one_line(step) for step in re.split(r"[\\/]+", name)]
    return "/".join(step for step in steps if step not in {"", ".", ".."}) or "tệp không tên"


def _part(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str, most: int) -> Part:
    if entry.flag_bits & 1:
        return Part(
            name, trouble=Unreadable("Tệp nén có mật khẩu, không mở được.", "Đề nghị đơn vị gửi lại, bỏ mật khẩu.")
        )
    if entry.create_system == _UNIX and stat.S_ISLNK(entry.external_attr >> 16):
        return Part(name, trouble=Unreadable("Là liên kết, không phải tệp.", _WHOLE))
    try:
        data = _inflated(archive, entry, most)
    except Unreadable as error:
        return Part(name, trouble=error)
    except DAMAGED_ARCHIVE:
        return Part(name, trouble=Unreadable("Tệp trong tệp nén bị hỏng.", "Đề nghị đơn vị gửi lại."))
    modified = None
    with suppress(ValueError):
        modified = datetime(*entry.date_time, tzinfo=UTC)
    return Part(name, data, modified=modified)


def _inflated(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int) -> bytes:
    chunks: list[bytes] = []
    size = 0
    with archive.open(entry) as stream:
        while chunk := stream.read(_CHUNK):
            chunks.append(chunk)
            size += len(chunk)
            if size > most or (size > _RATIO_FROM and size > _RATIO * max(entry.compress_size, 1)):
                raise Unreadable("Tệp nén phình ra bất thường hoặc quá lớn, không đọc.", _WHOLE)
    return b"".join(chunks)


# --------------------------------------------------------------------------------------------------------------- letter
def _of_letter(data: bytes) -> Iterator[Part]:
    letter = message_from_bytes(data, policy=default)
    sent = None
    with suppress(ValueError, TypeError, IndexError):
        sent = parsedate_to_datetime(str(letter["date"]))
        sent = sent if sent.tzinfo else sent.replace(tzinfo=UTC)
    found = list(_attached(letter))
    if len(found) > MOST_PARTS:
        raise Unreadable(f"Thư có hơn {MOST_PARTS} tệp đính kèm, không đọc.", "Lưu từng tệp đính kèm rồi nhận.")
    if not found:
        raise Unreadable(
            "Thư điện tử không có tệp đính kèm; lời trong thư không đọc làm báo cáo.", "Đề nghị đơn vị gửi tệp báo cáo."
        )
    for name, content in found:
        if not is_left_by_programs(name):
            yield Part(name, content, modified=sent)


def _is_of_the_letter(part: EmailMessage, kind: str, name: str | None) -> bool:
    if part.get_content_disposition() == "attachment":
        return False
    return (name is None and kind == "text") or (kind == "image" and bool(part["content-id"]))


def _attached(letter: EmailMessage) -> Iterator[tuple[str, bytes]]:
    """The files attached to an e-mail; its text, and pictures inside the text, are not among them."""
    for part in letter.iter_parts() if letter.is_multipart() else (letter,):
        assert isinstance(part, EmailMessage)  # noqa: S101 - the policy makes no other
        kind, name = part.get_content_maintype(), part.get_filename()
        if kind == "multipart":
            yield from _attached(part)
        elif kind == "message":
            inner = part.get_content()
            yield one_line(name or "thu-kem.eml"), inner.as_bytes() if isinstance(inner, EmailMessage) else b""
        elif not _is_of_the_letter(part, kind, name):
            content = part.get_payload(decode=True)
            said = one_line(str(name or "")).replace("\\", "/").rpartition("/")[2]
            yield said or "tệp không tên", content if isinstance(content, bytes) else b""
