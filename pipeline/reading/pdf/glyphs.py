"""Reading the characters of a page with places and looks, text object by text object."""

from __future__ import annotations

import ctypes
import math
from dataclasses import dataclass, field
from itertools import repeat

import pypdfium2
from pypdfium2 import raw

from pipeline.lengths import MM_PER_POINT
from pipeline.reading.pdf import calls
from pipeline.reading.pdf.calls import Address
from pipeline.reading.pdf.ink import Glyph, Look
from pipeline.reading.pdf.pdf_font_names import read_name
from pipeline.reading.pdf.space import Handle, PageSpace

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
    """The look and baseline of one text object; `level`: False for rotated text, which is left out."""

    look: Look
    baseline: float
    level: bool


class _Room:
    """Buffers for the library's results, with their addresses."""

    def __init__(self) -> None:
        self.x, self.y, self.size = ctypes.c_double(), ctypes.c_double(), ctypes.c_float()
        self.matrix, self.name = raw.FS_MATRIX(), ctypes.create_string_buffer(_NAME_BYTES)
        self.colour = (ctypes.c_uint * 4)()
        self.at_x, self.at_y, self.at_size, self.at_matrix, first = map(
            ctypes.addressof, (self.x, self.y, self.size, self.matrix, self.colour)
        )
        self.at_colours = tuple(first + ctypes.sizeof(ctypes.c_uint) * n for n in range(4))


@dataclass(slots=True)
class _Reader:
    text: Address
    space: PageSpace
    figures: frozenset[int] = frozenset()
    fonts: dict[int, tuple[str | None, bool | None, bool | None]] = field(default_factory=dict)
    looks: dict[Look, Look] = field(default_factory=dict)
    room: _Room = field(default_factory=_Room)

    def pen(self, item: Address, index: int) -> _Pen | None:
        """The look and baseline of the text object that holds this character; None for the words of a chart."""
        if self.figures and calls.object_mark(item) in self.figures:
            return None
        room = self.room
        calls.char_origin(self.text, index, room.at_x, room.at_y)
        calls.font_size(item, room.at_size)
        calls.char_matrix(self.text, index, room.at_matrix)
        m, x, y = room.matrix, room.x.value, room.y.value
        across, up = self.space.direction(m.a, m.b), self.space.direction(m.c, m.d)
        length = math.hypot(*across)
        # The height of letters, also of those that lean.
        height = abs(across[0] * up[1] - across[1] * up[0]) / length * abs(room.size.value) if length > 0 else 0.0
        level = length > 0 and across[0] > 0 and abs(across[1]) <= _LEVEL * length
        slanted = level and abs(m.a * m.c + m.b * m.d) > _SLANT * length * math.hypot(*up)
        look = self._look(item, index, points=height, slanted=slanted)
        look = self.looks.setdefault(look, look)  # one object a look: what follows asks for the same one first
        return _Pen(look, self.space.point(x, y)[1], level and self._is_on_page(x, y, height))

    def _is_on_page(self, x: float, y: float, height: float) -> bool:
        return _SMALLEST < height < _LARGEST and 0 <= self.space.point(x, y)[1] <= self.space.height

    def _look(self, item: Address, index: int, *, points: float, slanted: bool) -> Look:
        em = points * MM_PER_POINT
        mode = calls.render_mode(item)
        if mode in _UNSEEN:  # the text layer of a scanned page: what it says of looks is not what is seen
            return Look(None, None, None, None, "000000", em)
        family, bold, italic = self._font(calls.font_of(item))
        if mode in _STROKED:
            bold = True
        colour = "000000"
        if calls.char_colour(self.text, index, *self.room.at_colours):
            red, green, blue, _ = self.room.colour
            colour = f"{red & 255:02X}{green & 255:02X}{blue & 255:02X}"
        return Look(family, round(points * 20) / 20, bold, italic or slanted, colour, em)

    def _font(self, font: Address) -> tuple[str | None, bool | None, bool | None]:
        if not font:
            return (None, None, None)
        if font not in self.fonts:
            self.fonts[font] = self._read_font(ctypes.cast(font, raw.FPDF_FONT))
        return self.fonts[font]

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
        length = function(font, self.room.name, _NAME_BYTES)
        return self.room.name.value.decode("utf-8", "replace") if 0 < length <= _NAME_BYTES else ""


def read_glyphs(page: pypdfium2.PdfPage, space: PageSpace, figures: frozenset[int] = frozenset()) -> list[Glyph]:
    """The level characters inside the page in drawing order, without blanks that the library makes up.

    The words of charts (`figures`: ids of their marked content) are left out too.
    """
    text_page = raw.FPDFText_LoadPage(page)
    if not text_page:
        return []
    try:
        return _read(_Reader(calls.address(text_page), space, figures))
    finally:
        raw.FPDFText_ClosePage(text_page)


def _read(reader: _Reader) -> list[Glyph]:
    text, space = reader.text, reader.space
    count = max(0, min(raw.FPDFText_CountChars(ctypes.cast(text, raw.FPDF_TEXTPAGE)), MAX_CHARACTERS))
    objects = map(calls.text_object, repeat(text), range(count))
    glyphs: list[Glyph] = []
    width, beyond, new = space.width, space.width + _BEYOND, tuple.__new__
    last, shown, baseline, look = 0, False, 0.0, None
    characters = zip(objects, _chars(text, count), *_edges(text, count, space), strict=True)
    for index, (item, char, left, right) in enumerate(characters):
        if item != last:
            if not item:
                continue
            pen, last = reader.pen(item, index), item
            shown = pen is not None and pen.level
            if pen is not None:
                baseline, look = pen.baseline, pen.look
        if shown and char and -1 <= left <= right <= beyond and left <= width:
            glyphs.append(new(Glyph, (char, left, right, baseline, look)))
    return glyphs


def _chars(text: Address, count: int) -> list[str]:
    """The character at each index; "" for one without a meaning."""
    room = (ctypes.c_ushort * (count + 1))()
    length = raw.FPDFText_GetText(ctypes.cast(text, raw.FPDF_TEXTPAGE), 0, count, room) - 1
    whole = bytes(room)[: 2 * length].decode("utf-16-le", "surrogatepass") if length == count else ""
    # The text of the page leaves out characters without a meaning; then each one must be asked for.
    codes = map(ord, whole) if len(whole) == count else map(calls.char_code, repeat(text), range(count))
    return [chr(code) if _LAST_CONTROL <= code < _PLAIN else _char(code) for code in codes]


def _edges(text: Address, count: int, space: PageSpace) -> tuple[list[float], list[float]]:
    """The left and right edges of each character's advance in mm, by index; NaN where it has none."""
    boxes = (raw.FS_RECTF * count)()
    first, size = ctypes.addressof(boxes), ctypes.sizeof(raw.FS_RECTF)
    known = list(map(calls.char_box, repeat(text), range(count), range(first, first + size * count, size)))
    if space.c or space.a <= 0:
        edges = [space.across(box) for box in boxes]
        lefts, rights = [left for left, _ in edges], [right for _, right in edges]
    else:
        numbers = memoryview(boxes).cast("B").cast("f").tolist() if count else []
        scale, shift = space.a, space.e
        lefts = [scale * left + shift for left in numbers[0::4]]
        rights = [scale * right + shift for right in numbers[2::4]]
    if not all(known):
        lefts = [left if there else math.nan for there, left in zip(known, lefts, strict=True)]
    return lefts, rights


def _char(code: int) -> str:
    if code in _HYPHENS:
        return "-"
    if code < _LAST_CONTROL:
        return "\t" if code == ord("\t") else _UNKNOWN if code == 0 else ""
    return chr(code) if code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF else _UNKNOWN  # noqa: PLR2004 - Unicode
