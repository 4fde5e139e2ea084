"""What is recognised on paper against what the record says, and papers that offices typed by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from pipeline.building.making.job import PaperResult
from pipeline.papers.official_document import BlockKind, OfficialDocument
from pipeline.reading.docx import read_docx
from pipeline.reading.facts import Medium, PaperFacts, Paragraph, Run, Section
from pipeline.reading.pdf import read_pdf
from pipeline.reading.recognise import recognise
from pipeline.reading.recognised import Element, Paper, PartKind, Regime, UnitKind
from pipeline.typeset.docx.docx_paper import make_docx
from pipeline.typeset.docx.templates import load_templates
from tests.casework import docx_facts
from tests.checking.foreign import typed_letter
from tests.sample import TEMPLATES, sample

DOCUMENTS = sample().documents
each_paper = pytest.mark.parametrize("document", DOCUMENTS, ids=[document.id for document in DOCUMENTS])


def _paper(document: OfficialDocument) -> Paper:
    docx = make_docx(document, templates=load_templates(TEMPLATES), profile=sample().profile)
    return recognise(read_docx(docx, name=f"{document.id}.docx"))


def _said(paper: Paper, element: Element, part: int = 0) -> str:
    return paper.text(paper.component(element, part))


def _flat(*texts: str) -> str:
    return " ".join(" ".join(texts).split())


@each_paper
def test_recognise__word_file_as_recorded(document: OfficialDocument) -> None:
    paper = recognise(docx_facts(document.id))
    _head_as_recorded(paper, document)
    _end_as_recorded(paper, document)
    _parts_as_recorded(paper, document)


@pytest.mark.office
@each_paper
def test_recognise__pdf_as_recorded(document: OfficialDocument, built: Mapping[str, PaperResult]) -> None:
    pdf = built[document.id].pdf
    assert pdf is not None
    paper = recognise(read_pdf(pdf, name=f"{document.id}.pdf"))
    _head_as_recorded(paper, document)
    _end_as_recorded(paper, document)
    _parts_as_recorded(paper, document)


def _head_as_recorded(paper: Paper, document: OfficialDocument) -> None:
    assert paper.regime is Regime.ND30
    assert paper.type_name == document.type.name.lower()
    assert _said(paper, Element.PARENT_AGENCY) == _flat(*document.letterhead.parent)
    assert _said(paper, Element.ISSUING_AGENCY) == _flat(*document.letterhead.issuer)
    assert paper.number is not None
    assert paper.number.symbol == document.number.symbol
    assert paper.number.number == (f"{document.number.number:02d}" if document.number.number else "")
    assert (paper.component(Element.PLACE_DATE) is not None) == (document.place_date is not None)
    subject = Element.LETTER_SUBJECT if paper.is_letter else Element.SUBJECT
    assert _flat(document.subject).casefold() in _said(paper, subject).casefold()


def _end_as_recorded(paper: Paper, document: OfficialDocument) -> None:
    addressees = _said(paper, Element.ADDRESSEE)
    assert all(one in addressees for one in document.addressees)
    assert bool(addressees) == bool(document.addressees)
    bases = paper.component(Element.BASIS)
    assert [one.plain.rstrip(";.") for one in paper.paragraphs(bases)] == [
        _flat(one).rstrip(";.") for one in document.bases
    ]
    recipients = _said(paper, Element.RECIPIENTS)
    assert all(_flat(one).rstrip(";.") in recipients for one in document.recipients.entries)
    assert document.recipients.archive in recipients
    assert len(paper.signatures) == len(document.signatures)
    for found, recorded in zip(paper.signatures, document.signatures, strict=True):
        assert found.lines == recorded.lines
        assert _flat(*(paper.paragraph(k).plain for k in found.other_titles)) == _flat(recorded.other_title)
        assert found.name is not None
        assert paper.paragraph(found.name).plain == recorded.name


def _parts_as_recorded(paper: Paper, document: OfficialDocument) -> None:
    kinds = [part.kind for part in paper.parts]
    expected = [PartKind.MAIN, *[PartKind.ATTACHED] * len(document.attached), *[PartKind.ANNEX] * len(document.annexes)]
    assert kinds == expected
    for number, annex in enumerate(document.annexes, start=1 + len(document.attached)):
        assert _said(paper, Element.ANNEX_LABEL, number) == annex.label
        assert _said(paper, Element.ANNEX_TITLE, number) == annex.title
        assert _said(paper, Element.ANNEX_REFERENCE, number) == _flat(annex.reference)
    for number, attached in enumerate(document.attached, start=1):
        assert _said(paper, Element.TYPE_NAME, number) == attached.type_name.upper()
        assert _said(paper, Element.ATTACHED_REFERENCE, number) == _flat(attached.reference)


def test_recognise__structure_of_a_regulation() -> None:
    document = next(one for one in DOCUMENTS if one.id == "quyet-dinh-quy-che")
    units = [unit for unit in recognise(docx_facts(document.id)).units if unit.part == 1]
    chapters = [unit for unit in units if unit.kind is UnitKind.CHAPTER]
    articles = [unit for unit in units if unit.kind is UnitKind.ARTICLE]
    assert [unit.number for unit in chapters] == ["I", "II", "III", "IV", "V"][: len(chapters)]
    assert all(unit.title == unit.title.upper() for unit in chapters)
    assert [int(unit.number) for unit in articles] == list(range(1, len(articles) + 1))
    assert len(articles) == sum(block.kind is BlockKind.ARTICLE_TITLE for block in document.attached[0].body)
    assert any(unit.kind is UnitKind.POINT and unit.number == "đ" for unit in units)


@pytest.mark.parametrize("columns", ["table", "tabs"])
def test_recognise__letter_typed_by_hand(columns: str) -> None:
    paper = recognise(read_docx(typed_letter(columns=columns), name="go-tay.docx"))
    found = {one.element: paper.text(one) for one in paper.components if one.element is not Element.BODY}
    assert found.pop(Element.SIGNING_CAPACITY).endswith("TRƯỞNG PHÒNG")
    assert found == {
        Element.NATIONAL_NAME: "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        Element.MOTTO: "Độc lập - Tự do - Hạnh phúc",
        Element.PARENT_AGENCY: "UBND HUYỆN AN ĐÔNG",
        Element.ISSUING_AGENCY: "PHÒNG NỘI VỤ",
        Element.NUMBER: "Số: 07/PNV-CCHC",
        Element.PLACE_DATE: "An Đông, ngày 15 tháng 3 năm 2024",
        Element.LETTER_SUBJECT: "V/v báo cáo cải cách hành chính quý I năm 2024",
        Element.ADDRESSEE: "Kính gửi: Các phòng, ban, đơn vị thuộc huyện",
        Element.RECIPIENTS_LABEL: "Nơi nhận:",
        Element.RECIPIENTS: "- Như trên; - Lưu: VT.",
        Element.SIGNER_NAME: "Vũ Đình Khải",
    }
    assert paper.date == date(2024, 3, 15)


def _typed(*texts: str) -> PaperFacts:
    """A file of plain centred paragraphs."""
    run = Run(text="", font="Times New Roman", size=14.0, bold=True, italic=False)
    section = Section(
        index=0,
        width=210,
        height=297,
        margin_top=20,
        margin_bottom=20,
        margin_left=30,
        margin_right=15,
        margins_exact=True,
    )
    paragraphs = tuple(
        Paragraph(
            index=k, text=text, runs=(replace(run, text=text),), alignment="center", left=30, right=195, ink=(60, 165)
        )
        for k, text in enumerate(texts)
    )
    return PaperFacts(medium=Medium.DOCX, name="a.docx", paragraphs=paragraphs, sections=(section,))


HEAD = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")


@pytest.mark.parametrize(
    ("texts", "regime"),
    [
        (("ĐẢNG CỘNG SẢN VIỆT NAM", "Số 15-CV/TU", "Nội dung"), Regime.PARTY),
        ((*HEAD, "Số: 12/2024/QĐ-UBND", "QUYẾT ĐỊNH", "Ban hành Quy định"), Regime.LEGISLATION),
        ((*HEAD, "Số: 05/2024/TT-BNV", "THÔNG TƯ", "Quy định"), Regime.LEGISLATION),
        ((*HEAD, "Luật số: 33/2024/QH15", "LUẬT", "LƯU TRỮ"), Regime.LEGISLATION),
        ((*HEAD, "Số: 15/2026/KH-UBND", "KẾ HOẠCH", "Tổ chức"), Regime.ND30),
        ((*HEAD, "Số: 12/QĐ-UBND", "Thanh Giang, ngày 04 tháng 3 năm 2020", "QUYẾT ĐỊNH"), Regime.TT01),
        ((*HEAD, "Số: 12/QĐ-UBND", "Thanh Giang, ngày 05 tháng 3 năm 2020", "QUYẾT ĐỊNH"), Regime.ND30),
        ((*HEAD, "Số: 12/BB-UBND", "BIÊN BẢN", "Họp", "Hôm nay, ngày 04 tháng 3 năm 2020, tại trụ sở"), Regime.TT01),
        ((*HEAD, "Số: 12/BB-UBND", "BIÊN BẢN", "Họp", "Xét Tờ trình ngày 04 tháng 3 năm 2020"), Regime.ND30),
        (
            (*HEAD, "QUY CHẾ", "Làm việc", "(Kèm theo Quyết định số 12/QĐ-UBND ngày 04 tháng 3 năm 2020 của Chủ tịch)"),
            Regime.TT01,
        ),
        (("Thực đơn tuần này", "Thứ Hai: cá kho"), Regime.NOT_OFFICIAL),
        ((), Regime.NOT_OFFICIAL),
    ],
)
def test_recognise__regime(texts: tuple[str, ...], regime: Regime) -> None:
    assert recognise(_typed(*texts)).regime is regime


def test_recognise__signers_below_each_other_are_one_signature_each() -> None:
    """Minutes with two secretaries, three chairs and another party: three rows of signatures."""
    minutes = next(document for document in DOCUMENTS if document.minutes is not None)
    writer, chair = (replace(one, other_title="", seal=None) for one in minutes.signatures[:2])
    names = ("Vi Thị Hồng", "Lê Văn Đạt", "Cao Văn Lợi", "Lò Văn Pính", "Hà Thị Ngọc", "Tống Thị Thảo")
    signed = tuple(replace(chair if n % 2 else writer, name=name) for n, name in enumerate(names))
    for count in (2, 3, 4, 5, 6):
        paper = _paper(replace(minutes, signatures=signed[:count]))
        assert {paper.facts.paragraphs[one.name].plain for one in paper.signatures if one.name} == set(names[:count])
        assert all(len(one.lines) == 1 and not one.other_titles for one in paper.signatures)
