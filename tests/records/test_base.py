"""Figures and amounts of money as records take them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from pydantic import ValidationError

from pipeline.records.base import figure
from pipeline.records.content import Amount, ChartSeries, Column
from pipeline.records.corrections import answer
from pipeline.records.reporting import Indicator


@pytest.mark.parametrize(
    ("text", "dong"),
    [
        ("1250000", 1_250_000),
        ("1.250.000", 1_250_000),
        ("1.250.000 đồng", 1_250_000),
        ("1,25 triệu đồng", 1_250_000),
        ("3 tỷ", 3_000_000_000),
        ("0", 0),
    ],
)
def test_amount__is_read_by_the_grammar_of_figures(text: str, dong: int) -> None:
    assert Amount.model_validate({"lời dẫn": "Tổng", "đồng": text}).dong == dong


@pytest.mark.parametrize(
    "text", ["1000.000", "1.250,5", "1e5", "1_000", "٣", "NaN", "5 USD", "35 %", "", "-", "(5)", "12 bộ"]
)
def test_amount__everything_else_is_refused(text: str) -> None:
    with pytest.raises(ValidationError) as failure:
        Amount.model_validate({"lời dẫn": "Tổng", "đồng": text})
    (found,) = failure.value.errors()
    assert found["type"] == "dong_form"
    assert found["ctx"]["reason"]


def test_figure__is_kept_in_one_form() -> None:
    series = ChartSeries.model_validate({"tên": "A", "số liệu": ["1.234,5", "12", "−5", "95 %"]})
    assert series.values == ("1234,5", "12", "-5", "95")
    assert [figure(value) for value in series.values] == [Decimal("1234.5"), 12, -5, 95]


@pytest.mark.parametrize("text", ["12.5", "1e5", "NaN", "5 kg", "", "-", "1,234,567"])
def test_figure__what_is_not_certain_is_refused(text: str) -> None:
    with pytest.raises(ValidationError, match="số chưa đọc được"):
        ChartSeries.model_validate({"tên": "A", "số liệu": [text]})


def test_answer__a_correction_is_read_by_the_same_grammar() -> None:
    indicator = Indicator.model_validate({"mã": "x", "tên": "X", "đơn vị tính": "hồ sơ", "tổng hợp": "tổng"})
    assert answer(indicator, "1.250") == answer(indicator, "1.250 hồ sơ") == (Decimal(1250), "")
    for text in ("12.5", "1e5", "NaN", "6451 %", "5 triệu", "5 đồng", "-", ""):
        with pytest.raises(ValueError, match="số chưa đọc được"):
            answer(indicator, text)


@pytest.mark.parametrize("measure", ["%", "phần trăm"])
def test_answer__percent_is_for_what_is_counted_in_percent(measure: str) -> None:
    indicator = Indicator.model_validate({"mã": "x", "tên": "X", "đơn vị tính": measure, "tổng hợp": "lớn nhất"})
    assert answer(indicator, "95,5 %") == answer(indicator, "95,5") == (Decimal("95.5"), "")


@pytest.mark.parametrize(("text", "width"), [("12,5", 12.5), ("12.5", 12.5), ("30", 30.0)])
def test_width__may_have_a_comma(text: str, width: float) -> None:
    assert Column.model_validate({"tên": "A", "rộng": text}).width == width


@pytest.mark.parametrize("text", ["nan", "1e1", "1_0", "inf", "30 mm"])
def test_width__is_a_length_and_nothing_else(text: str) -> None:
    with pytest.raises(ValidationError):
        Column.model_validate({"tên": "A", "rộng": text})
