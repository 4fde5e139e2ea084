"""The closing mark below tables of every height: it never stands alone on a page, and takes the last row along."""

from __future__ import annotations

import io
import re
from functools import cache
from typing import Any

import pypdfium2
import pytest
from docx import Document

from pipeline.building.making.job import Job, PaperResult, run_job
from pipeline.decree.profile import load_profile
from pipeline.papers.written_papers import compose_paper
from pipeline.typeset.docx.templates import load_templates
from pipeline.typeset.libreoffice.soffice import find_engine
from tests.offices import LETTER, record, small_office
from tests.sample import TEMPLATES

# Rows of one line each, and a last one of one or three lines: one of the counts fills its page to the last point.
UPRIGHT, LYING = range(36, 44), range(23, 29)
LONG = "Trung tâm Công nghệ thông tin và Truyền thông tỉnh, " * 4


def annex(rows: int, *, lying: bool, long: bool) -> dict[str, Any]:
    last = LONG if long else f"Đơn vị số {rows}"
    body = [[str(number), last if number == rows else f"Đơn vị số {number}", "12,5"] for number in range(1, rows + 1)]
    columns = [
        {"tên": "TT", "kiểu": "giữa", "rộng": 12},
        {"tên": "Đơn vị"},
        {"tên": "Tỷ lệ (%)", "kiểu": "số", "rộng": 30},
    ]
    turned = {"khổ": "ngang"} if lying else {}
    return {"tiêu đề": f"Bảng {rows} hàng", **turned, "nội dung": [{"bảng": {"cột": columns, "hàng": body}}]}


@cache
def paper() -> PaperResult:
    """A letter with an annex for each height."""
    annexes = [
        annex(rows, lying=lying, long=long)
        for counts, lying in ((UPRIGHT, False), (LYING, True))
        for rows in counts
        for long in (False, True)
    ]
    office = small_office(papers=(record({**LETTER, "phụ lục": annexes}),))
    document = compose_paper(office, office.papers[0])
    job = Job(
        documents=(document,),
        templates=load_templates(TEMPLATES),
        profile=load_profile(),
        engine=find_engine(),
    )
    (result,) = run_job(job)
    return result


@pytest.mark.office
def test_mark__never_stands_alone_on_a_page() -> None:
    assert paper().pdf is not None
    pages = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(paper().pdf)]
    ends = [" ".join(page.split()) for page in pages if "./." in page]
    assert len(ends) == 1 + 2 * (len(UPRIGHT) + len(LYING))
    # One of them was taken along.
    assert any(page.count("12,5") == 1 for page in ends[1:])
    for page in ends[1:]:
        assert re.search(r"12,5 \./\.$", page), page


@pytest.mark.office
def test_word__keeps_the_last_row_with_the_mark() -> None:
    docx = paper().docx
    assert docx is not None
    tables = [table for table in Document(io.BytesIO(docx)).tables if len(table.rows) > 20]
    assert len(tables) == 2 * (len(UPRIGHT) + len(LYING))
    for table in tables:
        kept = [all(p.paragraph_format.keep_with_next for c in row.cells for p in c.paragraphs) for row in table.rows]
        assert kept[-1]
        assert not any(kept[1:-1])
