"""What a PDF declares (dấu hiệu của tệp): PDF/A, tags, language, fonts; and its signature fields."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from io import BytesIO
from typing import Any, TypeAlias

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from pipeline.reading.facts import Box, EmbeddedFont, PdfMarks, SignatureField
from pipeline.reading.pdf.signers import signer_of
from pipeline.reading.pdf.space import PageSpace

# An object of a PDF as the library gives it, numbers and truth values as Python's own: of any kind in a broken file.
Item: TypeAlias = Any
# The number by which an object is known in its file; (0, 0) for one that stands inside another.
_Number: TypeAlias = tuple[int, int]

MAX_FIELDS = 500
_MAX_FONTS = 400
_MAX_DEPTH = 8
_PART = re.compile(rb"pdfaid:part\s*(?:=\s*[\"']|>)\s*(\d)")
_LEVEL = re.compile(rb"pdfaid:conformance\s*(?:=\s*[\"']|>)\s*([A-Za-z])")
_DATE = re.compile(r"D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:(Z)|([+-])(\d\d)'?(\d\d)?)?")
_PDF_VERSION = re.compile(rb"%PDF-(\d\.\d)")
_MAX_XMP = 4 * 1024 * 1024


def read_structure(data: bytes, spaces: Mapping[int, PageSpace]) -> tuple[PdfMarks, tuple[SignatureField, ...]]:
    """The marks and signature fields of a file; what a damaged file does not tell is left empty."""
    with ExitStack() as closing:
        structure = _Structure(data, closing)
        return structure.marks(), structure.fields(spaces)


class _Structure:
    """The structure of a PDF, read once; damage affects only the answers that need the damaged part."""

    def __init__(self, data: bytes, closing: ExitStack) -> None:
        self._data = data
        self._document: Pdf | None = None
        self._root = Dictionary()
        with _bearing():
            # Attributes need not be moved from the page tree to the pages: qpdf would read every object for that.
            self._document = closing.enter_context(Pdf.open(BytesIO(data), inherit_page_attributes=False))
            self._root = _dictionary(self._document.trailer.get("/Root"))

    def marks(self) -> PdfMarks:
        """The marks of the file."""
        return PdfMarks(
            version=self._version(),
            pdfa=self._pdfa(),
            output_intent=bool(_array(self._root.get("/OutputIntents"))),
            tagged=str(_dictionary(self._root.get("/MarkInfo")).get("/Marked")) == "True",
            title=self._info("/Title"),
            language=_text(self._root.get("/Lang")),
            fonts=tuple(self._fonts()),
            encrypted=self._encrypted(),
        )

    def _encrypted(self) -> bool:
        return self._document is not None and self._document.is_encrypted

    def _version(self) -> str:
        found = _PDF_VERSION.search(self._data[:1024])
        head = found[1].decode() if found else ""
        own = _text(self._root.get("/Version")).lstrip("/")
        return max(head, own) if re.fullmatch(r"\d\.\d", own) else head

    def _pdfa(self) -> str | None:
        with _bearing():
            stream = self._root.get("/Metadata")
            if isinstance(stream, Stream):
                xmp = stream.read_bytes()[:_MAX_XMP]
                part, level = _PART.search(xmp), _LEVEL.search(xmp)
                if part:
                    return part[1].decode() + (level[1].decode().upper() if level else "")
        return None

    def _info(self, key: str) -> str:
        with _bearing():
            if self._document is not None:
                return _text(_dictionary(self._document.trailer.get("/Info")).get(key))
        return ""

    def _fonts(self) -> Iterator[EmbeddedFont]:
        seen: dict[str, bool] = {}
        forms: set[_Number] = set()
        with _bearing():
            for page in self._pages():
                for name, embedded in _page_fonts(page, 0, forms):
                    seen[name] = seen.get(name, True) and embedded
                if len(seen) > _MAX_FONTS:
                    break
        return (EmbeddedFont(name=name, embedded=embedded) for name, embedded in sorted(seen.items()))

    def _pages(self) -> Iterator[Dictionary]:
        if self._document is not None:
            for page in self._document.pages:
                yield page.obj

    def fields(self, spaces: Mapping[int, PageSpace]) -> tuple[SignatureField, ...]:
        """The signature fields in the order of the form; `spaces`: by page number."""
        form = _dictionary(self._root.get("/AcroForm"))
        pages = self._page_numbers() if len(form) else {}
        found: list[SignatureField] = []
        ends: list[tuple[int, int]] = []
        with _bearing():
            for name, dictionary in _signature_fields(_array(form.get("/Fields")), "", None, 0):
                if len(found) >= MAX_FIELDS:
                    break
                value = _dictionary(dictionary.get("/V"))
                if len(value):
                    ends.append((_coverage(value), len(found)))
                found.append(_field(name, value, _place(dictionary, pages, spaces)))
        orders = {position: order for order, (_, position) in enumerate(sorted(ends), start=1)}
        return tuple(_with_order(field, orders.get(position)) for position, field in enumerate(found))

    def _page_numbers(self) -> dict[_Number, int]:
        """Page numbers by the object number of the page and of its annotations."""
        numbers: dict[_Number, int] = {}
        with _bearing():
            for number, page in enumerate(self._pages(), start=1):
                for item in (page, *_array(page.get("/Annots"))):
                    if (known := _number(item)) is not None:
                        numbers[known] = number
        return numbers


@contextmanager
def _bearing() -> Iterator[None]:
    """Ignore any error of the library inside the block: a damaged part must not stop the reading of sound ones."""
    try:
        yield
    except (MemoryError, KeyboardInterrupt):
        raise
    except Exception:  # noqa: BLE001 - see above; what was being read is then not told
        return


def _dictionary(item: Item) -> Dictionary:
    return item if isinstance(item, Dictionary) else Dictionary()


def _array(item: Item) -> list[Item]:
    return list(item) if isinstance(item, Array) else []


def _text(item: Item) -> str:
    with _bearing():
        if isinstance(item, String | Name):
            return str(item).strip("\x00").strip()
    return ""


def _number(item: Item) -> _Number | None:
    """The object number of an indirect object; None of a direct one."""
    return item.objgen if isinstance(item, Object) and item.is_indirect else None


# --------------------------------------------------------------------------------------------------------------- fonts
def _page_fonts(holder: Dictionary | Stream, depth: int, seen: set[_Number]) -> Iterator[tuple[str, bool]]:
    """The names of the fonts of a page and of the forms on it, and whether each is embedded."""
    resources = holder.get("/Resources", _inherited(holder, "/Resources"))
    if _met(resources, seen):
        return
    for value in _dictionary(_dictionary(resources).get("/Font")).values():
        font = _dictionary(value)
        name = _text(font.get("/BaseFont")).lstrip("/")
        if name and font.get("/Subtype") != "/Type3":
            yield re.sub(r"^[A-Z]{6}\+", "", name), _embedded(font)
    if depth < _MAX_DEPTH:
        for form in _dictionary(_dictionary(resources).get("/XObject")).values():
            if not _met(form, seen) and isinstance(form, Stream) and form.get("/Subtype") == "/Form":
                yield from _page_fonts(form, depth + 1, seen)


def _met(item: Item, seen: set[_Number]) -> bool:
    """Whether an object was seen before; it is noted as seen."""
    number = _number(item)
    if number is None or number not in seen:
        seen.update([number] if number else ())
        return False
    return True


def _inherited(page: Dictionary | Stream, key: str) -> Item:
    for _ in range(_MAX_DEPTH):
        page = _dictionary(page.get("/Parent"))
        if key in page:
            return page.get(key)
    return None


def _embedded(font: Dictionary) -> bool:
    below = _array(font.get("/DescendantFonts"))
    descriptor = _dictionary((_dictionary(below[0]) if below else font).get("/FontDescriptor"))
    return any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))


# -------------------------------------------------------------------------------------------------------------- fields
def _signature_fields(items: list[Item], prefix: str, kind: Item, depth: int) -> Iterator[tuple[str, Dictionary]]:
    for item in items[:MAX_FIELDS]:
        dictionary = _dictionary(item)
        own = _text(dictionary.get("/T"))
        name = ".".join(part for part in (prefix, own) if part)
        this_kind = dictionary.get("/FT", kind)
        kids = [kid for kid in _array(dictionary.get("/Kids")) if "/T" in _dictionary(kid)]
        if kids and depth < _MAX_DEPTH:
            yield from _signature_fields(kids, name, this_kind, depth + 1)
        elif this_kind == "/Sig":
            yield name, dictionary


def _field(name: str, value: Dictionary, box: Box | None) -> SignatureField:
    contents = value.get("/Contents")
    signature = bytes(contents) if isinstance(contents, String) else b""
    if not signature:
        return SignatureField(name=name, box=box, signed=False)
    return SignatureField(
        name=name,
        box=box,
        signed=True,
        signer=signer_of(signature) or _text(value.get("/Name")) or None,
        signed_at=_iso(_text(value.get("/M"))),
    )


def _with_order(field: SignatureField, order: int | None) -> SignatureField:
    return SignatureField(
        name=field.name, box=field.box, signed=field.signed, signer=field.signer, signed_at=field.signed_at, order=order
    )


def _coverage(value: Dictionary) -> int:
    """How many bytes of the file a signature covers; later signatures cover more."""
    with _bearing():
        numbers = [int(number) for number in _array(value.get("/ByteRange"))]
        return numbers[-1] + numbers[-2]
    return 0


def _place(dictionary: Dictionary, pages: Mapping[_Number, int], spaces: Mapping[int, PageSpace]) -> Box | None:
    kids = _array(dictionary.get("/Kids"))
    widget = dictionary if "/Rect" in dictionary or not kids else _dictionary(kids[0])
    for reference in (dictionary.get("/P"), widget.get("/P"), widget, *kids[:1]):
        number = pages.get(known) if (known := _number(reference)) else None
        if number is None or number not in spaces:
            continue
        with _bearing():
            left, bottom, right, top = (float(edge) for edge in _array(widget.get("/Rect")))
            place = spaces[number].place(left, bottom, right, top)
            if place.right > place.left and place.bottom > place.top:
                return Box(page=number, left=place.left, top=place.top, right=place.right, bottom=place.bottom)
        return None
    return None


def _iso(date: str) -> str | None:
    """A PDF date as ISO 8601; None where it cannot be read."""
    match = _DATE.match(date)
    if match is None:
        return None
    year, month, day, hour, minute, second, zulu, sign, hours, minutes = match.groups()
    text = f"{year}-{month or '01'}-{day or '01'}T{hour or '00'}:{minute or '00'}:{second or '00'}"
    return text + ("Z" if zulu else f"{sign}{hours}:{minutes or '00'}" if sign else "")
