"""Numbers as people type them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.reports.numerals import Said, format_figure, read_numeral


@pytest.mark.parametrize(
    ("text", "measure", "value"),
    [
        ("12", "", "12"),
        (" 12 ", "", "12"),
        ("12,5", "", "12.5"),
        ("1.234,5", "", "1234.5"),
        ("1.234.567", "", "1234567"),
        ("1 234 567", "", "1234567"),
        ("1 234,5", "", "1234.5"),
        ("35 %", "%", "35"),
        ("35%", "%", "35"),
        ("99,9%", "%", "99.9"),
        ("12 văn bản", "văn bản", "12"),
        ("12 (tính đến 31/5)", "", "12"),
        ("-5", "", "-5"),
        ("không có", "", "0"),
        ("Không phát sinh", "", "0"),
        ("-", "", "0"),
        ("0", "", "0"),
    ],
)
def test_read_numeral__certain(text: str, measure: str, value: str) -> None:
    found = read_numeral(text, measure=measure)
    assert found.certain
    assert found.values == (Decimal(value),)


@pytest.mark.parametrize(
    ("text", "measure", "values"),
    [
        ("1.234", "", ("1234", "1.234")),
        ("1,234", "", ("1234", "1.234")),
        ("12.5", "", ("12.5",)),
        ("1,234.5", "", ("1234.5",)),
        ("0.123", "", ("0.123",)),
        ("(5)", "", ("-5", "5")),
        ("1e5", "", ()),
        ("6 8 5", "", ()),
        ("3 tỷ", "triệu đồng", ("3000",)),
        ("khoảng 30", "", ("30",)),
        ("> 30", "", ("30",)),
        ("35%", "văn bản", ("35",)),
        ("12 sở", "văn bản", ("12",)),
        ("5O", "", ("50",)),
        ("8oo", "hồ sơ", ("800",)),
        ("1.0OO", "", ("1000", "1")),
        ("12 o", "", ("12",)),
        ("12 và 15", "", ("12",)),
        ("sở 12", "", ("12",)),
        ("12/15", "", ()),
        ("15/3/2024", "", ()),
        ("1.23.4", "", ()),
        ("1,2,3", "", ()),
        ("mười hai", "", ()),
        ("1234567890123456789", "", ()),
        ("300\n400", "", ()),
        ("12 \r\n 345", "", ()),
        ("12\t345", "", ()),
    ],
)
def test_read_numeral__doubtful_is_never_silent(text: str, measure: str, values: tuple[str, ...]) -> None:
    found = read_numeral(text, measure=measure)
    assert found.doubt
    assert found.values == tuple(Decimal(value) for value in values)


@pytest.mark.parametrize("text", ["", "  ", "\u00a0"])
def test_read_numeral__blank(text: str) -> None:
    assert read_numeral(text).said is Said.BLANK


@pytest.mark.parametrize("text", ["Không có số liệu", "…", "..."])
def test_read_numeral__no_figure_is_no_zero(text: str) -> None:
    found = read_numeral(text)
    assert found.said is Said.NO_FIGURE
    assert found.values == ()


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=3), st.integers(0, 3))
def test_format_figure__is_read_back_or_asked_about(value: Decimal, decimals: int) -> None:
    written = format_figure(value, decimals)
    found = read_numeral(written)
    assert value.quantize(Decimal(1).scaleb(-decimals), rounding="ROUND_HALF_UP") in found.values
    assert found.certain or len(found.values) == 2


@given(st.text(max_size=30))
def test_read_numeral__any_text_is_read_or_doubted(text: str) -> None:
    found = read_numeral(text)
    assert found.certain is not bool(found.doubt)
    assert len(found.values) <= 2
    assert not (found.certain and found.said is Said.FIGURE) or len(found.values) == 1
