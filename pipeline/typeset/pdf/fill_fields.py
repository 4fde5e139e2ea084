"""Filling number and day into a signed paper's fields (điền số, ngày sau khi ký) by an incremental update."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Final

from pikepdf import Array, Dictionary, Name, Object, PasswordError, Pdf, PdfError, String

from pipeline.errors import Unreadable
from pipeline.typeset.pdf.added_revision import with_revision
from pipeline.typeset.pdf.text_fields import BELOW, kind_of

_SHOWN: Final = re.compile(r"/(\S+) (\d+(?:\.\d+)?) Tf")
_CENTRED: Final = 1
_THOUSAND: Final = 1000
# What stays free at the slash after a number, in points.
_EDGE: Final = 0.5
_AGAIN: Final = "Chỉ tệp do vanthu build ghi ra rồi ký, không in lại thành PDF khác."


@dataclass(frozen=True, kw_only=True)
class FormField:
    """A field of a paper: name, and tooltip shown by readers.

    `kind` and `value`: of a field for number or day; "" for others.
    """

    name: str
    tooltip: str
    kind: str = ""
    value: str = ""


def form_fields(pdf: bytes) -> tuple[FormField, ...]:
    """The fields of a paper, for signatures and for values, in the order of the form."""
    with _opened(pdf) as document:
        return tuple(
            FormField(
                name=str(field.get("/T", "")),
                tooltip=str(field.get("/TU", "")),
                kind=_kind(field),
                value=str(field.get("/V", "")) if _kind(field) else "",
            )
            for field in _fields(document)
        )


def fill_fields(pdf: bytes, values: Mapping[str, str]) -> bytes:
    """The file with the value of its kind (`so`, `ngay`) in every empty field; the same bytes where none is empty.

    Unreadable: the file cannot be opened, or its fields are not as this program makes them.
    """
    with _opened(pdf) as document:
        changed: list[Object] = []
        for field in _fields(document):
            kind = _kind(field)
            if kind in values and not str(field.get("/V", "")):
                changed += _filled(document, field, values[kind])
        return with_revision(pdf, document, changed) if changed else pdf


def _opened(pdf: bytes) -> Pdf:
    try:
        document = Pdf.open(BytesIO(pdf), inherit_page_attributes=False)
    except PasswordError as error:
        raise Unreadable("tệp PDF có mật khẩu nên không điền được số, ngày.", _AGAIN) from error
    except PdfError as error:
        raise Unreadable("tệp PDF hỏng, không điền được số, ngày.", _AGAIN) from error
    if document.is_encrypted:
        document.close()
        raise Unreadable("tệp PDF đã mã hóa nên không điền được số, ngày.", _AGAIN)
    return document


def _fields(document: Pdf) -> Iterator[Object]:
    form = document.Root.get("/AcroForm")
    yield from form.get("/Fields", Array()) if form is not None else ()


def _kind(field: Object) -> str:
    """The kind of value that a field of ours takes; "" for any other field."""
    return kind_of(str(field.get("/T", ""))) or "" if field.get("/FT") == Name.Tx else ""


def _filled(document: Pdf, field: Object, value: str) -> list[Object]:
    """Put a value into a field with its appearance; gives the new and changed objects."""
    shown = _SHOWN.search(str(field.get("/DA", "")))
    resources = document.Root.AcroForm.get("/DR")
    if shown is None or resources is None or f"/{shown[1]}" not in resources.get("/Font", Dictionary()):
        raise Unreadable(f"ô “{field.T}” của tệp PDF không còn phông chữ của nó.", _AGAIN)
    size, font = float(shown[2]), resources.Font[f"/{shown[1]}"]
    left, bottom, right, top = (float(edge) for edge in field.Rect)
    width, height = right - left, top - bottom
    needed = _width(font, value) * size / _THOUSAND
    # A long number in a blank that had to give way becomes narrower, never cut off.
    scale = min(1.0, (width - _EDGE) / needed)
    room = width - needed * scale
    start = room / 2 if int(field.get("/Q", 0)) == _CENTRED else room - _EDGE
    text = (
        f"/Tx BMC\nq\nBT\n/{shown[1]} {size:g} Tf 0 g {100 * scale:.4g} Tz\n"
        f"{start:.2f} {BELOW * size:.2f} Td ({value}) Tj\nET\nQ\nEMC\n"
    )
    look = document.make_stream(
        text.encode("ascii"),
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=Array([0, 0, round(width, 2), round(height, 2)]),
        Resources=resources,
    )
    field.V = String(value)
    field.AP = Dictionary(N=look)
    return [field, look]


def _width(font: Object, value: str) -> float:
    first, widths = int(font.FirstChar), list(font.Widths)
    return sum(float(widths[ord(sign) - first]) for sign in value)
