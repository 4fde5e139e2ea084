"""Looking into PDFs in tests: pypdf's objects followed by a path of keys, and the text of a page or of a box."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

import pypdfium2
from pikepdf import Pdf
from pypdf import PdfReader
from pypdf.generic import PdfObject

from pipeline.typeset.pdf.signature_fields import SignatureField, put_fields


def read(pdf: bytes) -> PdfReader:
    """Open a PDF without forgiving any fault."""
    return PdfReader(BytesIO(pdf), strict=True)


def dig(start: PdfObject, *path: str | int) -> Any:
    """Follow keys and positions from an object, references resolved on the way."""
    found: Any = start.get_object()
    for step in path:
        found = found[step].get_object()
    return found


def fields(reader: PdfReader) -> dict[str, Any]:
    """The form fields of a file by name, in order."""
    return {str(field["/T"]): field for field in map(dig, dig(reader.root_object, "/AcroForm", "/Fields"))}


def signature_fields(reader: PdfReader) -> dict[str, Any]:
    """Those of them that are for signatures and seals."""
    return {name: field for name, field in fields(reader).items() if field["/FT"] == "/Sig"}


def text(pdf: bytes) -> str:
    """Read the text of all pages, blanks evened out."""
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)]
    return " ".join(" ".join(pages).split())


def text_in_box(pdf: bytes, page: int, box: tuple[float, float, float, float]) -> str:
    """Read the text under a box: left, bottom, right, top in points."""
    words = pypdfium2.PdfDocument(pdf)[page].get_textpage()
    return str(words.get_text_bounded(left=box[0], bottom=box[1], right=box[2], top=box[3])).strip()


def with_fields(pdf: bytes, planned: Sequence[SignatureField]) -> bytes:
    """A PDF with empty signature fields."""
    with Pdf.open(BytesIO(pdf)) as document:
        put_fields(document, planned)
        stream = BytesIO()
        document.save(stream)
    return stream.getvalue()
