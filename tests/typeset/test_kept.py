"""Paragraphs kept with what follows: which they are, how they are marked, which of them must begin a page."""

from __future__ import annotations

import io
from typing import Any

from docx import Document
from docx.oxml.ns import qn

from pipeline.decree.profile import load_profile
from pipeline.papers.written_papers import compose_paper
from pipeline.typeset.docx.docx_paper import make_docx
from pipeline.typeset.docx.keep_with_next import begin_pages, kept_paragraphs, left_behind
from pipeline.typeset.docx.package import read_package
from pipeline.typeset.docx.templates import load_templates
from pipeline.typeset.docx.text_end import ready_for_libreoffice
from pipeline.typeset.docx.wordml import parse, text_of
from pipeline.typeset.pdf.page_places import Place
from tests.offices import DECISION, LETTER, record, small_office
from tests.outline import outline
from tests.sample import TEMPLATES

BODY: list[Any] = [
    {"khoản": "Việc cần làm", "nội dung": ["Các đơn vị thực hiện."]},
    {"khoản": "Kết quả", "nội dung": ["Gồm có:", {"điểm": "Số liệu;"}, {"điểm": "Báo cáo."}]},
    "Đề nghị các đơn vị thực hiện.",
]


def paper(data: Any) -> bytes:
    made = record(data)
    document = compose_paper(small_office(papers=(made,)), made)
    return make_docx(document, templates=load_templates(TEMPLATES), profile=load_profile())


def kept(docx: bytes) -> list[tuple[int, int, str]]:
    package = read_package(docx)
    found = kept_paragraphs(parse(package["word/document.xml"]), package["word/styles.xml"])
    return [(one.part, one.number, text_of(one.paragraph)) for one in found]


def at(page: int) -> Place:
    return Place(page=page, x=85.0, y=700.0)


def marks(number: int, start: int, end: int, after: int, *, part: int = 0) -> dict[str, Place]:
    """A kept paragraph from page `start` to page `end`, what follows it on page `after`."""
    name = f"giu{part}x{number}"
    return {f"{name}dau": at(start), f"{name}cuoi": at(end), f"{name}sau": at(after)}


def test_kept_paragraphs__are_headings_and_introducing_lines_not_the_lines_before_the_signature() -> None:
    texts = [text for _, _, text in kept(paper({**LETTER, "nội dung": BODY}))]
    assert texts == ["1. Việc cần làm", "2. Kết quả", "Gồm có:"]


def test_kept_paragraphs__know_their_part() -> None:
    found = kept(paper(DECISION))
    assert {part for part, _, text in found if text.startswith(("Chương II", "Điều 2. Hiệu lực"))} == {1}
    assert [number for _, number, _ in found] == sorted({number for _, number, _ in found})


def test_ready_for_libreoffice__marks_change_no_word_and_no_paragraph() -> None:
    docx = paper({**LETTER, "nội dung": BODY})
    copy = ready_for_libreoffice(docx, profile=load_profile())
    assert copy != docx
    assert outline(copy) == outline(docx)
    starts = list(Document(io.BytesIO(copy)).element.body.iter(qn("w:bookmarkStart")))
    names = [start.get(qn("w:name")) for start in starts]
    assert len([name for name in names if name.startswith("giu")]) == 3 * len(kept(docx))
    assert len(set(names)) == len(names)
    ids = [start.get(qn("w:id")) for start in starts]
    assert len(set(ids)) == len(ids)


def test_ready_for_libreoffice__a_paragraph_that_it_cuts_has_no_marks() -> None:
    long = "Các cơ quan, đơn vị rà soát số liệu, báo cáo kết quả về Sở Thông tin và Truyền thông. " * 4
    docx = paper({**LETTER, "nội dung": [BODY[0], f"{long}Gồm có:"]})
    # Cut or not, what is marked is still kept with what follows it.
    copy = read_package(ready_for_libreoffice(docx, profile=load_profile()))
    root = parse(copy["word/document.xml"])
    marked = [mark.getparent() for mark in root.iter(qn("w:bookmarkStart")) if "cuoi" in (mark.get(qn("w:name")) or "")]
    assert [text_of(one) for one in marked if one is not None] == ["1. Việc cần làm"]


def test_left_behind__a_paragraph_whose_follower_is_on_a_later_page() -> None:
    assert left_behind({**marks(4, 0, 0, 0), **marks(9, 0, 0, 1), "ky1tren": at(2)}) == {9}
    assert left_behind(marks(9, 0, 1, 1)) == frozenset()
    assert left_behind({"giu0x9cuoi": at(0)}) == frozenset()


def test_left_behind__a_heading_above_moves_along_if_it_is_on_that_page() -> None:
    assert left_behind({**marks(8, 0, 0, 0), **marks(9, 0, 0, 1)}) == {8}
    assert left_behind({**marks(7, 0, 0, 0), **marks(9, 0, 0, 1)}) == {9}
    assert left_behind({**marks(8, 0, 1, 1), **marks(9, 1, 1, 2)}) == {9}


def test_left_behind__the_first_of_each_part() -> None:
    places = {**marks(9, 0, 0, 1), **marks(20, 1, 1, 2), **marks(40, 4, 4, 5, part=2), **marks(50, 5, 5, 6, part=2)}
    assert left_behind(places) == {9, 40}


def test_begin_pages__puts_just_these_paragraphs_at_the_top_of_a_page() -> None:
    docx = paper({**LETTER, "nội dung": BODY})
    number = next(number for _, number, text in kept(docx) if text == "2. Kết quả")
    changed = begin_pages(docx, {number})
    assert changed == begin_pages(docx, [number])
    paragraphs = Document(io.BytesIO(changed)).paragraphs
    assert [one.text for one in paragraphs if one.paragraph_format.page_break_before] == ["2. Kết quả"]
    assert [one.text for one in paragraphs] == [one.text for one in Document(io.BytesIO(docx)).paragraphs]
