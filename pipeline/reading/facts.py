"""The facts measured on paper, as frozen values that are the same for a Word file and a PDF.

Units: millimetres from the top left corner of the page for places, points for sizes and spacing, lines for line
spacing. `None` always means "this file does not tell": a rule that needs the value is then not evaluated, never passed.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property


class Medium(StrEnum):
    """The kind of file that was measured."""

    DOCX = "docx"
    PDF = "pdf"


class Flow(StrEnum):
    """The area of the page in which a paragraph is printed."""

    BODY = "body"
    HEADER = "header"
    FOOTER = "footer"
    TEXT_BOX = "text_box"
    NOTE = "note"


@dataclass(frozen=True, kw_only=True, slots=True)
class Box:
    """A rectangle on a page (pages count from 1), in mm from the page's top left corner."""

    page: int
    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """Width in mm."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Height in mm."""
        return self.bottom - self.top

    @property
    def center(self) -> float:
        """The horizontal middle, in mm from the left edge of the page."""
        return (self.left + self.right) / 2


@dataclass(frozen=True, kw_only=True, slots=True)
class Run:
    """Text of one look. `font` is the family's name without a PDF's subset prefix; `colour` six capital hex digits.

    `size` in points. `text` is as it stands in the file (a Word run in "all caps" is given in capitals).
    """

    text: str
    font: str | None
    size: float | None
    bold: bool | None
    italic: bool | None
    underline: bool = False
    colour: str = "000000"


@dataclass(frozen=True, kw_only=True, slots=True)
class Cell:
    """The table cell that a paragraph is in: the table's index in `PaperFacts.tables`, row and column from 0."""

    table: int
    row: int
    column: int


@dataclass(frozen=True, kw_only=True)
class Paragraph:
    r"""One paragraph in reading order; a cell's paragraphs follow one another, cell by cell, row by row.

    `text` holds what a reader sees: automatic numbers and bullets included, deleted text left out, manual line breaks as
    `\n`, tabs as `\t`, fields by their shown result; neither trimmed nor normalised.
    `left`, `right`: the room that the text has across the page, mm from the page's left edge (Word: column or cell with
    the paragraph's indents; PDF: the room of its column as far as it can be told, else the ink).
    `ink`: left and right edge of the ink of the widest line (Word: computed from the alignment and the widths of Times).
    `last_line_width`: mm of ink of its last line. `lines`: number of lines printed (Word: estimated the same way).
    `line_starts`: where in `text` each printed line after the first begins (PDF only).
    `box` is given for a PDF only (the first page's share where it runs over two; `last_page` tells where it ends).
    `gap_before`: pt between this paragraph and the one above in the same flow or cell beyond the line pitch (Word: the
    space after of the one above plus the space before of this, 0 where contextual spacing drops it).
    `first_line_indent` in mm, negative when hanging. `line_spacing` in lines; `exact_spacing` in points when the file
    says "exactly" or "at least". `style` is the name of its Word style, `level` its outline level (1..9).
    `page_lines`: its lines on each of its pages; `stretched`: justified lines whose words are drawn far apart (both PDF only).
    `number` is the automatic number's share of `text` (Word only). `section` counts from 0. `origin` is the index in the
    file's own paragraphs where recognition cut one at its manual line breaks, None where it did not.
    """

    index: int
    text: str
    runs: tuple[Run, ...]
    flow: Flow = Flow.BODY
    section: int = 0
    cell: Cell | None = None
    alignment: str | None = None
    first_line_indent: float | None = None
    gap_before: float | None = None
    line_spacing: float | None = None
    exact_spacing: float | None = None
    left: float = 0.0
    right: float = 0.0
    ink: tuple[float, float] | None = None
    lines: int | None = None
    line_starts: tuple[int, ...] = ()
    last_line_width: float | None = None
    box: Box | None = None
    last_page: int | None = None
    style: str | None = None
    level: int | None = None
    number: str = ""
    page_break_before: bool = False
    boxed: bool = False
    page_lines: tuple[int, ...] = ()
    stretched: int = 0
    origin: int | None = None

    @property
    def ordinal(self) -> int:
        """The number of the paragraph in the file, from 1, as readers are told it; for a line, that of its paragraph."""
        return (self.index if self.origin is None else self.origin) + 1

    @property
    def printed_lines(self) -> tuple[str, ...]:
        """The text line by line as it is printed; of a Word file by its manual line breaks alone."""
        starts = (0, *self.line_starts)
        printed = (self.text[start:end] for start, end in zip(starts, (*starts[1:], None), strict=True))
        return tuple(line for part in printed for line in part.split("\n"))

    @cached_property
    def plain(self) -> str:
        """The text on one line, spaces collapsed and trimmed; characters otherwise as in the file."""
        return " ".join(self.text.split())

    @cached_property
    def inked(self) -> tuple[Run, ...]:
        """The runs that print something."""
        return tuple(run for run in self.runs if run.text.strip())

    def renumbered(self, index: int) -> Paragraph:
        """The same paragraph with another index; equal to `replace(paragraph, index=…)`, but faster."""
        copy = object.__new__(type(self))
        origin = self.index if self.origin is None else self.origin
        vars(copy).update(vars(self), index=index, origin=origin)
        return copy


class StrokeKind(StrEnum):
    """How a horizontal line was made."""

    BORDER = "border"  # a paragraph's or a cell's border in Word
    SHAPE = "shape"  # a drawn shape in Word
    PATH = "path"  # a line or thin rectangle in a PDF
    UNDERLINE = "underline"  # underlined text or blanks that stand in for a line
    CHARACTERS = "characters"  # underscores, dashes or box-drawing characters that stand in for a line


@dataclass(frozen=True, kw_only=True, slots=True)
class Stroke:
    """A horizontal line that is no part of a table's grid. `left`, `right` in mm from the page's left edge.

    `under`: the index of the paragraph directly above it in the same column, None without one. `solid`: None where the
    file does not tell. `width`: thickness in points.
    """

    kind: StrokeKind
    left: float
    right: float
    under: int | None = None
    section: int = 0
    box: Box | None = None
    width: float | None = None
    solid: bool | None = None
    colour: str = "000000"

    @property
    def length(self) -> float:
        """Length in mm."""
        return self.right - self.left


@dataclass(frozen=True, kw_only=True, slots=True)
class Table:
    """A table. `ruled` tells a table of figures (visible grid) from one that only lays text out side by side.

    `header_rows`: rows repeated at the head of each page. `splittable_rows`: rows that may break across pages (Word).
    `split_rows`: rows that do (PDF). `parent` is the index of the table around a nested one. mm for left and right.
    """

    index: int
    rows: int
    columns: int
    ruled: bool
    left: float
    right: float
    section: int = 0
    header_rows: int | None = None
    splittable_rows: int | None = None
    split_rows: int | None = None
    parent: int | None = None
    pages: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class PageNumber:
    """The page number as it is set: in which flow, how aligned, in what look.

    `digits` is the number format: `decimal`, `roman`, `letter`. `center` is the middle of the number in mm from the left
    edge (PDF). `with_text` holds other words on the same line (`Trang`, `/`), empty where there are none.
    """

    flow: Flow
    alignment: str | None
    size: float | None
    bold: bool | None
    italic: bool | None
    font: str | None = None
    digits: str = "decimal"
    with_text: str = ""
    center: float | None = None
    box: Box | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Section:
    """A run of pages of one layout. mm; `None` where a PDF does not tell (its margins are those of the ink).

    `page_number` is that of pages after the first; `number_on_first` whether the section's first page shows one;
    `restart` the number the section starts with, None where it goes on counting. `pages` are given for a PDF.
    `margins_exact` is False where margins were read off the ink: right and bottom are then only the smallest seen.
    """

    index: int
    width: float
    height: float
    margin_top: float | None
    margin_bottom: float | None
    margin_left: float | None
    margin_right: float | None
    margins_exact: bool
    header_distance: float | None = None
    page_number: PageNumber | None = None
    number_on_first: bool | None = None
    restart: int | None = None
    pages: tuple[int, ...] = ()

    @property
    def landscape(self) -> bool:
        """Whether the page lies on its side."""
        return self.width > self.height


@dataclass(frozen=True, kw_only=True, slots=True)
class PageExtent:
    """How far the text of one page of a PDF reaches, tables and pictures included; mm from the upper edge of the page.

    `foot`: where a footer or notes begin, None without them. `complete`: False where there is a chart, whose extent is not read.
    """

    page: int
    top: float
    bottom: float
    foot: float | None = None
    complete: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class Image:
    """A picture. `box` for a PDF; `hue` 0..360 of its dominant colour, None where grey or not read.

    `alpha`: whether it has a transparent background, None where the file does not tell.
    """

    width: float
    height: float
    box: Box | None = None
    alpha: bool | None = None
    hue: float | None = None
    covers_page: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class SignatureField:
    """A field for an electronic signature in a PDF. `signed_at` is ISO 8601 as the signature says it."""

    name: str
    box: Box | None
    signed: bool
    signer: str | None = None
    signed_at: str | None = None
    order: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class EmbeddedFont:
    """A font of a PDF."""

    name: str
    embedded: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class PdfMarks:
    """What a PDF declares about itself."""

    version: str
    pdfa: str | None  # "2B" where it declares PDF/A-2b
    output_intent: bool
    tagged: bool
    title: str
    language: str
    fonts: tuple[EmbeddedFont, ...]
    encrypted: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Burdens:
    """What a Word file holds besides its text: counts of things that should not go out with an official paper."""

    tracked_changes: int = 0
    comments: int = 0
    hidden_text: int = 0
    text_boxes: int = 0
    nested_tables: int = 0
    external_links: int = 0
    embedded_objects: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class PaperFacts:
    """Everything measured in one file. `pages` is the number of pages, None for a Word file.

    `text_pages`: pages of a PDF that have a text layer; `extents`: of its pages with text.
    """

    medium: Medium
    name: str
    paragraphs: tuple[Paragraph, ...]
    sections: tuple[Section, ...]
    strokes: tuple[Stroke, ...] = ()
    tables: tuple[Table, ...] = ()
    images: tuple[Image, ...] = ()
    fields: tuple[SignatureField, ...] = ()
    marks: PdfMarks | None = None
    burdens: Burdens | None = None
    pages: int | None = None
    text_pages: int | None = None
    extents: tuple[PageExtent, ...] = ()

    def text(self) -> str:
        """The text of all paragraphs of the body, one a line."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs if paragraph.flow is Flow.BODY)
