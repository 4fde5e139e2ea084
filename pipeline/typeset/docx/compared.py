"""Two versions side by side in a table (bản so sánh): words only in the old one struck out, only in the new one bold."""

from __future__ import annotations

import re
from copy import deepcopy
from difflib import SequenceMatcher
from itertools import zip_longest

from lxml import etree

from pipeline.typeset.docx.wordml import text_of, w

_WORDS = re.compile(r"\S+\s*|\s+")
# Below this share of common words marks would only be a second text.
_ENOUGH_IN_COMMON = 0.4
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
Piece = tuple[str, bool]  # words, and whether only this version has them


def mark_changes(table: etree._Element) -> None:
    """Mark the words that differ between the last two cells of each row below the header."""
    for row in table.findall(w("tr"))[1:]:
        earlier, later = (cell.findall(w("p")) for cell in row.findall(w("tc"))[-2:])
        for old, new in zip_longest(earlier, later):
            if old is None or new is None:
                alone, look = (old, "strike") if new is None else (new, "b")
                _rewrite(alone, [(text_of(alone), True)], look)
                continue
            before, after = pieces(text_of(old), text_of(new))
            _rewrite(old, before, "strike")
            _rewrite(new, after, "b")


def pieces(old: str, new: str) -> tuple[list[Piece], list[Piece]]:
    """Both texts cut where they differ; uncut where they have too little in common."""
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    matcher = SequenceMatcher(None, [word.strip() for word in before], [word.strip() for word in after], autojunk=False)
    if matcher.ratio() < _ENOUGH_IN_COMMON:
        return [(old, False)], [(new, False)]
    steps = matcher.get_opcodes()
    return (
        [("".join(before[start:end]), step != "equal") for step, start, end, _, _ in steps if end > start],
        [("".join(after[start:end]), step != "equal") for step, _, _, start, end in steps if end > start],
    )


def _rewrite(paragraph: etree._Element, found: list[Piece], look: str) -> None:
    """Replace the paragraph's run by one for each piece, with the given look on those that only this version has."""
    run = paragraph.find(w("r"))
    if run is None or not any(marked for _, marked in found):
        return
    for other in paragraph.findall(w("r"))[1:]:
        paragraph.remove(other)
    for text, marked in found:
        copy = deepcopy(run)
        for child in copy.findall(w("t"))[1:]:
            copy.remove(child)
        words = copy.find(w("t"))
        if words is None:
            words = etree.SubElement(copy, w("t"))
        words.text = text
        words.set(_SPACE, "preserve")
        if marked:
            _look(copy, look)
        run.addprevious(copy)
    paragraph.remove(run)


def _look(run: etree._Element, look: str) -> None:
    properties = run.find(w("rPr"))
    if properties is None:
        properties = etree.Element(w("rPr"))
        run.insert(0, properties)
    properties.insert(0, etree.Element(w(look)))
