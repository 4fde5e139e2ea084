"""What the outline says of its indicators holds for every unit: each planted breach is asked at its cell, nothing else is."""

from __future__ import annotations

import os
import random
from decimal import Decimal

from pipeline.reports.consolidate import consolidate
from pipeline.reports.reconciling.all_doubts import doubts_of
from pipeline.reports.reconciling.outline_rules import against_rules
from pipeline.reports.reconciling.set_aside import sound
from tests.reports.reconciling.made_up import Key, collected, confirmed, indicator, outline, period, units

ROUNDS = 60 * int(os.environ.get("VANTHU_FUZZ", "1"))
COLUMN = "thực hiện"
OUTLINE = outline(
    indicator("von", "triệu đồng", **{"bằng tổng các phần": "có"}),
    indicator("von-tw", "triệu đồng", **{"là phần của": "von"}),
    indicator("von-tinh", "tỷ đồng", **{"là phần của": "von", "số chữ số lẻ": "3"}),
    indicator("ho-so"),
    indicator("truc-tuyen", **{"là phần của": "ho-so"}),
    indicator("toan-trinh", **{"là phần của": "truc-tuyen"}),
    indicator("dung-han", "hồ sơ", **{"không lớn hơn": ["ho-so"]}),
    indicator("ty-le", "%", **{"tổng hợp": "lớn nhất", "tử số": "truc-tuyen", "mẫu số": "ho-so", "số chữ số lẻ": "1"}),
)


def figures(own: random.Random, unit: str) -> dict[Key, Decimal]:
    """What one unit reports when it counts rightly."""
    central, own_money = own.randint(0, 9000), own.randint(0, 9000)
    cases = own.randint(10, 5000)
    online = own.randint(0, cases)
    share = (Decimal(online) / cases * 100).quantize(Decimal(1).scaleb(-own.randint(0, 2)))
    values = {
        "von": Decimal(central + own_money), "von-tw": Decimal(central), "von-tinh": Decimal(own_money) / 1000,
        "ho-so": Decimal(cases), "truc-tuyen": Decimal(online), "toan-trinh": Decimal(own.randint(0, online)),
        "dung-han": Decimal(own.randint(0, cases)), "ty-le": share,
    }  # fmt: skip
    return {(unit, key, COLUMN): value for key, value in values.items()}


def spoil(own: random.Random, found: dict[Key, Decimal], unit: str) -> set[Key]:
    """Break one rule of a unit; the cells that are to be asked about."""
    kind = own.choice(["tổng", "trong đó", "không lớn hơn", "tỷ lệ", "bỏ trống"])
    if kind == "tổng":
        found[unit, "von", COLUMN] += own.choice([1, 500])
        return {(unit, "von", COLUMN)}
    if kind == "trong đó":
        found[unit, "toan-trinh", COLUMN] = found[unit, "truc-tuyen", COLUMN] + own.randint(1, 99)
        return {(unit, "toan-trinh", COLUMN)}
    if kind == "không lớn hơn":
        found[unit, "dung-han", COLUMN] = found[unit, "ho-so", COLUMN] + 1
        return {(unit, "dung-han", COLUMN)}
    if kind == "tỷ lệ":
        found[unit, "ty-le", COLUMN] += 2
        return {(unit, "ty-le", COLUMN)}
    del found[
        unit, own.choice(["von-tw", "ho-so", "truc-tuyen"]), COLUMN
    ]  # what is not there is nothing to hold against
    return set()


def test_rules__every_planted_breach_is_asked_and_nothing_else() -> None:
    for seed in range(ROUNDS):
        own = random.Random(seed)  # noqa: S311 - made-up figures
        agencies = units(own.randint(1, 5))
        found: dict[Key, Decimal] = {}
        wanted: set[Key] = set()
        for unit in agencies:
            found |= figures(own, unit.id)
            if own.random() < 0.5:
                wanted |= spoil(own, found, unit.id)
        doubts = list(against_rules(collected(period("nam", "năm"), OUTLINE, agencies, found)))
        assert {doubt.key for doubt in doubts} == wanted, seed


def test_rules__parts_beyond_the_whole_are_asked_though_one_is_blank() -> None:
    found = {("xa-0", "von", COLUMN): Decimal(10), ("xa-0", "von-tw", COLUMN): Decimal(11)}
    doubts = list(against_rules(collected(period("nam", "năm"), OUTLINE, units(1), found)))
    assert {doubt.key for doubt in doubts} == {("xa-0", "von", COLUMN), ("xa-0", "von-tw", COLUMN)}
    assert "“trong đó” lớn hơn" in doubts[1].reason


def test_plan__of_the_unit_itself_shows_another_scale() -> None:
    plan = {"kế hoạch": [{"năm": 2026, "giá trị": "900", "đơn vị": "xa-0"}, {"năm": 2026, "giá trị": "5000"}]}
    one = outline(indicator("tien", "triệu đồng", **plan))
    for value, likely in (("850000000", (Decimal(850),)), ("1200", None)):
        found = {("xa-0", "tien", COLUMN): Decimal(value), ("xa-1", "tien", COLUMN): Decimal(value)}
        doubts = list(against_rules(collected(period("nam", "năm"), one, units(2), found)))
        assert [(doubt.key[0], doubt.likely) for doubt in doubts] == ([("xa-0", likely)] if likely else [])
    assert one.indicators[0].plan(2026) == 5000


def test_rules__neither_of_two_figures_that_contradict_each_other_counts_until_one_is_settled() -> None:
    """Whichever of them was typed wrong, the totals are those of the figures that nothing contradicts."""
    for seed in range(ROUNDS):
        own = random.Random(seed)  # noqa: S311 - made-up figures
        agencies = units(3)
        true: dict[Key, Decimal] = {}
        for unit in agencies:
            true |= figures(own, unit.id)
        part, whole = own.choice([("von-tw", "von"), ("truc-tuyen", "ho-so"), ("dung-han", "ho-so")])
        beyond = true["xa-0", whole, COLUMN] + own.randint(1, 99)
        wrong = own.choice([{part: beyond}, {whole: true["xa-0", part, COLUMN] - own.randint(1, 5)}])
        typed = true | {("xa-0", key, COLUMN): value for key, value in wrong.items()}
        found = collected(period("nam", "năm"), OUTLINE, agencies, typed)
        kept = sound(found, doubts_of(found))
        assert {("xa-0", part, COLUMN), ("xa-0", whole, COLUMN)} <= kept.aside.keys(), seed
        for key in (part, whole):
            counted = sum(true[unit.id, key, COLUMN] for unit in agencies[1:] if (unit.id, key, COLUMN) in kept.entries)
            assert consolidate(kept).value(key) in {counted, None}, seed
        for key in (part, whole):
            settled = sound(confirmed(found, ("xa-0", key, COLUMN)), doubts_of(confirmed(found, ("xa-0", key, COLUMN))))
            assert ("xa-0", key, COLUMN) in settled.entries, seed
