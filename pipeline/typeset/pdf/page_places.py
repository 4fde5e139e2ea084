"""Places in LibreOffice's PDF (vị trí trên trang): bookmarks, parts of the paper, pieces of text."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Final

from pikepdf import Array, Dictionary, Name, NameTree, Object, Page, Pdf, PdfError, parse_content_stream
from pypdf import PdfReader

from pipeline.typeset.pdf.page_ink import InkOfPage, pieces_of

_POINT: Final = 4  # [page /XYZ left top …]
# A baseline lies less than so many sizes below the top of its line; places are rounded to less than this (points).
_LINE: Final = 1.4
_ROUNDING: Final = 0.5
# Where text begins, in which font, and that it is shown (ISO 32000-1, 9.4): all of what LibreOffice writes for text.
_TEXT_OPERATORS: Final = "BT Td Tm Tf Tj TJ"


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
class LaidOut:
    """The places in the PDF of one paper: bookmarks by name; for each part the page after its last one, from 0.

    `ink`: the text of each page of a paper that has several; of a single page nothing is to be judged.
    """

    places: Mapping[str, Place]
    part_ends: tuple[int, ...]
    pages: int
    ink: tuple[InkOfPage, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TextPiece:
    """A piece of text on a page: where it begins, baseline, font size (points), font name."""

    x: float
    baseline: float
    size: float
    font: str


def laid_out(pdf: bytes) -> LaidOut:
    """Read the places from the output of `convert`.

    Names of bookmarks are unchanged only if they consist of `[A-Za-z0-9-]`: LibreOffice escapes other characters. The
    parts are the topmost entries of the outline.
    """
    # Attributes need not be moved from the page tree to the pages: qpdf would read every object for that.
    with Pdf.open(BytesIO(pdf), inherit_page_attributes=False) as document:
        starts = part_starts(document)
        pages = len(document.pages)
        return LaidOut(
            places=read_places(document),
            part_ends=(*starts[1:], pages) if starts else (),
            pages=pages,
            ink=tuple(map(_ink, document.pages)) if pages > 1 else (),
        )


def _ink(page: Page) -> InkOfPage:
    """The text of a page; LibreOffice writes the content of a page as one stream, an empty page may have none."""
    content, (_, bottom, _, top) = page.obj.get("/Contents", Array()), page.obj.MediaBox
    streams = content if isinstance(content, Array) else [content]
    data = b"".join(stream.read_bytes() for stream in streams)
    return InkOfPage(height=float(top) - float(bottom), pieces=pieces_of(data))


def part_starts(document: Pdf) -> list[int]:
    """The first page of each part, from 0: where the topmost entries of the outline lead."""
    numbers = _page_numbers(document)
    return [
        numbers[target[0].objgen]
        for entry in top_entries(document.Root)
        if (target := _target(entry)) is not None and target[0].objgen in numbers
    ]


def places(pdf: bytes) -> dict[str, Place]:
    """The places of the Word bookmarks, by name."""
    return dict(laid_out(pdf).places)


def page_count(pdf: bytes) -> int:
    """The number of pages; 0 for bytes that are no PDF which can be opened without repair."""
    if not pdf.startswith(b"%PDF-"):
        return 0
    try:
        with Pdf.open(BytesIO(pdf), inherit_page_attributes=False, attempt_recovery=False) as document:
            return len(document.pages)
    except PdfError:
        return 0


def is_empty_page(pdf: bytes, page: int) -> bool:
    """Whether a page (from 0) holds nothing but its number."""
    words = PdfReader(BytesIO(pdf)).pages[page].extract_text().split()
    return all(word.isdigit() for word in words)


def lone_numbers(pdf: bytes, page: int) -> list[float]:
    """Heights in points, from the bottom of a page (from 0), of the baselines on which a number stands and nothing else."""
    lines: dict[float, str] = {}

    def visit(text: str, _: object, place: Sequence[float], *__: object) -> None:
        height = round(float(place[5]), 1)
        lines[height] = lines.get(height, "") + text

    PdfReader(BytesIO(pdf)).pages[page].extract_text(visitor_text=visit)
    return [height for height, text in lines.items() if text.strip().isdigit()]


def text_pieces(pdf: bytes, pages: Collection[int]) -> dict[int, tuple[TextPiece, ...]]:
    """The pieces of text of some pages (numbered from 0) in LibreOffice's order, blanks included, by page."""
    if not pages:
        return {}
    with Pdf.open(BytesIO(pdf), inherit_page_attributes=False) as document:
        return {page: tuple(_text_pieces(document.pages[page])) for page in pages}


def _text_pieces(page: Page) -> Iterator[TextPiece]:
    fonts = {name: str(font.get("/BaseFont", "")) for name, font in page.resources.get("/Font", {}).items()}
    x = baseline = size = 0.0
    name = ""
    for instruction in parse_content_stream(page, _TEXT_OPERATORS):
        operands = instruction.operands
        match str(instruction.operator):
            case "BT":
                x = baseline = 0.0
            case "Td":
                x, baseline = x + float(operands[0]), baseline + float(operands[1])
            case "Tm":
                x, baseline = float(operands[4]), float(operands[5])
            case "Tf":
                name, size = str(operands[0]), float(operands[1])
            case _:
                yield TextPiece(x=x, baseline=baseline, size=size, font=fonts.get(name, ""))


def piece_before(pieces: Iterable[TextPiece], place: Place) -> TextPiece | None:
    """The nearest piece of text that begins before a bookmark on its line; None without one."""
    line = [
        piece
        for piece in pieces
        if place.y - _LINE * piece.size < piece.baseline < place.y and piece.x <= place.x + _ROUNDING
    ]
    return max(line, key=lambda piece: (piece.baseline, piece.x), default=None)


def top_entries(root: Object) -> Iterator[Object]:
    """The topmost entries of the outline, in order."""
    outline = root.get("/Outlines")
    entry = outline.get("/First") if outline is not None else None
    while entry is not None:
        yield entry
        entry = entry.get("/Next")


def read_places(document: Pdf) -> dict[str, Place]:
    """The places of the bookmarks in an open file, by name."""
    numbers = _page_numbers(document)
    found: dict[str, Place] = {}
    for name, target in _destinations(document.Root):
        page = numbers.get(target[0].objgen)
        if page is not None and len(target) >= _POINT and target[1] == Name.XYZ:
            found[name] = Place(page=page, x=round(float(target[2]), 3), y=round(float(target[3]), 3))
    return found


def _page_numbers(document: Pdf) -> dict[tuple[int, int], int]:
    return {page.obj.objgen: number for number, page in enumerate(document.pages)}


def _destinations(root: Object) -> Iterator[tuple[str, Array]]:
    """Name and target of each destination, both in the form of PDF 1.1 (LibreOffice) and of later versions."""
    found: list[tuple[str, Object]] = []
    early, names = root.get("/Dests"), root.get("/Names")
    if early is not None:
        found += [(name.removeprefix("/"), pdf_object) for name, pdf_object in early.items()]
    if names is not None and "/Dests" in names:
        found += NameTree(names.Dests).items()
    for name, entry in found:
        target = entry.get("/D") if isinstance(entry, Dictionary) else entry
        if isinstance(target, Array) and len(target) > 0:
            yield name, target


def _target(entry: Object) -> Array | None:
    """The page and place to which an outline entry leads; None without one."""
    target = entry.get("/Dest", entry.get("/A", Dictionary()).get("/D"))
    return target if isinstance(target, Array) and len(target) > 0 else None
