"""Parts of a paper on the page: each counts its pages from 1, whatever it begins with and whichever way its pages lie."""

from __future__ import annotations

import io
import re
from functools import cache
from typing import Any

import pypdfium2
import pytest
from docx import Document
from docx.oxml.ns import qn
from pikepdf import Pdf

from pipeline.building.making.job import Job, PaperResult, run_job
from pipeline.decree.profile import load_profile
from pipeline.papers.written_papers import compose_paper
from pipeline.typeset.docx.docx_paper import make_docx
from pipeline.typeset.docx.templates import load_templates
from pipeline.typeset.libreoffice.soffice import find_engine
from pipeline.typeset.pdf.page_places import part_starts
from tests import pdfs
from tests.offices import DECISION, record, small_office
from tests.sample import TEMPLATES


def annex(rows: int, *, landscape: bool = False, lines: int = 0) -> dict[str, Any]:
    """An annex with a table of so many rows and so many lines of text before it."""
    table = {
        "cột": [{"tên": "TT", "kiểu": "giữa"}, {"tên": "Đơn vị"}, {"tên": "Kết quả"}, {"tên": "Ghi chú"}],
        "hàng": [[str(number + 1), f"Đơn vị số {number + 1}", "5", "đã báo cáo"] for number in range(rows)],
    }
    body: list[Any] = [f"Dòng số {number + 1}." for number in range(lines)]
    return {
        "tiêu đề": "Danh sách đơn vị",
        "nội dung": [*body, {"bảng": table}],
        **({"khổ": "ngang"} if landscape else {}),
    }


def attached(count: int, *, title: str) -> dict[str, Any]:
    """A regulation of so many articles, enclosed in a decision: it begins with a head of its own, a table."""
    articles = [
        {
            "điều": f"Việc thứ {number + 1}",
            "nội dung": [{"khoản": "Các đơn vị thực hiện."}, {"khoản": "Báo cáo kết quả."}],
        }
        for number in range(count)
    ]
    return {**DECISION["văn bản kèm theo"][0], "trích yếu": title, "nội dung": articles}


SHAPES: dict[str, dict[str, Any]] = {
    # A short table, then a long one, both lying: LibreOffice 25.2 takes the second one's first page for a later page.
    "lying": {"phụ lục": [annex(5, landscape=True), annex(17, landscape=True), annex(17, landscape=True), annex(2)]},
    "mixed": {
        "phụ lục": [annex(60), annex(3, landscape=True), annex(17, lines=40), annex(30, landscape=True), annex(1)]
    },
    "attached": {
        "văn bản kèm theo": [
            attached(30, title="Làm việc"),
            attached(2, title="Chi tiêu"),
            attached(14, title="Kiểm tra"),
        ]
    },
    "both": {"văn bản kèm theo": [attached(1, title="Làm việc")], "phụ lục": [annex(17, landscape=True), annex(80)]},
}


@cache
def results() -> dict[str, PaperResult]:
    """All shapes, made by one LibreOffice."""
    papers = tuple(record({**DECISION, "mã": f"quyet-dinh-{name}", **shape}) for name, shape in SHAPES.items())
    office = small_office(papers=papers)
    documents = tuple(compose_paper(office, paper) for paper in papers)
    job = Job(documents=documents, templates=load_templates(TEMPLATES), profile=load_profile(), engine=find_engine())
    return dict(zip(SHAPES, run_job(job), strict=True))


@pytest.mark.parametrize("name", SHAPES)
def test_join_parts__every_section_counts_from_1_and_begins_with_a_paragraph(name: str) -> None:
    paper = record({**DECISION, **SHAPES[name]})
    document = compose_paper(small_office(papers=(paper,)), paper)
    body = Document(
        io.BytesIO(make_docx(document, templates=load_templates(TEMPLATES), profile=load_profile()))
    ).element.body
    sections = list(body.iter(qn("w:sectPr")))
    assert len(sections) == 1 + sum(map(len, SHAPES[name].values())) + (
        0 if "văn bản kèm theo" in SHAPES[name] else len(DECISION["văn bản kèm theo"])
    )
    assert all(section.find(qn("w:pgNumType")).get(qn("w:start")) == "1" for section in sections)
    after = [section.getparent().getparent().getnext() for section in sections[:-1]]
    assert {element.tag for element in after} == {qn("w:p")}


@pytest.mark.office
@pytest.mark.parametrize("name", SHAPES)
def test_parts__pages_count_from_1_in_each_and_its_first_page_shows_no_number(name: str) -> None:
    result = results()[name]
    assert result.pdf is not None
    assert [finding for finding in result.findings if finding.code in {"PG-09", "PG-12"}] == []
    file = pypdfium2.PdfDocument(result.pdf)
    shown = []
    for page in file:
        words = page.get_textpage().get_text_bounded(bottom=page.get_height() - 20 / 25.4 * 72).strip()
        assert re.fullmatch(r"\d*", words), words
        shown.append(int(words) if words else None)
    with Pdf.open(io.BytesIO(result.pdf)) as document:
        starts = part_starts(document)
    assert starts[0] == 0
    for start, end in zip(starts, [*starts[1:], len(file)], strict=True):
        assert shown[start:end] == [None, *range(2, end - start + 1)]


@pytest.mark.office
@pytest.mark.parametrize("name", SHAPES)
def test_parts__no_annex_loses_its_title(name: str) -> None:
    result = results()[name]
    assert result.pdf is not None
    assert pdfs.text(result.pdf).count("DANH SÁCH ĐƠN VỊ") == len(SHAPES[name].get("phụ lục", ()))
