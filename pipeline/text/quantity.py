"""Money with its unit (số tiền và đơn vị): currency and scale are part of the value, in words and when amounts are added.

`1.376,25` in `triệu đồng` is 1.376.250.000 đồng. The đồng has no parts; the dollar and the euro have hundredths, read
as on invoices: `mười ba nghìn tám trăm đô la Mỹ và hai mươi lăm xu`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from pipeline.text.letters import upper_first
from pipeline.text.number_words import number_in_words


@dataclass(frozen=True)
class Currency:
    """A currency that can be put into words; `places`: the decimals of its smallest coin."""

    code: str
    name: str
    places: int = 0
    coin: str = ""


_DONG: Final = Currency("VND", "đồng")
_DOLLAR: Final = Currency("USD", "đô la Mỹ", 2, "xu")
_EURO: Final = Currency("EUR", "euro", 2, "xu")
_NAMES: Final[Mapping[str, Currency]] = {
    **dict.fromkeys(("đồng", "đ", "vnđ", "vnd", "vn đồng", "đồng việt nam", "việt nam đồng", "đồng vn", "₫"), _DONG),
    **dict.fromkeys(("usd", "us$", "đô la mỹ", "đô-la mỹ", "đôla mỹ"), _DOLLAR),
    **dict.fromkeys(("eur", "euro", "€", "ơ-rô"), _EURO),
}
_SCALES: Final[Mapping[str, int]] = {
    **dict.fromkeys(("", "1"), 1),
    **dict.fromkeys(("nghìn", "ngàn", "1.000", "1000", "1 000", "một nghìn", "ng", "ng.", "10^3", "10³"), 10**3),
    **dict.fromkeys(("triệu", "tr", "tr.", "1.000.000", "1000000", "1 000 000", "một triệu", "10^6", "10⁶"), 10**6),
    **dict.fromkeys(("tỷ", "tỉ", "1.000.000.000", "một tỷ", "10^9", "10⁹"), 10**9),
    **dict.fromkeys(("nghìn tỷ", "ngàn tỷ", "nghìn tỉ", "ngàn tỉ"), 10**12),
}
_SCALE_NAMES: Final = {1: "", 10**3: "nghìn ", 10**6: "triệu ", 10**9: "tỷ ", 10**12: "nghìn tỷ "}
_LEAD: Final = re.compile(
    r"^(?:(?:đvt|đơn vị tính|đơn vị)(?:\s+là\b)?|tính (?:bằng|theo))?\s*[:.]?\s*(?:[x×]\s*(?=1))?"
)
_BETWEEN: Final = re.compile(r"[,;]\s+|\s+và\s+|\s*[,;]$")


@dataclass(frozen=True)
class MoneyUnit:
    """A unit of money: `triệu đồng` has the scale of a million đồng; `per`: what it is counted by (`tháng`), else ""."""

    currency: Currency = _DONG
    scale: int = 1
    per: str = ""

    def __str__(self) -> str:
        name = self.currency.name if self.currency == _DONG else self.currency.code
        return f"{_SCALE_NAMES[self.scale]}{name}{f'/{self.per}' if self.per else ''}"

    def amount(self, value: Decimal) -> Decimal:
        """A value in this unit, in whole đồng, dollars or euros; the decimal point moves, no digit is lost."""
        return value.scaleb(len(str(self.scale)) - 1) if value else value

    def is_sensible(self, value: Decimal) -> bool:
        """Whether a value has no part below the smallest coin: 1.376,25 triệu đồng has none, 1.250,5 đồng has."""
        exponent = self.amount(value).normalize().as_tuple().exponent
        return isinstance(exponent, int) and -exponent <= self.currency.places

    def converted(self, value: Decimal, other: MoneyUnit) -> Decimal | None:
        """A value of another unit in this one; None where no scale leads from one to the other."""
        if (self.currency, self.per) != (other.currency, other.per):
            return None
        return value.scaleb(len(str(other.scale)) - len(str(self.scale))) if value else value


DONG: Final = MoneyUnit()


def money_unit(text: str) -> MoneyUnit | None:
    """The unit that a text names: `triệu đồng`, `1.000 đồng`, `nghìn USD`, `ĐVT: đồng/tháng`; None unless certain."""
    words = _LEAD.sub("", " ".join(unicodedata.normalize("NFC", text).lower().split()).strip())
    words, mark, per = words.partition("/")
    words = words.strip().rstrip(".")
    if mark and not per.strip():
        return None
    for name, currency in _NAMES.items():
        scale = words.removesuffix(name)
        if scale != words and scale.strip() in _SCALES and _apart(scale, name):
            return MoneyUnit(currency, _SCALES[scale.strip()], per.strip())
    return None


def _apart(scale: str, name: str) -> bool:
    """Whether scale and currency can be told apart: in `1000đ` and `trđ` they can, `triệuđồng` is not written."""
    return not scale or scale[-1] in " .0" or name in {"đ", "₫", "€"}


def units_named(text: str) -> tuple[MoneyUnit, ...]:
    """Every unit of money that the line `Đơn vị tính` of a table names: `triệu đồng, %` names one."""
    if (whole := money_unit(text)) is not None:
        return (whole,)
    found = (money_unit(part) for part in _BETWEEN.split(text))
    return tuple(dict.fromkeys(unit for unit in found if unit is not None))


def money_in_words(value: Decimal, unit: MoneyUnit) -> str:
    """An amount in words, to follow `Bằng chữ:`. ValueError: it has parts below the smallest coin, or is per something."""
    if unit.per or not unit.is_sensible(value):
        message = f"{value} {unit} is no amount of money"
        raise ValueError(message)
    amount = unit.amount(value)
    whole, _, parts = f"{abs(amount):f}".partition(".")
    coins = int(parts[: unit.currency.places].ljust(unit.currency.places, "0") or "0")
    words = "âm " if amount < 0 else ""
    words += f"{number_in_words(int(whole))} {unit.currency.name}"
    if coins:
        words += f" và {number_in_words(coins)} {unit.currency.coin}"
    return upper_first(words)
