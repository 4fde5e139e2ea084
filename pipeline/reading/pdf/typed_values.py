"""Text typed into a finished PDF (chữ điền thêm): in form fields and text boxes, displayed but not part of the page's text.

A number that the clerk types into its field after the signature is on the paper as much as a printed one.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

import pypdfium2
from pypdfium2 import raw

_HIDDEN: Final = 2  # bit 2 of the flags of an annotation (ISO 32000-1, table 165)
_MOST: Final = 2_000
_LONGEST: Final = 64


def with_typed_values(document: pypdfium2.PdfDocument, index: int) -> pypdfium2.PdfPage:
    """The page `index` (from 0) of an open file, with text typed into it made part of its text; stamps stay apart.

    PdfiumError: the page cannot be read.
    """
    page = document[index]
    count = min(raw.FPDFPage_GetAnnotCount(page), _MOST)
    shown = [number for number in range(count) if _is_typed(page, number)]
    if not shown:
        return page
    for number in set(range(count)) - set(shown):
        with _annotation(page, number) as annotation:
            raw.FPDFAnnot_SetFlags(annotation, _HIDDEN)
    raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY)
    page.close()
    return document[index]


def _is_typed(page: pypdfium2.PdfPage, number: int) -> bool:
    with _annotation(page, number) as annotation:
        kind = raw.FPDFAnnot_GetSubtype(annotation) if annotation else None
        if kind == raw.FPDF_ANNOT_WIDGET:
            return _value(annotation, b"FT") == "Tx" and bool(_value(annotation, b"V"))
        return bool(kind == raw.FPDF_ANNOT_FREETEXT)


@contextmanager
def _annotation(page: pypdfium2.PdfPage, number: int) -> Iterator[Any]:
    found = raw.FPDFPage_GetAnnot(page, number)
    try:
        yield found
    finally:
        if found:
            raw.FPDFPage_CloseAnnot(found)


def _value(annotation: Any, key: bytes) -> str:  # noqa: ANN401 - a pointer of the library
    room = (ctypes.c_ushort * _LONGEST)()
    length = raw.FPDFAnnot_GetStringValue(annotation, key, room, ctypes.sizeof(room))
    # The length asked for counts the closing zero; a longer value leaves the room empty, and is a value all the same.
    if length > ctypes.sizeof(room):
        return "…"
    return bytes(room)[:length].decode("utf-16-le", "replace").rstrip("\0")
