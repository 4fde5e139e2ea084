"""Numbering of texts: articles run through, clauses and points restart, letters follow the Vietnamese list."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import TypeAdapter

from pipeline.papers.numbered_structure import last_article, number_blocks, with_end_mark
from pipeline.papers.official_document import BlockKind
from pipeline.papers.wording import Saying, shipped_wording
from pipeline.records.content import Block as BlockRecord
from pipeline.records.content import Node

SAYING = Saying(shipped_wording())
TEXT: TypeAdapter[tuple[str | Node, ...]] = TypeAdapter(tuple[BlockRecord, ...])


def numbered(data: list[Any]) -> list[tuple[str, str, str]]:
    blocks = number_blocks(TEXT.validate_python(data), SAYING)
    return [(block.kind.value, block.label, block.text) for block in blocks]


def test_number_blocks__articles_run_through_chapters_and_clauses_restart() -> None:
    chapter = {
        "chương": "Quy định chung",
        "nội dung": [
            {"điều": "Phạm vi", "nội dung": [{"khoản": "Một."}, {"khoản": "Hai."}]},
            {"điều": "Đối tượng", "nội dung": [{"khoản": "Ba."}]},
        ],
    }
    assert numbered([chapter, {**chapter, "chương": "Thi hành"}]) == [
        ("chapter", "Chương I", "QUY ĐỊNH CHUNG"),
        ("article_title", "Điều 1.", "Phạm vi"),
        ("clause", "1.", "Một."),
        ("clause", "2.", "Hai."),
        ("article_title", "Điều 2.", "Đối tượng"),
        ("clause", "1.", "Ba."),
        ("chapter", "Chương II", "THI HÀNH"),
        ("article_title", "Điều 3.", "Phạm vi"),
        ("clause", "1.", "Một."),
        ("clause", "2.", "Hai."),
        ("article_title", "Điều 4.", "Đối tượng"),
        ("clause", "1.", "Ba."),
    ]


def test_number_blocks__points_take_the_letters_of_the_decree() -> None:
    points = [{"điểm": f"Việc {n};"} for n in range(12)]
    labels = [label for kind, label, _ in numbered([{"khoản": "Gồm:", "nội dung": points}]) if kind == "point"]
    assert labels == [f"{letter})" for letter in "abcdđeghiklm"]


def test_number_blocks__sections_of_a_report_are_roman_and_of_a_chapter_arabic() -> None:
    section = {"mục": "Kết quả", "nội dung": ["Tốt."]}
    assert [row[:2] for row in numbered([section, section])] == [
        ("roman", "I."),
        ("paragraph", ""),
        ("roman", "II."),
        ("paragraph", ""),
    ]
    assert numbered([{"chương": "Chung", "nội dung": [section]}])[1][:2] == ("section", "Mục 1")


def test_number_blocks__an_article_with_words_of_its_own_is_no_title() -> None:
    assert numbered([{"điều": "Quyết định này có hiệu lực kể từ ngày ký."}])[0][0] == "article"


def test_last_article__is_the_one_that_recipients_are_told_of() -> None:
    blocks = number_blocks(TEXT.validate_python([{"điều": "Một."}, {"điều": "Hai."}]), SAYING)
    assert last_article(blocks) == 2


@pytest.mark.parametrize("ending", ["", ".", ";", "./."])
def test_with_end_mark__closes_the_last_paragraph_once(ending: str) -> None:
    blocks = with_end_mark(number_blocks(TEXT.validate_python(["Đầu.", f"Cuối{ending}"]), SAYING))
    assert [block.text for block in blocks] == ["Đầu.", "Cuối./."]


TABLE = {
    "bảng": {
        "tiêu đề": "Dự toán",
        "đơn vị tính": "đồng",
        "cột": [
            {"tên": "TT", "kiểu": "giữa"},
            {"tên": "Nội dung"},
            {"tên": "Số lượng", "kiểu": "số"},
            {"tên": "Thành tiền", "kiểu": "tiền"},
        ],
        "hàng": [["1", "Máy chủ", "2", "1250000000"], ["2", "Phần mềm", "1,5", "500.000"]],
        "dòng cộng": "Tổng cộng",
        "bằng chữ": "có",
    }
}


def test_table_blocks__sums_money_and_says_it_in_words() -> None:
    title, unit, table, words = number_blocks(TEXT.validate_python([TABLE]), SAYING)
    assert (title.text, unit.text) == ("Dự toán", "Đơn vị tính: đồng")
    assert table.table is not None
    assert [row.cells for row in table.table.rows] == [
        ("1", "Máy chủ", "2", "1.250.000.000"),
        ("2", "Phần mềm", "1,5", "500.000"),
        ("", "Tổng cộng", "", "1.250.500.000"),
    ]
    assert [row.bold for row in table.table.rows] == [False, False, True]
    assert words.text == "(Bằng chữ: Một tỷ hai trăm năm mươi triệu năm trăm nghìn đồng)."


def test_with_end_mark__stands_alone_after_a_table() -> None:
    table = {"bảng": {"cột": [{"tên": "Tên"}], "hàng": [["Sở Nội vụ"]]}}
    assert with_end_mark(number_blocks(TEXT.validate_python([table]), SAYING))[-1].kind is BlockKind.END


def test_number_blocks__an_amount_is_said_in_figures_and_words() -> None:
    amount = {"số tiền": {"lời dẫn": "Tổng kinh phí", "đồng": "1005000"}}
    assert (
        numbered([amount])[0][2]
        == "Tổng kinh phí: 1.005.000 đồng (Bằng chữ: Một triệu không trăm linh năm nghìn đồng)."
    )


def test_table_blocks__a_number_column_is_summed_when_it_asks_for_it() -> None:
    data = {
        "bảng": {
            "cột": [{"tên": "Cơ quan"}, {"tên": "Hồ sơ", "kiểu": "số", "cộng": "có"}, {"tên": "Tỷ lệ", "kiểu": "số"}],
            "hàng": [["Sở Nội vụ", "1.250", "98,5"], ["Sở Tài chính", "750", "97"]],
            "dòng cộng": "Cộng",
        }
    }
    (block,) = number_blocks(TEXT.validate_python([data]), SAYING)
    assert block.table is not None
    assert block.table.rows[-1].cells == ("Cộng", "2.000", "")
