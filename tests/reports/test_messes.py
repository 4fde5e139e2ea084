"""Forms as people fill them in: what is read, what becomes a question, and that nothing is guessed."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font

from pipeline.reports import form_layout
from pipeline.reports.reconciling.worklist import worklist
from pipeline.reports.reporting_round import Round
from pipeline.reports.submission import Submission
from tests.reports.filled import Filled
from tests.reports.rounds import empty_round, send
from tests.reports.sample_units import sent

UNIT = "so-xay-dung"
_EXCEL_DAY = datetime(2024, 5, 12)  # noqa: DTZ001 - Excel knows no zones
_CODE = re.compile(r'"(BC-\d{3})"')


def value_of(submission: Submission, indicator: str, column: str = "thực hiện") -> Decimal | None:
    """The figure that was read; KeyError where none was."""
    return {(one.indicator, one.column): one.value for one in submission.figures}[indicator, column]


def typed(text: object, indicator: str = "ho-so-tiep-nhan") -> Callable[[Filled], None]:
    """Something else in the cell of an indicator."""

    def spoil(form: Filled) -> None:
        form.cell(indicator).value = text

    return spoil


@pytest.mark.parametrize(
    ("indicator", "text", "value"),
    [
        ("ho-so-tiep-nhan", "1.234.567", "1234567"),
        ("ho-so-tiep-nhan", "12 500", "12500"),
        ("ho-so-tiep-nhan", "1250 hồ sơ", "1250"),
        ("ho-so-tiep-nhan", "1250 (tính đến 31/5)", "1250"),
        ("ho-so-tiep-nhan", "-", "0"),
        ("ho-so-tiep-nhan", "không có", "0"),
        ("muc-do-hai-long", "93,5 %", "93.5"),
        ("muc-do-hai-long", "12,5", "12.5"),
        ("kinh-phi-giao", "1.234,5", "1234.5"),
        ("can-bo-chuyen-trach", "Có", "1"),
        ("can-bo-chuyen-trach", "KHÔNG.", "0"),
    ],
)
def test_reading__certain_texts_are_figures(tmp_path: Path, indicator: str, text: str, value: str) -> None:
    submission = send(empty_round(tmp_path), UNIT, spoil=typed(text, indicator))
    assert submission.questions == ()
    assert value_of(submission, indicator) == Decimal(value)


@pytest.mark.parametrize(
    ("indicator", "text", "doubt", "choices"),
    [
        ("ho-so-tiep-nhan", "1.234", "phần nghìn hoặc phần lẻ", ("1234", "1,234")),
        ("ho-so-tiep-nhan", 1.234, "phần nghìn hoặc phần lẻ", ("1234", "1,234")),
        ("muc-do-hai-long", "93.5", "phần lẻ", ("93,5",)),
        ("ho-so-tiep-nhan", "khoảng 500", "ước chừng", ("500",)),
        ("ho-so-tiep-nhan", "500 và 20", "nhiều số", ("500",)),
        ("ho-so-tiep-nhan", "nhiều", "không có chữ số", ()),
        ("ho-so-tiep-nhan", "15/5", "ngày tháng", ()),
        ("ho-so-tiep-nhan", _EXCEL_DAY, "ngày tháng", ()),
        ("ho-so-tiep-nhan", True, "đúng/sai", ()),
        ("ho-so-tiep-nhan", "35 %", "tính bằng hồ sơ", ("35",)),
        ("ho-so-tiep-nhan", 12.5, "số lẻ", ("12500", "12,5")),
        ("ho-so-tiep-nhan", 1.39, "dấu chấm ngăn phần nghìn", ("1390", "1,39")),
        ("kinh-phi-giao", 1.39, "dấu chấm ngăn phần nghìn", ("1390", "1,39")),
        ("ho-so-tiep-nhan", 1234.5, "số lẻ", ("1234,5",)),
        ("ho-so-tiep-nhan", "=1200+34", "không lưu kết quả", ()),
        ("ho-so-tiep-nhan", "#DIV/0!", "lỗi công thức", ()),
        ("muc-do-hai-long", 0.935, "dạng số lẻ", ("0,935", "93,5")),
        ("can-bo-chuyen-trach", "2", "“có” hoặc “không”", ("2",)),
    ],
)
def test_reading__a_doubtful_cell_is_a_question_and_no_figure(
    tmp_path: Path, indicator: str, text: object, doubt: str, choices: tuple[str, ...]
) -> None:
    submission = send(empty_round(tmp_path), UNIT, spoil=typed(text, indicator))
    assert [(one.code, one.indicator) for one in submission.questions] == [("BC-104", indicator)]
    question = submission.questions[0]
    assert doubt in question.doubt
    assert question.choices == choices
    assert question.source.sheet.startswith("Biểu")
    assert (
        question.source.cell
        == {"ho-so-tiep-nhan": "E6", "muc-do-hai-long": "E10", "can-bo-chuyen-trach": "E7", "kinh-phi-giao": "E8"}[
            indicator
        ]
    )
    with pytest.raises(KeyError):
        value_of(submission, indicator)


def test_reading__a_percent_format_is_read_as_it_is_shown(tmp_path: Path) -> None:
    def percent(form: Filled) -> None:
        cell = form.cell("muc-do-hai-long")
        cell.value, cell.number_format = 0.935, "0.0%"

    submission = send(empty_round(tmp_path), UNIT, spoil=percent)
    assert submission.questions == ()
    assert value_of(submission, "muc-do-hai-long") == Decimal("93.5")


def test_reading__no_figure_is_no_nought_and_an_empty_cell_is_nothing(tmp_path: Path) -> None:
    def spoil(form: Filled) -> None:
        form.cell("ho-so-tiep-nhan").value = "…"
        for column in ("thực hiện", "ước cả năm"):
            form.cell("ho-so-truc-tuyen", column).value = None

    submission = send(empty_round(tmp_path), UNIT, spoil=spoil)
    assert value_of(submission, "ho-so-tiep-nhan") is None
    with pytest.raises(KeyError):
        value_of(submission, "ho-so-truc-tuyen")
    assert submission.questions == ()


def test_reading__a_blank_first_column_makes_what_stands_beside_it_a_question(tmp_path: Path) -> None:
    """What was done is blank and the year's estimate is not: the figure may have been typed a column too far."""

    def spoil(form: Filled) -> None:
        form.cell("ho-so-truc-tuyen").value = None

    submission = send(empty_round(tmp_path), UNIT, spoil=spoil)
    assert [(one.code, one.indicator, one.column) for one in submission.questions] == [
        ("BC-104", "ho-so-truc-tuyen", "ước cả năm")
    ]


def test_reading__columns_put_in_and_moved_are_found_by_their_headings(tmp_path: Path) -> None:
    def spoil(form: Filled) -> None:
        sheet = form.cell("ho-so-tiep-nhan").parent
        sheet.insert_cols(3)
        sheet.insert_rows(2)

    reporting_round = empty_round(tmp_path)
    answers = sent(reporting_round.office.agency(UNIT), reporting_round.period).answers
    submission = send(reporting_round, UNIT, spoil=spoil)
    assert submission.questions == ()
    assert value_of(submission, "ho-so-tiep-nhan") == answers["ho-so-tiep-nhan", "thực hiện"]
    assert value_of(submission, "ho-so-tiep-nhan", "ước cả năm") == answers["ho-so-tiep-nhan", "ước cả năm"]


def test_reading__two_columns_exchanged_are_read_by_their_headings_and_asked_about(tmp_path: Path) -> None:
    def spoil(form: Filled) -> None:
        sheet, _, at = form.spot("ho-so-tiep-nhan")
        for row in range(form_layout.HEAD_ROW, sheet.max_row + 1):
            one, other = sheet.cell(row, at), sheet.cell(row, at + 1)
            one.value, other.value = other.value, one.value

    submission = send(empty_round(tmp_path), UNIT, spoil=spoil)
    asked = {one.indicator for one in submission.questions}
    assert {"ho-so-tiep-nhan", "muc-do-hai-long"} <= asked
    assert {one.code for one in submission.questions} == {"BC-104"}
    assert all("khác với khóa ẩn" in one.doubt for one in submission.questions)


def test_reading__a_merged_cell_belongs_to_nobody(tmp_path: Path) -> None:
    def spoil(form: Filled) -> None:
        sheet, row, at = form.spot("ho-so-tiep-nhan")
        sheet.merge_cells(start_row=row, end_row=row + 1, start_column=at, end_column=at)

    submission = send(empty_round(tmp_path), UNIT, spoil=spoil)
    assert [(one.indicator, one.doubt[:9]) for one in submission.questions] == [
        ("ho-so-tiep-nhan", "ô bị gộp "),
        ("ho-so-truc-tuyen", "ô bị gộp "),
    ]


def test_reading__a_figure_beside_its_column_is_asked_about(tmp_path: Path) -> None:
    def spoil(form: Filled) -> None:
        sheet, row, at = form.spot("ho-so-tiep-nhan")
        sheet.cell(row, at + 5).value = sheet.cell(row, at).value
        sheet.cell(row, at).value = None

    submission = send(empty_round(tmp_path), UNIT, spoil=spoil)
    assert [(one.code, one.indicator, one.column) for one in submission.questions] == [
        ("BC-104", "ho-so-tiep-nhan", "ước cả năm"),  # what stands there may be the neighbour's, moved along
        ("BC-105", "ho-so-tiep-nhan", "thực hiện"),
    ]


def test_reading__a_remark_that_only_explains_is_kept_with_the_figure(tmp_path: Path) -> None:
    def spoil(form: Filled) -> None:
        form.cell("ho-so-tiep-nhan", form_layout.REMARK).value = "Gồm cả cấp xã, tỷ lệ số hóa 35 phần trăm"

    submission = send(empty_round(tmp_path), UNIT, spoil=spoil)
    found = next(one for one in submission.figures if (one.indicator, one.column) == ("ho-so-tiep-nhan", "thực hiện"))
    assert submission.questions == ()
    assert "Gồm cả cấp xã" in found.remark


def _remarked(words: str) -> Callable[[Filled], None]:
    def spoil(form: Filled) -> None:
        form.cell("ho-so-tiep-nhan", form_layout.REMARK).value = words

    return spoil


def _commented(form: Filled) -> None:
    form.cell("ho-so-tiep-nhan").comment = Comment("Chưa tính tháng 6", "ai đó")


_DOUBTED: tuple[tuple[str, Callable[[Any], None] | None], ...] = (
    ("1.234", None),
    ("khoảng 500", None),
    ("#REF!", None),
    ("nhiều", None),
    ("1234", lambda cell: setattr(cell, "font", Font(strike=True))),
    ("1234", lambda cell: setattr(cell, "number_format", "#,##0,")),
    ("1234", lambda cell: setattr(cell.parent.row_dimensions[cell.row], "hidden", True)),
    ("1234", lambda cell: cell.parent.merge_cells(f"{cell.coordinate}:{cell.column_letter}{cell.row + 1}")),
)


@pytest.mark.parametrize(("text", "spoil"), _DOUBTED)
def test_reading__what_a_unit_wrote_at_a_cell_stays_with_it_whatever_is_asked(
    tmp_path: Path, text: str, spoil: Callable[[Any], None] | None
) -> None:
    """The comment of the cell and the remark of the row: in the question, the clerk's list, and what is set aside."""

    def both(form: Filled) -> None:
        cell = form.cell("ho-so-tiep-nhan")
        cell.value = int(text) if text.isdigit() else text
        cell.comment = Comment("Chưa gồm cấp xã", "ai đó")
        form.cell("ho-so-tiep-nhan", form_layout.REMARK).value = "Theo sổ của Bộ phận Một cửa"
        if spoil is not None:
            spoil(cell)

    reporting_round = empty_round(tmp_path)
    asked = send(reporting_round, UNIT, spoil=both).questions
    (question,) = [one for one in asked if (one.indicator, one.column) == ("ho-so-tiep-nhan", "thực hiện")]
    told = Round(reporting_round.office, reporting_round.folder, reporting_round.period)
    (row,) = [one for one in worklist(told) if one.key == ("số", UNIT, "ho-so-tiep-nhan", "thực hiện")]
    for words in ("Chưa gồm cấp xã", "Theo sổ của Bộ phận Một cửa"):
        assert words in question.remark
        assert words in row.remark
        assert any(words in finding.message for finding in told.anomalies() if finding.code == question.code)
        assert words in told.sound.aside[UNIT, "ho-so-tiep-nhan", "thực hiện"].remark


def _struck(form: Filled) -> None:
    form.cell("ho-so-tiep-nhan").font = Font(strike=True)


@pytest.mark.parametrize(
    ("spoil", "said", "readings"),
    [
        (_commented, "ghi chú đính kèm: “Chưa tính tháng 6”", 1),
        (_struck, "gạch ngang", 1),
        (_remarked("đơn vị tính: nghìn hồ sơ"), "đơn vị tính", 2),
        (_remarked("ĐVT: chục"), "đơn vị tính", 2),
        (_remarked("chưa chính thức"), "chưa đúng", 1),
        (_remarked("số liệu chua chinh thuc"), "chưa đúng", 1),
        (_remarked("Sai, sẽ gửi lại"), "chưa đúng", 1),
        (_remarked("Số tạm tính"), "chưa đúng", 1),
    ],
)
def test_reading__a_note_that_changes_the_figure_is_asked_at_its_cell(
    tmp_path: Path, spoil: Callable[[Filled], None], said: str, readings: int
) -> None:
    submission = send(empty_round(tmp_path), UNIT, spoil=spoil)
    first = next(one for one in submission.questions if one.column == "thực hiện")
    assert (first.code, first.indicator, said in first.doubt) == ("BC-104", "ho-so-tiep-nhan", True)
    assert len(first.choices) == readings
    assert ("ho-so-tiep-nhan", "thực hiện") not in {(one.indicator, one.column) for one in submission.figures}


def test_reading__another_unit_over_the_table_makes_every_figure_of_the_sheet_a_question(tmp_path: Path) -> None:
    def spoil(form: Filled) -> None:
        sheet, _, _ = form.spot("ho-so-tiep-nhan")
        sheet.cell(1, 2).value = f"{sheet.cell(1, 2).value} (ĐVT: nghìn hồ sơ)"

    submission = send(empty_round(tmp_path), UNIT, spoil=spoil)
    found = next(one for one in submission.questions if (one.indicator, one.column) == ("ho-so-tiep-nhan", "thực hiện"))
    assert "đầu trang ghi đơn vị tính “nghìn hồ sơ”" in found.doubt
    assert len(found.choices) > 1


@dataclass(frozen=True)
class Odd:
    """A form changed in its build: what is done to it, the codes of the questions."""

    name: str
    spoil: Callable[[Filled], None]
    codes: tuple[str, ...]


def _renamed_row(form: Filled) -> None:
    sheet, row, _ = form.spot("van-ban-di")
    sheet.cell(row, form_layout.NAME_COLUMN).value = "Văn bản gửi đi"


def _extra_row(form: Filled) -> None:
    sheet, row, _ = form.spot("van-ban-di")
    sheet.cell(row + 9, form_layout.NAME_COLUMN).value = "Văn bản đến"
    sheet.cell(row + 9, form_layout.FIRST_ASKED).value = 120


def _sheet_gone(form: Filled) -> None:
    del form.book["Biểu 2"]


def _sheet_more(form: Filled) -> None:
    form.book.create_sheet("Số liệu khác")["B2"] = "Kèm theo số liệu của các phòng"


def _column_gone(form: Filled) -> None:
    sheet, _, at = form.spot("van-ban-di", "ước cả năm")
    sheet.delete_cols(at)


def _twice(form: Filled) -> None:
    sheet, row, at = form.spot("van-ban-di")
    for column in (1, form_layout.NAME_COLUMN, at):
        sheet.cell(row + 9, column).value = sheet.cell(row, column).value


def _outside_sections(form: Filled) -> None:
    form.section("ket-qua").parent["C20"] = "Đơn vị kiến nghị thêm một việc."


_ODD = (
    Odd("renamed_row", _renamed_row, ("BC-104", "BC-104")),
    Odd("extra_row", _extra_row, ("BC-106", "BC-106")),
    Odd("sheet_gone", _sheet_gone, ("BC-101",)),
    Odd("sheet_more", _sheet_more, ("BC-108",)),
    Odd("column_gone", _column_gone, ("BC-102",)),
    Odd("twice", _twice, ("BC-103", "BC-105")),
    Odd("outside_sections", _outside_sections, ("BC-107",)),
)


@pytest.mark.parametrize("odd", _ODD, ids=lambda one: one.name)
def test_reading__a_form_that_was_rebuilt_is_asked_about(tmp_path: Path, odd: Odd) -> None:
    submission = send(empty_round(tmp_path), UNIT, spoil=odd.spoil)
    assert tuple(sorted(one.code for one in submission.questions)) == odd.codes


def test_reading__every_code_of_a_question_has_a_case() -> None:
    sources = (Path(__file__).parents[2] / "pipeline" / "reports").glob("*.py")
    used = {code for source in sources for code in _CODE.findall(source.read_text("utf-8"))}
    tests = "".join(test.read_text("utf-8") for test in Path(__file__).parents[1].rglob("test_*.py"))
    assert used - set(_CODE.findall(tests)) == set()
