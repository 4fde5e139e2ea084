"""The blanks for number and day of a paper (chỗ để trống), marked in the copy that LibreOffice converts.

The blanks are found by their words, not by the template: an office's own template has them too, and so has the line
`(Kèm theo Quyết định số … ngày …)` of each annex. The Word file that the office keeps has no marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Final

from lxml import etree

from pipeline.papers.official_document import OfficialDocument
from pipeline.typeset.docx.wordml import text_of, w

_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
# In the head a blank gives way where its line has no room (`head_columns`), down to so many no-break spaces.
_NUMBER: Final = "(\u00a0{4,})/"
_DAY: Final = re.compile("ngày[ \u00a0](\u00a0{2,})[ \u00a0]tháng")


@dataclass(frozen=True, kw_only=True)
class WaitingBlank:
    """A value that a paper waits for: its kind, and the pattern of the words around its blank (group 1)."""

    kind: str
    words: re.Pattern[str]


def waiting_blanks(document: OfficialDocument) -> tuple[WaitingBlank, ...]:
    """The blanks of a paper, in the order in which they are filled: number, day."""
    blanks = []
    if document.number.number is None:
        number = re.compile(_NUMBER + re.escape(document.number.symbol))
        blanks.append(WaitingBlank(kind="so", words=number))
    if document.place_date is not None and document.place_date.day is None:
        blanks.append(WaitingBlank(kind="ngay", words=_DAY))
    return tuple(blanks)


def mark_names(kind: str, number: int) -> tuple[str, str]:
    """The names of the bookmarks at both ends of a blank, which LibreOffice passes on unchanged."""
    return f"cho{kind}{number}dau", f"cho{kind}{number}cuoi"


def put_waiting_marks(root: etree._Element, blanks: tuple[WaitingBlank, ...]) -> bool:
    """Put bookmarks at both ends of each blank, numbered in order; whether there are any."""
    if not blanks:
        return False
    free = 1 + max((int(mark.get(w("id"), "0")) for mark in root.iter(w("bookmarkStart"))), default=0)
    counts = dict.fromkeys((blank.kind for blank in blanks), 0)
    for paragraph in root.iter(w("p")):
        text = text_of(paragraph)
        found = []
        for blank in blanks:
            for match in blank.words.finditer(text):
                counts[blank.kind] += 1
                start, end = mark_names(blank.kind, counts[blank.kind])
                found += [(match.start(1), start), (match.end(1), end)]
        # From the last one back, so that the places before stay where they are.
        for place, name in sorted(found, reverse=True):
            _put_mark(paragraph, place, name, free)
            free += 1
    return any(counts.values())


def _put_mark(paragraph: etree._Element, place: int, name: str, number: int) -> None:
    """Put a bookmark before the character at `place`; its run is cut in two there."""
    for words, first in _words(paragraph):
        text = words.text or ""
        if not first <= place < first + len(text):
            continue
        run = words.getparent()
        if run is None:
            return
        start = etree.Element(w("bookmarkStart"), {w("id"): str(number), w("name"): name})
        end = etree.Element(w("bookmarkEnd"), {w("id"): str(number)})
        rest = _cut(run, words, place - first)
        rest.addprevious(start)
        rest.addprevious(end)
        return


def _words(paragraph: etree._Element) -> Iterator[tuple[etree._Element, int]]:
    """The text elements of a paragraph, each with the position at which it begins; a line break counts as one character."""
    first = 0
    for node in paragraph.iter(w("t"), w("br")):
        if node.tag == w("br"):
            first += 1
            continue
        yield node, first
        first += len(node.text or "")


def _cut(run: etree._Element, words: etree._Element, place: int) -> etree._Element:
    """The run that begins at a position of one of its text elements: itself, or a second one made of the rest."""
    before = [child for child in list(run)[: run.index(words)] if child.tag != w("rPr")]
    if place == 0 and not before:
        return run
    rest = deepcopy(run)
    for child in list(rest)[: run.index(words)]:
        if child.tag != w("rPr"):
            rest.remove(child)
    for child in list(run)[run.index(words) + 1 :]:
        run.remove(child)
    text = words.text or ""
    first = rest.find(w("t"))
    if first is not None:
        first.text = text[place:]
        first.set(_SPACE, "preserve")
    words.text = text[:place]
    words.set(_SPACE, "preserve")
    run.addnext(rest)
    return rest
