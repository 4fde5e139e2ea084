"""A finding (phát hiện): what is wrong with data or paper, as a value that can be shown, pickled and counted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How bad it is (mức độ). Of data: an error stops the build, a warning does not.

    Of paper: a breach of a binding rule of form, a breach of what the law shows or leaves to judgement, a departure from
    the practice of offices, a defect of the text or the file that no rule of form names.
    """

    ERROR = "error"
    WARNING = "warning"
    LEGAL_ERROR = "LEGAL_ERROR"
    LEGAL_WARNING = "LEGAL_WARNING"
    HOUSE_STYLE = "HOUSE_STYLE"
    QUALITY = "QUALITY"

    @property
    def label(self) -> str:
        """The word shown to users."""
        return _LABELS[self]


_LABELS = {
    Severity.ERROR: "lỗi",
    Severity.WARNING: "cảnh báo",
    Severity.LEGAL_ERROR: "sai thể thức",
    Severity.LEGAL_WARNING: "cần xem lại",
    Severity.HOUSE_STYLE: "thông lệ",
    Severity.QUALITY: "chất lượng",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """One thing wrong, said so that a clerk knows where it is and what to do.

    `message` names the field by its Vietnamese title, what was found and what is expected; `hint` says what to do;
    `file` is relative to the office's folder (POSIX separators); `line` and `column` count from 1; `citation` is the
    locator of the law behind it, empty where the law says nothing; `document` is the id of the paper concerned.
    """

    code: str
    severity: Severity
    message: str
    file: str | None = None
    line: int | None = None
    column: int | None = None
    hint: str = ""
    citation: str = ""
    document: str | None = None

    @property
    def where(self) -> str:
        """`can-bo.yaml dòng 5`, the file alone, or the folder of records where the finding is of none of its files."""
        return f"{self.file} dòng {self.line}" if self.line else self.file or "thư mục hồ sơ"

    def as_json(self) -> dict[str, str | int | None]:
        """The published JSON shape: code, severity, message, file, line, hint, citation (and column)."""
        return {
            "code": self.code,
            "severity": self.severity.value,
            "message": self.message,
            "file": self.file,
            "line": self.line,
            "column": self.column,
            "hint": self.hint,
            "citation": self.citation,
        }


def has_errors(findings: Iterable[Finding]) -> bool:
    """Whether anything here stops a build."""
    return any(finding.severity is Severity.ERROR for finding in findings)


def counts(found: Sequence[Finding]) -> str:
    """`2 lỗi, 1 cảnh báo`, `2 sai thể thức, 1 cần xem lại`, or that there is nothing: for people."""
    return severity_counts([finding.severity for finding in found]) or "không có lỗi"


def severity_counts(severities: Sequence[Severity]) -> str:
    """How many of each severity, the worst first; "" for none."""
    return ", ".join(f"{severities.count(kind)} {kind.label}" for kind in Severity if kind in severities)
