"""A heading at every height of the page: it never stays behind at the foot, nor with a single line of its text."""

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
from tests.offices import DECISION, LETTER, record, small_office
from tests.sample import TEMPLATES

SENTENCE = (
    "Các cơ quan, đơn vị rà soát số liệu, tổng hợp kết quả thực hiện và báo cáo về Sở Thông tin và Truyền thông. "
)
# Lines before the first heading. The heights of minutes are tried one by one, the rest in larger steps.
COUNTS = {"clauses": range(1, 31), "nested": range(1, 31, 2), "decision": range(2, 31, 3)}
HEADING = re.compile(r"(?:[0-9IVX]+\.|Điều \d+\.|Chương [IVX]+|Mục \d+) ?(?:Việc cần làm|VIỆC CẦN LÀM).*|Gồm các việc:")


def lines(count: int) -> list[Any]:
    """So many paragraphs of one line: what comes after them stands so much lower."""
    return [f"Đoạn văn số {number}." for number in range(count)]


def clauses(count: int) -> list[Any]:
    """Headings with paragraphs of one to five lines, as in minutes."""
    return [
        *lines(count),
        *({"khoản": f"Việc cần làm số {n}", "nội dung": [SENTENCE * (1 + (n + count) % 5)]} for n in range(10)),
    ]


def nested(count: int) -> list[Any]:
    """Two headings, one below the other, then a line that introduces a list."""
    items = [{"điểm": "Rà soát số liệu;"}, {"điểm": "Báo cáo kết quả."}]
    return [
        *lines(count),
        *(
            {
                "mục": f"Việc cần làm {n}",
                "nội dung": [
                    {"khoản": "Việc cần làm trước", "nội dung": [SENTENCE * 2]},
                    {"khoản": "Việc cần làm sau", "nội dung": ["Gồm các việc:", *items]},
                ],
            }
            for n in range(4)
        ),
    ]


def letter(name: str, content: list[Any]) -> dict[str, Any]:
    return {**LETTER, "mã": name, "nội dung": content}


def decision(name: str, count: int) -> dict[str, Any]:
    """A decision with a regulation of chapters and articles."""
    article = {"điều": "Việc cần làm", "nội dung": [{"khoản": SENTENCE * 2}, {"khoản": SENTENCE}]}
    chapters = [{"chương": f"Việc cần làm {n}", "nội dung": [article, article]} for n in range(3)]
    first = {"điều": "Phạm vi", "nội dung": lines(count)}
    part = {
        **DECISION["văn bản kèm theo"][0],
        "nội dung": [{"chương": "Quy định chung", "nội dung": [first]}, *chapters],
    }
    return {**DECISION, "mã": name, "văn bản kèm theo": [part]}


def papers(kind: str) -> list[dict[str, Any]]:
    """The papers of one kind, a line longer each."""
    if kind == "decision":
        return [decision(f"van-ban-{count}", count) for count in COUNTS[kind]]
    body = {"clauses": clauses, "nested": nested}[kind]
    return [letter(f"van-ban-{count}", body(count)) for count in COUNTS[kind]]


def job_of(records: list[dict[str, Any]]) -> Job:
    made = tuple(record(one) for one in records)
    documents = tuple(compose_paper(small_office(papers=(one,)), one) for one in made)
    return Job(documents=documents, templates=load_templates(TEMPLATES), profile=load_profile(), engine=find_engine())


@cache
def results(kind: str) -> tuple[PaperResult, ...]:
    return run_job(job_of(papers(kind)))


def page_lines(pdf: bytes) -> list[list[str]]:
    """The printed lines of each page."""
    return [
        [line.strip() for line in page.get_textpage().get_text_range().splitlines() if line.strip()]
        for page in pypdfium2.PdfDocument(pdf)
    ]


@pytest.mark.office
@pytest.mark.parametrize("kind", ["clauses", "nested", "decision"])
def test_run_job__no_page_ends_with_a_heading_or_one_line_of_its_text(kind: str) -> None:
    last_headings = set()
    for result in results(kind):
        assert result.pdf is not None, result.findings
        assert [finding for finding in result.findings if finding.code.startswith("DUNG")] == []
        *pages, _ = page_lines(result.pdf)
        assert pages
        for page in pages:
            # An address at the foot of the first page is no text.
            text = [line for line in page if "đường Bến Ngự" not in line and "a@b.example" not in line]
            assert not HEADING.fullmatch(text[-1]), (result.document.id, text[-3:])
            if text[-1].startswith("Các cơ quan, đơn vị"):
                # The first line of a paragraph: the whole of it, or not here.
                assert text[-1].endswith("Truyền thông."), (result.document.id, text[-3:])
            last_headings.add(next((n for n, line in enumerate(reversed(text)) if HEADING.fullmatch(line)), None))
    # They did come near the foot.
    assert {2, 3} & last_headings


@pytest.mark.office
def test_run_job__a_paper_made_once_more_has_the_same_bytes_alone() -> None:
    moved = [result for result in results("clauses") if result.docx is not None and begins_pages(result.docx)]
    for together in (moved or list(results("clauses")))[:1]:
        number = together.document.id.removeprefix("van-ban-")
        (alone,) = run_job(job_of([letter(together.document.id, clauses(int(number)))]))
        assert (alone.docx, alone.pdf) == (together.docx, together.pdf)


def begins_pages(docx: bytes) -> bool:
    """Whether a heading was put at the top of a page."""
    return any(one.paragraph_format.page_break_before for one in Document(io.BytesIO(docx)).paragraphs)
