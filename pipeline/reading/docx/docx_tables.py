"""Tables (bảng): the place of each cell on the page, and which borders are drawn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.lengths import MM_PER_TWIP
from pipeline.reading.docx.docx_styles import Style, Styles
from pipeline.reading.docx.layers import Border, ParagraphLayer, RunLayer, borders, merge, run_layer
from pipeline.reading.docx.wordml_values import MC, Element, W, branch, millimetres, on, switch, val, whole

_PADDING = 115 * MM_PER_TWIP  # of a cell where no style says anything
_WIDEST_SPAN = 63
_FIRST_ROW = 0x20
_THREE = 3
_ALIGNMENTS = {"center": "center", "right": "right", "end": "right"}
_AROUND = frozenset(W + name for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo"))
_NO_BORDER = Border(visible=False, width=None, solid=None, colour="000000")


class CellPlan(NamedTuple):
    """One cell: its edges and those of its text in mm from the page's left edge, its borders, its content."""

    element: Element
    column: int
    span: int
    left: float
    right: float
    text_left: float
    text_right: float
    borders: dict[str, Border]
    continued: bool

    def visible(self, side: str) -> bool:
        """Whether the border on that side is drawn."""
        return self.borders.get(side, _NO_BORDER).visible

    @property
    def framed(self) -> bool:
        """Whether all four sides are drawn."""
        return all(map(self.visible, ("top", "left", "bottom", "right")))


@dataclass(slots=True)
class RowPlan:
    """One row."""

    cells: list[CellPlan]
    header: bool
    splittable: bool
    first: bool


@dataclass(frozen=True, slots=True)
class TablePlan:
    """A table with the places of its cells. `run`, `paragraph`: text properties of its style; `first_run`: of its first row."""

    rows: list[RowPlan]
    columns: int
    left: float
    right: float
    run: RunLayer
    first_run: RunLayer
    paragraph: ParagraphLayer

    @property
    def ruled(self) -> bool:
        """Whether it has a visible grid: most cells with borders on all sides, or most rows with lines between them."""
        cells = [cell for row in self.rows for cell in row.cells]
        if len(cells) < _THREE - 1:
            return False
        framed = sum(sum(map(cell.visible, ("top", "left", "bottom", "right"))) >= _THREE for cell in cells)
        inner = [cell for row in self.rows[:-1] for cell in row.cells]
        ruled_off = sum(cell.visible("bottom") for cell in inner)
        return 2 * framed >= len(cells) or (len(self.rows) >= _THREE and 2 * ruled_off > len(inner))

    @property
    def frame(self) -> bool:
        """Whether it is a single cell with borders: a frame around text."""
        return len(self.rows) == 1 and len(self.rows[0].cells) == 1 and self.rows[0].cells[0].framed

    @property
    def header_rows(self) -> int:
        """The number of rows repeated at the head of each page."""
        count = 0
        for row in self.rows:
            if not row.header:
                break
            count += 1
        return count


@dataclass(slots=True)
class _Settings:
    """The properties of a whole table, from the table and its chain of styles."""

    borders: dict[str, Border]
    padding: dict[str, float]
    indent: float
    alignment: str
    fixed: bool
    width: float | None
    share: float | None
    first_row: bool


def plan_table(element: Element, column: tuple[float, float], styles: Styles, *, edge_at_indent: bool) -> TablePlan:
    """Compute the places of a table's cells in a column (left, right).

    `edge_at_indent`: Word 2013 and later apply the table's indent to its edge, earlier versions to its text.
    """
    properties = element.find(f"{W}tblPr")
    key = val(None if properties is None else properties.find(f"{W}tblStyle"))
    chain = styles.chain(key) or styles.chain(styles.default_table_style())
    settings = _settings(properties, chain)
    grid = _grid(element)
    rows = [row for row in _elements(element, "tr") if row.find(f"{W}trPr/{W}del") is None]
    widths = [_row_widths(row, grid, settings) for row in rows]
    room = column[1] - column[0]
    known = max((sum(width or 0.0 for _, width, _ in row) for row in widths), default=0.0)
    total = known or settings.width or room * (settings.share or 1.0)
    left = _left(properties, settings, column, total, edge_at_indent=edge_at_indent)
    count = max([len(grid), *(sum(span for span, _, _ in row) for row in widths)], default=0)
    plans = [
        _row(row, widths[index], left, total, settings, (index == 0, index == len(rows) - 1))
        for index, row in enumerate(rows)
    ]
    run, first, paragraph = _text_layers(chain, styles, first_row=settings.first_row)
    right = max((cell.right for row in plans for cell in row.cells), default=left + total)
    return TablePlan(plans, count, left, right, run, first, paragraph)


def _elements(parent: Element, name: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, including those inside wrapper elements."""
    pending = [iter(parent)]
    while pending:
        child = next(pending[-1], None)
        if child is None:
            pending.pop()
        elif child.tag == W + name:
            yield child
        elif child.tag in _AROUND:
            pending.append(iter(child))
        elif child.tag == f"{MC}AlternateContent":
            shown = branch(child)
            if shown is not None:
                pending.append(iter(shown))


def _settings(properties: Element | None, chain: tuple[Style, ...]) -> _Settings:
    settings = _Settings({}, {}, 0.0, "left", fixed=False, width=None, share=None, first_row=False)
    levels = [style.element.find(f"{W}tblPr") for style in chain]
    for level in (*levels, properties):
        if level is None:
            continue
        settings.borders.update(borders(level.find(f"{W}tblBorders")))
        settings.padding.update(_padding(level.find(f"{W}tblCellMar")))
        indent = _measure(level.find(f"{W}tblInd"))
        settings.indent = settings.indent if indent is None else indent
        said = val(level.find(f"{W}jc"))
        settings.alignment = _ALIGNMENTS.get(said, "left") if said else settings.alignment
    if properties is not None:
        settings.fixed = (_attribute(properties.find(f"{W}tblLayout"), "type")) == "fixed"
        width = properties.find(f"{W}tblW")
        settings.width, settings.share = _measure(width), _share(width)
        look = properties.find(f"{W}tblLook")
        if look is not None:
            first, mask = look.get(f"{W}firstRow"), val(look)
            settings.first_row = on(first) if first else bool(_hex(mask) & _FIRST_ROW)
    return settings


def _hex(value: str | None) -> int:
    try:
        return int(value or "0", 16)
    except ValueError:
        return 0


def _attribute(element: Element | None, name: str) -> str | None:
    return None if element is None else element.get(W + name)


def _measure(element: Element | None) -> float | None:
    """A width of type dxa in mm; None for `auto`, `nil` and shares."""
    if element is None or element.get(f"{W}type") in {"auto", "nil", "pct"}:
        return None
    return millimetres(element.get(f"{W}w"))


def _share(element: Element | None) -> float | None:
    """A width as a share of the available width, given as fiftieths of a per cent or `50%`; else None."""
    value = _attribute(element, "w") or ""
    if element is None or (element.get(f"{W}type") != "pct" and not value.endswith("%")):
        return None
    number = whole(value.rstrip("%"), 100_000)
    return None if not number or number < 0 else number / (100 if value.endswith("%") else 5000)


def _padding(element: Element | None) -> dict[str, float]:
    found: dict[str, float] = {}
    for child in () if element is None else element:
        name = child.tag[len(W) :] if isinstance(child.tag, str) and child.tag.startswith(W) else ""
        side = {"start": "left", "end": "right"}.get(name, name)
        measure = _measure(child)
        if measure is not None and measure >= 0:
            found[side] = measure
    return found


def _grid(element: Element) -> list[float]:
    columns = element.findall(f"{W}tblGrid/{W}gridCol")[:1000]
    widths = [max(millimetres(column.get(f"{W}w")) or 0.0, 0.0) for column in columns]
    return widths if sum(widths) > 0 else []


def _row_widths(row: Element, grid: list[float], settings: _Settings) -> list[tuple[int, float | None, Element | None]]:
    """For each cell of a row: number of grid columns, width in mm, element (None for a gap before the first cell)."""
    found: list[tuple[int, float | None, Element | None]] = []
    before = whole(val(row.find(f"{W}trPr/{W}gridBefore")), _WIDEST_SPAN) or 0
    at = 0
    if before > 0:
        own = _measure(row.find(f"{W}trPr/{W}wBefore"))
        found.append((before, own if own is not None else sum(grid[:before]), None))
        at = before
    even = len(set(grid)) == 1 and len(grid) > 1
    for cell in _elements(row, "tc"):
        properties = cell.find(f"{W}tcPr")
        span = 1 if properties is None else whole(val(properties.find(f"{W}gridSpan")), _WIDEST_SPAN) or 1
        span = max(span, 1)
        own = None if properties is None else _measure(properties.find(f"{W}tcW"))
        own = own or None
        by_grid = sum(grid[at : at + span]) if at + span <= len(grid) else None
        prefer_own = settings.fixed or even or not by_grid
        found.append((span, (own or by_grid) if prefer_own else (by_grid or own), cell))
        at += span
    return found


def _left(
    properties: Element | None, settings: _Settings, column: tuple[float, float], total: float, *, edge_at_indent: bool
) -> float:
    free = column[1] - column[0] - total
    floating = None if properties is None else properties.find(f"{W}tblpPr")
    if floating is not None:
        spec = floating.get(f"{W}tblpXSpec")
        if spec in {"center", "right"}:
            return column[0] + (free / 2 if spec == "center" else free)
        offset = millimetres(floating.get(f"{W}tblpX")) or 0.0
        return offset if floating.get(f"{W}horzAnchor") == "page" else column[0] + offset
    if settings.alignment == "center":
        return column[0] + free / 2
    if settings.alignment == "right":
        return column[0] + free
    return column[0] + settings.indent - (0.0 if edge_at_indent else settings.padding.get("left", _PADDING))


def _row(
    row: Element,
    widths: list[tuple[int, float | None, Element | None]],
    left: float,
    total: float,
    settings: _Settings,
    place: tuple[bool, bool],
) -> RowPlan:
    properties = row.find(f"{W}trPr")
    unknown = sum(width is None for _, width, _ in widths)
    share = max(total - sum(width or 0.0 for _, width, _ in widths), 0.0) / unknown if unknown else 0.0
    cells: list[CellPlan] = []
    at, column = left, 0
    real = [cell for _, _, cell in widths if cell is not None]
    for span, width, cell in widths:
        right = at + (share if width is None else width)
        if cell is not None:
            edges = (cell is real[0], cell is real[-1], *place)
            cells.append(_cell(cell, (column, span), (at, right), settings, edges))
        at, column = right, column + span
    return RowPlan(cells, switch(properties, "tblHeader"), not switch(properties, "cantSplit"), place[0])


def _cell(
    element: Element, columns: tuple[int, int], edges: tuple[float, float], settings: _Settings, outer: tuple[bool, ...]
) -> CellPlan:
    properties = element.find(f"{W}tcPr")
    padding = settings.padding
    own = {} if properties is None else borders(properties.find(f"{W}tcBorders"))
    if properties is not None and properties.find(f"{W}tcMar") is not None:
        padding = {**padding, **_padding(properties.find(f"{W}tcMar"))}
    first, last, top, bottom = outer
    sides = {"left": first, "right": last, "top": top, "bottom": bottom}
    drawn: dict[str, Border] = {}
    for side, at_edge in sides.items():
        inside = "insideV" if side in {"left", "right"} else "insideH"
        drawn[side] = own.get(side) or settings.borders.get(side if at_edge else inside) or _NO_BORDER
    merged = None if properties is None else properties.find(f"{W}vMerge")
    left, right = edges
    text_left = left + padding.get("left", _PADDING)
    return CellPlan(
        element, *columns, left, right, text_left, max(right - padding.get("right", _PADDING), text_left), drawn,
        merged is not None and val(merged) != "restart",
    )  # fmt: skip


def _text_layers(
    chain: tuple[Style, ...], styles: Styles, *, first_row: bool
) -> tuple[RunLayer, RunLayer, ParagraphLayer]:
    run, first, paragraph = RunLayer(), RunLayer(), ParagraphLayer()
    for style in chain:
        run = {**run, **style.run}
        paragraph = merge(paragraph, style.paragraph)
        for part in style.element.findall(f"{W}tblStylePr"):
            if first_row and part.get(f"{W}type") == "firstRow":
                first = {**first, **run_layer(part.find(f"{W}rPr"), styles.theme)}
    return run, {**run, **first}, paragraph
