"""Tests of finishing a PDF: equal input gives equal bytes, and nothing of the archive format is lost."""

from __future__ import annotations

import pickle
import unicodedata
from datetime import datetime, timedelta, timezone
from io import BytesIO

import psutil
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, Pdf
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    TextStringObject,
)

from pipeline.typeset.pdf.assemble import Assembled, Place, assemble, give_back_memory, page_count, places, written
from pipeline.typeset.pdf.metadata import pdf_date, xmp_packet
from tests import standins
from tests.pdfs import dig, read, text
from tests.typeset.papers import SENTENCE

VIETNAM = timezone(timedelta(hours=7))
SIGNED_ON = datetime(2025, 3, 14, 9, 30, tzinfo=VIETNAM)


def archival(*, chance: int, headings: tuple[str, ...] = ("Quyết định", "Phụ lục")) -> bytes:
    """A tiny file with what LibreOffice writes; `chance` stands for all that changes from run to run."""
    writer = PdfWriter()
    for _ in headings:
        writer.add_blank_page(595, 842)
    profile = DecodedStreamObject()
    profile.set_data(bytes(24) + bytes([chance]) * 12 + bytes(48) + bytes([chance]) * 16 + b"tables")
    intent = DictionaryObject(
        {
            NameObject("/S"): NameObject("/GTS_PDFA1"),
            NameObject("/DestOutputProfile"): writer._add_object(profile.flate_encode()),
        }
    )
    root = writer.root_object
    root[NameObject("/OutputIntents")] = ArrayObject([intent])
    root[NameObject("/Dests")] = DictionaryObject(
        {
            NameObject("/ky-tren"): ArrayObject(
                [
                    writer.pages[1].indirect_reference,
                    NameObject("/XYZ"),
                    FloatObject(85.05),
                    FloatObject(300),
                    FloatObject(0),
                ]
            )
        }
    )
    for number, heading in enumerate(headings):
        writer.add_outline_item(title=heading, page_number=number)
    writer.metadata = {
        NameObject("/Producer"): TextStringObject("LibreOffice 7.4"),
        NameObject("/CreationDate"): TextStringObject(f"D:202501020304{chance:02}Z"),
    }
    made = datetime(2025, 1, 2, 3, 4, chance, tzinfo=VIETNAM)
    writer.xmp_metadata = xmp_packet(title="", language="", created=made)
    writer._ID = ArrayObject([ByteStringObject(bytes([chance]) * 16)] * 2)
    stream = BytesIO()
    writer.write(stream)
    return stream.getvalue()


def top_titles(pdf: bytes) -> list[str]:
    return [str(entry.title) for entry in read(pdf).outline if not isinstance(entry, list)]


@pytest.mark.parametrize(
    ("pdf", "pages"),
    [(standins.ONE_PAGE, 1), (standins.NO_PAGE, 0), (b"", 0), (b"%PDF-1.4\nrubbish", 0), (b"PK\x03\x04", 0)],
)
def test_page_count__good_and_bad(pdf: bytes, pages: int) -> None:
    assert page_count(pdf) == pages


def test_page_count__cut_short() -> None:
    whole = archival(chance=1)
    counts = {page_count(whole[:end]) for end in range(0, len(whole) - 10, 97)}
    assert counts <= {0, 2}


def test_places__named_destinations() -> None:
    assert places(archival(chance=1)) == {"ky-tren": Place(page=1, x=85.05, y=300)}


def test_assemble__chance_vanishes() -> None:
    first, second = (assemble(archival(chance=chance), title="Quyết định").pdf for chance in (1, 2))
    assert archival(chance=1) != archival(chance=2)
    assert first == second


@pytest.mark.parametrize(
    "other",
    [
        assemble(archival(chance=1), title="Khác", created=SIGNED_ON),
        assemble(archival(chance=1), title="Quyết định"),
        assemble(archival(chance=1), title="Quyết định", created=SIGNED_ON, language="en-US"),
        assemble(archival(chance=1, headings=("A", "B")), title="Quyết định", created=SIGNED_ON),
    ],
)
def test_assemble__identifier_depends_on_content(other: Assembled) -> None:
    one = assemble(archival(chance=1), title="Quyết định", created=SIGNED_ON)
    assert read(one.pdf).trailer["/ID"] != read(other.pdf).trailer["/ID"]


def test_assemble__again_changes_nothing() -> None:
    once = assemble(archival(chance=1), title="Quyết định", created=SIGNED_ON).pdf
    assert assemble(once, title="Quyết định", created=SIGNED_ON).pdf == once


def test_assemble__destinations_read_and_dropped() -> None:
    result = assemble(archival(chance=1), title="Quyết định")
    assert result.places == {"ky-tren": Place(page=1, x=85.05, y=300)}
    assert result.pages == 2
    assert places(result.pdf) == {}
    assert pickle.loads(pickle.dumps(result)) == result


@pytest.mark.parametrize(
    ("titles", "expected"),
    [
        (("Phần chính", "Phụ lục I"), ["Phần chính", "Phụ lục I"]),
        (("Phần chính",), ["Quyết định", "Phụ lục"]),
        ((), ["Quyết định", "Phụ lục"]),
    ],
)
def test_assemble__part_titles(titles: tuple[str, ...], expected: list[str]) -> None:
    assert top_titles(assemble(archival(chance=1), title="x", part_titles=titles).pdf) == expected


def test_assemble__information_and_xmp_agree() -> None:
    reader = read(assemble(archival(chance=1), title="Quyết định <A & B>", created=SIGNED_ON).pdf)
    information, xmp = reader.metadata, reader.xmp_metadata
    assert information is not None
    assert xmp is not None
    assert information.title == "Quyết định <A & B>"
    assert xmp.dc_title == {"x-default": information.title}
    assert xmp.pdf_producer == information.producer == "vanthu"
    assert xmp.xmp_creator_tool == information.creator
    assert information.creation_date == information.modification_date == SIGNED_ON
    assert xmp.dc_language == ["vi-VN"]
    assert (xmp.pdfaid_part, xmp.pdfaid_conformance) == ("2", "B")
    assert "<xmp:CreateDate>2025-03-14T09:30:00+07:00</xmp:CreateDate>" in xmp.stream.get_data().decode()


def test_assemble__no_date() -> None:
    pdf = assemble(archival(chance=1), title="x").pdf
    assert b"Date" not in pdf


def test_assemble__not_archival() -> None:
    with pytest.raises(ValueError, match="PDF/A-2b"):
        assemble(standins.ONE_PAGE, title="x")


def test_pdf_date__needs_time_zone() -> None:
    assert pdf_date(SIGNED_ON) == "D:20250314093000+07'00'"
    with pytest.raises(ValueError, match="time zone"):
        pdf_date(SIGNED_ON.replace(tzinfo=None))


@pytest.mark.office
def test_assemble__two_libreoffices_one_file(decisions: tuple[bytes, bytes]) -> None:
    first, second = (assemble(pdf, title="Quyết định", created=SIGNED_ON).pdf for pdf in decisions)
    assert decisions[0] != decisions[1]
    assert first == second
    assert b"DocChecksum" not in first


@pytest.mark.office
def test_assemble__archive_format_kept(decision: bytes) -> None:
    pdf = assemble(decision, title="Quyết định", part_titles=("Quyết định số 1", "Phụ lục I")).pdf
    reader = read(pdf)
    root = reader.root_object
    assert pdf.startswith(b"%PDF-1.7\n%")
    assert reader.xmp_metadata is not None
    assert (reader.xmp_metadata.pdfaid_part, reader.xmp_metadata.pdfaid_conformance) == ("2", "B")
    assert dig(root, "/OutputIntents", 0, "/S") == "/GTS_PDFA1"
    assert dig(root, "/MarkInfo", "/Marked")
    assert dig(root, "/StructTreeRoot", "/ParentTree", "/Nums")
    assert dig(root, "/Lang") == "vi-VN"
    assert dig(root, "/ViewerPreferences", "/DisplayDocTitle")
    assert top_titles(pdf) == ["Quyết định số 1", "Phụ lục I"]
    assert [(float(page.mediabox.width) > float(page.mediabox.height)) for page in reader.pages] == [False, True]


@pytest.mark.office
def test_assemble__fonts_embedded(decision: bytes) -> None:
    reader = read(assemble(decision, title="Quyết định").pdf)
    listed = [font for page in reader.pages for font in dig(page, "/Resources", "/Font").values()]
    fonts = {dig(font, "/BaseFont"): dig(font) for font in listed}
    assert fonts
    assert all("/FontFile2" in dig(font, "/FontDescriptor") and "/ToUnicode" in font for font in fonts.values())
    assert all("Serif" in name or "TimesNewRoman" in name for name in fonts)


@pytest.mark.office
def test_assemble__text_survives(decision: bytes) -> None:
    found = text(assemble(decision, title="Quyết định").pdf)
    assert unicodedata.is_normalized("NFC", found)
    expected = [f"{number}. {SENTENCE}" for number in range(1, 5)]
    expected += ["Quyết định", "CHỦ TỊCH", "Nguyễn Thị Ánh Tuyết", f"Trang ngang: {SENTENCE}"]
    assert [piece for piece in expected if piece not in found] == []


@pytest.mark.office
def test_assemble__links_survive(decision: bytes) -> None:
    page = read(assemble(decision, title="Quyết định").pdf).pages[0]
    _, _, width, height = dig(page, "/Annots", 0, "/Dest", 0, "/MediaBox")
    assert width > height


@pytest.mark.office
def test_places__meaning_of_coordinates(decision: bytes) -> None:
    """At x is the caret, at y the top of the line; an empty centred line gives the middle of the page."""
    found = places(decision)
    top, bottom = found["ky-tren"], found["ky-duoi"]
    page = pypdfium2.PdfDocument(decision)[0]
    words = page.get_textpage()
    name = words.search("Nguyễn Thị Ánh Tuyết").get_next()
    title = words.search("CHỦ TỊCH").get_next()
    assert name is not None
    assert title is not None
    left, _, _, upper = words.get_charbox(name[0])
    lower_of_title = words.get_charbox(title[0])[1]
    assert bottom.x == pytest.approx(left, abs=1.5)
    assert 0 < bottom.y - upper < 6
    assert 0 < lower_of_title - top.y < 6
    assert top.x == pytest.approx(page.get_width() / 2, abs=0.5)
    assert top.page == bottom.page == 0
    assert found["phu-luc"].page == 1


def _with_fonts(order: list[str]) -> bytes:
    """A file whose fonts came to be in the given order, and which says the same whatever the order."""
    with Pdf.new() as document:
        made = {name: document.make_indirect(Dictionary(Type=Name.Font, BaseFont=Name(f"/{name}"))) for name in order}
        page = document.add_blank_page(page_size=(595, 842))
        page.obj.Resources = Dictionary(Font=Dictionary({f"/{name}": font for name, font in sorted(made.items())}))
        return written(document)


def test_written__order_in_which_objects_came_to_be_changes_no_byte() -> None:
    assert _with_fonts(["A", "B", "C"]) == _with_fonts(["C", "A", "B"])


def test_memory__of_many_freed_objects_is_given_back() -> None:
    seen = psutil.Process()
    document = Pdf.new()
    document.Root.Many = Array([Dictionary(Number=number) for number in range(200_000)])
    kept = [bytes(100) for _ in range(200_000)][::50]  # between them, so that the end of the heap is not free
    full = seen.memory_info().rss
    document.close()
    del document
    give_back_memory()
    assert seen.memory_info().rss < full - 20_000_000
    assert kept
