"""The result of a repair (sửa thể thức): the new file, each change before and after, what is still broken."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """One change, in Vietnamese: rule code, place, what was changed, its value before and after."""

    code: str
    place: str
    what: str
    before: str
    after: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Left:
    """A rule that is still broken after the repair. `reason` says why it was not repaired."""

    code: str
    title: str
    place: str
    found: str
    expected: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Repaired:
    """The result of a repair. `docx` is the bytes that were given where nothing was changed."""

    docx: bytes
    changes: tuple[Change, ...]
    left: tuple[Left, ...]
