"""Matching the blocks of two versions (khớp khối), for `version_compare` and `redline`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from pipeline.revision.align import Comparable, align, similarity
from pipeline.revision.blocks import Block, Paragraph, Row, Table

_ALIKE = 0.5
# Rows keep their first cells when the rest changes; tables are told apart by their place more than by their words.
_ALIKE_ROWS = 0.3
_ALIKE_TABLES = 0.05

Item = TypeVar("Item")


@dataclass(frozen=True)
class Pair(Generic[Item]):
    """One item of the old version and one of the new; None where an item has no counterpart."""

    old: Item | None
    new: Item | None


def match_blocks(old: Sequence[Block], new: Sequence[Block]) -> list[Pair[Block]]:
    """The blocks of a body or cell in pairs, whose last paragraphs are such that Word can undo every change.

    A body or cell ends with a paragraph whose mark nobody can insert or delete: where both versions end differently,
    their last paragraphs are paired, however unlike; where one merely has further paragraphs, `redline` deals with the
    marks.
    """
    pairs: list[Pair[Block]] = [
        Pair(None if paragraph is None else old[paragraph], None if other is None else new[other])
        for paragraph, other in align(old, new, _alike)
    ]
    return _closed(pairs)


def match_rows(old: Sequence[Row], new: Sequence[Row]) -> list[Pair[Row]]:
    """The rows of two tables in pairs; rows with different numbers of cells are never paired."""
    return [
        Pair(None if row is None else old[row], None if other is None else new[other])
        for row, other in align(old, new, _alike_rows)
    ]


def _alike(old: Comparable, new: Comparable) -> float:
    if isinstance(old, Table) and isinstance(new, Table):
        return max(_ALIKE_TABLES, similarity(old, new, least=_ALIKE_TABLES))
    if isinstance(old, Table) or isinstance(new, Table):
        return 0.0
    return similarity(old, new, least=_ALIKE)


def _alike_rows(old: Comparable, new: Comparable) -> float:
    if not isinstance(old, Row) or not isinstance(new, Row) or len(old.cells) != len(new.cells):
        return 0.0
    return similarity(old, new, least=_ALIKE_ROWS)


def _closed(pairs: list[Pair[Block]]) -> list[Pair[Block]]:
    """The pairs, the last of which is a pair of paragraphs or is followed by paragraphs of one version only."""
    start = len(pairs)
    while start and (pairs[start - 1].old is None or pairs[start - 1].new is None):
        start -= 1
    tail = pairs[start:]
    gone = [pair for pair in tail if pair.new is None]
    come = [pair for pair in tail if pair.old is None]
    if gone and come:
        last_old, last_new = gone[-1].old, come[-1].new
        if isinstance(last_old, Paragraph) and isinstance(last_new, Paragraph):
            return [*pairs[:start], *gone[:-1], *come[:-1], Pair(last_old, last_new)]
        return pairs
    if not tail or not start or all(isinstance(pair.old or pair.new, Paragraph) for pair in tail):
        return pairs
    return _ended(pairs[: start - 1], pairs[start - 1], tail)


def _ended(before: list[Pair[Block]], last: Pair[Block], tail: list[Pair[Block]]) -> list[Pair[Block]]:
    """The pairs where a table follows the last pair on one side.

    That pair is taken apart, and the last paragraphs are paired instead.
    """
    final = tail[-1].old or tail[-1].new
    if not isinstance(final, Paragraph) or not isinstance(last.old, Paragraph) or not isinstance(last.new, Paragraph):
        return [*before, last, *tail]
    if tail[-1].new is None:
        return [*before, Pair(last.old, None), *tail[:-1], Pair(final, last.new)]
    return [*before, Pair(None, last.new), *tail[:-1], Pair(last.old, final)]
