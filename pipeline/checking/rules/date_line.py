"""The line of place and date (địa danh, thời gian ban hành) taken apart for the rules that each judge one thing of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.reading.recognised import Element, Paper, PartKind
from pipeline.text import to_nfc

_BLANK = r"[\s.…_]*"
_WORDS = re.compile(
    rf"(?P<place>.*?)\s*,?\s*\bngày\b(?P<day>{_BLANK}\d*{_BLANK})tháng\b(?P<month>{_BLANK}\d*{_BLANK})năm\b"
    rf"(?P<year>{_BLANK}\d*)",
    re.IGNORECASE,
)
_FIGURES = re.compile(
    r"(?P<place>.*?)\s*,?\s*(?:ngày\s*)?(?P<day>\d{1,2})\s*[/.-]\s*(?P<month>\d{1,2})\s*[/.-]\s*(?P<year>\d{4})"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class DateLine:
    """One line `Hà Nội, ngày 05 tháng 01 năm 2020`; `day`, `month`, `year` are the digits, empty where left blank.

    `in_words` tells whether it is written with "ngày … tháng … năm …". `paragraph` is its index.
    """

    text: str
    place: str
    day: str
    month: str
    year: str
    in_words: bool
    paragraph: int


def date_line(paper: Paper) -> DateLine | None:
    """The line of place and date of the main paper; None where there is none."""
    component = paper.component(Element.PLACE_DATE)
    if component is None or paper.parts[component.part].kind is not PartKind.MAIN:
        return None
    text = " ".join(to_nfc(paper.text(component)).split())
    words = _WORDS.match(text)
    found = words or _FIGURES.match(text)
    groups = found.groupdict() if found else {"place": text, "day": "", "month": "", "year": ""}
    return DateLine(
        text=text,
        place=groups["place"].strip(),
        day=_digits(groups["day"]),
        month=_digits(groups["month"]),
        year=_digits(groups["year"]),
        in_words=words is not None,
        paragraph=component.paragraphs[0],
    )


def _digits(text: str) -> str:
    return "".join(sign for sign in text if sign.isdigit())
