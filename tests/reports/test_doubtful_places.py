"""Figures in doubtful places: under one heading with another, merged, hidden, copied; remarks that stand alone."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font

from pipeline.records.reporting import Outline
from pipeline.reports import form_layout
from pipeline.reports.copied_figures import ask_copied
from pipeline.reports.submission import Question, Reported, Source
from pipeline.reports.unit_form import Beside
from tests.reports.filled import Filled
from tests.reports.rounds import empty_round, office, send

UNIT = "so-xay-dung"
FIRST = "ho-so-tiep-nhan"


def _hidden_row(form: Filled) -> None:
    sheet, row, _ = form.spot(FIRST)
    sheet.row_dimensions[row].hidden = True


def _hidden_column(form: Filled) -> None:
    cell = form.cell(FIRST)
    cell.parent.column_dimensions[cell.column_letter].hidden = True


def _hidden_sheet(form: Filled) -> None:
    form.cell(FIRST).parent.sheet_state = "hidden"


def _white(form: Filled) -> None:
    form.cell(FIRST).font = Font(color="FFFFFFFF")


def _heading_over_two(form: Filled) -> None:
    sheet, row, at = form.spot(FIRST)
    sheet.insert_cols(at + 1)
    sheet.cell(row, at + 1).value = 12
    sheet.merge_cells(start_row=form_layout.HEAD_ROW, end_row=form_layout.HEAD_ROW, start_column=at, end_column=at + 1)


def _heading_twice(form: Filled) -> None:
    sheet, row, at = form.spot(FIRST)
    sheet.insert_cols(at + 1)
    sheet.cell(form_layout.HEAD_ROW, at + 1).value = sheet.cell(form_layout.HEAD_ROW, at).value
    sheet.cell(row, at + 1).value = 12


def _other_unit(form: Filled) -> None:
    sheet, row, _ = form.spot(FIRST)
    sheet.cell(row, form_layout.MEASURE_COLUMN).value = "nghìn hồ sơ"


@pytest.mark.parametrize(
    ("spoil", "doubt"),
    [
        (_hidden_row, "dòng này bị ẩn"),
        (_hidden_column, "cột này bị ẩn"),
        (_hidden_sheet, "trang này bị ẩn"),
        (_white, "chữ màu trắng"),
        (_heading_over_two, "hai cột cùng đứng dưới một tiêu đề"),
        (_heading_twice, "hai cột cùng đứng dưới một tiêu đề"),
        (_other_unit, "ghi đơn vị tính “nghìn hồ sơ”"),
    ],
)
def test_places__a_figure_in_a_doubtful_place_is_asked(
    tmp_path: Path, spoil: Callable[[Filled], None], doubt: str
) -> None:
    submission = send(empty_round(tmp_path), UNIT, spoil=spoil)
    asked = [one.doubt for one in submission.questions if (one.indicator, one.column) == (FIRST, "thực hiện")]
    assert asked
    assert all(doubt in said for said in asked)
    assert (FIRST, "thực hiện") not in {(one.indicator, one.column) for one in submission.figures}


def test_remark__over_several_rows_belongs_to_each_and_one_without_a_figure_is_asked(tmp_path: Path) -> None:
    def spoil(form: Filled) -> None:
        sheet, row, at = form.spot(FIRST, form_layout.REMARK)
        sheet.cell(row, at).value = "Gồm cả cấp xã"
        sheet.merge_cells(start_row=row, end_row=row + 1, start_column=at, end_column=at)
        for column in ("thực hiện", "ước cả năm"):
            form.cell("van-ban-di", column).value = None
        form.cell("van-ban-di", form_layout.REMARK).value = "Đang tổng hợp"
        form.cell("van-ban-ky-so", form_layout.REMARK).comment = Comment("Số của Văn phòng", "ai đó")

    submission = send(empty_round(tmp_path), UNIT, spoil=spoil)
    remarks = {one.indicator: one.remark for one in submission.figures if one.column == "thực hiện"}
    assert remarks[FIRST] == remarks["ho-so-truc-tuyen"] == "Gồm cả cấp xã"
    assert remarks["van-ban-ky-so"] == "Số của Văn phòng"
    assert [(one.indicator, one.text) for one in submission.questions] == [("van-ban-di", "Đang tổng hợp")]


def _outline() -> Outline:
    return office().outline("de-cuong-cqdt")


def _read(*values: int) -> list[Reported]:
    keys = ("ho-so-tiep-nhan", "ho-so-truc-tuyen", "ho-so-giai-quyet", "ho-so-dung-han", "van-ban-di")
    where = Source("a.xlsx", "Biểu 1", "E6")
    return [
        Reported(key, "thực hiện", Decimal(value), str(value), where) for key, value in zip(keys, values, strict=False)
    ]


@pytest.mark.parametrize(
    ("now", "before", "asked"),
    [
        ((4806, 310, 220, 190, 50), (4806, 311, 221, 191, 51), 0),  # a budget may be the same again
        ((4806, 3100, 2200, 190, 50), (4806, 3100, 2200, 191, 51), 3),
        ((480, 310, 220, 190, 50), (480, 310, 220, 191, 51), 3),
        ((480, 310, 220, 190, 50), (480, 310, 221, 191, 51), 0),
        ((5, 6, 7, 8, 9), (5, 6, 7, 8, 9), 0),
    ],
)
def test_copied__figures_of_an_earlier_period_typed_in_again_are_asked(
    now: tuple[int, ...], before: tuple[int, ...], asked: int
) -> None:
    known = {(one.indicator, one.column): one.value for one in _read(*before) if one.value is not None}
    found = list(ask_copied(_read(*now), _outline(), (Beside("cùng kỳ", known),)))
    assert len(found) == len(now)
    assert sum(isinstance(one, Question) for one in found) == asked
