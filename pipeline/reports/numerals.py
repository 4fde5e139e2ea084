"""Numbers as people type them (đọc số): a certain reading, or a question with all possible readings; never a guess.

Vietnamese paper writes a dot between thousands and a comma before decimals; spreadsheets and telephones often the
other way round. If a text fits both, both readings are given and the caller asks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import Final

from pipeline.intake.figure import FigureRead, read_figure
from pipeline.text import money_unit, scaled_by

# As the signs of Vietnamese statistical tables: "-" nothing happened, "…" it happened and is not counted. The form says so.
_NOTHING: Final = frozenset({"-", "–", "—", "không có", "không", "ko", "không phát sinh", "kps"})
_NO_FIGURE: Final = frozenset(
    {"…", "...", "không có số liệu", "chưa có số liệu", "chưa có", "không thống kê", "chưa thống kê", "n/a", "na"}
)
_ROUGH: Final = re.compile(r"^(?:khoảng|gần|hơn|trên|dưới|ước|trung bình|~|≈|>|<|≥|≤)+\s*")
_REMARK: Final = re.compile(r"(?P<core>[^(\[]*[^(\[\s])\s*(?P<remark>[(\[].*[)\]])")
_PERCENT: Final = frozenset({"%", "phần trăm"})
# Figures below one another in a cell (Alt+Enter) are several; a line break never stands between thousands.
_ON_LINES: Final = re.compile(r"\d[\u00a0\u202f ]*[\t\n\v\f\r\u2028\u2029][\s\u00a0\u202f]*[-+]?\d")
_DATE: Final = re.compile(r"[0-9]{1,2}[/-][0-9]{1,2}([/-][0-9]{2,4})?")


class Said(Enum):
    """What a cell says of its figure."""

    FIGURE = "số"
    ZERO = "không phát sinh"
    BLANK = "để trống"
    NO_FIGURE = "không có số liệu"
    WORDS = "chữ"


@dataclass(frozen=True)
class Numeral:
    """The reading of a text: its kind, possible values (one if certain), words beside the number, and the doubt."""

    said: Said
    values: tuple[Decimal, ...] = ()
    beside: str = ""
    doubt: str = ""

    @property
    def certain(self) -> bool:
        """Whether the reading is without doubt."""
        return not self.doubt


def read_numeral(text: str, *, measure: str = "") -> Numeral:
    """Read a text as a number. `measure`: the indicator's unit, which may stand beside it (`35 %`, `12 người`)."""
    plain = re.sub(r"[\s\u00a0\u202f]+", " ", text).strip()
    word = plain.lower()
    if not plain:
        return Numeral(Said.BLANK)
    if word in _NO_FIGURE or word.rstrip(".") in _NO_FIGURE:
        return Numeral(Said.NO_FIGURE)
    if word in _NOTHING or word.rstrip(".") in _NOTHING:
        return Numeral(Said.ZERO, (Decimal(0),))
    if _DATE.fullmatch(plain):
        return Numeral(Said.WORDS, beside=plain, doubt="ghi ngày tháng hoặc phân số, không phải một số")
    if _ON_LINES.search(text):
        return Numeral(Said.WORDS, beside=plain, doubt="có nhiều số ở các dòng của một ô")
    return _with_words(plain, measure)


def _with_words(plain: str, measure: str) -> Numeral:
    found = _REMARK.fullmatch(plain)
    core, remark = (found["core"], found["remark"]) if found else (plain, "")
    read = read_figure(core, measure=measure, strangers=True)
    if read.is_read:
        values, doubt = _in_measure(read, measure)
        return Numeral(Said.FIGURE, values, beside=plain if doubt else remark, doubt=doubt)
    if read.values:
        return Numeral(Said.FIGURE, read.values, beside=plain, doubt=read.reason)
    if rough := _ROUGH.match(plain.lower()):
        near = read_figure(plain[rough.end() :], measure=measure, strangers=True)
        return _doubtful(plain, near.values or _first(plain[rough.end() :]), "chỉ ghi ước chừng")
    if any(sign.isalpha() for sign in plain) and (values := _first(plain)):
        return _doubtful(plain, values, "có nhiều số hoặc có chữ đứng trước số")
    return Numeral(Said.WORDS, beside=plain, doubt=read.reason)


def _doubtful(plain: str, values: tuple[Decimal, ...], doubt: str) -> Numeral:
    return Numeral(Said.FIGURE if values else Said.WORDS, values, beside=plain, doubt=doubt)


def _first(plain: str) -> tuple[Decimal, ...]:
    """The first figure among the words of a sentence, with all its readings; empty if there is none."""
    reads = (read_figure(word.rstrip(".,;:"), strangers=True) for word in plain.split())
    return next((read.values for read in reads if read.values), ())


def _in_measure(read: FigureRead, measure: str) -> tuple[tuple[Decimal, ...], str]:
    """The values of a figure with a unit beside it, in the indicator's unit if possible, and the doubt (empty: same unit)."""
    asked = measure.strip()
    if not read.unit or read.unit.lower() == asked.lower():
        return read.values, ""
    if read.unit in _PERCENT:
        same = asked in _PERCENT
        return read.values, "" if same else f"ghi phần trăm, chỉ tiêu này tính bằng {measure}"
    wanted = money_unit(asked)
    own = money_unit(read.unit) or (money_unit(f"{read.unit} {wanted.currency.name}") if wanted else None)
    if own is None or wanted is None:
        scaled = scaled_by(read.unit, read.value)
        values = read.values if scaled is None else (read.value, scaled)
        return values, f"ghi đơn vị {read.unit}, chỉ tiêu này tính bằng {measure}"
    if own == wanted:
        return read.values, ""
    converted = wanted.converted(read.value, own)
    values = read.values if converted is None else (converted,)
    return values, f"ghi đơn vị {own}, chỉ tiêu này tính bằng {wanted}"


def as_printed(value: Decimal, decimals: int) -> Decimal:
    """A figure rounded half up, as paper shows it; ranks and differences use this value, so that readers find them right."""
    return value.quantize(Decimal(1).scaleb(-decimals), rounding="ROUND_HALF_UP")


def format_figure(value: Decimal, decimals: int = 0) -> str:
    """A figure as Vietnamese paper writes it: `1.234,5`; rounded half up to the given decimals."""
    whole, _, fraction = f"{as_printed(value, decimals):,f}".partition(".")
    return whole.replace(",", ".") + (f",{fraction}" if fraction else "")
