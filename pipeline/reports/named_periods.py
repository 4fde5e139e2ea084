"""The period that words name (kỳ được nêu): month, quarter, half-year, nine months, year, as in subjects of reports."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from pipeline.records.reporting import Period

_ROMAN: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "một": 1, "nhất": 1, "hai": 2, "ba": 3, "tư": 4}
_NUMBERS: Final = r"(?P<{0}>iv|i{{1,3}}|0?[1-4]|một|nhất|hai|ba|tư)"
_YEAR: Final = r"(?:(?:\s*[/-]\s*|\s+năm\s+|\s+)(?P<year>20\d\d))?"
_SPANS: Final = re.compile(
    rf"quý\s+{_NUMBERS.format('quarter')}\b{_YEAR}"
    rf"|\b(?P<half>0?6|sáu)\s+tháng(?:\s+(?P<which>đầu|cuối)(?:\s+năm)?)?{_YEAR.replace('year', 'half_year')}"
    rf"|\b(?P<nine>0?9|chín)\s+tháng(?:\s+đầu)?(?:\s+năm)?{_YEAR.replace('year', 'nine_year')}"
    rf"|(?<!\d\s)(?<!sáu\s)(?<!chín\s)\btháng\s+(?P<month>0?[1-9]|1[0-2])(?!\d){_YEAR.replace('year', 'month_year')}"
    rf"|\b(?:cả|tổng\s+kết(?:\s+công\s+tác)?)\s+năm(?:\s+(?P<whole_year>20\d\d))?(?P<whole>)"
)
_DAY: Final = re.compile(r"\bngày\s+\d{1,2}(?:\s+tháng\s+\d{1,2}(?:\s+năm\s+\d{4})?|[/.-]\d{1,2}(?:[/.-]\d{2,4})?)")
_AHEAD: Final = re.compile(r"phương hướng|nhiệm vụ|kế hoạch|chương trình|dự kiến|giải pháp")
_YEARS: Final = re.compile(r"\b(20\d\d)\b")
FIRST_HALF: Final = "6 tháng đầu năm"
SECOND_HALF: Final = "6 tháng cuối năm"
HALF: Final = "6 tháng"
NINE: Final = "9 tháng"
YEAR: Final = "năm"


@dataclass(frozen=True)
class Spoken:
    """The periods and years that a text names; plans for a later period are left out if a period stands before them."""

    spans: tuple[str, ...]
    years: frozenset[int]


def spoken_of(text: str) -> Spoken:
    """The periods that a text names: `Kết quả quý I và nhiệm vụ quý II năm 2024` names quý I. Days are no periods."""
    words = _DAY.sub(" ", " ".join(unicodedata.normalize("NFC", text).lower().split()))
    said = words
    first = _SPANS.search(words) or _YEARS.search(words)
    if first is not None and (ahead := _AHEAD.search(words, first.end())) is not None:
        said = words[: ahead.start()]
    spans = tuple(dict.fromkeys(_span(found) for found in _SPANS.finditer(said)))
    # A year may be said once, at the end: `quý I và nhiệm vụ quý II năm 2024`.
    years = _YEARS.findall(said) or _YEARS.findall(words)
    return Spoken(spans, frozenset(map(int, years)))


def _span(found: re.Match[str]) -> str:
    if quarter := found["quarter"]:
        number = _ROMAN.get(quarter) or int(quarter)
        return f"quý {'I' * number if number < 4 else 'IV'}"  # noqa: PLR2004 - Roman four
    if found["half"]:
        return {"đầu": FIRST_HALF, "cuối": SECOND_HALF}.get(found["which"] or "", HALF)
    if found["nine"]:
        return NINE
    return f"tháng {int(found['month'])}" if found["month"] else YEAR


def other_period(text: str, period: Period) -> str:
    """Another period that a text names: `quý I`, `năm 2023`; empty if it names this period or none."""
    said = spoken_of(text)
    if said.years and period.year not in said.years:
        return f"năm {min(said.years)}"
    asked = spoken_of(period.name).spans or _usual(period)
    if said.spans and asked and not any(_same(said_span, other) for said_span in said.spans for other in asked):
        return said.spans[0]
    return ""


def _usual(period: Period) -> tuple[str, ...]:
    return () if period.span == "đột xuất" else (period.span,)


def _same(span: str, other: str) -> bool:
    halves = {FIRST_HALF, SECOND_HALF}
    return span == other or (HALF in {span, other} and bool(halves & {span, other}))


def same_period(text: str, name: str) -> bool:
    """Whether two names mean the same period: `6 tháng đầu năm 2024`, `06 tháng năm 2024`."""
    said, asked = spoken_of(text), spoken_of(name)
    if not (said.spans and asked.spans):
        return False
    return said.years == asked.years and all(
        any(_same(said_span, other) for other in asked.spans) for said_span in said.spans
    )
