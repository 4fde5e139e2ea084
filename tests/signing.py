"""Papers with our fields, signed with throw-away certificates: in place of a build's PDF where pages do not matter."""

from __future__ import annotations

from functools import cache
from io import BytesIO

from pikepdf import Dictionary, Name, ObjectStreamMode, Pdf
from pyhanko.pdf_utils.generic import pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import SimpleSigner

from pipeline.papers.official_document import OfficialDocument
from pipeline.typeset.docx.waiting_places import waiting_blanks
from pipeline.typeset.pdf.figure_font import FIRST, LAST, FigureFont
from pipeline.typeset.pdf.page_places import Place, TextPiece
from pipeline.typeset.pdf.signature_fields import SignatureField, put_fields
from pipeline.typeset.pdf.text_fields import TextField, put_text_fields, text_field
from tests.pki import Identity, identity, sign, signer

FONT = FigureFont(
    name="Test",
    program=b"a font",
    widths=(500,) * (LAST - FIRST + 1),
    ascent=900,
    descent=-200,
    cap_height=700,
    italic_angle=0.0,
    box=(0, -200, 1000, 900),
)


@cache
def authority() -> Identity:
    return identity("Root of the test")


@cache
def who(name: str) -> SimpleSigner:
    return signer(identity(name, authority()), authority())


def signed_by(name: str, pdf: bytes, field: str) -> bytes:
    return sign(pdf, field, who(name), certify=False)


def blank_fields(kinds: list[str], places: int = 1, width: float = 40) -> list[TextField]:
    """Fields as they are made on blanks: `places` of each kind."""
    line = TextPiece(x=60, baseline=700, size=13, font="Test")
    return [
        text_field(kind, number, (Place(page=0, x=100, y=712), Place(page=0, x=100 + width, y=712)), line, FONT)
        for kind in kinds
        for number in range(1, places + 1)
    ]


def form_pdf(
    texts: list[TextField], *, words: str = "", people: int = 1, seal: bool = True, tables: bool = False
) -> bytes:
    """A page with some words and the fields of a paper; with `tables` its objects are found by a table in place of a stream."""
    names = [f"chu-ky-{number}" for number in range(1, people + 1)]
    signatures = [
        SignatureField(name=name, tooltip=f"Chữ ký {name}", page=0, box=(300, 200, 450, 270)) for name in names
    ]
    if seal:
        locks = tuple(text.name for text in texts)
        signatures.append(
            SignatureField(name="con-dau-1", tooltip="Dấu", page=0, box=(240, 180, 350, 290), locks=locks)
        )
    with Pdf.new() as document:
        page = document.add_blank_page(page_size=(595, 842))
        helvetica = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        page.obj.Resources = Dictionary(Font=Dictionary(F=helvetica))
        page.obj.Contents = document.make_stream(f"BT /F 12 Tf 60 600 Td (Paper {words}) Tj ET".encode())
        put_fields(document, signatures)
        put_text_fields(document, texts)
        stream = BytesIO()
        mode = ObjectStreamMode.disable if tables else ObjectStreamMode.generate
        document.save(stream, object_stream_mode=mode, deterministic_id=True)
    return stream.getvalue()


def paper_pdf(document: OfficialDocument) -> bytes:
    """A page with the fields that a paper has."""
    kinds = [blank.kind for blank in waiting_blanks(document)]
    return form_pdf(blank_fields(kinds, places=2), words=document.id, people=len(document.signatures))


def with_value(pdf: bytes, field: str, value: str) -> bytes:
    """The file with a value typed into a field, as a reader of PDFs does it: an update that no signature asked for."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    fields = (one.get_object() for one in writer.root["/AcroForm"]["/Fields"])
    found = next(one for one in fields if str(one["/T"]) == field)
    found["/V"] = pdf_string(value)
    writer.update_container(found)
    stream = BytesIO()
    writer.write(stream)
    return stream.getvalue()


def with_another_page(pdf: bytes) -> bytes:
    """The file with what its page shows replaced, in an update."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    page = writer.root["/Pages"]["/Kids"][0].get_object()
    page["/MediaBox"][2] = page["/MediaBox"][3]
    writer.update_container(page)
    stream = BytesIO()
    writer.write(stream)
    return stream.getvalue()
