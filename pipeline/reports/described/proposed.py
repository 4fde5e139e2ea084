"""The draft of a proposed description (bản nháp mô tả): free ids, indicators, and doubts in words."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from pipeline.reports.described.heading_words import word_key
from pipeline.reports.described.named_units import ConfirmedNames
from pipeline.reports.described.surveyed_sheet import Survey
from pipeline.text import decimal_places, identifier, stated_unit

_LONGEST: Final = 50
_LABEL: Final = re.compile(r"đơn vị tính\s*:\s*(?P<said>[^();,.]+)", re.IGNORECASE)
_PERCENT: Final = "%"
_STOCK: Final = re.compile(r"cuối (?:tháng|kỳ|quý|năm)|(?:hiện|còn) tồn|đến thời điểm", re.IGNORECASE)


def free_id(taken: Mapping[str, object]) -> Callable[[str], bool]:
    """The function that says whether an id is in use."""
    return taken.__contains__


@dataclass
class Draft:
    """A proposal in the making: the indicators and the doubts that were collected so far."""

    names: ConfirmedNames
    taken: Callable[[str], bool]
    indicators: list[dict[str, Any]] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    own: set[str] = field(default_factory=set)
    known: dict[str, str] = field(default_factory=dict)
    unmeasured: list[str] = field(default_factory=list)

    def id(self, words: str) -> str:
        """A new id made of words."""
        stem = re.sub("[^a-z0-9-]", "", identifier(words).replace("_", "-"))[:_LONGEST].strip("-") or "muc"
        found, number = stem, 2
        while found in self.own or self.taken(found):
            found, number = f"{stem}-{number}", number + 1
        self.own.add(found)
        return found

    def indicator(self, name: str, measure: str, *, decimals: int = 0) -> str:
        """Add an indicator that is summed over units; its new id."""
        key = self.id(name)
        new: dict[str, Any] = {"mã": key, "tên": name, "đơn vị tính": measure or "số", "tổng hợp": "tổng"}
        if decimals:
            new["số chữ số lẻ"] = str(decimals)
        if _STOCK.search(name):
            new["cộng dồn"] = "không"
            self.doubts.append(f"Chỉ tiêu “{name}” có vẻ là số tại thời điểm: đề xuất “cộng dồn: không”.")
        self.indicators.append(new)
        self.known.setdefault(word_key(name), key)
        if not measure:
            self.unmeasured.append(f"“{name}”")
        return key

    def unit_names(self, found: Survey, column: int) -> None:
        """Add a doubt for each unit name that must be confirmed, with the line to put into the record."""
        for row in found.rows:
            text = found.sheet.text(row, column)
            named = self.names.find(text) if text else None
            if named is not None and named.unit is not None and not named.certain:
                self.doubts.append(f"Xác nhận rồi thêm vào “tên đơn vị”: - {{ghi: {text}, là: {named.unit.id}}}")


def stated_measure(found: Survey, column: int) -> str:
    """The unit of measure in a column's heading, else above the table; empty if none is stated."""
    path = found.head.paths[column]
    for words in reversed(path):
        if (unit := stated_unit(words).unit) is not None:
            return str(unit)
        if _PERCENT in words:
            return _PERCENT
    above = (cell.text for (row, _), cell in found.sheet.cells.items() if row < found.head.top)
    labels = (_LABEL.search(text) for text in above)
    return next((str(label["said"]).strip() for label in labels if label), "")


def decimals_in(found: Survey, column: int) -> int:
    """The most decimals of a figure in a column, at most three."""
    numbers = [
        cell.number for row in found.rows if (cell := found.sheet.cells.get((row, column))) and cell.number is not None
    ]
    return min(3, max(map(decimal_places, numbers), default=0))


def clear_name(path: tuple[str, ...]) -> str:
    """A name for an indicator, made of the words above its column."""
    return ", ".join(path)
