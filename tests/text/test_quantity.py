"""Money with its unit: units read, amounts moved between scales, said in words."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.text import DONG, MoneyUnit, amount_in_words, money_in_words, money_unit, unit_in_heading, units_named


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("đồng", "đồng"),
        ("Đồng.", "đồng"),
        ("VNĐ", "đồng"),
        ("đồng Việt Nam", "đồng"),
        ("nghìn đồng", "nghìn đồng"),
        ("ngàn đồng", "nghìn đồng"),
        ("1.000 đồng", "nghìn đồng"),
        ("1000đ", "nghìn đồng"),
        ("Triệu đồng", "triệu đồng"),
        ("tr.đ", "triệu đồng"),
        ("trđ", "triệu đồng"),
        ("tỉ đồng", "tỷ đồng"),
        ("nghìn tỷ đồng", "nghìn tỷ đồng"),
        ("ĐVT: triệu đồng", "triệu đồng"),
        ("USD", "USD"),
        ("đô la Mỹ", "USD"),
        ("nghìn USD", "nghìn USD"),
        ("triệu euro", "triệu EUR"),
        ("đồng/tháng", "đồng/tháng"),
    ],
)
def test_money_unit__units_of_money_are_known(text: str, unit: str) -> None:
    assert str(money_unit(text)) == unit


@pytest.mark.parametrize(
    "text", ["", "triệu", "người", "hồ sơ", "JPY", "1,000 đồng", "triệu đồng, %", "hợp đồng", "mười đồng", "đô la"]
)
def test_money_unit__everything_else_is_unknown(text: str) -> None:
    assert money_unit(text) is None


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("Kinh phí (triệu đồng)", "triệu đồng"),
        ("Thành tiền (nghìn đồng)", "nghìn đồng"),
        ("Số tiền (đ)", "đồng"),
        ("Kinh phí (ĐVT: triệu đồng)", "triệu đồng"),
        ("Kinh phí, tỷ đồng", "tỷ đồng"),
        ("Thành tiền (4)=(2)x(3) (đồng)", "đồng"),
        ("Tỷ lệ (%)", "None"),
        ("Hợp đồng", "None"),
        ("Thành tiền", "None"),
    ],
)
def test_unit_in_heading__finds_the_unit_of_a_column(name: str, unit: str) -> None:
    assert str(unit_in_heading(name)) == unit


def test_units_named__a_line_may_name_several() -> None:
    assert [str(unit) for unit in units_named("triệu đồng, %")] == ["triệu đồng"]
    assert [str(unit) for unit in units_named("Triệu đồng; đồng")] == ["triệu đồng", "đồng"]
    assert units_named("hồ sơ") == ()


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        ("1376.25", "triệu đồng", "Một tỷ ba trăm bảy mươi sáu triệu hai trăm năm mươi nghìn đồng"),
        ("125500", "nghìn đồng", "Một trăm hai mươi lăm triệu năm trăm nghìn đồng"),
        ("125500", "1.000 đồng", "Một trăm hai mươi lăm triệu năm trăm nghìn đồng"),
        ("1.5", "tỷ đồng", "Một tỷ năm trăm triệu đồng"),
        ("0", "đồng", "Không đồng"),
        ("-5", "triệu đồng", "Âm năm triệu đồng"),
        ("1500", "USD", "Một nghìn năm trăm đô la Mỹ"),
        ("13800.25", "USD", "Mười ba nghìn tám trăm đô la Mỹ và hai mươi lăm xu"),
        ("0.5", "USD", "Không đô la Mỹ và năm mươi xu"),
        ("5000.50", "EUR", "Năm nghìn euro và năm mươi xu"),
        ("1.5", "nghìn USD", "Một nghìn năm trăm đô la Mỹ"),
    ],
)
def test_money_in_words__says_currency_and_scale(value: str, unit: str, words: str) -> None:
    known = money_unit(unit)
    assert known is not None
    assert money_in_words(Decimal(value), known) == words


@pytest.mark.parametrize(
    ("value", "unit"), [("1250.5", "đồng"), ("0.0005", "nghìn đồng"), ("1.005", "USD"), ("5", "đồng/tháng")]
)
def test_money_in_words__refuses_what_no_coin_pays(value: str, unit: str) -> None:
    known = money_unit(unit)
    assert known is not None
    with pytest.raises(ValueError, match="no amount"):
        money_in_words(Decimal(value), known)


@settings(derandomize=True, max_examples=100, deadline=None)
@given(st.integers(-(10**15), 10**15), st.sampled_from([1, 10**3, 10**6, 10**9]))
def test_money_in_words__is_the_same_amount_in_every_scale(dong: int, scale: int) -> None:
    unit = MoneyUnit(scale=scale)
    value = unit.converted(Decimal(dong), DONG)
    assert value is not None
    assert unit.is_sensible(value)
    assert unit.amount(value) == dong
    assert money_in_words(value, unit) == amount_in_words(dong)


def test_converted__no_scale_leads_to_another_currency() -> None:
    assert MoneyUnit().converted(Decimal(1), money_unit("USD") or DONG) is None
