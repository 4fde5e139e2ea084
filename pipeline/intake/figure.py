"""One grammar of figures (con số): what a Vietnamese office writes is read, what could mean two things becomes a question.

A figure is digits `0` to `9`, a dot or a blank before every three digits of a long number, a comma before decimals, a
sign before it, its unit after it: `1.234,5`, `1 250 000`, `-5`, `35 %`, `3 tỷ`. Everything else is ambiguous, with the
values it could have, or no figure at all. Nothing outside the grammar ever becomes a number in silence.

Why a grammar of our own: Python's readers of numbers take `1e5`, `1_000`, `٣` and `NaN`, and read `1.234` as just over
one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto
from typing import Final

from pipeline.text import format_number, money_unit

MOST_DIGITS: Final = 15
"""Digits before the comma: what every spreadsheet keeps exactly; a thousand times the budget of a province in đồng."""
MOST_DECIMALS: Final = 6

_BLANKS: Final = " \u00a0\u2009\u202f"
_SIGNS: Final = "+\\-−–‐‑"
_MINUS: Final = frozenset("-−–‐‑")
_NOTHING: Final = frozenset({"-", "–", "—", "−"})
_OHS: Final = re.compile("[Oo]+")  # typed for the digit: 5O, 8OO
_START: Final = re.compile(
    rf"(?P<sign>[{_SIGNS}]?)(?P<gap>[{_BLANKS}]*)(?P<body>[0-9][0-9.,]*(?:[{_BLANKS}][0-9][0-9.,]*)*)(?P<tail>.*)",
    re.DOTALL,
)
_BODY: Final = re.compile(
    rf"(?:0[0-9]?|[1-9][0-9]*|[1-9][0-9]{{0,2}}(?:\.[0-9]{{3}})+"
    rf"|[1-9][0-9]{{0,2}}(?P<blank>[{_BLANKS}])[0-9]{{3}}(?:(?P=blank)[0-9]{{3}})*)(?:,[0-9]+)?"
)
_ONE_GROUP: Final = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")
_BRACKETS: Final = re.compile(r"\(\s*(?P<inner>[^()]*)\)")
_PERCENT: Final = frozenset({"%", "phần trăm"})
_SCALES: Final = frozenset({"nghìn", "ngàn", "triệu", "tỷ", "tỉ"})

_TWO_READINGS: Final = "dấu chấm hoặc dấu phẩy có thể ngăn phần nghìn hoặc phần lẻ"
_DOT: Final = "dấu chấm phần nghìn đặt sai chỗ, hoặc đứng thay dấu phẩy của phần lẻ"
_ENGLISH: Final = "viết theo lối tiếng Anh: dấu phẩy ngăn phần nghìn, dấu chấm trước phần lẻ"


class Verdict(Enum):
    """What kind of text was read: a figure, an ambiguous one, a blank or the dash of a table, or no figure."""

    READ = auto()
    DOUBTFUL = auto()
    NOTHING = auto()
    NO_FIGURE = auto()


@dataclass(frozen=True)
class FigureRead:
    """The reading of one text as a figure.

    `values`: the value where it is certain, every possible value where it is ambiguous, none where it is no figure.
    `reason`: in Vietnamese, why it is not certain. `unit`: the word after the figure (`%`, `triệu đồng`); `signed`:
    whether a plus is written before it.
    """

    verdict: Verdict
    values: tuple[Decimal, ...] = ()
    reason: str = ""
    unit: str = ""
    signed: bool = False

    @property
    def is_read(self) -> bool:
        """Whether there is one certain value."""
        return self.verdict is Verdict.READ

    @property
    def is_nothing(self) -> bool:
        """Whether the cell is blank or holds the dash that stands for nothing."""
        return self.verdict is Verdict.NOTHING

    @property
    def value(self) -> Decimal:
        """The value of a figure that is read; ValueError for everything else."""
        if not self.is_read:
            raise ValueError(self.reason or "no figure")
        return self.values[0]

    @property
    def why(self) -> str:
        """The reason with the possible values as they are written on paper, for a message."""
        choices = " hoặc ".join(format_number(value.normalize()) for value in self.values)
        return f"{self.reason} (có thể là {choices})" if choices else self.reason

    def doubted(self, reason: str, *others: Decimal) -> FigureRead:
        """The same reading as an ambiguous one, for a `reason` that its place gives; `others`: further values it could have."""
        return FigureRead(Verdict.DOUBTFUL, (*self.values, *others), reason, self.unit, self.signed)


def read_figure(text: str, *, measure: str = "", strangers: bool = False) -> FigureRead:
    """Read one text as a figure. `measure`: a unit that may follow the figure, besides `%` and units of money.

    `strangers`: the text comes from people and programs that may use dot and comma the English way (forms of units);
    then `1.234` and `1,234` each have two readings, where the office's own records have one.
    """
    plain = text.strip(f"{_BLANKS}\t\r\n")
    if not plain or plain in _NOTHING:
        return FigureRead(Verdict.NOTHING)
    if found := _BRACKETS.fullmatch(plain):
        return _bracketed(found["inner"], measure=measure, strangers=strangers)
    start = _START.fullmatch(plain)
    return _no_figure(_why_not(plain)) if start is None else _started(start, measure=measure, strangers=strangers)


def _started(start: re.Match[str], *, measure: str, strangers: bool) -> FigureRead:
    """Read a text that begins like a figure: sign, digits, then the unit."""
    tail = " ".join(start["tail"].split())
    if any(sign.isnumeric() for sign in tail) or tail.startswith("_"):
        return _no_figure(_why_not(tail))
    if _OHS.fullmatch(start["tail"]):
        meant = _body(start["body"] + "0" * len(tail), minus=start["sign"] in _MINUS, strangers=strangers)
        return FigureRead(Verdict.DOUBTFUL, meant.values, f"có chữ “{tail}” ở chỗ của số 0")
    read = _body(start["body"], minus=start["sign"] in _MINUS, strangers=strangers)
    read = FigureRead(read.verdict, read.values, read.reason, tail, signed=start["sign"] == "+")
    if read.is_read and tail and not _is_unit(tail, measure):
        return read.doubted(f"có chữ “{tail}” đi kèm số")
    if read.is_read and start["sign"] and start["gap"]:
        both = tuple(dict.fromkeys((read.values[0], -read.values[0])))
        return FigureRead(Verdict.DOUBTFUL, both, "dấu gạch đứng rời trước số, không rõ là dấu trừ", tail)
    return read


def canonical(value: Decimal) -> str:
    """A value in the form in which records keep it: digits without grouping, a comma before the decimals."""
    return f"{value:f}".replace(".", ",")


def _is_unit(tail: str, measure: str) -> bool:
    word = tail.lower()
    known = {*_PERCENT, *_SCALES, measure.strip().lower()} - {""}
    return word in known or money_unit(tail) is not None


def _no_figure(reason: str) -> FigureRead:
    return FigureRead(Verdict.NO_FIGURE, reason=reason)


def _why_not(text: str) -> str:
    if strange := next((sign for sign in text if sign.isnumeric() and sign not in "0123456789"), ""):
        return f"có ký tự “{strange}” không phải chữ số từ 0 đến 9"
    if any(sign.isdigit() for sign in text):
        return "có nhiều số, hoặc có chữ xen giữa các chữ số"
    return "không có chữ số"


def _bracketed(inner: str, *, measure: str, strangers: bool) -> FigureRead:
    """The reading of `(5)`: a loss in accounts, in tables a part of another figure, in headings the number of a column."""
    read = read_figure(inner, measure=measure, strangers=strangers)
    if not read.values or read.values[0] < 0 or read.signed:
        return _no_figure("trong ngoặc đơn không phải một số")
    if not read.is_read:
        return read
    both = tuple(dict.fromkeys((-read.value, read.value)))
    reason = "số trong ngoặc đơn: có thể là số âm theo lối kế toán, có thể là số ghi kèm"
    return FigureRead(Verdict.DOUBTFUL, both, reason, read.unit)


def _body(body: str, *, minus: bool, strangers: bool) -> FigureRead:
    whole, _, decimals = body.rpartition(",") if "," in body else (body, "", "")
    if sum(sign.isdigit() for sign in whole) > MOST_DIGITS or sum(sign.isdigit() for sign in decimals) > MOST_DECIMALS:
        return _no_figure(f"dài quá {MOST_DIGITS} chữ số hoặc lẻ quá {MOST_DECIMALS} chữ số")
    if _BODY.fullmatch(body):
        value = _vietnamese(body)
        if strangers and _ONE_GROUP.fullmatch(body):
            other = Decimal(f"{body[:-4]}.{body[-3:]}")
            together = Decimal(body.replace(".", "").replace(",", ""))
            return _either((together, other), _TWO_READINGS, minus=minus)
        return FigureRead(Verdict.READ, (_signed(value, minus=minus),))
    values, reason = _otherwise(body)
    return _either(values, reason, minus=minus) if values else _no_figure(reason)


def _vietnamese(body: str) -> Decimal:
    for blank in _BLANKS:
        body = body.replace(blank, "")
    return Decimal(body.replace(".", "").replace(",", "."))


def _either(values: tuple[Decimal, ...], reason: str, *, minus: bool) -> FigureRead:
    return FigureRead(Verdict.DOUBTFUL, tuple(_signed(value, minus=minus) for value in values), reason)


def _signed(value: Decimal, *, minus: bool) -> Decimal:
    return value.copy_negate() if minus and value else value


def _otherwise(body: str) -> tuple[tuple[Decimal, ...], str]:
    """The values that a text outside the grammar could have, the likeliest first, and why it is not read."""
    values: tuple[Decimal, ...] = ()
    reason = "dấu chấm, dấu phẩy đặt sai chỗ, không đọc được thành một số"
    if re.fullmatch(r"0[0-9]+", body):
        values, reason = (Decimal(body),), "có số 0 ở đầu: một mã số, hay con số viết nhầm"
    elif found := re.fullmatch(r"([0-9]+)\.([0-9]+)", body):
        grouped = len(found[2]) == len("000") and not found[1].startswith(
            "0"
        )  # 685000.000: a dot forgotten, or decimals
        values, reason = (*((Decimal(found[1] + found[2]),) if grouped else ()), Decimal(body)), _DOT
    elif found := re.fullmatch(r"([1-9][0-9]{0,2}(?:,[0-9]{3})+)(\.[0-9]+)?", body):
        values, reason = (Decimal(found[1].replace(",", "") + (found[2] or "")),), _ENGLISH
    elif found := re.fullmatch(r"([1-9][0-9]*(?:\.[0-9]{3})+)(,[0-9]+)?", body):
        values, reason = (Decimal(found[1].replace(".", "") + (found[2] or "").replace(",", ".")),), _DOT
    elif re.fullmatch(r"(?:0|[1-9][0-9]*)[.,]", body):
        values, reason = (Decimal(body[:-1]),), "có dấu chấm hoặc dấu phẩy thừa ở cuối"
    elif any(blank in body for blank in _BLANKS):
        reason = "các chữ số cách nhau, không thành nhóm ba chữ số"
    return values, reason
