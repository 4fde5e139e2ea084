"""Plans that units were given (kế hoạch giao từng đơn vị): printed in their forms, never read as figures, shown with shares."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from pipeline.records.reporting import Plan
from pipeline.reports import form_layout
from pipeline.reports.compiled import annex_records, report_record
from pipeline.reports.consolidate import plan_for_all
from pipeline.reports.receive_report import receive
from pipeline.reports.reporting_round import Round
from pipeline.reports.targets import targets_said
from pipeline.reports.unit_plans import given_plans
from tests.reports.filled import Filled, opened
from tests.reports.outlined import COMMUNE, UNIT, outlined
from tests.reports.rounds import DAY, send

KEY = "can-bo-boi-duong"


def plans(given: Mapping[str | None, str], year: int = 2024) -> dict[str, Any]:
    return {"plans": tuple(Plan(year=year, value=value, unit=unit) for unit, value in given.items())}


def planned(folder: Path, given: Mapping[str | None, str], **more: Any) -> Round:
    reporting_round = outlined(folder, indicators={KEY: plans(given) | more})
    two = reporting_round.period.model_copy(update={"units": (UNIT, COMMUNE)})
    return Round(reporting_round.office, folder, two)


def say(value: int) -> Any:
    """A form in which the unit gives this figure."""

    def typed(form: Filled) -> None:
        for column in ("thực hiện", "ước cả năm"):
            form.cell(KEY, column).value = value

    return typed


def again(reporting_round: Round) -> Round:
    return Round(reporting_round.office, reporting_round.folder, reporting_round.period)


def plan_cell(form: Filled, indicator: str = KEY) -> Any:
    return form.cell(indicator, form_layout.PLAN)


def test_form__shows_the_plan_of_its_unit_in_a_cell_that_nobody_types_over(tmp_path: Path) -> None:
    reporting_round = planned(tmp_path, {UNIT: "1200", COMMUNE: "80,5", None: "5000"})
    form = opened(reporting_round, reporting_round.office.agency(UNIT))
    assert (plan_cell(form).value, plan_cell(form).protection.locked) == ("1.200", True)
    assert plan_cell(form, "kinh-phi-giao").value in {None, ""}
    sheet, _, at = form.spot(KEY, form_layout.PLAN)
    assert sheet.cell(form_layout.HEAD_ROW, at).value == "Kế hoạch năm 2024 giao đơn vị"
    assert plan_cell(opened(reporting_round, reporting_round.office.agency(COMMUNE))).value == "80,5"
    with pytest.raises(KeyError):
        form.spot("ho-so-tiep-nhan", form_layout.PLAN)


def test_form__without_plans_has_no_column_of_plans(tmp_path: Path) -> None:
    reporting_round = planned(tmp_path, {COMMUNE: "80", None: "5000"})
    with pytest.raises(KeyError):
        plan_cell(opened(reporting_round, reporting_round.office.agency(UNIT)))


@pytest.mark.parametrize("typed", ["1.200", 1200, None, " 1.200 "])
def test_plan__as_it_was_printed_is_no_figure_and_no_question(tmp_path: Path, typed: object) -> None:
    reporting_round = planned(tmp_path, {UNIT: "1200"})
    kept = send(reporting_round, UNIT, spoil=lambda form: setattr(plan_cell(form), "value", typed))
    assert not kept.questions
    assert [figure.column for figure in kept.figures if figure.indicator == KEY] == ["thực hiện", "ước cả năm"]


@pytest.mark.parametrize("typed", ["900", 900, "1.200 người/năm", 0.5])
def test_plan__that_was_typed_over_is_asked_and_its_figures_stay(tmp_path: Path, typed: object) -> None:
    reporting_round = planned(tmp_path, {UNIT: "1200"})
    kept = send(reporting_round, UNIT, spoil=lambda form: setattr(plan_cell(form), "value", typed))
    (question,) = kept.questions
    assert (question.code, question.indicator) == ("BC-114", None)
    assert "được giao 1.200" in question.doubt
    again = Round(reporting_round.office, tmp_path, reporting_round.period)
    assert (UNIT, KEY, "thực hiện") in again.sound.entries
    assert given_plans(again.sound, again.collected.outline.indicator(KEY))[UNIT].plan == 1200


def test_plan__typed_where_none_was_given_is_asked(tmp_path: Path) -> None:
    reporting_round = planned(tmp_path, {UNIT: "1200"})
    kept = send(reporting_round, UNIT, spoil=lambda form: setattr(plan_cell(form, "kinh-phi-giao"), "value", 5))
    (question,) = kept.questions
    assert "không được giao kế hoạch riêng" in question.doubt


def test_plan__that_changed_after_the_form_was_printed_is_no_question_of_the_unit(tmp_path: Path) -> None:
    before = planned(tmp_path, {UNIT: "1200"})
    form = opened(before, before.office.agency(UNIT))
    form.cell(KEY).value = 50
    after = planned(tmp_path, {UNIT: "1500"})
    kept = receive(after, form.saved(), name="a.xlsx", day=DAY).submission
    assert not kept.questions


def test_plans__of_all_owing_units_are_together_the_plan_for_all(tmp_path: Path) -> None:
    cases: tuple[tuple[dict[str | None, str], Decimal | None], ...] = (
        ({UNIT: "1200", COMMUNE: "300"}, Decimal(1500)),
        ({UNIT: "1200"}, None),
        ({UNIT: "1200", COMMUNE: "300", None: "2000"}, Decimal(2000)),
        ({}, None),
    )
    for given, wanted in cases:
        reporting_round = planned(tmp_path, given)
        indicator = reporting_round.collected.outline.indicator(KEY)
        assert plan_for_all(reporting_round.collected, indicator) == wanted
    mean = planned(tmp_path, {UNIT: "1200", COMMUNE: "300"}, aggregation="lớn nhất")
    assert plan_for_all(mean.collected, mean.collected.outline.indicator(KEY)) is None


def test_annex__has_plan_and_share_of_each_unit_that_was_given_one(tmp_path: Path) -> None:
    reporting_round = planned(tmp_path, {UNIT: "1200", COMMUNE: "40"})
    send(reporting_round, UNIT, spoil=say(300))
    send(reporting_round, COMMUNE, spoil=say(41))
    whole = Round(reporting_round.office, tmp_path, reporting_round.period).whole
    annex = next(record for name, record in annex_records(whole) if name.endswith("bieu-3"))["phụ lục"][0]
    tables = [part["bảng"] for part in annex["nội dung"] if "bảng" in part]
    heads = [column["tên"] for column in tables[1]["cột"]]
    at = heads.index("Cán bộ, công chức, viên chức được bồi dưỡng kỹ năng số (người)")
    assert heads[at + 1 : at + 3] == [
        "Cán bộ, công chức, viên chức được bồi dưỡng kỹ năng số: kế hoạch năm 2024 (người)",
        "Cán bộ, công chức, viên chức được bồi dưỡng kỹ năng số: so kế hoạch (%)",
    ]
    rows = {row[1]: row[at : at + 3] for row in tables[1]["hàng"]}
    assert rows["Sở Y tế"] == ("300", "1.200", "25,0")
    assert rows["UBND huyện An Đông"] == ("41", "40", "102,5")
    assert rows["Chung các đơn vị"] == ("341", "1.240", "27,5")
    total = next(row for row in tables[0]["hàng"] if row[1].startswith("Cán bộ, công chức, viên chức được"))
    assert "1.240" in total
    said = str(report_record(whole, on=DAY))
    assert "đạt 27,5% kế hoạch năm" in said
    assert "01/02 đơn vị đạt kế hoạch năm được giao, chưa đạt: Sở Y tế (25,0%)" in said


def test_report__says_nothing_of_plans_that_are_to_stay_below_before_the_year_is_over(tmp_path: Path) -> None:
    reporting_round = planned(tmp_path, {UNIT: "1200", COMMUNE: "40"}, better="giảm")
    send(reporting_round, UNIT)
    whole = Round(reporting_round.office, tmp_path, reporting_round.period).whole
    assert "kế hoạch năm được giao" not in str(report_record(whole, on=DAY))


def test_targets__with_plans_of_all_units_alone_are_counted_among_those_with_a_plan(tmp_path: Path) -> None:
    cases: tuple[dict[str | None, str], ...] = ({UNIT: "1200", COMMUNE: "40"}, {UNIT: "1200"}, {None: "1240"})
    for number, given in enumerate(cases):
        reporting_round = planned(tmp_path / f"{number}", given, better="tăng")
        for unit in (UNIT, COMMUNE):
            send(reporting_round, unit)
        whole = Round(reporting_round.office, reporting_round.folder, reporting_round.period).whole
        said = targets_said(whole)
        every = re.search(r"trong (\d+) chỉ tiêu có kế hoạch", said)
        assert every is not None, said
        counted = [int(number) for number in re.findall(r"(-?\d+) chỉ tiêu (?!có kế hoạch)", said.partition(":")[2])]
        assert min(counted) > 0
        assert sum(counted) == int(every[1])


@pytest.mark.parametrize(
    ("first", "second", "over"),
    [(150, 30, ["Sở Y tế (150,0%)"]), (150, 90, ["UBND huyện An Đông (225,0%)", "Sở Y tế (150,0%)"]), (100, 40, [])],
)
def test_plan_that_is_to_stay_below__is_told_as_passed_before_the_year_is_over(
    tmp_path: Path, first: int, second: int, over: list[str]
) -> None:
    reporting_round = planned(tmp_path, {UNIT: "100", COMMUNE: "40"}, better="giảm")
    send(reporting_round, UNIT, spoil=say(first))
    send(reporting_round, COMMUNE, spoil=say(second))
    now = again(reporting_round)
    said = str(report_record(now.whole, on=DAY))
    line = f"{len(over):02}/02 đơn vị đã vượt mức kế hoạch năm được giao: {', '.join(over)}"
    assert (line in said) == bool(over)
    assert ("vượt mức" in said) == bool(over)
    assert sum(found.code == "BC-218" for found in now.anomalies()) == len(over)
    assert ("đã vượt mức kế hoạch năm;" in said) == bool(over)  # all of them together
    assert not {entry for entry in now.sound.aside if entry[1] == KEY}  # a fact, not a doubt


@pytest.mark.parametrize(
    ("plan", "value", "course"),
    [
        ("100", 50, "đúng tiến độ"),
        ("100", 100, "cao hơn mức kế hoạch tính theo thời gian đã qua"),
        ("0", 0, "đúng tiến độ"),
        ("0", 1, "đã vượt mức kế hoạch năm"),
    ],
)
def test_plan_that_is_to_stay_below__is_never_told_as_behind(
    tmp_path: Path, plan: str, value: int, course: str
) -> None:
    reporting_round = planned(tmp_path, {UNIT: plan}, better="giảm")
    send(reporting_round, UNIT, spoil=say(value))
    now = again(reporting_round)
    said = str(report_record(now.whole, on=DAY))
    assert f"{course} (tính trên 01/02 đơn vị được giao kế hoạch)" in said
    assert f"01 chỉ tiêu {course}" in targets_said(now.whole)


def test_plan_that_is_to_be_reached__is_never_told_as_passed(tmp_path: Path) -> None:
    reporting_round = planned(tmp_path, {UNIT: "100", COMMUNE: "40"}, better="tăng")
    send(reporting_round, UNIT, spoil=say(150))
    now = again(reporting_round)
    assert "vượt mức" not in str(report_record(now.whole, on=DAY))
    assert "BC-218" not in {found.code for found in now.anomalies()}


def test_plans__of_some_units_alone_are_judged_over_those_units_and_the_report_says_so(tmp_path: Path) -> None:
    for number, (value, course) in enumerate(((700, "đúng tiến độ"), (500, "chậm tiến độ"), (1200, "đã đạt kế hoạch"))):
        reporting_round = planned(tmp_path / str(number), {UNIT: "1200"}, better="tăng")
        send(reporting_round, UNIT, spoil=say(value))
        send(reporting_round, COMMUNE, spoil=say(9000))
        said = str(report_record(again(reporting_round).whole, on=DAY))
        part = f"{value / 12:.1f}".replace(".", ",")
        assert f"đạt {part}% kế hoạch năm được giao, {course} (tính trên 01/02 đơn vị được giao kế hoạch)" in said
        assert (
            "Chỉ tiêu mới giao kế hoạch cho một số đơn vị thì tính trên các đơn vị ấy: cán bộ, công chức, viên chức được "
            "bồi dưỡng kỹ năng số." in " ".join(said.split())
        )


@pytest.mark.parametrize("better", ["tăng", "giảm"])
def test_plan__of_a_unit_without_a_figure_is_not_held_against_the_figures_of_others(
    tmp_path: Path, better: str
) -> None:
    third = "so-noi-vu"
    reporting_round = planned(tmp_path, {UNIT: "1200", COMMUNE: "400"}, better=better)
    three = reporting_round.period.model_copy(update={"units": (UNIT, COMMUNE, third)})
    now = Round(reporting_round.office, tmp_path, three)
    send(now, UNIT, spoil=say(600))
    send(now, third, spoil=say(7000))
    said = str(report_record(again(now).whole, on=DAY))
    wanted = "đạt 50,0% kế hoạch năm được giao, đúng tiến độ (tính trên 01/02 đơn vị được giao kế hoạch, đã có số liệu)"
    assert wanted in said
