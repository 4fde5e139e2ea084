"""Justified or not: what tells it where a renderer draws lines that end a little before the edge."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline.lengths import MM_PER_POINT
from pipeline.reading.pdf.ink import Glyph, Line, Look
from pipeline.reading.pdf.paragraph_measures import Setting, make_paragraph
from pipeline.reading.pdf.paragraphs import Draft
from pipeline.reading.pdf.reading_order import Column, ColumnKind

LEFT, RIGHT, INDENT, PITCH = 30.0, 195.0, 12.7, 6.2
LOOK = Look(font="Times New Roman", size=14.0, bold=False, italic=False, colour="000000", em=14 * MM_PER_POINT)
NATURAL = 1.23  # mm: the blank of 14 points
# Where the lines of a justified paragraph end that LibreOffice 25.2 draws: up to a millimetre before the edge.
ENDS = (194.1, 195.0, 194.6)


def line(number: int, *, end: float, gap: float, words: int = 12) -> Line:
    """A line of words of one width that stand `gap` apart and end at `end`."""
    start = LEFT + (INDENT if number == 0 else 0)
    width = (end - start - gap * (words - 1)) / words
    glyphs = []
    for place in range(words):
        left = start + place * (width + gap)
        glyphs.append(Glyph("n", left, left + width, 40 + PITCH * number, LOOK))
        if place < words - 1:
            glyphs.append(Glyph(" ", left + width, left + width + gap, 40 + PITCH * number, LOOK))
    return Line(page=1, glyphs=glyphs)


def alignment(ends: Sequence[float], gaps: Sequence[float]) -> str | None:
    """What is read of a paragraph of lines with these ends and gaps, and a short last one."""
    lines = [line(n, end=end, gap=gap) for n, (end, gap) in enumerate(zip(ends, gaps, strict=True))]
    lines.append(line(len(lines), end=90.0, gap=NATURAL, words=5))
    column = Column(page=1, kind=ColumnKind.PAGE, lines=lines, left=LEFT, right=RIGHT)
    draft = Draft(lines=lines, column=column, left=LEFT, right=RIGHT)
    return make_paragraph(0, draft, section=0, cell=None, setting=Setting()).alignment


@pytest.mark.parametrize("gaps", [(1.10, 1.65, 1.31), (2.40, 1.05, 1.20)])
def test_paragraph__lines_that_nearly_reach_the_edge_with_unequal_gaps_are_justified(gaps: Sequence[float]) -> None:
    assert alignment(ENDS, gaps) == "justify"


def test_paragraph__lines_that_nearly_reach_the_edge_with_the_blank_s_own_gaps_are_set_left() -> None:
    assert alignment(ENDS, (NATURAL, NATURAL, NATURAL)) == "left"
    assert alignment(ENDS, (NATURAL, NATURAL + 0.04, NATURAL - 0.04)) == "left"


def test_paragraph__unequal_gaps_alone_justify_nothing_that_ends_far_from_the_edge() -> None:
    assert alignment((195.0, 188.0, 194.0), (1.10, 1.65, 1.31)) == "left"
    assert alignment((192.0, 193.0, 191.5), (1.10, 1.65, 1.31)) == "left"


def test_paragraph__lines_that_reach_the_edge_are_justified_whatever_their_gaps() -> None:
    assert alignment((195.0, 194.8, 195.0), (NATURAL, NATURAL, NATURAL)) == "justify"
