"""A record that the program writes and people edit (làm mới bản thảo): a new version never overwrites what was edited.

It is a three-way merge by lines: base is what the program wrote last (kept beside the file), ours what it would write
now, theirs what a person made of the file. Where both changed the same lines, theirs stay, until the person says whose
lines are to hold (`Keep`) or has made them one by hand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from pipeline.reports.three_way import Piece, merge


class Renewal(StrEnum):
    """What happened to the file."""

    NEW = "lập mới"
    SAME = "không đổi"
    RENEWED = "làm mới"
    MERGED = "làm mới, giữ chỗ đã sửa tay"
    CONFLICT = "giữ bản sửa tay; có chỗ máy và người cùng sửa"


class Keep(StrEnum):
    """Whose lines hold where both changed the same ones."""

    THEIRS = "người"
    OURS = "máy"


@dataclass(frozen=True)
class Conflict:
    """A place that both changed: the line of the file where it begins, the program's lines (ours), the person's (theirs)."""

    line: int
    ours: tuple[str, ...]
    theirs: tuple[str, ...]


@dataclass(frozen=True)
class Renewed:
    """The text for the file, what happened, and the places where the program had to yield."""

    text: str
    what: Renewal
    conflicts: tuple[Conflict, ...] = ()


def renew(
    ours: str,
    *,
    base: str | None,
    theirs: str | None,
    keep: Keep | None = None,
    sound: Callable[[str], bool] = lambda _: True,
) -> Renewed:
    """The program's new text put together with what a person made of the file.

    `ours`: the program's new text; `base`: the text of its own that the file stems from, None where that is gone; `theirs`:
    what the file holds now, None where there is none. `sound` says whether a merged text can be read; one that cannot is not
    put together, theirs stays whole.
    """
    if theirs is None:
        return Renewed(ours, Renewal.NEW)
    if theirs == ours:
        return Renewed(theirs, Renewal.SAME)
    if theirs == base:
        return Renewed(ours, Renewal.RENEWED)
    if ours == base:
        return Renewed(theirs, Renewal.SAME)
    pieces = _differences(_lines(ours), _lines(theirs)) if base is None else merge(*map(_lines, (base, ours, theirs)))
    merged = _settled(pieces, keep)
    if sound(merged.text):
        return merged
    return _settled([Piece(_lines(ours), _lines(theirs))], keep)


def _lines(text: str) -> tuple[str, ...]:
    return tuple(text.splitlines(keepends=True))


def _settled(pieces: Iterable[Piece], keep: Keep | None) -> Renewed:
    lines: list[str] = []
    conflicts: list[Conflict] = []
    for piece in pieces:
        if piece.is_conflict and keep is None:
            conflicts.append(Conflict(len(lines) + 1, piece.ours, piece.theirs))
        lines += piece.ours if keep is Keep.OURS else piece.theirs
    what = Renewal.CONFLICT if conflicts else Renewal.MERGED
    return Renewed("".join(lines), what, tuple(conflicts))


def _differences(ours: tuple[str, ...], theirs: tuple[str, ...]) -> Iterator[Piece]:
    """Without a base: stretches that are the same in both, and every place where they differ."""
    for _, i1, i2, j1, j2 in SequenceMatcher(None, theirs, ours, autojunk=False).get_opcodes():
        yield Piece(ours[j1:j2], theirs[i1:i2])
