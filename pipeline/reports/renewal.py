"""A record that the program writes and people edit (làm mới bản thảo); a new version never overwrites what was edited.

It is a three-way merge by lines: base is what the program wrote last (kept beside the file), ours what it would write
now, theirs what a person made of the file. If both changed the same lines, theirs stay, until the person says whose
lines are to hold (`Keep`) or has merged them by hand.
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
    """Whose lines hold if both changed the same lines."""

    THEIRS = "người"
    OURS = "máy"


@dataclass(frozen=True)
class Conflict:
    """Lines that both changed: their first line in the file, the program's lines (ours), the person's lines (theirs)."""

    line: int
    ours: tuple[str, ...]
    theirs: tuple[str, ...]


@dataclass(frozen=True)
class Renewed:
    """The text for the file, what happened, and the conflicts."""

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
    """Merge the program's new text with what a person made of the file.

    `ours`: the program's new text. `base`: the program's old text from which the file was made; None if it is lost.
    `theirs`: the file's text; None if there is no file. `keep`: whose lines hold in a conflict; None leaves theirs
    and tells of it. `sound`: whether a merged text can be read; if not, nothing is merged and all of theirs stays, as
    one conflict.
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
    """Without a base: the stretches that are equal in both texts, and each place where they differ."""
    for _, i1, i2, j1, j2 in SequenceMatcher(None, theirs, ours, autojunk=False).get_opcodes():
        yield Piece(ours[j1:j2], theirs[i1:i2])
