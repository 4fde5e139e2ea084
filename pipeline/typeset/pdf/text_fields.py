"""Text fields (ô điền số, ngày): blanks of a paper for values that come after the signature, empty until then.

A field is on the blank of the line, in the line's own face and size, so that the value looks like the text around it.
Every field has its own appearance; no reader is asked to make one (PDF/A-2, ISO 19005-2, 6.4.1).
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from pipeline.typeset.pdf.figure_font import FIRST, LAST, FigureFont
from pipeline.typeset.pdf.form_tags import tag_widgets
from pipeline.typeset.pdf.page_places import Place, TextPiece

# Flags of an annotation (ISO 32000-1, table 165): printed (bit 3), and locked in its place (bit 8).
_PRINT_LOCKED: Final = 4 | 128
# Flags of a font (table 123): serif, not symbolic, italic.
_SERIF, _NONSYMBOLIC, _ITALIC = 2, 32, 64
# How far a field reaches below its baseline and above it, in sizes of its font.
BELOW: Final = 0.25
_ABOVE: Final = 0.85
_RIGHT, _CENTRED = 2, 1
_KINDS: Final = {
    "so": ("so-van-ban", "Số của văn bản", _RIGHT),
    "ngay": ("ngay-ban-hanh", "Ngày ban hành", _CENTRED),
}
_STEM: Final = 80
_NAME: Final = re.compile(r"(so-van-ban|ngay-ban-hanh)-(\d+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class TextField:
    """One empty field; `page` from 0, `box` in points: left, bottom, right, top. `align`: 1 centred, 2 to the right."""

    name: str
    tooltip: str
    page: int
    box: tuple[float, float, float, float]
    size: float
    font: FigureFont
    align: int

    @property
    def font_name(self) -> str:
        """The name of its font in the form's resources."""
        return f"Vanthu-{self.font.name}"


def text_field(kind: str, number: int, blank: tuple[Place, Place], line: TextPiece, font: FigureFont) -> TextField:
    """The field on a blank between two places, in the size of the text before it and in a `font` like that text's."""
    start, end = blank
    name, tooltip, align = _KINDS[kind]
    bottom, top = line.baseline - BELOW * line.size, line.baseline + _ABOVE * line.size
    return TextField(
        name=f"{name}-{number}",
        tooltip=tooltip if number == 1 else f"{tooltip} (nhắc lại, chỗ {number})",
        page=start.page,
        box=(round(start.x, 2), round(bottom, 2), round(end.x, 2), round(top, 2)),
        size=line.size,
        font=font,
        align=align,
    )


def kind_of(name: str) -> str | None:
    """The kind of value of a field with this name: `so`, `ngay`; None for another field."""
    found = _NAME.fullmatch(name)
    return next((kind for kind, row in _KINDS.items() if found and row[0] == found[1]), None)


def put_text_fields(document: Pdf, fields: Sequence[TextField]) -> None:
    """Add empty text fields to an open file, with their fonts."""
    if not fields:
        return
    root = document.Root
    if "/AcroForm" not in root:
        root.AcroForm = document.make_indirect(Dictionary(Fields=Array()))
    used = {field.font_name: field.font for field in fields}
    fonts = {f"/{name}": document.make_indirect(_font(document, font)) for name, font in used.items()}
    root.AcroForm.DR = document.make_indirect(Dictionary(Font=Dictionary(fonts)))
    root.AcroForm.DA = String(f"/{fields[0].font_name} 0 Tf 0 g")
    pages = [document.pages[field.page].obj for field in fields]
    widgets = []
    for field, page in zip(fields, pages, strict=True):
        widgets.append(document.make_indirect(_widget(document, field, page)))
        if "/Annots" not in page:
            page.Annots = Array()
        page.Annots.append(widgets[-1])
    root.Version = Name("/1.7")
    root.AcroForm.Fields.extend(widgets)
    tag_widgets(document, pages, widgets)


def _widget(document: Pdf, field: TextField, page: Object) -> Dictionary:
    left, bottom, right, top = field.box
    nothing = document.make_stream(
        b"/Tx BMC\nEMC\n",
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=Array([0, 0, round(right - left, 2), round(top - bottom, 2)]),
        Resources=document.Root.AcroForm.DR,
    )
    return Dictionary(
        Type=Name.Annot,
        Subtype=Name.Widget,
        FT=Name.Tx,
        T=String(field.name),
        TU=String(field.tooltip),
        V=String(""),
        DA=String(f"/{field.font_name} {field.size:g} Tf 0 g"),
        Q=field.align,
        F=_PRINT_LOCKED,
        P=page,
        Rect=Array(field.box),
        AP=Dictionary(N=nothing),
    )


def _font(document: Pdf, font: FigureFont) -> Dictionary:
    """A simple TrueType font with the ASCII characters, embedded."""
    name = Name(f"/VANTHU+{font.name}")
    program = document.make_stream(zlib.compress(font.program, 9), Filter=Name.FlateDecode, Length1=len(font.program))
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=name,
        Flags=_SERIF | _NONSYMBOLIC | (_ITALIC if font.italic_angle else 0),
        FontBBox=Array(font.box),
        ItalicAngle=round(font.italic_angle, 2),
        Ascent=font.ascent,
        Descent=font.descent,
        CapHeight=font.cap_height,
        StemV=_STEM,
        FontFile2=program,
    )
    return Dictionary(
        Type=Name.Font,
        Subtype=Name.TrueType,
        BaseFont=name,
        FirstChar=FIRST,
        LastChar=LAST,
        Widths=document.make_indirect(Array(font.widths)),
        Encoding=Name.WinAnsiEncoding,
        FontDescriptor=document.make_indirect(descriptor),
    )
