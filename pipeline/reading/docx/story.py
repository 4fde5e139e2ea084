"""Reading the blocks of a story (đọc thân văn bản): paragraphs and tables in reading order, measured one by one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from pipeline.errors import Unreadable
from pipeline.lengths import MM_PER_POINT, MM_PER_TWIP
from pipeline.reading.docx.docx_sections import ends_section
from pipeline.reading.docx.docx_styles import look
from pipeline.reading.docx.docx_tables import CellPlan, RowPlan, TablePlan, plan_table
from pipeline.reading.docx.drawn_places import across
from pipeline.reading.docx.fact_runs import runs_of
from pipeline.reading.docx.inline import Inline, Piece, Walker
from pipeline.reading.docx.layers import BODY_TEXT, ParagraphLayer, RunLayer, Tab, merge, paragraph_layer, run_layer
from pipeline.reading.docx.line_setting import Printed, Room, set_lines
from pipeline.reading.docx.measured import Anchored, Measured, Note, NumberSeen, Setting, Where
from pipeline.reading.docx.shapes import Shape
from pipeline.reading.docx.wordml_values import MC, Element, W, branch, val
from pipeline.reading.facts import Cell, Flow, Image, Paragraph, Run, Table

_MOST_PARAGRAPHS = 200_000
_DEEPEST = 40
_AUTOMATIC = 14.0  # pt of "automatic" spacing
_BOX_PADDING = 2.54
_COVERS = 0.9
_BLOCKS_SKIPPED = frozenset(
    W + name
    for name in "sdtPr sdtEndPr sectPr tblPr customXmlPr del moveFrom bookmarkStart bookmarkEnd altChunk".split()
)


class _Above(NamedTuple):
    """What is needed of the paragraph above in the same container."""

    after: float
    automatic: bool
    contextual: bool
    style: str | None
    listed: bool


class _Words(NamedTuple):
    """The text of a paragraph, with what is known before it is broken into lines."""

    text: str
    runs: tuple[Run, ...]
    number: str
    style: str | None
    breaks: bool
    gap: float | None


def blocks(parent: Element) -> Iterator[Element]:
    """The paragraphs and tables directly in a story, also inside content controls and other wrappers."""
    pending: list[Iterator[Element]] = [iter(parent)]
    while pending:
        child = next(pending[-1], None)
        if child is None:
            pending.pop()
        elif child.tag in {f"{W}p", f"{W}tbl"}:
            yield child
        elif child.tag == f"{MC}AlternateContent":
            shown = branch(child)
            pending.append(iter(() if shown is None else list(shown)))
        elif isinstance(child.tag, str) and child.tag not in _BLOCKS_SKIPPED:
            pending.append(iter(child))


class Story:
    """One story: the body, a header, a footer, a note or a text box."""

    def __init__(self, setting: Setting, measured: Measured) -> None:
        self._setting = setting
        self._measured = measured
        self._walker = Walker(setting.styles)
        self._above: dict[tuple[object, ...], _Above] = {}
        self._break = False

    def body(self, parent: Element) -> None:
        """Measure the body of the paper, section by section."""
        section, first = 0, True
        layouts = self._setting.layouts
        for block in blocks(parent):
            layout = layouts[min(section, len(layouts) - 1)]
            if first and section:
                self._break = self._break or layout.breaks_page
            where = Where(layout.text_left, layout.text_right, Flow.BODY, ("body",), section)
            self.block(block, where)
            first = block.tag == f"{W}p" and ends_section(block)
            section += first

    def blocks(self, parent: Element, where: Where) -> None:
        """Measure all blocks of a story at one place."""
        if where.depth > _DEEPEST:
            raise Unreadable(
                f"{self._setting.name}: bảng hoặc khung chữ lồng nhau quá sâu, không phải văn bản bình thường.",
                "Mở tệp bằng Word, bỏ bớt các bảng lồng nhau rồi kiểm tra lại.",
            )
        for block in blocks(parent):
            self.block(block, where)

    def block(self, block: Element, where: Where) -> None:
        """Measure one paragraph or table."""
        if block.tag == f"{W}p":
            self._paragraph(block, where)
        else:
            self._table(block, where)

    def _table(self, element: Element, where: Where) -> None:
        setting, measured = self._setting, self._measured
        column = (where.left, where.right)
        plan = plan_table(element, column, setting.styles, edge_at_indent=setting.edge_at_indent)
        index, ruled = len(measured.tables), plan.ruled
        parent = None if where.cell is None else where.cell.table
        measured.nested += parent is not None
        measured.tables.append(
            Table(
                index=index,
                rows=len(plan.rows),
                columns=plan.columns,
                ruled=ruled,
                left=plan.left,
                right=plan.right,
                section=where.section,
                header_rows=plan.header_rows,
                splittable_rows=sum(row.splittable for row in plan.rows),
                parent=parent,
            )
        )
        measured.plans.append((plan, where))
        for number, row in enumerate(plan.rows):
            for cell in row.cells:
                if not cell.continued:
                    at = Cell(table=index, row=number, column=cell.column)
                    boxed = where.boxed or (cell.framed and not ruled)
                    self.blocks(cell.element, _in_cell(plan, row, cell, at, where)._replace(boxed=boxed))
        self._above[where.container] = _Above(0.0, automatic=False, contextual=False, style=None, listed=False)

    def _paragraph(self, element: Element, where: Where) -> None:
        setting, measured = self._setting, self._measured
        properties = element.find(f"{W}pPr")
        style = setting.styles.paragraph_style(val(None if properties is None else properties.find(f"{W}pStyle")))
        layer = self._layer(properties, style, where)
        inline = self._walker.walk(element, style, where.run)
        measured.hidden += inline.hidden
        mark = None if properties is None else properties.find(f"{W}rPr")
        if _gone(inline, mark) or len(measured.paragraphs) >= _MOST_PARAGRAPHS:
            self._too_many()
            return
        size = self._walker.look_of(mark).size
        number = self._number(layer, style, mark, where)
        pieces = ([number] if number else []) + inline.pieces
        room = self._room(layer, where)
        printed = set_lines(pieces, room, size)
        text = "".join(piece.text for piece in pieces)
        paragraph = self._measure(
            _Words(
                text=text,
                runs=runs_of(pieces),
                number=number.text if number else "",
                style=setting.styles.name(style),
                breaks=self._breaks(inline, layer, where, empty=not text.strip()),
                gap=self._gap(layer, style, where),
            ),
            layer,
            room,
            printed,
            where,
        )
        index = len(measured.paragraphs)
        measured.paragraphs.append(paragraph)
        biggest = max((run.size or size for run in paragraph.runs), default=size)
        measured.notes.append(Note(where, printed, layer, biggest, _pitch(paragraph, biggest), _before(layer)))
        if where.part:
            shown = tuple(inline.pieces)
            pages = (seen for seen in inline.fields if seen.name == "PAGE")
            measured.numbers += (NumberSeen(seen, index, where, layer, shown) for seen in pages)
        for shape in inline.shapes:
            self._shape(shape, index, where)

    def _too_many(self) -> None:
        if len(self._measured.paragraphs) >= _MOST_PARAGRAPHS:
            raise Unreadable(
                f"{self._setting.name}: quá nhiều đoạn văn, không phải một văn bản.",
                "Chia tệp thành các văn bản riêng.",
            )

    def _layer(self, properties: Element | None, style: str | None, where: Where) -> ParagraphLayer:
        layer = self._setting.styles.paragraph(style, where.paragraph)
        direct = paragraph_layer(properties)
        if "number" in direct or "number_level" in direct:
            number = direct.get("number", layer.get("number"))
            level = direct.get("number_level", layer.get("number_level", 0))
            layer = merge(layer, self._setting.styles.numbering.indents(number, level))
        return merge(layer, direct)

    def _number(self, layer: ParagraphLayer, style: str | None, mark: Element | None, where: Where) -> Piece | None:
        number, index = layer.get("number"), layer.get("number_level", 0)
        numbering = self._setting.styles.numbering
        level = numbering.level(number, index) if number else None
        if not number or level is None:
            return None
        text = numbering.number(number, index)
        styles = self._setting.styles
        base = styles.run(style, None, where.run)
        direct: RunLayer = {**run_layer(mark, styles.theme), **level.run}
        return Piece(text, look(base, direct)) if text else None

    def _room(self, layer: ParagraphLayer, where: Where) -> Room:
        frame = layer.get("frame")
        left, right = where.left, where.right
        if frame is not None and frame.width:
            width = frame.width * MM_PER_TWIP
            offset = (frame.x or 0.0) * MM_PER_TWIP
            start = 0.0 if frame.anchor == "page" else left
            free = right - left - width
            left = {"center": left + free / 2, "right": left + free}.get(frame.align or "", start + offset)
            right = left + width
        indent = layer.get("left", 0.0)
        tabs = tuple(Tab((tab.position - indent) * MM_PER_TWIP, tab.kind) for tab in layer.get("tabs", ()))
        inner_left = left + indent * MM_PER_TWIP
        return Room(
            left=inner_left,
            right=max(right - layer.get("right", 0.0) * MM_PER_TWIP, inner_left + 1.0),
            first=layer.get("first", 0.0) * MM_PER_TWIP,
            alignment=layer.get("alignment", "left"),
            tabs=tabs,
            default_tab=self._setting.default_tab,
            origin=-indent * MM_PER_TWIP,
        )

    def _measure(self, words: _Words, layer: ParagraphLayer, room: Room, printed: Printed, where: Where) -> Paragraph:
        runs = words.runs
        largest = max((run.size or 0.0 for run in runs), default=0.0)
        spacing, exact = _line_spacing(layer, largest)
        outline = layer.get("outline", BODY_TEXT)
        sides = layer.get("borders", {})
        return Paragraph(
            index=len(self._measured.paragraphs),
            text=words.text,
            runs=runs,
            flow=where.flow,
            section=where.section,
            cell=where.cell,
            alignment=room.alignment,
            first_line_indent=room.first or 0.0,
            gap_before=words.gap,
            line_spacing=spacing,
            exact_spacing=exact,
            left=room.left,
            right=room.right,
            ink=printed.widest,
            lines=len(printed.lines),
            last_line_width=printed.last_width,
            style=words.style,
            level=outline + 1 if outline < BODY_TEXT else None,
            number=words.number,
            page_break_before=words.breaks,
            boxed=where.boxed
            or all(side in sides and sides[side].visible for side in ("top", "left", "bottom", "right")),
        )

    def _breaks(self, inline: Inline, layer: ParagraphLayer, where: Where, *, empty: bool) -> bool:
        if where.flow is not Flow.BODY:
            return False
        own = layer.get("page_break", False) or (inline.breaks_before and not empty)
        breaks, self._break = own or self._break, inline.breaks_after or (inline.breaks_before and empty)
        return breaks

    def _gap(self, layer: ParagraphLayer, style: str | None, where: Where) -> float | None:
        above = self._above.get(where.container)
        listed = bool(layer.get("number"))
        automatic = layer.get("before_auto", False)
        before = (0.0 if listed else _AUTOMATIC) if automatic else layer.get("before", 0.0)
        after = (0.0 if listed else _AUTOMATIC) if layer.get("after_auto") else layer.get("after", 0.0)
        here = _Above(after, layer.get("after_auto", False), layer.get("contextual", False), style, listed)
        self._above[where.container] = here
        if above is None:
            return None
        same = above.style == style and style is not None
        if same and here.contextual:
            before = 0.0
        gap_above = 0.0 if same and above.contextual else above.after
        return max(gap_above, before) if automatic and above.automatic else gap_above + before

    def _shape(self, shape: Shape, paragraph: int, where: Where) -> None:
        measured = self._measured
        layout = self._setting.layouts[min(where.section, len(self._setting.layouts) - 1)]
        if shape.kind == "picture":
            covers = shape.place.width >= _COVERS * layout.width and shape.place.height >= _COVERS * layout.height
            measured.images.append(Image(width=shape.place.width, height=shape.place.height, covers_page=covers))
        elif shape.kind == "line":
            measured.lines.append(Anchored(shape, paragraph, where))
        elif shape.content is not None:
            measured.boxes += 1
            left = across(shape.place, (where.left, where.right), layout, measured.paragraphs[paragraph].alignment)
            flow = Flow.TEXT_BOX if where.flow in {Flow.BODY, Flow.TEXT_BOX} else where.flow
            inner = Where(
                left + _BOX_PADDING,
                max(left + shape.place.width - _BOX_PADDING, left + _BOX_PADDING + 1.0),
                flow,
                ("box", measured.boxes),
                where.section,
                boxed=shape.outlined,
                depth=where.depth + 1,
                part=where.part,
            )
            Story(self._setting, measured).blocks(shape.content, inner)


def _in_cell(plan: TablePlan, row: RowPlan, cell: CellPlan, at: Cell, where: Where) -> Where:
    return where._replace(
        left=cell.text_left,
        right=cell.text_right,
        container=("cell", at.table, at.row, at.column),
        cell=at,
        run=(plan.first_run if row.first else plan.run) or None,
        paragraph=plan.paragraph or None,
        depth=where.depth + 1,
    )


def _gone(inline: Inline, mark: Element | None) -> bool:
    """Whether a paragraph without text is not displayed: its mark is deleted, or hidden along with its text."""
    if inline.pieces or inline.shapes or mark is None:
        return False
    hidden = mark.find(f"{W}vanish")
    return mark.find(f"{W}del") is not None or (inline.hidden > 0 and hidden is not None)


def _line_spacing(layer: ParagraphLayer, size: float) -> tuple[float | None, float | None]:
    """The spacing in lines, or in points; "at least" a value below the font's own height is single spacing."""
    line, rule = layer.get("line"), layer.get("line_rule", "auto")
    if line is None:
        return 1.0, None
    if rule == "auto":
        return line / 240, None
    if rule == "atLeast" and line / 20 <= size * 1.15:
        return 1.0, None
    return None, line / 20


def _pitch(paragraph: Paragraph, size: float) -> float:
    points = paragraph.exact_spacing or size * 1.15 * (paragraph.line_spacing or 1.0)
    return points * MM_PER_POINT


def _before(layer: ParagraphLayer) -> float:
    return (_AUTOMATIC if layer.get("before_auto") else layer.get("before", 0.0)) * MM_PER_POINT
