"""Word files of papers: measures from the profile, lines of the decree's length, a file Word opens without repair."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.document import Document as DocumentObject
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from lxml import etree

from pipeline.building.making.job import signature_fields
from pipeline.building.making.page_setting import closer
from pipeline.decree.profile import Profile, house_titles, load_profile, with_house_style
from pipeline.lengths import POINTS_PER_MM
from pipeline.papers.written_papers import compose_paper
from pipeline.text.metrics import text_width
from pipeline.typeset.docx.docx_paper import make_docx, part_titles
from pipeline.typeset.docx.package import read_package
from pipeline.typeset.docx.template_layout import prepare
from pipeline.typeset.docx.templates import TemplateSet, load_templates
from pipeline.typeset.pdf.page_places import Place
from tests.offices import DECISION, LETTER, record, small_office

ROOT = Path(__file__).parents[2]


@cache
def templates() -> TemplateSet:
    return load_templates(ROOT / "templates_docx")


def made(data: Any, profile: Profile | None = None, changes: Any = None) -> bytes:
    paper = record({**data, **(changes or {})})
    document = compose_paper(small_office(papers=(paper,)), paper)
    return make_docx(document, templates=templates(), profile=profile or load_profile())


def opened(docx: bytes) -> DocumentObject:
    return Document(io.BytesIO(docx))


def paragraphs(docx: bytes, style: str) -> list[Paragraph]:
    document = opened(docx)
    found = (Paragraph(element, document) for element in document.element.body.iter(qn("w:p")))
    return [paragraph for paragraph in found if paragraph.style is not None and paragraph.style.name == style]


def rule_length(paragraph: Paragraph, column_mm: float) -> float:
    """Length of a drawn line in millimetres: the column less its indents."""
    form = paragraph.paragraph_format
    assert form.left_indent is not None
    assert form.right_indent is not None
    return float(column_mm - form.left_indent.mm - form.right_indent.mm)


def test_make_docx__same_words_same_bytes() -> None:
    assert made(DECISION) == made(DECISION)


def test_make_docx__page_and_margins_of_the_profile() -> None:
    section = opened(made(LETTER)).sections[0]
    sizes = [section.page_width, section.page_height, section.top_margin, section.left_margin, section.right_margin]
    assert [round(size.mm) for size in sizes if size is not None] == [210, 297, 20, 30, 15]


def test_make_docx__house_style_reaches_the_paper() -> None:
    profile, problems = with_house_style(load_profile(), {"lề trái": "35", "cỡ chữ nội dung": "13"})
    assert problems == ()
    docx = made(LETTER, profile)
    left = opened(docx).sections[0].left_margin
    assert left is not None
    assert round(left.mm) == 35
    body = paragraphs(docx, "VT Nội dung")[0].style
    assert body is not None
    assert body.font.size is not None
    assert body.font.size.pt == 13


def test_make_docx__line_under_the_motto_is_as_long_as_its_text() -> None:
    docx = made(LETTER)
    column = opened(docx).tables[0].columns[1].width
    assert column is not None
    (rule,) = paragraphs(docx, "VT Kẻ dưới tiêu ngữ")
    motto = text_width("Độc lập - Tự do - Hạnh phúc", 13, bold=True) / POINTS_PER_MM
    assert rule_length(rule, column.mm) == pytest.approx(motto, abs=0.2)


def test_make_docx__line_under_the_agency_is_a_third_to_a_half_of_its_last_line() -> None:
    docx = made(LETTER)
    column = opened(docx).tables[0].columns[0].width
    assert column is not None
    (rule,) = paragraphs(docx, "VT Kẻ dưới cơ quan")
    (name,) = paragraphs(docx, "VT Cơ quan ban hành")
    last = text_width(name.text.rpartition("\n")[2], 12, bold=True) / POINTS_PER_MM
    assert 1 / 3 - 0.01 <= rule_length(rule, column.mm) / last <= 1 / 2 + 0.01


@pytest.mark.parametrize("margins", [{}, {"lề trái": "35", "lề phải": "20"}])
@pytest.mark.parametrize("size", ["12", "13"])
def test_make_docx__national_name_fits_its_column(margins: dict[str, str], size: str) -> None:
    profile, problems = with_house_style(load_profile(), {**margins, "cỡ chữ quốc hiệu": size})
    assert problems == ()
    columns = opened(made(LETTER, profile)).tables[0].columns
    width = columns[1].width
    assert width is not None
    needed = text_width("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", float(size), bold=True) / POINTS_PER_MM
    assert width.mm >= needed + 1


def test_make_docx__attached_and_landscape_parts_are_sections_that_count_pages_anew() -> None:
    annex = {"tiêu đề": "Danh sách", "khổ": "ngang", "nội dung": ["Một."]}
    document = opened(made(DECISION, changes={"phụ lục": [annex]}))
    sections = list(document.sections)
    assert len(sections) == 3
    assert [section.page_width > section.page_height for section in sections] == [False, False, True]  # type: ignore[operator]
    starts = [next(section._sectPr.iter(qn("w:pgNumType"))).get(qn("w:start")) for section in sections]
    assert starts == ["1", "1", "1"]
    assert all(section.different_first_page_header_footer for section in sections)


def test_part_titles__name_every_part() -> None:
    paper = record({**DECISION, "phụ lục": [{"tiêu đề": "Danh sách", "nội dung": ["Một."]}]})
    document = compose_paper(small_office(papers=(paper,)), paper)
    assert part_titles(document) == (
        "Quyết định: Ban hành Quy chế làm việc",
        "Quy chế: Làm việc của Ban Chỉ đạo",
        "Phụ lục: DANH SÁCH",
    )


def test_make_docx__last_lines_keep_with_the_signature() -> None:
    docx = made(LETTER)
    last = paragraphs(docx, "VT Nội dung")[-1]
    assert last.paragraph_format.keep_with_next is True


def test_make_docx__several_addressees_stand_under_the_colon() -> None:
    docx = made(LETTER)
    (heading,) = paragraphs(docx, "VT Kính gửi")
    first = paragraphs(docx, "VT Kính gửi, từng nơi")[0].paragraph_format
    label = text_width("Kính gửi", 14) / POINTS_PER_MM
    assert heading.paragraph_format.left_indent is not None
    assert first.left_indent is not None
    assert first.first_line_indent is not None
    dash = first.left_indent.mm + first.first_line_indent.mm
    assert dash == pytest.approx(heading.paragraph_format.left_indent.mm + label, abs=0.2)


def test_make_docx__only_styles_in_use() -> None:
    package = read_package(made(LETTER))
    names = {style.name for style in opened(made(LETTER)).styles}
    assert "VT Chương" not in names
    assert "VT Nội dung" in names
    assert len(package["word/styles.xml"]) < 15_000


@pytest.mark.parametrize("urgency", ["hỏa tốc", "thượng khẩn", "khẩn"])
def test_make_docx__urgency_box_has_the_width_of_its_stamp(urgency: str) -> None:
    (mark,) = paragraphs(made(LETTER, changes={"độ khẩn": urgency}), "VT Mức độ khẩn")
    right = mark.paragraph_format.right_indent
    assert right is not None
    assert round(165 - right.mm) == {"hỏa tốc": 30, "thượng khẩn": 40, "khẩn": 20}[urgency]


ORDERS = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr pBdr shd tabs spacing ind "
    "contextualSpacing jc outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs caps color sz szCs u lang",
    "tblPr": "tblStyle tblpPr tblW jc tblInd tblBorders tblLayout tblCellMar tblLook",
    "tcPr": "tcW gridSpan vMerge tcBorders shd tcMar vAlign",
    "sectPr": "headerReference footerReference type pgSz pgMar pgNumType cols titlePg docGrid",
}


@pytest.mark.parametrize("part", ["word/document.xml", "word/styles.xml"])
def test_make_docx__elements_in_schema_order(part: str) -> None:
    annex = {"tiêu đề": "Bảng", "khổ": "ngang", "nội dung": [{"bảng": {"cột": [{"tên": "A"}], "hàng": [["1"]]}}]}
    data = {**DECISION, "phụ lục": [annex], "độ khẩn": "khẩn", "phạm vi lưu hành": "lưu hành nội bộ"}
    root = etree.fromstring(read_package(made(data))[part])
    checked = 0
    for element in root.iter():
        order = ORDERS.get(etree.QName(element).localname)
        if order is None:
            continue
        ranks = [order.split().index(etree.QName(child).localname) for child in element]
        assert ranks == sorted(ranks), etree.tostring(element)
        checked += 1
    assert checked > 20


def test_make_docx__ids_are_unique_and_relationships_resolve() -> None:
    package = read_package(made(DECISION))
    root = etree.fromstring(package["word/document.xml"])
    starts = list(root.iter(qn("w:bookmarkStart")))
    assert len({mark.get(qn("w:id")) for mark in starts}) == len(starts) == 2
    assert len({mark.get(qn("w:name")) for mark in starts}) == len(starts)
    relations = etree.fromstring(package["word/_rels/document.xml.rels"])
    known = {relation.get("Id"): relation.get("Target") for relation in relations}
    assert all(f"word/{target}" in package for target in known.values())
    used = {
        value
        for element in root.iter()
        for name, value in element.attrib.items()
        if str(name).endswith("}id") and "relationships" in str(name)
    }
    assert used <= set(known)


def test_make_docx__marks_in_the_top_margin_follow_the_margins() -> None:
    profile, problems = with_house_style(load_profile(), {"lề trái": "35"})
    assert problems == ()
    docx = made(LETTER, profile, changes={"phạm vi lưu hành": "lưu hành nội bộ"})
    (mark,) = paragraphs(docx, "VT Phạm vi lưu hành")
    frame = next(mark._p.iter(qn("w:framePr")))
    columns = opened(docx).tables[0].columns
    left, right = columns[0].width, columns[1].width
    assert left is not None
    assert right is not None
    middle = int(frame.get(qn("w:x"), "0")) + int(frame.get(qn("w:w"), "0")) / 2
    assert middle / 56.693 == pytest.approx(35 + left.mm + right.mm / 2, abs=0.2)


@pytest.mark.parametrize("title", house_titles(load_profile()))
def test_house_style__every_choice_is_seen_on_paper(title: str) -> None:
    measure = house_titles(load_profile())[title]
    choice: object
    if isinstance(measure.value, bool):
        choice = "không" if measure.value else "có"
    else:
        # The largest value allowed; some more where the decree sets no upper bound.
        bounds = (*measure.allowed, measure.maximum, measure.minimum)
        larger = float(str(measure.value)) + 6
        choice = next((bound for bound in bounds if bound not in {None, measure.value, measure.minimum}), larger)
        if measure.maximum == measure.value:
            choice = measure.minimum
    profile, problems = with_house_style(load_profile(), {title: choice})
    assert problems == ()
    if any(read_package(prepare(data, profile)) != before for data, before in zip(*_prepared_layouts(), strict=True)):
        return
    if made(DECISION, profile) == made(DECISION):
        # What shows on some papers alone: where their pages call for another setting, and in the PDF, where the seal goes.
        assert _tried_and_signed(profile) != _tried_and_signed(load_profile())


def _tried_and_signed(profile: Profile) -> tuple[object, ...]:
    """The settings that a paper may be tried in, and its fields for signature and seal."""
    paper = record(DECISION)
    document = compose_paper(small_office(papers=(paper,)), paper)
    marks = {"ky1tren": Place(page=0, x=400.0, y=300.0), "ky1duoi": Place(page=0, x=400.0, y=200.0)}
    return closer(profile), signature_fields(document, marks, profile)


@cache
def _prepared_layouts() -> tuple[list[bytes], list[dict[str, bytes]]]:
    """The layouts as they are, and the parts of each as prepared for the decree's own measures."""
    layouts = [data for _, data in templates().layouts]
    return layouts, [read_package(prepare(data, load_profile())) for data in layouts]


def test_make_docx__a_long_symbol_keeps_number_and_date_on_one_row() -> None:
    docx = made(LETTER, changes={"đơn vị soạn thảo": "BCĐLN-CQĐT-CĐS"})
    (number,) = paragraphs(docx, "VT Số, ký hiệu")
    column = opened(docx).tables[0].columns[0].width
    assert column is not None
    assert text_width(number.text, 13) / POINTS_PER_MM <= column.mm
    assert "\u00a0" * 4 in number.text
