"""Reading our own papers: what was asked of the profile is what is measured."""

from __future__ import annotations

import pytest

from pipeline.reading.facts import Flow, Medium, PaperFacts, Paragraph, StrokeKind
from tests.casework import docx_facts
from tests.sample import sample

DOCUMENTS = {document.id: document for document in sample().documents}


def _named(facts: PaperFacts, text: str) -> Paragraph:
    return next(paragraph for paragraph in facts.paragraphs if paragraph.plain == text)


@pytest.mark.parametrize("key", DOCUMENTS)
def test_sample__page_as_in_the_profile(key: str) -> None:
    facts = docx_facts(key)
    assert facts.medium is Medium.DOCX
    for section in facts.sections:
        assert sorted((round(section.width), round(section.height))) == [210, 297]
        assert section.margins_exact
    section = facts.sections[0]
    margins = (section.margin_top, section.margin_bottom, section.margin_left, section.margin_right)
    assert margins == pytest.approx((20, 20, 30, 15), abs=0.05)
    assert section.header_distance == pytest.approx(10, abs=0.05)


@pytest.mark.parametrize("key", DOCUMENTS)
def test_sample__page_number_in_the_header(key: str) -> None:
    section = docx_facts(key).sections[0]
    number = section.page_number
    assert number is not None
    assert (number.flow, number.alignment) == (Flow.HEADER, "center")
    assert (number.size, number.bold, number.italic) == (14, False, False)
    assert (number.font, number.digits, number.with_text) == ("Times New Roman", "decimal", "")
    assert section.number_on_first is False
    assert section.restart == 1


@pytest.mark.parametrize("key", DOCUMENTS)
def test_sample__motto_and_its_line(key: str) -> None:
    facts = docx_facts(key)
    name = _named(facts, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    assert [(run.size, run.bold, run.italic) for run in name.runs] == [(12, True, False)]
    motto = _named(facts, "Độc lập - Tự do - Hạnh phúc")
    assert motto.alignment == "center"
    assert motto.gap_before == 0
    (stroke,) = [stroke for stroke in facts.strokes if stroke.under == motto.index]
    assert motto.ink is not None
    assert stroke.kind is StrokeKind.BORDER
    assert stroke.solid
    assert stroke.left == pytest.approx(motto.ink[0], abs=0.5)
    assert stroke.right == pytest.approx(motto.ink[1], abs=0.5)


@pytest.mark.parametrize("key", DOCUMENTS)
def test_sample__everything_hangs_together(key: str) -> None:
    facts = docx_facts(key)
    assert [paragraph.index for paragraph in facts.paragraphs] == list(range(len(facts.paragraphs)))
    for paragraph in facts.paragraphs:
        assert "".join(run.text for run in paragraph.runs) == paragraph.text
        assert all(run.font == "Times New Roman" and run.colour in {"000000", "FF0000"} for run in paragraph.runs)
        assert paragraph.left < paragraph.right
        assert paragraph.style is not None
    assert facts.burdens is not None
    assert facts.burdens.tracked_changes == facts.burdens.comments == facts.burdens.hidden_text == 0
    for ruled in (table for table in facts.tables if table.ruled):
        assert ruled.header_rows
        assert ruled.splittable_rows == 0


def test_sample__body_text() -> None:
    facts = docx_facts("bao-cao-quy-1")
    body = [paragraph for paragraph in facts.paragraphs if paragraph.style == "VT Nội dung"]
    assert body
    for paragraph in body:
        assert (paragraph.alignment, paragraph.line_spacing, paragraph.exact_spacing) == ("justify", 1.1, None)
        assert paragraph.first_line_indent == pytest.approx(12.7, abs=0.02)
        assert paragraph.runs[0].size == 14
        if paragraph.lines and paragraph.lines > 1:
            assert paragraph.ink == pytest.approx((30, 195), abs=0.1)
    assert _named(facts, "I. CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH").level == 2
