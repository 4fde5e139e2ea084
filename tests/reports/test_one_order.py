"""One order of names and numbers: form, annex and text name units in the order of the outline, tables by one number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from pipeline.reports.compiled import annex_records, report_record
from pipeline.reports.form_layout import tables as form_tables
from pipeline.reports.whole_period import Whole
from tests.reports.generated import made
from tests.strangers import TIMES, dice

ON = date(2024, 6, 14)


def texts(node: Any) -> Iterator[str]:
    """Every text of a record."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, Mapping):
        for value in node.values():
            yield from texts(value)
    elif isinstance(node, Sequence):
        for value in node:
            yield from texts(value)


def drawn(node: Any) -> Iterator[Mapping[str, Any]]:
    """Every table of a record."""
    if isinstance(node, Mapping):
        if "bảng" in node:
            yield node["bảng"]
        for value in node.values():
            yield from drawn(value)
    elif isinstance(node, Sequence) and not isinstance(node, str):
        for value in node:
            yield from drawn(value)


def in_order(names: Sequence[str], order: Sequence[str]) -> bool:
    places = [order.index(name) for name in names]
    return places == sorted(places)


def _check(whole: Whole) -> int:
    order = [unit.called for unit in whole.collected.units]
    seen = 0
    for text in texts(report_record(whole, on=ON)["nội dung"]):
        for listed in re.findall(r"đơn vị(?: chưa báo cáo)?: ([^()]*?)[).]", text):
            names = listed.split("; ")
            assert in_order(names, order), text
            seen += len(names) > 1
    for name, record in annex_records(whole):
        for table in drawn(record):
            heads = [column["tên"] for column in table["cột"]]
            if "xep-hang" in name:
                # A ranking says that it is one.
                assert heads[0] == "Hạng"
            elif "Đơn vị" in heads:
                at = heads.index("Đơn vị")
                rows = [row for row in table["hàng"] if row[0]]
                assert in_order([row[at] for row in rows], order)
                assert [row[0] for row in rows] == [str(number) for number in range(1, len(rows) + 1)]
                seen += 1
    return seen


def test_units__are_named_in_the_order_of_the_outline_everywhere_but_in_a_ranking() -> None:
    seen = 0
    for number in range(8 * TIMES):
        found = made(dice("một thứ tự", number))
        shared = {(unit.id, "ton-tai"): ("Đường truyền yếu.",) for unit in found.whole.collected.units[::2]}
        for whole in (found.whole, made(dice("một thứ tự", number), words=shared).whole):
            seen += _check(whole)
    assert seen >= 8


def test_tables__have_one_number_in_form_and_annex() -> None:
    whole = made(dice("số của biểu", 0)).whole
    outline = whole.collected.outline
    for turn in range(3 * TIMES):
        chosen = list(outline.tables)
        dice("biểu", turn).shuffle(chosen)
        other = outline.model_copy(update={"tables": tuple(chosen)})
        shown = replace(whole, collected=replace(whole.collected, outline=other))
        titles = {
            found[1]: found[2]
            for _, record in annex_records(shown)
            if (found := re.match(r"Biểu (\d+)\. (.*)", record["phụ lục"][0]["tiêu đề"]))
        }
        assert titles == {str(number): table.title for number, table in enumerate(chosen, start=1)}
        for unit in whole.collected.units:
            for sheet in form_tables(whole.office, other, unit):
                assert titles[sheet.sheet.removeprefix("Biểu ")] == sheet.title
        for _, record in annex_records(shown):
            for text in texts(record):
                if found := re.match(r"Biểu (\d+)a\. (.*?) theo đơn vị", text):
                    assert titles[found[1]] == found[2]
