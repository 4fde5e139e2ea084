"""Two versions as values: counts, words, moves, the line that tells it; damaged files."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import Unreadable
from pipeline.revision.version_compare import Change, Comparison, Piece, compare, text_of
from tests.revision.edits import IDS, Edit, docx_of, edited, edits, replaced
from tests.revision.tracked import body_of, paragraphs
from tests.typeset import papers

LONG = "Giao Sở Nội vụ chủ trì, phối hợp với Sở Tài chính hoàn thành trước ngày 15/4/2024."


def docx(*texts: str) -> bytes:
    return papers.docx(*(papers.paragraph(papers.run(text)) for text in texts), papers.section())


def changes(found: Comparison) -> list[Change]:
    return [line.change for line in found.lines]


@settings(max_examples=60, deadline=None)
@given(key=st.sampled_from(IDS), before=edits, after=edits)
def test_compare__the_pieces_of_either_side_are_its_words(key: str, before: list[Edit], after: list[Edit]) -> None:
    old, new = edited(docx_of(key), before), edited(docx_of(key), after)
    found = compare(old, new)
    removed, added = Change.REMOVED, Change.ADDED
    assert _sorted(text_of(line.old) for line in found.lines if line.change is not added) == _sorted(_texts(old))
    assert _sorted(text_of(line.new) for line in found.lines if line.change is not removed) == _sorted(_texts(new))
    told = [text_of(line.new) for line in found.lines if line.change is not removed]
    assert told == _texts(new), "lines stand in the order of the new version"


def _texts(data: bytes) -> list[str]:
    """The paragraphs without the cells they stand in."""
    numbered = paragraphs(data)
    assert len(numbered) == sum(1 for _ in body_of(data).iter(f"{{{papers._MAIN}}}p"))
    return [_without_place(line) for line in numbered]


def _without_place(line: str) -> str:
    while line.startswith("["):
        line = line.partition("] ")[2]
    return line


def _sorted(texts: Iterable[str]) -> list[str]:
    return sorted(unicodedata.normalize("NFC", text) for text in texts)


@pytest.mark.parametrize("key", IDS)
def test_compare__a_paper_with_itself_differs_in_nothing(key: str) -> None:
    found = compare(docx_of(key), docx_of(key))
    assert not found.differs
    assert set(changes(found)) == {Change.SAME}
    assert found.summary == "không đổi chữ nào"


def test_compare__a_changed_date_is_told_with_the_words_before_it() -> None:
    found = compare(docx(LONG), docx(LONG.replace("15/4", "20/4")))
    assert found.summary == "đổi 1 đoạn, thêm 0, bỏ 0; 1 từ mới: “trước ngày 15/4/2024” → “trước ngày 20/4/2024”"
    (line,) = found.lines
    assert [piece for piece in line.new if piece.marked] == [Piece("20/4/2024", marked=True)]


def test_compare__words_in_splinters_are_read_as_one_change() -> None:
    found = compare(docx("Họp ngày 15 tháng 4 tại Hà Nội"), docx("Họp ngày 20 tháng 5 tại Hà Nội"))
    assert [piece.text for piece in found.lines[0].old if piece.marked] == ["15 tháng 4"]


def test_compare__added_removed_and_moved_paragraphs() -> None:
    others = [f"Đoạn thứ {n} của báo cáo, nói về việc số {n}." for n in range(1, 6)]
    found = compare(docx(*others, LONG), docx(LONG, *others))
    assert (found.moved, found.count(Change.ADDED), found.count(Change.REMOVED)) == (1, 0, 0)
    assert "chuyển chỗ 1" in found.summary
    found = compare(docx(*others), docx(*others[:2], "Thêm hẳn một ý mới hoàn toàn.", *others[3:]))
    assert (found.count(Change.ADDED), found.count(Change.REMOVED)) == (1, 1)


def test_compare__an_edited_paragraph_is_found_though_others_come_before_it() -> None:
    new = docx("Mở đầu.", "Căn cứ tình hình.", LONG.replace("Sở Tài chính", "Công an tỉnh"), "Kết thúc.")
    found = compare(docx("Mở đầu.", LONG, "Kết thúc."), new)
    assert changes(found) == [Change.SAME, Change.ADDED, Change.CHANGED, Change.SAME]


def test_compare__letters_written_another_way_are_no_change() -> None:
    assert not compare(docx(LONG), docx(unicodedata.normalize("NFD", LONG))).differs


def test_compare__runs_cut_otherwise_are_no_change() -> None:
    whole = papers.docx(papers.paragraph(papers.run("Thanh Giang")), papers.section())
    cut = papers.docx(papers.paragraph(*map(papers.run, ("Tha", "nh Gi", "ang"))), papers.section())
    assert not compare(whole, cut).differs
    dates = [
        papers.docx(papers.paragraph(*map(papers.run, parts)), papers.section()) for parts in (("15/4",), ("15/", "4"))
    ]
    assert not compare(*dates).differs


def test_compare__a_row_of_a_table_says_where_it_stands() -> None:
    old = docx_of("to-trinh-kinh-phi")
    row = next(line for line in compare(old, old).lines if line.place.endswith("hàng 2, cột 2"))
    text = text_of(row.new)
    found = compare(old, replaced(old, f">{text}<", f">{text} bổ sung<"))
    assert [(line.change, line.place) for line in found.lines if line.change is not Change.SAME] == [
        (Change.CHANGED, row.place)
    ]
    assert row.place.startswith("Bảng 1, ")


def test_compare__another_picture_is_a_change_another_number_of_it_is_none() -> None:
    def page(picture: str, address: str) -> bytes:
        return papers.docx(papers.paragraph(picture), papers.section(), pictures_at=(address,))

    one = papers.linked_picture()
    first = page(one, "https://a.example/1.png")
    assert not compare(first, page(one.replace('id="1"', 'id="7"'), "https://a.example/1.png")).differs
    assert "[hình vẽ]" in text_of(compare(first, page("", "https://a.example/1.png")).lines[0].old)


def test_compare__three_hundred_pages_rewritten_throughout() -> None:
    old = docx(*(f"Đoạn {n}: {papers.SENTENCE} Việc thứ {n * 7 % 1000}." for n in range(3000)))
    new = docx(*(f"Mục {n}, khác: {papers.SENTENCE} Nhiệm vụ {n * 11 % 1000}." for n in range(3000)))
    found = compare(old, new)
    assert found.count(Change.CHANGED) == 3000


@pytest.mark.parametrize("data", [b"", b"khong phai Word", docx(LONG)[:-200], b"PK\x03\x04" + b"\0" * 300])
def test_compare__a_damaged_file_is_refused_by_name(data: bytes) -> None:
    with pytest.raises(Unreadable, match="bản cũ"):
        compare(data, docx(LONG))
    with pytest.raises(Unreadable, match="bản mới"):
        compare(docx(LONG), data)


@given(st.lists(st.booleans(), min_size=LONG.count(" "), max_size=LONG.count(" ")))
def test_compare__a_blank_that_holds_a_line_together_is_a_blank(held: list[bool]) -> None:
    words = LONG.split(" ")
    text = words[0] + "".join(("\u00a0" if tied else " ") + word for tied, word in zip(held, words[1:], strict=True))
    found = compare(docx(LONG, "Giao Sở Nội vụ chủ trì."), docx(text, "Giao Sở\u00a0Ngoại vụ chủ trì."))
    assert changes(found) == [Change.SAME, Change.CHANGED]
    assert [piece.text.strip() for piece in found.lines[1].new if piece.marked] == ["Ngoại"]
