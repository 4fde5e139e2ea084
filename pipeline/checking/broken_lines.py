"""Words, names and numbers of a paper that a line end cuts in two although the line had room (từ bị ngắt dòng).

Measured in titles, names of agencies and cells of tables; running text may be broken at any blank.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.lengths import POINTS_PER_MM
from pipeline.reading.facts import Paragraph
from pipeline.reading.recognised import Element, Paper
from pipeline.text.bond import Bond
from pipeline.text.broken_words import BrokenWord, broken_words
from pipeline.text.metrics import text_width

Block = Sequence[Paragraph]
"""The paragraphs of one title or cell; the lines of a title may be paragraphs of their own."""

_TITLES = (
    Element.PARENT_AGENCY,
    Element.ISSUING_AGENCY,
    Element.SUBJECT,
    Element.LETTER_SUBJECT,
    Element.AUTHORITY_LINE,
    Element.ANNEX_TITLE,
)
_PADDING = 1  # mm: a word this close to the width of its line may not have fitted
_DEFAULT_SIZE = 12


def blocks_of_lines(paper: Paper) -> tuple[Block, ...]:
    """The titles, names and cells of more than one line, as far as the file tells its lines."""
    return (*_titles(paper), *_cells(paper))


def avoidable(blocks: Sequence[Block], *, least: Bond = Bond.WORD) -> Iterator[tuple[Paragraph, BrokenWord]]:
    """What is broken in these blocks although a line has room for it, with the paragraph in which it begins.

    Bonds as firm as `least` count: words and numbers by default, with `NAME` names of people and places too.
    """
    for block in blocks:
        lines = [line for paragraph in block for line in paragraph.printed_lines if line.strip()]
        for broken in broken_words(lines, least=least):
            if _fits(broken.whole, block[0]):
                yield block[0], broken


def _titles(paper: Paper) -> Iterator[Block]:
    for element in _TITLES:
        for component in paper.components_of(element):
            paragraphs = paper.paragraphs(component)
            if sum(len(paragraph.printed_lines) for paragraph in paragraphs) > 1:
                yield paragraphs


def _cells(paper: Paper) -> Iterator[Block]:
    for paragraph in paper.facts.paragraphs:
        inside = paragraph.cell is not None and paper.facts.tables[paragraph.cell.table].ruled
        if inside and len(paragraph.printed_lines) > 1:
            yield (paragraph,)


def _fits(text: str, paragraph: Paragraph) -> bool:
    """Whether a line of the paragraph has room for these words."""
    look = next(iter(paragraph.inked), None)
    size = look.size if look and look.size else _DEFAULT_SIZE
    width = text_width(text, size, bold=bool(look and look.bold), italic=bool(look and look.italic))
    return width / POINTS_PER_MM <= paragraph.right - paragraph.left - _PADDING
