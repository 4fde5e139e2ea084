"""Figures made up for a period of many units (số liệu dựng), of which every one is known: right, or planted wrong."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from pipeline.records.agency import Agency
from pipeline.records.corrections import Correction
from pipeline.records.reporting import Outline, Period
from pipeline.reports.collected import Collected, Entry
from pipeline.reports.submission import Source, Submission

Key = tuple[str, str, str]
RECEIVED = date(2026, 6, 10)
_SPREAD = 6  # the largest of a kind against the smallest


def indicator(key: str, measure: str = "hồ sơ", **more: Any) -> dict[str, Any]:
    """An indicator as a clerk writes it."""
    return {"mã": key, "tên": f"Chỉ tiêu {key}", "đơn vị tính": measure, "tổng hợp": "tổng"} | more


def outline(*indicators: Mapping[str, Any]) -> Outline:
    """An outline of one table."""
    keys = [one["mã"] for one in indicators]
    return Outline.model_validate(
        {"loại": "đề cương", "mã": "dc", "tên": "Báo cáo thử", "chỉ tiêu": list(indicators),
         "biểu": [{"mã": "b", "tiêu đề": "Biểu", "chỉ tiêu": keys}]}
    )  # fmt: skip


def period(key: str, span: str, year: int = 2026, **more: Any) -> Period:
    """A period of a year."""
    return Period.model_validate(
        {"loại": "kỳ báo cáo", "mã": key, "tên": f"{span} {year}", "đề cương": "dc", "kỳ": span, "năm": year,
         "ngày yêu cầu": f"1/1/{year}", "hạn gửi": f"31/12/{year}", "đơn vị báo cáo": ["dv"], "cơ quan tổng hợp": "so-1"}
        | more
    )  # fmt: skip


def units(communes: int, departments: int = 0) -> tuple[Agency, ...]:
    """Communes and departments."""
    named = [(f"xa-{n}", f"Ủy ban nhân dân xã Số {n}") for n in range(communes)]
    named += [(f"so-{n}", f"Sở Số {n}") for n in range(departments)]
    return tuple(
        Agency.model_validate({"mã": key, "tên": name, "viết tắt": "X", "chức vụ người đứng đầu": "Thủ trưởng"})
        for key, name in named
    )


def collected(
    of_period: Period, of_outline: Outline, of_units: tuple[Agency, ...], figures: Mapping[Key, Decimal]
) -> Collected:
    """The period with these figures, each from a cell of its own."""
    entries = {
        key: Entry(*key, value=value, source=Source(f"nhan/{key[0]}/1/a.xlsx", "Biểu 1", f"E{row}"), text=str(value))
        for row, (key, value) in enumerate(figures.items(), start=6)
    }
    sent = {
        unit.id: Submission(unit.id, of_period.id, 1, RECEIVED, f"nhan/{unit.id}/1/a.xlsx", "", "")
        for unit in of_units
        if any(key[0] == unit.id for key in figures)
    }
    due = {one.id: frozenset(unit.id for unit in of_units) for one in of_outline.indicators}
    return Collected(of_period, of_outline, of_units, sent, entries, (), due)


def confirmed(found: Collected, key: Key, day: date = RECEIVED) -> Collected:
    """The same after somebody confirmed a figure as it stands."""
    entry = found.entries[key]
    said = Correction.model_validate(
        {"đơn vị": key[0], "chỉ tiêu": key[1], "số liệu": key[2], "giá trị": "1", "lý do": "Đơn vị xác nhận",
         "người điều chỉnh": "a", "ngày": f"{day:%d/%m/%Y}"}
    )  # fmt: skip
    return replace(found, entries={**found.entries, key: replace(entry, correction=said)})


@dataclass(frozen=True)
class Spread:
    """How large a figure of an indicator is in a commune, and how many times that in a department."""

    size: float
    department: float = 1.0

    def draw(self, unit: Agency, own: random.Random) -> Decimal:
        """A figure of a unit."""
        size = self.size * (self.department if unit.id.startswith("so-") else 1.0)
        return Decimal(str(round(size * _SPREAD ** own.random(), 1)))
