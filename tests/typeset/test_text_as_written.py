"""Text that passes the gate comes out of the Word file and of the PDF as it went in: it is never code, never dropped."""

from __future__ import annotations

import io
import itertools
import unicodedata
from typing import Any

import pypdfium2
import pytest
from docx import Document
from hypothesis import assume, given
from hypothesis import strategies as st

from pipeline.decree.profile import load_profile
from pipeline.intake.text import flaws, legacy, tidy
from pipeline.papers.written_papers import compose_paper
from pipeline.typeset.docx.docx_paper import make_docx
from pipeline.typeset.docx.templates import load_templates
from pipeline.typeset.libreoffice.convert import to_pdf
from pipeline.typeset.libreoffice.soffice import find_engine
from tests.nasty import SIGNS, WORDS, small
from tests.offices import LETTER, record, small_office
from tests.sample import TEMPLATES

CODE = (
    *("{_{ mã %_} và {_% x }_}", "{{ 7*7 }}", "{% for i in range(9) %}", "{# ghi chú #}", "{%p if x %}", "{{r x }}"),
    *("a & b &amp; c", "<w:p> </w:t>", "]]>", "<!-- x -->", "&#10;", "C:\\a\\new\\f", "\\1 \\g<0>", "'\"“”’"),
    *("{{_ nối _}}", "{_{{", "%_}}", "}}{{", "{%- x -%}", "{{ '{{' }}", "§ ½ ≤ ₫ Ω Ж", "100 % # 5", "=1+1", "x̣ q̃"),
)
_GATE = [sign for sign in SIGNS if not flaws(sign) and tidy(sign) == sign and "\n" not in sign]


def written(texts: tuple[str, ...]) -> bytes:
    """A letter with a paragraph for each text, and the texts in a table."""
    rows = [[str(number), text] for number, text in enumerate(texts)]
    table = {"bảng": {"cột": [{"tên": "TT", "kiểu": "giữa"}, {"tên": "Nội dung"}], "hàng": rows}}
    body: list[Any] = [f"Đoạn {number}: {text} hết." for number, text in enumerate(texts)]
    paper = record({**LETTER, "nội dung": [*body, table, "Đề nghị các cơ quan thực hiện."]})
    document = compose_paper(small_office(papers=(paper,)), paper)
    return make_docx(document, templates=load_templates(TEMPLATES), profile=load_profile())


def docx_texts(docx: bytes) -> tuple[list[str], list[str]]:
    """The numbered paragraphs and the second column of the table."""
    word = Document(io.BytesIO(docx))
    paragraphs = [one.text for one in word.paragraphs if one.text.startswith("Đoạn ")]
    table = next(one for one in word.tables if one.cell(0, 0).text == "TT")
    return paragraphs, [row.cells[1].text for row in table.rows[1:]]


def bare(text: str) -> str:
    """Letters and signs without blanks; PDFium has a sign of its own for a hyphen at the end of a line."""
    text = text.replace("\x02", "-").replace("\ufffe", "-")
    return "".join(unicodedata.normalize("NFC", text).split())


@pytest.mark.parametrize("text", CODE)
def test_make_docx__what_looks_like_code_is_text(text: str) -> None:
    assert not flaws(text)
    paragraphs, cells = docx_texts(written((text,)))
    assert paragraphs == [f"Đoạn 0: {text} hết."]
    assert cells == [text]


@pytest.mark.slow
@small(40)
@given(
    st.lists(
        st.one_of(
            st.sampled_from((*_GATE, *WORDS, *CODE)),
            st.text(st.characters(max_codepoint=0x24F, exclude_categories=("Cc", "Cs")), max_size=5),
        ),
        min_size=1,
        max_size=8,
    )
)
def test_make_docx__any_text_that_passes_the_gate(pieces: list[str]) -> None:
    text = " ".join("".join(pieces).split())
    assume(text and not flaws(text) and legacy(text) is None and tidy(text) == text)
    paragraphs, cells = docx_texts(written((text,)))
    assert paragraphs == [f"Đoạn 0: {text} hết."]
    assert cells == [text]


@pytest.mark.office
def test_to_pdf__every_text_is_on_the_page_as_it_was_written() -> None:
    pairs = tuple(" ".join(pair) for pair in itertools.pairwise((*CODE, *_GATE)))
    made = to_pdf({"thư": written((*CODE, *pairs))}, engine=find_engine())["thư"]
    assert isinstance(made, bytes)
    pages = pypdfium2.PdfDocument(made)
    printed = bare("".join(page.get_textpage().get_text_range() for page in pages))
    missing = [text for text in (*CODE, *pairs) if bare(f"{text} hết.") not in printed]
    assert missing == []
