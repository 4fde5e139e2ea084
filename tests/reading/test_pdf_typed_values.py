"""Values that somebody typed into a finished PDF are read at their places; stamps of signatures are no text."""

from __future__ import annotations

from io import BytesIO

import pytest
from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from pipeline.reading.pdf import read_pdf


def _typed(document: Pdf, kind: Name, field: Name | None, value: str, flags: int, at: int) -> Object:
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    look = document.make_stream(
        b"/Tx BMC BT /F 12 Tf 2 3 Td (%s) Tj ET EMC" % value.encode("ascii"),
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=Array([0, 0, 60, 14]),
        Resources=Dictionary(Font=Dictionary(F=font)),
    )
    made = Dictionary(
        Type=Name.Annot, Subtype=kind, F=flags, Rect=Array([at, 697, at + 60, 711]), AP=Dictionary(N=look)
    )
    if field is not None:
        made.FT, made.T, made.V = field, String(f"{value}-{at}"), String(value)
    return document.make_indirect(made)


def _paper(*rows: tuple[Name, Name | None, str, int]) -> bytes:
    with Pdf.new() as document:
        page = document.add_blank_page(page_size=(595, 842))
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        page.obj.Resources = Dictionary(Font=Dictionary(F=font))
        page.obj.Contents = document.make_stream(b"BT /F 12 Tf 60 700 Td (So:) Tj 100 0 Td (/TB-UBND) Tj ET")
        made = [_typed(document, *row, at=90 + 120 * index) for index, row in enumerate(rows)]
        page.obj.Annots = Array(made)
        document.Root.AcroForm = Dictionary(Fields=Array([field for field in made if field.Subtype == Name.Widget]))
        stream = BytesIO()
        document.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize("field", [(Name.Widget, Name.Tx), (Name.FreeText, None)])
def test_read_pdf__a_number_typed_in_is_read_where_it_stands(field: tuple[Name, Name | None]) -> None:
    paper = _paper((*field, "07", 4), (Name.Widget, Name.Sig, "Digitally signed", 4))
    assert read_pdf(paper, name="x").text().split() == ["So:", "07", "/TB-UBND"]


def test_read_pdf__what_is_hidden_is_no_text() -> None:
    assert read_pdf(_paper((Name.Widget, Name.Tx, "07", 2)), name="x").text().split() == ["So:", "/TB-UBND"]
