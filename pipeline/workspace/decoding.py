"""Decoding the bytes of a record file: UTF-8 only, composed letters (NFC); findings say what else they are."""

from __future__ import annotations

import re
from pathlib import Path

from pipeline.errors import Unreadable
from pipeline.finding import Finding
from pipeline.intake.file import TooLarge, read_file
from pipeline.text import to_nfc
from pipeline.workspace.findings_at import error
from pipeline.workspace.limits import LIMITS, Limits
from pipeline.workspace.value_places import Place

_BOM = b"\xef\xbb\xbf"
_WIDE_BOMS = (b"\xff\xfe", b"\xfe\xff")
_NOT_YAML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def read_text(root: Path, file: str, limits: Limits) -> tuple[str | None, tuple[Finding, ...]]:
    """The text of a file with Unix line ends; None, with findings, where it is no text.

    Characters that YAML forbids are reported one by one and replaced by spaces, so that the rest is still read.
    """
    try:
        content = read_file(root / file, most=limits.file_bytes)
    except TooLarge:
        return None, (_too_large(file, limits),)
    except Unreadable as failure:
        return None, (error("DL-008", Place(file), failure.message.rstrip("."), hint=failure.remedy),)
    return decode(content, file, limits)


def glimpse(root: Path, file: str, limits: Limits) -> str:
    """What can be decoded of a file that is no proper text, "" for nothing: enough to tell which record it was."""
    try:
        content = read_file(root / file, most=limits.file_bytes)
    except Unreadable:
        return ""
    encoding = "utf-16" if content.startswith(_WIDE_BOMS) else "utf-8-sig"
    return to_nfc(content.decode(encoding, "replace").replace("\r\n", "\n").replace("\x00", ""))


def decode(content: bytes, file: str, limits: Limits = LIMITS) -> tuple[str | None, tuple[Finding, ...]]:
    """Text of the bytes of one file; see `read_text`."""
    if len(content) > limits.file_bytes:
        return None, (_too_large(file, limits),)
    if b"\x00" in content or content.startswith(_WIDE_BOMS):
        return None, (_wide(file) if _is_wide(content) else _no_text(file, content),)
    try:
        text = content.removeprefix(_BOM).decode("utf-8")
    except UnicodeDecodeError as failure:
        told = _cut_off if _ends_within_a_letter(failure) else _not_utf8
        return None, (told(file, content.removeprefix(_BOM), failure.start),)
    text = to_nfc(text.replace("\r\n", "\n").replace("\r", "\n"))
    findings = tuple(_forbidden(file, text, found) for found in _NOT_YAML.finditer(text))
    return _NOT_YAML.sub(" ", text), findings


def _is_wide(content: bytes) -> bool:
    """Whether the bytes are UTF-16: by the byte order mark, or by many zero bytes between text."""
    if content.startswith(_WIDE_BOMS):
        return any(map(str.isalnum, content.decode("utf-16", "ignore")))
    if content.count(0) * 4 <= len(content):
        return False
    texts = (content.decode(encoding, "ignore") for encoding in ("utf-16-le", "utf-16-be"))
    return any(any(map(str.isalnum, text)) and not _NOT_YAML.search(text) for text in texts)


def _no_text(file: str, content: bytes) -> Finding:
    """The finding on bytes that are no text, with what is known of them."""
    hint = "Lấy lại tệp này từ bản sao lưu, hoặc xóa tệp."
    if not content.strip(b"\x00"):
        words = "Tệp chỉ có byte 0, không có chữ nào; thường do máy tắt đột ngột khi đang ghi"
    elif content in _WIDE_BOMS:
        words = f"Tệp chỉ có hai byte {content.hex(' ').upper()}, không có chữ nào"
    elif b"\x00" in content:
        words, hint = "Tệp này không phải là văn bản (có byte 0)", "Xóa tệp hoặc đổi phần mở rộng của tên tệp."
    else:
        words = f"Tệp này không phải là văn bản (mở đầu bằng hai byte {content[:2].hex(' ').upper()})"
    return error("DL-003", Place(file, 1, 1), words, hint=hint)


def spot(text: str, index: int) -> tuple[int, int]:
    """Line and column, from 1, of a position in a text."""
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)


def _forbidden(file: str, text: str, found: re.Match[str]) -> Finding:
    words = f"Có ký tự điều khiển U+{ord(found[0]):04X}, không nhìn thấy và không in được"
    hint = "Xóa ký tự đó: gõ lại đoạn chữ quanh chỗ này."
    return error("DL-031", Place(file, *spot(text, found.start())), words, hint=hint)


def _too_large(file: str, limits: Limits) -> Finding:
    words = f"Tệp lớn hơn {limits.file_bytes // 1000} kB; hồ sơ viết tay không lớn như vậy"
    return error("DL-004", Place(file), words, hint="Tách thành nhiều tệp, hoặc xóa nếu đây không phải là hồ sơ.")


def _wide(file: str) -> Finding:
    return error(
        "DL-002",
        Place(file, 1, 1),
        "Tệp này ghi theo mã UTF-16 (Notepad gọi là “Unicode”), phần mềm chỉ đọc UTF-8",
        hint="Mở bằng Notepad, chọn File › Save As, ở ô Encoding chọn UTF-8 rồi lưu lại.",
    )


def _ends_within_a_letter(failure: UnicodeDecodeError) -> bool:
    """Whether the bytes are UTF-8 except for an incomplete last letter, and have other letters beyond ASCII."""
    return failure.reason == "unexpected end of data" and not failure.object[: failure.start].isascii()


def _cut_off(file: str, content: bytes, offset: int) -> Finding:
    return error(
        "DL-001",
        _place(file, content, offset),
        "Tệp hết ở giữa một chữ: bị cắt cụt, hoặc chưa ghi xong",
        hint="Lưu lại tệp từ trình soạn thảo; nếu vẫn cụt thì lấy lại từ bản sao lưu.",
    )


def _not_utf8(file: str, content: bytes, offset: int) -> Finding:
    return error(
        "DL-001",
        _place(file, content, offset),
        f"Tệp không phải là UTF-8: byte 0x{content[offset]:02X} không đọc được; có thể là bảng mã cũ TCVN3 (.VnTime), VNI "
        "hoặc Windows-1258",
        hint="Chuyển mã sang Unicode bằng UniKey (Ctrl+Shift+F6), lưu tệp với Encoding là UTF-8.",
    )


def _place(file: str, content: bytes, offset: int) -> Place:
    """The place of the byte at which decoding fails."""
    line = content.count(b"\n", 0, offset) + 1
    start = content.rfind(b"\n", 0, offset) + 1
    return Place(file, line, len(content[start:offset].decode("utf-8", "replace")) + 1)
