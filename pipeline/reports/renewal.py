"""A record that the program writes and people edit (làm mới bản thảo): a new version never overwrites what was edited.

What the program wrote last is kept beside; a new text is merged line by line against it. Where both changed the same
lines, the person's stay, until the person says whose lines are to hold (`Keep`) or has made them one by hand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from pipeline.reports.three_way import merge


class Renewal(StrEnum):
    """What happened to the file."""

    NEW = "lập mới"
    SAME = "không đổi"
    RENEWED = "làm mới"
    MERGED = "làm mới, giữ chỗ đã sửa tay"
    CONFLICT = "giữ bản sửa tay; có chỗ máy và người cùng sửa"


class Keep(StrEnum):
    """Whose lines hold where both changed the same ones."""

    PERSON = "người"
    MACHINE = "máy"


@dataclass(frozen=True)
class Conflict:
    """A place that both changed: the line of the file where it begins, the person's lines, the program's."""

    line: int
    person: tuple[str, ...]
    machine: tuple[str, ...]


@dataclass(frozen=True)
class Renewed:
    """The text for the file, what happened, and the places where the program had to yield."""

    text: str
    what: Renewal
    conflicts: tuple[Conflict, ...] = ()


_Group = tuple[list[str], list[str], bool]  # the person's lines, the program's, whether both changed them


def renew(
    written: str,
    *,
    last: str | None,
    present: str | None,
    keep: Keep | None = None,
    sound: Callable[[str], bool] = lambda _: True,
) -> Renewed:
    """`written`: the program's new text; `last`: the text of its own that the file stems from; `present`: what it holds now.

    `sound` says whether a merged text can be read; one that cannot is not put together, the person's stays whole.
    """
    if present is None:
        return Renewed(written, Renewal.NEW)
    if present == written:
        return Renewed(present, Renewal.SAME)
    if present == last:
        return Renewed(written, Renewal.RENEWED)
    if written == last:
        return Renewed(present, Renewal.SAME)
    groups = list(_differences(present, written) if last is None else _changes(last, present, written))
    merged = _settled(groups, keep)
    if sound(merged.text):
        return merged
    return _settled([(present.splitlines(keepends=True), written.splitlines(keepends=True), True)], keep)


def _settled(groups: list[_Group], keep: Keep | None) -> Renewed:
    lines: list[str] = []
    conflicts: list[Conflict] = []
    for person, machine, both in groups:
        if both and keep is None:
            conflicts.append(Conflict(len(lines) + 1, tuple(person), tuple(machine)))
        lines += machine if both and keep is Keep.MACHINE else person
    what = Renewal.CONFLICT if conflicts else Renewal.MERGED
    return Renewed("".join(lines), what, tuple(conflicts))


def _changes(last: str, present: str, written: str) -> Iterator[_Group]:
    """Pieces of the merged text; where only one side changed something, its lines stand on both."""
    for piece in merge(*(text.splitlines(keepends=True) for text in (last, present, written))):
        yield list(piece.ours), list(piece.theirs), piece.is_conflict


def _differences(present: str, written: str) -> Iterator[_Group]:
    """Without a common origin: every place where the two differ."""
    person, machine = present.splitlines(keepends=True), written.splitlines(keepends=True)
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, person, machine, autojunk=False).get_opcodes():
        yield person[i1:i2], machine[j1:j2], tag != "equal"
