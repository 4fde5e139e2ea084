"""Tables of the body (bảng): column widths from their contents, alignment by column, rows that never split."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from pipeline.documents.model import TableColumn, TableContent
from pipeline.law.profile import Profile
from pipeline.typeset.metrics import POINTS_PER_MM, text_width
from pipeline.typeset.wordml import paragraph_properties, style_of, w

_CELL_PADDING = 9.0  # both sides together, as the table style sets them
_NATURAL_LIMIT = 220.0  # a column of running text asks for no more than this before it wraps
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
    """Widths in points that fill `width`: as asked in mm, else by need; no column narrower than its longest word."""
    needs = [_need(content, index, column, size) for index, column in enumerate(content.columns)]
    fixed = [None if column.width is None else column.width * POINTS_PER_MM for column in content.columns]
    free = [index for index, value in enumerate(fixed) if value is None]
    widths = [value or least for value, (least, _) in zip(fixed, needs, strict=True)]
    spare = width - sum(widths)
    if spare < 0 or not free:
        return [value * width / sum(widths) for value in widths]
    wishes = {index: max(0.0, needs[index][1] - needs[index][0]) for index in free}
    total = sum(wishes.values())
    for index in free:
        # With every wish met, the rest goes to the columns in proportion to their text.
        share = wishes[index] / total if total else 1 / len(free)
        widths[index] += spare * share
    return widths


def _need(content: TableContent, index: int, column: TableColumn, size: float) -> tuple[float, float]:
    """Least width (longest word) and wished width (longest line, more for much text) of one column."""
    cells = [row.cells[index] for row in content.rows]
    bold = column.align == "right"
    words = [text_width(word, size, bold=bold) for cell in cells for word in cell.split(" ")]
    words += [text_width(word, size, bold=True) for word in column.name.split(" ")]
    lines = [0.0, *(text_width(cell, size, bold=bold) for cell in cells)]
    least = max(words, default=0.0) + _CELL_PADDING
    if column.align == "right":
        least = max(least, max(lines, default=0.0) + _CELL_PADDING)
    longest = max(*lines, min(text_width(column.name, size, bold=True), _HEADING_LIMIT))
    wish = longest if longest <= _NATURAL_LIMIT else _NATURAL_LIMIT + (longest - _NATURAL_LIMIT) ** 0.75
    return least, max(least, wish + _CELL_PADDING)


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
