"""The kind of a file (loại tệp), from its first bytes and never from the ending of its name."""

from __future__ import annotations

import struct
from enum import StrEnum

from pipeline.errors import Unreadable

_PDF_WITHIN = 1024  # the header may stand a little after the start of the file
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_HEADER = 512
_DIRECTORY_START = 0x74  # in a directory entry: where the stream begins
_ENCRYPTED_BIT = 0x0100  # in the flags of the file information block of Word 97
_FLAGS = 0x0A
_TAKEN = "Chỉ nhận .docx, .pdf, .doc, .rtf, .odt."


class FileKind(StrEnum):
    """The kinds that can be read; all but the first two are converted first. The values are file name endings."""

    PDF = "pdf"
    DOCX = "docx"
    DOC = "doc"
    RTF = "rtf"
    ODT = "odt"

    @property
    def needs_conversion(self) -> bool:
        """Whether LibreOffice has to turn it into a Word file first."""
        return self not in {FileKind.PDF, FileKind.DOCX}


def kind_of(data: bytes) -> FileKind:
    """The kind of a file. Unreadable, saying what it is and what to do: it is no text document."""
    if not data:
        raise Unreadable("Tệp rỗng.", "Tải lại hoặc lưu lại tệp.")
    if b"%PDF-" in data[:_PDF_WITHIN]:
        return FileKind.PDF
    if data.startswith(b"PK"):
        return _kind_of_archive(data)
    if data.startswith(_OLE):
        return _kind_of_ole(data)
    start = data[:_PDF_WITHIN].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(b"{\\rtf"):
        return FileKind.RTF
    if start.startswith((b"<!doctype html", b"<html", b"mime-version:")):
        raise Unreadable(
            "Đây là trang web lưu lại, không phải văn bản Word.", "Lưu thành .docx hoặc .pdf rồi kiểm tra."
        )
    if start.startswith((b"\xff\xd8\xff", b"\x89png", b"gif8", b"ii*\x00", b"mm\x00*")):
        raise Unreadable("Đây là ảnh chụp, không có chữ để xét.", "Dùng tệp Word, hoặc PDF có lớp chữ.")
    raise Unreadable("Không nhận ra loại tệp này.", _TAKEN)


def _kind_of_archive(data: bytes) -> FileKind:
    """The kind of a ZIP file, from the names of its parts, which are stored uncompressed."""
    if data[30:38] == b"mimetype":
        mime = data[38:160]
        if mime.startswith(b"application/vnd.oasis.opendocument.text") and not mime.startswith(
            b"application/vnd.oasis.opendocument.text-"
        ):
            return FileKind.ODT
        raise Unreadable("Đây là tệp OpenDocument không phải văn bản (bảng tính, trình chiếu, mẫu).", _TAKEN)
    for name, what in ((b"xl/workbook.", "bảng tính Excel"), (b"ppt/presentation.", "bản trình chiếu PowerPoint")):
        if name in data and b"word/document" not in data:
            raise Unreadable(f"Đây là {what}, không phải văn bản Word.", _TAKEN)
    # What else a Word file may be (with macros, locked, damaged) its reader knows better.
    return FileKind.DOCX


def _kind_of_ole(data: bytes) -> FileKind:
    """The kind of an OLE file: of Office before 2007, or encrypted by a later Office."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise _locked()
    entry = data.find("WordDocument\0".encode("utf-16-le"))
    if entry < 0:
        if "Workbook\0".encode("utf-16-le") in data:
            raise Unreadable("Đây là bảng tính Excel kiểu cũ (.xls), không phải văn bản Word.", _TAKEN)
        raise Unreadable("Không phải văn bản Word (tệp Office kiểu cũ loại khác).", _TAKEN)
    if _word97_encrypted(data, entry):
        raise _locked()
    return FileKind.DOC


def _word97_encrypted(data: bytes, entry: int) -> bool:
    """Whether the flags of a Word 97 file say that it is encrypted; False where the file is too damaged."""
    try:
        (shift,) = struct.unpack_from("<H", data, 0x1E)
        (sector,) = struct.unpack_from("<I", data, entry + _DIRECTORY_START)
        start = _OLE_HEADER + (sector << shift) if shift == 9 else (sector + 1) << min(shift, 16)  # noqa: PLR2004
        (flags,) = struct.unpack_from("<H", data, start + _FLAGS)
    except (struct.error, OverflowError):
        return False
    return bool(flags & _ENCRYPTED_BIT)


def _locked() -> Unreadable:
    return Unreadable(
        "Tệp được đặt mật khẩu mở, không đọc được.",
        "Mở tệp bằng Word, bỏ mật khẩu (Tệp > Thông tin > Bảo vệ tài liệu) rồi kiểm tra lại.",
    )
