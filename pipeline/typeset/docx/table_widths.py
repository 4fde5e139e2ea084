"""Tables of the body (bảng): column widths from contents, alignment by column, rows that never split."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import permutations

from lxml import etree

from pipeline.decree.profile import Profile
from pipeline.lengths import POINTS_PER_MM
from pipeline.papers.official_document import TableColumn, TableContent
from pipeline.text.metrics import text_width
from pipeline.typeset.docx.compared import mark_changes
from pipeline.typeset.docx.linebreak import filled_starts
from pipeline.typeset.docx.wordml import paragraph_properties, style_of, w

_CELL_PADDING = 9.0  # both sides together, as the table style sets them
_HEADING_LIMIT = 90.0  # a heading asks for one line up to this width
_STEPS = (24.0, 8.0)  # points moved at a time while balancing columns: coarse, then fine
_STYLE_BY_ALIGN = {"left": "BangChu", "center": "BangGiua", "right": "BangSo"}


def set_columns(table: etree._Element, widths: Sequence[float]) -> None:
    """Set the column widths of a table in points, in grid and cells, since LibreOffice follows the grid."""
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
    """Format the body's tables, in order, for the contents they were made from."""
    drawn = [table for table in body.iter(w("tbl")) if _is_body_table(table)]
    for table, content in zip(drawn, tables, strict=True):
        set_columns(table, column_widths(content, size=profile.number("table_text.size"), width=width))
        _dress(table, content)


def _is_body_table(table: etree._Element) -> bool:
    style = table.find(f"{w('tblPr')}/{w('tblStyle')}")
    return style is not None and style.get(w("val")) == "Bang"


def column_widths(content: TableContent, *, size: float, width: float) -> list[float]:
    """Column widths in points that fill `width`: as given in mm, else by need; at least the longest word each.

    Where the text does not fit on single lines, the widths are balanced until the table is as low as possible.
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
    for index, value in _shares({index: needs[index] for index in free}, left).items():
        widths[index] = value
    return _lowest(needs, widths, free)


def widest_words(content: TableContent, *, size: float, width: float) -> str:
    """The longest word of each column of a table that cannot fit `width` without breaking words; empty if it fits."""
    needs = [_need(content, index, column, size).least for index, column in enumerate(content.columns)]
    asked = [(column.width or 0.0) * POINTS_PER_MM for column in content.columns]
    if sum(max(pair) for pair in zip(needs, asked, strict=True)) <= width:
        return ""
    texts = [
        " ".join((column.name, *(row.cells[n] for row in content.rows))) for n, column in enumerate(content.columns)
    ]
    return ", ".join(max(text.split(), key=lambda word: text_width(word, size), default="") for text in texts)


def _lowest(needs: Sequence[_Need], widths: list[float], free: Sequence[int]) -> list[float]:
    """The widths after moving width between columns in small steps, as long as that makes the table lower."""
    height = _height(needs, widths)
    for step in _STEPS:
        moved = True
        while moved:
            moved = False
            for giver, taker in permutations(free, 2):
                if widths[giver] - step < needs[giver].least:
                    continue
                trial = list(widths)
                trial[giver] -= step
                trial[taker] += step
                lower = _height(needs, trial)
                if lower < height:
                    widths, height, moved = trial, lower, True
    return widths


def _height(needs: Sequence[_Need], widths: Sequence[float]) -> float:
    """The lines of all rows together; wrapped cells count a little each, so that fewer wins between equal heights."""
    lines = [
        [_lines(cell, width - _CELL_PADDING, need.space) for cell in need.cells]
        for need, width in zip(needs, widths, strict=True)
    ]
    rows: list[tuple[int, ...]] = list(zip(*lines, strict=True))
    return sum(max(row) for row in rows) + 0.01 * sum(count - 1 for row in rows for count in row)


@lru_cache(maxsize=50_000)
def _lines(words: tuple[float, ...], room: float, space: float) -> int:
    """The number of lines that words of these widths take in a cell of width `room`."""
    return len(filled_starts(words, room, space))


@dataclass(frozen=True)
class _Need:
    """The needs of a column in points: its longest word, its longest line, the word widths of each cell."""

    least: float
    natural: float
    cells: tuple[tuple[float, ...], ...]
    space: float


def _shares(needs: dict[int, _Need], width: float) -> dict[int, float]:
    """Divide `width` among columns of running text, by the square root of their amounts of text."""
    shares: dict[int, float] = {}
    waiting = dict(needs)
    while waiting:
        total = sum(need.natural**0.5 for need in waiting.values())
        asked = {index: need.natural**0.5 * width / total for index, need in waiting.items()}
        # A column gets no less than its longest word and no more than its longest line.
        bound = {index: min(max(value, waiting[index].least), waiting[index].natural) for index, value in asked.items()}
        settled = [index for index in waiting if bound[index] != asked[index]]
        if not settled:
            return {**shares, **asked}
        for index in settled:
            shares[index] = bound[index]
            width -= bound[index]
            del waiting[index]
    return shares


def _need(content: TableContent, index: int, column: TableColumn, size: float) -> _Need:
    bold = column.align == "right"  # totals are set in bold
    space = text_width(" ", size, bold=bold)
    cells = [_word_widths(row.cells[index], size, bold=bold) for row in content.rows]
    lines = [sum(cell) + space * (len(cell) - 1) for cell in cells]
    if column.align == "right":
        cells = [(line,) for line in lines]  # a number is never broken
    heading = _word_widths(column.name, size, bold=True)
    least = max((word for cell in (*cells, heading) for word in cell), default=0.0) + _CELL_PADDING
    longest = max((*lines, min(text_width(column.name, size, bold=True), _HEADING_LIMIT)), default=0.0)
    return _Need(
        least=least,
        natural=max(least, longest + _CELL_PADDING),
        cells=(heading, *cells),
        space=space,
    )


def _word_widths(text: str, size: float, *, bold: bool) -> tuple[float, ...]:
    return tuple(text_width(word, size, bold=bold) for word in text.split(" "))


def _dress(table: etree._Element, content: TableContent) -> None:
    """Set cell styles by column alignment, and totals in bold."""
    if content.compared:
        mark_changes(table)
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
