"""Horizontal lines (đường kẻ ngang): borders, drawn lines, underlining, and characters used as a line."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from pipeline.lengths import MM_PER_POINT
from pipeline.reading.docx.docx_sections import Layout
from pipeline.reading.docx.docx_tables import CellPlan
from pipeline.reading.docx.drawn_places import across
from pipeline.reading.docx.layers import Border
from pipeline.reading.docx.line_setting import Span
from pipeline.reading.docx.measured import Anchored, Measured, Where
from pipeline.reading.docx.shapes import Place
from pipeline.reading.facts import Cell, Paragraph, Stroke, StrokeKind

_CHARACTERS = re.compile(r"[\s_\-–—―─━═╌┄¯‾ˍ=~*]*(?:[o0*]{1,5}|o\s?[0O]\s?o)?[\s_\-–—―─━═╌┄¯‾ˍ=~*]*", re.IGNORECASE)
_LINE_OF = re.compile(r"([_\-–—―─━═╌┄¯‾ˍ=~])\1\1|[_\-–—―─━═╌┄¯‾ˍ=~](?:\s[_\-–—―─━═╌┄¯‾ˍ=~]){3}")
_SHORTEST = 3.0  # mm
_ABOVE = 0.35  # of a line's height: a stroke that low in a line counts as below it
_FEW_LINES = 3
_FEW_ROWS = 50  # as far up as text is looked for above a border


def find_strokes(measured: Measured, layouts: tuple[Layout, ...]) -> tuple[Stroke, ...]:
    """All horizontal lines except the grids of tables, in reading order of the paragraphs they belong to."""
    finder = _Finder(measured, layouts)
    found = [stroke for index in range(len(measured.paragraphs)) for stroke in finder.of_paragraph(index)]
    found += [finder.drawn(anchored) for anchored in measured.lines]
    for index, (plan, where) in enumerate(measured.plans):
        if not plan.ruled and not plan.frame:
            found += finder.of_table(index, where)
    return tuple(found)


class _Finder:
    def __init__(self, measured: Measured, layouts: tuple[Layout, ...]) -> None:
        self._measured = measured
        self._layouts = layouts
        self._members: dict[tuple[object, ...], list[int]] = {}
        for index, note in enumerate(measured.notes):
            self._members.setdefault(note.where.container, []).append(index)
        self._stand_ins = {p.index for p in measured.paragraphs if stands_in(p.text)}
        self._above: dict[int, int | None] = {}  # the nearest paragraph above with text in the same container
        self._place: dict[int, int] = {}  # the place of a paragraph among those of its container
        self._rows: dict[tuple[int, int], list[tuple[object, ...]]] = {}  # the containers of a row's cells
        self._first: dict[int, int] = {}  # the first paragraph of a table
        for container, members in self._members.items():
            self._index(container, members)

    def _index(self, container: tuple[object, ...], members: list[int]) -> None:
        text: int | None = None
        for place, index in enumerate(members):
            self._above[index], self._place[index] = text, place
            text = index if self._has_text(index) else text
        cell = self._measured.notes[members[0]].where.cell
        if cell is not None and container[0] == "cell":
            self._rows.setdefault((cell.table, cell.row), []).append(container)
            self._first[cell.table] = min(members[0], self._first.get(cell.table, members[0]))

    def _has_text(self, index: int) -> bool:
        """Whether a paragraph has text, other than characters used as a line."""
        return (
            index not in self._stand_ins
            and not self._measured.paragraphs[index].text.isspace()
            and bool(self._measured.paragraphs[index].text)
        )

    def _last_text(self, members: list[int]) -> int | None:
        """The last paragraph with text among the paragraphs `members` of one container; None without one."""
        if not members:
            return None
        return members[-1] if self._has_text(members[-1]) else self._above[members[-1]]

    def of_paragraph(self, index: int) -> Iterator[Stroke]:
        """The lines that a paragraph itself has: borders, underlining, characters."""
        paragraph = self._measured.paragraphs[index]
        if not paragraph.boxed:
            yield from self._borders(paragraph)
        if self._in_grid(paragraph.cell):
            return
        yield from self._characters(paragraph)
        yield from self._underlines(paragraph)

    def _borders(self, paragraph: Paragraph) -> Iterator[Stroke]:
        sides = self._measured.notes[paragraph.index].layer.get("borders", {})
        top, bottom = sides.get("top"), sides.get("bottom")
        if top is not None and top.visible and not self._continues(paragraph.index, "top"):
            yield self._border(top, paragraph, self._above[paragraph.index])
        if bottom is not None and bottom.visible and not self._continues(paragraph.index, "bottom"):
            under = paragraph.index if paragraph.plain else self._above[paragraph.index]
            yield self._border(bottom, paragraph, under)

    def _continues(self, index: int, side: str) -> bool:
        """Whether a border on this side is not drawn, since Word draws one frame around neighbours with equal borders."""
        members = self._members[self._measured.notes[index].where.container]
        at = self._place[index] + (-1 if side == "top" else 1)
        if not 0 <= at < len(members):
            return False
        here, other = self._measured.paragraphs[index], self._measured.paragraphs[members[at]]
        layers = [self._measured.notes[p.index].layer.get("borders") for p in (here, other)]
        same = (here.left, here.right) == (other.left, other.right)
        return layers[0] == layers[1] and same and bool(here.plain) == bool(other.plain)

    def _border(self, border: Border, paragraph: Paragraph, under: int | None) -> Stroke:
        return Stroke(
            kind=StrokeKind.BORDER,
            left=paragraph.left,
            right=paragraph.right,
            under=under,
            section=paragraph.section,
            width=border.width,
            solid=border.solid,
            colour=border.colour,
        )

    def _characters(self, paragraph: Paragraph) -> Iterator[Stroke]:
        printed = self._measured.notes[paragraph.index].printed
        parts = paragraph.text.split("\n")
        if len(parts) == len(printed.lines) or len(parts) == 1:
            for number, part in enumerate(parts):
                ink = printed.lines[number].ink
                if stands_in(part) and ink is not None and ink.right - ink.left >= _SHORTEST:
                    under = self._above[paragraph.index] if not "".join(parts[:number]).strip() else paragraph.index
                    yield self._inked(StrokeKind.CHARACTERS, ink, paragraph, under, solid=_solid(part))

    def _underlines(self, paragraph: Paragraph) -> Iterator[Stroke]:
        printed = self._measured.notes[paragraph.index].printed
        last = printed.lines[-1]
        underlined = [span for span in last.underlined if span.right - span.left >= _SHORTEST]
        if not underlined or len(printed.lines) > _FEW_LINES:
            return
        if not paragraph.plain:
            for span in underlined:
                yield self._inked(StrokeKind.UNDERLINE, span, paragraph, self._above[paragraph.index])
        elif paragraph.index not in self._stand_ins:
            wholly = all(run.underline or not run.text.strip() for run in paragraph.runs)
            if wholly and last.ink is not None:
                yield self._inked(StrokeKind.UNDERLINE, last.ink, paragraph, paragraph.index)
            elif paragraph.alignment == "center" and len(underlined) == 1:
                yield self._inked(StrokeKind.UNDERLINE, underlined[0], paragraph, paragraph.index)

    def _inked(
        self, kind: StrokeKind, ink: Span, paragraph: Paragraph, under: int | None, *, solid: bool | None = True
    ) -> Stroke:
        colour = paragraph.runs[-1].colour if paragraph.runs else "000000"
        return Stroke(
            kind=kind,
            left=ink.left,
            right=ink.right,
            under=under,
            section=paragraph.section,
            solid=solid,
            colour=colour,
        )

    def _in_grid(self, cell: Cell | None) -> bool:
        return cell is not None and self._measured.tables[cell.table].ruled

    def drawn(self, anchored: Anchored) -> Stroke:
        """A drawn line as a stroke: its place, and the paragraph under which it is drawn."""
        shape, where = anchored.shape, anchored.where
        layout = self._layouts[min(where.section, len(self._layouts) - 1)]
        alignment = self._measured.paragraphs[anchored.paragraph].alignment
        left = across(shape.place, (where.left, where.right), layout, alignment)
        width = shape.place.width or where.right - where.left  # a rule of 100% has no width of its own
        return Stroke(
            kind=StrokeKind.SHAPE,
            left=left,
            right=left + width,
            under=self._under_drawn(anchored, shape.place, left + width / 2),
            section=where.section,
            width=shape.width,
            solid=shape.solid,
            colour=shape.colour,
        )

    def _under_drawn(self, anchored: Anchored, place: Place, center: float) -> int | None:
        anchor, where = anchored.paragraph, anchored.where
        if place.y is None or place.down not in {"paragraph", "line"}:
            return anchor if self._has_text(anchor) else self._above[anchor]
        members, anchor, down = self._column_of(where, self._members[where.container], anchor, center, place.y)
        under, reached = self._above[anchor], 0.0
        for place_of in range(self._place[anchor], len(members)):
            at = members[place_of]
            note = self._measured.notes[at]
            gap = 0.0 if at == anchor else (self._measured.paragraphs[at].gap_before or 0.0) * MM_PER_POINT
            bottom = reached + gap + note.pitch * len(note.printed.lines)
            if bottom - _ABOVE * note.pitch > down:
                break
            reached = bottom
            under = at if self._has_text(at) else under
        return under

    def _column_of(
        self, where: Where, members: list[int], anchor: int, center: float, down: float
    ) -> tuple[list[int], int, float]:
        """Members, anchor and depth for a line, of the neighbouring cell if the line is drawn across into that one."""
        if where.cell is None or where.left - 1 <= center <= where.right + 1:
            return members, anchor, down
        for container in self._rows.get((where.cell.table, where.cell.row), ()):
            other = self._members[container]
            room = self._measured.notes[other[0]].where
            if container != where.container and room.left <= center <= room.right:
                over = sum(self._depth(at) for at in members if at < anchor)
                return other, other[0], down + over
        return members, anchor, down

    def _depth(self, index: int) -> float:
        note, paragraph = self._measured.notes[index], self._measured.paragraphs[index]
        return (paragraph.gap_before or 0.0) * MM_PER_POINT + note.pitch * len(note.printed.lines)

    def of_table(self, index: int, where: Where) -> Iterator[Stroke]:
        """Cell borders that serve as lines, in a table without a grid."""
        plan = self._measured.plans[index][0]
        for number, row in enumerate(plan.rows):
            for cell in (cell for cell in row.cells if not cell.framed):
                below = number + 1 < len(plan.rows) and _cell_at(plan.rows[number + 1].cells, cell.column)
                if cell.visible("bottom") and not (below and below.visible("top")):
                    yield self._edge(cell, "bottom", self._in_column(index, number, cell.column), where)
                if cell.visible("top"):
                    under = (
                        self._in_column(index, number - 1, cell.column) if number else self._before_table(index, where)
                    )
                    yield self._edge(cell, "top", under, where)

    def _in_column(self, table: int, row: int, column: int) -> int | None:
        """The last paragraph with text in a column of a table, in this row or above; None without one."""
        for at in range(row, max(row - _FEW_ROWS, -1), -1):
            found = self._last_text(self._members.get(("cell", table, at, column), []))
            if found is not None:
                return found
        return None

    def _before_table(self, table: int, where: Where) -> int | None:
        first = self._first.get(table)
        members = self._members.get(where.container, [])
        return None if first is None else self._last_text(members[: bisect_left(members, first)])

    def _edge(self, cell: CellPlan, side: str, under: int | None, where: Where) -> Stroke:
        border = cell.borders[side]
        return Stroke(
            kind=StrokeKind.BORDER,
            left=cell.left,
            right=cell.right,
            under=under,
            section=where.section,
            width=border.width,
            solid=border.solid,
            colour=border.colour,
        )


def stands_in(text: str) -> bool:
    """Whether a text consists of characters that draw a line (`_____`, `-----o0o-----`)."""
    stripped = text.strip()
    return bool(stripped) and _LINE_OF.search(stripped) is not None and _CHARACTERS.fullmatch(stripped) is not None


def _solid(text: str) -> bool:
    return not set(text.strip()) & set("-=~╌┄*oO0 ")


def _cell_at(cells: list[CellPlan], column: int) -> CellPlan | None:
    return next((cell for cell in cells if cell.column == column), None)
