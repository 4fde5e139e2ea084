"""The signature at every height of the page: never alone, never split, no empty page after it."""

from __future__ import annotations

import io
import os
import re
from typing import Any

import pypdfium2
import pytest
from docx import Document

from pipeline.building.making.job import Job, run_job
from pipeline.decree.profile import load_profile
from pipeline.lengths import POINTS_PER_MM
from pipeline.papers.written_papers import compose_paper
from pipeline.text.metrics import text_width
from pipeline.typeset.docx.docx_paper import make_docx
from pipeline.typeset.docx.templates import load_templates
from pipeline.typeset.docx.text_end import ready_for_libreoffice
from pipeline.typeset.libreoffice.soffice import find_engine
from tests import pdfs
from tests.offices import LETTER, record, small_office
from tests.outline import outline
from tests.sample import TEMPLATES

SENTENCE = "Đề nghị các cơ quan, đơn vị rà soát số liệu, báo cáo kết quả về Sở Thông tin và Truyền thông. "


def one_line_each(count: int) -> list[Any]:
    return [f"Đoạn văn số {number} của công văn." for number in range(count)]


def one_long_paragraph(count: int) -> list[Any]:
    return [SENTENCE * count]


def points(count: int) -> list[Any]:
    lettered = min(count, 20)
    items = [{"điểm": f"Điểm số {number}" + (";" if number < lettered - 1 else ".")} for number in range(lettered)]
    return [{"khoản": "Gồm có:", "nội dung": items}, *one_line_each(max(0, count - 20))]


def long_then_short(count: int) -> list[Any]:
    return [*one_line_each(count // 3), SENTENCE * (4 + count // 2), "Kính đề nghị quan tâm, thực hiện."]


def table_then_sentence(count: int) -> list[Any]:
    rows = [[str(number), "Một việc"] for number in range(count)]
    table = {"bảng": {"cột": [{"tên": "TT", "kiểu": "giữa"}, {"tên": "Nội dung"}], "hàng": rows}}
    return ["Danh mục như sau:", table, SENTENCE * 2]


def letters(body: Any) -> Job:
    documents = []
    # Lines come at every height; of what is taller every second, by hand (VANTHU_FUZZ) all.
    step = 1 if body is one_line_each or int(os.environ.get("VANTHU_FUZZ", "1")) > 1 else 2
    for count in range(1, 46, step):
        paper = record({**LETTER, "mã": f"cong-van-{count}", "nội dung": body(count)})
        documents.append(compose_paper(small_office(papers=(paper,)), paper))
    return Job(
        documents=tuple(documents),
        templates=load_templates(TEMPLATES),
        profile=load_profile(),
        engine=find_engine(),
    )


@pytest.mark.office
@pytest.mark.parametrize("body", [one_line_each, one_long_paragraph, points, long_then_short, table_then_sentence])
def test_run_job__the_signature_keeps_lines_of_text_at_every_height_of_the_page(body: Any) -> None:
    pages_seen = set()
    for result in run_job(letters(body)):
        assert result.pdf is not None, result.findings
        assert result.findings == ()
        reader = pdfs.read(result.pdf)
        texts = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(result.pdf)]
        signed = [
            number
            for number, page in enumerate(reader.pages)
            if any(pdfs.dig(note).get("/T") == "chu-ky-1" for note in page.get("/Annots", []))
        ]
        assert signed == [len(texts) - 1], "a page follows the signature"
        last = texts[-1]
        assert result.document.signatures[0].name in last
        above = re.split(r"Nơi nhận:|KT\. GIÁM ĐỐC", re.sub(r"^\s*\d+\s*\n", "", last))[0]
        assert len([line for line in above.splitlines() if line.strip()]) >= 2
        pages_seen.add(len(texts))
    assert len(pages_seen) > 1


def letter(text: str) -> bytes:
    paper = record({**LETTER, "nội dung": ["Mở đầu.", text]})
    document = compose_paper(small_office(papers=(paper,)), paper)
    return make_docx(document, templates=load_templates(TEMPLATES), profile=load_profile())


def test_ready_for_libreoffice__leaves_a_short_ending_as_it_is() -> None:
    docx = letter("Kết thúc.")
    assert ready_for_libreoffice(docx, profile=load_profile()) is docx


def test_ready_for_libreoffice__cuts_a_long_ending_without_losing_a_word() -> None:
    docx = letter(SENTENCE * 6)
    cut = ready_for_libreoffice(docx, profile=load_profile())
    assert cut != docx

    def words(data: bytes) -> list[str]:
        lines = [line for line in outline(data).splitlines() if line.startswith("[VT Nội dung]")]
        joined = " ".join(line.removeprefix("[VT Nội dung]") for line in lines)
        return joined.replace("⏎", " ").split()

    assert words(cut) == words(docx)
    assert outline(cut).count("[VT Nội dung]") == outline(docx).count("[VT Nội dung]") + 1


def test_ready_for_libreoffice__each_line_ends_where_we_say() -> None:
    """Where a line ends is not for the renderer to choose: versions of LibreOffice differ, the page does not."""
    cut = ready_for_libreoffice(letter(SENTENCE * 6), profile=load_profile())
    body = [
        paragraph
        for paragraph in Document(io.BytesIO(cut)).paragraphs
        if paragraph.style and paragraph.style.name == "VT Nội dung"
    ]
    head, tail = body[-2:]
    lines = [*head.text.split("\n"), *tail.text.split("\n")]
    assert (len(lines), tail.text.count("\n")) == (7, 1)
    for number, line in enumerate(lines):
        room = 165 - 0.1 - (12.7 if number == 0 else 0)
        assert text_width(line, 14) / POINTS_PER_MM <= room
