"""The compiled report as records: each period with its columns and comparisons, rankings, meetings, very many units."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from pipeline.records.meeting import Meeting
from pipeline.records.reporting import Period
from pipeline.reports.collected import collect
from pipeline.reports.committee_activity import activity
from pipeline.reports.compiled import annex_records, report_record
from pipeline.reports.consolidate import consolidate
from pipeline.reports.numerals import format_figure
from pipeline.reports.rankings import leaders, ranking_table, ranks
from pipeline.reports.reporting_round import Round
from pipeline.reports.submission import Reported, Source, Submission
from pipeline.reports.whole_period import Whole
from pipeline.workspace.limits import LIMITS
from pipeline.workspace.writing import is_as_written, sealed_text
from tests.reports.filled import Filled
from tests.reports.rounds import empty_round, office, send
from tests.sample import FIXTURES

QUARTER = "quy-2-2024"


def sample(period: str) -> Round:
    return Round(office(), FIXTURES, office().period(period))


def tables_of(reporting_round: Round) -> Mapping[str, Any]:
    """The annexes of a period by the name of their file."""
    return {name: record["phụ lục"][0] for name, record in annex_records(reporting_round.whole)}


def columns(reporting_round: Round, name: str) -> list[str]:
    return [one["tên"] for one in tables_of(reporting_round)[name]["nội dung"][0]["bảng"]["cột"]]


def words(record: Mapping[str, Any]) -> str:
    """Everything that is said in a report, as one text."""

    def said(node: Any) -> list[str]:
        if isinstance(node, str):
            return [node]
        values = node.values() if isinstance(node, Mapping) else node
        return [text for value in values for text in said(value)]

    return " ".join(said(record["nội dung"]))


# ------------------------------------------------------------------------------------------------------------- periods
def _period(span: str, **changes: Any) -> Period:
    known = office().period("6t-2024").model_dump(by_alias=True, exclude_none=True)
    return Period.model_validate({**known, "kỳ": span, **changes})


@pytest.mark.parametrize(
    ("span", "asked", "planned", "days"),
    [
        ("quý I", ("thực hiện", "lũy kế"), "lũy kế", (date(2024, 1, 1), date(2024, 3, 31))),
        ("quý IV", ("thực hiện", "lũy kế"), "lũy kế", (date(2024, 10, 1), date(2024, 12, 31))),
        ("6 tháng", ("thực hiện", "ước cả năm"), "thực hiện", (date(2024, 1, 1), date(2024, 6, 30))),
        ("9 tháng", ("thực hiện", "ước cả năm"), "thực hiện", (date(2024, 1, 1), date(2024, 9, 30))),
        ("6 tháng cuối năm", ("thực hiện", "lũy kế"), "lũy kế", (date(2024, 7, 1), date(2024, 12, 31))),
        ("tháng 2", ("thực hiện", "lũy kế"), "lũy kế", (date(2024, 2, 1), date(2024, 2, 29))),
        ("năm", ("thực hiện",), "thực hiện", (date(2024, 1, 1), date(2024, 12, 31))),
        ("đột xuất", ("thực hiện",), "thực hiện", None),
    ],
)
def test_period__its_span_says_what_is_asked_and_of_which_days(
    span: str, asked: tuple[str, ...], planned: str, days: tuple[date, date] | None
) -> None:
    period = _period(span)
    assert (period.columns, period.planned, period.days) == (asked, planned, days)


def test_period__days_and_columns_may_be_said() -> None:
    period = _period("đột xuất", **{"từ ngày": "20/5/2024", "đến ngày": "2/6/2024", "số liệu": ["thực hiện", "lũy kế"]})
    assert period.days == (date(2024, 5, 20), date(2024, 6, 2))
    assert period.planned == "lũy kế"


def test_period__a_quarter_follows_the_one_before_it_in_its_year() -> None:
    first, second, third = (_period(span) for span in ("quý I", "quý II", "quý III"))
    assert second.follows(first)
    assert not third.follows(first)
    assert not first.follows(second)
    assert not second.follows(_period("quý I", năm=2023))
    assert not _period("6 tháng").follows(first)


def test_period__months_quarters_and_halves_cover_the_year_one_after_the_other() -> None:
    for names in (
        [f"tháng {number}" for number in range(1, 13)],
        ["quý I", "quý II", "quý III", "quý IV"],
        ["6 tháng", "6 tháng cuối năm"],
    ):
        periods = [_period(name) for name in names]
        days = [one.days for one in periods if one.days is not None]
        assert (days[0][0], days[-1][1]) == (date(2024, 1, 1), date(2024, 12, 31))
        assert all((then[0] - now[1]).days == 1 for now, then in pairwise(days))
        assert all(one.is_as_long_as(other) for one in periods for other in periods)
        assert all(then.follows(now) == (len(names) > 2) for now, then in pairwise(periods))
        assert [one.begins_the_year for one in periods] == [True] + [False] * (len(names) - 1)
        assert not any(one.is_as_long_as(_period("năm")) for one in periods)


def test_period__of_any_days_is_held_against_one_as_long() -> None:
    def of_days(first: str, last: str) -> Period:
        return _period("đột xuất", **{"từ ngày": first, "đến ngày": last})

    fortnight = of_days("20/5/2024", "2/6/2024")
    assert fortnight.is_as_long_as(of_days("20/5/2023", "2/6/2023"))
    assert not fortnight.is_as_long_as(of_days("1/5/2023", "31/5/2023"))


def _of_span(tmp_path: Path, span: str, **changes: Any) -> Round:
    """One unit's report for a period of another span, held against a year ago where that is as long."""
    before = empty_round(tmp_path, "6t-2023")
    period = _period(span, mã="ky-khac", tên=f"{span} năm 2024", **changes)
    other = before.period.model_copy(update={"span": span})
    rest = (one for one in before.office.periods if one.id != other.id)
    bare = replace(before.office, periods=(*rest, other, period))
    for one in (other, period):
        send(Round(bare, tmp_path, one), "so-y-te")
    return Round(bare, tmp_path, period)


def test_nine_months__are_held_against_nine_months_and_foresee_the_year(tmp_path: Path) -> None:
    reporting_round = _of_span(tmp_path, "9 tháng")
    assert columns(reporting_round, "01-bieu-1") == [
        "TT",
        "Chỉ tiêu",
        "Đơn vị tính",
        "Kế hoạch năm 2024",
        "Thực hiện 9 tháng năm 2024",
        "Ước thực hiện cả năm 2024",
        "So kế hoạch (%)",
        "Cùng kỳ (6 tháng đầu năm 2023)",
        "Tăng, giảm so cùng kỳ (%; điểm %)",
        "Số đơn vị có số liệu",
    ]


def test_ad_hoc__has_what_was_done_and_nothing_to_hold_it_against(tmp_path: Path) -> None:
    reporting_round = _of_span(tmp_path, "đột xuất", **{"cùng kỳ": None, "kỳ trước": None})
    found = columns(reporting_round, "01-bieu-1")
    assert found[4:] == ["Thực hiện đột xuất năm 2024", "So kế hoạch (%)", "Số đơn vị có số liệu"]
    assert "so với" not in words(report_record(reporting_round.whole, on=date(2024, 6, 14)))


# ------------------------------------------------------------------------------------------------------------- quarter
def test_quarter__has_the_quarter_the_total_since_january_and_the_quarter_before() -> None:
    reporting_round = sample(QUARTER)
    assert columns(reporting_round, "01-bieu-1")[3:] == [
        "Kế hoạch năm 2024",
        "Thực hiện quý II năm 2024",
        "Lũy kế từ đầu năm 2024",
        "So kế hoạch (%)",
        "Kỳ trước (quý I năm 2024)",
        "Tăng, giảm so kỳ trước (%; điểm %)",
        "Số đơn vị có số liệu",
    ]


def test_quarter__the_total_since_january_is_held_against_the_plan() -> None:
    reporting_round = sample(QUARTER)
    rows = {row[1]: row for row in tables_of(reporting_round)["01-bieu-1"]["nội dung"][0]["bảng"]["hàng"]}
    entries = reporting_round.results.by_key["quy-kiem-tra", "lũy kế"].entries
    added = sum((one.value for one in entries if one.value is not None), Decimal(0))
    assert rows["Cuộc kiểm tra tại cơ sở"][3:7] == (
        "120",
        format_figure(reporting_round.results.value("quy-kiem-tra") or Decimal(0)),
        format_figure(added),
        format_figure(added / 120 * 100, 1),
    )
    said = words(report_record(reporting_round.whole, on=date(2024, 6, 28)))
    assert (
        f"lũy kế từ đầu năm {format_figure(added)} cuộc, đạt {format_figure(added / 120 * 100, 1)}% kế hoạch năm"
        in said
    )


def test_quarter__is_signed_by_the_head_of_the_committee_that_compiles() -> None:
    record = report_record(sample(QUARTER).whole, on=date(2024, 6, 28))
    assert record["cơ quan ban hành"] == "to-giup-viec"
    assert record["ký"] == {"người ký": "giam-doc-tttt"}
    assert "Tổ giúp việc nhận được báo cáo quý II năm 2024 của 15/16 cơ quan" in words(record)


def test_quarter__a_total_since_january_that_is_not_the_sum_is_told(tmp_path: Path) -> None:
    first = empty_round(tmp_path, "quy-1-2024")
    send(first, "so-y-te")
    reporting_round = empty_round(tmp_path, QUARTER)

    def mistaken(form: Filled) -> None:
        form.cell("quy-van-ban", "lũy kế").value = form.cell("quy-van-ban").value

    send(reporting_round, "so-y-te")
    assert "BC-208" not in {one.code for one in reporting_round.anomalies()}
    send(reporting_round, "so-y-te", spoil=mistaken)
    (found,) = (
        one
        for one in Round(reporting_round.office, reporting_round.folder, reporting_round.period).anomalies()
        if one.code == "BC-208"
    )
    assert "cộng các kỳ được" in found.message
    assert "ô F8" in found.message


def test_first_quarter__the_total_since_january_is_the_quarter(tmp_path: Path) -> None:
    def mistaken(form: Filled) -> None:
        form.cell("quy-kiem-tra", "lũy kế").value = 77

    reporting_round = empty_round(tmp_path, "quy-1-2024")
    send(reporting_round, "so-y-te", spoil=mistaken)
    assert [one.code for one in reporting_round.anomalies() if "77" in one.message] == ["BC-208"]


# ------------------------------------------------------------------------------------------------------------ meetings
def test_activity__meetings_and_tasks_are_those_of_the_days_of_the_period() -> None:
    reporting_round = sample(QUARTER)
    found = activity(reporting_round.office, reporting_round.period)
    assert found is not None
    assert [one.id for one in found.held] == ["to-giup-viec-thang-5"]
    due = [
        (meeting.body, task.work)
        for meeting in reporting_round.office.meetings
        for task in meeting.conclusions
        if task.due and task.due.last and date(2024, 4, 1) <= task.due.last <= date(2024, 6, 30)
    ]
    assert sorted((one.given_by, one.tracked.task.work) for one in found.due) == sorted(due)
    assert len(due) == 15
    assert len(tables_of(reporting_round)["05-nhiem-vu"]["nội dung"][0]["bảng"]["hàng"]) == 15


def test_activity__is_told_in_words() -> None:
    said = words(report_record(sample(QUARTER).whole, on=date(2024, 6, 28)))
    so_far = (
        "Trong quý II năm 2024 (tính đến ngày 28 tháng 6 năm 2024), Ban Chỉ đạo không họp; Tổ giúp việc họp 01 lần."
    )
    assert so_far in said
    after = words(report_record(sample(QUARTER).whole, on=date(2024, 7, 2)))
    assert "Trong quý II năm 2024, Ban Chỉ đạo không họp; Tổ giúp việc họp 01 lần." in after
    assert "12/14 thành viên có mặt; kết luận giao 09 nhiệm vụ" in said
    assert "(07 nhiệm vụ do Ban Chỉ đạo giao; 08 nhiệm vụ do Tổ giúp việc giao)" in said


def test_activity__a_later_meeting_gives_no_task_to_an_earlier_period() -> None:
    reporting_round = sample("quy-1-2024")
    found = activity(reporting_round.office, reporting_round.period)
    assert found is not None
    assert {one.given_by for one in found.due} == {"bcd"}
    assert {one.tracked.meeting.id for one in found.due} == {"phien-1-2024"}
    later = Meeting.model_copy(reporting_round.office.meetings[0], update={"day": date(2024, 12, 1)})
    assert activity(replace(reporting_round.office, meetings=(later,)), reporting_round.period) == replace(
        found, held=(), due=()
    )


# ------------------------------------------------------------------------------------------------------------ rankings
def test_ranks__equal_figures_share_a_rank() -> None:
    ranked = tuple((unit, Decimal(value)) for unit, value in (("a", 9), ("b", 8), ("c", 8), ("d", 7)))
    assert [(rank, unit) for rank, unit, _ in ranks(ranked)] == [(1, "a"), (2, "b"), (2, "c"), (4, "d")]


def test_leaders__of_units_that_are_all_alike_there_are_none() -> None:
    whole = sample("6t-2024").whole
    indicator = next(
        one for one in whole.collected.outline.indicators if one.ranked == "có" and one.is_computed and one.denominator
    )
    assert leaders(whole, indicator)
    alike = {
        key: replace(entry, value=Decimal(50)) if key[1] in {indicator.numerator, indicator.denominator} else entry
        for key, entry in whole.collected.entries.items()
    }
    assert leaders(replace(whole, collected=replace(whole.collected, entries=alike)), indicator) == ""


def test_rankings__only_where_the_outline_asks_for_them() -> None:
    reporting_round = sample("6t-2024")
    asked = [one.id for one in reporting_round.collected.outline.indicators if one.ranked == "có"]
    assert len(asked) == 3
    (annex,) = (annex for name, annex in tables_of(reporting_round).items() if name[3:].startswith("xep-hang"))
    assert sum("bảng" in one for one in annex["nội dung"]) == len(asked)
    unasked = reporting_round.collected.outline.indicator("muc-do-hai-long")
    assert leaders(reporting_round.whole, unasked) == ""


def test_ranking_table__has_rank_and_figure_of_both_periods() -> None:
    reporting_round = sample("6t-2024")
    table = ranking_table(reporting_round.whole, reporting_round.collected.outline.indicator("ty-le-truc-tuyen"))
    assert table is not None
    assert [one["tên"] for one in table["cột"]][2:] == [
        "Thực hiện 6 tháng đầu năm 2024 (%)",
        "6 tháng đầu năm 2023 (%)",
        "Hạng 6 tháng đầu năm 2023",
    ]
    assert [row[0] for row in table["hàng"]] == sorted((row[0] for row in table["hàng"]), key=int)
    assert len(table["hàng"]) == 47
    assert min(int(row[4]) for row in table["hàng"]) == 1


# ------------------------------------------------------------------------------------------------------ very many units
def _many(units: int) -> Whole:
    """The half year with so many districts, each with a figure for every indicator."""
    base = office()
    model = base.agency("ubnd-huyen-an-dong")
    agencies = [
        model.model_copy(update={"id": f"don-vi-{n}", "name": f"Ủy ban nhân dân huyện {n}"}) for n in range(units)
    ]
    period = base.period("6t-2024").model_copy(
        update={"units": tuple(one.id for one in agencies), "previous": None, "same_last_year": None}
    )
    whole_office = replace(base, agencies=(*base.agencies, *agencies), corrections=(), periods=(period,))
    outline = whole_office.outline(period.outline)
    where = Source("nhan/a/1/a.xlsx", "Biểu 1", "E6")
    asked = [one for one in outline.indicators if not one.is_computed and not one.is_text and not one.due_from]
    sent = {
        unit.id: Submission(
            unit=unit.id,
            period=period.id,
            version=1,
            received=date(2024, 6, 5),
            file="nhan/a/1/a.xlsx",
            sha256="",
            basis="",
            figures=tuple(Reported(one.id, "thực hiện", Decimal(123_456), "123456", where) for one in asked),
        )
        for unit in agencies
    }
    collected = collect(whole_office, period, sent)
    return Whole(whole_office, collected, consolidate(collected))


def test_annexes__of_thousands_of_units_fit_into_record_files() -> None:
    records = dict(annex_records(_many(4000)))
    assert len({record["mã"] for record in records.values()}) == len(records)
    assert [record["thứ tự"] for record in records.values()] == list(range(1, len(records) + 1))
    sizes = {name: len(sealed_text(record).encode()) for name, record in records.items()}
    assert max(sizes.values()) < LIMITS.file_bytes
    assert sum(sizes.values()) > LIMITS.file_bytes


def test_annexes__a_chart_of_very_many_units_says_that_it_shows_the_first_ones() -> None:
    whole = _many(80)
    ranked = list(annex_records(whole))
    assert not any(" theo đơn vị (60" in str(record) for _, record in ranked)  # the table of ranks tells it
    unranked = tuple(one.model_copy(update={"ranked": "không"}) for one in whole.collected.outline.indicators)
    outline = whole.collected.outline.model_copy(update={"indicators": unranked})
    whole = replace(whole, collected=replace(whole.collected, outline=outline))
    charts = next(record for name, record in annex_records(whole) if name.endswith("bieu-do"))
    shown = [one["biểu đồ"] for one in charts["phụ lục"][0]["nội dung"]]
    assert any(re.search(r"\(60 đơn vị đứng đầu trong 80\)$", one["tiêu đề"]) for one in shown)
    assert max(len(one["nhãn"]) for one in shown) == 60


def test_charts__repeat_no_ranking_and_say_of_how_many_units_their_bars_are() -> None:
    whole = sample("6t-2024").whole
    every = tuple(one.model_copy(update={"chart": "có", "ranked": "có"}) for one in whole.collected.outline.indicators)
    outline = whole.collected.outline.model_copy(update={"indicators": every})
    both = dict(annex_records(replace(whole, collected=replace(whole.collected, outline=outline))))
    charts = next(record for name, record in both.items() if name.endswith("bieu-do"))["phụ lục"][0]["nội dung"]
    assert [one["biểu đồ"]["tiêu đề"] for one in charts if isinstance(one, dict)] == [
        "Kết quả các chỉ tiêu so với kế hoạch"
    ]
    (note,) = [one for one in charts if isinstance(one, str)]
    assert note == (
        "Các chỉ tiêu của biểu đồ: 6 tháng đầu năm 2024 là số liệu của 47 đơn vị, 6 tháng đầu năm 2023 của 50 đơn vị."
    )


def test_targets__count_every_indicator_with_a_plan_and_say_of_how_many_nothing_can_be_told() -> None:
    said = words(report_record(sample(QUARTER).whole, on=date(2024, 6, 28)))
    assert "trong 04 chỉ tiêu có kế hoạch năm 2024: 01 chỉ tiêu đúng tiến độ; 02 chỉ tiêu chưa đạt kế hoạch; " in said
    assert "; 01 chỉ tiêu chưa đủ căn cứ đánh giá (văn bản chỉ đạo, hướng dẫn đã ban hành)." in said


def test_quarter__units_short_of_the_plan_are_those_of_the_total_since_january() -> None:
    said = words(report_record(sample(QUARTER).whole, on=date(2024, 6, 28)))
    assert "12/15 đơn vị chưa đạt mức kế hoạch (tính lũy kế); cao nhất là 100,0% (10 đơn vị cùng mức này); " in said


def test_missing__a_single_unit_is_spoken_of_as_one() -> None:
    said = words(report_record(sample(QUARTER).whole, on=date(2024, 6, 28)))
    assert "chưa báo cáo: UBND huyện Sơn Lũng. Số liệu dưới đây chưa gồm đơn vị này." in said


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_sealed_text__an_edit_shows_and_other_line_ends_do_not(ending: str) -> None:
    text = sealed_text({"loại": "phụ lục số liệu", "hàng": [("1", "Sở Y tế", "12,5")]}, comment="Một\nHai")
    assert is_as_written(text.replace("\n", ending))
    assert not is_as_written(text.replace("12,5", "12,6"))
    assert not is_as_written("loại: phụ lục số liệu\n")
