"""The structure of the text (bố cục nội dung): phần, chương, mục, điều, khoản, điểm by their printed numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.reading import set_phrases
from pipeline.reading.facts import Paragraph
from pipeline.reading.recognised import Unit, UnitKind

_WORD = re.compile(
    r"^(?P<word>phần|chương|mục|tiểu mục)\s+(?P<number>thứ\s+\w+|[ivxlc]+|\d+|[a-zđ])(?!\w)\s*[.:]?\s*(?P<title>.*)$",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"^điều\s+(?P<number>\d+[a-zđ]?)\s*[.:]?\s*(?P<title>.*)$", re.IGNORECASE | re.DOTALL)
_ROMAN = re.compile(r"^(?P<number>[IVXLC]+)\s*[.)-]\s+(?P<title>.*)$", re.DOTALL)
_CLAUSE = re.compile(r"^(?P<number>\d{1,3})\s*[.)]\s+(?P<title>.*)$", re.DOTALL)
_POINT = re.compile(r"^(?P<number>[a-zđ])\s*[).]\s+(?P<title>.*)$", re.DOTALL)
_DASH = re.compile(r"^[-–—+•*]\s*")
_WORDS = {
    "phần": UnitKind.PART,
    "chương": UnitKind.CHAPTER,
    "mục": UnitKind.SECTION,
    "tiểu mục": UnitKind.SUBSECTION,
}
_TITLED = frozenset(_WORDS.values())
_LONGEST_TITLE = 250


def units_of(paragraphs: Sequence[Paragraph], *, part: int) -> tuple[Unit, ...]:
    """The units of the text of one part; paragraphs in tables and blank ones are left out."""
    units: list[Unit] = []
    owner: int | None = None
    for paragraph in paragraphs:
        unit = _unit(paragraph, part=part, after_heading=owner is not None)
        if unit.kind is UnitKind.TITLE and owner is not None:
            units[owner] = replace(units[owner], title=f"{units[owner].title} {paragraph.plain}".strip())
        elif unit.kind in _TITLED:
            owner = len(units)
        else:
            owner = None
        units.append(unit)
    return tuple(units)


def _unit(paragraph: Paragraph, *, part: int, after_heading: bool) -> Unit:
    text = paragraph.plain
    heading = paragraph.alignment in {"center", None} and len(text) <= _LONGEST_TITLE
    if heading and (found := _WORD.match(text)) and _stands_alone(paragraph, found):
        kind = _WORDS[set_phrases.key(found["word"])]
        return Unit(kind=kind, paragraph=paragraph.index, part=part, number=found["number"], title=found["title"])
    if (
        after_heading
        and heading
        and not _ARTICLE.match(text)
        and (set_phrases.capitals(text) or set_phrases.bold(paragraph))
    ):
        return Unit(kind=UnitKind.TITLE, paragraph=paragraph.index, part=part, title=text)
    for kind, pattern in _numbered(text):
        if found := pattern.match(text):
            return Unit(kind=kind, paragraph=paragraph.index, part=part, number=found["number"], title=found["title"])
    kind = UnitKind.DASH if _DASH.match(text) else UnitKind.TEXT
    return Unit(kind=kind, paragraph=paragraph.index, part=part)


def _stands_alone(paragraph: Paragraph, found: re.Match[str]) -> bool:
    """Whether it is a heading, not the beginning of a sentence such as “Mục 1 Chương II quy định”."""
    title = found["title"].strip()
    return not title or set_phrases.bold(paragraph) is True or set_phrases.capitals(title)


def _numbered(text: str) -> Iterator[tuple[UnitKind, re.Pattern[str]]]:
    if text[:1] in "Đđ":
        yield UnitKind.ARTICLE, _ARTICLE
    yield UnitKind.ROMAN, _ROMAN
    yield UnitKind.CLAUSE, _CLAUSE
    yield UnitKind.POINT, _POINT
