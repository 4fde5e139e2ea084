"""Forms whose rows are indicators, made at random with known truth: numbers of items in every shape, columns in any order."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random
from typing import Any, Final

import openpyxl

from pipeline.records.own_form import FormColumn, FormItem, OwnForm
from pipeline.records.reporting import Indicator, Outline, TableLayout

_LABELS: Final = (
    "Hồ sơ tiếp nhận",
    "Hồ sơ đã giải quyết",
    "Văn bản ban hành",
    "Cuộc kiểm tra",
    "Cán bộ được bồi dưỡng",
)
_PARTS: Final = ("Trực tuyến", "Trực tiếp", "Quá hạn")
_HEADS: Final = {"thực hiện": "Quý II năm 2026", "lũy kế": "Lũy kế 6 tháng", "cùng kỳ": "Quý II năm 2025"}


@dataclass
class MadeItems:
    """A drawn sheet of one unit with its truth by indicator and column."""

    data: bytes
    outline: Outline
    unit: str
    truth: dict[tuple[str, str], Decimal] = field(default_factory=dict)
    items: list[tuple[str, str]] = field(default_factory=list)


def made_items(random: Random, unit: str, name: str) -> MadeItems:
    """One form: parts of which the same labels stand in every group, below numbers that may have become dates."""
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.title = "So lieu"
    row = random.randint(1, 4)
    sheet.cell(row, 1, f"Đơn vị: {name} - Kỳ báo cáo: Quý II năm 2026")
    row += random.randint(1, 3)
    columns = random.sample(list(_HEADS), k=3)
    for column, words in enumerate(("STT", "Chỉ tiêu", "Đơn vị tính", *(_HEADS[key] for key in columns)), start=1):
        sheet.cell(row, column, words)
    shape = random.choice(["words", "number", "date"])
    found = MadeItems(b"", None, unit)  # type: ignore[arg-type]
    for group, roman in enumerate(random.sample(("I", "II", "III"), k=random.randint(1, 3))):
        row += 1 + (random.random() < 0.2)
        sheet.cell(row, 1, roman)
        sheet.cell(row, 2, f"NHÓM {group}")
        for number, label in enumerate(random.sample(_LABELS, k=random.randint(1, 4)), start=1):
            row += 1
            _line(sheet, row, _number(shape, number, 0), label)
            _figures(random, found, sheet, row, columns, f"NHÓM {group} / {label}")
            for part, words in enumerate(random.sample(_PARTS, k=random.choice([0, 0, 2, 3])), start=1):
                row += 1
                path = f"NHÓM {group} / {label} / {words}"
                _line(sheet, row, _number(shape, number, part), words)
                _figures(random, found, sheet, row, columns, path)
            if random.random() < 0.3:
                row += 1
                sheet.cell(row, 2, "   Trong đó: khẩn")
                path = f"NHÓM {group} / {label} / Trong đó / khẩn"
                _figures(random, found, sheet, row, columns, path)
    sheet.cell(row + 2, 2, "Ghi chú: số liệu chốt ngày 14/6, kỳ trước 905.")
    target = io.BytesIO()
    book.save(target)
    found.data = target.getvalue()
    found.outline = _outline(found.items, columns)
    return found


def _number(shape: str, number: int, part: int) -> object:
    """`2`, `2.1` as words, as a number, or as the date that a spreadsheet makes of it."""
    if not part:
        return str(number) if shape == "words" else number
    if shape == "date":
        return dt.datetime(2026, part, number)  # noqa: DTZ001 - as a spreadsheet keeps it
    return f"{number}.{part}" if shape == "words" else float(f"{number}.{part}")


def _line(sheet: Any, row: int, number: object, label: str) -> None:
    sheet.cell(row, 1, number)
    if isinstance(number, dt.datetime):
        sheet.cell(row, 1).number_format = r"d\.m"
    sheet.cell(row, 2, label)


def _figures(random: Random, found: MadeItems, sheet: Any, row: int, columns: list[str], path: str) -> None:
    key = f"ct-{len(found.items)}"
    sheet.cell(row, 3, "Hồ sơ")
    for place, column in enumerate(columns):
        if random.random() < 0.9:
            value = random.randint(0, 5000)
            sheet.cell(row, 4 + place, value)
            found.truth[key, column] = Decimal(value)
    found.items.append((key, path))


def _outline(items: list[tuple[str, str]], columns: list[str]) -> Outline:
    indicators = tuple(Indicator(id=key, name=path, measure="hồ sơ", aggregation="tổng") for key, path in items)
    form = OwnForm(
        id="bieu",
        name="Biểu",
        layout="chỉ tiêu theo hàng",
        unit_place="đầu trang",
        item_heading="Chỉ tiêu",
        columns=tuple(FormColumn(headings=(_HEADS[key],), figure=key) for key in columns),
        items=tuple(FormItem(indicator=key, paths=(path,)) for key, path in items),
    )
    table = TableLayout(id="b", title="Biểu", indicators=tuple(item.id for item in indicators))
    return Outline(kind="đề cương", id="dc", name="Thử", indicators=indicators, tables=(table,), own_forms=(form,))
