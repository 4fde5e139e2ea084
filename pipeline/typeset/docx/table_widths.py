"""Tables of the body (bảng): column widths from contents, alignment by column, rows that never split."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from itertools import permutations
from typing import NamedTuple

from lxml import etree

from pipeline.decree.profile import Profile
from pipeline.lengths import POINTS_PER_MM, TWIPS_PER_POINT
from pipeline.papers.official_document import TableContent
from pipeline.text.bond import Bond
from pipeline.text.metrics import text_width
from pipeline.typeset.docx.compared import mark_changes
from pipeline.typeset.docx.group_heads import group_heads
from pipeline.typeset.docx.held_words import Setting, address_parts, hold_words, whole
from pipeline.typeset.docx.linebreak import filled_starts
from pipeline.typeset.docx.wordml import paragraph_properties, style_of, w

_CELL_PADDING = 9.0  # both sides together, as the table style sets them
_HEADING_LIMIT = 90.0  # a heading asks for one line up to this width
_MOST = 0.7  # of the cells of a column: what most of them are, it is a column of
_STEPS = (24.0, 8.0)  # points moved at a time while balancing columns: coarse, then fine
_STYLE_BY_ALIGN = {"left": "BangChu", "center": "BangGiua", "right": "BangSo"}


def set_columns(table: etree._Element, widths: Sequence[float]) -> None:
    """Set the column widths of a table in points, in grid and cells, since LibreOffice follows the grid."""
    twips = [str(round(width * TWIPS_PER_POINT)) for width in widths]
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
    size = profile.number("table_text.size")
    for table, content in zip(drawn, tables, strict=True):
        widths = column_widths(content, size=size, width=width)
        _part_paragraphs(table)
        set_columns(table, widths)
        _dress(table, content)
        _hold_words(table, content, widths, size)
        group_heads(table, content, widths, size=size, padding=_CELL_PADDING)


def _is_body_table(table: etree._Element) -> bool:
    style = table.find(f"{w('tblPr')}/{w('tblStyle')}")
    return style is not None and style.get(w("val")) == "Bang"


def column_widths(content: TableContent, *, size: float, width: float) -> list[float]:
    """Column widths in points that fill `width`: as given in mm, else by need; at least the longest word each.

    Where the text does not fit on single lines, the widths are balanced until the table is as low as possible.
    """
    widths = [(column.width or 0.0) * POINTS_PER_MM for column in content.columns]
    free = [index for index, value in enumerate(widths) if not value]
    left = width - sum(widths)
    needs = _needs(content, size, free, left)
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
    needs = [_need(content, index, None, size).least for index in range(len(content.columns))]
    asked = [(column.width or 0.0) * POINTS_PER_MM for column in content.columns]
    if sum(max(pair) for pair in zip(needs, asked, strict=True)) <= width:
        return ""
    texts = [
        " ".join((column.name, *(row.cells[n] for row in content.rows))) for n, column in enumerate(content.columns)
    ]
    return ", ".join(max(text.split(), key=lambda word: text_width(word, size), default="") for text in texts)


def _lowest(needs: Sequence[_Need], widths: list[float], free: Sequence[int]) -> list[float]:
    """The widths after moving width between columns in small steps, as long as that makes the table lower."""
    columns = [_Column(need) for need in needs]
    height = _height(columns, widths)
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
                lower = _height(columns, trial)
                if lower < height:
                    widths, height, moved = trial, lower, True
    return widths


def _height(columns: Sequence[_Column], widths: Sequence[float]) -> float:
    """The lines of all rows together, and a little for each wrapped line and each name parted.

    Between equal heights fewer wrapped cells win; a name is worth a line.
    """
    filled = [column.at(width) for column, width in zip(columns, widths, strict=True)]
    rows: list[tuple[int, ...]] = list(zip(*(lines for lines, _ in filled), strict=True))
    return sum(max(row) for row in rows) + sum(more for _, more in filled)


@dataclass(frozen=True)
class _Column:
    """A column at the widths that were tried: each move changes two columns, the others are as they were."""

    need: _Need
    known: dict[float, tuple[tuple[int, ...], float]] = field(default_factory=dict)

    def at(self, width: float) -> tuple[tuple[int, ...], float]:
        """The lines of each cell at a width, and what wrapped lines and parted names count together."""
        if width not in self.known:
            cells = [_filled(cell, width - _CELL_PADDING, self.need.space) for cell in self.need.cells]
            more = sum(0.01 * (cell.lines - 1) + cell.parted for cell in cells)
            self.known[width] = tuple(cell.lines for cell in cells), more
        return self.known[width]


# What it counts, in lines, to part a name, and a date or a title from its name.
_PARTED_NAME, _PARTED_GROUP = 1.2, 0.1

# The widths of the words of a cell, by what stays whole where it can: groups of names of words.
_Cell = tuple[tuple[tuple[float, ...], ...], ...]


class _Filled(NamedTuple):
    """The lines of a cell, and what is parted in it, in lines."""

    lines: int
    parted: float


_ONE = _Filled(1, 0.0)


def _filled(cell: _Cell, room: float, space: float) -> _Filled:
    """How the words of a cell fill its lines when groups and names stay whole where they fit `room`."""
    if len(cell) == 1 and len(cell[0]) == len(cell[0][0]) == 1:
        return _ONE
    widths: list[float] = []
    parted = 0.0
    for group in cell:
        words = [word for name in group for word in name]
        if (whole := _line(words, space)) <= room or len(words) == 1:
            widths.append(whole)
            continue
        parted += _PARTED_GROUP if len(group) > 1 else 0.0
        for name in group:
            if (whole := _line(name, space)) <= room or len(name) == 1:
                widths.append(whole)
            else:
                parted += _PARTED_NAME * (1 + (whole - room) / whole)  # the nearer to fitting, the better
                widths += name
    return _Filled(len(filled_starts(widths, room, space)), parted)


def _line(words: Sequence[float], space: float) -> float:
    return sum(words) + space * (len(words) - 1)


@dataclass(frozen=True)
class _Need:
    """The needs of a column in points: its longest word, its longest line, the word widths of each cell."""

    least: float
    natural: float
    cells: tuple[_Cell, ...]
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


def _needs(content: TableContent, size: float, free: Sequence[int], room: float) -> list[_Need]:
    """The needs of all columns, with as much kept whole in the `free` ones as fits `room`: names give way before words."""
    columns = range(len(content.columns))
    needs = [_need(content, index, Bond.GROUP, size) for index in columns]
    for level in (Bond.WORD, None):
        lower = [_need(content, index, level, size) for index in columns]
        waiting = [index for index in free if lower[index].least < needs[index].least]
        while waiting and sum(needs[index].least for index in free) > room:
            widest = max(waiting, key=lambda index: (needs[index].least - lower[index].least, -index))
            needs[widest] = lower[widest]
            waiting.remove(widest)
    return needs


def _need(content: TableContent, index: int, level: Bond | None, size: float) -> _Need:
    """What a column needs to keep whole words (`WORD`), or nothing (None); with `GROUP` names too, if it is one of names."""
    column = content.columns[index]
    figures = column.align == "right"
    space = text_width(" ", size, bold=figures)  # totals are set in bold
    texts = [(row.cells[index].replace("\n", " "), figures or row.bold) for row in content.rows]
    cells = [_cell(text, level, size, bold=bold) for text, bold in texts]
    texts = [(text, figures or row.bold) for row in content.rows for text in row.cells[index].split("\n")]
    lines = [text_width(text, size, bold=bold) for text, bold in texts]
    if figures and len(lines) == len(cells):
        cells = [(((line,),),) for line in lines]  # a number is never broken
    heading = _cell(column.name, level, size, bold=True)
    least = max((word for cell in (*cells, heading) for group in cell for name in group for word in name), default=0.0)
    if level is Bond.GROUP and _holds_names([text for text, _ in texts]):
        least = max(least, *lines)
    longest = max((*lines, min(text_width(column.name, size, bold=True), _HEADING_LIMIT)), default=0.0)
    return _Need(
        least=least + _CELL_PADDING,
        natural=max(least, longest) + _CELL_PADDING,
        cells=(heading, *cells),
        space=space,
    )


def _holds_names(texts: Sequence[str]) -> bool:
    """Whether a column is one of names: most of its cells are one name each."""
    filled = [text for text in texts if text]
    names = sum(
        " " in text and len(whole(text, Bond.GROUP)) == 1 and len(whole(text, Bond.WORD)) > 1 for text in filled
    )
    return names > _MOST * len(filled)


def _cell(text: str, level: Bond | None, size: float, *, bold: bool) -> _Cell:
    """The widths of the words of a cell; between the parts of a web address stands no blank, which is taken off."""
    space = text_width(" ", size, bold=bold)

    def widths(name: str) -> tuple[float, ...]:
        found: list[float] = []
        for word in whole(name, None if level is None else Bond.WORD):
            parts = [text_width(part, size, bold=bold) for part in address_parts(word, anywhere=level is None)]
            found += [width - space if number else width for number, width in enumerate(parts)]
        return tuple(found)

    if level is None:
        return tuple(((width,),) for width in widths(text))
    groups = whole(text, Bond.GROUP)
    return tuple(tuple(widths(name) for name in whole(group, Bond.NAME)) for group in groups)


def _hold_words(table: etree._Element, content: TableContent, widths: Sequence[float], size: float) -> None:
    """Keep words, names and numbers of all cells whole where the renderer would part them."""
    looks = [True, *(row.bold for row in content.rows)]
    for row, bold in zip(table.findall(w("tr")), looks, strict=True):
        for cell, width in zip(row.findall(w("tc")), widths, strict=True):
            setting = Setting(room=width - _CELL_PADDING, size=size, bold=bold)
            for paragraph in cell.findall(w("p")):
                hold_words(paragraph, setting)


def _part_paragraphs(table: etree._Element) -> None:
    """Make a paragraph of each line of a cell, with the look of the first."""
    for line in list(table.iter(w("br"))):
        run = line.getparent()
        paragraph = None if run is None else run.getparent()
        if run is None or paragraph is None or paragraph.tag != w("p"):
            continue
        new = etree.Element(w("p"))
        new.extend(deepcopy(part) for part in paragraph.findall(w("pPr")))
        rest = etree.SubElement(new, w("r"))
        rest.extend(deepcopy(part) for part in run.findall(w("rPr")))
        rest.extend(list(line.itersiblings()))
        new.extend(list(run.itersiblings()))
        run.remove(line)
        paragraph.addnext(new)


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
