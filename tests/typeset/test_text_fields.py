"""Fields for number and day: on the blanks of the page, with a font of their own, filled without a byte before them changed."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
from pikepdf import Name, Pdf

from pipeline.errors import Unreadable
from pipeline.typeset.libreoffice.installation import font_files
from pipeline.typeset.pdf.figure_font import FIRST, LAST, figure_font
from pipeline.typeset.pdf.fill_fields import fill_fields, form_fields
from tests.pki import assert_all_valid
from tests.signing import authority, blank_fields, form_pdf, signed_by

VALUES = {"so": "05", "ngay": "07"}


@pytest.mark.parametrize("tables", [True, False], ids=["table", "stream"])
@pytest.mark.parametrize("signed", [True, False], ids=["signed", "unsigned"])
def test_fill__adds_to_the_end_and_always_the_same(*, tables: bool, signed: bool) -> None:
    pdf = form_pdf(blank_fields(["so", "ngay"], places=3), tables=tables)
    before = signed_by("Person", pdf, "chu-ky-1") if signed else pdf
    after = fill_fields(before, VALUES)
    assert after.startswith(before)
    assert after == fill_fields(before, VALUES)
    assert [field.value for field in form_fields(after) if field.kind] == ["05"] * 3 + ["07"] * 3
    assert fill_fields(after, {"so": "99", "ngay": "31"}) == after
    with Pdf.open(BytesIO(after), attempt_recovery=False) as document:
        assert not document.check_pdf_syntax()
        assert "/NeedAppearances" not in document.Root.AcroForm
        for field in document.Root.AcroForm.Fields:
            assert field.AP.N.Subtype == Name.Form
    if signed:
        assert_all_valid(signed_by("Agency", after, "con-dau-1"), authority(), ["chu-ky-1", "con-dau-1"])


def test_fill__only_what_is_asked_for() -> None:
    pdf = form_pdf(blank_fields(["so", "ngay"]))
    half = fill_fields(pdf, {"so": "05"})
    assert [field.value for field in form_fields(half) if field.kind] == ["05", ""]
    whole = fill_fields(half, VALUES)
    assert whole.startswith(half)
    assert [field.value for field in form_fields(whole) if field.kind] == ["05", "07"]


def test_fill__the_seal_alone_locks() -> None:
    with Pdf.open(BytesIO(form_pdf(blank_fields(["so", "ngay"], places=2)))) as document:
        locks = {str(field.T): field.get("/Lock") for field in document.Root.AcroForm.Fields}
        assert locks["chu-ky-1"] is None
        lock = locks["con-dau-1"]
        assert lock is not None
        assert lock.Action == Name.Include
        assert lock.is_indirect
        assert [str(name) for name in lock.Fields] == [
            "so-van-ban-1",
            "so-van-ban-2",
            "ngay-ban-hanh-1",
            "ngay-ban-hanh-2",
        ]


@pytest.mark.parametrize(("value", "narrowed"), [("05", False), ("12345", True)])
def test_fill__a_long_number_is_narrowed_and_never_cut_off(value: str, *, narrowed: bool) -> None:
    pdf = fill_fields(form_pdf(blank_fields(["so"], width=15)), {"so": value})
    with Pdf.open(BytesIO(pdf)) as document:
        look = document.Root.AcroForm.Fields[-1].AP.N
        shown = {str(one.operator): list(one.operands) for one in pikepdf.parse_content_stream(look)}
        scale, start = float(shown["Tz"][0]) / 100, float(shown["Td"][0])
        assert (scale < 1) is narrowed
        assert start >= 0
        assert start + 0.5 * 13 * len(value) * scale <= 15


def test_fill__what_cannot_be_filled_is_told() -> None:
    with pytest.raises(Unreadable, match="hỏng"):
        fill_fields(b"%PDF-1.7 nothing", VALUES)
    with Pdf.open(BytesIO(form_pdf(blank_fields(["so"])))) as document:
        stream = BytesIO()
        document.save(stream, encryption=pikepdf.Encryption(owner="o", user="u"))
    with pytest.raises(Unreadable, match="mật khẩu"):
        fill_fields(stream.getvalue(), VALUES)
    with Pdf.open(BytesIO(form_pdf(blank_fields(["so"])))) as document:
        del document.Root.AcroForm.DR
        stream = BytesIO()
        document.save(stream)
    with pytest.raises(Unreadable, match="không còn phông chữ"):
        fill_fields(stream.getvalue(), VALUES)


def test_fill__a_paper_that_does_not_wait_stays_as_it_is() -> None:
    pdf = form_pdf([])
    assert fill_fields(pdf, VALUES) == pdf


@pytest.mark.office
@pytest.mark.parametrize("face", ["regular", "italic"])
def test_font__has_the_signs_of_ascii_in_the_widths_of_the_face(face: str) -> None:
    font = figure_font(font_files()[face])
    assert len(font.widths) == LAST - FIRST + 1
    assert font.widths[ord("0") - FIRST] == 500
    assert font.program[:4] == b"\x00\x01\x00\x00"
    assert len(font.program) < 40_000
    figure_font.cache_clear()
    assert figure_font(font_files()[face]).program == font.program
