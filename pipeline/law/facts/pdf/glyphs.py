"""Reading the characters of a page with their places and looks, text object by text object."""

from __future__ import annotations

import ctypes
import math
from dataclasses import dataclass, field

import pypdfium2
from pypdfium2 import raw

from pipeline.law.facts.pdf.fonts import read_name
from pipeline.law.facts.pdf.ink import MM_PER_POINT, Glyph, Look
from pipeline.law.facts.pdf.space import Handle, PageSpace

MAX_CHARACTERS = 60_000  # a page of the densest table has some 10,000
_NAME_BYTES = 256
_SMALLEST, _LARGEST = 0.5, 1500.0  # points
_BEYOND = 40.0  # mm that a glyph may reach over the edge
_SLANT = 0.15  # of a text matrix that leans upright letters over
_LEVEL = 0.05  # sine of the angle that still counts as level
_FORCE_BOLD = 1 << 18
_ITALIC_FLAG = 1 << 6
_BOLD_WEIGHT = 700
_HYPHENS = frozenset({0x02, 0xFFFE})  # what the library puts for a hyphen at the end of a line
_UNKNOWN = "\ufffd"
_LAST_CONTROL = 0x20
_PLAIN = 0x2100
_STROKED = frozenset({raw.FPDF_TEXTRENDERMODE_FILL_STROKE, raw.FPDF_TEXTRENDERMODE_FILL_STROKE_CLIP})
_UNSEEN = frozenset({raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP})


@dataclass(slots=True)
class _Pen:
    """The look and the baseline of one text object; `level` is False for turned text, which is left out."""

    look: Look
    baseline: float
    level: bool


@dataclass(slots=True)
class _Reader:
    page: pypdfium2.PdfPage
    text: Handle
    space: PageSpace
    figures: frozenset[int] = frozenset()
    fonts: dict[int, tuple[str | None, bool | None, bool | None]] = field(default_factory=dict)
    name: Handle = field(default_factory=lambda: ctypes.create_string_buffer(_NAME_BYTES))
    matrix: Handle = field(default_factory=raw.FS_MATRIX)
    numbers: tuple[Handle, Handle, Handle, Handle] = field(
        default_factory=lambda: (ctypes.c_uint(), ctypes.c_uint(), ctypes.c_uint(), ctypes.c_uint())
    )

    def pen(self, item: Handle, index: int) -> _Pen | None:
        """How the text object that holds this character draws; None for the words of a chart."""
        if self.figures and raw.FPDFPageObj_GetMarkedContentID(item) in self.figures:
            return None
        x, y, size = ctypes.c_double(), ctypes.c_double(), ctypes.c_float()
        raw.FPDFText_GetCharOrigin(self.text, index, x, y)
        raw.FPDFTextObj_GetFontSize(item, size)
        raw.FPDFText_GetMatrix(self.text, index, self.matrix)
        m = self.matrix
        across, up = self.space.direction(m.a, m.b), self.space.direction(m.c, m.d)
        length = math.hypot(*across)
        # The height of letters, also of those that lean.
        height = abs(across[0] * up[1] - across[1] * up[0]) / length * abs(size.value) if length > 0 else 0.0
        level = length > 0 and across[0] > 0 and abs(across[1]) <= _LEVEL * length
        slanted = level and abs(m.a * m.c + m.b * m.d) > _SLANT * length * math.hypot(*up)
        look = self._look(item, index, points=height, slanted=slanted)
        return _Pen(look, self.space.point(x.value, y.value)[1], level and self._is_on_page(x.value, y.value, height))

    def _is_on_page(self, x: float, y: float, height: float) -> bool:
        return _SMALLEST < height < _LARGEST and 0 <= self.space.point(x, y)[1] <= self.space.height

    def _look(self, item: Handle, index: int, *, points: float, slanted: bool) -> Look:
        em = points * MM_PER_POINT
        mode = raw.FPDFTextObj_GetTextRenderMode(item)
        if mode in _UNSEEN:  # the text layer of a scanned page: what it says of looks is not what is seen
            return Look(None, None, None, None, "000000", em)
        family, bold, italic = self._font(raw.FPDFTextObj_GetFont(item))
        if mode in _STROKED:
            bold = True
        red, green, blue, alpha = self.numbers
        colour = "000000"
        if raw.FPDFText_GetFillColor(self.text, index, red, green, blue, alpha):
            colour = f"{red.value & 255:02X}{green.value & 255:02X}{blue.value & 255:02X}"
        return Look(family, round(points * 20) / 20, bold, italic or slanted, colour, em)

    def _font(self, font: Handle) -> tuple[str | None, bool | None, bool | None]:
        if not font:
            return (None, None, None)
        address = ctypes.addressof(font.contents)
        if address not in self.fonts:
            self.fonts[address] = self._read_font(font)
        return self.fonts[address]

    def _read_font(self, font: Handle) -> tuple[str | None, bool | None, bool | None]:
        angle = ctypes.c_int()
        own = self._string(raw.FPDFFont_GetFamilyName, font)
        name = read_name(self._string(raw.FPDFFont_GetBaseFontName, font), own)
        flags = raw.FPDFFont_GetFlags(font)
        flags = max(flags, 0)
        raw.FPDFFont_GetItalicAngle(font, angle)
        italic = name.italic or bool(flags & _ITALIC_FLAG) or angle.value != 0
        bold: bool | None = name.bold or bool(flags & _FORCE_BOLD)
        if name.family is None and not bold:
            bold = True if raw.FPDFFont_GetWeight(font) >= _BOLD_WEIGHT else None
        return (name.family, bold, italic)

    def _string(self, function: Handle, font: Handle) -> str:
        length = function(font, self.name, _NAME_BYTES)
        return self.name.value.decode("utf-8", "replace") if 0 < length <= _NAME_BYTES else ""


def read_glyphs(page: pypdfium2.PdfPage, space: PageSpace, figures: frozenset[int] = frozenset()) -> list[Glyph]:
    """The level characters inside the page, as the file draws them; blanks made up by the library are left out.

    Words of charts, by the ids of their marked content, are left out as well.
    """
    text_page = raw.FPDFText_LoadPage(page)
    if not text_page:
        return []
    try:
        return _read(_Reader(page, text_page, space, figures))
    finally:
        raw.FPDFText_ClosePage(text_page)


def _read(reader: _Reader) -> list[Glyph]:
    text, space = reader.text, reader.space
    get_object, get_unicode, get_box = raw.FPDFText_GetTextObject, raw.FPDFText_GetUnicode, raw.FPDFText_GetLooseCharBox
    address_of, box = ctypes.addressof, raw.FS_RECTF()
    upright = space.a > 0 and not space.c
    scale, shift, width, beyond = space.a, space.e, space.width, space.width + _BEYOND
    glyphs: list[Glyph] = []
    last, pen = 0, None
    for index in range(min(raw.FPDFText_CountChars(text), MAX_CHARACTERS)):
        item = get_object(text, index)
        if not item:
            continue
        address = address_of(item.contents)
        if address != last:
            pen, last = reader.pen(item, index), address
        if pen is None or not pen.level or not get_box(text, index, box):
            continue
        code = get_unicode(text, index)
        char = chr(code) if _LAST_CONTROL <= code < _PLAIN else _char(code)
        left, right = (scale * box.left + shift, scale * box.right + shift) if upright else space.across(box)
        if char and -1 <= left <= right <= beyond and left <= width:
            glyphs.append(Glyph(char, left, right, pen.baseline, pen.look))
    return glyphs


def _char(code: int) -> str:
    if code in _HYPHENS:
        return "-"
    if code < _LAST_CONTROL:
        return "\t" if code == ord("\t") else _UNKNOWN if code == 0 else ""
    return chr(code) if code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF else _UNKNOWN  # noqa: PLR2004 - Unicode
