"""Longer periods are the sum of the shorter ones: every planted difference is asked, none without all the parts."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

from pipeline.records.reporting import Period
from pipeline.reports.reconciling.all_doubts import doubts_of
from pipeline.reports.reconciling.period_sums import Part, against_periods, within
from pipeline.reports.reporting_round import Round
from pipeline.workspace.load import load
from tests.reports.reconciling.made_up import Key, collected, indicator, outline, period, units

ROUNDS = 30 * int(os.environ.get("VANTHU_FUZZ", "1"))
CASES = Path(__file__).parent.parent / "cases"
OUTLINE = outline(
    indicator("ho-so"),
    indicator("tien", "triệu đồng", **{"số chữ số lẻ": "1"}),
    indicator("nguoi", "người", **{"cộng dồn": "không"}),
    indicator("diem", "điểm", **{"tổng hợp": "lớn nhất"}),
)
QUARTERS = tuple(period(f"q{n}", span) for n, span in enumerate(("quý I", "quý II", "quý III", "quý IV")))
LONGER = (period("6t", "6 tháng"), period("9t", "9 tháng"), period("nam", "năm"))
ADDED = ("ho-so", "tien")


def quarterly(own: random.Random, names: list[str]) -> dict[tuple[str, str], list[Decimal]]:
    """What each unit did in each quarter."""
    return {
        (unit, key): [Decimal(own.randint(0, 5000)) / (10 if key == "tien" else 1) for _ in QUARTERS]
        for unit in names
        for key in ("ho-so", "tien", "nguoi", "diem")
    }


def columns(found: Mapping[tuple[str, str], list[Decimal]], which: Period) -> dict[Key, Decimal]:
    """A period's figures, in every column, out of those of the quarters."""
    answers: dict[Key, Decimal] = {}
    for (unit, key), values in found.items():
        if which in QUARTERS:
            at = QUARTERS.index(which)
            answers[unit, key, "thực hiện"], answers[unit, key, "lũy kế"] = (
                values[at],
                sum(values[: at + 1], Decimal(0)),
            )
        else:
            answers[unit, key, "thực hiện"] = sum(values[: {"6t": 2, "9t": 3, "nam": 4}[which.id]], Decimal(0))
    return answers


def test_sums__every_planted_difference_is_asked_once_and_nothing_else() -> None:
    for seed in range(ROUNDS):
        own = random.Random(seed)  # noqa: S311 - made-up figures
        agencies = units(own.randint(1, 6))
        truth = quarterly(own, [unit.id for unit in agencies])
        given = {one.id: columns(truth, one) for one in (*QUARTERS, *LONGER)}
        chosen = own.choice([*LONGER, QUARTERS[2]])
        column = "lũy kế" if chosen in QUARTERS else "thực hiện"
        unit = own.choice(agencies).id
        key, wrong = own.choice(ADDED), own.random() < 0.7
        if wrong:
            given[chosen.id][unit, key, column] += own.choice([1, -1, 100])
        gap = own.random() < 0.3  # a unit that left out a quarter's figure: nothing to hold the sum against
        parts = [
            Part(one, collected(one, OUTLINE, agencies, given[one.id])) for one in within(chosen, [*QUARTERS, *LONGER])
        ]
        if gap:
            parts = [part for part in parts if part.period.id != "q0" and part.period.id not in {"6t", "9t"}]
            parts = [part for part in parts if part.period not in QUARTERS or chosen in QUARTERS]
        here = collected(chosen, OUTLINE, agencies, given[chosen.id])
        found = [doubt.key for doubt in against_periods(here, parts)]
        assert found == ([(unit, key, column)] if wrong and not gap else []), seed


def test_sums__a_unit_without_one_of_the_parts_is_not_asked() -> None:
    agencies = units(2)
    given = {("xa-0", "ho-so", "thực hiện"): Decimal(5), ("xa-1", "ho-so", "thực hiện"): Decimal(5)}
    parts = [Part(one, collected(one, OUTLINE, agencies, given)) for one in QUARTERS[:3]]
    parts.append(
        Part(QUARTERS[3], collected(QUARTERS[3], OUTLINE, agencies, {("xa-0", "ho-so", "thực hiện"): Decimal(5)}))
    )
    here = collected(LONGER[2], OUTLINE, agencies, given)
    (doubt,) = against_periods(here, parts)
    assert doubt.key == ("xa-0", "ho-so", "thực hiện")
    assert doubt.likely == (Decimal(20),)
    assert "5 + 5 + 5 + 5" in doubt.reason


def test_sums__a_rounded_total_is_no_difference() -> None:
    agencies = units(1)
    key = ("xa-0", "tien", "thực hiện")
    parts = [Part(one, collected(one, OUTLINE, agencies, {key: Decimal("10.1")})) for one in QUARTERS[:2]]
    for total, asked in (("20.3", False), ("20.9", True)):
        here = collected(LONGER[0], OUTLINE, agencies, {key: Decimal(total)})
        assert bool(list(doubts_of(here, parts=parts))) is asked


def test_sums__an_office_whose_year_is_a_quarter_of_its_quarters_is_asked(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(CASES / "rollup", tmp_path / "ho-so"))
    office = load(folder).office
    asked = Round(office, folder, office.period("nam-2025")).doubts
    added = {one.id for one in office.outline("dc-cds").indicators if one.aggregation == "tổng" and one.adds_up == "có"}
    given = {
        key for key, entry in Round(office, folder, office.period("nam-2025")).collected.entries.items() if entry.value
    }
    assert {doubt.key for doubt in asked} == {key for key in given if key[1] in added}
    assert {doubt.code for doubt in asked} == {"BC-214"}
