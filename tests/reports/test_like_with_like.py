"""Totals are held against each other over the same units only, and the paper says over which."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache

from pipeline.reports.annex_tables import totals
from pipeline.reports.collected import Collected
from pipeline.reports.compiled import annex_records, report_record
from pipeline.reports.consolidate import change, consolidate
from pipeline.reports.like_with_like import alike, scope_notes
from pipeline.reports.whole_period import Past, Whole
from tests.reports.test_compiled import sample, words
from tests.strangers import TIMES


@cache
def half_year() -> Whole:
    """The sample's half year, read once."""
    return sample("6t-2024").whole


def over(collected: Collected, units: Iterable[str]) -> Collected:
    """The period as if only these units had given figures."""
    some = set(units)
    entries = {key: entry for key, entry in collected.entries.items() if entry.unit in some}
    sent = {unit: one for unit, one in collected.submissions.items() if unit in some}
    return replace(collected, entries=entries, submissions=sent)


def generated(now: Iterable[str], before: Iterable[str]) -> Whole:
    """The sample's half year with these units, against last year's with those."""
    whole = half_year()
    assert whole.last_year is not None
    here, there = over(whole.collected, now), over(whole.last_year.collected, before)
    past = Past(whole.last_year.name, there, consolidate(there))
    return replace(whole, collected=here, results=consolidate(here), last_year=past, previous=None)


def past_of(whole: Whole) -> Past:
    assert whole.last_year is not None
    return whole.last_year


def figures(collected: Collected, indicator: str) -> Mapping[str, Decimal]:
    return {one.unit: one.value for one in collected.figures_of(indicator, "thực hiện") if one.value is not None}


def test_comparison__of_generated_rounds_is_over_the_units_of_both_sides_and_says_so() -> None:
    chance = random.Random("cùng phạm vi")  # noqa: S311 - chosen to be the same each time
    units = [unit.id for unit in half_year().collected.units]
    for _ in range(4 * TIMES):
        whole = generated(*(chance.sample(units, chance.randint(1, len(units))) for _ in range(2)))
        now, before = (figures(side, "van-ban-di") for side in (whole.collected, past_of(whole).collected))
        both = now.keys() & before.keys()
        indicator = whole.collected.outline.indicator("van-ban-di")
        sides = alike(whole, past_of(whole), indicator)
        wanted = change(sum((now[one] for one in both), Decimal(0)), sum((before[one] for one in both), Decimal(0)))
        assert sides.moved(indicator) == (wanted if both else None)
        assert (sides.units, sides.common) == ((len(now), len(before)), len(both))
        assert sides.same == (now.keys() == before.keys())
        said = any(indicator.name in note for note in scope_notes(whole, [indicator]))
        assert said == (not sides.same and bool(now) and bool(before))


def test_comparison__a_rate_is_of_the_units_of_both_sides() -> None:
    units = [unit.id for unit in half_year().collected.units]
    few, all_units = generated(units[:5], units[:5]), generated(units[:5], units)
    indicator = few.collected.outline.indicator("ty-le-ky-so")
    wanted = alike(few, past_of(few), indicator)
    found = alike(all_units, past_of(all_units), indicator)
    assert wanted.same
    assert not found.same
    assert found.moved(indicator) == wanted.moved(indicator)


def test_paper__with_the_same_units_says_nothing_of_them() -> None:
    units = [unit.id for unit in half_year().collected.units][:9]
    whole = generated(units, units)
    said = words(report_record(whole, on=date(2024, 6, 30)))
    assert "ở cả hai kỳ" not in said
    annexed = str([record for _, record in annex_records(whole)])
    assert "ở cả hai kỳ" not in annexed


def test_paper__without_a_unit_on_both_sides_compares_nothing() -> None:
    units = [unit.id for unit in half_year().collected.units]
    whole = generated(units[:4], units[10:20])
    said = words(report_record(whole, on=date(2024, 6, 30)))
    assert f"so với {past_of(whole).name}" not in said
    table = totals(whole, whole.collected.outline.tables[0])
    # A column in which nothing could stand is left out.
    assert not any(column["tên"].startswith("Tăng, giảm") for column in table["cột"])
    notes = " ".join(scope_notes(whole, whole.collected.outline.indicators))
    assert "không đơn vị nào có số liệu ở cả hai kỳ" in notes


def test_paper__over_how_many_units_is_said_once_and_again_only_where_it_differs() -> None:
    said = words(report_record(half_year(), on=date(2024, 6, 30)))
    assert said.count("47/50 đơn vị") == 1
    assert said.count("đơn vị có số liệu ở cả hai kỳ") == 1
    assert "1.740 người, đạt 58,0% kế hoạch năm" in said
    assert "39 xã (số liệu của 07/08 đơn vị), đạt 65,0% kế hoạch năm" in said
    assert said.count("(tính trên ") == 1


def test_column__of_other_units_than_the_row_says_is_told_below_the_totals() -> None:
    whole = half_year()
    left = {key: entry for key, entry in whole.collected.entries.items() if not {"so-y-te", "ước cả năm"} <= set(key)}
    some = replace(whole.collected, entries=left)
    told = repr(list(annex_records(replace(whole, collected=some, results=consolidate(some)))))
    assert "Cột “Ước thực hiện cả năm 2024” là số liệu của " in told
    assert "Cột “Ước thực hiện cả năm 2024” là số liệu của " not in repr(list(annex_records(whole)))
