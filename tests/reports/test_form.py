"""The form a unit gets: what it asks, what it locks, what stands beside, the same bytes each time."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from pipeline.reports import form_layout
from pipeline.reports.reporting_round import Round
from pipeline.reports.submission import FRAME
from pipeline.reports.unit_form import make_form
from tests.reports.filled import Filled, opened
from tests.reports.rounds import empty_round, office, send
from tests.sample import FIXTURES


@pytest.fixture
def reporting_round(tmp_path: Path) -> Round:
    return empty_round(tmp_path)


def test_form__has_the_tables_of_its_unit_only(reporting_round: Round) -> None:
    names = openpyxl.load_workbook(
        io.BytesIO(make_form(reporting_round.office, reporting_round.period, reporting_round.office.agency("so-y-te")))
    ).sheetnames
    assert names == ["Hướng dẫn", "Biểu 1", "Biểu 2", "Biểu 3", "Nội dung", "vanthu"]
    district = openpyxl.load_workbook(
        io.BytesIO(
            make_form(
                reporting_round.office, reporting_round.period, reporting_round.office.agency("ubnd-huyen-an-dong")
            )
        )
    )
    assert "Biểu 4" in district.sheetnames


def test_form__asks_every_reported_indicator_once_and_no_computed_one(reporting_round: Round) -> None:
    form = opened(reporting_round, reporting_round.office.agency("ubnd-huyen-an-dong"))
    outline = reporting_round.office.outline(reporting_round.period.outline)
    asked = [
        sheet.cell(row, 1).value.removeprefix(form_layout.ROW_MARK)
        for sheet in form.book.worksheets
        for row in range(1, sheet.max_row + 1)
        if str(sheet.cell(row, 1).value).startswith(form_layout.ROW_MARK)
    ]
    assert sorted(asked) == sorted(one.id for one in outline.indicators if not one.is_computed)


def test_form__only_the_cells_to_fill_in_are_open(reporting_round: Round) -> None:
    form = opened(reporting_round, reporting_round.office.agency("so-y-te"))
    for sheet in form.book.worksheets[:-1]:
        assert sheet.protection.sheet
        open_cells = {
            (cell.row, cell.column) for line in sheet.iter_rows() for cell in line if not cell.protection.locked
        }
        if sheet.title.startswith("Biểu"):
            heads = {sheet.cell(form_layout.HEAD_ROW, column).value for _, column in open_cells}
            assert heads == {"Thực hiện 6 tháng đầu năm 2024", "Ước thực hiện cả năm 2024", "Ghi chú"}
    assert form.book[form_layout.META_SHEET].sheet_state == "veryHidden"


def test_form__every_open_figure_explains_and_checks_itself(reporting_round: Round) -> None:
    form = opened(reporting_round, reporting_round.office.agency("so-y-te"))
    sheet, row, at = form.spot("muc-do-hai-long")
    rules = [
        one for one in sheet.data_validations.dataValidation if sheet.cell(row, at).coordinate in str(one.sqref).split()
    ]
    assert [(one.type, one.formula1) for one in rules] == [
        ("custom", 'OR(AND(ISNUMBER(E10),E10>=0,E10<=100),E10="-",E10="…",E10="...")')
    ]
    assert rules[0].prompt.startswith("Ghi con số, tính bằng %")


def test_form__shows_the_units_own_figures_of_last_year() -> None:
    reporting_round = Round(office(), FIXTURES, office().period("6t-2024"))
    form = opened(reporting_round, reporting_round.office.agency("so-y-te"))
    sheet, row, _ = form.spot("ho-so-tiep-nhan")
    heads = [sheet.cell(form_layout.HEAD_ROW, column).value for column in range(1, sheet.max_column + 1)]
    beside = heads.index("Cùng kỳ (6 tháng đầu năm 2023)") + 1
    past = Round(office(), FIXTURES, office().period("6t-2023")).collected
    value = past.entries["so-y-te", "ho-so-tiep-nhan", "thực hiện"].value
    assert str(sheet.cell(row, beside).value).replace(".", "") == str(value)


def test_form__says_whose_it_is_and_has_the_same_bytes_each_time(reporting_round: Round) -> None:
    agency = reporting_round.office.agency("so-y-te")
    data = make_form(reporting_round.office, reporting_round.period, agency)
    assert data == make_form(reporting_round.office, reporting_round.period, agency)
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book["Hướng dẫn"]["A3"].value == "Đơn vị báo cáo: Sở Y tế"
    assert "chậm nhất ngày 10 tháng 6 năm 2024" in book["Hướng dẫn"]["A5"].value


def test_form__is_readable_as_it_opens_and_fits_a_page_when_printed(reporting_round: Round) -> None:
    book = openpyxl.load_workbook(
        io.BytesIO(make_form(reporting_round.office, reporting_round.period, reporting_round.office.agency("so-y-te")))
    )
    for sheet in book.worksheets:
        if sheet.title == form_layout.META_SHEET:
            continue
        assert (sheet.page_setup.orientation, sheet.sheet_properties.pageSetUpPr.fitToPage) == ("landscape", True)
        assert sum(column.width for column in sheet.column_dimensions.values() if not column.hidden) < 180
    for sheet in (one for one in book.worksheets if one.title.startswith("Biểu")):
        for row in range(form_layout.HEAD_ROW, sheet.max_row + 1):
            lines = sheet.row_dimensions[row].height / 17
            for cell in sheet[row][1:]:
                width = sheet.column_dimensions[cell.column_letter].width
                assert len(str(cell.value or "")) <= width * lines, cell.coordinate


def test_form__yes_and_no_are_said_in_words() -> None:
    reporting_round = Round(office(), FIXTURES, office().period("6t-2024"))
    unit = reporting_round.office.agency("so-y-te")
    book = openpyxl.load_workbook(
        io.BytesIO(
            make_form(reporting_round.office, reporting_round.period, unit, beside=reporting_round.beside(unit.id))
        )
    )
    rows = {sheet.cell(row, 1).value: (sheet, row) for sheet in book.worksheets for row in range(1, sheet.max_row + 1)}
    sheet, row = rows[f"{form_layout.ROW_MARK}can-bo-chuyen-trach"]
    assert sheet.cell(row, form_layout.MEASURE_COLUMN).value == "có/không"
    assert {sheet.cell(row, at).value for at in range(7, 9)} <= {"có", "không"}


def test_form__a_part_stands_in_and_a_column_that_is_not_asked_is_locked(reporting_round: Round) -> None:
    outline = reporting_round.office.outline(reporting_round.period.outline)
    changes: dict[str, dict[str, object]] = {
        "ho-so-truc-tuyen": {"part_of": "ho-so-tiep-nhan"},
        "ho-so-giai-quyet": {"asked": ("thực hiện",)},
    }
    indicators = tuple(one.model_copy(update=changes.get(one.id, {})) for one in outline.indicators)
    other = outline.model_copy(update={"indicators": indicators})
    outlines = tuple(other if one.id == outline.id else one for one in reporting_round.office.outlines)
    now = replace(reporting_round.office, outlines=outlines)
    form = make_form(now, reporting_round.period, now.agency("so-y-te"))
    sheet = openpyxl.load_workbook(io.BytesIO(form))["Biểu 1"]
    rows = {str(sheet.cell(row, 1).value).removeprefix("ct:"): row for row in range(6, sheet.max_row + 1)}
    indents = {key: sheet.cell(row, form_layout.NAME_COLUMN).alignment.indent for key, row in rows.items()}
    assert {key for key, indent in indents.items() if indent} == {"ho-so-truc-tuyen"}
    row = rows["ho-so-giai-quyet"]
    assert [sheet.cell(row, column).protection.locked for column in (5, 6)] == [False, True]
    before = form_layout.reading_basis(reporting_round.office, reporting_round.period, now.agency("so-y-te"))
    assert form_layout.reading_basis(now, reporting_round.period, now.agency("so-y-te")) != before


def _sheet_xml(data: bytes, name: str) -> str:
    number = openpyxl.load_workbook(io.BytesIO(data)).sheetnames.index(name) + 1
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(f"xl/worksheets/sheet{number}.xml").decode()


def test_form__rows_grow_with_what_is_typed_and_only_the_room_for_the_seal_is_held(reporting_round: Round) -> None:
    agency = reporting_round.office.agency("so-y-te")
    data = make_form(reporting_round.office, reporting_round.period, agency)
    assert "customHeight" not in _sheet_xml(data, "Biểu 1")
    held = re.findall(r"<row [^>]*customHeight[^>]*>", _sheet_xml(data, form_layout.TEXT_SHEET))
    assert len(held) == 1
    assert re.search(r'<row r="6"[^>]* ht="1\d\d', _sheet_xml(data, form_layout.TEXT_SHEET))


def test_form__says_which_days_its_figures_are_of(reporting_round: Round) -> None:
    agency = reporting_round.office.agency("so-y-te")
    book = openpyxl.load_workbook(io.BytesIO(make_form(reporting_round.office, reporting_round.period, agency)))
    said = "Số liệu từ ngày 01 tháng 01 năm 2024 đến ngày chốt số liệu, ghi ở cuối biểu mẫu"
    assert [book[name][cell].value for name, cell in (("Biểu 1", "E3"), ("Nội dung", "C3"), ("Hướng dẫn", "A6"))] == [
        said
    ] * 3
    late = reporting_round.period.model_copy(update={"due": date(2024, 7, 5)})
    book = openpyxl.load_workbook(io.BytesIO(make_form(reporting_round.office, late, agency)))
    assert book["Biểu 1"]["E3"].value == "Số liệu từ ngày 01 tháng 01 năm 2024 đến ngày 30 tháng 6 năm 2024"
    assert "ngày 30 tháng 6 năm 2024" in {cell.value for cell in book["Nội dung"]["C"]}


def test_form__its_end_is_filled_in_and_kept_without_a_question(reporting_round: Round) -> None:
    def spoil(form: Filled) -> None:
        sheet = form.book[form_layout.TEXT_SHEET]
        rows = {sheet.cell(row, 1).value: row for row in range(1, sheet.max_row + 1)}
        for key, words in {"so": "12/BC-SYT", "ngay": "Thanh Giang, ngày 06/6/2024", "lap": "Nguyễn Văn An"}.items():
            cell = sheet.cell(rows[f"{form_layout.SIGN_MARK}{key}"], 3)
            assert not cell.protection.locked
            cell.value = words

    submission = send(reporting_round, "so-y-te", spoil=spoil)
    assert submission.questions == ()
    (frame,) = [one for one in submission.passages if one.title == FRAME]
    assert frame.paragraphs == (
        "Số, ký hiệu báo cáo: 12/BC-SYT",
        "Nơi, ngày báo cáo: Thanh Giang, ngày 06/6/2024",
        "Người lập (họ tên, điện thoại): Nguyễn Văn An",
    )


def test_form__a_text_longer_than_a_page_is_warned_of_and_one_that_fills_its_cell_is_asked(
    reporting_round: Round,
) -> None:
    def spoil(form: Filled) -> None:
        cell = form.section("ket-qua")
        rules = cell.parent.data_validations.dataValidation
        assert any(rule.type == "textLength" and cell.coordinate in str(rule.sqref).split() for rule in rules)
        cell.value = "Đã làm xong việc. " * 1820

    (asked,) = send(reporting_round, "so-y-te", spoil=spoil).questions
    assert "bị cắt mất" in asked.doubt
