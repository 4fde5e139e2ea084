"""One line of the wording (một câu của lời văn) as a value, and the error of a line that cannot be used."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

Key = tuple[str, str]
"""The group (which paper) and the place (where on it)."""
Value = str | int | date | time | Sequence[str] | None


@dataclass(frozen=True)
class WordingLine:
    """One sentence as it is written: the paper (group), the place in it, the words, the file and line number."""

    group: str
    place: str
    source: str
    file: str
    line: int | None

    @property
    def name(self) -> str:
        """The line's name in messages: `thông báo kết luận / giao việc`."""
        return f"{self.group} / {self.place}"


class LineFault(ValueError):
    """A line cannot be used. `str(fault)` says why; `unknown`: the unknown name, "" where the fault is another.

    `kind`: what that name should be the name of. `known`: names that the line itself gives, in its loops.
    """

    def __init__(self, message: str, unknown: str = "", kind: str = "tên", known: tuple[str, ...] = ()) -> None:
        super().__init__(message, unknown, kind, known)
        self.message, self.unknown, self.kind, self.known = message, unknown, kind, known

    def __str__(self) -> str:
        return self.message
