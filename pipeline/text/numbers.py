"""Numbers in figures (chữ số): dots between thousands, a comma before decimals."""

from __future__ import annotations

from decimal import Decimal

_ENGLISH_TO_VIETNAMESE = str.maketrans(",.", ".,")


def format_number(number: int | Decimal) -> str:
    """Figures as printed: `1.250.000`, `-1.250,50`. Every decimal place of the value is kept, none is added.

    TypeError for a float, ValueError for a value that is not a number (NaN, infinity).
    Why no float: `0.1 + 0.2` would print as `0,30000000000000004`; amounts are whole numbers or `Decimal`.
    """
    if not isinstance(number, int | Decimal):
        message = f"format_number takes int or Decimal, not {type(number).__name__}"
        raise TypeError(message)
    if isinstance(number, Decimal):
        if not number.is_finite():
            message = f"{number} is not a number"
            raise ValueError(message)
        # No arithmetic on the value: it would round to the precision of the decimal context. Minus zero is zero.
        shown = format(number or number.copy_abs(), ",f")
    else:
        shown = format(number, ",d")
    return shown.translate(_ENGLISH_TO_VIETNAMESE)


def percent(count: int, total: int) -> str:
    """A share with the decimal comma: `96,2%`, `100%`."""
    tenths = (count * 2000 + total) // (2 * total)
    return f"{format_number(tenths // 10)}{f',{tenths % 10}' if tenths % 10 else ''}%"


def decimal_places(value: Decimal) -> int:
    """Digits behind the comma, zeros at the end not counted: 2 for 1,250; 0 for a whole number, and for no number at all."""
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
