"""Making findings (phát hiện) with a place in a file, and wording values and fields for messages."""

from __future__ import annotations

from itertools import pairwise

from pipeline.finding import Finding, Severity
from pipeline.workspace.value_places import Path, Place

_LONGEST = 60


def error(code: str, at: Place, message: str, *, hint: str = "", citation: str = "") -> Finding:
    """An error at a place."""
    return _finding(Severity.ERROR, code, at, (message, hint, citation))


def warning(code: str, at: Place, message: str, *, hint: str = "", citation: str = "") -> Finding:
    """A warning at a place."""
    return _finding(Severity.WARNING, code, at, (message, hint, citation))


def _finding(severity: Severity, code: str, at: Place, words: tuple[str, str, str]) -> Finding:
    message, hint, citation = words
    return Finding(
        code=code,
        severity=severity,
        message=message,
        file=at.file,
        line=at.line,
        column=at.column,
        hint=hint,
        citation=citation,
    )


def quote(value: object) -> str:
    """A value for messages: in Vietnamese quotation marks, on one line, shortened when long."""
    text = " ".join(str(value).split())
    text = "".join(sign if sign.isprintable() else "�" for sign in text)
    return f"“{text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + '…'}”"


def label(path: Path) -> str:
    """The field at a path for messages: `“Thời hạn” (kết luận, mục 3)`, `“Kính gửi” mục 2`."""
    names = [part for part in path if isinstance(part, str)]
    if not names:
        return "Hồ sơ"
    head = f"“{names[-1][:1].upper()}{names[-1][1:]}”"
    last = len(path) - 1
    counted = ""
    while isinstance(path[last], int):
        counted = f"{' mục' if isinstance(path[last - 1], str) else ', ô'} {int(path[last]) + 1}{counted}"
        last -= 1
    head += counted
    around = [
        f"{before}, mục {part + 1}"
        for before, part in pairwise(path[:last])
        if isinstance(part, int) and isinstance(before, str)
    ]
    return f"{head} ({'; '.join(around)})" if around else head
