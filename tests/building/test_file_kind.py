"""Kinds of files by their bytes."""

from __future__ import annotations

import struct

import pytest

from pipeline.errors import Unreadable
from pipeline.reading.file_kind import FileKind, kind_of

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def word97(*, encrypted: bool, embedded: bool = False) -> bytes:
    """The parts of an old Word file that tell its kind: header, one directory sector, the start of the text's stream."""
    header = bytearray(OLE.ljust(512, b"\0"))
    struct.pack_into("<H", header, 0x1E, 9)
    entry = bytearray("WordDocument\0".encode("utf-16-le").ljust(128, b"\0"))
    struct.pack_into("<I", entry, 0x74, 1)
    other = "Workbook\0".encode("utf-16-le").ljust(128, b"\0") if embedded else b""
    directory = (other + bytes(entry)).ljust(512, b"\0")
    flags = bytearray(512)
    struct.pack_into("<H", flags, 0x0A, 0x0100 if encrypted else 0)
    return bytes(header) + directory + bytes(flags)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7 ...", FileKind.PDF),
        (b"\r\n  %PDF-1.4", FileKind.PDF),
        (b"PK\x03\x04 whatever", FileKind.DOCX),
        (b"{\\rtf1\\ansi", FileKind.RTF),
        (b"PK\x03\x04" + b"\0" * 26 + b"mimetypeapplication/vnd.oasis.opendocument.textPK", FileKind.ODT),
        (word97(encrypted=False), FileKind.DOC),
        (word97(encrypted=False, embedded=True), FileKind.DOC),
    ],
)
def test_kind_of(data: bytes, kind: FileKind) -> None:
    assert kind_of(data) is kind
    assert kind.needs_conversion is (kind not in {FileKind.PDF, FileKind.DOCX})


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "rỗng"),
        (word97(encrypted=True), "mật khẩu"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "mật khẩu"),
        (OLE + "PowerPoint Document".encode("utf-16-le"), "Không phải văn bản Word"),
        (b"GIF89a", "ảnh"),
        (b"From: x", "Không nhận ra"),
        (b"MIME-Version: 1.0", "trang web"),
        (b"PK\x03\x04" + b"\0" * 26 + b"mimetypeapplication/vnd.oasis.opendocument.text-templatePK", "OpenDocument"),
    ],
)
def test_kind_of__what_is_no_text_is_refused_with_what_to_do(data: bytes, said: str) -> None:
    with pytest.raises(Unreadable, match=said) as caught:
        kind_of(data)
    assert caught.value.remedy


@pytest.mark.parametrize("cut", [600, 700, 1024])
def test_kind_of__a_cut_file_does_no_harm(cut: int) -> None:
    # LibreOffice will say that it is damaged.
    assert kind_of(word97(encrypted=True)[:cut]) is FileKind.DOC
