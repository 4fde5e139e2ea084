"""Recipients and signature: long lists flow on, the signature stays whole and beside the head of the list."""

from __future__ import annotations

import io
from typing import Any

import pypdfium2
import pytest
from docx import Document

from pipeline.building.making.job import Job, run_job
from pipeline.decree.profile import load_profile
from pipeline.papers.official_document import OfficialDocument
from pipeline.papers.written_papers import compose_paper
from pipeline.typeset.docx.docx_paper import make_docx
from pipeline.typeset.docx.templates import load_templates
from pipeline.typeset.libreoffice.soffice import find_engine
from tests.offices import LETTER, record, small_office
from tests.sample import TEMPLATES


def letter(recipients: int) -> OfficialDocument:
    more = [f"Cơ quan nhận văn bản thứ {number}" for number in range(recipients)]
    data: dict[str, Any] = {**LETTER, "mã": f"cong-van-{recipients}", "nơi nhận": {"thêm": more}}
    paper = record(data)
    return compose_paper(small_office(papers=(paper,)), paper)


def rows(document: OfficialDocument) -> list[list[str]]:
    docx = make_docx(document, templates=load_templates(TEMPLATES), profile=load_profile())
    table = Document(io.BytesIO(docx)).tables[-1]
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_fit_signing_tables__a_short_list_stands_beside_the_signature() -> None:
    ((left, right),) = rows(letter(5))
    assert "Cơ quan nhận văn bản thứ 4" in left
    assert "Đỗ Lan Phương" in right


def test_fit_signing_tables__a_long_list_flows_on_in_a_row_of_its_own() -> None:
    first, second = rows(letter(60))
    assert "Đỗ Lan Phương" in first[1]
    assert second[1] == ""
    listed = (first[0] + "\n" + second[0]).splitlines()
    assert listed[0] == "Nơi nhận:"
    assert listed[2:-1] == [f"- Cơ quan nhận văn bản thứ {number};" for number in range(60)]
    assert listed[-1] == "- Lưu: VT, CNTT."


@pytest.mark.office
@pytest.mark.parametrize("recipients", [15, 40, 60, 120])
def test_run_job__the_signature_stays_with_the_text_however_long_the_list(recipients: int) -> None:
    job = Job(
        documents=(letter(recipients),),
        templates=load_templates(TEMPLATES),
        profile=load_profile(),
        engine=find_engine(),
    )
    (result,) = run_job(job)
    assert result.findings == ()
    assert result.pdf is not None
    first = pypdfium2.PdfDocument(result.pdf)[0].get_textpage().get_text_range()
    assert "Thực hiện nhiệm vụ được giao." in first
    assert "Đỗ Lan Phương" in first
