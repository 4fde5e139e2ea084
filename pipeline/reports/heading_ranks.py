"""The rank of a heading in a report (cấp tiêu đề): by its numbering, by Word's heading style, or by its look."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from pipeline.reading.facts import Paragraph

TOP: Final = 2.0
_LOOSE: Final = 5.5  # a bold line without a number, in a report whose headings are numbered
_LONGEST: Final = 14  # words
_LONGEST_HIGH: Final = 32
_END: Final = r"(?:\s*[./):–-]\s*|\s+(?=\S))"
_RANKS: Final = (
    (0.0, re.compile(r"^\s*phần\s+(?:thứ\s+)?(?:\w{1,4})(?:\s*[./):–-]\s*|\s*$)", re.IGNORECASE)),
    (TOP, re.compile(r"^\s*(?:mục\s+)?(?P<n>[IVXLC]+)\s*[./):–-]\s*", re.IGNORECASE)),
    (1.0, re.compile(r"^\s*(?P<n>[A-ZĐ])\s*[./):–-]\s+")),
    (4.0, re.compile(r"^\s*(?P<n>\d+\.\d+)(?:[./):]\s*|\s+)")),
    (5.0, re.compile(r"^\s*(?P<n>\d+(?:\.\d+){2,})(?:[./):]\s*|\s+)")),
    (3.0, re.compile(r"^\s*(?P<n>\d{1,2})\s*[./):–-]\s*(?!\d)")),
    (6.0, re.compile(r"^\s*(?P<n>[a-zđ])\s*[.)/]\s+")),
)
_LETTERS: Final = frozenset("CDLM")
_STRONG: Final = 3.0


@dataclass(frozen=True)
class Numbered:
    """The numbering of a line: its rank (a lower rank stands higher), its last number, and the text after it."""

    rank: float
    number: int | None
    rest: str


def numbered(text: str, *, letters: bool = False) -> Numbered | None:
    """The numbering at the beginning of a line; None if there is none.

    `letters`: the report numbers parts with `A.` and `B.`, so that `C.` is a letter and no Roman number.
    """
    for rank, pattern in _RANKS:
        found = pattern.match(text)
        if found is None:
            continue
        said = found.groupdict().get("n") or ""
        if rank == TOP and (not said.isupper() or (letters and said in _LETTERS)):
            continue  # `c)` and, among letters, `C.` are no Roman numbers
        last = said.rpartition(".")[2]
        return Numbered(rank, int(last) if last.isdigit() else None, text[found.end() :])
    return None


def has_letters(texts: Iterable[str]) -> bool:
    """Whether a report numbers its parts with letters."""
    return any(re.match(r"^\s*[AB]\s*[./):–-]\s+\S", text) for text in texts)


def bare(text: str) -> str:
    """A line's text without its numbering."""
    found = numbered(text)
    return found.rest if found is not None else text


def is_bold(paragraph: Paragraph) -> bool:
    """Whether all visible text of a paragraph is bold."""
    return bool(paragraph.inked) and all(run.bold for run in paragraph.inked)


def is_set_off(paragraph: Paragraph, text: str) -> bool:
    """Whether a line looks like a heading: short, not ended like a sentence, and bold, styled, capital or numbered high."""
    found = numbered(text)
    high = found is not None and found.rank < _STRONG
    strong = paragraph.level is not None or high or text.isupper()
    if len(text.split()) > (_LONGEST_HIGH if strong else _LONGEST) or text.endswith((".", ";", ",")):
        return False
    return strong or is_bold(paragraph)


def rank_of(paragraph: Paragraph, text: str, *, letters: bool, numbers: bool) -> float:
    """The rank of a heading; a lower rank stands higher.

    `letters`: as for `numbered`. `numbers`: whether the report numbers its headings at all.
    """
    found = numbered(text, letters=letters)
    if found is not None:
        return found.rank
    if paragraph.level is not None:
        return TOP - 1 + paragraph.level
    if text.isupper() or not numbers:
        return TOP
    return _LOOSE
