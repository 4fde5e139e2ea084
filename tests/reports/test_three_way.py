"""Three-way merge: nothing that either version says is lost, and what only one changed is taken as it is."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from pipeline.reports.three_way import merge

LINES = some.lists(some.sampled_from([f"{letter}\n" for letter in "abcdef"]), max_size=12)


def _both(base: list[str], ours: list[str], theirs: list[str]) -> tuple[list[str], list[str], list[bool]]:
    pieces = list(merge(base, ours, theirs))
    return (
        [line for piece in pieces for line in piece.ours],
        [line for piece in pieces for line in piece.theirs],
        [piece.is_conflict for piece in pieces],
    )


@settings(max_examples=200, derandomize=True, deadline=None)
@given(base=LINES, changed=LINES)
def test_merge__what_one_side_or_both_alike_changed_is_taken(base: list[str], changed: list[str]) -> None:
    for ours, theirs in ((changed, base), (base, changed), (changed, changed)):
        left, right, conflicts = _both(base, ours, theirs)
        assert left == right == changed
        assert not any(conflicts)


@settings(max_examples=400, derandomize=True, deadline=None)
@given(base=LINES, ours=LINES, theirs=LINES)
def test_merge__no_line_that_somebody_wrote_is_lost(base: list[str], ours: list[str], theirs: list[str]) -> None:
    left, right, conflicts = _both(base, ours, theirs)
    # A line that a version has more often than the origin was written by it.
    assert not (Counter(ours) - Counter(base)) - Counter(left)
    assert not (Counter(theirs) - Counter(base)) - Counter(right)
    assert any(conflicts) == (left != right)


@settings(max_examples=200, derandomize=True, deadline=None)
@given(base=LINES, ours=LINES, theirs=LINES)
def test_merge__is_the_same_from_either_side(base: list[str], ours: list[str], theirs: list[str]) -> None:
    there = [(piece.theirs, piece.ours) for piece in merge(base, ours, theirs)]
    assert there == [(piece.ours, piece.theirs) for piece in merge(base, theirs, ours)]


@pytest.mark.parametrize(
    ("ours", "theirs", "merged"),
    [
        ("A b c d e", "a b c d E", [("A b c d E", False)]),
        ("a B c d e", "a X c d e", [("a", False), ("B|X", True), ("c d e", False)]),
        ("a b c d e f", "0 a b c d e", [("0 a b c d e f", False)]),
        ("a c d e", "a b2 c d e", [("a", False), ("|b2", True), ("c d e", False)]),
    ],
)
def test_merge__examples(ours: str, theirs: str, merged: list[tuple[str, bool]]) -> None:
    base = "a b c d e".split()
    found: list[tuple[str, bool]] = []
    for piece in merge(base, ours.split(), theirs.split()):
        words = " ".join(piece.ours) + (f"|{' '.join(piece.theirs)}" if piece.is_conflict else "")
        if found and not piece.is_conflict and not found[-1][1]:
            found[-1] = (f"{found[-1][0]} {words}", False)
        else:
            found.append((words, piece.is_conflict))
    assert found == merged
