"""Our own papers as PDFs: what the Word file says is what is read off the page."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest

from pipeline.building.making.job import PaperResult, run_job
from pipeline.reading.cut_lines import cut_at_breaks
from pipeline.reading.docx import read_docx
from pipeline.reading.facts import Flow, PaperFacts, Paragraph, StrokeKind
from pipeline.reading.pdf import page_pictures, read_pdf
from tests.sample import sample, sample_job

pytestmark = pytest.mark.office

IDS = [document.id for document in sample().documents]
_MOST_LINES = 4


@cache
def built() -> dict[str, PaperResult]:
    """Every paper of the sample office, by id, made by the real LibreOffice."""
    return {result.document.id: result for result in run_job(sample_job())}


@cache
def on_paper(key: str) -> PaperFacts:
    pdf = built()[key].pdf
    assert pdf is not None
    return read_pdf(pdf, name=f"{key}.pdf")


@cache
def in_word(key: str) -> PaperFacts:
    docx = built()[key].docx
    assert docx is not None
    return read_docx(docx, name=f"{key}.docx")


def body(facts: PaperFacts) -> list[Paragraph]:
    return [
        paragraph for paragraph in facts.paragraphs if paragraph.flow in {Flow.BODY, Flow.TEXT_BOX} and paragraph.plain
    ]


@pytest.mark.parametrize("key", IDS)
def test_every_paragraph__is_read_as_it_was_written(key: str) -> None:
    """Each paragraph of the Word file is one in the PDF, or as many as it has lines with breaks between them."""
    left = [paragraph.plain for paragraph in body(on_paper(key))]
    for written in body(in_word(key)):
        found = _find(left, written.plain)
        assert found is not None, written.plain
        del left[found[0] : found[1]]
    assert not left


def _find(texts: list[str], wanted: str) -> tuple[int, int] | None:
    for first, text in enumerate(texts):
        if not wanted.startswith(text):
            continue
        for last in range(first + 1, first + 1 + _MOST_LINES):
            if " ".join(texts[first:last]) == wanted:
                return (first, last)
    return None


def pairs(key: str) -> list[tuple[Paragraph, Paragraph]]:
    """Paragraphs of one text that both files have once: Word's first."""
    pieces = body(cut_at_breaks(in_word(key)))
    times = Counter(piece.plain for piece in pieces)
    once = {piece.plain: piece for piece in pieces if times[piece.plain] == 1}
    return [(once[one.plain], one) for one in body(on_paper(key)) if one.plain in once]


@pytest.mark.parametrize("key", IDS)
def test_looks_and_measures__are_those_of_the_word_file(key: str) -> None:
    found = pairs(key)
    assert len(found) > 10
    for word, paper in found:
        assert _looks(word) == _looks(paper), paper.plain
        assert paper.alignment in {None, word.alignment}, paper.plain
        assert (paper.cell is None) == (word.cell is None or not in_word(key).tables[word.cell.table].ruled), (
            paper.plain
        )
        if paper.line_spacing is not None and word.line_spacing is not None:
            assert paper.line_spacing == pytest.approx(word.line_spacing, abs=0.051), paper.plain
        if paper.cell is None and paper.lines and paper.lines > 1 and paper.alignment == "justify":
            assert paper.first_line_indent == pytest.approx(word.first_line_indent or 0, abs=0.4), paper.plain


def _looks(paragraph: Paragraph) -> list[tuple[float | None, bool | None, bool | None]]:
    looks: list[tuple[float | None, bool | None, bool | None]] = []
    for run in paragraph.runs:
        look = (run.size, run.bold, run.italic)
        if run.text.strip() and look not in looks[-1:]:
            looks.append(look)
    return looks


@pytest.mark.parametrize("key", IDS)
def test_sections_and_page_numbers__are_those_of_the_word_file(key: str) -> None:
    word, paper = in_word(key).sections, on_paper(key).sections
    assert [(round(one.width), round(one.height)) for one in paper] == [
        (round(one.width), round(one.height)) for one in word
    ]
    for asked, seen in zip(word, paper, strict=True):
        if seen.margin_left is not None:
            assert asked.margin_left == pytest.approx(seen.margin_left, abs=0.5)
            assert asked.margin_right == pytest.approx(seen.margin_right or 0, abs=0.8)
        assert asked.margin_top == pytest.approx(seen.margin_top or 0, abs=0.5)
        assert seen.restart in {None, asked.restart}
        if len(seen.pages) > 1:
            assert seen.number_on_first is False
            assert seen.page_number is not None
            assert asked.page_number is not None
            assert (seen.page_number.flow, seen.page_number.alignment, seen.page_number.size) == (
                asked.page_number.flow,
                asked.page_number.alignment,
                asked.page_number.size,
            )


@pytest.mark.parametrize("key", IDS)
def test_drawn_lines__are_those_of_the_word_file(key: str) -> None:
    word = [stroke for stroke in in_word(key).strokes if stroke.under is not None]
    paper = [stroke for stroke in on_paper(key).strokes if stroke.under is not None]
    assert {stroke.kind for stroke in paper} <= {StrokeKind.PATH}
    assert sorted(round(stroke.length) for stroke in paper) == sorted(round(stroke.length) for stroke in word)
    over = sorted(on_paper(key).paragraphs[stroke.under or 0].plain[-12:] for stroke in paper)
    assert over == sorted(in_word(key).paragraphs[stroke.under or 0].plain[-12:] for stroke in word)


@pytest.mark.parametrize("key", IDS)
def test_ruled_tables__are_those_of_the_word_file(key: str) -> None:
    word = [table for table in in_word(key).tables if table.ruled]
    paper = on_paper(key).tables
    assert [table.columns for table in paper] == [table.columns for table in word]
    for asked, seen in zip(word, paper, strict=True):
        assert seen.rows == asked.rows
        assert seen.split_rows == 0
        if len(seen.pages) > 1:
            assert seen.header_rows == asked.header_rows == 1


@pytest.mark.parametrize("key", IDS)
def test_file__claims_and_fields(key: str) -> None:
    facts = on_paper(key)
    assert facts.marks is not None
    assert (facts.marks.pdfa, facts.marks.tagged, facts.marks.language) == ("2B", True, "vi-VN")
    assert all(font.embedded for font in facts.marks.fonts)
    assert facts.fields
    assert all(field.box is not None and not field.signed for field in facts.fields)
    assert facts.text_pages == facts.pages == built()[key].pages


def test_pictures__one_a_page() -> None:
    pdf = built()[IDS[0]].pdf
    assert pdf is not None
    assert len(list(page_pictures(pdf, dpi=20))) == built()[IDS[0]].pages
