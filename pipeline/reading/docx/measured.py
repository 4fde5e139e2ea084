"""What is gathered in reading a file (kết quả đo), before it is made into facts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from pipeline.reading.docx.docx_sections import Layout
from pipeline.reading.docx.docx_styles import Styles
from pipeline.reading.docx.docx_tables import TablePlan
from pipeline.reading.docx.inline import FieldSeen, Piece
from pipeline.reading.docx.layers import ParagraphLayer, RunLayer
from pipeline.reading.docx.line_setting import Printed
from pipeline.reading.docx.shapes import Shape
from pipeline.reading.facts import Cell, Flow, Image, Paragraph, Table


class Where(NamedTuple):
    """The place of a block: its column in mm, its container, and the text properties of the table around it."""

    left: float
    right: float
    flow: Flow
    container: tuple[object, ...]
    section: int = 0
    cell: Cell | None = None
    run: RunLayer | None = None
    paragraph: ParagraphLayer | None = None
    boxed: bool = False
    depth: int = 0
    part: str = ""


class Note(NamedTuple):
    """What finding lines needs of a paragraph beyond the paragraph's facts."""

    where: Where
    printed: Printed
    layer: ParagraphLayer
    size: float
    pitch: float  # height of one line in mm
    before: float  # mm


class Anchored(NamedTuple):
    """A drawn line and the paragraph that anchors it."""

    shape: Shape
    paragraph: int
    where: Where


class NumberSeen(NamedTuple):
    """A page number field and the paragraph that holds it."""

    field: FieldSeen
    paragraph: int
    where: Where
    layer: ParagraphLayer
    pieces: tuple[Piece, ...]


@dataclass(slots=True)
class Measured:
    """Everything gathered in reading one file."""

    paragraphs: list[Paragraph] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    plans: list[tuple[TablePlan, Where]] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    lines: list[Anchored] = field(default_factory=list)
    numbers: list[NumberSeen] = field(default_factory=list)
    hidden: int = 0
    boxes: int = 0
    nested: int = 0


@dataclass(frozen=True, slots=True)
class Setting:
    """What is the same for the whole file."""

    styles: Styles
    layouts: tuple[Layout, ...]
    default_tab: float
    edge_at_indent: bool
    name: str
