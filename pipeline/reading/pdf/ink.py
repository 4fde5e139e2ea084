"""What is drawn on one page of a PDF: glyphs, lines, frames, pictures. In mm from the page's top left corner."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from operator import attrgetter, itemgetter
from statistics import median
from typing import NamedTuple

from pipeline.lengths import MM_PER_POINT
from pipeline.reading.facts import Image

BLANKS = frozenset(" \t\u00a0\u2002\u2003\u2009\u202f")


class Look(NamedTuple):
    """The look of glyphs; None for what the file does not tell. `em`: the font size in mm, always known."""

    font: str | None
    size: float | None
    bold: bool | None
    italic: bool | None
    colour: str
    em: float


class Glyph(NamedTuple):
    """One character with the left and right edges of its advance and its baseline, in mm."""

    char: str
    left: float
    right: float
    baseline: float
    look: Look

    @property
    def blank(self) -> bool:
        """Whether the character prints nothing."""
        return self.char in BLANKS


# Glyphs are counted in thousands: these are called for each, without a step in Python.
CHAR: Callable[[Glyph], str] = itemgetter(0)
LEFT: Callable[[Glyph], float] = itemgetter(1)
RIGHT: Callable[[Glyph], float] = itemgetter(2)
BASELINE: Callable[[Glyph], float] = itemgetter(3)
EM: Callable[[Glyph], float] = attrgetter("look.em")
_TEXT: Callable[[tuple[str, Glyph]], str] = itemgetter(0)


class Rule(NamedTuple):
    """A straight line along x (`horizontal`) or y: `start` to `end` at `at`, all mm; `thickness` mm."""

    horizontal: bool
    at: float
    start: float
    end: float
    thickness: float
    solid: bool
    colour: str

    @property
    def length(self) -> float:
        """Length in mm."""
        return self.end - self.start


class Place(NamedTuple):
    """A rectangle on one page in mm."""

    left: float
    top: float
    right: float
    bottom: float

    def holds(self, x: float, y: float) -> bool:
        """Whether a point is inside."""
        return self.left <= x <= self.right and self.top <= y <= self.bottom


@dataclass(slots=True)
class PageInk:
    """All that one page shows. `page` counts from 1; `charts`: whether there are charts, which are left out."""

    page: int
    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    charts: bool = False


@dataclass(eq=False)
class Line:
    """The glyphs of one line of text in one column, from left to right; the first and the last print something."""

    page: int
    glyphs: Sequence[Glyph]
    underlined: list[tuple[float, float]] = field(default_factory=list)

    @cached_property
    def left(self) -> float:
        """The left edge of the ink, in mm."""
        return self.glyphs[0].left

    @cached_property
    def right(self) -> float:
        """The right edge of the ink, in mm."""
        return self.glyphs[-1].right

    @property
    def width(self) -> float:
        """The width of the ink, in mm."""
        return self.right - self.left

    @property
    def center(self) -> float:
        """The horizontal middle of the ink, in mm."""
        return (self.left + self.right) / 2

    @cached_property
    def baseline(self) -> float:
        """The vertical place of the baseline of most glyphs, in mm."""
        return median(map(BASELINE, self.glyphs))

    @cached_property
    def em(self) -> float:
        """The font size in mm of most glyphs."""
        return median(map(EM, self.glyphs))

    @cached_property
    def size(self) -> float:
        """The font size in points."""
        return self.em / MM_PER_POINT

    @property
    def top(self) -> float:
        """The upper edge of letters, in mm."""
        return self.baseline - 0.89 * self.em

    @property
    def bottom(self) -> float:
        """The lower edge of letters, in mm."""
        return self.baseline + 0.22 * self.em

    @cached_property
    def text(self) -> str:
        """The text, with the blanks that the file leaves out."""
        return "".join(map(_TEXT, self.spelled))

    @cached_property
    def spelled(self) -> list[tuple[str, Glyph]]:
        """Each glyph with its text, after the blanks that the file leaves out before it."""
        return spelled(self.glyphs)

    @cached_property
    def first_word_width(self) -> float:
        """The width of the first word, in mm."""
        for glyph, after in zip(self.glyphs, self.glyphs[1:], strict=False):
            if after.blank or after.left - glyph.right > _WORD_GAP * glyph.look.em:
                return glyph.right - self.left
        return self.width

    @cached_property
    def looks(self) -> frozenset[tuple[bool | None, bool | None]]:
        """The combinations of bold and italic of its letters and digits."""
        found: set[tuple[bool | None, bool | None]] = set()
        last: Look | None = None
        for char, _, _, _, look in self.glyphs:
            if look is not last and char.isalnum():
                last = look
                found.add((last.bold, last.italic))
        return frozenset(found)

    @property
    def space(self) -> float:
        """The width of one blank, in mm."""
        return _SPACE * self.em


_SPACE = 0.25  # of the size, in Times
_WORD_GAP = 0.14  # of the size: more than kerning, less than the narrowest blank
_LARGE_GAP = 1.0  # of the size: more than justified text ever stretches a blank


def spelled(glyphs: Sequence[Glyph]) -> list[tuple[str, Glyph]]:
    """Each glyph with its text, with the blanks that the file leaves out.

    A file that places words by moving the pen has no blanks; of several consecutive blanks one is kept.
    """
    result: list[tuple[str, Glyph]] = []
    edge, blank_before = math.inf, True
    last, word = None, 0.0
    for glyph in glyphs:
        char, left, right, _, look = glyph
        if look is not last:
            last, word = look, _WORD_GAP * look.em
        blank = char in BLANKS
        text = " " if blank and char != "\t" else char
        gap = left - edge
        if gap > word:
            if gap > _LARGE_GAP * look.em:
                text = " " * max(1, min(round(gap / (_SPACE * look.em)), 200)) + text
            elif not blank and not blank_before:
                text = " " + text
        result.append((text, glyph))
        edge, blank_before = right, blank
    return result


def trimmed(glyphs: Sequence[Glyph]) -> Sequence[Glyph]:
    """The glyphs without blanks at both ends."""
    first, last = 0, len(glyphs)
    while first < last and glyphs[first].blank:
        first += 1
    while last > first and glyphs[last - 1].blank:
        last -= 1
    return glyphs[first:last]
