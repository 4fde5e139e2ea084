"""Templates are carried whole to the page: through LibreOffice, an office's logo, lists, notes and styles are seen on paper."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Final

import pikepdf
import pypdfium2
import pytest
from docx import Document

from pipeline.building.making.job import Job, PaperResult, run_job
from pipeline.typeset.docx import sample_papers
from pipeline.typeset.docx.docx_paper import make_docx
from pipeline.typeset.docx.docx_slip import make_slip
from pipeline.typeset.docx.text_end import ready_for_libreoffice
from pipeline.typeset.libreoffice.convert import to_pdf
from pipeline.typeset.libreoffice.soffice import find_engine
from tests.sample import sample
from tests.typeset.office_paper import (
    BLUE,
    office_with,
    whole_paper,
    with_link,
    with_list,
    with_note,
    with_picture,
    with_picture_in_header,
    with_style,
    with_theme_font,
)
from tests.typeset.whole_file import faults_of_file

pytestmark = pytest.mark.office
_TOLD: Final = "Biểu trưng của Sở"
_LOGOS: Final = (
    ("khoi/dau_van_ban", with_picture(told=_TOLD)),
    ("kem_theo", with_picture(BLUE)),
    ("kem_theo", with_picture_in_header()),
    ("phu_luc", with_picture(BLUE, told="Biểu trưng phụ lục")),
    ("phieu_gop_y", with_picture()),
)
_OTHERS: Final = (
    ("khoi/noi_dung", with_list("mục")),
    ("khoi/tieu_de", with_list("điều", by_style=True)),
    ("khoi/ky", with_note("chú thích ở chỗ ký")),
    ("phu_luc", with_note("chú thích của phụ lục")),
    ("kem_theo", with_theme_font("Liberation Mono")),
    ("kem_theo", with_style(size=9, words="Dòng kiểu riêng")),
    ("kem_theo", with_link("https://vanban.example.vn/")),
)
# A letter, a decision with a document attached, a notice with annexes.
_IDS: Final = ("cong-van-ubnd", "quyet-dinh-quy-che", "thong-bao-lich")


@cache
def _built() -> Mapping[str, PaperResult]:
    """Papers of the sample office on templates with logos, as a build makes and checks them."""
    papers = tuple(one for one in sample().documents if one.id in _IDS)
    job = Job(documents=papers, templates=office_with(_LOGOS), profile=sample().profile, engine=find_engine())
    return {one.document.id: one for one in run_job(job)}


@cache
def _converted() -> Mapping[str, bytes]:
    profile = sample().profile
    paper = make_docx(whole_paper(annexes=2), templates=office_with(_OTHERS), profile=profile)
    slip = make_slip(sample_papers.slip(), templates=office_with(_LOGOS), profile=profile)
    sources = {"paper": ready_for_libreoffice(paper, profile=profile), "slip": slip}
    made = to_pdf(sources, engine=find_engine())
    return {name: pdf for name, pdf in made.items() if isinstance(pdf, bytes)}


def _pictures(pdf: bytes) -> list[int]:
    """How many pictures are drawn on each page."""
    found = []
    for page in pypdfium2.PdfDocument(pdf):
        objects = page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE])
        found.append(len(list(objects)))
    return found


def _text(pdf: bytes) -> list[str]:
    return [" ".join(page.get_textpage().get_text_range().split()) for page in pypdfium2.PdfDocument(pdf)]


def _parts(pdf: bytes, first: str) -> list[int]:
    """The pages whose text has this."""
    return [number for number, text in enumerate(_text(pdf)) if first in text]


def _pdf(name: str) -> bytes:
    pdf = _built()[name].pdf
    assert pdf is not None
    return pdf


def test_logo_in_the_block_of_the_head__is_on_the_first_page_and_on_no_other() -> None:
    assert _pictures(_pdf("cong-van-ubnd")) == [1]
    pictures = _pictures(_pdf("quyet-dinh-quy-che"))
    assert pictures[:2] == [1, 0]


def test_logo_in_the_attached_layout__is_on_its_first_page_beside_the_one_in_its_header() -> None:
    pdf = _pdf("quyet-dinh-quy-che")
    page = next(number for number in _parts(pdf, "QUY CHẾ") if number)
    pictures = _pictures(pdf)
    assert pictures[page] == 2
    assert sum(pictures) == 3


def test_logo_in_the_annex_layout__is_on_the_first_page_of_each_annex() -> None:
    pdf = _pdf("thong-bao-lich")
    pages = [_parts(pdf, f"Phụ lục {number}")[-1] for number in ("I", "II")]
    pictures = _pictures(pdf)
    assert pictures[0] == 1
    assert sum(pictures) == 3
    assert [pictures[page] for page in pages] == [1, 1]


def test_logo_on_a_slip__is_on_its_first_page() -> None:
    assert _pictures(_converted()["slip"])[0] == 1


def test_logo__is_drawn_in_its_colour() -> None:
    image = pypdfium2.PdfDocument(_pdf("cong-van-ubnd"))[0].render(scale=1).to_pil().convert("RGB")
    points = image.crop((0, 0, 300, 200)).tobytes()
    red = sum(1 for r, g, b in zip(points[::3], points[1::3], points[2::3], strict=True) if r > 150 and max(g, b) < 80)
    assert red > 700  # 12 mm square: 34 by 34 points


@pytest.mark.parametrize("name", _IDS)
def test_paper_with_logos__passes_its_check_and_both_files_open(name: str) -> None:
    result = _built()[name]
    assert result.findings == ()
    assert result.docx is not None
    assert faults_of_file(result.docx) == []
    Document(io.BytesIO(result.docx))


def test_alternative_text_of_a_logo__is_in_the_tags_of_the_pdf() -> None:
    with pikepdf.open(io.BytesIO(_pdf("cong-van-ubnd"))) as pdf:
        assert _TOLD in list(_told(pdf.Root.StructTreeRoot))


def _told(element: Any, depth: int = 0) -> Iterator[str]:
    if isinstance(element, pikepdf.Array):
        for one in element:
            yield from _told(one, depth + 1)
    elif isinstance(element, pikepdf.Dictionary) and depth < 60:
        if "/Alt" in element:
            yield str(element.Alt)
        if "/K" in element:
            yield from _told(element.K, depth + 1)


def test_list_in_a_block__counts_from_one_in_every_part() -> None:
    text = " ".join(_text(_converted()["paper"]))
    assert text.count("1/ mục 1 2/ mục 2") == 4
    assert "3/" not in text


def test_list_by_style_in_a_block__is_counted() -> None:
    assert "1/ điều 1 2/ điều 2" in " ".join(_text(_converted()["paper"]))


def test_notes_of_block_and_annexes__stand_at_the_foot_of_their_pages() -> None:
    pages = _text(_converted()["paper"])
    assert len([page for page in pages if "chú thích ở chỗ ký" in page]) == 1
    annexes = [page for page in pages if "chú thích của phụ lục" in page]
    assert len(annexes) == 2
    assert all("Dòng có chú thích" in page for page in annexes)


def test_style_added_to_the_attached_layout__reaches_the_page() -> None:
    assert _look_of(_converted()["paper"], "Dòng kiểu riêng")[0] == pytest.approx(9, abs=0.1)


def test_font_of_the_theme_of_the_attached_layout__reaches_the_page() -> None:
    assert "LiberationMono" in _look_of(_converted()["paper"], "Chữ theo chủ đề")[1]


def test_link_of_the_attached_layout__has_its_words_on_the_page() -> None:
    assert "nơi đăng văn bản" in " ".join(_text(_converted()["paper"]))


def _look_of(pdf: bytes, words: str) -> tuple[float, str]:
    """Size in points and font of the first piece of text that begins these words."""
    for page in pypdfium2.PdfDocument(pdf):
        pieces = page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT], textpage=page.get_textpage())
        for piece in pieces:
            text = piece.extract().strip()
            if len(text) > 3 and words.startswith(text[: len(words)]):
                return float(piece.get_font_size()), str(piece.get_font().get_base_name())
    raise AssertionError(words)
