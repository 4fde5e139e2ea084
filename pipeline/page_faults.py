"""Faults of finished pages (lỗi dàn trang): what a good clerk would not send, measured in millimetres.

Values in, values out: the builder describes its own pages and the checker those of any file, and both are judged here. What is
measured: the hole at the foot of a page, a last page that holds next to nothing, a heading parted from its text, a part that
misses ending a page earlier by a few millimetres, lines drawn apart, a page with the last rows of a table.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise
from typing import Final

# Of 31 body pages of signed papers none leaves more than 21 mm free at the foot, half of them less than 6.
USUAL_HOLE: Final = 25.0
LARGE_HOLE: Final = 45.0
# Lines of text that a signature has above it on its page.
FEWEST_LINES: Final = 2
# So many lines, the last short paragraphs, may go with a signature as a whole.
WITH_SIGNATURE: Final = 6
# Rows of a table on its last page, besides the repeated head.
FEWEST_ROWS: Final = 3
# What closer setting inside the decree can save on a page: with more to save the next page is needed anyway.
SAVABLE: Final = 40.0
# So little is saved on any page by less room for the signature and closer lines, where these are not yet as close as can be.
CLOSE: Final = 10.0
SINGLE_LINES: Final = 1.04
# A last page of text without a signature that is no higher than this: two lines and their gaps.
SLIGHT: Final = 18.0


class FaultKind(Enum):
    """What is wrong with a page."""

    HOLE = "hole"
    WEAK_END = "weak end"
    FEW_ROWS = "few rows"
    PARTED_HEADING = "parted heading"
    MISSED = "missed"
    STRETCHED = "stretched"
    BROKEN_WORD = "broken word"


@dataclass(frozen=True, kw_only=True, slots=True)
class PageShape:
    """What one page holds, in mm below the upper edge of its text area.

    `room`: the height of the text area; `used`: down to the lowest ink; `opening`: what must stay together at the head of the
    page, such as a heading with the first lines of its text, down to its lower edge; `repeated`: the head of a table that
    goes on. `part` counts the main text, attached documents and annexes; `last`: whether the part ends here. `signature`:
    where the block of signature and recipients begins, None where there is none on this page; `lines_above`: the lines of
    text above it on this page; `after_signature`: only what goes on of that block from the page before. `rows`: rows of a
    table that began on an earlier page, None where none goes on here; `alone`: whether nothing else is here.
    `ends_with_heading`: the lowest text is a heading; `stretched`: lines whose words are drawn apart; `broken`: words, names,
    dates or numbers that a line end cuts in two.
    """

    page: int
    part: int
    last: bool
    room: float
    used: float
    opening: float = 0.0
    repeated: float = 0.0
    signature: float | None = None
    lines_above: int = 0
    after_signature: bool = False
    rows: int | None = None
    alone: bool = False
    ends_with_heading: bool = False
    stretched: int = 0
    broken: int = 0

    @property
    def free(self) -> float:
        """What is left at the foot, in mm."""
        return max(0.0, self.room - self.used)


@dataclass(frozen=True, kw_only=True, slots=True)
class PageFault:
    """One fault of one page; `amount`: mm of a hole or of what is missing, lines, rows or words."""

    kind: FaultKind
    page: int
    amount: float


def faults_of(shapes: Sequence[PageShape]) -> tuple[PageFault, ...]:
    """Every fault of these pages, page by page."""
    found = [fault for shape in shapes for fault in _of_page(shape)]
    found += [
        PageFault(kind=FaultKind.MISSED, page=after.page, amount=missing)
        for before, after in pairwise(shapes)
        if (missing := missed_by(before, after)) is not None
    ]
    return tuple(sorted(found, key=lambda fault: (fault.page, fault.kind.value)))


def _of_page(shape: PageShape) -> Iterable[PageFault]:
    measured = (
        (FaultKind.HOLE, shape.free, not shape.last and shape.free > USUAL_HOLE),
        (FaultKind.WEAK_END, shape.lines_above, is_weak_end(shape)),
        (FaultKind.FEW_ROWS, shape.rows or 0, has_few_rows(shape)),
        (FaultKind.PARTED_HEADING, 1, shape.ends_with_heading and not shape.last),
        (FaultKind.STRETCHED, shape.stretched, shape.stretched > 0),
        (FaultKind.BROKEN_WORD, shape.broken, shape.broken > 0),
    )
    return (PageFault(kind=kind, page=shape.page, amount=amount) for kind, amount, holds in measured if holds)


def is_weak_end(shape: PageShape) -> bool:
    """Whether a later page has a signature with fewer than two lines of text, only the rest of it, or no more than two lines."""
    if shape.page == 1:
        return False
    if shape.signature is not None:
        return shape.lines_above < FEWEST_LINES
    if shape.after_signature:
        return True
    return shape.last and shape.rows is None and shape.used <= SLIGHT


def has_few_rows(shape: PageShape) -> bool:
    """Whether a page holds no more than the last one or two rows of a table and what closes it."""
    return shape.rows is not None and shape.alone and shape.rows < FEWEST_ROWS


def missed_by(before: PageShape, after: PageShape) -> float | None:
    """How many mm less would have spared a part its last page; None where it is more than closer setting can save.

    Below nothing where the rest would have fitted and was kept together with something else.
    """
    if before.part != after.part or not after.last:
        return None
    missing = after.used - after.repeated - before.free
    return missing if missing <= SAVABLE else None


def is_missed_narrowly(missing: float, line_spacing: float) -> bool:
    """Whether so many mm could certainly have been saved; not where lines of text are as close as they may be."""
    return missing <= CLOSE and line_spacing >= SINGLE_LINES


def weight(shapes: Sequence[PageShape]) -> float:
    """The sum of the faults, for choosing between two settings of one paper: the less the better.

    A page counts like a large hole: nobody fills a page to be rid of a hole. How narrowly a page was missed is no burden of its
    own: it says whether trying helps.
    """
    burdens = {
        FaultKind.WEAK_END: 6.0,
        FaultKind.FEW_ROWS: 4.0,
        FaultKind.PARTED_HEADING: 8.0,
    }
    total = 5.0 * len(shapes)
    for fault in faults_of(shapes):
        if fault.kind is FaultKind.HOLE:
            total += (fault.amount - USUAL_HOLE) / 10.0
        elif fault.kind in {FaultKind.STRETCHED, FaultKind.BROKEN_WORD}:
            total += fault.amount
        else:
            total += burdens.get(fault.kind, 0.0)
    return total
