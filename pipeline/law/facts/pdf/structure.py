"""What a PDF says of itself (dấu hiệu của tệp): PDF/A, tags, language, fonts; and its fields for signatures."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from typing import Any, TypeAlias

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

from pipeline.law.facts.model import Box, EmbeddedFont, PdfMarks, SignatureField
from pipeline.law.facts.pdf.signers import signer_of
from pipeline.law.facts.pdf.space import PageSpace

# An object of a PDF as the library gives it: of any kind in a broken file.
Item: TypeAlias = Any

MAX_FIELDS = 500
_MAX_FONTS = 400
_MAX_DEPTH = 8
_PART = re.compile(rb"pdfaid:part\s*(?:=\s*[\"']|>)\s*(\d)")
_LEVEL = re.compile(rb"pdfaid:conformance\s*(?:=\s*[\"']|>)\s*([A-Za-z])")
_DATE = re.compile(r"D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:(Z)|([+-])(\d\d)'?(\d\d)?)?")
_PDF_VERSION = re.compile(rb"%PDF-(\d\.\d)")
_LOG = logging.getLogger("pypdf")  # what it says of a broken file is not for the user
_MAX_XMP = 4 * 1024 * 1024


def read_structure(data: bytes, spaces: Mapping[int, PageSpace]) -> tuple[PdfMarks, tuple[SignatureField, ...]]:
    """The marks and the signature fields of a file; what a broken file does not tell is left empty."""
    level = _LOG.level
    _LOG.setLevel(logging.CRITICAL + 1)
    try:
        structure = _Structure(data)
        return structure.marks(), structure.fields(spaces)
    finally:
        _LOG.setLevel(level)


class _Structure:
    """Read the structure once; every question it answers bears with a broken file."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._reader: PdfReader | None = None
        self._root: DictionaryObject = DictionaryObject()
        with _bearing():
            reader = PdfReader(BytesIO(data), strict=False)
            if reader.is_encrypted:
                reader.decrypt("")
            self._reader = reader
            self._root = _dictionary(reader.trailer.get("/Root"))

    def marks(self) -> PdfMarks:
        """The marks of the file."""
        return PdfMarks(
            version=self._version(),
            pdfa=self._pdfa(),
            output_intent=len(_array(self._root.get("/OutputIntents"))) > 0,
            tagged=str(_resolve(_dictionary(self._root.get("/MarkInfo")).get("/Marked"))).lower() == "true",
            title=self._info("/Title"),
            language=_text(self._root.get("/Lang")),
            fonts=tuple(self._fonts()),
            encrypted=self._encrypted(),
            producer=self._info("/Producer"),
        )

    def _encrypted(self) -> bool:
        return self._reader is not None and "/Encrypt" in self._reader.trailer

    def _version(self) -> str:
        found = _PDF_VERSION.search(self._data[:1024])
        head = found[1].decode() if found else ""
        own = _text(self._root.get("/Version")).lstrip("/")
        return max(head, own) if re.fullmatch(r"\d\.\d", own) else head

    def _pdfa(self) -> str | None:
        with _bearing():
            stream = _resolve(self._root.get("/Metadata"))
            if isinstance(stream, StreamObject):
                xmp = stream.get_data()[:_MAX_XMP]
                part, level = _PART.search(xmp), _LEVEL.search(xmp)
                if part:
                    return part[1].decode() + (level[1].decode().upper() if level else "")
        return None

    def _info(self, key: str) -> str:
        with _bearing():
            if self._reader is not None:
                return _text(_dictionary(self._reader.trailer.get("/Info")).get(key))
        return ""

    def _fonts(self) -> Iterator[EmbeddedFont]:
        seen: dict[str, bool] = {}
        forms: set[int] = set()
        with _bearing():
            for page in self._pages():
                for name, embedded in _page_fonts(page, 0, forms):
                    seen[name] = seen.get(name, True) and embedded
                if len(seen) > _MAX_FONTS:
                    break
        return (EmbeddedFont(name=name, embedded=embedded) for name, embedded in sorted(seen.items()))

    def _pages(self) -> Iterator[DictionaryObject]:
        if self._reader is not None:
            yield from self._reader.pages

    def fields(self, spaces: Mapping[int, PageSpace]) -> tuple[SignatureField, ...]:
        """The signature fields in the order of the form; `spaces` by page number."""
        form = _dictionary(self._root.get("/AcroForm"))
        pages = self._page_numbers() if form else {}
        found: list[SignatureField] = []
        ends: list[tuple[int, int]] = []
        with _bearing():
            for name, one in _signature_fields(_array(form.get("/Fields")), "", None, 0):
                if len(found) >= MAX_FIELDS:
                    break
                value = _dictionary(one.get("/V"))
                if value:
                    ends.append((_coverage(value), len(found)))
                found.append(_field(name, one, value, _place(one, pages, spaces)))
        orders = {position: order for order, (_, position) in enumerate(sorted(ends), start=1)}
        return tuple(_with_order(one, orders.get(position)) for position, one in enumerate(found))

    def _page_numbers(self) -> dict[int, int]:
        """Page number by the object number of a page and of its annotations."""
        numbers: dict[int, int] = {}
        with _bearing():
            for number, page in enumerate(self._pages(), start=1):
                reference = getattr(page, "indirect_reference", None)
                if reference is not None:
                    numbers[reference.idnum] = number
                for annotation in _array(page.get("/Annots")):
                    if isinstance(annotation, IndirectObject):
                        numbers[annotation.idnum] = number
        return numbers


@contextmanager
def _bearing() -> Iterator[None]:
    """A broken file must not stop the reading of what is whole: the library raises errors of every kind on one."""
    try:
        yield
    except (MemoryError, KeyboardInterrupt):
        raise
    except Exception:  # noqa: BLE001 - see above; what was being read is then not told
        return


def _resolve(item: Item) -> Item:
    for _ in range(_MAX_DEPTH):
        if not isinstance(item, IndirectObject):
            break
        item = item.get_object()
    return item


def _dictionary(item: Item) -> DictionaryObject:
    found: Item = None
    with _bearing():
        found = _resolve(item)
    return found if isinstance(found, DictionaryObject) else DictionaryObject()


def _array(item: Item) -> list[Item]:
    found: Item = None
    with _bearing():
        found = _resolve(item)
    return list(found) if isinstance(found, ArrayObject) else []


def _text(item: Item) -> str:
    found: Item = None
    with _bearing():
        found = _resolve(item)
    if isinstance(found, bytes):
        return found.decode("latin-1")
    return str(found).strip("\x00").strip() if isinstance(found, str) else ""


# --------------------------------------------------------------------------------------------------------------- fonts
def _page_fonts(holder: DictionaryObject, depth: int, seen: set[int]) -> Iterator[tuple[str, bool]]:
    """Names of the fonts of a page and of the forms on it, and whether each is embedded."""
    reference = holder.raw_get("/Resources") if "/Resources" in holder else _inherited(holder, "/Resources")
    if isinstance(reference, IndirectObject):
        if reference.idnum in seen:
            return
        seen.add(reference.idnum)
    resources = _dictionary(reference)
    for value in _dictionary(resources.get("/Font")).values():
        font = _dictionary(value)
        name = _text(font.get("/BaseFont")).lstrip("/")
        if name and font.get("/Subtype") != "/Type3":
            yield re.sub(r"^[A-Z]{6}\+", "", name), _embedded(font)
    if depth < _MAX_DEPTH:
        for value in _dictionary(resources.get("/XObject")).values():
            if isinstance(value, IndirectObject):
                if value.idnum in seen:
                    continue
                seen.add(value.idnum)
            form = _dictionary(value)
            if form.get("/Subtype") == "/Form":
                yield from _page_fonts(form, depth + 1, seen)


def _inherited(page: DictionaryObject, key: str) -> Item:
    for _ in range(_MAX_DEPTH):
        page = _dictionary(page.get("/Parent"))
        if key in page:
            return page.raw_get(key)
    return None


def _embedded(font: DictionaryObject) -> bool:
    below = _array(font.get("/DescendantFonts"))
    descriptor = _dictionary((_dictionary(below[0]) if below else font).get("/FontDescriptor"))
    return any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))


# -------------------------------------------------------------------------------------------------------------- fields
def _signature_fields(items: list[Item], prefix: str, kind: Item, depth: int) -> Iterator[tuple[str, DictionaryObject]]:
    for item in items[:MAX_FIELDS]:
        one = _dictionary(item)
        own = _text(one.get("/T"))
        name = ".".join(part for part in (prefix, own) if part)
        this_kind = _resolve(one.get("/FT")) or kind
        kids = [kid for kid in _array(one.get("/Kids")) if "/T" in _dictionary(kid)]
        if kids and depth < _MAX_DEPTH:
            yield from _signature_fields(kids, name, this_kind, depth + 1)
        elif this_kind == "/Sig":
            if isinstance(item, IndirectObject):
                one = _with_reference(one, item)
            yield name, one


def _with_reference(one: DictionaryObject, reference: IndirectObject) -> DictionaryObject:
    if one.indirect_reference is None:
        one.indirect_reference = reference
    return one


def _field(name: str, one: DictionaryObject, value: DictionaryObject, box: Box | None) -> SignatureField:
    del one
    signed = bool(value) and bool(_text_or_bytes(value.get("/Contents")))
    return SignatureField(
        name=name,
        box=box,
        signed=signed,
        signer=(signer_of(_text_or_bytes(value.get("/Contents"))) or _text(value.get("/Name")) or None)
        if signed
        else None,
        signed_at=_iso(_text(value.get("/M"))) if signed else None,
    )


def _with_order(one: SignatureField, order: int | None) -> SignatureField:
    return SignatureField(
        name=one.name, box=one.box, signed=one.signed, signer=one.signer, signed_at=one.signed_at, order=order
    )


def _text_or_bytes(item: Item) -> bytes:
    found: Item = None
    with _bearing():
        found = _resolve(item)
        found = getattr(found, "original_bytes", found)
    return bytes(found) if isinstance(found, bytes) else b""


def _coverage(value: DictionaryObject) -> int:
    """How far a signature reaches in the file: later ones reach farther."""
    with _bearing():
        numbers = [int(_resolve(number)) for number in _array(value.get("/ByteRange"))]
        return numbers[-1] + numbers[-2]
    return 0


def _place(one: DictionaryObject, pages: Mapping[int, int], spaces: Mapping[int, PageSpace]) -> Box | None:
    kids = _array(one.get("/Kids"))
    widget = one if "/Rect" in one or not kids else _dictionary(kids[0])
    references = [one.raw_get("/P") if "/P" in one else None, widget.raw_get("/P") if "/P" in widget else None]
    references += [getattr(widget, "indirect_reference", None), *kids[:1]]
    for reference in references:
        number = pages.get(reference.idnum) if isinstance(reference, IndirectObject) else None
        if number is None or number not in spaces:
            continue
        with _bearing():
            left, bottom, right, top = (float(_resolve(edge)) for edge in _array(widget.get("/Rect")))
            place = spaces[number].place(left, bottom, right, top)
            if place.right > place.left and place.bottom > place.top:
                return Box(page=number, left=place.left, top=place.top, right=place.right, bottom=place.bottom)
        return None
    return None


def _iso(date: str) -> str | None:
    """A PDF date as ISO 8601."""
    match = _DATE.match(date)
    if match is None:
        return None
    year, month, day, hour, minute, second, zulu, sign, hours, minutes = match.groups()
    text = f"{year}-{month or '01'}-{day or '01'}T{hour or '00'}:{minute or '00'}:{second or '00'}"
    return text + ("Z" if zulu else f"{sign}{hours}:{minutes or '00'}" if sign else "")
