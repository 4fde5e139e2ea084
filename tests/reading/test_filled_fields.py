"""Values in the fields of a PDF are read as words of its page; a file without any, or a broken one, is read as it is."""

from __future__ import annotations

from io import BytesIO

import pytest
from pikepdf import Pdf

from pipeline.reading.pdf.filled_fields import with_values
from pipeline.typeset.pdf.fill_fields import fill_fields
from tests.signing import blank_fields, form_pdf, signed_by

EMPTY = form_pdf(blank_fields(["so", "ngay"], places=2))


@pytest.mark.parametrize("signed", [True, False], ids=["signed", "unsigned"])
def test_values__every_filled_field_is_drawn_once_on_its_page(*, signed: bool) -> None:
    before = signed_by("Person", EMPTY, "chu-ky-1") if signed else EMPTY
    filled = fill_fields(before, {"so": "05"})
    with Pdf.open(BytesIO(with_values(filled))) as shown, Pdf.open(BytesIO(filled)) as plain:
        drawn = shown.pages[0].obj.Resources.XObject
        assert len(drawn) == 2
        assert {b"(05) Tj" in look.read_bytes() for look in drawn.values()} == {True}
        assert "/XObject" not in plain.pages[0].obj.Resources


@pytest.mark.parametrize(
    "data",
    [EMPTY, b"%PDF-1.7 /Tx rubbish", b""],
    ids=["nothing filled in", "no PDF", "empty"],
)
def test_values__a_file_without_any_or_a_broken_one_is_read_as_it_is(data: bytes) -> None:
    assert with_values(data) == data
