"""Numbers as people type them (đọc số): certain, or a question with its possible readings. Nothing is guessed silently.

Vietnamese paper writes a dot between thousands and a comma before decimals; spreadsheets and telephones often the
other way round. Where a text fits both, both readings are given and the caller asks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import Final

_DIGITS: Final = 15
# As the signs of Vietnamese statistical tables: "-" nothing happened, "…" it happened and is not counted. The form says so.
_NOTHING: Final = frozenset({"-", "–", "—", "không có", "không", "ko", "không phát sinh", "kps"})
_NO_FIGURE: Final = frozenset(
    {"…", "...", "không có số liệu", "chưa có số liệu", "chưa có", "không thống kê", "chưa thống kê", "n/a", "na"}
)
_ROUGH: Final = re.compile(r"^(?:khoảng|gần|hơn|trên|dưới|ước|trung bình|~|≈|>|<|≥|≤)+\s*")
_NUMBER: Final = re.compile(r"[-−]?\d[\d., ]*\d|[-−]?\d")
_GROUPS_DOT: Final = re.compile(r"\d{1,3}(\.\d{3})+")
_GROUPS_COMMA: Final = re.compile(r"\d{1,3}(,\d{3})+")
_GROUPS_SPACE: Final = re.compile(r"\d{1,3}( \d{3})+")
_PERCENT: Final = frozenset({"%", "phần trăm"})
_DATE: Final = re.compile(r"\d{1,2}[/-]\d{1,2}([/-]\d{2,4})?")


class Said(Enum):
    """What a cell says about its figure."""

    FIGURE = "số"
    ZERO = "không phát sinh"
    BLANK = "để trống"
    NO_FIGURE = "không có số liệu"
    WORDS = "chữ"


@dataclass(frozen=True)
class Numeral:
    """The reading of one text: possible values (one when certain), what was said, words beside the number, and the doubt."""

    said: Said
    values: tuple[Decimal, ...] = ()
    beside: str = ""
    doubt: str = ""

    @property
    def certain(self) -> bool:
        """Whether there is exactly one reading."""
        return not self.doubt


def read_numeral(text: str, *, measure: str = "") -> Numeral:
    """Read a text as a number; `measure` is the unit of the indicator, which may stand beside it (`35 %`, `12 người`)."""
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
    return _with_words(plain, measure)


def _with_words(plain: str, measure: str) -> Numeral:
    found = _NUMBER.search(plain)
    if found is None:
        return Numeral(Said.WORDS, beside=plain, doubt="không có chữ số")
    before, after = plain[: found.start()].strip().lower(), plain[found.end() :].strip()
    values = readings(found[0])
    if not values:
        return Numeral(Said.WORDS, beside=plain, doubt="không đọc được thành một số")
    if before and _ROUGH.fullmatch(f"{before} "):
        return Numeral(Said.FIGURE, values, beside=plain, doubt="chỉ ghi ước chừng")
    rest = _without_measure(after, measure)
    if before or (any(sign.isdigit() for sign in rest) and not _remark(rest)):
        return Numeral(Said.FIGURE, values, beside=plain, doubt="có nhiều số hoặc có chữ đứng trước số")
    doubt = "dấu chấm hoặc dấu phẩy có thể ngăn phần nghìn hoặc phần lẻ" if len(values) > 1 else ""
    if rest and not doubt:
        doubt = "" if _remark(rest) else "có chữ đi kèm số"
    if after.startswith("%") and measure.strip() not in _PERCENT:
        doubt = f"ghi phần trăm, chỉ tiêu này tính bằng {measure}"
    return Numeral(Said.FIGURE, values, beside=rest, doubt=doubt)


def _without_measure(after: str, measure: str) -> str:
    for word in ("%", measure.strip()):
        if word and after.lower().startswith(word.lower()):
            after = after[len(word) :].strip()
    return after


def _remark(rest: str) -> bool:
    """Words in brackets beside a number are a remark; they do not change the number."""
    return rest.startswith(("(", "[")) and rest.endswith((")", "]"))


def readings(digits: str) -> tuple[Decimal, ...]:
    """The numbers that a run of digits, dots, commas and spaces can mean: none, one, or two when it fits both notations.

    `1.234` is 1234 to an office and 1,234 to a machine; `12.5` and `0.123` can only be decimals, `1.234,5` only Vietnamese.
    """
    sign = -1 if digits[:1] in {"-", "−"} else 1
    body = digits.lstrip("-− ")
    if sum(one.isdigit() for one in body) > _DIGITS:
        return ()
    found: list[Decimal] = []
    for value in _forms(body):
        if value * sign not in found:
            found.append(value * sign)
    return tuple(found)


def _forms(body: str) -> list[Decimal]:
    if body.isdigit():
        return [Decimal(body)]
    if " " in body:
        return [Decimal(body.replace(" ", ""))] if _GROUPS_SPACE.fullmatch(body) else _spaced(body)
    dots, commas = body.count("."), body.count(",")
    if dots and commas:
        return _both(body)
    mark = "." if dots else ","
    grouped = (_GROUPS_DOT if dots else _GROUPS_COMMA).fullmatch(body) is not None and not body.startswith("0")
    whole = [Decimal(body.replace(mark, ""))] if grouped else []
    if dots + commas > 1:
        return whole
    decimal = Decimal(body.replace(mark, "."))
    # A comma before three digits is a decimal comma by the letter of Vietnamese usage, yet often a machine's thousands.
    return [*whole, decimal] if whole else [decimal]


def _spaced(body: str) -> list[Decimal]:
    head, _, tail = body.rpartition(",")
    if head and _GROUPS_SPACE.fullmatch(head) and tail.isdigit():
        return [Decimal(f"{head.replace(' ', '')}.{tail}")]
    return []


def _both(body: str) -> list[Decimal]:
    """The last mark of a text with both is before the decimals, the others stand between thousands."""
    last = "," if body.rindex(",") > body.rindex(".") else "."
    other = "." if last == "," else ","
    head, tail = body.rsplit(last, 1)
    groups = _GROUPS_DOT if other == "." else _GROUPS_COMMA
    if not groups.fullmatch(head) or not tail.isdigit():
        return []
    return [Decimal(f"{head.replace(other, '')}.{tail}")]


def format_figure(value: Decimal, decimals: int = 0) -> str:
    """A figure as Vietnamese paper writes it: `1.234,5`; rounded half up to so many decimals, none left hanging."""
    rounded = value.quantize(Decimal(1).scaleb(-decimals), rounding="ROUND_HALF_UP")
    whole, _, fraction = f"{rounded:,f}".partition(".")
    return whole.replace(",", ".") + (f",{fraction}" if fraction else "")
