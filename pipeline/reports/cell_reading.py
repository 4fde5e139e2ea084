"""One cell as the answer to an indicator (đọc một ô): a value, words, or the reason why a person must look at it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from pipeline.intake.figure import MOST_DIGITS
from pipeline.records.reporting import Indicator
from pipeline.reports.formats import Shown
from pipeline.reports.numerals import Said, read_numeral
from pipeline.reports.sheets import Cell
from pipeline.text import decimal_places

_YES: Final = frozenset({"có", "co", "yes"})
_NO: Final = frozenset({"không", "khong", "chưa", "no"})
_THOUSAND: Final = 1000
_HUNDRED: Final = 100
_THREE: Final = 3
NO_RESULT: Final = "ô có công thức nhưng tệp không lưu kết quả"
_TEN: Final = 10  # a percentage above a thousand is nothing that a unit reports
# What a program shows of a formula that failed, and a formula that is shown itself: kept as text by CSV and web pages.
_FAILED: Final = re.compile(r"#(?:NULL!|DIV/0!|VALUE!|REF!|NAME\?|NUM!|N/A|SPILL!|CALC!)|Err:\d{3}|=\s*\S.*", re.DOTALL)
_TOO_LONG: Final = Decimal(10) ** MOST_DIGITS


@dataclass(frozen=True)
class Reading:
    """What a cell says: possible values, words, a remark beside the figure, and the doubt (empty: none).

    `values`: one value if the reading is certain, none if the unit says that there is no figure. `seen`: what the
    cell shows, if its number format makes that differ from what is stored.
    """

    values: tuple[Decimal, ...] = ()
    words: str = ""
    beside: str = ""
    doubt: str = ""
    seen: str = ""


def read_cell(cell: Cell, indicator: Indicator) -> Reading:
    """The reading of a cell that is not empty, as the answer to an indicator."""
    if why := _unfit(cell):
        return Reading(doubt=why)
    if cell.shown is not None:
        return _shown(cell, cell.shown, indicator)
    if indicator.is_text:
        return Reading(words=cell.text)
    if indicator.is_yes:
        return _yes(cell)
    return _number(cell, indicator) if cell.number is not None else _typed(cell, indicator)


def _unfit(cell: Cell) -> str:
    """Why a cell cannot answer any indicator (a failed formula, a date, true or false); empty if it can."""
    if cell.broken or _FAILED.fullmatch(cell.text.strip()):
        return f"ô báo lỗi công thức {cell.text}".rstrip()
    if cell.formula and not cell.text:
        return NO_RESULT
    return "ô chứa ngày tháng hoặc đúng/sai, không phải một số" if cell.other else ""


def _shown(cell: Cell, shown: Shown, indicator: Indicator) -> Reading:
    """The reading of a cell that shows something else than it stores: a doubt, unless only the asked unit is added."""
    if indicator.is_text or indicator.is_yes:
        return Reading(words=shown.text, doubt=_seen(cell, shown), seen=shown.text or cell.text)
    if _own_unit(shown, indicator):
        plain = _number(cell, indicator) if cell.number is not None else _typed(cell, indicator)
        return replace(plain, seen=shown.text)
    seen = read_numeral(shown.bare, measure=indicator.measure).values if shown.bare else ()
    stored = (cell.number,) if cell.number is not None else read_numeral(cell.text, measure=indicator.measure).values
    return Reading(tuple(dict.fromkeys((*seen, *stored))), doubt=_seen(cell, shown), seen=shown.text or cell.text)


def _own_unit(shown: Shown, indicator: Indicator) -> bool:
    """Whether the number format only writes the indicator's own unit behind the number."""
    asked = indicator.measure.strip().lower()
    units = {asked, f"({asked})", asked.removesuffix(" đồng")}
    words = shown.words.lower()
    return words in units and not words[:1].isdigit() and shown.bare.lstrip("-( ")[:1].isdigit()


def _seen(cell: Cell, shown: Shown) -> str:
    seen = f"ô hiện “{shown.text}”" if shown.text else "ô không hiện số"
    return f"{shown.odd}: {seen}, tệp lưu “{cell.text}”"


def _yes(cell: Cell) -> Reading:
    word = cell.text.strip().lower().rstrip(".")
    if word in _YES:
        return Reading((Decimal(1),), words="có")
    if word in _NO:
        return Reading((Decimal(0),), words="không")
    return Reading(words=cell.text, doubt="chỉ ghi “có” hoặc “không”")


def _number(cell: Cell, indicator: Indicator) -> Reading:
    value = cell.number if cell.number is not None else Decimal(0)
    if abs(value) >= _TOO_LONG:
        return Reading(doubt=f"số dài quá {MOST_DIGITS} chữ số")
    if cell.percent or cell.percent_shown:
        return _percent(value * _HUNDRED if cell.percent else value, indicator)
    if indicator.measure == "%" and not cell.formats_known and 1 < abs(value) <= _TEN:
        doubt = "tệp kiểu cũ không cho biết ô có định dạng phần trăm hay không (1,2 có thể đang hiện là 120%)"
        return Reading((value, value * _HUNDRED), doubt=doubt)
    return _plausible((value,), cell, indicator)


def _percent(value: Decimal, indicator: Indicator) -> Reading:
    """The reading of a cell shown with a percent sign: `value` is the number before the sign."""
    doubt = f"ô định dạng phần trăm, chỉ tiêu này tính bằng {indicator.measure}" if indicator.measure != "%" else ""
    return Reading((value,), doubt=doubt)


def _typed(cell: Cell, indicator: Indicator) -> Reading:
    found = read_numeral(cell.text, measure=indicator.measure)
    if found.said is Said.NO_FIGURE:
        return Reading(beside=cell.text)
    if found.doubt:
        return Reading(found.values, beside=found.beside, doubt=found.doubt)
    percent = "%" in cell.text
    return (
        Reading(found.values, beside=found.beside)
        if percent
        else _plausible(found.values, cell, indicator, beside=found.beside)
    )


def _plausible(values: tuple[Decimal, ...], cell: Cell, indicator: Indicator, *, beside: str = "") -> Reading:
    """The reading of a single value, with a doubt if it does not suit the unit of measure: 0,35 for a percentage."""
    value = values[0]
    if indicator.measure == "%" and 0 < abs(value) <= 1:
        return Reading(
            (value, value * _HUNDRED), beside=beside, doubt="phần trăm có thể đã ghi dạng số lẻ (0,35 thay cho 35)"
        )
    places = decimal_places(value)
    if places > int(indicator.decimals) and not cell.formula:
        if places == _THREE and abs(value) < _THOUSAND:
            return Reading(
                (value * _THOUSAND, value), beside=beside, doubt="dấu chấm có thể ngăn phần nghìn hoặc phần lẻ"
            )
        if cell.number is not None and abs(value) < _THOUSAND and places < _THREE and indicator.measure != "%":
            doubt = f"số lẻ, chỉ tiêu này ghi tới {indicator.decimals} chữ số lẻ; có thể đã gõ dấu chấm ngăn phần nghìn"
            return Reading((value * _THOUSAND, value), beside=beside, doubt=doubt)
        if int(indicator.decimals) == 0:
            return Reading((value,), beside=beside, doubt=f"số lẻ, chỉ tiêu này đếm bằng {indicator.measure}")
    return Reading((value,), beside=beside)
