"""The members of a committee as a table, typed nowhere but in the committee's record."""

from __future__ import annotations

from pipeline.papers.written_papers import compose_paper
from pipeline.text import given_name_key
from tests.offices import DECISION, record, small_office


def test_with_rosters__a_table_of_all_members_wherever_the_text_asks() -> None:
    body = [{"điều": "Thành lập Ban, gồm:", "nội dung": [{"thành viên của": "bcd"}]}, {"điều": "Có hiệu lực."}]
    paper = record({**DECISION, "nội dung": body})
    document = compose_paper(small_office(papers=(paper,)), paper)
    (table,) = [block.table for block in document.body if block.table is not None]
    assert [column.name for column in table.columns] == ["TT", "Họ và tên", "Chức vụ, đơn vị công tác", "Chức danh"]
    assert [row.cells for row in table.rows] == [
        ("1", "Ông Lê Quang Thiệu", "Chủ tịch UBND tỉnh", "Trưởng Ban"),
        ("2", "Ông Trần Minh Hạnh", "Phó Chủ tịch UBND tỉnh", "Phó Trưởng Ban"),
        ("3", "Ông Nguyễn Hữu Bằng", "Giám đốc Sở Thông tin và Truyền thông", "Ủy viên Thường trực, Thư ký"),
        ("4", "Ông Bùi Thanh Hương", "Giám đốc Sở Nội vụ", "Ủy viên"),
    ]


def test_with_rosters__members_by_given_name_below_those_who_lead() -> None:
    body = [{"điều": "Thành lập Ban, gồm:", "nội dung": [{"thành viên của": "bcd", "xếp theo tên": "có"}]}]
    paper = record({**DECISION, "nội dung": body})
    document = compose_paper(small_office(papers=(paper,)), paper)
    (table,) = [block.table for block in document.body if block.table is not None]
    leading, others = [row.cells[1] for row in table.rows[:2]], [row.cells[1] for row in table.rows[2:]]
    assert leading == ["Ông Lê Quang Thiệu", "Ông Trần Minh Hạnh"]
    assert others == sorted(others, key=given_name_key)
    assert [row.cells[0] for row in table.rows] == ["1", "2", "3", "4"]
