"""Five workbooks that no office got from this program, described in YAML alone: right, left aside, or asked about."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from pipeline.reports.described.read_described import read_described
from pipeline.reports.described.sheet_reading import PERIOD
from pipeline.reports.sheets import read_book
from tests.reports.own_forms.foreign import (
    ITEMS_IN_ROWS,
    LIST,
    MATRIX,
    MONTHS,
    UNITS_IN_ROWS,
    asked,
    noted,
    office,
    reading,
    totals,
    value,
)


def _numbers(text: str) -> dict[str, Decimal]:
    words = text.split()
    return {key: Decimal(number) for key, number in zip(words[::2], words[1::2], strict=True)}


# ------------------------------------------------------------------------------------------- 1 units in rows, XLS


def test_units_in_rows__give_the_right_totals_each_unit_once() -> None:
    read = reading(UNITS_IN_ROWS, "6t-2026")
    assert totals(read) == _numbers(
        "tiep-nhan 12107 truc-tuyen 9580 truc-tiep 2070 trong-ky 11650 ky-truoc 457 da-giai-quyet 11561 truoc-han 7389"
        " dung-han 4056 qua-han 116 dang-giai-quyet 546 con-trong-han 513 con-qua-han 33 phi 1000.90"
    )
    assert len(read.units) == 10
    assert [unit for unit, returned in read.units.items() if not returned.figures] == ["xa-cam-linh"]
    assert value(read, "so-xay-dung", "tiep-nhan") == 1082
    assert value(read, "so-xay-dung", "phi") == Decimal("212.75")
    assert value(read, "xa-hoa-loc", "tiep-nhan") == 1285
    assert value(read, "xa-hoa-loc", "truc-tuyen") == 1047
    assert value(read, "phuong-trung-son", "tiep-nhan") == 1868
    assert value(read, "phuong-trung-son", "qua-han") == 0
    assert value(read, "xa-binh-minh", "phi") == 0


@pytest.mark.parametrize(
    ("total", "doubt"),
    [
        ("1", "ghi 1, riêng các đơn vị đọc được đã cộng được"),
        ("126", "chưa đối chiếu được: còn 1 ô chưa đọc được, các ô khác cộng được"),
    ],
)
def test_units_in_rows__a_total_beside_a_cell_that_is_not_read_is_wrong_or_cannot_be_held(
    total: str, doubt: str
) -> None:
    book = read_book(UNITS_IN_ROWS.read_bytes(), UNITS_IN_ROWS.name)
    sheet = next(sheet for sheet in book.sheets if sheet.name == "Bieu 02")
    cells = dict(sheet.cells)
    cells[13, 10] = replace(cells[13, 10], number=None, text="nhiều", formula=False)
    cells[29, 10] = replace(cells[29, 10], number=Decimal(total), text=total, formula=False)
    spoilt = replace(book, sheets=tuple(replace(sheet, cells=cells) if one is sheet else one for one in book.sheets))
    read = read_described(spoilt, office=office(), period=office().period("6t-2026"))
    assert read is not None
    doubts = asked(read, "Bieu 02")
    assert "J13" in doubts
    assert doubt in doubts["J29"]


def test_units_in_rows__a_text_read_by_the_hand_of_the_sheet_says_why() -> None:
    figures = reading(UNITS_IN_ROWS, "6t-2026").units["xa-hoa-loc"].figures
    remark = next(item.remark for item in figures if item.indicator == "tiep-nhan")
    assert "1.285" in remark
    assert "dấu phẩy trước phần lẻ" in remark


def test_units_in_rows__ask_what_a_person_must_decide_and_nothing_else() -> None:
    cells = asked(reading(UNITS_IN_ROWS, "6t-2026"), "Bieu 02")
    assert "126" in cells["J29"]
    assert "116" in cells["J29"]
    assert "không phải là 0" in cells["P27"]
    assert "ghi chú" in cells["B32"]
    names = {"B18", "B20", "B26", "B27", "B28"}
    assert cells.keys() == {"J29", "P27", "B32", *names}
    assert all("xác nhận" in cells[cell] for cell in names)


def test_units_in_rows__rates_are_worked_out_again_and_never_taken() -> None:
    read = reading(UNITS_IN_ROWS, "6t-2026")
    assert "ty-le" not in totals(read)
    total = totals(read)
    assert round(total["truc-tuyen"] / total["trong-ky"] * 100, 1) == Decimal("82.2")


# ------------------------------------------------------------------------------------------------ 2 items in rows


def test_items_in_rows__give_the_quarter_and_the_half_year_wherever_their_columns_stand() -> None:
    read = reading(ITEMS_IN_ROWS, "cai-cach-quy-2-2026")
    quarter, half = totals(read), totals(read, "lũy kế")
    right = (
        "chi-dao 61 108 ke-hoach 12 22 kiem-tra 6 10 van-de 32 53 da-xu-ly 26 44 tiep-nhan-2 3471 6685"
        " truc-tuyen-2 2700 5051 toan-trinh 1826 3345 truc-tiep-2 771 1634 giai-quyet-2 3412 6581 qua-han-2 39 71"
        " xin-loi 36 66 boi-duong 114 197 nu 63 108 kinh-phi 286.25 512.25"
    ).split()
    for key, now, since in zip(right[::3], right[1::3], right[2::3], strict=True):
        assert (key, quarter[key], half[key]) == (key, Decimal(now), Decimal(since))
    assert round(quarter["truc-tuyen-2"] / quarter["tiep-nhan-2"] * 100, 1) == Decimal("77.8")
    assert round(half["truc-tuyen-2"] / half["tiep-nhan-2"] * 100, 1) == Decimal("75.6")
    assert "ty-le-2" not in quarter
    assert totals(read, "kế hoạch")["kinh-phi"] == 910
    assert totals(read, "cùng kỳ")["tiep-nhan-2"] == 2893


@pytest.mark.parametrize(
    ("unit", "right"),
    [
        ("xa-an-binh", "chi-dao 19 ke-hoach 4 tiep-nhan-2 932 toan-trinh 455 kinh-phi 80.75 nu 19"),
        ("xa-hoa-loc", "chi-dao 16 ke-hoach 3 tiep-nhan-2 907 toan-trinh 391 kinh-phi 61 nu 15"),
        ("phuong-tan-thanh", "chi-dao 26 ke-hoach 5 tiep-nhan-2 1632 toan-trinh 980 kinh-phi 144.5 nu 29"),
    ],
)
def test_items_in_rows__each_unit_has_its_own(unit: str, right: str) -> None:
    read = reading(ITEMS_IN_ROWS, "cai-cach-quy-2-2026")
    assert {key: value(read, unit, key) for key in _numbers(right)} == _numbers(right)


def test_items_in_rows__ask_what_a_person_must_decide() -> None:
    read = reading(ITEMS_IN_ROWS, "cai-cach-quy-2-2026")
    hoa_loc = asked(read, "HoaLoc")
    assert "quý i năm 2026" in hoa_loc["A5"]
    assert "không có trong mô tả" in hoa_loc["F27:G27"]
    assert "đã được đổi" in hoa_loc["C32"]
    assert hoa_loc.keys() == {"A5", "F27:G27", "C32", "C33", "C34"}
    assert asked(read, "Sheet3").keys() == {"D25"}
    assert asked(read, "AnBinh") == {}
    assert value(read, "phuong-tan-thanh", "ty-le-2", "kế hoạch") is None


def test_items_in_rows__instructions_lists_and_names_of_sheets_are_told() -> None:
    read = reading(ITEMS_IN_ROWS, "cai-cach-quy-2-2026")
    assert noted(read, "Hướng dẫn").keys() == noted(read, "DM").keys() == {""}
    assert "Sheet3" in " ".join(note.why for note in read.notes if note.source.sheet == "Sheet3")
    assert all(item.source.sheet not in {"Hướng dẫn", "DM"} for item in read.questions)


# --------------------------------------------------------------------------------------------------------- 3 list

_LIST = (
    "he-thong 14 van-hanh 9 trien-khai 3 thu-nghiem 1 dung 1 cap-1 5 cap-2 5 cap-3 4 duyet 7 chua-duyet 5 moi 1 cua-so 2"
    " kinh-phi-3 8643 co-tien-do 13"
)


def test_list__is_counted_and_added_up_each_thing_once() -> None:
    read = reading(LIST, "he-thong-2026")
    found = dict(totals(read))
    assert round(found.pop("tien-do"), 1) == Decimal("86.2")
    assert found == _numbers(_LIST)


def test_list__by_owner_gives_the_same_together() -> None:
    read = reading(LIST, "he-thong-dv-2026")
    found = {key.removesuffix("-dv"): number for key, number in totals(read).items()}
    del found["tien-do"]
    assert found == _numbers(_LIST)
    parts = [
        (value(read, unit, "tien-do-dv") or Decimal(0)) * (value(read, unit, "co-tien-do-dv") or Decimal(0))
        for unit in read.units
    ]
    assert round(sum(parts, Decimal(0)) / 13, 1) == Decimal("86.2")
    assert value(read, "so-khcn", "he-thong-dv") == 2


def test_list__asks_what_a_person_must_decide_and_nothing_else() -> None:
    cells = asked(reading(LIST, "he-thong-2026"), "Danh sach HT")
    assert cells.keys() == {"B20", "H8", "H12", "B22", "A14:K14", "J14", "I9", "I23"}
    assert "B11" in cells["B20"]
    assert "8643" in cells["I23"]
    assert "5738" not in cells["I23"]


def test_list__hidden_rows_count_and_summaries_do_not() -> None:
    cells = noted(reading(LIST, "he-thong-2026"), "Danh sach HT")
    assert cells["B10"] == cells["B17"] == "dòng ẩn, vẫn được tính"
    assert {"A5", "A15", "E27", "E30"} <= cells.keys()


# ------------------------------------------------------------------------------------------------------- 4 months


@pytest.mark.parametrize(
    ("period", "right"),
    [
        ("van-ban-quy-1-2026", "den 4124 di 2601 ky-so 2532 chua-xu-ly 29"),
        ("van-ban-quy-2-2026", "den 4031 di 2426 ky-so 2365 chua-xu-ly 24"),
        ("van-ban-6t-2026", "den 8155 di 5027 ky-so 4897 chua-xu-ly 24"),
    ],
)
def test_months__each_figure_is_taken_once(period: str, right: str) -> None:
    found = totals(reading(MONTHS, period))
    assert found == _numbers(right)


def test_months__since_january_where_the_period_asks_for_it() -> None:
    assert totals(reading(MONTHS, "van-ban-quy-2-2026"), "lũy kế") == _numbers(
        "den 8155 di 5027 ky-so 4897 chua-xu-ly 24"
    )


def test_months__units_under_other_names_and_in_other_order_are_the_same_units() -> None:
    read = reading(MONTHS, "van-ban-6t-2026")
    right = {
        "so-khcn": "den 2549 di 1721 ky-so 1689",
        "so-noi-vu": "den 2167 di 1449 ky-so 1407",
        "xa-an-binh": "den 1154 di 616 ky-so 594",
        "xa-hoa-loc": "den 917 di 438 ky-so 417",
        "phuong-tan-thanh": "den 1368 di 803 ky-so 790",
    }
    for unit, numbers in right.items():
        assert {key: value(read, unit, key) for key in _numbers(numbers)} == _numbers(numbers)


def test_months__a_sum_names_every_cell_and_the_month_it_lacks() -> None:
    read = reading(MONTHS, "van-ban-6t-2026")
    den = next(item for item in read.units["so-khcn"].figures if item.indicator == "den")
    assert (den.source.sheet, den.source.cell) == ("T1, T2, T3, T4, T5, T6", "C7, C7, C8, C10, C7, C7")
    short = next(item for item in read.units["xa-hoa-loc"].figures if item.indicator == "den")
    assert short.remark == "chỉ gồm 5 tháng, chưa có tháng 6/2026"


def test_months__ask_what_a_person_must_decide_and_nothing_else() -> None:
    read = reading(MONTHS, "van-ban-6t-2026")
    t6 = asked(read, "T6")
    assert t6.keys() == {"J10", "I10", "D6", "F6", "H6"}
    assert "8155" in t6["D6"]
    assert asked(read, "Luy ke 6T").keys() == {"G8"}
    assert asked(read, "T4").keys() == {"B9"}
    assert len(read.questions) == 7
    assert value(read, "xa-hoa-loc", "chua-xu-ly") is None


def test_months__old_copies_and_empty_months_are_no_reports() -> None:
    read = reading(MONTHS, "van-ban-6t-2026")
    assert "C7 ghi 384, trang “T5” ghi 409" in noted(read, "T5 (2)")[""]
    assert "chưa điền" in noted(read, "T7")[""]
    assert "B13" in noted(read, "T2")
    assert "B12" in noted(read, "Luy ke 6T")


# ------------------------------------------------------------------------------------------------------- 5 matrix


@pytest.mark.parametrize(
    ("field", "right"),
    [
        ("tong", "4966 3170 4797 68 101 701.3"),
        ("ho-tich", "1352 859 1309 19 24 235.4"),
        ("xay-dung", "288 179 278 4 6 40.2"),
        ("lao-dong", "205 133 196 5 4 28.3"),
        ("van-hoa", "340 231 328 7 5 49.5"),
    ],
)
def test_matrix__fields_give_the_right_totals_in_one_unit_of_money(field: str, right: str) -> None:
    found = totals(reading(MATRIX, "ma-tran-6t-2026"))
    keys = [f"{field}-{part}" for part in ("tn", "tt", "dh", "qh", "dgq", "phi")]
    assert [found[key] for key in keys] == [Decimal(number) for number in right.split()]


def test_matrix__an_estimate_is_asked_and_with_it_the_field_is_right() -> None:
    read = reading(MATRIX, "ma-tran-6t-2026")
    found = totals(read)
    cells = [item for item in read.questions if item.source.cell in {"AC15", "AD15", "AE15"}]
    open_figures = {item.indicator or "": Decimal(item.choices[0]) for item in cells}
    assert open_figures == _numbers("chung-thuc-tn 92 chung-thuc-tt 53 chung-thuc-dh 86")
    together = {key: found[key] + number for key, number in open_figures.items()}
    assert together == _numbers("chung-thuc-tn 1140 chung-thuc-tt 773 chung-thuc-dh 1095")
    assert all("Số ước, chưa chốt" in item.doubt for item in cells)


def test_matrix__units_have_their_own_figures_converted() -> None:
    read = reading(MATRIX, "ma-tran-6t-2026")
    assert len(read.units) == 8
    keys = [f"tong-{part}" for part in ("tn", "tt", "dh", "qh", "dgq", "phi")]
    assert [value(read, "xa-an-binh", key) for key in keys] == [614, 363, 596, 4, 14, Decimal("85.1")]
    assert [value(read, "dac-khu-hon-may", key) for key in keys] == [606, 423, 590, 7, 9, Decimal("79.1")]
    assert value(read, "xa-an-binh", "xay-dung-phi") == Decimal("4.5")


def test_matrix__ask_what_a_person_must_decide_and_nothing_else() -> None:
    cells = asked(reading(MATRIX, "ma-tran-6t-2026"), "Ma tran")
    blank = {f"A{letter}11" for letter in "UVWXYZ"}
    dashes = {f"B{letter}17" for letter in "ABCDEF"}
    names = {f"B{row}" for row in (9, 10, 11, 12, 14, 15, 16, 17)}
    assert cells.keys() == {*blank, *dashes, *names, "AC15", "AD15", "AE15", "B19"}
    assert all("không áp dụng" in cells[cell] for cell in dashes)


def test_matrix__the_hidden_field_is_read_and_said_and_the_legend_left_aside() -> None:
    cells = noted(reading(MATRIX, "ma-tran-6t-2026"), "Ma tran")
    assert all(cells[f"A{letter}6"] == "cột ẩn, vẫn được đọc" for letter in "UVWXYZ")
    assert {"BU8", "BW15", "B20", "B7"} <= cells.keys()


@pytest.mark.parametrize(
    ("file", "period"),
    [
        (UNITS_IN_ROWS, "6t-2026"),
        (LIST, "he-thong-2026"),
        (MONTHS, "van-ban-6t-2026"),
        (MATRIX, "ma-tran-6t-2026"),
    ],
)
def test_title__speaks_of_the_period_so_nothing_is_asked_about_it(file: Path, period: str) -> None:
    read = reading(file, period)
    assert [item for item in read.questions if item.code == PERIOD] == []
