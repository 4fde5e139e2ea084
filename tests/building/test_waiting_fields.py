"""Papers that wait, as LibreOffice sets them: fields on every blank, filled and sealed; what does not wait has none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from io import BytesIO

import pytest
from pikepdf import Pdf
from pypdf import PdfReader

from pipeline.building.making.job import PaperResult, run_job
from pipeline.papers.official_document import OfficialDocument
from pipeline.reading.pdf import read_pdf
from pipeline.typeset.pdf.fill_fields import fill_fields, form_fields
from pipeline.typeset.pdf.page_places import TextPiece
from tests.pki import assert_all_valid
from tests.sample import sample, sample_job
from tests.signing import authority, signed_by

pytestmark = pytest.mark.office

REGULATION, NOTICE = "quyet-dinh-quy-che", "thong-bao-lich"


def _paper(key: str) -> OfficialDocument:
    return next(one for one in sample().documents if one.id == key)


def _dated(paper: OfficialDocument) -> OfficialDocument:
    assert paper.place_date is not None
    return replace(
        paper,
        id=f"{paper.id}-co-so",
        number=replace(paper.number, number=5),
        place_date=replace(paper.place_date, day=paper.place_date.month.replace(day=7)),
    )


@cache
def _made() -> dict[str, PaperResult]:
    papers = (_paper(REGULATION), _paper(NOTICE), _dated(_paper(NOTICE)))
    return {one.document.id: one for one in run_job(replace(sample_job(), documents=papers))}


def _pdf(key: str) -> bytes:
    pdf = _made()[key].pdf
    assert pdf is not None
    return pdf


def _worded(pdf: bytes, page: int) -> list[TextPiece]:
    """The pieces of text of a page that show a sign, as another library reads them."""
    found: list[TextPiece] = []

    def visit(text: str, _: object, place: Sequence[float], font: Mapping[str, object] | None, size: float) -> None:
        if text.strip() and font is not None:
            found.append(TextPiece(x=float(place[4]), baseline=float(place[5]), size=size, font=str(font["/BaseFont"])))

    PdfReader(BytesIO(pdf)).pages[page].extract_text(visitor_text=visit)
    return found


@pytest.mark.parametrize(("key", "places"), [(REGULATION, 2), (NOTICE, 3)])
def test_fields__one_on_every_blank_between_its_words(key: str, places: int) -> None:
    pdf = _pdf(key)
    names = [field.name for field in form_fields(pdf) if field.kind]
    assert names == [f"{kind}-{number}" for kind in ("so-van-ban", "ngay-ban-hanh") for number in range(1, places + 1)]
    with Pdf.open(BytesIO(pdf)) as document:
        pages = {page.obj.objgen: number for number, page in enumerate(document.pages)}
        for field in document.Root.AcroForm.Fields:
            if "/DA" not in field:
                continue
            left, bottom, right, top = (float(edge) for edge in field.Rect)
            line = [piece for piece in _worded(pdf, pages[field.P.objgen]) if bottom < piece.baseline < top]
            size = {piece.size for piece in line}
            assert str(field.DA).split()[1] in {f"{one:g}" for one in size}
            assert not [piece for piece in line if left + 1 < piece.x < right - 1]
            assert [piece for piece in line if piece.x < left]
            assert [piece for piece in line if abs(piece.x - right) < 9]


@pytest.mark.parametrize("key", [REGULATION, NOTICE])
def test_fields__signed_filled_and_sealed_the_file_is_the_same_archive(key: str) -> None:
    pdf = _pdf(key)
    signed = signed_by("Người ký", pdf, "chu-ky-1")
    filled = fill_fields(signed, {"so": "05", "ngay": "07"})
    assert_all_valid(signed_by("Cơ quan", filled, "con-dau-1"), authority(), ["chu-ky-1", "con-dau-1"])
    before, after = read_pdf(signed, name="a.pdf"), read_pdf(filled, name="a.pdf")
    assert before.marks is not None
    assert before.marks.pdfa == "2B"
    assert after.marks == before.marks
    numbered, places = f"05/{_paper(key).number.symbol}", len([one for one in form_fields(pdf) if one.kind]) // 2
    assert numbered not in before.text()
    assert after.text().count(numbered) == places
    with Pdf.open(BytesIO(filled)) as document, Pdf.open(BytesIO(signed)) as earlier:
        assert document.Root.Metadata.read_bytes() == earlier.Root.Metadata.read_bytes()
        for font in document.Root.AcroForm.DR.Font.values():
            assert "/FontFile2" in font.FontDescriptor
        assert "/NeedAppearances" not in document.Root.AcroForm


def test_fields__the_papers_pass_our_own_check_and_one_that_does_not_wait_has_none() -> None:
    assert not [finding for made in _made().values() for finding in made.findings]
    assert not [field for field in form_fields(_pdf(f"{NOTICE}-co-so")) if field.kind]
