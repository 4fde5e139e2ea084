"""The pages of a paper as shapes (hình trang): what the measures of finished pages need, from the facts of a PDF."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest
from typing import Final

from pipeline.page_faults import WITH_SIGNATURE, PageShape
from pipeline.reading.facts import Flow, PageExtent, PaperFacts, Paragraph
from pipeline.reading.recognised import Element, Paper, PartKind, UnitKind

# The margins of the decree where the pages do not tell: the smallest, so that no hole is made larger than it is.
_MARGIN: Final = 25.0
_TEXT: Final = (Element.BODY, Element.BASIS, Element.SUBJECT, Element.ADDRESSEE)
_HEADINGS: Final = frozenset(
    {
        *(UnitKind.PART, UnitKind.CHAPTER, UnitKind.SECTION, UnitKind.SUBSECTION),
        *(UnitKind.ROMAN, UnitKind.TITLE),
    }
)
_ENDED: Final = (".", ";", ":", ",")
# A paragraph of no more lines than this goes to the next page as a whole; of a longer one two lines may stay.
_WHOLE: Final = 3
_KEPT: Final = 2
_SIGNED_PARTS: Final = frozenset({PartKind.MAIN, PartKind.COPY})
_CLOSING: Final = frozenset({"./.", "/."})


@dataclass(frozen=True, eq=False)
class _Asked:
    """A paper as a key by identity: to compare two papers would mean to compare all their facts."""

    paper: Paper

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Asked) and other.paper is self.paper

    def __hash__(self) -> int:
        return id(self.paper)


def page_shapes(paper: Paper) -> tuple[PageShape, ...]:
    """The shape of each page with text, in order; none for a Word file. Kept for the rules that ask one after another."""
    return _shapes(_Asked(paper))


@lru_cache(maxsize=2)
def _shapes(asked: _Asked) -> tuple[PageShape, ...]:
    return _Pages(asked.paper).shapes()


class _Pages:
    """The paragraphs of one paper by page, and what is asked of them."""

    def __init__(self, paper: Paper) -> None:
        self._paper = paper
        self._facts: PaperFacts = paper.facts
        self._extents = {extent.page: extent for extent in paper.facts.extents}
        self._on: Mapping[int, Sequence[Paragraph]] = _by_page(paper.facts.paragraphs)
        self._headings = {unit.paragraph for unit in paper.units if unit.kind in _HEADINGS}
        self._numbered = {unit.paragraph for unit in paper.units if unit.number}
        self._text = {
            index
            for component in paper.components
            if component.element in _TEXT and paper.parts[component.part].kind is not PartKind.ANNEX
            for index in component.paragraphs
        }
        self._recipients = {
            index
            for element in (Element.RECIPIENTS, Element.RECIPIENTS_LABEL)
            for component in paper.components_of(element)
            for index in component.paragraphs
        }
        self._signed = {
            box.page: signature
            for signature in paper.signatures
            if paper.parts[signature.part].kind in _SIGNED_PARTS
            and (box := paper.box(next(iter(signature.capacity), None))) is not None
        }

    def shapes(self) -> tuple[PageShape, ...]:
        pages = [page for page in sorted(self._extents) if self._on.get(page)]
        parts = {page: self._part_of(self._on[page][-1]) for page in pages}
        return tuple(
            self._shape(page, parts[page], last=following is None or self._begins_part(following, parts[page]))
            for page, following in zip_longest(pages, pages[1:])
        )

    def _part_of(self, paragraph: Paragraph) -> int:
        return next((part.index for part in self._paper.parts if part.first <= paragraph.index <= part.last), 0)

    def _begins_part(self, page: int, part: int) -> bool:
        return self._part_of(self._on[page][0]) != part

    def _shape(self, page: int, part: int, *, last: bool) -> PageShape:
        extent = self._extents[page]
        head, foot = self._edges(extent)
        on = self._on[page]
        signature = self._signature_top(page)
        lines = sum(_lines_on(paragraph, page) for paragraph in on if paragraph.index in self._text)
        rows, alone = self._rows(page)
        repeated = 0.0 if rows is None or on[0].box is None else on[0].box.top - head
        # How far a chart reaches is not known: such a page counts as full.
        used = (extent.bottom if extent.complete else foot) - head
        return PageShape(
            page=page,
            part=part,
            last=last,
            room=foot - head,
            used=used,
            opening=used if signature is not None and lines <= WITH_SIGNATURE else self._opening(page) - head,
            repeated=max(0.0, repeated),
            signature=None if signature is None else signature - head,
            lines_above=lines,
            after_signature=all(paragraph.index in self._recipients for paragraph in on),
            rows=rows,
            alone=alone,
            ends_with_heading=self._is_heading(on[-1], page),
            stretched=sum(paragraph.stretched for paragraph in on if paragraph.box and paragraph.box.page == page),
        )

    def _edges(self, extent: PageExtent) -> tuple[float, float]:
        """The upper and lower edge of the text area of a page."""
        section = next((area for area in self._facts.sections if extent.page in area.pages), None)
        if section is None:
            return extent.top, extent.bottom
        margin = min(_MARGIN, section.margin_bottom if section.margin_bottom is not None else _MARGIN)
        below = section.height - margin
        foot = below if extent.foot is None else min(below, extent.foot)
        top = section.margin_top if section.margin_top is not None else extent.top
        return min(top, extent.top), max(foot, extent.bottom)

    def _signature_top(self, page: int) -> float | None:
        signature = self._signed.get(page)
        if signature is None:
            return None
        beside = [self._paper.paragraph(index).box for index in (*signature.capacity, *sorted(self._recipients))]
        return min(box.top for box in beside if box is not None and box.page == page)

    def _rows(self, page: int) -> tuple[int | None, bool]:
        """The rows on a page of a table begun before, and whether nothing else but a closing mark is there."""
        going_on = {
            table.index
            for table in self._facts.tables
            if table.ruled and table.parent is None and page in table.pages[1:]
        }
        on = self._on[page]
        cells = [paragraph.cell for paragraph in on if paragraph.cell is not None and paragraph.cell.table in going_on]
        if not cells:
            return None, False
        others = [
            paragraph
            for paragraph in on
            if (paragraph.cell is None or paragraph.cell.table not in going_on) and paragraph.plain not in _CLOSING
        ]
        return len({(cell.table, cell.row) for cell in cells}), not others

    def _is_heading(self, paragraph: Paragraph, page: int) -> bool:
        inside = paragraph.index in self._headings and paragraph.cell is None
        return inside and paragraph.last_page == page and not paragraph.plain.endswith(_ENDED)

    def _leads(self, paragraph: Paragraph) -> bool:
        """Whether a paragraph does not stand without what follows: a heading, a title of a clause, an introduction."""
        if paragraph.index in self._headings or paragraph.plain.endswith(":"):
            return True
        title = paragraph.lines == 1 and not paragraph.plain.endswith(_ENDED)
        return title and (paragraph.alignment in {"center", "right"} or paragraph.index in self._numbered)

    def _opening(self, page: int) -> float:
        """The lower edge of what must stay together at the head of a page: headings with the first lines below, or a row."""
        edge = 0.0
        for paragraph in self._on[page]:
            if paragraph.box is None or paragraph.box.page != page:
                edge = max(edge, self._extents[page].top)
                if _lines_on(paragraph, page):
                    return edge
                continue
            if paragraph.cell is not None:
                return max(edge, self._row_bottom(page, paragraph))
            lines = _lines_on(paragraph, page)
            if self._leads(paragraph):
                edge = max(edge, paragraph.box.bottom)
                continue
            share = 1.0 if lines <= _WHOLE else _KEPT / lines
            return max(edge, paragraph.box.top + share * paragraph.box.height)
        return edge

    def _row_bottom(self, page: int, first: Paragraph) -> float:
        """The lower edge of the first row of a table on a page, with the head of a table that begins here."""
        cell = first.cell
        if cell is None:
            return 0.0
        rows = {cell.row, cell.row + 1} if cell.row == 0 else {cell.row}
        return max(
            (
                paragraph.box.bottom
                for paragraph in self._on[page]
                if paragraph.box is not None
                and paragraph.cell is not None
                and paragraph.cell.table == cell.table
                and paragraph.cell.row in rows
            ),
            default=0.0,
        )


def _by_page(paragraphs: Sequence[Paragraph]) -> dict[int, list[Paragraph]]:
    found: dict[int, list[Paragraph]] = defaultdict(list)
    for paragraph in paragraphs:
        if paragraph.flow is Flow.BODY and paragraph.plain and paragraph.box is not None:
            for page in range(paragraph.box.page, (paragraph.last_page or paragraph.box.page) + 1):
                found[page].append(paragraph)
    return found


def _lines_on(paragraph: Paragraph, page: int) -> int:
    """The lines of a paragraph on one of its pages."""
    if paragraph.box is None:
        return 0
    place = page - paragraph.box.page
    return paragraph.page_lines[place] if 0 <= place < len(paragraph.page_lines) else 0
