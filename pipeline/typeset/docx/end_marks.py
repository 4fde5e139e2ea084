"""The closing mark `./.` below a table (dấu kết thúc): it never stands alone on a page.

The Word file says "keep with next" in the last row, and Word takes that row along. LibreOffice 7.4 keeps no row with what follows
its table. So the finished page decides: the copy for LibreOffice has a bookmark in the last row and on the mark; where the two
are on different pages, the paper is made once more with that row so high that it goes to the next page, too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from pipeline.lengths import TWIPS_PER_POINT
from pipeline.typeset.docx.wordml import set_property, style_of, w
from pipeline.typeset.pdf.page_places import Place

_STYLE = "KetThuc"
_GAP = "KhoangCach"
# Names that LibreOffice passes on unchanged: the table, and which of the two marks it is.
_MARK = re.compile(r"het(\d+)(hang|dau)")
# So much more than what is left of the page: cell padding, and the place of a bookmark within its line.
_MORE = 6.0
# A row that would have to be higher than this stays where it is: what follows the mark takes more room than a row may pretend to.
_HIGHEST = 120.0


@dataclass(frozen=True, kw_only=True, eq=False)
class EndedTable:
    """A table that the closing mark follows: its number among the paragraphs and tables of the body."""

    number: int
    table: etree._Element
    mark: etree._Element

    @property
    def last_row(self) -> etree._Element:
        """The row that goes with the mark."""
        return self.table.findall(w("tr"))[-1]


def ended_tables(root: etree._Element) -> list[EndedTable]:
    """The tables with more than one row that a closing mark follows, in order."""
    content = root.findall(f"{w('body')}/*")
    places = {element: number for number, element in enumerate(content)}
    found = []
    for mark in content:
        before = _before(mark)[-1:] if _is_mark(mark) else []
        found += [
            EndedTable(number=places[table], table=table, mark=mark)
            for table in before
            if table.tag == w("tbl") and len(table.findall(w("tr"))) > 1
        ]
    return found


def keep_last_rows(body: etree._Element) -> None:
    """Have Word take the last row, or the chart, along with the closing mark that follows, over the gap between the two."""
    for mark in filter(_is_mark, body.findall(w("p"))):
        for element in _before(mark):
            last = element.findall(w("tr"))[-1] if element.tag == w("tbl") else element
            for paragraph in last.iter(w("p")):
                set_property(paragraph, "keepNext")


def _is_mark(element: etree._Element) -> bool:
    return element.tag == w("p") and style_of(element) == _STYLE


def _before(mark: etree._Element) -> list[etree._Element]:
    """What stands before a mark, from the last one back: the gaps, and the table or paragraph above them."""
    found: list[etree._Element] = []
    for element in mark.itersiblings(preceding=True):
        found.append(element)
        if element.tag != w("p") or style_of(element) != _GAP:
            break
    return found


def put_end_marks(root: etree._Element, tables: Sequence[EndedTable], heights: Mapping[int, float]) -> None:
    """Bookmarks in last rows and on closing marks; the rows of these tables as high as said, in points."""
    last = max((int(mark.get(w("id"), "0")) for mark in root.iter(w("bookmarkStart"))), default=0)
    for position, ended in enumerate(tables):
        row = ended.last_row
        first = next(row.iter(w("p")))
        _mark(first, f"het{ended.number}hang", last + 2 * position + 1)
        _mark(ended.mark, f"het{ended.number}dau", last + 2 * position + 2)
        if height := heights.get(ended.number):
            _set_height(row, height)


def lone_end_marks(places: Mapping[str, Place], *, margin: float) -> dict[int, float]:
    """For each table whose closing mark went to a later page alone: a height that no longer fits where its last row stands.

    `margin`: below the text of its pages, in points.
    """
    found: dict[int, dict[str, Place]] = {}
    for name, place in places.items():
        if match := _MARK.fullmatch(name):
            found.setdefault(int(match[1]), {})[match[2]] = place
    heights = {
        number: marks["hang"].y - margin + _MORE
        for number, marks in found.items()
        if len(marks) > 1 and marks["hang"].page < marks["dau"].page
    }
    return {number: height for number, height in heights.items() if height <= _HIGHEST}


def _set_height(row: etree._Element, height: float) -> None:
    properties = row.find(w("trPr"))
    if properties is None:
        properties = etree.Element(w("trPr"))
        row.insert(0, properties)
    for old in properties.findall(w("trHeight")):
        properties.remove(old)
    size = {w("val"): str(round(height * TWIPS_PER_POINT)), w("hRule"): "atLeast"}
    etree.SubElement(properties, w("trHeight"), size)


def _mark(paragraph: etree._Element, name: str, number: int) -> None:
    start = etree.Element(w("bookmarkStart"), {w("id"): str(number), w("name"): name})
    end = etree.Element(w("bookmarkEnd"), {w("id"): str(number)})
    first = 1 if paragraph.find(w("pPr")) is not None else 0
    paragraph[first:first] = [start, end]
