"""What an outline asks of whom (đề cương hỏi ai, hỏi cột nào): closed cells, tables for some units only."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.records.reporting import Outline
from pipeline.reports import form_layout
from pipeline.reports.compiled import annex_records, report_record
from pipeline.reports.numerals import format_figure
from pipeline.reports.receive_report import receive
from pipeline.reports.reconciling.worklist import worklist
from pipeline.reports.reporting_round import Round
from tests.reports.filled import Filled, opened
from tests.reports.outlined import COMMUNE, UNIT, changed, outlined, under
from tests.reports.rounds import DAY, empty_round, send

ONE_COLUMN = {"ho-so-giai-quyet": {"asked": ("thực hiện",)}}
CLOSED = ("ho-so-giai-quyet", "ước cả năm")


def heads(form: Filled, name: str) -> list[str]:
    sheet = form.book[name]
    found = (sheet.cell(form_layout.KEY_ROW, at).value for at in range(1, sheet.max_column + 1))
    return [str(key).removeprefix(form_layout.COLUMN_MARK) for key in found if key]


def test_closed_cell__is_printed_grey_with_x_and_read_as_nothing(tmp_path: Path) -> None:
    reporting_round = outlined(tmp_path, indicators=ONE_COLUMN)
    form = opened(reporting_round, reporting_round.office.agency(UNIT))
    cell = form.cell("ho-so-giai-quyet", "ước cả năm")
    assert (cell.value, cell.protection.locked, cell.fill.fgColor.rgb) == ("x", True, "FFF2F2F2")
    kept = send(reporting_round, UNIT, spoil=lambda filled: setattr(filled.cell(*CLOSED), "value", "x"))
    assert not [figure for figure in kept.figures if (figure.indicator, figure.column) == CLOSED]
    assert not kept.questions
    again = Round(reporting_round.office, tmp_path, reporting_round.period)
    assert CLOSED not in {(row.indicator.id, row.column) for row in worklist(again) if row.indicator}


@pytest.mark.parametrize("typed", [1250, "1.250", 0])
def test_closed_cell__with_a_figure_in_it_is_asked_and_not_taken(tmp_path: Path, typed: object) -> None:
    reporting_round = outlined(tmp_path, indicators=ONE_COLUMN)
    kept = send(reporting_round, UNIT, spoil=lambda filled: setattr(filled.cell(*CLOSED), "value", typed))
    (question,) = kept.questions
    assert question.code == "BC-105"
    assert "ô đóng" in question.doubt
    assert "Hồ sơ đã giải quyết" in question.doubt
    assert CLOSED not in {(figure.indicator, figure.column) for figure in kept.figures}


def test_column__that_was_asked_when_the_form_was_printed_and_is_not_any_more_is_no_question(tmp_path: Path) -> None:
    before = outlined(tmp_path)
    data = opened(before, before.office.agency(UNIT))
    data.cell(*CLOSED).value = 77
    data.cell("ho-so-tiep-nhan").value = 80
    after = outlined(tmp_path, indicators=ONE_COLUMN)
    kept = receive(after, data.saved(), name="a.xlsx", day=DAY).submission
    assert [(figure.indicator, str(figure.value)) for figure in kept.figures] == [("ho-so-tiep-nhan", "80")]
    assert not kept.questions


def test_table__with_columns_of_its_own_has_no_others_and_no_past_beside(tmp_path: Path) -> None:
    said = {"asked": ("thực hiện",), "beside": "không"}
    wider = {"van-ban-di": {"asked": ("thực hiện", "ước cả năm")}}
    reporting_round = outlined(tmp_path, tables={"bieu-1": said, "bieu-2": {"asked": ("thực hiện",)}}, indicators=wider)
    form = opened(reporting_round, reporting_round.office.agency(UNIT))
    assert heads(form, "Biểu 1") == ["thực hiện", "ghi chú"]
    assert heads(form, "Biểu 2") == ["thực hiện", "ước cả năm", "ghi chú"]
    assert form.cell("van-ban-di", "ước cả năm").value is None
    assert form.cell("van-ban-ky-so", "ước cả năm").value == "x"
    kept = send(reporting_round, UNIT)
    assert not kept.questions
    asked = {(figure.indicator, figure.column) for figure in kept.figures}
    assert ("ho-so-tiep-nhan", "thực hiện") in asked
    assert ("ho-so-tiep-nhan", "ước cả năm") not in asked


def test_table__of_departments_only_is_in_no_other_form_and_nobody_else_is_missing(tmp_path: Path) -> None:
    tables = {"bieu-2": {"kinds": ("sở",)}, "bieu-3": {"due_from": ("cac-huyen",), "kinds": ("sở",)}}
    reporting_round = outlined(tmp_path, tables=tables)
    offices = reporting_round.office
    assert "Biểu 2" not in opened(reporting_round, offices.agency(COMMUNE)).book.sheetnames
    assert "Biểu 3" in opened(reporting_round, offices.agency(COMMUNE)).book.sheetnames
    other = opened(reporting_round, offices.agency("cuc-thue")).book.sheetnames
    assert {"Biểu 2", "Biểu 3"} & set(other) == set()
    for unit in (UNIT, COMMUNE, "cuc-thue"):
        send(reporting_round, unit)
    again = Round(offices, tmp_path, reporting_round.period)
    assert not [row for row in worklist(again) if row.unit.id == "cuc-thue" and row.indicator]
    departments = [unit for unit in again.units if unit.name.startswith("Sở ")]
    assert again.results.by_key["van-ban-di", "thực hiện"].expected == len(departments)
    annex = next(record for name, record in annex_records(again.whole) if name.endswith("bieu-2"))["phụ lục"][0]
    totals = next(part["bảng"] for part in annex["nội dung"] if "bảng" in part)
    assert totals["hàng"][0][-1] == f"1/{len(departments)}"
    by_unit = [part["bảng"] for part in annex["nội dung"] if "bảng" in part][1]
    assert {row[1] for row in by_unit["hàng"]} == {"Chung các đơn vị", *(unit.called for unit in departments)}


def test_indicator__is_owed_by_who_owes_its_table_and_it(tmp_path: Path) -> None:
    reporting_round = outlined(
        tmp_path,
        tables={"bieu-2": {"kinds": ("sở",)}},
        indicators={"he-thong": {"due_from": ("so-y-te", "cuc-thue")}},
    )
    assert reporting_round.collected.due["he-thong"] == {"so-y-te"}


def test_report__says_over_how_many_owing_units_a_figure_is_where_all_of_them_gave_it(tmp_path: Path) -> None:
    reporting_round = outlined(tmp_path, indicators={"ho-so-truc-tuyen": {"due_from": (UNIT,)}})
    everyone = reporting_round.period.model_copy(update={"units": (UNIT, COMMUNE)})
    reporting_round = Round(reporting_round.office, tmp_path, everyone)
    for unit in (UNIT, COMMUNE):
        send(reporting_round, unit)
    whole = Round(reporting_round.office, tmp_path, everyone).whole
    said = str(report_record(whole, on=DAY))
    assert "Hồ sơ nộp trực tuyến: " in said
    point = said.partition("Hồ sơ nộp trực tuyến: ")[2].partition("'")[0]
    assert "số liệu của 01/01 đơn vị" in point
    assert "trừ chỗ ghi riêng" not in said


@pytest.mark.parametrize("better", ["tăng", None])
def test_indicator__that_is_asked_only_as_a_running_total_has_its_point_in_the_report(
    tmp_path: Path, better: str | None
) -> None:
    key = "quy-ho-so-tiep-nhan"
    bare = {"plans": (), "better": None}

    def change(outline: Outline) -> Outline:
        left = {item.id: bare for item in outline.indicators} if better is None else {}
        return changed(outline, {**left, key: {"asked": ("lũy kế",), "better": better}}, {})

    reporting_round = under(empty_round(tmp_path, "quy-2-2024"), change)
    send(reporting_round, UNIT)
    now = Round(reporting_round.office, tmp_path, reporting_round.period)
    value = now.results.value(key, "lũy kế")
    assert value is not None
    name = now.collected.outline.indicator(key).name
    said = str(report_record(now.whole, on=DAY))
    assert f"{name}, lũy kế từ đầu năm 2024: {format_figure(value, 0)} hồ sơ" in said
    assert said.count(f"{name}, ") == said.count(f"{name}, lũy kế từ đầu năm 2024: ")


def test_report__without_any_figure_still_names_its_annexes(tmp_path: Path) -> None:
    empty = empty_round(tmp_path)
    line = "Chưa có số liệu dùng được để tổng hợp kết quả các chỉ tiêu (các biểu tại phụ lục kèm theo)."
    assert line in str(report_record(empty.whole, on=DAY))
    assert list(annex_records(empty.whole))
    send(empty, UNIT)
    now = Round(empty.office, tmp_path, empty.period)
    assert line not in str(report_record(now.whole, on=DAY))
