"""What a PDF says of itself, and its fields for signatures."""

from __future__ import annotations

from io import BytesIO

import pytest
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, append_signature_field
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, StreamObject, TextStringObject

from pipeline.reading.facts import EmbeddedFont, PaperFacts, PdfMarks
from pipeline.reading.pdf import read_pdf
from tests.pki import identity, sign, signer
from tests.reading.raw_pdf import POINTS, Page, make_pdf


def read(data: bytes) -> PaperFacts:
    return read_pdf(data, name="tep.pdf")


def marks(data: bytes) -> PdfMarks:
    found = read(data).marks
    assert found is not None
    return found


def with_metadata(xmp: str) -> bytes:
    writer = PdfWriter(PdfReader(BytesIO(make_pdf([Page().text(30, 30, "Words")]))))
    stream = StreamObject()
    stream.set_data(xmp.encode())
    writer.root_object[NameObject("/Metadata")] = writer._add_object(stream)
    result = BytesIO()
    writer.write(result)
    return result.getvalue()


def with_fields(*names: str) -> bytes:
    writer = IncrementalPdfFileWriter(BytesIO(make_pdf([Page().text(30, 30, "Words"), Page().text(30, 30, "More")])))
    for number, name in enumerate(names):
        left = 30 + 60 * number
        box = (round(left * POINTS), round(100 * POINTS), round((left + 50) * POINTS), round(125 * POINTS))
        append_signature_field(writer, SigFieldSpec(name, on_page=1, box=box))
    result = BytesIO()
    writer.write(result)
    return result.getvalue()


def test_plain_file__makes_no_claims() -> None:
    found = marks(make_pdf([Page().text(30, 30, "Words").text(30, 50, "Bold", font="B")]))
    assert found == PdfMarks(
        version="1.7",
        pdfa=None,
        output_intent=False,
        tagged=False,
        title="",
        language="",
        fonts=tuple(
            EmbeddedFont(name=n, embedded=False) for n in ("Helvetica", "Times-Bold", "Times-Italic", "Times-Roman")
        ),
    )


def test_claims_of_a_file__are_read() -> None:
    catalog = "/Lang (vi-VN) /MarkInfo << /Marked true >> /OutputIntents [ << /S /GTS_PDFA1 >> ] /Version /2.0"
    found = marks(make_pdf([Page().text(30, 30, "Words")], catalog=catalog, trailer="/Info << /Title (The title) >>"))
    assert (found.version, found.language, found.tagged, found.output_intent, found.title) == (
        "2.0",
        "vi-VN",
        True,
        True,
        "The title",
    )


@pytest.mark.parametrize(
    ("xmp", "expected"),
    [
        ("<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>", "2B"),
        ("<rdf:Description pdfaid:part='1' pdfaid:conformance='a'/>", "1A"),
        ('<rdf:Description pdfaid:part="4"/>', "4"),
        ("<dc:title>nothing of the kind</dc:title>", None),
    ],
)
def test_pdfa_claim__is_read_from_the_metadata(xmp: str, expected: str | None) -> None:
    assert marks(with_metadata(xmp)).pdfa == expected


def test_fields__are_read_with_their_places() -> None:
    first, second = read(with_fields("chu-ky-1", "con-dau-1")).fields
    assert (first.name, first.signed, first.signer, first.signed_at, first.order) == (
        "chu-ky-1",
        False,
        None,
        None,
        None,
    )
    assert second.name == "con-dau-1"
    assert first.box is not None
    assert first.box.page == 2
    assert (first.box.left, first.box.top, first.box.right, first.box.bottom) == pytest.approx(
        (30, 172, 80, 197), abs=0.3
    )


def test_signatures__tell_who_signed_and_in_what_order() -> None:
    root = identity("Root")
    data = with_fields("con-dau-1", "chu-ky-1")
    data = sign(data, "chu-ky-1", signer(identity("Nguyễn Văn An", root), root), certify=True)
    data = sign(data, "con-dau-1", signer(identity("Sở Nội vụ", root), root), certify=False)
    seal, person = read(data).fields
    assert (seal.name, seal.signed, seal.signer, seal.order) == ("con-dau-1", True, "Sở Nội vụ", 2)
    assert (person.name, person.signed, person.signer, person.order) == ("chu-ky-1", True, "Nguyễn Văn An", 1)
    assert person.signed_at is not None
    assert person.signed_at[4] == person.signed_at[7] == "-"
    assert "T" in person.signed_at


def test_signature_without_a_certificate__is_known_by_its_own_name() -> None:
    writer = PdfWriter(PdfReader(BytesIO(with_fields("chu-ky-1"))))
    field = writer.root_object["/AcroForm"]["/Fields"][0].get_object()  # type: ignore[index]
    field[NameObject("/V")] = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Sig"),
            NameObject("/Name"): TextStringObject("Tran Thi Binh"),
            NameObject("/M"): TextStringObject("D:20240506070809+07'00'"),
            NameObject("/Contents"): TextStringObject("no signature at all"),
        }
    )
    result = BytesIO()
    writer.write(result)
    (found,) = read(result.getvalue()).fields
    assert (found.signed, found.signer, found.signed_at) == (True, "Tran Thi Binh", "2024-05-06T07:08:09+07:00")
