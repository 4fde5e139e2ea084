"""Where a line of Vietnamese may end (chỗ ngắt dòng): between words, not between the syllables of one.

Words are found by the longest match from the left and from the right; where both read the text alike, the syllables are
one word, where they differ it is left in doubt.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from pipeline.text.bond import Bond, Piece, apart, pieces_of
from pipeline.text.lexicon import LONGEST, compounds
from pipeline.text.name_bonds import name_bond, person_after_place, place_bond
from pipeline.text.number_bonds import mark_bond, number_bond


@lru_cache(maxsize=4096)
def bonds_of(words: tuple[str, ...]) -> tuple[Bond, ...]:
    """For each piece of a text cut at its blanks, how firmly it holds to the piece before; the first holds to nothing.

    Cached, since names and headings recur through a paper.
    """
    if not words:
        return ()
    pieces = pieces_of(words)
    bonds = _compound_bonds(pieces)
    in_capitals = not any(piece.core[1:].islower() for piece in pieces)
    # In a name even what the lexicon has is a name: `Lê Anh Dũng`; a word goes on with a small letter: `Sở Nội vụ`.
    starts = [
        bonds[index] is Bond.NONE and goes_on is not Bond.NONE and (in_capitals or pieces[index + 1].small)
        for index, goes_on in enumerate([*bonds[1:], Bond.NONE])
    ]
    for index in range(1, len(pieces)):
        found = max(bonds[index], number_bond(pieces, index), mark_bond(pieces, index))
        if found is Bond.NONE:
            found = place_bond(pieces, starts, index) if in_capitals else name_bond(pieces, starts, index)
        if found is Bond.NONE and person_after_place(pieces, index):
            found = Bond.GROUP
        bonds[index] = found
    return tuple(bonds)


def _compound_bonds(pieces: Sequence[Piece]) -> list[Bond]:
    one_way, other_way = _inside(pieces, forward=True), _inside(pieces, forward=False)
    return [
        Bond.WORD if first and second else Bond.DOUBT if first or second else Bond.NONE
        for first, second in zip(one_way, other_way, strict=True)
    ]


def _inside(pieces: Sequence[Piece], *, forward: bool) -> list[bool]:
    """For each piece, whether it goes on a word of the piece before, by the longest match in one direction."""
    inside = [False] * len(pieces)
    place = 0 if forward else len(pieces)
    while place < len(pieces) if forward else place > 0:
        length = _longest(pieces, place, forward=forward)
        first = place if forward else place - length
        inside[first + 1 : first + length] = [True] * (length - 1)
        place += length if forward else -length
    return inside


def _longest(pieces: Sequence[Piece], place: int, *, forward: bool) -> int:
    """The number of pieces of the longest word that begins, or ends, at a place."""
    sizes = range(LONGEST, 1, -1)
    return next((size for size in sizes if _is_word(pieces, place if forward else place - size, size)), 1)


def _is_word(pieces: Sequence[Piece], first: int, size: int) -> bool:
    if first < 0 or first + size > len(pieces):
        return False
    taken = pieces[first : first + size]
    if " ".join(piece.form for piece in taken) not in compounds():
        return False
    return all(_joins(before, after) for before, after in pairwise(taken))


def _joins(before: Piece, after: Piece) -> bool:
    """Whether two pieces may be of one word by their marks and capitals: not `phòng Ban`."""
    if apart(before, after):
        return False
    if before.small:
        return after.small
    if len(before.core) == 1:  # `Y tế`, `Y TẾ`
        return True
    return after.small or after.capital if before.capital else not after.small
