"""Assembling a paper (hoàn thiện tệp PDF): from what LibreOffice wrote to bytes that depend on the paper alone.

    convert.to_pdf      DOCX -> PDF
    places              the PDF's named destinations (Word bookmarks)       -> where to sign
    fields.add_fields   the PDF with its empty signature fields
    assemble            titles, language, metadata, no clock, no chance     -> the final bytes

Why last: LibreOffice and pyHanko both write times and random identifiers. Rewriting the file once at the end removes
all of them, and the paper that goes to signature has one single revision.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Final, cast

from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    ByteStringObject,
    DictionaryObject,
    NameObject,
    StreamObject,
    TextStringObject,
)

from pipeline.typeset.metadata import PRODUCER, pdf_date, xmp_packet

_BLANK_ID: Final = bytes(16)
_PDFA: Final = ("2", "B")
# An ICC profile's header: when it was made (bytes 24-35) and its checksum (84-99, zeros = not computed).
_ICC_MADE: Final = slice(24, 36)
_ICC_DATE: Final = bytes.fromhex("07d0 0001 0001 0000 0000 0000")
_ICC_CHECKSUM: Final = slice(84, 100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A Word bookmark on the page (vị trí đánh dấu). Points; the origin is the lower left corner of the page.

    Measured: `x` is where the caret stands at the bookmark (left edge of the character that follows; in a centred
    line without text, its middle); `y` is the top of the line that holds it, that is the bottom of the line before.
    `page` counts from 0.
    """

    page: int
    x: float
    y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Assembled:
    """The final PDF with its number of pages and the places that its bookmarks marked (no longer in the PDF)."""

    pdf: bytes
    pages: int
    places: dict[str, Place]


def page_count(pdf: bytes) -> int:
    """How many pages the PDF has; 0 if it is no PDF that can be opened."""
    if not pdf.startswith(b"%PDF-"):
        return 0
    try:
        return len(PdfReader(BytesIO(pdf)).pages)
    # pypdf lets the errors of the broken data through: a damaged file ends in any of these.
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError):
        return 0


def places(pdf: bytes) -> dict[str, Place]:
    """Where the Word bookmarks ended up, by name.

    Names come through unchanged only if they are made of `[A-Za-z0-9-]`: LibreOffice escapes every other character.
    """
    return _places(PdfReader(BytesIO(pdf)))


def part_pages(pdf: bytes) -> tuple[int, ...]:
    """For each part of the paper (topmost entries of the outline), the page after its last one, counted from 0."""
    reader = PdfReader(BytesIO(pdf))
    tops = [item for item in reader.outline if not isinstance(item, list)]
    starts = [page for item in tops if (page := reader.get_destination_page_number(item)) is not None]
    return (*starts[1:], len(reader.pages)) if starts else ()


def is_empty_page(pdf: bytes, page: int) -> bool:
    """Whether a page (from 0) holds nothing but its number."""
    words = PdfReader(BytesIO(pdf)).pages[page].extract_text().split()
    return all(word.isdigit() for word in words)


def assemble(
    pdf: bytes,
    *,
    title: str,
    language: str = "vi-VN",
    part_titles: Sequence[str] = (),
    created: datetime | None = None,
) -> Assembled:
    """Finish the PDF/A-2b `pdf`: equal arguments give equal bytes, whenever and wherever LibreOffice made it.

    `part_titles` replace the topmost entries of the outline, in order, if there are as many of one as of the other
    (main text, attached regulation, annexes); otherwise the headings stay. `created` must know its time zone; without
    it the file states no date. Fields, tags, fonts and the output intent are kept; named destinations go.
    ValueError: `pdf` does not declare PDF/A-2b, so it does not come from `convert`; or `created` has no time zone.
    """
    reader = PdfReader(BytesIO(pdf))
    _require_archival(reader)
    found = _places(reader)
    root = reader.root_object
    _drop_destinations(root)
    _title_parts(root, part_titles)
    _settle_colour_profiles(root)
    root[NameObject("/Lang")] = TextStringObject(language)
    root[NameObject("/ViewerPreferences")] = DictionaryObject(
        {NameObject("/DisplayDocTitle"): BooleanObject(value=True)}
    )
    reader.trailer[NameObject("/ID")] = ArrayObject([ByteStringObject(_BLANK_ID)] * 2)

    writer = PdfWriter(clone_from=reader)
    writer.pdf_header = "%PDF-1.7"
    writer.metadata = _information(title=title, created=created)
    writer.xmp_metadata = xmp_packet(title=title, language=language, created=created)
    return Assembled(pdf=_identified(writer), pages=len(reader.pages), places=found)


def _require_archival(reader: PdfReader) -> None:
    xmp = reader.xmp_metadata
    declared = (xmp.pdfaid_part, xmp.pdfaid_conformance) if xmp else None
    if declared != _PDFA:
        message = f"not a PDF/A-2b file: {declared}"
        raise ValueError(message)


def _places(reader: PdfReader) -> dict[str, Place]:
    found: dict[str, Place] = {}
    for name, destination in reader.named_destinations.items():
        page = reader.get_destination_page_number(destination)
        x, y = destination.left, destination.top
        if page is not None and x is not None and y is not None:
            found[name.removeprefix("/")] = Place(page=page, x=round(float(x), 3), y=round(float(y), 3))
    return found


def _drop_destinations(root: DictionaryObject) -> None:
    """Forget the named destinations. Links and outline entries of LibreOffice point at pages, not at names."""
    root.pop(NameObject("/Dests"), None)
    names = root.get("/Names")
    if names is not None:
        names.get_object().pop(NameObject("/Dests"), None)


def _top_entries(root: DictionaryObject) -> Iterator[DictionaryObject]:
    outline = root.get("/Outlines")
    entry = outline.get_object().get("/First") if outline is not None else None
    while entry is not None:
        item = entry.get_object()
        yield item
        entry = item.get("/Next")


def _title_parts(root: DictionaryObject, titles: Sequence[str]) -> None:
    entries = list(_top_entries(root))
    if len(entries) == len(titles):
        for entry, title in zip(entries, titles, strict=True):
            entry[NameObject("/Title")] = TextStringObject(title)


def _settle_colour_profiles(root: DictionaryObject) -> None:
    """Give the output intent's colour profile a fixed date: LibreOffice makes the profile anew at each start."""
    for intent in cast("ArrayObject", root["/OutputIntents"]):
        stream = intent.get_object()["/DestOutputProfile"].get_object()
        if isinstance(stream, StreamObject):
            profile = bytearray(stream.get_data())
            profile[_ICC_MADE] = _ICC_DATE
            profile[_ICC_CHECKSUM] = bytes(16)
            stream.set_data(bytes(profile))


def _information(*, title: str, created: datetime | None) -> dict[NameObject, TextStringObject]:
    """The document information dictionary; `xmp_packet` must say the same (PDF/A-2, ISO 19005-2, 6.6.2.3)."""
    entries = {"/Title": title, "/Creator": PRODUCER, "/Producer": PRODUCER}
    if created is not None:
        entries |= {"/CreationDate": pdf_date(created), "/ModDate": pdf_date(created)}
    return {NameObject(key): TextStringObject(value) for key, value in entries.items()}


def _identified(writer: PdfWriter) -> bytes:
    """The bytes with an /ID that is the hash of everything else."""
    stream = BytesIO()
    writer.write(stream)
    pdf = stream.getvalue()
    identifier = hashlib.sha256(pdf).hexdigest()[: 2 * len(_BLANK_ID)].encode()
    body, trailer_word, trailer = pdf.rpartition(b"\ntrailer\n")
    return body + trailer_word + trailer.replace(_BLANK_ID.hex().encode(), identifier)
