"""A record that the program writes and people edit (làm mới bản thảo): a new version never overwrites what was edited.

What the program wrote last is kept beside; a new text is merged line by line against it. Where both changed the same
lines, the lines of the person stay in the file and the program's stand in a file of their own.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from merge3 import Merge3


class Renewal(StrEnum):
    """What happened to the file."""

    NEW = "lập mới"
    SAME = "không đổi"
    RENEWED = "làm mới"
    MERGED = "làm mới, giữ chỗ đã sửa tay"
    CONFLICT = "giữ bản sửa tay; có chỗ máy và người cùng sửa"


@dataclass(frozen=True)
class Renewed:
    """The text for the file, what happened, and the program's own text where it had to yield."""

    text: str
    what: Renewal
    beside: str | None = None


def renew(written: str, *, last: str | None, present: str | None) -> Renewed:
    """`written`: the program's new text; `last`: its text of the last time; `present`: what the file holds now."""
    if present is None:
        return Renewed(written, Renewal.NEW)
    if present == written:
        return Renewed(present, Renewal.SAME)
    if present == last:
        return Renewed(written, Renewal.RENEWED)
    if last is None:
        return Renewed(present, Renewal.CONFLICT, written)
    if written == last:
        return Renewed(present, Renewal.SAME)
    return _merged(written, last, present)


def _merged(written: str, last: str, present: str) -> Renewed:
    merge = Merge3(last.splitlines(keepends=True), present.splitlines(keepends=True), written.splitlines(keepends=True))
    lines: list[str] = []
    conflict = False
    for group in merge.merge_groups():
        if group[0] == "conflict":
            conflict = True
            lines += group[2]  # the person's lines
        else:
            lines += group[1]
    text = "".join(lines)
    return Renewed(text, Renewal.CONFLICT, written) if conflict else Renewed(text, Renewal.MERGED)
