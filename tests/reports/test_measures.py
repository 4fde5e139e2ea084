"""Units of measure: figures meet in one unit, or are asked about; percent signs that scale and those that are only written."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from pipeline.records.reporting import Indicator, Outline
from pipeline.reports import form_layout
from pipeline.reports.cell_reading import read_cell
from pipeline.reports.formats import Percent, shown_number
from pipeline.reports.reporting_round import Round
from pipeline.reports.sheets import read_book
from pipeline.reports.units_of_measure import factor, ratio_factor
from tests.reports.filled import Filled
from tests.reports.rounds import empty_round, send

UNIT = "so-y-te"
_OLD = Path(__file__).parent / "old_formats"
MONEY = "kinh-phi-giao"


@pytest.mark.parametrize(
    ("own", "wanted", "by"),
    [
        ("triệu đồng", "triệu đồng", 1),
        ("Triệu đồng", "triệu đồng", 1),
        ("triệu đồng", "tỷ đồng", Decimal("0.001")),
        ("tỷ đồng", "triệu đồng", 1000),
        ("triệu đồng", "1.000 đồng", 1000),
        ("văn bản", "hồ sơ", None),
        ("triệu đồng", "USD", None),
    ],
)
def test_factor__money_has_scales_and_everything_else_only_itself(own: str, wanted: str, by: Decimal | None) -> None:
    assert factor(own, wanted) == by


def _outline(key: str, base: Outline, measure: str, *, only: str = MONEY) -> Outline:
    indicators = tuple(
        one.model_copy(update={"measure": measure}) if one.id == only else one for one in base.indicators
    )
    return base.model_copy(update={"id": key, "indicators": indicators})


def _two_years(folder: Path, then: str, now: str, *, indicator: str = MONEY) -> tuple[Round, Round]:
    """The same half year of two years under two outlines that differ in one unit of measure."""
    base = empty_round(folder)
    outline = base.office.outline(base.period.outline)
    outlines = (_outline("cu", outline, then, only=indicator), _outline("moi", outline, now, only=indicator))
    past = base.office.period("6t-2023").model_copy(update={"outline": "cu", "previous": None, "same_last_year": None})
    today = base.period.model_copy(update={"outline": "moi", "previous": None, "same_last_year": past.id})
    office = replace(base.office, outlines=outlines, periods=(past, today))
    return Round(office, folder, past), Round(office, folder, today)


def _wrote(value: object, indicator: str = MONEY) -> object:
    def spoil(form: Filled) -> None:
        form.cell(indicator).value = value
        if isinstance(value, int) and value < 10**9:  # what is foreseen is no less
            form.cell(indicator, "ước cả năm").value = value

    return spoil


def test_compared__figures_of_an_earlier_unit_of_money_are_converted(tmp_path: Path) -> None:
    past, now = _two_years(tmp_path, "triệu đồng", "tỷ đồng")
    send(past, UNIT, spoil=_wrote(12500))  # type: ignore[arg-type]
    send(now, UNIT, spoil=_wrote(13))  # type: ignore[arg-type]
    whole = now.whole
    assert whole.last_year is not None
    assert whole.last_year.results.value(MONEY) == Decimal("12.5")
    assert not [
        one for one in now.anomalies() if one.code in {"BC-203", "BC-310"} and "Kinh phí được giao" in one.message
    ]
    assert now.beside(UNIT)[0].figures[MONEY, "thực hiện"] == Decimal("12.5")
    assert past.results.value(MONEY) == 12500


def test_compared__what_no_scale_joins_is_told_and_left_out(tmp_path: Path) -> None:
    past, now = _two_years(tmp_path, "văn bản", "lượt", indicator="van-ban-di")
    send(past, UNIT)
    send(now, UNIT)
    assert now.whole.last_year is not None
    assert now.whole.last_year.results.value("van-ban-di") is None
    (found,) = [one for one in now.anomalies() if one.code == "BC-310"]
    assert "nay tính bằng lượt" in found.message


def test_compared__an_outline_that_changed_since_an_earlier_period_was_read_is_told(tmp_path: Path) -> None:
    past, now = _two_years(tmp_path, "triệu đồng", "triệu đồng")
    send(past, UNIT)
    send(now, UNIT)
    assert "BC-311" not in {one.code for one in now.anomalies()}
    outlines = tuple(_outline("cu", one, "tỷ đồng") if one.id == "cu" else one for one in now.office.outlines)
    later = Round(replace(now.office, outlines=outlines), tmp_path, now.period)
    assert "BC-311" in {one.code for one in later.anomalies()}


def test_ratio__numerator_and_denominator_in_two_scales_are_one_amount(tmp_path: Path) -> None:
    base = empty_round(tmp_path)
    outline = _outline("moi", base.office.outline(base.period.outline), "tỷ đồng")
    assert ratio_factor(outline, outline.indicator("ty-le-giai-ngan")) == Decimal("0.001")
    period = base.period.model_copy(update={"outline": "moi", "previous": None, "same_last_year": None})
    reporting_round = Round(replace(base.office, outlines=(outline,), periods=(period,)), tmp_path, period)

    def spoil(form: Filled) -> None:
        for column in ("thực hiện", "ước cả năm"):
            form.cell(MONEY, column).value, form.cell("kinh-phi-giai-ngan", column).value = 2, 1500

    send(reporting_round, UNIT, spoil=spoil)
    assert reporting_round.results.value("ty-le-giai-ngan") == 75
    assert not [one for one in reporting_round.anomalies() if one.code == "BC-202" and "giải ngân" in one.message]


def test_row__a_unit_that_was_written_over_makes_its_figures_questions(tmp_path: Path) -> None:
    def spoil(form: Filled) -> None:
        sheet, row, at = form.spot(MONEY)
        sheet.cell(row, at - 1).value = "đồng"

    submission = send(empty_round(tmp_path), UNIT, spoil=spoil)
    asked = [one for one in submission.questions if one.indicator == MONEY]
    assert {one.code for one in asked} == {"BC-104"}
    assert all("ghi đơn vị tính “đồng”, chỉ tiêu tính bằng triệu đồng" in one.doubt for one in asked)
    assert not [one for one in submission.figures if one.indicator == MONEY]


@pytest.mark.parametrize(
    ("text", "choices"),
    [("3 tỷ", ("3000",)), ("1.250.000 đồng", ("1,25",)), ("12,5 triệu đồng", None), ("12,5 triệu", None)],
)
def test_cell__a_unit_beside_the_figure_is_that_of_the_indicator_or_asked(
    tmp_path: Path, text: str, choices: tuple[str, ...] | None
) -> None:
    submission = send(empty_round(tmp_path), UNIT, spoil=_wrote(text))  # type: ignore[arg-type]
    found = [one.choices for one in submission.questions if one.indicator == MONEY]
    assert found == ([] if choices is None else [choices])


@pytest.mark.parametrize(
    ("number_format", "value", "shows"),
    [
        ("0%", 0.5, Percent.SCALED),
        ("0.0%", 0.5, Percent.SCALED),
        ('0.0"%"', 0.5, Percent.WRITTEN),
        ('0" %"', 95, Percent.WRITTEN),
        ("0\\%", 95, Percent.WRITTEN),
        ("General", 5, Percent.NONE),
        ("0.0;-0.0%", 5, Percent.NONE),
        ("0.0;-0.0%", -5, Percent.SCALED),
        ('0.0%;-0.0%;"-"', 0, Percent.NONE),
        ("[Red]0%", 1, Percent.SCALED),
    ],
)
def test_percent__a_sign_in_quotes_does_not_scale(number_format: str, value: float, shows: Percent) -> None:
    assert shown_number(number_format, Decimal(str(value))).percent is shows


@pytest.mark.parametrize(
    ("value", "number_format", "read"), [(0.5, '0.0"%"', "0.5"), (95, '0"%"', "95"), (1.2, "0%", "120")]
)
def test_percent__is_read_as_people_see_it(tmp_path: Path, value: float, number_format: str, read: str) -> None:
    def spoil(form: Filled) -> None:
        cell = form.cell("muc-do-hai-long")
        cell.value, cell.number_format = value, number_format

    submission = send(empty_round(tmp_path), UNIT, spoil=spoil)
    assert [one.value for one in submission.figures if one.indicator == "muc-do-hai-long"][:1] == [Decimal(read)]


def _percentage() -> Indicator:
    return Indicator.model_validate(
        {"mã": "x", "tên": "Mức độ hài lòng", "đơn vị tính": "%", "tổng hợp": "tổng", "số chữ số lẻ": "1"}
    )


@pytest.mark.parametrize("name", ["percent.ods", "percent.xls"])
def test_old_format__a_percentage_is_read_as_it_is_shown(name: str) -> None:
    cells = read_book((_OLD / name).read_bytes(), name).sheets[1].cells
    for spot, value in {(8, 5): "120", (8, 6): "95.5"}.items():
        found = read_cell(cells[spot], _percentage())
        assert (found.values, found.doubt) == ((Decimal(value),), "")


def test_old_format__a_new_file_under_an_old_name_tells_its_formats() -> None:
    cells = read_book((_OLD / "renamed.xls").read_bytes(), "renamed.xls").sheets[1].cells
    assert read_cell(cells[8, 5], _percentage()).values == (Decimal(120),)


@pytest.mark.parametrize("value", [float("1e300"), 10**15])
def test_cell__a_number_of_too_many_digits_is_a_question(tmp_path: Path, value: float) -> None:
    submission = send(empty_round(tmp_path), UNIT, spoil=_wrote(value))  # type: ignore[arg-type]
    (question,) = [one for one in submission.questions if one.indicator == MONEY]
    assert question.doubt == "số dài quá 15 chữ số"


@pytest.mark.parametrize("text", ["NaN", "Infinity", "1E400", "1e5", "1_000", "٣", "6 8 5"])
def test_cell__what_python_takes_for_a_number_and_people_do_not_is_a_question(tmp_path: Path, text: str) -> None:
    submission = send(empty_round(tmp_path), UNIT, spoil=_wrote(text))  # type: ignore[arg-type]
    (question,) = [one for one in submission.questions if one.indicator == MONEY]
    assert question.code == "BC-104"
    assert question.choices == ()


@pytest.mark.parametrize(
    ("remark", "choices"),
    [
        ("Số chưa duyệt", ("1250,5",)),
        ("Tạm tính, chưa gồm tháng 6", ("1250,5",)),
        ("ĐVT: đồng", ("1250,5", "0,0012505")),
        ("tỷ đồng", ("1250,5", "1250500")),
    ],
)
def test_note__offers_another_reading_only_where_it_speaks_of_a_unit(
    tmp_path: Path, remark: str, choices: tuple[str, ...]
) -> None:
    def spoil(form: Filled) -> None:
        form.cell(MONEY).value = 1250.5
        form.cell(MONEY, form_layout.REMARK).value = remark

    submission = send(empty_round(tmp_path), UNIT, spoil=spoil)
    asked = next(one for one in submission.questions if (one.indicator, one.column) == (MONEY, "thực hiện"))
    assert asked.choices == choices
