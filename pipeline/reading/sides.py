"""The half of the page in which a paragraph is (nửa trái, nửa phải trang)."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.reading.facts import PaperFacts, Paragraph

_PAGE_WIDE = 120.0  # mm
_OFF_MIDDLE = 15.0  # mm
_LONGEST_IN_MIDDLE = 130.0  # mm
_MIDDLE = 3.0  # mm


def center(paragraph: Paragraph) -> float:
    """The middle of a paragraph's ink, or of the space for it where the ink is unknown, in mm from the page's left edge."""
    left, right = paragraph.ink or (paragraph.left, paragraph.right)
    return (left + right) / 2


def page_middle(facts: PaperFacts, paragraph: Paragraph) -> float:
    """The middle of the text area of the paragraph's section, in mm."""
    section = facts.sections[min(paragraph.section, len(facts.sections) - 1)]
    left = section.margin_left if section.margin_left is not None else 0.0
    right = section.margin_right if section.margin_right is not None else 0.0
    return (left + section.width - right) / 2


def on_left(facts: PaperFacts, paragraph: Paragraph) -> bool:
    """Whether a paragraph is in the left half. A paragraph across the whole page is in neither half."""
    return not _across(facts, paragraph) and center(paragraph) < page_middle(facts, paragraph)


def on_right(facts: PaperFacts, paragraph: Paragraph) -> bool:
    """Whether a paragraph is in the right half. A paragraph across the whole page is in neither half."""
    return not _across(facts, paragraph) and center(paragraph) > page_middle(facts, paragraph) + 1


def _across(facts: PaperFacts, paragraph: Paragraph) -> bool:
    """Whether the middle of the page is well inside a paragraph's ink, as in a line of running text."""
    if paragraph.ink is None:
        return False
    middle = page_middle(facts, paragraph)
    left, right = paragraph.ink
    return left < middle - 35 and right > middle + 35


def beside(facts: PaperFacts, paragraph: Paragraph) -> bool:
    """Whether a paragraph is in a column of one half of the page, where no type's name is.

    A line as wide as the page is merely aligned wrongly.
    """
    if paragraph.right - paragraph.left >= _PAGE_WIDE:
        return False
    away = abs(center(paragraph) - page_middle(facts, paragraph))
    return on_left(facts, paragraph) and away > _OFF_MIDDLE


def in_middle(facts: PaperFacts, paragraph: Paragraph) -> bool:
    """Whether the ink of a paragraph stands in the middle of the page, and is no line of running text."""
    left, right = paragraph.ink or (paragraph.left, paragraph.right)
    return abs(center(paragraph) - page_middle(facts, paragraph)) < _MIDDLE and right - left < _LONGEST_IN_MIDDLE


def filled(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """The paragraphs that print something."""
    return [paragraph for paragraph in paragraphs if paragraph.plain]
