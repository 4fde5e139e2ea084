"""The kind of a file that came in (loại tệp gửi về), told by its first bytes; a file that is no report is refused by name."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import PurePath
from typing import Final

from pipeline.errors import Unreadable
from pipeline.reading.file_kind import FileKind, kind_of

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEAD: Final = 2048
_HTML: Final = re.compile(rb"<(?:!doctype html|html|table|meta|body|head)\b", re.IGNORECASE)
_AGAIN: Final = "Đề nghị đơn vị gửi lại biểu mẫu .xlsx, báo cáo .docx."
# What begins like this is named, and why it is not read.
_NAMED: Final = (
    (b"Rar!\x1a\x07", "tệp nén .rar, máy không mở được"),
    (b"7z\xbc\xaf\x27\x1c", "tệp nén .7z, máy không mở được"),
    (b"\x1f\x8b", "tệp nén .gz, máy không mở được"),
    (b"\xff\xd8\xff", "ảnh chụp, không có chữ để đọc"),
    (b"\x89PNG", "ảnh chụp, không có chữ để đọc"),
    (b"GIF8", "ảnh, không có chữ để đọc"),
    (b"II*\x00", "ảnh quét, không có chữ để đọc"),
    (b"MM\x00*", "ảnh quét, không có chữ để đọc"),
    (b"BM", "ảnh, không có chữ để đọc"),
)


class Form(StrEnum):
    """The kinds of files that can be read; each value is the true ending of such a file's name."""

    XLSX = "xlsx"
    XLS = "xls"
    ODS = "ods"
    CSV = "csv"
    HTML = "html"
    DOCX = "docx"
    DOC = "doc"
    RTF = "rtf"
    ODT = "odt"
    PDF = "pdf"

    @property
    def is_table(self) -> bool:
        """Whether the file is a spreadsheet, or a table saved as text or web page."""
        return self in {Form.XLSX, Form.XLS, Form.ODS, Form.CSV, Form.HTML}

    @property
    def needs_conversion(self) -> bool:
        """Whether LibreOffice has to convert the file to DOCX before it is read."""
        return self in {Form.DOC, Form.RTF, Form.ODT}


def form_of(data: bytes, name: str) -> Form:
    """The kind of a file. Unreadable: the file cannot be read as a report; the message says what it is."""
    if not data:
        raise Unreadable(f"{name}: tệp rỗng hoặc hỏng.", "Tải lại tệp, hoặc đề nghị đơn vị gửi lại.")
    for start, what in _NAMED:
        if data.startswith(start):
            remedy = "Bản chụp, bản quét thì gửi dạng PDF." if "ảnh" in what else "Giải nén rồi nhận từng tệp."
            raise Unreadable(f"{name}: là {what}.", remedy)
    if data.startswith(b"PK"):
        return _of_archive(data, name)
    if data.startswith(_OLE):
        return _of_ole(data, name)
    return _of_text(data, name)


def _of_archive(data: bytes, name: str) -> Form:
    if _ending(name) == "zip":
        raise Unreadable(f"{name}: tệp nén hỏng, không mở được.", "Tải lại, hoặc đề nghị đơn vị gửi lại.")
    if data[30:38] == b"mimetype" and data[38:].startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
        return Form.ODS
    if b"xl/workbook." in data or (b"xl/" in data and b"word/document" not in data):
        return Form.XLSX
    if b"word/" not in data and _ending(name) in {"xlsx", "xlsm", "xls", "ods"}:
        return Form.ODS if _ending(name) == "ods" else Form.XLSX  # damaged: its reader says how
    return _document(data, name)


def _of_ole(data: bytes, name: str) -> Form:
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise Unreadable(
            f"{name}: tệp được đặt mật khẩu mở, không đọc được.", "Đề nghị đơn vị bỏ mật khẩu rồi gửi lại."
        )
    if "__substg1.0_".encode("utf-16-le") in data:
        raise Unreadable(f"{name}: là thư của Outlook (.msg), máy không mở được.", "Lưu các tệp đính kèm rồi nhận.")
    if "WordDocument\0".encode("utf-16-le") in data:
        return _document(data, name)
    if "PowerPoint Document".encode("utf-16-le") in data:
        raise Unreadable(f"{name}: là bản trình chiếu PowerPoint, không phải báo cáo.", _AGAIN)
    return Form.XLS


def _of_text(data: bytes, name: str) -> Form:
    head = data[:_HEAD].lstrip(b"\xef\xbb\xbf\xff\xfe\r\n\t ").replace(b"\0", b"")
    if b"%PDF-" in data[:_HEAD] or head.lower().startswith(b"{\\rtf"):
        return _document(data, name)
    if b"urn:schemas-microsoft-com:office:spreadsheet" in head or b'progid="Excel.Sheet"' in head:
        raise Unreadable(
            f"{name}: là bảng tính lưu kiểu XML 2003, máy không đọc.", "Mở bằng Excel, lưu lại thành .xlsx rồi nhận."
        )
    if head.lower().startswith(b"mime-version:"):
        raise Unreadable(f"{name}: là trang web một tệp (.mht).", "Mở bằng Excel hoặc Word, lưu lại rồi nhận.")
    if _HTML.search(head):
        return Form.HTML
    if _ending(name) in {"csv", "tsv"}:
        return Form.CSV
    if _ending(name) in {"xlsx", "xlsm", "xls", "ods"}:
        return Form(_ending(name).replace("xlsm", "xlsx"))  # damaged: its reader says how
    return _document(data, name)


def _document(data: bytes, name: str) -> Form:
    """The kind of a file with text; the reader of documents tells the kinds apart."""
    try:
        kind = kind_of(data)
    except Unreadable as error:
        said = error.message[:1].lower() + error.message[1:]
        raise Unreadable(f"{name}: {said}", error.remedy or _AGAIN) from error
    return {
        FileKind.PDF: Form.PDF,
        FileKind.DOCX: Form.DOCX,
        FileKind.DOC: Form.DOC,
        FileKind.RTF: Form.RTF,
        FileKind.ODT: Form.ODT,
    }[kind]


def _ending(name: str) -> str:
    return PurePath(name).suffix.lower().removeprefix(".")
