"""Three-way merge of texts by lines (trộn ba bên): a common base and two versions of it, ours and theirs, as diff3 does it.

The alignment is difflib's; no library under a permissive licence merges by lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher


@dataclass(frozen=True)
class Piece:
    """A stretch of the merged text: whole lines of each version, with their line ends.

    If only one version changed the base, or both changed it alike, both sides have the same lines.
    """

    ours: tuple[str, ...]
    theirs: tuple[str, ...]

    @property
    def is_conflict(self) -> bool:
        """Whether both versions changed these lines, each in its own way."""
        return self.ours != self.theirs


@dataclass(frozen=True)
class _Shared:
    """Lines that all three texts have: where they begin in each text, and their number."""

    base: int
    ours: int
    theirs: int
    length: int


def merge(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> Iterator[Piece]:
    """The pieces of the merged text, in order. Every line that one version changed and the other did not is in them."""
    at = _Shared(0, 0, 0, 0)
    for shared in _shared(base, ours, theirs):
        between = _settled(
            tuple(base[at.base : shared.base]),
            tuple(ours[at.ours : shared.ours]),
            tuple(theirs[at.theirs : shared.theirs]),
        )
        if between.ours or between.theirs:
            yield between
        lines = tuple(base[shared.base : shared.base + shared.length])
        if lines:
            yield Piece(lines, lines)
        length = shared.length
        at = _Shared(shared.base + length, shared.ours + length, shared.theirs + length, 0)


def _settled(base: tuple[str, ...], ours: tuple[str, ...], theirs: tuple[str, ...]) -> Piece:
    if ours == base:
        return Piece(theirs, theirs)
    if theirs == base:
        return Piece(ours, ours)
    return Piece(ours, theirs)


def _shared(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> Iterator[_Shared]:
    """Stretches that both versions kept from the base; the last one is the end of all three texts."""
    left, right = _matches(base, ours), _matches(base, theirs)
    i = j = 0
    while i < len(left) and j < len(right):
        (base_1, ours_1, length_1), (base_2, theirs_2, length_2) = left[i], right[j]
        start, end = max(base_1, base_2), min(base_1 + length_1, base_2 + length_2)
        if start < end:
            yield _Shared(start, ours_1 + start - base_1, theirs_2 + start - base_2, end - start)
        if base_1 + length_1 < base_2 + length_2:
            i += 1
        else:
            j += 1
    yield _Shared(len(base), len(ours), len(theirs), 0)


def _matches(base: Sequence[str], other: Sequence[str]) -> list[tuple[int, int, int]]:
    return [
        (match.a, match.b, match.size)
        for match in SequenceMatcher(None, base, other, autojunk=False).get_matching_blocks()
    ]
