"""The parts of a Word file under repair (các phần của tệp Word): parts that are not changed stay byte by byte."""

from __future__ import annotations

import io
import zipfile

from pipeline.errors import Unreadable
from pipeline.intake.damaged_archive import DAMAGED_ARCHIVE
from pipeline.intake.file import shown

_FIXED_DATE = (1980, 1, 1, 0, 0, 0)
_AGAIN = "Mở tệp bằng Word, chọn “Lưu thành” (Save As) sang một tệp .docx mới rồi sửa lại."


class Archive:
    """A Word file as named parts, in the order of the file; new parts come last. The same parts give the same bytes."""

    def __init__(self, data: bytes) -> None:
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                self._entries = archive.infolist()
                self._parts = {entry.filename: _content(archive, entry) for entry in self._entries}
        except DAMAGED_ARCHIVE as error:
            raise Unreadable("Tệp nén bị hỏng, không sửa được.", _AGAIN) from error
        self._changed = False

    @property
    def changed(self) -> bool:
        """Whether any part was replaced or added."""
        return self._changed

    def names(self) -> tuple[str, ...]:
        """Names of all parts."""
        return tuple(self._parts)

    def find(self, name: str) -> str | None:
        """The name of a part as the file spells it, compared without regard to case; None where there is none."""
        wanted = name.lower()
        return next((part for part in self._parts if part.lower() == wanted), None)

    def read(self, name: str) -> bytes | None:
        """The bytes of a part, None where there is none."""
        found = self.find(name)
        return None if found is None else self._parts[found]

    def put(self, name: str, data: bytes) -> None:
        """Replace a part or add one."""
        self._parts[self.find(name) or name] = data
        self._changed = True

    def bytes(self) -> bytes:
        """The whole file, as bytes."""
        buffer = io.BytesIO()
        old = {entry.filename: entry for entry in self._entries}
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in self._parts.items():
                archive.writestr(_entry(name, old.get(name)), data)
        return buffer.getvalue()


def _content(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """The bytes of a part. Unreadable: a part is damaged; also one that the check did not need must be read to be copied."""
    try:
        return archive.read(entry)
    except DAMAGED_ARCHIVE as error:
        words = f"Phần {shown(entry.filename)} của tệp bị hỏng; kiểm tra được nhưng không sửa được."
        raise Unreadable(words, _AGAIN) from error


def _entry(name: str, old: zipfile.ZipInfo | None) -> zipfile.ZipInfo:
    """The directory entry of a part: date and compression as before; a new part has a fixed date."""
    entry = zipfile.ZipInfo(name, old.date_time if old else _FIXED_DATE)
    stored = old is not None and old.compress_type == zipfile.ZIP_STORED
    entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    entry.external_attr = old.external_attr if old else 0o600 << 16
    return entry
