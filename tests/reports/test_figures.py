"""Totals against plain arithmetic on the cells of the returned files; the order of units, and what one unit is worth."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from random import Random

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.records.corrections import Correction, Corrections
from pipeline.reports import form_layout
from pipeline.reports.collected import Collected, collect
from pipeline.reports.consolidate import Results, change, consolidate, ranking, share, unit_value
from pipeline.reports.reporting_round import Round
from pipeline.reports.submission import Submission
from tests.reports.filled import Filled
from tests.reports.messes import more_than_all
from tests.reports.rounds import empty_round, office, send
from tests.sample import FIXTURES

PERIOD = "nam-2023"  # everybody sent, nobody mistyped
Cells = Mapping[tuple[str, str], Decimal | str]


@cache
def year() -> Round:
    return Round(office(), FIXTURES, office().period(PERIOD))


@cache
def cells() -> Cells:
    """Unit and indicator to what stands in the file, found by the hidden ids alone: nothing of the program is used."""
    found: dict[tuple[str, str], Decimal | str] = {}
    for place in sorted((FIXTURES / "bao-cao" / PERIOD / "nhan").iterdir()):
        for sheet in openpyxl.load_workbook(place / "1" / f"{place.name}.xlsx").worksheets:
            for row in range(form_layout.FIRST_ROW, sheet.max_row + 1):
                mark, value = sheet.cell(row, 1).value, sheet.cell(row, form_layout.FIRST_ASKED).value
                if str(mark).startswith(form_layout.ROW_MARK) and value is not None:
                    key = str(mark).removeprefix(form_layout.ROW_MARK)
                    found[place.name, key] = value if isinstance(value, str) else Decimal(str(value))
    return found


def column(key: str, *, but: str = "") -> dict[str, Decimal]:
    """The figures of one indicator by unit."""
    return {
        unit: value
        for (unit, one), value in cells().items()
        if one == key and isinstance(value, Decimal) and unit != but
    }


def test_totals__are_the_sums_of_the_cells() -> None:
    results = year().results
    sums = [
        "ho-so-tiep-nhan",
        "ho-so-truc-tuyen",
        "ho-so-giai-quyet",
        "van-ban-di",
        "can-bo-boi-duong",
        "kinh-phi-giao",
    ]
    for key in sums:
        assert results.value(key) == sum(column(key).values()), key
        assert results.by_key[key, "thực hiện"].units == 50


def test_rates__are_sums_over_sums() -> None:
    results = year().results
    for key, top, bottom in (
        ("ty-le-truc-tuyen", "ho-so-truc-tuyen", "ho-so-tiep-nhan"),
        ("ty-le-giai-ngan", "kinh-phi-giai-ngan", "kinh-phi-giao"),
    ):
        assert results.value(key) == sum(column(top).values()) / sum(column(bottom).values()) * 100


def test_means__are_weighted_maxima_and_counts_are_counted() -> None:
    results = year().results
    weights, values = column("ho-so-giai-quyet"), column("muc-do-hai-long")
    mean = sum(values[unit] * weights[unit] for unit in values) / sum(weights[unit] for unit in values)
    assert results.value("muc-do-hai-long") == mean
    assert results.value("thoi-gian-dai-nhat") == max(column("thoi-gian-dai-nhat").values())
    said = [value for (_, key), value in cells().items() if key == "can-bo-chuyen-trach"]
    assert results.value("can-bo-chuyen-trach") == said.count("có")


def test_totals__who_states_the_total_is_compared_and_not_added() -> None:
    result = year().results.by_key["to-cong-nghe-so", "thực hiện"]
    assert result.value == sum(column("to-cong-nghe-so", but="so-tttt").values())
    assert result.stated is not None
    assert (result.stated.unit, result.units, result.expected) == ("so-tttt", 8, 8)
    assert result.stated.value == result.value


def test_lists__keep_the_words_of_each_unit() -> None:
    words = dict(year().results.by_key["nen-tang", "thực hiện"].words)
    assert words == {unit: value for (unit, key), value in cells().items() if key == "nen-tang"}
    assert len(words) > 5


def test_trace__every_figure_leads_to_its_cell() -> None:
    checked = 0
    for entry in year().results.by_key["ho-so-tiep-nhan", "thực hiện"].entries:
        assert entry.source is not None
        book = openpyxl.load_workbook(year().store.place / entry.source.file)
        assert Decimal(str(book[entry.source.sheet][entry.source.cell].value)) == entry.value
        checked += 1
    assert checked == 50


def _of(submissions: Mapping[str, Submission]) -> tuple[Collected, Results]:
    collected = collect(year().office, year().period, submissions)
    return collected, consolidate(collected)


@given(st.randoms(use_true_random=False))
@settings(max_examples=15, deadline=None)
def test_totals__the_order_of_units_never_matters(random: Random) -> None:
    items = list(year().collected.submissions.items())
    random.shuffle(items)
    shuffled = _of(dict(items))[1]
    assert {key: one.value for key, one in shuffled.by_key.items()} == {
        key: one.value for key, one in year().results.by_key.items()
    }


@given(st.data())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_totals__without_a_unit_exactly_its_share_is_missing(data: st.DataObject) -> None:
    unit = data.draw(st.sampled_from(sorted(year().collected.submissions)))
    rest = _of({one: sent for one, sent in year().collected.submissions.items() if one != unit})[1]
    for indicator in year().collected.outline.indicators:
        whole, less = year().results.by_key[indicator.id, "thực hiện"], rest.by_key[indicator.id, "thực hiện"]
        own = unit_value(year().collected, indicator, unit)
        if indicator.aggregation in {"tổng", "số đơn vị"} and unit != indicator.stated_by:
            assert (whole.value or 0) - (less.value or 0) == (own or 0), indicator.id
            assert whole.units - less.units == (own is not None)
        assert unit not in {entry.unit for entry in less.entries}


def test_ranking__the_best_first() -> None:
    rate = year().collected.outline.indicator("ty-le-truc-tuyen")
    ranked = ranking(year().collected, rate)
    assert [value for _, value in ranked] == sorted((value for _, value in ranked), reverse=True)
    longest = year().collected.outline.indicator("thoi-gian-dai-nhat")
    assert ranking(year().collected, longest)[0][1] == min(column("thoi-gian-dai-nhat").values())


@pytest.mark.parametrize(
    ("now", "before", "wanted"), [("110", "100", "10"), ("90", "100", "-10"), ("5", "0", None), ("-5", "-10", "50")]
)
def test_change__in_percent_of_what_was(now: str, before: str, wanted: str | None) -> None:
    assert change(Decimal(now), Decimal(before)) == (None if wanted is None else Decimal(wanted))
    assert share(Decimal(1), Decimal(0)) is None


def _codes(reporting_round: Round, unit: str) -> list[str]:
    return sorted(
        one.code for one in reporting_round.anomalies() if reporting_round.office.agency(unit).called in one.message
    )


def test_anomalies__contradictions_are_told_with_the_cell(tmp_path: Path) -> None:
    reporting_round = empty_round(tmp_path, "nam-2024")
    send(reporting_round, "so-y-te", spoil=more_than_all)
    found = [one for one in reporting_round.anomalies() if one.code == "BC-202"]
    assert len(found) == 1
    assert "tỷ lệ quá 100 %" in found[0].message
    assert "trang “Biểu 1”, ô E9" in found[0].message


def test_anomalies__bounds_blanks_and_jumps(tmp_path: Path) -> None:
    def spoil(form: Filled) -> None:
        form.cell("thoi-gian-dai-nhat").value = 500
        form.cell("van-ban-di").value = None

    before = empty_round(tmp_path, "nam-2023")
    send(before, "so-y-te")
    reporting_round = empty_round(tmp_path, "nam-2024")
    send(reporting_round, "so-y-te", spoil=spoil)
    assert {"BC-201", "BC-205"} <= set(_codes(reporting_round, "so-y-te"))

    def ten_times(form: Filled) -> None:
        form.cell("van-ban-di").value = 900_000

    send(reporting_round, "so-y-te", spoil=ten_times)
    again = Round(reporting_round.office, reporting_round.folder, reporting_round.period)
    assert "BC-203" in _codes(again, "so-y-te")
    assert any("so với cùng kỳ (năm 2023)" in one.message for one in again.anomalies())


def test_anomalies__half_a_year_is_not_held_against_a_year(tmp_path: Path) -> None:
    before = empty_round(tmp_path, "nam-2023")
    send(before, "so-y-te")
    reporting_round = empty_round(tmp_path, "6t-2024")
    send(reporting_round, "so-y-te")
    assert reporting_round.period.previous == "nam-2023"
    assert "BC-203" not in _codes(reporting_round, "so-y-te")


def test_anomalies__a_stated_total_that_differs(tmp_path: Path) -> None:
    reporting_round = empty_round(tmp_path, "nam-2024")
    for unit in ("so-tttt", "ubnd-huyen-an-dong"):
        send(reporting_round, unit)
    found = [one.message for one in reporting_round.anomalies() if one.code == "BC-204"]
    assert len(found) == 1
    assert "còn thiếu 7 đơn vị" in found[0]


def _corrected(reporting_round: Round, value: str, day: str = "20/12/2024") -> Round:
    """The round with one correction of a figure."""
    one = Correction.model_validate(
        {"đơn vị": "so-y-te", "chỉ tiêu": "van-ban-di", "giá trị": value, "lý do": "Đơn vị xác nhận",
         "người điều chỉnh": "chuyen-vien-cntt", "ngày": day}
    )  # fmt: skip
    record = Corrections.model_validate(
        {"loại": "điều chỉnh số liệu", "mã": "dc", "kỳ báo cáo": reporting_round.period.id}
    )
    record = record.model_copy(update={"items": (one,)})
    return Round(replace(reporting_round.office, corrections=(record,)), reporting_round.folder, reporting_round.period)


def test_corrections__replace_a_figure_and_keep_what_stood_there(tmp_path: Path) -> None:
    reporting_round = empty_round(tmp_path, "nam-2024")
    send(reporting_round, "so-y-te")
    before = reporting_round.collected.entries["so-y-te", "van-ban-di", "thực hiện"]
    entry = _corrected(reporting_round, "1200").collected.entries["so-y-te", "van-ban-di", "thực hiện"]
    assert entry.value == 1200
    assert entry.source == before.source
    assert entry.text == before.text
    assert entry.correction is not None
    assert entry.correction.reason == "Đơn vị xác nhận"
    dropped = _corrected(reporting_round, "bỏ")
    assert dropped.results.value("van-ban-di") is None


def test_corrections__settle_a_question_and_are_doubted_when_a_newer_version_comes(tmp_path: Path) -> None:
    def roughly(form: Filled) -> None:
        form.cell("van-ban-di").value = "khoảng 1200"

    reporting_round = empty_round(tmp_path, "nam-2024")
    send(reporting_round, "so-y-te", spoil=roughly)
    assert [question.indicator for _, question in reporting_round.collected.questions] == ["van-ban-di"]
    assert _corrected(reporting_round, "1200").collected.questions == ()
    old = _corrected(reporting_round, "1200", day="1/6/2024")
    assert [one.code for one in old.anomalies() if one.code == "BC-206"] == ["BC-206"]
