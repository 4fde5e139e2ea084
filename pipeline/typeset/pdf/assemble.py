"""Assembling a paper (hoàn thiện tệp PDF): from what LibreOffice wrote to bytes that depend on the paper alone.

    convert.to_pdf      DOCX -> PDF
    places.laid_out     the PDF's named destinations (Word bookmarks)       -> where to sign
    assemble            signature fields, titles, language, metadata, no clock, no chance -> the final bytes

Why last: LibreOffice writes times and random identifiers. Rewriting the file once at the end removes all of them, and
the paper that goes to signature has one single revision.
"""

from __future__ import annotations

import ctypes
import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from tempfile import TemporaryFile
from typing import Final

import pikepdf
from pikepdf import AccessMode, Dictionary, Name, Object, ObjectStreamMode, Pdf, StreamDecodeLevel, String

from pipeline.typeset.pdf.first_pages import clear_first_pages
from pipeline.typeset.pdf.metadata import PRODUCER, pdf_date, xmp_packet
from pipeline.typeset.pdf.page_places import Place, page_count, part_starts, places, read_places, top_entries
from pipeline.typeset.pdf.signature_fields import SignatureField, put_fields
from pipeline.typeset.pdf.structure_tags import describe_figures, free_layout_tables
from pipeline.typeset.pdf.text_fields import TextField, put_text_fields

__all__ = ["Assembled", "Place", "assemble", "give_back_memory", "page_count", "places"]

_PDFA: Final = ["2", "B"]
_DECLARED: Final = (
    re.compile(rb"<pdfaid:part>\s*(\d)\s*</pdfaid:part>"),
    re.compile(rb"<pdfaid:conformance>\s*([A-Z])\s*</pdfaid:conformance>"),
)
_MANY_PAGES: Final = 50
# An ICC profile's header: when it was made (bytes 24-35) and its checksum (84-99, zeros = not computed).
_ICC_MADE: Final = slice(24, 36)
_ICC_DATE: Final = bytes.fromhex("07d0 0001 0001 0000 0000 0000")
_ICC_CHECKSUM: Final = slice(84, 100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Assembled:
    """The final PDF, its number of pages, and the places of its bookmarks (no longer in the PDF)."""

    pdf: bytes
    pages: int
    places: Mapping[str, Place]


def assemble(  # noqa: PLR0913 - what a finished file is made of
    pdf: bytes,
    *,
    title: str,
    language: str = "vi-VN",
    part_titles: Sequence[str] = (),
    fields: Sequence[SignatureField | TextField] = (),
    figures: Sequence[str] = (),
    created: datetime | None = None,
) -> Assembled:
    """Finish the PDF/A-2b `pdf`: equal arguments give equal bytes, whenever and wherever LibreOffice made it.

    `fields` are added empty: of signatures, in the order of signing, then of values that come after a signature.
    `figures`: the alternative texts of the charts, in order.
    `part_titles` replace the topmost entries of the outline, in order, if there are as many of one as of the other
    (main text, attached regulation, annexes), and the first pages of the parts show no number; otherwise the headings
    stay. `created` must know its time zone; without
    it the file states no date. Fields, tags, fonts and the output intent are kept; named destinations go.
    ValueError: `pdf` does not declare PDF/A-2b, so it does not come from `convert`; or `created` has no time zone.
    """
    with _opened(pdf) as document:
        _require_archival(document)
        root, found = document.Root, read_places(document)
        starts = part_starts(document)
        if len(starts) == len(part_titles):
            clear_first_pages(document, starts[1:], source=pdf)
        free_layout_tables(document)
        describe_figures(document, figures)
        put_fields(document, [field for field in fields if isinstance(field, SignatureField)])
        put_text_fields(document, [field for field in fields if isinstance(field, TextField)])
        _drop_destinations(root)
        _title_parts(root, part_titles)
        _settle_colour_profiles(root)
        archival_properties(document, title=title, language=language, created=created)
        finished = Assembled(pdf=written(document), pages=len(document.pages), places=found)
    if finished.pages >= _MANY_PAGES:
        give_back_memory()
    return finished


def give_back_memory() -> None:
    """Give the system what was freed: glibc keeps the room of a hundred thousand small objects, one page with another.

    Nothing happens where the C library has no such function.
    """
    with suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)


@contextmanager
def _opened(pdf: bytes) -> Iterator[Pdf]:
    """The file, open, through an unnamed temporary file: qpdf reads in 5,000 small pieces, which is slow from Python."""
    with TemporaryFile() as source:
        source.write(pdf)
        source.flush()
        with Pdf.open(source, access_mode=AccessMode.mmap) as document:
            yield document


def archival_properties(document: Pdf, *, title: str, language: str, created: datetime | None) -> None:
    """Set the metadata of a PDF/A-2b: language, title, XMP packet, and a matching information dictionary."""
    root = document.Root
    root.Lang = String(language)
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    root.Metadata = document.make_stream(
        xmp_packet(title=title, language=language, created=created), Type=Name.Metadata, Subtype=Name.XML
    )
    document.trailer.Info = document.make_indirect(_information(title=title, created=created))


def _require_archival(document: Pdf) -> None:
    packet = document.Root.Metadata.read_bytes() if "/Metadata" in document.Root else b""
    declared = [found[1].decode() if (found := mark.search(packet)) else None for mark in _DECLARED]
    if declared != _PDFA:
        message = f"not a PDF/A-2b file: {declared}"
        raise ValueError(message)


def _drop_destinations(root: Object) -> None:
    """Remove the named destinations. Links and outline entries of LibreOffice refer to pages, not to names."""
    for holder in (root, root.get("/Names")):
        if holder is not None and "/Dests" in holder:
            del holder["/Dests"]


def _title_parts(root: Object, titles: Sequence[str]) -> None:
    entries = list(top_entries(root))
    if len(entries) == len(titles):
        for entry, title in zip(entries, titles, strict=True):
            entry.Title = String(title)


def _settle_colour_profiles(root: Object) -> None:
    """Give the output intent's colour profile a fixed date: LibreOffice makes the profile anew at each start."""
    for intent in root.get("/OutputIntents", pikepdf.Array()):
        stream = intent.get("/DestOutputProfile")
        if isinstance(stream, pikepdf.Stream):
            stream.write(_settled(stream.read_bytes()), filter=Name.FlateDecode)


@lru_cache(maxsize=8)
def _settled(profile: bytes) -> bytes:
    """A colour profile with the fixed date, compressed."""
    settled = bytearray(profile)
    settled[_ICC_MADE] = _ICC_DATE
    settled[_ICC_CHECKSUM] = bytes(16)
    return zlib.compress(bytes(settled), 9)


def _information(*, title: str, created: datetime | None) -> Dictionary:
    """The document information dictionary; `xmp_packet` must have the same values (PDF/A-2, ISO 19005-2, 6.6.2.3)."""
    entries = {"/Title": title, "/Creator": PRODUCER, "/Producer": PRODUCER}
    if created is not None:
        entries |= {"/CreationDate": pdf_date(created), "/ModDate": pdf_date(created)}
    return Dictionary({key: String(value) for key, value in entries.items()})


def written(document: Pdf) -> bytes:
    """The bytes of the file, small objects in compressed streams, with an /ID that is the hash of everything else."""
    for chance in ("/ID", "/DocChecksum"):
        if chance in document.trailer:
            del document.trailer[chance]
    with TemporaryFile() as target, _numbered_by_place(document) as numbered:
        numbered.save(
            target,
            force_version="1.7",
            # The packet is ours and states no version that would have to follow.
            fix_metadata_version=False,
            # Thousands of small objects of tags: put together and compressed they take a fifth of the room.
            compress_streams=True,
            object_stream_mode=ObjectStreamMode.generate,
            deterministic_id=True,
        )
        target.seek(0)
        return target.read()


@contextmanager
def _numbered_by_place(document: Pdf) -> Iterator[Pdf]:
    """The file with its objects numbered in the order in which they are reached from the root.

    LibreOffice numbers its fonts in the order of their addresses in memory, which differs between machines and folders;
    the numbers decide the order in the file.
    """
    with TemporaryFile() as plain:
        document.save(
            plain,
            fix_metadata_version=False,
            compress_streams=False,
            stream_decode_level=StreamDecodeLevel.none,
            object_stream_mode=ObjectStreamMode.disable,
            static_id=True,
        )
        with Pdf.open(plain) as numbered:
            del numbered.trailer["/ID"]
            yield numbered
