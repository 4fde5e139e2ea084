"""A figure in another scale than those of its peers is asked about, wherever it is planted; nothing else is."""

from __future__ import annotations

import os
import random
from datetime import timedelta
from decimal import Decimal

import pytest

from pipeline.reports.owing_units import kind_of_body
from pipeline.reports.reconciling.all_doubts import doubts_of
from tests.reports.reconciling.made_up import (
    RECEIVED,
    Key,
    Spread,
    collected,
    confirmed,
    indicator,
    outline,
    period,
    units,
)

ROUNDS = 50 * int(os.environ.get("VANTHU_FUZZ", "1"))
MONEY = {"số chữ số lẻ": "1", "cộng dồn": "không"}
OUTLINE = outline(
    indicator("ho-so"), indicator("giao", "triệu đồng", **MONEY), indicator("hai-long", "%", **{"tổng hợp": "lớn nhất"})
)
SIZES = {"ho-so": Spread(400, 5), "giao": Spread(300, 8), "hai-long": Spread(16)}


def figures(own: random.Random, agencies: tuple) -> dict[Key, Decimal]:  # type: ignore[type-arg]
    """What the units report, nobody mistyping; the estimate of the year is above what is done."""
    found: dict[Key, Decimal] = {}
    for unit in agencies:
        for key, spread in SIZES.items():
            value = spread.draw(unit, own)
            value = value if key == "giao" else value.to_integral_value()
            found[unit.id, key, "thực hiện"] = value
            found[unit.id, key, "ước cả năm"] = value * (1 if key == "hai-long" else 2)
    return found


def test_peers__every_planted_scale_is_asked_and_nothing_else() -> None:
    """One or two communes write another unit of money in both columns, or a share for percent: only peers show it."""
    for seed in range(ROUNDS):
        own = random.Random(seed)  # noqa: S311 - made-up figures
        agencies = units(own.randint(5, 30), own.randint(0, 15))
        found = figures(own, agencies)
        wrong: dict[Key, Decimal] = {}
        for unit in own.sample(agencies[:5], own.randint(0, 2)):
            key = own.choice(["giao", "hai-long"])
            scale = (
                Decimal("0.01") if key == "hai-long" else own.choice([Decimal(10**3), Decimal(10**6), Decimal("0.001")])
            )
            for column in ("thực hiện", "ước cả năm"):
                cell = (unit.id, key, column)
                wrong[cell], found[cell] = found[cell], found[cell] * scale
        here = collected(period("6t", "6 tháng"), OUTLINE, agencies, found)
        doubts = {doubt.key: doubt for doubt in doubts_of(here)}
        assert doubts.keys() == wrong.keys(), seed
        assert all(wrong[key] in doubt.likely for key, doubt in doubts.items()), seed


def test_peers__a_unit_that_gave_as_much_before_is_like_that() -> None:
    agencies = units(6)
    own = random.Random(1)  # noqa: S311 - as above
    found = figures(own, agencies)
    for column in ("thực hiện", "ước cả năm"):
        found["xa-0", "giao", column] = Decimal(900_000)
    here = collected(period("6t", "6 tháng"), OUTLINE, agencies, found)
    before = collected(period("truoc", "6 tháng", 2025), OUTLINE, agencies, found)
    assert len(list(doubts_of(here))) == 2
    assert not list(doubts_of(here, past=[before]))


def test_own_columns__more_done_than_the_year_will_bring_is_asked_without_any_peer() -> None:
    found = {
        ("xa-0", "ho-so", "thực hiện"): Decimal(120),
        ("xa-0", "ho-so", "ước cả năm"): Decimal(100),
        ("xa-0", "giao", "thực hiện"): Decimal(850_000_000),
        ("xa-0", "giao", "ước cả năm"): Decimal("2266.3"),
        ("xa-0", "hai-long", "thực hiện"): Decimal(90),
        ("xa-0", "hai-long", "ước cả năm"): Decimal(88),
    }
    doubts = {doubt.key: doubt for doubt in doubts_of(collected(period("6t", "6 tháng"), OUTLINE, units(1), found))}
    assert doubts.keys() == {("xa-0", "ho-so", "thực hiện"), ("xa-0", "giao", "thực hiện")}
    assert doubts["xa-0", "giao", "thực hiện"].likely == (Decimal(850),)


def test_doubts__a_decision_settles_one_until_a_newer_version_comes() -> None:
    found = {("xa-0", "ho-so", "thực hiện"): Decimal(120), ("xa-0", "ho-so", "ước cả năm"): Decimal(100)}
    here = collected(period("6t", "6 tháng"), OUTLINE, units(1), found)
    key = ("xa-0", "ho-so", "thực hiện")
    assert [doubt.key for doubt in doubts_of(here)] == [key]
    assert not list(doubts_of(confirmed(here, key)))
    assert [doubt.key for doubt in doubts_of(confirmed(here, key, RECEIVED - timedelta(days=1)))] == [key]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Ủy ban nhân dân xã Hòa Lộc", "UBND cấp xã"),
        ("Uỷ ban nhân dân phường Tân Thành", "UBND cấp xã"),
        ("Ủy ban nhân dân thị trấn Chờ", "UBND cấp xã"),
        ("Ủy ban nhân dân thị xã Phú Lâm", "UBND cấp huyện"),
        ("Ủy ban nhân dân thành phố Đông Sơn", "UBND cấp huyện"),
        ("Sở Y tế", "sở"),
        ("Văn phòng Ủy ban nhân dân tỉnh", "đơn vị khác"),
    ],
)
def test_kind_of_body__by_its_name(name: str, kind: str) -> None:
    (unit,) = units(1)
    assert kind_of_body(unit.model_copy(update={"name": name})) == kind
