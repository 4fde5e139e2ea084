"""Numbers in words (viết bằng chữ), on num2words' framework and registered with it as its Vietnamese.

Rules: groups of three digits; `không trăm` where a group after the first has no hundreds, `linh` where it has no tens;
mốt, tư, lăm after `mươi`; nghìn, triệu, then tỷ for every nine digits (nghìn tỷ, triệu tỷ, tỷ tỷ); empty groups unread.
Decimals are read digit by digit, without closing zeros: 12,75 is `mười hai phẩy bảy năm`. Why: `phẩy năm mươi` and
`phẩy năm` would be two readings of one value; digit by digit, words and value tell each other exactly.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal, TypeAlias

import num2words
from num2words.base import Num2Word_Base

from pipeline.text.letters import upper_first

ZeroTen: TypeAlias = Literal["linh", "lẻ"]
"""The word for an empty tens digit (105): `linh` in the north and in offices, `lẻ` in the south."""

_Part: TypeAlias = tuple[str, int]
_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_AFTER_TENS = {1: "mốt", 4: "tư", 5: "lăm"}
_TEN, _HUNDRED, _THOUSAND, _BILLION = 10, 100, 1000, 10**9
_BILLIONS_NAMED = 4


class VietnameseNumbers(Num2Word_Base):  # type: ignore[misc]
    """The Vietnamese of num2words: cardinal, ordinal, year and currency, for |n| < 10**39."""

    def setup(self) -> None:
        """Give the framework its words, highest first."""
        self.negword = "âm"
        self.pointword = "phẩy"
        self.high_numwords = [(_BILLION**n, " ".join(["tỷ"] * n)) for n in range(_BILLIONS_NAMED, 0, -1)]
        hundreds = [(_HUNDRED * n, f"{_DIGITS[n]} trăm") for n in range(9, 0, -1)]
        tens = [(_TEN * n, f"{_DIGITS[n]} mươi") for n in range(9, 1, -1)]
        self.mid_numwords = [(_THOUSAND**2, "triệu"), (_THOUSAND, "nghìn"), *hundreds, *tens]
        teens = [f"mười {digit}".replace("năm", "lăm") for digit in reversed(_DIGITS[1:])]
        self.low_numwords = [*teens, "mười", *reversed(_DIGITS)]

    def set_high_numwords(self, high: list[tuple[int, str]]) -> None:
        """Take the names of the powers of a thousand million into the framework's table."""
        self.cards.update(high)

    def splitnum(self, value: int) -> list[_Part]:
        """Split a whole number >= 0 into its largest named part and the rest. Called by the framework.

        In place of the framework's own method, which counts every word (one twenty) and takes three times as long.
        """
        if value < _THOUSAND and value in self.cards:
            return [(self.cards[value], value)]
        unit = next(card for card in self.cards if card <= value)
        part = (self.cards[unit], unit)
        if unit >= _THOUSAND:
            part = self.merge(self.splitnum(value // unit)[0], part)
        rest = value % unit
        return [self.merge(part, self.splitnum(rest)[0]) if rest else part]

    def merge(self, left: _Part, right: _Part) -> _Part:
        """Join two parts of a number in words: `một` and `nghìn` give 1000, `một trăm` and `năm` give 105."""
        (left_words, left_value), (right_words, right_value) = left, right
        if right_value > left_value:
            return f"{left_words} {right_words}", left_value * right_value
        if left_value < _HUNDRED:
            right_words = _AFTER_TENS.get(right_value, right_words)
        return f"{left_words} {_gap(left_value, right_value)}{right_words}", left_value + right_value

    def to_cardinal(self, value: float | Decimal, *, zero_ten: ZeroTen = "linh") -> str:
        """The number in words. OverflowError from 10**39 on; ValueError for NaN and infinity."""
        number = _exact(value)
        if number.adjusted() >= len(str(self.MAXVAL)) - 1:
            raise OverflowError(self.errmsg_toobig % (value, self.MAXVAL))
        whole, _, decimals = format(number.copy_abs(), "f").partition(".")
        words = [self.negword] if number < 0 else []
        words.append(str(super().to_cardinal(int(whole))).replace("linh", zero_ten))
        if read := decimals.rstrip("0"):
            words += [self.pointword, *(_DIGITS[int(digit)] for digit in read)]
        return " ".join(words)

    def to_ordinal(self, value: int, *, zero_ten: ZeroTen = "linh") -> str:
        """The ordinal in words: `thứ nhất`, `thứ hai`, `thứ hai mươi mốt`. TypeError for a negative or broken number."""
        self.verify_ordinal(value)
        special = {1: "nhất", 4: "tư"}
        return f"thứ {special.get(value) or self.to_cardinal(value, zero_ten=zero_ten)}"

    def to_ordinal_num(self, value: int) -> str:
        """The ordinal in figures: `thứ 5`."""
        self.verify_ordinal(value)
        return f"thứ {value}"

    def to_year(self, value: int, *, zero_ten: ZeroTen = "linh") -> str:
        """A year in words: `hai nghìn không trăm hai mươi tư`; a negative one is `trước Công nguyên`."""
        words = self.to_cardinal(abs(value), zero_ten=zero_ten)
        return f"{words} trước Công nguyên" if value < 0 else words

    def to_currency(
        self,
        val: float | Decimal,
        currency: str = "VND",
        **_options: object,
    ) -> str:
        """An amount in words: `một trăm hai mươi lăm triệu đồng`. NotImplementedError for other currencies than VND.

        The framework's other options are accepted and ignored: they concern cents, which the đồng does not have.
        """
        if currency != "VND":
            message = f'Currency code "{currency}" not implemented for "{type(self).__name__}"'
            raise NotImplementedError(message)
        return f"{self.to_cardinal(val)} đồng"


def _gap(before: int, after: int) -> str:
    """The words for the zeros between two parts of a number: 1000 and 5 give `không trăm linh `."""
    group = after
    while group >= _THOUSAND:
        group //= _THOUSAND
    hundreds = "không trăm " if before >= _THOUSAND and group < _HUNDRED else ""
    tens = "linh " if before >= _HUNDRED and group < _TEN else ""
    return hundreds + tens


def _exact(value: float | Decimal) -> Decimal:
    """The value as written: a float is what Python prints for it (1.1), not the binary fraction behind it."""
    if not isinstance(value, int | float | Decimal):
        message = f"{value!r} is not a number"
        raise TypeError(message)
    number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    if not number.is_finite():
        message = f"{value} is not a number"
        raise ValueError(message)
    return number


_NUMBERS = VietnameseNumbers()


def register() -> None:
    """Replace num2words' own Vietnamese, which is wrong for 1005, 1.05 and -1, by this one."""
    num2words.CONVERTER_CLASSES["vi"] = _NUMBERS


def number_in_words(number: int | Decimal, *, zero_ten: ZeroTen = "linh") -> str:
    """A number in words: `một nghìn không trăm linh năm`, `âm hai mươi mốt`, `một phẩy không năm`, in small letters.

    For |number| < 10**39; OverflowError beyond, ValueError for NaN and infinity. No text is accepted: `1.005` is a
    thousand and five on Vietnamese paper and just over one in Python.
    """
    return _NUMBERS.to_cardinal(number, zero_ten=zero_ten)


def amount_in_words(dong: int, *, exact: bool = False, end_mark: bool = False, zero_ten: ZeroTen = "linh") -> str:
    """An amount of money in đồng: `Một trăm hai mươi lăm triệu đồng`, to stand after `Bằng chữ:`.

    `exact` adds `chẵn` (nothing follows), `end_mark` adds `./.` so that nothing can be written after it.
    TypeError for anything but a whole number: a fraction of a đồng is a mistake in the data.
    """
    if not isinstance(dong, int):
        message = f"an amount is a whole number of dong, not {type(dong).__name__}"
        raise TypeError(message)
    words = f"{number_in_words(dong, zero_ten=zero_ten)} đồng"
    return upper_first(words) + (" chẵn" if exact else "") + ("./." if end_mark else "")
