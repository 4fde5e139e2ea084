"""Shared headings of columns (tiêu đề nhóm cột): a second row above the head of a table, with merged cells."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from itertools import islice
from typing import Final

from lxml import etree

from pipeline.lengths import TWIPS_PER_POINT
from pipeline.papers.official_document import TableContent
from pipeline.typeset.docx.held_words import Setting, hold_words
from pipeline.typeset.docx.wordml import w

# What stands before a span, and before a vertical merge, among the properties of a cell (CT_TcPr of ISO 29500).
_BEFORE_SPAN: Final = frozenset(w(name) for name in ("cnfStyle", "tcW"))
_BEFORE_MERGE: Final = _BEFORE_SPAN | {w("gridSpan"), w("hMerge")}


def group_heads(
    table: etree._Element, content: TableContent, widths: Sequence[float], *, size: float, padding: float
) -> None:
    """Add, in place, a row of shared headings above the head row; a heading without one goes over both rows.

    `widths` of the columns in points; `size` of the text and `padding` of a cell, both sides together, in points. A table
    whose columns share no heading is left as it is.
    """
    head = table.find(w("tr"))
    if head is None or not any(column.group for column in content.columns):
        return
    upper = deepcopy(head)
    head.addprevious(upper)
    own, above, measures = iter(head.findall(w("tc"))), iter(upper.findall(w("tc"))), iter(widths)
    for heading, count in content.groups:
        first, *others = islice(above, count)
        below, room = list(islice(own, count)), sum(islice(measures, count))
        if not heading:
            _property(first, "vMerge", "restart", _BEFORE_MERGE)
            _property(below[0], "vMerge", "continue", _BEFORE_MERGE)
            _say(below[0], "")
            continue
        for cell in others:
            upper.remove(cell)
        if count > 1:
            _property(first, "gridSpan", str(count), _BEFORE_SPAN)
        measure = first.find(f"{w('tcPr')}/{w('tcW')}")
        if measure is not None:
            measure.set(w("w"), str(round(room * TWIPS_PER_POINT)))
        _say(first, heading)
        for paragraph in first.findall(w("p")):
            hold_words(paragraph, Setting(room=room - padding, size=size, bold=True))


def _property(cell: etree._Element, name: str, value: str, before: frozenset[str]) -> None:
    properties = cell.find(w("tcPr"))
    if properties is None:
        properties = etree.Element(w("tcPr"))
        cell.insert(0, properties)
    place = sum(child.tag in before for child in properties)
    properties.insert(place, etree.Element(w(name), {w("val"): value}))


def _say(cell: etree._Element, words: str) -> None:
    """Put words in place of those of a cell: into its first text, the others are emptied."""
    texts = list(cell.iter(w("t")))
    for node in texts:
        node.text = ""
    if texts:
        texts[0].text = words
    for line in list(cell.iter(w("br"))):
        parent = line.getparent()
        if parent is not None:
            parent.remove(line)
