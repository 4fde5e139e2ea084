"""The rows of a page: all glyphs at one height, with the gaps between them."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import sub
from statistics import median
from typing import NamedTuple

from pipeline.reading.pdf.ink import BASELINE, BLANKS, EM, LEFT, RIGHT, Glyph, Line, trimmed

_SAME_ROW = 0.4  # of the size: superscripts and the two halves of a letterhead included
_HOLE = 0.5  # of the size
_WORD = 0.14  # of the size: the narrowest gap between words
_UNUSUAL = 1.8  # times the gap between words: justified text widens all of its gaps
_SOME_WORDS = 4
_NEAR = 8  # characters
# Blanks left for a number, a day, a month, a year: "Số:      /QĐ-UBND", "ngày      tháng 5 năm 2024".
_OPEN_BEFORE = re.compile(r"(?:số\s*:?|ngày|tháng|năm)\s*$", re.IGNORECASE)
_OPEN_AFTER = re.compile(r"^(?:[/-]|(?:tháng|năm|của)(?![^\W\d]))", re.IGNORECASE)


class Hole(NamedTuple):
    """A gap without ink between two words; `blanks`: whether it is set with blanks, so that both are one line of text."""

    left: float
    right: float
    em: float
    blanks: bool

    @property
    def width(self) -> float:
        """The width in mm."""
        return self.right - self.left

    @property
    def ems(self) -> float:
        """The width in font sizes of the text around it."""
        return self.width / self.em


@dataclass(frozen=True, eq=False)
class Row:
    """The glyphs at one height from left to right, without blanks at the ends."""

    glyphs: Sequence[Glyph]

    @cached_property
    def left(self) -> float:
        """The left edge of the ink, in mm."""
        return self.glyphs[0].left

    @cached_property
    def right(self) -> float:
        """The right edge of the ink, in mm."""
        return max(glyph.right for glyph in self.glyphs[-3:])

    @cached_property
    def baseline(self) -> float:
        """The lowest baseline, in mm."""
        return max(map(BASELINE, self.glyphs))

    @cached_property
    def em(self) -> float:
        """The largest font size, in mm."""
        return max(map(EM, self.glyphs))

    @cached_property
    def holes(self) -> tuple[Hole, ...]:
        """The gaps that may separate two columns."""
        found: list[Hole] = []
        if not self._has_gaps():
            return ()
        edge, blanks, em_before = math.inf, False, 0.0
        least: float | None = None
        for index, (char, left, right, _, look) in enumerate(self.glyphs):
            if char in BLANKS:
                blanks = True
                continue
            if left - edge > _HOLE * look.em:
                least = _UNUSUAL * self._usual_gap() if least is None else least
                if left - edge > least and not self._is_left_open(index):
                    found.append(Hole(edge, left, min(em_before, look.em), blanks))
            edge, blanks, em_before = right, False, look.em
        return tuple(found)

    @cached_property
    def _printed(self) -> list[Glyph]:
        return [glyph for glyph in self.glyphs if glyph[0] not in BLANKS]

    def _has_gaps(self) -> bool:
        """Whether any gap is as wide as a hole at all: a quick test, since most rows are running text."""
        printed = self._printed
        widest = max(map(sub, map(LEFT, printed[1:]), map(RIGHT, printed)), default=0.0)
        return widest > _HOLE * min(map(EM, printed), default=0.0)

    def _usual_gap(self) -> float:
        """The usual width of the gaps between the words of the row, 0 where it has few."""
        printed = self._printed
        gaps = list(map(sub, map(LEFT, printed[1:]), map(RIGHT, printed)))
        words = [gap for gap, glyph in zip(gaps, printed, strict=False) if gap > _WORD * glyph.look.em]
        return median(words) if len(words) >= _SOME_WORDS else 0.0

    def _is_left_open(self, index: int) -> bool:
        """Whether the gap before a glyph is a blank for a number or a day to be written."""
        before = "".join(glyph.char for glyph in self.glyphs[max(0, index - _NEAR) : index])
        after = "".join(glyph.char for glyph in self.glyphs[index : index + _NEAR])
        return bool(_OPEN_BEFORE.search(before) and _OPEN_AFTER.match(after))

    def cut(self, at: float) -> tuple[Row | None, Row | None]:
        """The parts left and right of a vertical line at `at` (mm); None for an empty part."""
        left = trimmed([glyph for glyph in self.glyphs if (glyph[1] + glyph[2]) / 2 < at])
        right = trimmed([glyph for glyph in self.glyphs if (glyph[1] + glyph[2]) / 2 >= at])
        return (Row(left) if left else None, Row(right) if right else None)

    def line(self, page: int) -> Line:
        """The row as one line of text."""
        return Line(page, self.glyphs)


def rows_of(glyphs: Iterable[Glyph]) -> list[Row]:
    """The rows from top to bottom."""
    rows: list[Row] = []
    group: list[Glyph] = []
    top = -math.inf
    for glyph in sorted(glyphs, key=BASELINE):
        far = (
            glyph.baseline != top
            and group
            and glyph.baseline - group[0].baseline > _SAME_ROW * max(glyph.look.em, group[0].look.em)
        )
        if far:
            _close(group, rows)
            group = []
        top = glyph.baseline
        group.append(glyph)
    if group:
        _close(group, rows)
    return rows


def _close(group: list[Glyph], rows: list[Row]) -> None:
    group.sort(key=LEFT)
    kept = trimmed(group)
    if kept:
        rows.append(Row(kept))
