"""Two versions beside each other: every word stays, and only words of one version are marked."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from pipeline.typeset.docx.compared import mark_changes, pieces
from pipeline.typeset.docx.wordml import NAMESPACE, text_of, w

_WORDS = st.lists(st.sampled_from("số liệu tỷ lệ tăng giảm 45,5% năm quý đạt".split()), max_size=14).map(" ".join)


@pytest.mark.slow
@settings(derandomize=True, deadline=None)
@given(_WORDS, _WORDS)
def test_pieces__every_word_of_both(old: str, new: str) -> None:
    before, after = pieces(old, new)
    assert ("".join(text for text, _ in before), "".join(text for text, _ in after)) == (old, new)
    common = [[word for text, marked in found if not marked for word in text.split()] for found in (before, after)]
    if any(marked for _, marked in (*before, *after)):
        assert common[0] == common[1]


def test_pieces__what_differs() -> None:
    before, after = pieces("Tỷ lệ đạt 54,0% so với năm 2023.", "Tỷ lệ đạt 55,1% so với cùng kỳ năm 2023.")
    assert before == [("Tỷ lệ đạt ", False), ("54,0% ", True), ("so với ", False), ("năm 2023.", False)]
    assert [text for text, marked in after if marked] == ["55,1% ", "cùng kỳ "]


def test_pieces__nothing_in_common_is_not_marked() -> None:
    assert pieces("(chưa có)", "Đoạn mới hoàn toàn.") == ([("(chưa có)", False)], [("Đoạn mới hoàn toàn.", False)])


def _table(*rows: tuple[str, ...]) -> etree._Element:
    cells = ("".join(f"<w:tc><w:p><w:pPr/><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>" for text in row) for row in rows)
    body = "".join(f"<w:tr>{row}</w:tr>" for row in cells)
    return etree.fromstring(f'<w:tbl xmlns:w="{NAMESPACE}">{body}</w:tbl>')


def test_mark_changes__struck_out_and_bold_below_the_header() -> None:
    table = _table(("TT", "Cũ một hai", "Cũ một ba"), ("1", "đạt 54 hồ sơ", "đạt 55 hồ sơ"))
    mark_changes(table)
    header, row = table.findall(w("tr"))
    assert header.findall(f".//{w('strike')}") == []
    old, new = row.findall(w("tc"))[1:]
    assert _marked(old, "strike") == "54 "
    assert _marked(new, "b") == "55 "
    assert [text_of(cell) for cell in (old, new)] == ["đạt 54 hồ sơ", "đạt 55 hồ sơ"]


def _marked(cell: etree._Element, look: str) -> str:
    runs = [run for run in cell.iter(w("r")) if run.find(f"{w('rPr')}/{w(look)}") is not None]
    return "".join(text_of(run) for run in runs)
