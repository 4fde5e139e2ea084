"""Redlines: rejecting gives the old words, accepting the new ones, paragraph by paragraph; and nothing old is left broken."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from itertools import groupby, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from pipeline.revision.redline import redline
from pipeline.typeset.docx.package import read_package, write_package
from pipeline.typeset.libreoffice.convert import to_pdf
from pipeline.typeset.libreoffice.soffice import find_engine
from tests import pdfs
from tests.revision.edits import AUTHOR, DATE, IDS, Edit, docx_of, edited, edits, replaced
from tests.revision.tracked import (
    TRACKED,
    W,
    accepted,
    accepted_body,
    body_of,
    changes_in,
    paragraphs,
    read_part,
    rejected,
    styles,
    styles_after,
)
from tests.typeset import papers

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LETTER = "cong-van-don-doc"


def marked(old: bytes, new: bytes) -> bytes:
    return redline(old, new, author=AUTHOR, date=DATE)


def nfc(lines: Sequence[str]) -> list[str]:
    return [unicodedata.normalize("NFC", line) for line in lines]


def holds(old: bytes, new: bytes) -> bytes:
    """The redline, after seeing that both versions come out of it."""
    made = marked(old, new)
    assert nfc(accepted(made)) == nfc(paragraphs(new))
    assert nfc(rejected(made)) == nfc(paragraphs(old))
    return made


@settings(max_examples=60, deadline=None)
@given(key=st.sampled_from(IDS), before=edits, after=edits)
def test_redline__both_versions_come_out_after_any_edits(key: str, before: list[Edit], after: list[Edit]) -> None:
    holds(edited(docx_of(key), before), edited(docx_of(key), after))


@pytest.mark.parametrize(("one", "other"), [*pairwise(IDS), (IDS[-1], IDS[0])])
def test_redline__of_papers_that_have_nothing_in_common(one: str, other: str) -> None:
    holds(docx_of(one), docx_of(other))


@pytest.mark.parametrize("key", IDS)
def test_redline__of_a_paper_with_itself_has_no_changes(key: str) -> None:
    made = marked(docx_of(key), docx_of(key))
    assert changes_in(made) == 0
    assert paragraphs(made) == paragraphs(docx_of(key))


@settings(max_examples=25, deadline=None)
@given(key=st.sampled_from(IDS), before=edits, after=edits)
def test_redline__accepted_keeps_the_looks_of_the_new_version(key: str, before: list[Edit], after: list[Edit]) -> None:
    new = edited(docx_of(key), after)
    made = marked(edited(docx_of(key), before), new)
    assert _looks(accepted_body(made)) == _looks(body_of(new))
    assert styles_after(made, accept=True) == styles(new)


def _looks(body: etree._Element) -> list[tuple[str, str]]:
    """The letters of the text with the direct formatting each run gives them, in order."""
    letters = (
        (etree.tostring(look).decode() if (look := run.find(f"{W}rPr")) is not None else "", text.text or "")
        for run in body.iter(f"{W}r")
        for text in run.findall(f"{W}t")
    )
    return [(look, "".join(text for _, text in group)) for look, group in groupby(letters, key=lambda pair: pair[0])]


def test_redline__one_word_is_one_deletion_and_one_insertion() -> None:
    old = docx_of(LETTER)
    made = holds(old, replaced(old, "đôn đốc", "nhắc nhở"))
    changes = [(one.tag.removeprefix(W), "".join(map(str, one.itertext()))) for one in body_of(made).iter(*TRACKED)]
    assert set(changes) == {("del", "đôn đốc"), ("ins", "nhắc nhở")}


def test_redline__says_who_and_when_with_ids_of_its_own() -> None:
    old = docx_of(LETTER)
    made = marked(old, replaced(old, "đôn đốc", "nhắc nhở"))
    found = list(body_of(made).iter(*TRACKED))
    assert {(one.get(f"{W}author"), one.get(f"{W}date")) for one in found} == {(AUTHOR, DATE)}
    ids = [one.get(f"{W}id") for one in body_of(made).iter(*TRACKED, f"{W}bookmarkStart")]
    assert len(ids) == len(set(ids))


def test_redline__equal_versions_give_equal_bytes() -> None:
    one, other = docx_of(IDS[0]), docx_of(IDS[1])
    assert marked(one, other) == marked(one, other)


def test_redline__brings_the_styles_that_deleted_words_name() -> None:
    with_annex, letter = docx_of("quyet-dinh-quy-che"), docx_of(LETTER)
    made = marked(with_annex, letter)
    known, before = _style_ids(made), _style_ids(letter)
    assert set(styles(made)) <= known
    assert "CanCu" in (set(styles(made)) & known) - before


def _style_ids(docx: bytes) -> set[str]:
    root = etree.fromstring(read_part(docx, "word/styles.xml"))
    return {style.get(f"{W}styleId", "") for style in root.iter(f"{W}style")}


def test_redline__deleted_words_bring_no_bookmarks_sections_or_links() -> None:
    with_annex, letter = docx_of("quyet-dinh-quy-che"), docx_of(LETTER)
    body, plain = body_of(marked(with_annex, letter)), body_of(letter)
    for tag in ("bookmarkStart", "bookmarkEnd", "sectPr", "hyperlink", "numPr"):
        assert len(list(body.iter(f"{W}{tag}"))) == len(list(plain.iter(f"{W}{tag}"))), tag


def test_redline__pictures_and_links_of_the_old_version_stay_behind() -> None:
    link = (
        f'<w:hyperlink r:id="r1" xmlns:r="{OFFICE}"><w:r><w:t>Cổng thông tin</w:t></w:r></w:hyperlink>'
        + papers.linked_picture()
    )
    kept = papers.paragraph(papers.run("Đoạn giữ lại"))
    old = papers.docx(kept, papers.paragraph(link), kept, papers.section(), pictures_at=("https://a.example/a.png",))
    made = marked(old, papers.docx(kept, kept, papers.section()))
    assert next(body_of(made).iter(f"{W}hyperlink", f"{W}drawing"), None) is None
    assert rejected(made) == ["Đoạn giữ lại", "Cổng thông tin", "Đoạn giữ lại"]


def test_redline__a_field_that_came_comes_whole() -> None:
    new = papers.docx(papers.paragraph(papers.run("Xem trang "), papers.page_reference("phu-luc")), papers.section())
    made = holds(papers.docx(papers.paragraph(papers.run("Xem ")), papers.section()), new)
    parts = list(body_of(made).iter(f"{W}fldChar", f"{W}instrText"))
    assert len(parts) == 4
    assert all(any(parent.tag == f"{W}ins" for parent in part.iterancestors()) for part in parts)


def test_redline__changes_already_tracked_in_either_version_count_as_accepted() -> None:
    old, new = docx_of(LETTER), docx_of("cong-van-ubnd")
    by_hand = marked(old, replaced(old, "đôn đốc", "nhắc nhở"))
    made = marked(by_hand, marked(old, new))
    assert accepted(made) == paragraphs(new)
    assert rejected(made) == accepted(by_hand)


@pytest.mark.parametrize(("before", "after"), [(1, 4), (4, 1), (2, 2)])
def test_redline__where_a_cell_or_body_goes_on_the_last_mark_is_neither_new_nor_gone(before: int, after: int) -> None:
    old, new = (
        papers.docx(
            *(papers.paragraph(papers.run(f"Đoạn thứ {n}"), style=f"Heading{1 + n % 2}") for n in range(count)),
            papers.section(),
        )
        for count in (before, after)
    )
    made = holds(old, new)
    assert styles_after(made, accept=True) == styles(new)
    assert styles_after(made, accept=False) == styles(old)
    last = list(body_of(made).iter(f"{W}p"))[-1]
    assert last.find(f"{W}pPr/{W}rPr/{W}ins") is None
    assert last.find(f"{W}pPr/{W}rPr/{W}del") is None


def test_redline__a_table_behind_the_last_common_paragraph() -> None:
    plain = write_package(read_package(docx_of("quyet-dinh-to-giup-viec")))
    without = edited(plain, [("drop_table", number, 0, "") for number in range(9)])
    holds(plain, without)
    holds(without, plain)


@pytest.mark.office
def test_redline__opens_in_libreoffice_and_shows_both_versions() -> None:
    old = docx_of("phien-1-2024-thong-bao")
    new = edited(
        replaced(old, "NHIỆM VỤ, GIẢI PHÁP", "VIỆC PHẢI LÀM"),
        [("drop", 40, 0, ""), ("double", 30, 0, "ĐOẠN THÊM"), ("double_row", 0, 0, "HÀNG THÊM")],
    )
    made = holds(old, new)
    pdf = to_pdf({"dấu": made}, engine=find_engine())["dấu"]
    assert isinstance(pdf, bytes)
    text = " ".join(pdfs.text(pdf).split())
    for words in ("NHIỆM VỤ, GIẢI PHÁP", "VIỆC PHẢI LÀM", "ĐOẠN THÊM", "HÀNG THÊM"):
        assert words in text, words
