"""The rewording of one paragraph (chỗ sửa chữ): which atoms are kept, deleted, inserted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.revision.align import common
from pipeline.revision.atoms import Atom, Kind, Unit, units_of

# So many words between two changes may be read as changed with them, if the changes are as long: "15 tháng 4" → "20 tháng 5".
_MOST_FOLDED = 3


@dataclass(frozen=True, slots=True)
class Stretch:
    """Neighbouring atoms of both versions: equal on both sides (`same`), or deleted (`old`) and inserted (`new`)."""

    old: tuple[Atom, ...]
    new: tuple[Atom, ...]
    same: bool


def reworded(old: Sequence[Atom], new: Sequence[Atom]) -> tuple[Stretch, ...]:
    """The stretches of two paragraphs, in order; parts that bear no words are left out.

    Words are aligned without their white space, which would tie unrelated words together.
    """
    left, right = units_of(old), units_of(new)
    pieces: list[Stretch] = []
    at_old = at_new = 0
    for old_end, new_end in [*common([u.key for u in left], [u.key for u in right]), (len(left), len(right))]:
        gone = tuple(atom for unit in left[at_old:old_end] for atom in unit.atoms)
        come = tuple(atom for unit in right[at_new:new_end] for atom in unit.atoms)
        if gone or come:
            pieces.append(Stretch(gone, come, same=False))
        if old_end < len(left):
            pieces.extend(_matched(left[old_end], right[new_end]))
        at_old, at_new = old_end + 1, new_end + 1
    return tuple(_joined([part for piece in _joined(_folded(_joined(pieces))) for part in _peeled(piece)]))


def _matched(old: Unit, new: Unit) -> Iterator[Stretch]:
    """The stretches of an equal word and of the white space after it, which may differ."""
    if old.head:
        yield Stretch(old.head, new.head, same=True)
    same = [atom.key for atom in old.gaps] == [atom.key for atom in new.gaps]
    if old.gaps or new.gaps:
        yield Stretch(old.gaps, new.gaps, same=same)


def _joined(pieces: Sequence[Stretch]) -> list[Stretch]:
    """The stretches with neighbours of one kind joined."""
    found: list[Stretch] = []
    for piece in pieces:
        if found and found[-1].same == piece.same:
            last = found.pop()
            piece = Stretch((*last.old, *piece.old), (*last.new, *piece.new), same=piece.same)  # noqa: PLW2901
        found.append(piece)
    return found


def _folded(pieces: Sequence[Stretch]) -> list[Stretch]:
    """The stretches with short equal ones between two changes made part of the change, which is easier to read."""
    found: list[Stretch] = []
    for number, piece in enumerate(pieces):
        if piece.same and 0 < number < len(pieces) - 1:
            words = _count(piece.old)
            around = min(_weight(pieces[number - 1]), _weight(pieces[number + 1]))
            found.append(Stretch(piece.old, piece.new, same=words > min(around, _MOST_FOLDED)))
        else:
            found.append(piece)
    return found


def _peeled(piece: Stretch) -> list[Stretch]:
    """A change without the white space with which both its sides end."""
    if piece.same:
        return [piece]
    end = 0
    while end < min(len(piece.old), len(piece.new)) and _same_gap(piece.old[-1 - end], piece.new[-1 - end]):
        end += 1
    if not end:
        return [piece]
    changed = Stretch(piece.old[:-end], piece.new[:-end], same=False)
    rest = Stretch(piece.old[-end:], piece.new[-end:], same=True)
    return [changed, rest] if changed.old or changed.new else [rest]


def _same_gap(old: Atom, new: Atom) -> bool:
    return old.kind is Kind.GAP and new.kind is Kind.GAP and old.key == new.key


def _weight(piece: Stretch) -> int:
    return max(_count(piece.old), _count(piece.new))


def _count(atoms: Sequence[Atom]) -> int:
    return sum(atom.kind is not Kind.GAP and any(map(str.isalnum, atom.text)) for atom in atoms)
