"""Forms made at random with known truth: headings of any depth, units shuffled, totals above or below, groups, footers.

What is right is known before the sheet is drawn; the description names headings only, as a clerk would write it.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random
from typing import Any, Final

import openpyxl

from pipeline.records.own_form import FormColumn, OwnForm
from pipeline.records.reporting import Indicator, Outline, TableLayout

UNITS: Final = (
    "so-tai-chinh", "so-xay-dung", "so-nnmt", "so-y-te", "so-khcn", "so-noi-vu", "xa-an-binh", "xa-hoa-loc",
    "phuong-tan-thanh", "phuong-trung-son", "xa-cam-linh", "xa-binh-minh", "phuong-ben-ngu",
)  # fmt: skip
_FOOTERS: Final = (
    "Ghi chú: số liệu chốt ngày 14/6; kỳ trước 905,30 triệu đồng.",
    "(Ký tên, đóng dấu)",
    "NGƯỜI LẬP BIỂU",
)


@dataclass
class Made:
    """A drawn sheet with its truth: figures by unit and indicator, and cells that nobody can read for certain."""

    data: bytes
    outline: Outline
    truth: dict[tuple[str, str], Decimal]
    doubtful: set[tuple[str, str]] = field(default_factory=set)
    wrong_totals: set[str] = field(default_factory=set)


def made(random: Random, names: dict[str, str]) -> Made:
    """One form; `names` are the names of the units as the records have them."""
    depth, groups = random.randint(1, 3), random.randint(1, 3)
    paths = _paths(random, depth, groups)
    measures = [random.choice(["hồ sơ", "hồ sơ", "triệu đồng"]) for _ in paths]
    indicators = tuple(
        Indicator(
            id=f"ct-{number}", name=f"Chỉ tiêu {number}", measure=measure, aggregation="tổng",
            decimals="1" if measure == "triệu đồng" else "0",
        )
        for number, measure in enumerate(measures)
    )  # fmt: skip
    headings = [
        (*path[:-1], f"{path[-1]} (nghìn đồng)") if measure == "triệu đồng" and random.random() < 0.5 else path
        for path, measure in zip(paths, measures, strict=True)
    ]
    form = OwnForm(
        id="bieu", name="Biểu", layout="đơn vị theo hàng", unit_heading="Đơn vị", period_place="không ghi",
        columns=tuple(
            FormColumn(indicator=indicator.id, headings=(" / ".join(heading),))
            for indicator, heading in zip(indicators, headings, strict=True)
        ),
    )  # fmt: skip
    table = TableLayout(id="b", title="Biểu", indicators=tuple(item.id for item in indicators))
    outline = Outline(kind="đề cương", id="dc", name="Thử", indicators=indicators, tables=(table,), own_forms=(form,))
    found = Made(b"", outline, {})
    found.data = _Drawing(random, names, headings, indicators, found).saved()
    return found


def _paths(random: Random, depth: int, groups: int) -> list[tuple[str, ...]]:
    """Headings of which the same last words stand under several first ones."""
    tails = random.sample(["Tổng số", "Quá hạn", "Trực tuyến", "Đúng hạn", "Còn lại"], k=random.randint(1, 4))
    paths: list[tuple[str, ...]]
    if depth == 1:
        return [(f"{tail} {number}",) for number in range(groups) for tail in tails]
    paths = [(f"Nhóm {number}", tail) for number in range(groups) for tail in tails]
    return paths if depth == 2 else [("Kết quả", *path) for path in paths]


class _Drawing:
    """The sheet, drawn from the top."""

    def __init__(
        self, random: Random, names: dict[str, str], headings: list[tuple[str, ...]], indicators: Any, made: Made
    ) -> None:
        self.random, self.names, self.headings, self.indicators, self.made = random, names, headings, indicators, made
        self.book = openpyxl.Workbook()
        self.sheet: Any = self.book.active
        self.order = list(range(len(headings)))
        random.shuffle(self.order)
        self.order.sort(key=lambda at: headings[at][:-1])
        self.first = 3 + random.randint(0, 1)
        self.row = random.randint(1, 6)
        self.groups: list[tuple[int, list[str]]] = []

    def saved(self) -> bytes:
        self.sheet.cell(1, 1, "BIỂU TỔNG HỢP")
        self.row += 1
        if self.random.random() < 0.2:
            self.sheet.cell(self.row, 2, "Đơn vị:")
            self.sheet.cell(self.row, 3, "Văn phòng UBND tỉnh")
            self.row += 2
        self._head()
        if self.random.random() < 0.5:
            self._numbers()
        units = self.random.sample(UNITS, k=self.random.randint(2, len(UNITS)))
        above = self.random.random() < 0.5
        place, self.row = self.row, self.row + above
        self._units(units)
        if self.random.random() < 0.3:
            self.row += 1
        if not above:
            place, self.row = self.row, self.row + 1
        self._total(place)
        self._subtotals()
        self.row += 1
        for words in self.random.sample(_FOOTERS, k=self.random.randint(0, 3)):
            self.sheet.cell(self.row, self.random.choice([2, self.first]), words)
            self.row += 1
        target = io.BytesIO()
        self.book.save(target)
        return target.getvalue()

    def _head(self) -> None:
        """Merged or not; words broken over lines."""
        depth = len(self.headings[0])
        merge = self.random.random() < 0.6
        for column, words in ((1, "STT"), (2, "Đơn vị")):
            self.sheet.cell(self.row, column, words)
            if merge and depth > 1:
                self.sheet.merge_cells(
                    start_row=self.row, end_row=self.row + depth - 1, start_column=column, end_column=column
                )
        for level in range(depth):
            before: tuple[str, ...] | None = None
            start = 0
            for place, at in enumerate(self.order):
                path = self.headings[at]
                column = self.first + place
                if level == depth - 1 or path[: level + 1] != before:
                    words = path[level].replace(" ", "\n", self.random.randint(0, 1))
                    self.sheet.cell(self.row + level, column, words)
                    before, start = path[: level + 1], column
                elif merge:
                    self._merged(self.row + level, start, column)
        self.row += depth

    def _merged(self, row: int, start: int, column: int) -> None:
        for area in list(self.sheet.merged_cells.ranges):
            if area.min_row == row and area.min_col == start:
                self.sheet.unmerge_cells(str(area))
        self.sheet.merge_cells(start_row=row, end_row=row, start_column=start, end_column=column)

    def _numbers(self) -> None:
        for number, column in enumerate((1, 2, *range(self.first, self.first + len(self.order))), start=1):
            self.sheet.cell(self.row, column, f"({number})")
        self.row += 1

    def _units(self, units: list[str]) -> None:
        grouped, summed = self.random.random() < 0.4, self.random.random() < 0.5
        half = len(units) // 2
        for number, unit in enumerate(units, start=1):
            if grouped and number in {1, half + 1}:
                own = units[:half] if number == 1 and half else units[half:]
                self.groups.append((self.row, own if summed else []))
                self.sheet.cell(self.row, 1, "I" if number == 1 else "II")
                self.sheet.cell(self.row, 2, "Khối thứ nhất" if number == 1 else "Khối thứ hai")
                self.row += 1
            self.sheet.cell(self.row, 1, number)
            self.sheet.cell(self.row, 2, self._called(unit))
            for place, at in enumerate(self.order):
                self._figure(unit, at, self.first + place)
            self.row += 1
            if self.random.random() < 0.02:
                self._again(unit)

    def _again(self, unit: str) -> None:
        """A second row of the same unit: nobody knows which one holds."""
        self.sheet.cell(self.row, 2, self.names[unit])
        for place, indicator in enumerate(self.indicators[at] for at in self.order):
            self.sheet.cell(self.row, self.first + place, 7)
            self.made.truth.pop((unit, indicator.id), None)
            self.made.doubtful.add((unit, indicator.id))
        self.row += 1

    def _called(self, unit: str) -> str:
        """The name of the records, or one that leads to it and has to be confirmed."""
        name = self.names[unit]
        if self.random.random() < 0.7:
            return name
        bare = name.removeprefix("UBND ")
        return bare.replace("phường ", "P. ") if bare.startswith("phường") else bare[:1].upper() + bare[1:]

    def _subtotals(self) -> None:
        for row, units in self.groups:
            for place, at in enumerate(self.order):
                key = self.indicators[at].id
                scale = 1000 if "nghìn" in self.headings[at][-1] else 1
                total = sum((self.made.truth.get((unit, key), Decimal(0)) for unit in units), Decimal(0))
                if units:
                    self.sheet.cell(row, self.first + place, float(total * scale))

    def _figure(self, unit: str, at: int, column: int) -> None:
        indicator = self.indicators[at]
        thousands = "nghìn" in self.headings[at][-1]
        value = Decimal(self.random.randint(0, 90000))
        if indicator.measure == "triệu đồng":
            value = value / 10
        key = (unit, indicator.id)
        typed: object = float(value * 1000) if thousands else float(value)
        how = self.random.random()
        if how < 0.06:
            typed = None
        elif how < 0.1:
            typed = self.random.choice(["khoảng 12", "chưa có?", "12/5", "1.234"])
        elif how < 0.14 and not thousands and value == int(value) and value >= 1000:
            typed = f"{int(value):,}".replace(",", ".")
        else:
            self.made.truth[key] = value
        self.made.doubtful |= set() if key in self.made.truth else {key}
        if typed is not None:
            self.sheet.cell(self.row, column, typed)

    def _total(self, row: int) -> None:
        """Right, or one too many; a total over doubtful cells says nothing."""
        self.sheet.cell(row, 2, self.random.choice(["Tổng cộng", "TỔNG SỐ", "Cộng"]))
        for place, at in enumerate(self.order):
            key = self.indicators[at].id
            scale = 1000 if "nghìn" in self.headings[at][-1] else 1
            total = sum((value for (_, own), value in self.made.truth.items() if own == key), Decimal(0))
            wrong = self.random.random() < 0.2
            if wrong and not any(own == key for _, own in self.made.doubtful):
                self.made.wrong_totals.add(key)
            self.sheet.cell(row, self.first + place, float((total + wrong) * scale))
