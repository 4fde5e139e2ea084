"""Assembling a paper (hoàn thiện tệp PDF): from what LibreOffice wrote to bytes that depend on the paper alone.

    convert.to_pdf      DOCX -> PDF
    places              the PDF's named destinations (Word bookmarks)       -> where to sign
    fields.add_fields   the PDF with its empty signature fields
    assemble            titles, language, metadata, no clock, no chance     -> the final bytes

Why last: LibreOffice and pyHanko both write times and random identifiers. Rewriting the file once at the end removes
all of them, and the paper that goes to signature has one single revision.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Final

import pikepdf
from pikepdf import Dictionary, Name, Object, ObjectStreamMode, Pdf, String
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from pipeline.typeset.metadata import PRODUCER, pdf_date, xmp_packet

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
    with Pdf.open(BytesIO(pdf)) as document:
        _require_archival(document)
        root = document.Root
        _drop_destinations(root)
        _title_parts(root, part_titles)
        _settle_colour_profiles(root)
        archival_properties(document, title=title, language=language, created=created)
        pages = len(document.pages)
        return Assembled(pdf=written(document), pages=pages, places=places(pdf))


def archival_properties(document: Pdf, *, title: str, language: str, created: datetime | None) -> None:
    """What the file says about itself as PDF/A-2b: language, title, XMP packet, and an information dictionary to match."""
    root = document.Root
    root.Lang = String(language)
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    root.Metadata = document.make_stream(
        xmp_packet(title=title, language=language, created=created), Type=Name.Metadata, Subtype=Name.XML
    )
    document.trailer.Info = document.make_indirect(_information(title=title, created=created))


def _require_archival(document: Pdf) -> None:
    with document.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
        declared = (xmp.get("pdfaid:part"), xmp.get("pdfaid:conformance"))
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


def _drop_destinations(root: Object) -> None:
    """Forget the named destinations. Links and outline entries of LibreOffice point at pages, not at names."""
    for holder in (root, root.get("/Names")):
        if holder is not None and "/Dests" in holder:
            del holder["/Dests"]


def _top_entries(root: Object) -> Iterator[Object]:
    outline = root.get("/Outlines")
    entry = outline.get("/First") if outline is not None else None
    while entry is not None:
        yield entry
        entry = entry.get("/Next")


def _title_parts(root: Object, titles: Sequence[str]) -> None:
    entries = list(_top_entries(root))
    if len(entries) == len(titles):
        for entry, title in zip(entries, titles, strict=True):
            entry.Title = String(title)


def _settle_colour_profiles(root: Object) -> None:
    """Give the output intent's colour profile a fixed date: LibreOffice makes the profile anew at each start."""
    for intent in root.get("/OutputIntents", pikepdf.Array()):
        stream = intent.get("/DestOutputProfile")
        if isinstance(stream, pikepdf.Stream):
            profile = bytearray(stream.read_bytes())
            profile[_ICC_MADE] = _ICC_DATE
            profile[_ICC_CHECKSUM] = bytes(16)
            stream.write(zlib.compress(bytes(profile), 9), filter=Name.FlateDecode)


def _information(*, title: str, created: datetime | None) -> Dictionary:
    """The document information dictionary; `xmp_packet` must say the same (PDF/A-2, ISO 19005-2, 6.6.2.3)."""
    entries = {"/Title": title, "/Creator": PRODUCER, "/Producer": PRODUCER}
    if created is not None:
        entries |= {"/CreationDate": pdf_date(created), "/ModDate": pdf_date(created)}
    return Dictionary({key: String(value) for key, value in entries.items()})


def written(document: Pdf) -> bytes:
    """The bytes, streams as they are, with an /ID that is the hash of everything else."""
    for chance in ("/ID", "/DocChecksum"):
        if chance in document.trailer:
            del document.trailer[chance]
    stream = BytesIO()
    document.save(
        stream,
        force_version="1.7",
        compress_streams=False,
        object_stream_mode=ObjectStreamMode.disable,
        deterministic_id=True,
    )
    return stream.getvalue()
