"""Numbers in figures."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text import decimal_places, format_number


@pytest.mark.parametrize(
    ("number", "figures"),
    [
        (0, "0"),
        (999, "999"),
        (1000, "1.000"),
        (-1_250_000, "-1.250.000"),
        (Decimal("1250.50"), "1.250,50"),
        (Decimal("0.05"), "0,05"),
        (Decimal("-0.5"), "-0,5"),
        (Decimal("-0.00"), "0,00"),
        (Decimal("1E+3"), "1.000"),
        (Decimal("12345678901234567890123456789012.3"), "12.345.678.901.234.567.890.123.456.789.012,3"),
    ],
)
def test_format_number__as_printed(number: int | Decimal, figures: str) -> None:
    assert format_number(number) == figures


@given(st.integers() | st.decimals(allow_nan=False, allow_infinity=False, places=4))
def test_format_number__parses_back(number: int | Decimal) -> None:
    figures = format_number(number)
    assert Decimal(figures.replace(".", "").replace(",", ".")) == number
    whole = figures.removeprefix("-").split(",")[0].split(".")
    assert 1 <= len(whole[0]) <= 3
    assert all(len(group) == 3 for group in whole[1:])


def test_format_number__refuses_floats_and_what_is_no_number() -> None:
    with pytest.raises(TypeError, match="float"):
        format_number(0.1)  # type: ignore[arg-type]
    for odd in ("NaN", "-Infinity"):
        with pytest.raises(ValueError, match="not a number"):
            format_number(Decimal(odd))


@pytest.mark.parametrize(
    ("value", "places"), [("1.250", 2), ("1.2", 1), ("1200", 0), ("1E+3", 0), ("0", 0), ("-0.05", 2), ("NaN", 0)]
)
def test_decimal_places__are_the_digits_that_say_something(value: str, places: int) -> None:
    assert decimal_places(Decimal(value)) == places
