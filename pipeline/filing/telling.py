"""Findings on what the writer did with a person's file (báo): what stayed, what was kept beside and where, what to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from pipeline.filing.writer import Filed, Outcome
from pipeline.finding import Finding, Severity


@dataclass(frozen=True, kw_only=True)
class About:
    """How findings speak of a file: the `series` of codes (their first characters), `called`, record file, id of the paper.

    `edited`: the code where a person's edit was kept beside; `hint`: what to do.
    """

    series: str
    called: str = ""
    file: str | None = None
    document: str | None = None
    edited: str = ""
    """The code for a file that was edited since we wrote it, where that has a code of its own."""
    hint: str = "Xem tệp ấy còn cần không; phần mềm không xóa tệp của bạn."
    """What to do with a file that was kept beside."""


_KEPT: Final = 0
_LEFT: Final = {
    Outcome.SIGNED: (
        1,
        Severity.WARNING,
        "đã có chữ ký số nên giữ nguyên, không thay bằng bản mới",
        "Bản có chữ ký là bản có giá trị; muốn bản mới thì chuyển tệp đã ký sang chỗ khác rồi chạy lại.",
    ),
    Outcome.UNREADABLE: (
        2,
        Severity.ERROR,
        "không đọc được nên không rõ của ai, chưa thay",
        "Cho quyền đọc tệp ấy hoặc chuyển đi chỗ khác rồi chạy lại.",
    ),
    Outcome.BUSY: (
        3,
        Severity.ERROR,
        "đang mở để ghi trong chương trình khác, chưa thay",
        "Lưu và đóng tệp ấy rồi chạy lại.",
    ),
    Outcome.CHANGED: (
        4,
        Severity.ERROR,
        "vừa được sửa trong khi lệnh chạy, chưa thay",
        "Chạy lại lệnh.",
    ),
}
_FOUND: Final = 5


def findings_of(filed: Filed, about: About) -> tuple[Finding, ...]:
    """The findings on what happened to one file; mostly none."""
    name = filed.path.name
    beside = ", ".join(path.name for path in filed.beside)
    found = []
    if filed.outcome in _LEFT:
        number, severity, words, hint = _LEFT[filed.outcome]
        found.append(_finding(about, f"{about.series}{number}", severity, f"{name} {words}", hint))
    if filed.outcome is Outcome.FOUND:
        where = f"giữ lại ở {beside}" if beside else "đặt lại đúng chỗ"
        words = f"lần chạy trước bị ngắt khi đang thay {name}; tệp của người dùng được {where}"
        found.append(_finding(about, f"{about.series}{_FOUND}", Severity.WARNING, words, "Xem lại tệp ấy."))
    elif beside and filed.known and about.edited:
        words = f"{name} đã bị sửa tay sau lần ghi trước; bản sửa tay được giữ lại bên cạnh: {beside}"
        hint = "Chuyển chỗ sửa vào hồ sơ (YAML) hoặc mẫu, nếu không lần dựng sau lại mất."
        found.append(_finding(about, about.edited, Severity.WARNING, words, hint))
    elif beside:
        words = f"{name} có sẵn không phải là bản phần mềm ghi ra lần trước; được giữ lại bên cạnh: {beside}"
        found.append(_finding(about, f"{about.series}{_KEPT}", Severity.WARNING, words, about.hint))
    return tuple(found)


def _finding(about: About, code: str, severity: Severity, message: str, hint: str) -> Finding:
    return Finding(
        code=code,
        severity=severity,
        message=f"“{about.called}”: {message}" if about.called else message,
        file=about.file,
        hint=hint,
        document=about.document,
    )
