"""Reading a PDF (đọc tệp PDF): from its bytes to the facts of the paper."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import pypdfium2

from pipeline.errors import Unreadable
from pipeline.reading.facts import Flow, Medium, PageExtent, PaperFacts, Paragraph, Stroke
from pipeline.reading.pdf.drawings import read_drawings
from pipeline.reading.pdf.figure_marks import figure_marks
from pipeline.reading.pdf.glyphs import read_glyphs
from pipeline.reading.pdf.grids import read_ruling
from pipeline.reading.pdf.ink import BLANKS, CHAR, Line, PageInk, Place
from pipeline.reading.pdf.margins import Outside, PageRows, set_apart
from pipeline.reading.pdf.opening import opened
from pipeline.reading.pdf.paragraph_measures import Setting, in_frame, make_paragraph, setting_of
from pipeline.reading.pdf.paragraphs import Draft, drafts_of
from pipeline.reading.pdf.pdf_sections import make_sections, page_extent, split_pages
from pipeline.reading.pdf.pdf_strokes import mark_underlined, page_strokes, place_strokes, stand_ins
from pipeline.reading.pdf.pdf_structure import read_structure
from pipeline.reading.pdf.pdf_tables import Tables, read_tables
from pipeline.reading.pdf.reading_order import Column, ColumnKind, PageLayout, Room, lay_out, outside_tables, rooms_of
from pipeline.reading.pdf.rows import rows_of
from pipeline.reading.pdf.space import PageSpace, space_of
from pipeline.reading.pdf.typed_values import with_typed_values

_LARGEST = 5_200.0  # mm: the largest page that the format allows
_WITHOUT_BLANKS = dict.fromkeys(map(ord, BLANKS))
_UNKNOWN = "\ufffd"
_READABLE = 0.5  # share of characters with a meaning
_MAX_GLYPHS = 4_000_000
_FEWEST = 8  # characters: a page with fewer beside a picture over all of it is a scan


class WithoutText(Unreadable):
    """A PDF of pictures alone, as a scanner makes it."""


def read_pdf(data: bytes, *, name: str) -> PaperFacts:
    """Measure a PDF. Unreadable: there is nothing to measure; WithoutText: it opens, but has no text layer."""
    with opened(data) as document:
        inks, spaces = _read_pages(document)
    text_pages = sum(map(_has_text, inks))
    if not text_pages:
        raise WithoutText(
            "Tệp chỉ có ảnh quét, không có lớp chữ nên không kiểm tra được."
            if any(ink.images for ink in inks)
            else "Tệp PDF không có chữ nào đọc được.",
            "Nhận dạng chữ (OCR) bằng phần mềm quét rồi kiểm tra lại, hoặc kiểm tra tệp Word (.docx) gốc.",
        )
    marks, fields = read_structure(data, spaces)
    return replace(_measure(inks, name), fields=fields, marks=marks, text_pages=text_pages)


def _read_pages(document: pypdfium2.PdfDocument) -> tuple[list[PageInk], dict[int, PageSpace]]:
    inks: list[PageInk] = []
    spaces: dict[int, PageSpace] = {}
    total = 0
    for index in range(len(document)):
        try:
            page = with_typed_values(document, index)
        except pypdfium2.PdfiumError as error:
            raise Unreadable(f"Trang {index + 1} của tệp PDF bị hỏng, không đọc được.", "Xuất lại tệp PDF.") from error
        try:
            space = space_of(page)
            if not (0 < space.width <= _LARGEST and 0 < space.height <= _LARGEST and all(map(math.isfinite, space))):
                raise Unreadable(f"Trang {index + 1} của tệp PDF có kích thước không hợp lệ.", "Xuất lại tệp PDF.")
            figures = figure_marks(page)
            drawings = read_drawings(page, space, index + 1, figures)
            glyphs = read_glyphs(page, space, figures)
        finally:
            page.close()
        total += len(glyphs)
        if total > _MAX_GLYPHS:
            raise Unreadable("Tệp PDF có quá nhiều chữ, không đọc hết được.", "Tách tệp rồi kiểm tra từng phần.")
        spaces[index + 1] = space
        inks.append(
            PageInk(index + 1, space.width, space.height, glyphs, drawings.rules, drawings.images, bool(figures))
        )
    return inks, spaces


def _has_text(ink: PageInk) -> bool:
    printed = "".join(map(CHAR, ink.glyphs)).translate(_WITHOUT_BLANKS)
    if not printed or (len(printed) < _FEWEST and any(image.covers_page for image in ink.images)):
        return False
    return len(printed) - printed.count(_UNKNOWN) >= _READABLE * len(printed)


@dataclass(eq=False)
class _Reading:
    """What is known of a file between two steps of reading."""

    layouts: list[PageLayout]
    outside: list[Outside]
    strokes: list[Stroke]
    margin_strokes: list[Stroke]
    rooms: list[Room] = field(default_factory=list)
    groups: list[list[int]] = field(default_factory=list)

    def columns(self) -> list[Column]:
        """All columns in reading order."""
        return [column for layout in self.layouts for column in layout.columns]

    def sections(self) -> dict[int, int]:
        """Section by page number."""
        return {index + 1: number for number, group in enumerate(self.groups) for index in group}


def _measure(inks: Sequence[PageInk], name: str) -> PaperFacts:
    reading = _lay_out_all(inks)
    sections = make_sections(reading.layouts, reading.outside, reading.rooms, reading.groups)
    section_of = reading.sections()
    columns = reading.columns()
    tables = read_tables(columns, section_of)
    kept = [column for column in columns if id(column) not in tables.repeated]
    drafts = drafts_of(kept, {index + 1: room for index, room in enumerate(reading.rooms)}, section_of)
    frames = {layout.ink.page: layout.ruling.frames for layout in reading.layouts}
    paragraphs = _paragraphs(drafts, section_of, tables, frames)
    strokes = place_strokes(reading.strokes, drafts, paragraphs) + stand_ins(paragraphs) + reading.margin_strokes
    paragraphs += _margin_paragraphs(reading, section_of, first=len(paragraphs))
    return PaperFacts(
        medium=Medium.PDF,
        name=name,
        paragraphs=tuple(paragraphs),
        sections=sections,
        strokes=tuple(strokes),
        tables=tuple(tables.tables),
        images=tuple(image for ink in inks for image in ink.images),
        pages=len(inks),
        extents=tuple(_extents(reading)),
    )


def _extents(reading: _Reading) -> Iterator[PageExtent]:
    for layout, outside in zip(reading.layouts, reading.outside, strict=True):
        extent = page_extent(layout, outside)
        if extent is not None:
            yield extent


def _lay_out_all(inks: Sequence[PageInk]) -> _Reading:
    rulings = [read_ruling(ink.rules) for ink in inks]
    rows = [
        PageRows(ink.page, ink.height, rows_of(outside_tables(ink, ruling.grids)), ruling.strokes)
        for ink, ruling in zip(inks, rulings, strict=True)
    ]
    outside = set_apart(rows)
    layouts: list[PageLayout] = []
    strokes: list[Stroke] = []
    margin_strokes: list[Stroke] = []
    for ink, ruling, page, beyond in zip(inks, rulings, rows, outside, strict=True):
        columns = lay_out(ink, ruling, page.rows)
        lines = [line for column in columns for line in column.lines]
        drawn = mark_underlined(lines, ruling.strokes)
        strokes += page_strokes(ink.page, [rule for rule in drawn if rule is not beyond.rule], ink.glyphs)
        margin_strokes += page_strokes(ink.page, [beyond.rule] if beyond.rule else [], ())
        layouts.append(PageLayout(ink, ruling, columns))
    reading = _Reading(layouts, outside, strokes, margin_strokes)
    reading.rooms = rooms_of(layouts)
    reading.groups = split_pages(layouts, outside)
    return reading


def _paragraphs(
    drafts: Sequence[Draft], section_of: Mapping[int, int], tables: Tables, frames: Mapping[int, Sequence[Place]]
) -> list[Paragraph]:
    setting = setting_of(drafts)
    paragraphs = []
    for index, draft in enumerate(drafts):
        page = draft.lines[0].page
        cell = tables.cells.get(id(draft.column)) if draft.column.kind is ColumnKind.CELL else None
        made = make_paragraph(index, draft, section=section_of.get(page, 0), cell=cell, setting=setting)
        paragraphs.append(in_frame(made, draft, frames.get(page, ())))
    return paragraphs


def _margin_paragraphs(reading: _Reading, section_of: Mapping[int, int], *, first: int) -> list[Paragraph]:
    """Running lines and page numbers, each once a section, and footnotes, as paragraphs after those of the body."""
    found: list[Paragraph] = []
    seen: set[tuple[int, Flow, str]] = set()
    for layout, outside in zip(reading.layouts, reading.outside, strict=True):
        page, room = layout.ink.page, reading.rooms[layout.ink.page - 1]
        for flow, line in _margin_lines(outside, page):
            section = section_of.get(page, 0)
            key = (section, flow, "#" if outside.number and line is outside.number.line else line.text)
            if key in seen and flow is not Flow.NOTE:
                continue
            seen.add(key)
            column = Column(page, ColumnKind.PAGE, [line])
            draft = Draft([line], column, room.left, room.right)
            made = make_paragraph(first + len(found), draft, section=section, cell=None, setting=Setting())
            found.append(replace(made, flow=flow))
    return found


def _margin_lines(outside: Outside, page: int) -> list[tuple[Flow, Line]]:
    lines = [(Flow.HEADER, row.line(page)) for row in outside.header]
    lines += [(Flow.NOTE, row.line(page)) for row in outside.notes]
    lines += [(Flow.FOOTER, row.line(page)) for row in outside.footer]
    if outside.number is not None:
        lines.append((Flow.HEADER if outside.number.at_top else Flow.FOOTER, outside.number.line))
    return lines
