"""Whether a returned file may be opened: bombs and locks are refused with the true reason, a spoilt part nobody reads is not."""

from __future__ import annotations

import zipfile
from io import BytesIO

import openpyxl
import pytest

from pipeline.errors import Unreadable
from pipeline.reports.returned_archive import inspect_archive
from pipeline.reports.sheets import read_book


def package(**parts: bytes) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in parts.items():
            target.writestr(name.replace("__", "/"), data)
    return made.getvalue()


def workbook(**more: bytes) -> bytes:
    book = openpyxl.Workbook()
    book.worksheets[0]["B2"] = 12
    buffer = BytesIO()
    book.save(buffer)
    with zipfile.ZipFile(buffer, "a") as target:
        for name, data in more.items():
            target.writestr(name.replace("__", "/"), data)
    return buffer.getvalue()


def spoilt(data: bytes, part: str) -> bytes:
    """The same file with another sum for one part."""
    place = data.rindex(part.encode()) - 46
    assert data[place : place + 4] == b"PK\x01\x02"
    return data[: place + 16] + b"\0\1\2\3" + data[place + 20 :]


def test_book__a_spoilt_part_that_nobody_reads_is_no_reason_to_refuse() -> None:
    data = spoilt(
        workbook(xl__printerSettings1=b"may in", **{"..__..__ngoai": b"x", "__tuyet-doi": b"x"}), "xl/printerSettings1"
    )
    inspect_archive(data, "a.xlsx")
    assert read_book(data, "a.xlsx").sheets[0].text(2, 2) == "12"
    with pytest.raises(Unreadable, match="hỏng"):
        read_book(spoilt(workbook(), "xl/worksheets/sheet1.xml"), "a.xlsx")


def test_archive__bombs_entities_and_nested_archives() -> None:
    with pytest.raises(Unreadable, match="phình ra"):
        inspect_archive(package(a=bytes(200 * 2**20)), "a.xlsx")
    with pytest.raises(Unreadable, match="khai báo XML"):
        inspect_archive(package(**{"a.xml": b'<!DOCTYPE x [<!ENTITY a "aa">]><x>&a;</x>'}), "a.xlsx")
    inner = package(a=bytes(2**20))
    inspect_archive(workbook(**{"xl__embeddings__a.zip": package(b=inner)}), "a.xlsx")
    with pytest.raises(Unreadable, match="phình ra"):
        read_book(package(**{"content.xml": bytes(200 * 2**20)}), "a.ods")


def test_book__locked_files_say_so() -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600)
    with pytest.raises(Unreadable, match="mật khẩu"):
        read_book(ole, "a.xlsx")
    locked = bytearray(workbook())
    place = locked.find(b"PK\x01\x02")
    locked[place + 8] |= 1
    with pytest.raises(Unreadable, match="mật khẩu"):
        read_book(bytes(locked), "a.xlsx")
    with pytest.raises(Unreadable, match="hỏng"):
        read_book(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "a.xls")
