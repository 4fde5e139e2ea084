"""Deadlines (thời hạn): `30/4/2024`, `trước ngày 30/4/2024`, `trong quý II/2024`, `thường xuyên`.

A deadline keeps the words of its kind, since `trước ngày` ends a day before `đến hết ngày`. Words that fix no day
(`sớm`, `giữa tháng`) are no deadline.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated, Final

from pydantic import BeforeValidator, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

from pipeline.text import from_roman, last_of_month


class DeadlineKind(StrEnum):
    """The form of a deadline; each has its line in the wording."""

    BEFORE = "trước ngày"
    AT_LATEST = "chậm nhất ngày"
    UNTIL = "đến hết ngày"
    IN_MONTH = "trong tháng"
    UNTIL_MONTH = "đến hết tháng"
    IN_QUARTER = "trong quý"
    UNTIL_QUARTER = "đến hết quý"
    IN_YEAR = "trong năm"
    UNTIL_YEAR = "đến hết năm"
    RHYTHM = "thường xuyên"


@dataclass(frozen=True)
class Deadline:
    """One deadline.

    `day`: the day named, or the first day of the month, quarter or year named; `last`: the last day that is in time. A
    period of repetition (thường xuyên, hằng tháng) has words and no days.
    """

    kind: DeadlineKind
    day: date | None = None
    last: date | None = None
    words: str = ""


_MONTHS_IN_YEAR: Final = 12
_QUARTERS: Final = 4
_DAY: Final = r"(?:ngày )?(?P<day>\d{1,2})(?:/| tháng )(?P<month>\d{1,2})(?:/| năm )(?P<year>\d{4})"
_ISO: Final = r"(?:ngày )?(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})"
_MONTH: Final = r"tháng (?P<month>\d{1,2})(?:/| năm )(?P<year>\d{4})"
_QUARTER: Final = r"quý (?P<quarter>[IV]{1,3}|[1-4])(?:/| năm | )(?P<year>\d{4})"
_YEAR: Final = r"năm (?P<year>\d{4})"
_END: Final = r"(?:đến hết|chậm nhất hết|hết|đến)"
_RHYTHM: Final = re.compile(
    r"\b(?:thường xuyên|định kỳ|h[ằà]ng (?:ngày|tuần|tháng|quý|năm)|mỗi (?:ngày|tuần|tháng|quý|năm))\b", re.IGNORECASE
)
_FORMS: Final[tuple[tuple[re.Pattern[str], DeadlineKind], ...]] = tuple(
    (re.compile(form, re.IGNORECASE), kind)
    for span, before, within, until in (
        (_DAY, DeadlineKind.BEFORE, DeadlineKind.AT_LATEST, DeadlineKind.UNTIL),
        (_ISO, DeadlineKind.BEFORE, DeadlineKind.AT_LATEST, DeadlineKind.UNTIL),
        (_MONTH, None, DeadlineKind.IN_MONTH, DeadlineKind.UNTIL_MONTH),
        (_QUARTER, None, DeadlineKind.IN_QUARTER, DeadlineKind.UNTIL_QUARTER),
        (_YEAR, None, DeadlineKind.IN_YEAR, DeadlineKind.UNTIL_YEAR),
    )
    for form, kind in (
        (f"trước {span}", before),
        (f"{_END} {span}", until),
        (f"(?:(?:trong|chậm nhất|muộn nhất|vào|xong trong) )?(?:là )?{span}", within),
    )
    if kind is not None
)
_DONE: Final = re.compile(r"^(?:hoàn thành|xong) ", re.IGNORECASE)
_FULL_DATE: Final = re.compile(r"\d{1,2}(?:/| tháng )\d{1,2}(?:/| năm )\d{4}")
_UNCLEAR: Final = re.compile(
    r"\b(?:càng sớm càng tốt|sớm(?: nhất)?|đầu (?:tháng|quý|năm|tuần)|giữa (?:tháng|quý|năm|tuần)|cuối (?:tháng|quý|năm|tuần)"
    r"|khẩn trương|ngay|sắp tới|thời gian tới|kịp thời|khi có điều kiện|trong thời gian)\b",
    re.IGNORECASE,
)


def read_deadline(text: str) -> Deadline | None:
    """Read a deadline; None where the text fixes no day and no repetition. ValueError: a day that does not exist."""
    said = _DONE.sub("", " ".join(text.split()).rstrip(".;"))
    for form, kind in _FORMS:
        if found := form.fullmatch(said):
            return _of_days(kind, found.groupdict())
    if _RHYTHM.search(said) and not _UNCLEAR.search(said):
        return Deadline(DeadlineKind.RHYTHM, words=said)
    return None


def unclear_words(text: str) -> str:
    """The words of a deadline that do not say when the time is over (`sớm`, `giữa tháng`); "" where there are none."""
    found = _UNCLEAR.search(text)
    clear = _FULL_DATE.search(text) or _RHYTHM.search(text)
    return found[0] if found is not None and not clear else ""


def _of_days(kind: DeadlineKind, parts: Mapping[str, str | None]) -> Deadline:
    year = int(parts["year"] or 0)
    if parts.get("day"):
        day = date(year, int(parts["month"] or 0), int(parts["day"] or 0))
        return Deadline(kind, day, day - timedelta(days=1) if kind is DeadlineKind.BEFORE else day)
    first, last = 1, _MONTHS_IN_YEAR
    if parts.get("month"):
        first = last = int(parts["month"] or 0)
    elif quarter := parts.get("quarter"):
        number = int(quarter) if quarter.isdigit() else from_roman(quarter.upper()) or 0
        if not 1 <= number <= _QUARTERS:
            raise ValueError(quarter)
        first, last = 3 * number - 2, 3 * number
    begins = date(year, first, 1)
    return Deadline(kind, begins, last_of_month(year, last))


def parse_deadline(value: object) -> object:
    """Check a deadline and keep it in the clerk's words. ValueError for one that fixes no day."""
    if not isinstance(value, str):
        return value
    try:
        read = read_deadline(value)
    except ValueError:
        raise PydanticCustomError("date_impossible", "không có ngày này trong lịch") from None
    if read is None:
        raise PydanticCustomError("deadline_form", "không rõ thời hạn")
    return " ".join(value.split())


# For editors; what a deadline may be, `read_deadline` decides.
_TYPED: Final = (
    r"^.*(\d{1,2}/\d{1,2}/\d{4}|\d{4}-\d{2}-\d{2}|([Tt]háng|[Qq]uý|[Nn]ăm) .*\d{4}"
    r"|[Tt]hường xuyên|[Hh][ằà]ng |[Đđ]ịnh kỳ|[Mm]ỗi ).*$"
)
DeadlineText = Annotated[
    str,
    BeforeValidator(parse_deadline),
    StringConstraints(strip_whitespace=True, min_length=1),
    WithJsonSchema({"type": "string", "pattern": _TYPED}),
]
