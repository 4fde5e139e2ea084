"""Aligning the paragraphs of two versions (khớp đoạn): equal ones first, then similar ones, never crossing.

The longest common subsequence comes from rapidfuzz (bit-parallel); similarity is computed only in the gaps between
equal paragraphs, and in a band where a gap is large: a document of 300 pages rewritten throughout takes seconds.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Protocol

from rapidfuzz.distance import Indel, LCSseq

Pairs = list[tuple[int | None, int | None]]
# Cells of the table of similarities: beyond this many, only those near the diagonal.
_MOST_CELLS = 40_000
# Beyond this many products, the bit tables of the common subsequence would take hundreds of megabytes.
_MOST_PRODUCTS = 400_000_000
# Two empty paragraphs are equal, and say little.
_EMPTY_WEIGHT = 0.1
_TAKE, _SKIP_OLD, _SKIP_NEW = 0, 1, 2


class Comparable(Protocol):
    """An item to align: items with equal keys are equal, items with similar words are similar."""

    @property
    def key(self) -> Hashable: ...  # noqa: D102

    @property
    def words(self) -> Sequence[str]: ...  # noqa: D102


Similarity = Callable[[Comparable, Comparable], float]


def similarity(old: Comparable, new: Comparable, *, least: float) -> float:
    """The share of common words in order, 0 to 1; 0 below `least`. Items without words are as similar as their keys."""
    if not old.words or not new.words:
        return 1.0 if old.key == new.key else 0.0
    return Indel.normalized_similarity(old.words, new.words, score_cutoff=least)


def align(old: Sequence[Comparable], new: Sequence[Comparable], alike: Similarity) -> Pairs:
    """Pairs of positions in order; None on one side where an item has no counterpart. In a gap the old ones come first.

    `alike`: the similarity of two items, 0 for no pair.
    """
    pairs: Pairs = []
    at_old = at_new = 0
    for left, right in [*_anchors(old, new), (len(old), len(new))]:
        pairs += _gap(old, new, alike, (at_old, left, at_new, right))
        if left < len(old):
            pairs.append((left, right))
        at_old, at_new = left + 1, right + 1
    return pairs


def common(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[tuple[int, int]]:
    """The positions of a longest common subsequence; equal beginnings and ends always belong to it."""
    numbers: dict[Hashable, int] = {}
    left = [numbers.setdefault(key, len(numbers)) for key in old]
    right = [numbers.setdefault(key, len(numbers)) for key in new]
    head = 0
    while head < min(len(left), len(right)) and left[head] == right[head]:
        head += 1
    tail = 0
    while tail < min(len(left), len(right)) - head and left[-1 - tail] == right[-1 - tail]:
        tail += 1
    left, right = left[head : len(left) - tail], right[head : len(right) - tail]
    found = [(position, position) for position in range(head)]
    if len(left) * len(right) <= _MOST_PRODUCTS:
        for block in LCSseq.opcodes(left, right):
            if block.tag == "equal":
                found += [
                    (head + block.src_start + step, head + block.dest_start + step)
                    for step in range(block.src_end - block.src_start)
                ]
    found += [(len(old) - step, len(new) - step) for step in range(tail, 0, -1)]
    return found


def _anchors(old: Sequence[Comparable], new: Sequence[Comparable]) -> list[tuple[int, int]]:
    """Pairs of equal items with words; empty lines are placed between these later."""
    left = [position for position, item in enumerate(old) if item.words]
    right = [position for position, item in enumerate(new) if item.words]
    pairs = common([old[position].key for position in left], [new[position].key for position in right])
    return [(left[before], right[after]) for before, after in pairs]


def _gap(
    old: Sequence[Comparable], new: Sequence[Comparable], alike: Similarity, span: tuple[int, int, int, int]
) -> Pairs:
    """The pairs within one gap with the largest total similarity, without crossing."""
    first_old, end_old, first_new, end_new = span
    pairs: Pairs = []
    at_old, at_new = first_old, first_new
    for left, right in _most_similar(old[first_old:end_old], new[first_new:end_new], alike):
        pairs += [(position, None) for position in range(at_old, first_old + left)]
        pairs += [(None, position) for position in range(at_new, first_new + right)]
        pairs.append((first_old + left, first_new + right))
        at_old, at_new = first_old + left + 1, first_new + right + 1
    pairs += [(position, None) for position in range(at_old, end_old)]
    pairs += [(None, position) for position in range(at_new, end_new)]
    return pairs


def _most_similar(old: Sequence[Comparable], new: Sequence[Comparable], alike: Similarity) -> list[tuple[int, int]]:
    """The most similar pairs, by dynamic programming over the table of similarities, from the end."""
    if not old or not new:
        return []
    width = len(new) if len(old) * len(new) <= _MOST_CELLS else max(4, _MOST_CELLS // (2 * len(old)))
    best = [0.0] * (len(new) + 1)
    steps: list[dict[int, int]] = []
    for row in range(len(old) - 1, -1, -1):
        centre = row * len(new) // len(old)
        low, high = max(0, centre - width), min(len(new), centre + width + 1)
        below, best = best, best.copy()
        taken: dict[int, int] = {}
        for column in range(high - 1, low - 1, -1):
            score = alike(old[row], new[column])
            weight = score if old[row].words else score * _EMPTY_WEIGHT
            choices = (weight + below[column + 1] if score else -1.0, below[column], best[column + 1])
            taken[column] = max(range(3), key=choices.__getitem__)
            best[column] = choices[taken[column]]
        for column in range(low - 1, -1, -1):
            best[column] = max(below[column], best[column + 1])
        steps.append(taken)
    return _traced(steps[::-1], len(new))


def _traced(steps: Sequence[dict[int, int]], width: int) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    row = column = 0
    while row < len(steps) and column < width:
        # Left of the band the best lies further right, right of it in a later row.
        beyond = _SKIP_NEW if column < min(steps[row], default=0) else _SKIP_OLD
        step = steps[row].get(column, beyond)
        if step == _TAKE:
            found.append((row, column))
        row += step != _SKIP_NEW
        column += step != _SKIP_OLD
    return found
