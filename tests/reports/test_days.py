"""One day, one answer: what status, the report and the check say of a day is what had come by its end."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from pipeline.records.corrections import Correction, Corrections
from pipeline.reports.compiled import annex_records, report_record
from pipeline.reports.reporting_round import Round
from pipeline.reports.returned_form import Returned
from pipeline.reports.status import Sent, standings
from pipeline.reports.submission import Question, Reported, Source
from tests.reports.rounds import empty_round
from tests.strangers import TIMES, dice

FIRST = date(2024, 6, 1)
DAYS = 14
# Unit: each version with its day, its figure, and whether it is read with certainty.
Kept = Mapping[str, list[tuple[date, int, bool]]]


def _kept(reporting_round: Round, chance: random.Random) -> Kept:
    """Versions of some units on days by the dice."""
    found: dict[str, list[tuple[date, int, bool]]] = {}
    for unit in chance.sample([unit.id for unit in reporting_round.collected.units], 7):
        days = sorted(chance.sample(range(DAYS), chance.randint(1, 3)))
        for number, day in enumerate(days, start=1):
            value, sure = chance.randint(100, 999), chance.random() < 0.8
            place = Source("a.xlsx", "Biểu 2", f"E{number}")
            figures = (Reported("van-ban-di", "thực hiện", Decimal(value), str(value), place),) if sure else ()
            asked = () if sure else (Question("BC-104", "van-ban-di", "thực hiện", "khoảng", "khoảng", (), place),)
            reporting_round.store.keep(
                unit,
                f"{unit} {number}".encode(),
                name="a.xlsx",
                received=FIRST + timedelta(days=day),
                returned=Returned(figures=figures, passages=(), questions=asked),
                basis="",
            )
            found.setdefault(unit, []).append((FIRST + timedelta(days=day), value, sure))
    return found


def _fresh(reporting_round: Round, on: date) -> Round:
    return replace(reporting_round, on=on)


def test_every_day__status_report_and_check_agree(tmp_path: Path) -> None:
    for number in range(2 * TIMES):
        base = empty_round(tmp_path / str(number))
        chance = dice("ngày", number)
        kept = _kept(base, chance)
        for day in (FIRST + timedelta(days=step) for step in (-1, *chance.sample(range(DAYS), 4), DAYS)):
            holds = {unit: [one for one in versions if one[0] <= day][-1:] for unit, versions in kept.items()}
            sent = {unit: versions[0] for unit, versions in holds.items() if versions}
            reporting_round = _fresh(base, day)
            standing = standings(reporting_round.collected, reporting_round.first_sent(), on=day)
            assert {one.unit.id for one in standing if one.sent in {Sent.ON_TIME, Sent.LATE}} == set(sent)
            assert {one.unit.id for one in standing if one.questions} == {
                unit for unit, one in sent.items() if not one[2]
            }
            said = str(report_record(reporting_round.whole, on=day))
            assert f"của {len(sent):02}/50 cơ quan, đơn vị" in said
            total = sum(value for _, value, sure in sent.values() if sure)
            assert (reporting_round.results.value("van-ban-di") or 0) == total
            assert {one.code for one in reporting_round.anomalies()} - {"BC-205", "BC-207"} == (
                {"BC-104"} if any(not sure for _, _, sure in sent.values()) else set()
            )
            missing = [record for name, record in annex_records(reporting_round.whole) if name.endswith("chua-gui")]
            assert len(missing[0]["phụ lục"][0]["nội dung"][0]["bảng"]["hàng"]) == 50 - len(sent)


def test_correction__of_a_later_version_changes_nothing_of_an_earlier_day(tmp_path: Path) -> None:
    base = empty_round(tmp_path)
    place = Source("a.xlsx", "Biểu 2", "E6")
    for number, (day, value) in enumerate(((3, 100), (10, 900)), start=1):
        figure = Reported("van-ban-di", "thực hiện", Decimal(value), str(value), place)
        base.store.keep(
            "so-y-te",
            str(number).encode(),
            name="a.xlsx",
            received=FIRST + timedelta(days=day),
            returned=Returned(figures=(figure,), passages=(), questions=()),
            basis="",
        )
    item = Correction.model_validate(
        {
            "đơn vị": "so-y-te",
            "chỉ tiêu": "van-ban-di",
            "giá trị": "950",
            "lý do": "Xác nhận",
            "người điều chỉnh": "chuyen-vien-cntt",
            "ngày": "12/6/2024",
        }
    )
    record = Corrections.model_validate({"loại": "điều chỉnh số liệu", "mã": "dc", "kỳ báo cáo": base.period.id})
    office = replace(base.office, corrections=(record.model_copy(update={"items": (item,)}),))
    base = replace(base, office=office)
    values = {on: _fresh(base, date(2024, 6, on)).results.value("van-ban-di") for on in (3, 4, 10, 11, 13)}
    assert values == {3: None, 4: 100, 10: 100, 11: 950, 13: 950}
