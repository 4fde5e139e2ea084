"""Tables of the body (bảng): column widths from their contents, alignment by column, rows that never split."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from pipeline.documents.model import TableColumn, TableContent
from pipeline.law.profile import Profile
from pipeline.typeset.metrics import POINTS_PER_MM, text_width
from pipeline.typeset.wordml import paragraph_properties, style_of, w

_CELL_PADDING = 9.0  # both sides together, as the table style sets them
_HEADING_LIMIT = 90.0  # a heading asks for one line up to this width
_STYLE_BY_ALIGN = {"left": "BangChu", "center": "BangGiua", "right": "BangSo"}


def set_columns(table: etree._Element, widths: Sequence[float]) -> None:
    """Set grid and cells of a table to these widths in points: both, since LibreOffice follows the grid."""
    twips = [str(round(width * 20)) for width in widths]
    grid = table.find(w("tblGrid"))
    if grid is None:
        grid = etree.Element(w("tblGrid"))
        table.insert(1, grid)
    for old in list(grid):
        grid.remove(old)
    for width in twips:
        etree.SubElement(grid, w("gridCol")).set(w("w"), width)
    total = table.find(f"{w('tblPr')}/{w('tblW')}")
    if total is not None:
        total.set(w("w"), str(sum(map(int, twips))))
        total.set(w("type"), "dxa")
    for row in table.findall(w("tr")):
        for cell, width in zip(row.findall(w("tc")), twips, strict=False):
            measure = cell.find(f"{w('tcPr')}/{w('tcW')}")
            if measure is not None:
                measure.set(w("w"), width)
                measure.set(w("type"), "dxa")


def fit_tables(body: etree._Element, *, profile: Profile, tables: Sequence[TableContent], width: float) -> None:
    """Dress the body's tables, in order, for the contents they were made from."""
    drawn = [table for table in body.iter(w("tbl")) if _is_body_table(table)]
    for table, content in zip(drawn, tables, strict=True):
        set_columns(table, column_widths(content, size=profile.number("table_text.size"), width=width))
        _dress(table, content)


def _is_body_table(table: etree._Element) -> bool:
    style = table.find(f"{w('tblPr')}/{w('tblStyle')}")
    return style is not None and style.get(w("val")) == "Bang"


def column_widths(content: TableContent, *, size: float, width: float) -> list[float]:
    """Widths in points that fill `width`: as asked in mm, else by need; no column narrower than its longest word.

    Columns that would fit on one line within a fair share get just that; the others share what is left.
    """
    needs = [_need(content, index, column, size) for index, column in enumerate(content.columns)]
    widths = [(column.width or 0.0) * POINTS_PER_MM for column in content.columns]
    free = [index for index, value in enumerate(widths) if not value]
    left = width - sum(widths)
    if sum(needs[index].least for index in free) >= left or not free:
        asked = [value or needs[index].least for index, value in enumerate(widths)]
        return [value * width / sum(asked) for value in asked]
    wanted = sum(needs[index].natural for index in free)
    if wanted <= left:
        for index in free:
            widths[index] = needs[index].natural * left / wanted
        return widths
    waiting = sorted(free, key=lambda index: needs[index].natural)
    while waiting and needs[waiting[0]].natural <= left / len(waiting):
        index = waiting.pop(0)
        widths[index] = needs[index].natural
        left -= widths[index]
    for index, value in _shares({index: needs[index] for index in waiting}, left).items():
        widths[index] = value
    return widths


@dataclass(frozen=True)
class _Need:
    """What a column needs in points: its longest word, and its longest line unbroken."""

    least: float
    natural: float


def _shares(needs: dict[int, _Need], width: float) -> dict[int, float]:
    """Divide `width` among columns of running text: more text, more room, but by its square root, as rows grow taller."""
    shares: dict[int, float] = {}
    waiting = dict(needs)
    while waiting:
        total = sum(need.natural**0.5 for need in waiting.values())
        tight = {index: need for index, need in waiting.items() if need.natural**0.5 * width / total < need.least}
        if not tight:
            return {**shares, **{index: need.natural**0.5 * width / total for index, need in waiting.items()}}
        for index, need in tight.items():
            shares[index] = need.least
            width -= need.least
            del waiting[index]
    return shares


def _need(content: TableContent, index: int, column: TableColumn, size: float) -> _Need:
    cells = [row.cells[index] for row in content.rows]
    bold = column.align == "right"  # totals are set in bold
    words = [text_width(word, size, bold=bold) for cell in cells for word in cell.split(" ")]
    words += [text_width(word, size, bold=True) for word in column.name.split(" ")]
    lines = [text_width(cell, size, bold=bold) for cell in cells]
    if column.align == "right":
        words += lines  # a number is never broken
    heading = text_width(column.name, size, bold=True)
    least = max(words, default=0.0) + _CELL_PADDING
    longest = max(*lines, min(heading, _HEADING_LIMIT), 0.0)
    return _Need(least=least, natural=max(least, longest + _CELL_PADDING))


def _dress(table: etree._Element, content: TableContent) -> None:
    """Cell styles by column alignment; totals in bold."""
    rows = table.findall(w("tr"))[1:]  # after the header row
    for row, source in zip(rows, content.rows, strict=True):
        for cell, column in zip(row.findall(w("tc")), content.columns, strict=True):
            for paragraph in cell.findall(w("p")):
                if style_of(paragraph) in _STYLE_BY_ALIGN.values():
                    style = paragraph_properties(paragraph).find(w("pStyle"))
                    style.set(w("val"), _STYLE_BY_ALIGN[column.align])  # type: ignore[union-attr]
                if source.bold:
                    _embolden(paragraph)


def _embolden(paragraph: etree._Element) -> None:
    for run in paragraph.findall(w("r")):
        properties = run.find(w("rPr"))
        if properties is None:
            properties = etree.Element(w("rPr"))
            run.insert(0, properties)
        properties.insert(0, etree.Element(w("b")))
