"""Figures of tables: what is printed, summed and said in words, with the unit of each column."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from pydantic import TypeAdapter

from pipeline.papers.numbered_structure import number_blocks
from pipeline.papers.table_figures import total_in_words, unit_of
from pipeline.papers.wording import Saying, shipped_wording
from pipeline.records.content import Block, Table

SAYING = Saying(shipped_wording())
_TEXT: TypeAdapter[Any] = TypeAdapter(tuple[Block, ...])


def table(*cells: str, unit: str | None = None, heading: str = "Thành tiền", **more: Any) -> dict[str, Any]:
    """A table with one column of money."""
    given: dict[str, Any] = {
        "cột": [{"tên": "Nội dung"}, {"tên": heading, "kiểu": "tiền"}],
        "hàng": [["Việc", cell] for cell in cells],
        "dòng cộng": "Tổng cộng",
        "bằng chữ": "có",
    }
    return given | ({"đơn vị tính": unit} if unit else {}) | more


def printed(data: Mapping[str, Any]) -> tuple[list[tuple[str, ...]], list[str]]:
    """The rows of a table and the paragraphs beside it."""
    blocks = number_blocks(_TEXT.validate_python([{"bảng": data}]), SAYING)
    rows = [row.cells for block in blocks if block.table for row in block.table.rows]
    return rows, [block.text for block in blocks if not block.table]


@pytest.mark.parametrize(
    ("data", "total", "words"),
    [
        (
            table("125,5", "1.250,75", unit="triệu đồng"),
            "1.376,25",
            "Một tỷ ba trăm bảy mươi sáu triệu hai trăm năm mươi nghìn đồng",
        ),
        (table("125500", unit="nghìn đồng"), "125.500", "Một trăm hai mươi lăm triệu năm trăm nghìn đồng"),
        (table("125500", unit="1.000 đồng"), "125.500", "Một trăm hai mươi lăm triệu năm trăm nghìn đồng"),
        (table("1,5", unit="tỷ đồng"), "1,5", "Một tỷ năm trăm triệu đồng"),
        (table("1500", unit="USD"), "1.500", "Một nghìn năm trăm đô la Mỹ"),
        (table("125,5", heading="Thành tiền (triệu đồng)"), "125,5", "Một trăm hai mươi lăm triệu năm trăm nghìn đồng"),
        (table("3 tỷ", "2,5", unit="tỷ đồng"), "5,5", "Năm tỷ năm trăm triệu đồng"),
    ],
)
def test_table__the_total_in_words_is_that_of_its_unit(data: dict[str, Any], total: str, words: str) -> None:
    rows, texts = printed(data)
    assert rows[-1] == ("Tổng cộng", total)
    assert texts[-1] == f"(Bằng chữ: {words})."


def test_table__of_several_money_columns_the_named_one_goes_into_words_each_with_its_own_unit() -> None:
    columns = [
        {"tên": "Nội dung"},
        {"tên": "Kinh phí (triệu đồng)", "kiểu": "tiền"},
        {"tên": "Vốn nước ngoài (nghìn USD)", "kiểu": "tiền"},
    ]
    data = {"cột": columns, "hàng": [["A", "1,5", "2,5"], ["B", "2", "1"]], "dòng cộng": "Cộng", "bằng chữ": "Kinh phí"}
    rows, texts = printed(data)
    assert rows[-1] == ("Cộng", "3,5", "3,5")
    assert texts == ["(Bằng chữ: Ba triệu năm trăm nghìn đồng)."]
    _, texts = printed({**data, "bằng chữ": "Vốn nước ngoài (nghìn USD)"})
    assert texts == ["(Bằng chữ: Ba nghìn năm trăm đô la Mỹ)."]


@pytest.mark.parametrize(
    "data",
    [
        table("1.250"),
        table("1.250", unit="người"),
        table("1.250", unit="đồng/tháng"),
        table("1.250", unit="đồng", **{"bằng chữ": "không"}),
        table("1.250", unit="đồng", **{"bằng chữ": "Số tiền"}),
    ],
)
def test_total_in_words__is_not_guessed(data: dict[str, Any]) -> None:
    assert total_in_words(Table.model_validate(data)) == ""


def test_table__cells_keep_their_sign_and_unit_and_nothing_outside_the_grammar_is_added() -> None:
    data = {
        "cột": [{"tên": "Việc"}, {"tên": "Tăng, giảm", "kiểu": "số", "cộng": "có"}],
        "hàng": [["a", "+5,2"], ["b", "−1250"], ["c", "35%"], ["d", "35 %"], ["e", "-"], ["g", "1e5"], ["h", "NaN"]],
        "dòng cộng": "Cộng",
    }
    rows, _ = printed(data)
    assert [row[1] for row in rows] == ["+5,2", "-1.250", "35%", "35 %", "-", "1e5", "NaN", "-1.244,8"]


def test_unit_of__heading_and_table_that_contradict_are_told() -> None:
    both = Table.model_validate(table("1", unit="đồng", heading="Thành tiền (triệu đồng)"))
    assert unit_of(both, 1).contradicts
    assert not unit_of(
        Table.model_validate(table("1", unit="triệu đồng", heading="Thành tiền (triệu đồng)")), 1
    ).contradicts


@pytest.mark.parametrize(
    ("name", "cells", "expected"),
    [
        ("Năm", ("2024", "2.025", "-"), ("2024", "2025", "-")),
        ("Năm hoàn thành", ("2024", "1999"), ("2024", "1999")),
        ("Năm hoàn thành", ("2024", "12500"), ("2.024", "12.500")),
        ("Năm 2024", ("2024", "1999"), ("2.024", "1.999")),
        ("Kế hoạch năm", ("2024", "1999"), ("2.024", "1.999")),
    ],
)
def test_table__years_are_written_without_dots(name: str, cells: tuple[str, ...], expected: tuple[str, ...]) -> None:
    columns = [{"tên": "Việc"}, {"tên": name, "kiểu": "số"}]
    rows, _ = printed({"cột": columns, "hàng": [["a", cell] for cell in cells]})
    assert tuple(row[1] for row in rows) == expected


def test_table__a_total_of_percentages_keeps_the_sign() -> None:
    columns = [{"tên": "Việc"}, {"tên": "Tỷ trọng", "kiểu": "số", "cộng": "có"}]
    rows, _ = printed({"cột": columns, "hàng": [["a", "35 %"], ["b", "65 %"]], "dòng cộng": "Cộng"})
    assert rows[-1] == ("Cộng", "100 %")
