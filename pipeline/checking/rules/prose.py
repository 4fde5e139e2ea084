"""The printed text of a paper (câu chữ) for rules on spelling and typing, whatever component it is in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from pipeline.checking.rules.body_text import few
from pipeline.checking.rules.rule import Breach, NotApplicable, Verdict
from pipeline.reading.facts import Flow, Paragraph
from pipeline.reading.recognised import Element, Paper, PartKind

# Components in which blanks are left to be filled in.
_BLANKS = frozenset(
    {Element.NUMBER, Element.PLACE_DATE, Element.ANNEX_REFERENCE, Element.ATTACHED_REFERENCE, Element.SIGNING_LINE}
)
_FLOWS = frozenset({Flow.BODY, Flow.TEXT_BOX, Flow.NOTE})
_AROUND = 18


def words_of(paper: Paper, *, without: Iterable[Element] = _BLANKS, tables: bool = True) -> Iterator[Paragraph]:
    """Every printed paragraph of the body outside the components `without`; `tables`: those in tables of figures too."""
    left_out = {
        index for element in without for component in paper.components_of(element) for index in component.paragraphs
    }
    for paragraph in paper.facts.paragraphs:
        if paragraph.index in left_out or paragraph.flow not in _FLOWS or not paragraph.plain:
            continue
        if tables or paragraph.cell is None or not paper.facts.tables[paragraph.cell.table].ruled:
            yield paragraph


def form_indices(paper: Paper) -> frozenset[int]:
    """The indices of paragraphs that may be a form to fill in: those of annexes and of what is attached."""
    kinds = {PartKind.ANNEX, PartKind.ATTACHED}
    return frozenset(k for part in paper.parts if part.kind in kinds for k in range(part.first, part.last + 1))


def around(text: str, start: int, end: int) -> str:
    """The characters from `start` to `end` with some words on both sides, for a message."""
    left = text[max(0, start - _AROUND) : start]
    right = text[end : end + _AROUND]
    before = re.sub(r"^\S*\s", "", left, count=1) if start > _AROUND else left
    after = re.sub(r"\s\S*$", "", right, count=1) if end + _AROUND < len(text) else right
    return f"{before}{text[start:end]}{after}".strip()


def slips(
    paragraphs: Iterable[Paragraph], find: Callable[[Paragraph], Iterator[tuple[int, int, str, str]]], *, hint: str
) -> Verdict:
    """The verdict on slips in the text: `find` gives for each paragraph `(start, end, what is wrong, what is expected)`."""
    read = False
    found: list[Breach] = []
    for paragraph in paragraphs:
        read = True
        for start, end, wrong, expected in find(paragraph):
            place = " ".join(around(paragraph.text, start, end).split())
            found.append(Breach(found=f"{wrong}: “{place}”", expected=expected, hint=hint, paragraph=paragraph.index))
    return few(found) if read else NotApplicable("không có lời văn")
