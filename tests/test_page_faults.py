"""The measures of finished pages, at the edges of every threshold."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.page_faults import (
    LARGE_HOLE,
    FaultKind,
    PageShape,
    faults_of,
    has_few_rows,
    is_missed_narrowly,
    is_weak_end,
    missed_by,
    weight,
)

ROOM = 257.0
FULL = PageShape(page=1, part=0, last=False, room=ROOM, used=ROOM)
END = PageShape(page=2, part=0, last=True, room=ROOM, used=120.0)
SIGNED = replace(END, used=80.0, signature=15.0, lines_above=2)


def kinds(*shapes: PageShape) -> list[tuple[str, int]]:
    return [(fault.kind.value, fault.page) for fault in faults_of(shapes)]


@pytest.mark.parametrize(("free", "told"), [(0.0, False), (25.0, False), (25.1, True), (80.0, True)])
def test_hole__is_what_is_left_at_the_foot_beyond_what_real_papers_leave(free: float, *, told: bool) -> None:
    found = [fault for fault in faults_of([replace(FULL, used=ROOM - free), END]) if fault.kind is FaultKind.HOLE]
    assert bool(found) is told
    assert [fault.amount for fault in found] == pytest.approx([free] if told else [])


def test_hole__of_the_last_page_of_a_part_is_none() -> None:
    assert kinds(replace(FULL, last=True, used=60.0), replace(END, part=1)) == []


def test_free__is_never_less_than_nothing() -> None:
    assert replace(FULL, used=ROOM + 2).free == 0.0


@pytest.mark.parametrize(("lines", "weak"), [(0, True), (1, True), (2, False), (12, False)])
def test_weak_end__a_signature_has_two_lines_of_text_above_it(lines: int, *, weak: bool) -> None:
    assert is_weak_end(replace(SIGNED, lines_above=lines)) is weak


def test_weak_end__a_paper_of_one_page_has_none() -> None:
    assert not is_weak_end(replace(SIGNED, page=1, lines_above=0))


def test_weak_end__recipients_alone_are_one() -> None:
    assert is_weak_end(replace(END, after_signature=True, used=200.0))


@pytest.mark.parametrize(("used", "weak"), [(5.0, True), (18.0, True), (18.1, False)])
def test_weak_end__two_lines_alone_on_the_last_page_are_one(used: float, *, weak: bool) -> None:
    assert is_weak_end(replace(END, used=used)) is weak
    assert not is_weak_end(replace(END, used=used, last=False))


@pytest.mark.parametrize(("rows", "few"), [(1, True), (2, True), (3, False)])
def test_few_rows__a_page_with_one_or_two_rows_and_nothing_else(rows: int, *, few: bool) -> None:
    assert has_few_rows(replace(END, rows=rows, alone=True)) is few
    assert not has_few_rows(replace(END, rows=rows, alone=False))


def test_few_rows__a_page_without_a_table_has_none() -> None:
    assert not has_few_rows(replace(END, rows=None, alone=True))


@pytest.mark.parametrize(("used", "missing"), [(60.0, -20.0), (80.0, 0.0), (84.0, 4.0), (120.0, 40.0), (120.1, None)])
def test_missed__is_what_the_last_page_holds_beyond_the_room_before_it(used: float, missing: float | None) -> None:
    found = missed_by(replace(FULL, used=ROOM - 80.0), replace(END, used=used))
    assert found == (None if missing is None else pytest.approx(missing))


def test_missed__only_a_last_page_can_be_spared_and_only_of_its_own_part() -> None:
    before = replace(FULL, used=ROOM - 80.0)
    assert missed_by(before, replace(END, used=84.0, last=False)) is None
    assert missed_by(replace(before, last=True), replace(END, used=84.0, part=1)) is None


@pytest.mark.parametrize(
    ("missing", "spacing", "narrow"),
    [(10.0, 1.1, True), (10.1, 1.1, False), (-3.0, 1.04, True), (4.0, 1.03, False), (4.0, 1.5, True)],
)
def test_missed__narrowly_is_what_closer_lines_certainly_save(missing: float, spacing: float, *, narrow: bool) -> None:
    assert is_missed_narrowly(missing, spacing) is narrow


def test_heading__at_the_foot_is_told_unless_the_part_ends_there() -> None:
    assert ("parted heading", 1) in kinds(replace(FULL, ends_with_heading=True), END)
    assert kinds(replace(FULL, last=True, ends_with_heading=True)) == []


def test_lines_and_words__are_told_by_their_number() -> None:
    (stretched, broken) = sorted(
        faults_of([replace(END, stretched=3, broken=2)]), key=lambda fault: fault.kind.value, reverse=True
    )
    assert (stretched.kind, stretched.amount) == (FaultKind.STRETCHED, 3)
    assert (broken.kind, broken.amount) == (FaultKind.BROKEN_WORD, 2)


def test_weight__a_page_outweighs_the_largest_hole_and_a_full_paper_has_no_other_burden() -> None:
    one, two = [replace(FULL, last=True)], [FULL, SIGNED]
    assert weight(one) < weight(two)
    holed = [replace(FULL, used=ROOM - 75.0), SIGNED]
    assert weight(two) < weight(holed) <= weight([FULL, FULL, SIGNED])


def test_weight__every_fault_is_a_burden() -> None:
    base = weight([FULL, SIGNED])
    worse = [
        [replace(FULL, used=ROOM - LARGE_HOLE), SIGNED],
        [FULL, replace(SIGNED, lines_above=1)],
        [FULL, replace(SIGNED, stretched=1)],
        [FULL, replace(SIGNED, broken=1)],
        [replace(FULL, ends_with_heading=True), SIGNED],
    ]
    assert all(weight(shapes) > base for shapes in worse)
