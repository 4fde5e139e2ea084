"""Number formats of returned spreadsheets: what a person sees is what is read, or it is asked about."""

from __future__ import annotations

import io
import itertools
import os
import random
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import openpyxl
import pytest

from pipeline.records.reporting import Indicator
from pipeline.reports.cell_reading import Reading, read_cell
from pipeline.reports.formats import shown_number
from pipeline.reports.sheets import read_book
from tests.reports.filled import Filled
from tests.reports.rounds import empty_round, send

MONEY: Final = "triệu đồng"
_SENT: Final = 1250000000
_FUZZ: Final = int(os.environ.get("VANTHU_FUZZ", "1"))


def _indicator(measure: str = MONEY) -> Indicator:
    return Indicator.model_validate(
        {"mã": "x", "tên": "Kinh phí được giao", "đơn vị tính": measure, "tổng hợp": "tổng", "số chữ số lẻ": "2"}
    )


def _read(cells: list[tuple[Any, str]], measure: str = MONEY) -> list[Reading]:
    """Values with their formats, saved as a real file and read back."""
    book = openpyxl.Workbook()
    for row, (value, number_format) in enumerate(cells, start=1):
        cell = book.active.cell(row, 1)
        cell.value, cell.number_format = value, number_format
    target = io.BytesIO()
    book.save(target)
    sheet = read_book(target.getvalue(), "a.xlsx").sheets[0]
    return [read_cell(sheet.cells[row, 1], _indicator(measure)) for row in range(1, len(cells) + 1)]


ASKED: Final = [
    (_SENT, "#,##0.0,,", "1.250,0", ("1250", "1250000000")),
    (_SENT, "#,##0,,", "1.250", ("1250", "1250000000")),
    (_SENT, "0,,.0", "1250,0", ("1250", "1250000000")),
    (_SENT, '#,##0" đồng"', "1.250.000.000 đồng", ("1250", "1250000000")),
    (_SENT, "#,##0\\ \\đ", "1.250.000.000 đ", None),
    (_SENT, "_-* #,##0 [$₫-42A]_-", "1.250.000.000 ₫", ("1250", "1250000000")),
    (1250000, '#,##0," nghìn đồng"', "1.250 nghìn đồng", ("1.25", "1250000")),
    (1250, '#,##0" tỷ"', "1.250 tỷ", ("1250000", "1250")),
    (1250, '0" tỷ đồng"', "1250 tỷ đồng", ("1250000", "1250")),
    (1250, "[$$-409]#,##0.00", "$1.250,00", None),
    (1250, "$#,##0", "$1.250", None),
    (1250, '#,##0" USD"', "1.250 USD", ("1250",)),
    (1250, '"khoảng "0', "khoảng 1250", ("1250",)),
    (1250, '"12"0', "121250", None),
    (1250, '0"000"', "1250000", None),
    (125, '0","0', "125", None),
    (1250, ";;;", "1250", ("1250",)),
    ("1250", ";;;", "1250", ("1250",)),
    (0, "#,###", "0", ("0",)),
    (0, "#,##0;-#,##0;", "0", ("0",)),
    (-1250, "#,##0;#,##0", "1.250", ("1250", "-1250")),
    (1250, "-0", "-1250", ("-1250", "1250")),
    (1250, "# ?/?", "1250", None),
    (1250, '[>1000]#,##0.0," nghìn";0', "1,3 nghìn", None),
    (1250, "[DBNum1]0", "1250", None),
    ("3", '@" tỷ"', "3 tỷ", ("3000", "3")),
    (1250, '@" tỷ"', "1250 tỷ", ("1250000", "1250")),
    (1250, 'General" tỷ"', "1250 tỷ", ("1250000", "1250")),
    (0.5, "0.0%%", "0,5", None),
    (1250, "0" * 300, "1250", None),
]


@pytest.mark.parametrize(("value", "number_format", "seen", "values"), ASKED)
def test_format__what_is_seen_is_not_what_is_stored_and_is_asked(
    value: object, number_format: str, seen: str, values: tuple[str, ...] | None
) -> None:
    (found,) = _read([(value, number_format)])
    assert found.doubt
    assert found.seen == seen
    if values is not None:
        assert found.values == tuple(Decimal(one) for one in values)


TAKEN: Final = [
    (1250, "General"),
    (1250, "0"),
    (1250, "#,##0.00"),
    (1250, "00000"),
    (1250, "0.00E+00"),
    (1250, "@"),
    (1250, "# ##0"),
    (1250, "#\\.##0"),
    (1250, "[Red]#,##0"),
    (1250, "[Color10][>1000]#,##0;0"),
    (1250, '_(* #,##0_);_(* (#,##0);_(* "-"??_);_(@_)'),
    (-1250, '_(* #,##0_);_(* (#,##0);_(* "-"??_);_(@_)'),
    (0, '_(* #,##0_);_(* (#,##0);_(* "-"??_);_(@_)'),
    (0, "#,##0;-#,##0;-"),
    (-1250, "#,##0;[Red]-#,##0"),
    (-1250, "#,##0"),
    (1250, "[$-42A]#,##0"),
    (1250, '#,##0" triệu đồng"'),
    (1250, '#,##0\\ "triệu"'),
    (-1250, '#,##0" (triệu đồng)"'),
    (1250, "+0;-0"),
    (1e300 / 1e290, "0.00"),
]


@pytest.mark.parametrize(("value", "number_format"), TAKEN)
def test_format__digits_signs_colours_and_the_own_unit_are_taken(value: float, number_format: str) -> None:
    (found,) = _read([(value, number_format)])
    assert not found.doubt
    assert found.values == (Decimal(f"{value:.15g}"),)


@pytest.mark.parametrize(("measure", "own"), [("hồ sơ", " hồ sơ"), ("người", '\\ "người"'), ("văn bản", " văn bản")])
def test_format__the_unit_that_was_asked_for_is_no_question_and_any_other_is(measure: str, own: str) -> None:
    suffix = own if own.startswith("\\") else f'"{own}"'
    same, other = _read([(12, f"0{suffix}"), (12, '0" nghìn"')], measure)
    assert (same.values, same.doubt) == ((Decimal(12),), "")
    assert same.seen == f"12 {measure}"
    assert other.doubt


@pytest.mark.parametrize("number_format", ["dd/mm/yyyy", "0;yyyy", "[h]:mm", "mmm-yy", "h:mm AM/PM"])
def test_format__a_date_is_a_question(number_format: str) -> None:
    assert all(one.doubt for one in _read([(-45000 if number_format == "0;yyyy" else 45000, number_format)]))


def _pieces() -> list[tuple[str, str, str, int, str, str]]:
    """Formats put together from parts, each with its display: prefix, digits, scale, suffix."""
    prefixes = [("", ""), ('"khoảng "', "khoảng "), ("[Red]", ""), ("[$₫-42A]", "₫"), ("_(* ", ""), ("\\~", "~")]
    cores = ["0", "#,##0", "#,##0.0", "0.00", "# ##0"]
    scales = [("", 1), (",", 1000), (",,", 1000000)]
    suffixes = [
        ("", ""),
        ('" tỷ"', " tỷ"),
        ('" triệu đồng"', " triệu đồng"),
        ("_)", ""),
        ('"000"', "000"),
        ("\\đ", "đ"),
    ]
    return [
        (prefix + core + comma + suffix, core, before, by, behind, prefix)
        for (prefix, before), core, (comma, by), (suffix, behind) in itertools.product(
            prefixes, cores, scales, suffixes
        )
    ]


def _display(core: str, before: str, by: int, behind: str, value: int) -> str:
    """What is seen, worked out without the program: digits by Python's own formatting."""
    places = len(core.partition(".")[2])
    digits = f"{Decimal(abs(value)) / by:.{places}f}".replace(".", ",")
    return f"{'-' if value < 0 else ''}{before}{digits}{behind}"


def test_format__no_combination_is_read_in_silence_as_something_else_than_is_shown() -> None:
    chance = random.Random(30)  # noqa: S311 - test data
    values = [0, 1, 7000, 1250000000, -3000000, *(chance.randrange(-(10**12), 10**12) for _ in range(3 * _FUZZ))]
    cases = [(piece, value) for piece in _pieces() for value in values]
    readings = _read([(value, piece[0]) for piece, value in cases])
    for ((number_format, core, before, by, behind, _), value), found in zip(cases, readings, strict=True):
        display = _display(core, before, by, behind, value)
        plain = display.removesuffix(" triệu đồng").replace(",", ".")
        same = plain.lstrip("-").replace(".", "", 1).isdigit() and Decimal(plain) == value and behind != "000"
        if found.doubt:
            assert not same or by != 1, (number_format, value, found)
        else:
            assert by == 1, (number_format, value)
            assert same, (number_format, value, display)
            assert found.values == (Decimal(value),)


def test_format__any_text_for_a_format_is_judged_without_a_fault() -> None:
    chance = random.Random(31)  # noqa: S311 - test data
    signs = '0#?.,%;@"\\_*[]$-/E+()<>=1 yđ\0GeneralRed'
    for _ in range(3000 * _FUZZ):
        number_format = "".join(chance.choice(signs) for _ in range(chance.randrange(14)))
        for value in (Decimal(0), Decimal("1e300"), Decimal("-12.5"), Decimal("1e-300")):
            assert shown_number(number_format, value) is not None


def test_trace__a_total_holds_no_figure_that_the_unit_did_not_see(tmp_path: Path) -> None:
    def spoil(form: Filled) -> None:
        cell = form.cell("kinh-phi-giao")
        cell.value, cell.number_format = _SENT, "#,##0.0,,"

    submission = send(empty_round(tmp_path), "so-y-te", spoil=spoil)
    (question,) = [one for one in submission.questions if one.indicator == "kinh-phi-giao"]
    assert (question.code, question.text, question.choices) == ("BC-104", "1.250,0", ("1250", "1250000000"))
    assert "tệp lưu “1250000000”" in question.doubt
    assert not [one for one in submission.figures if (one.indicator, one.column) == ("kinh-phi-giao", "thực hiện")]
