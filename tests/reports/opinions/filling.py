"""Fills in opinion slips as people do in Word: ticks, rows, several paragraphs in a cell, words anywhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from io import BytesIO

from docx import Document
from docx.document import Document as Word
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.table import Table

from pipeline.reports.opinions.slip_words import OTHERS, STANCES
from pipeline.typeset.docx.package import read_package, write_package

Row = tuple[str, str, str]  # place in the draft, opinion, reason; "\n" begins a new paragraph


@dataclass(frozen=True)
class Filling:
    """What somebody writes on a slip. `stance`: the key of the box that is ticked with `mark`."""

    stance: str | None = None
    mark: str = "x"
    rows: Sequence[Row] = ()
    others: Sequence[str] = ()
    outside: Sequence[str] = ()
    spoil: Callable[[Word], None] = field(default=lambda _: None)


def fill(blank: bytes, filling: Filling) -> bytes:
    """The filled slip: equal bytes for equal words, whenever it is made (a package bears the time of its writing)."""
    word = Document(BytesIO(blank))
    if filling.stance is not None:
        tick(word, filling.stance, filling.mark)
    table = opinions_table(word)
    while len(table.rows) <= len(filling.rows):
        table._tbl.append(deepcopy(table.rows[-1]._tr))
        for cell in table.rows[-1].cells:
            write(cell, "")
    for row, texts in zip(table.rows[1:], filling.rows, strict=False):
        for cell, text in zip(row.cells[1:], texts, strict=True):
            write(cell, text)
    below = next(one for one in word.paragraphs if OTHERS in one.text)
    for text in reversed(filling.others):
        below._p.addnext(_paragraph(word, text))
    for text in filling.outside:
        word.paragraphs[-1]._p.addprevious(_paragraph(word, text))
    filling.spoil(word)
    buffer = BytesIO()
    word.save(buffer)
    return write_package(read_package(buffer.getvalue()))


def tick(word: Word, stance: str, mark: str = "x") -> None:
    """Put a mark into the box of a choice."""
    for row in stances_table(word).rows:
        if row.cells[1].text == STANCES[stance]:  # type: ignore[index]
            write(row.cells[0], mark)


def stances_table(word: Word) -> Table:
    """The table with the boxes."""
    return next(table for table in word.tables if table.cell(0, 0).text == "Chọn")


def opinions_table(word: Word) -> Table:
    """The table of opinions."""
    return next(table for table in word.tables if table.cell(0, 0).text == "TT")


def write(cell: object, text: str) -> None:
    """Words into a cell, a paragraph for each line."""
    first, *more = text.split("\n")
    paragraphs = cell.paragraphs  # type: ignore[attr-defined]
    paragraphs[0].text = first
    for one in more:
        cell.add_paragraph(one)  # type: ignore[attr-defined]


def _paragraph(word: Word, text: str) -> BaseOxmlElement:
    added = word.add_paragraph(text)._p
    if (above := added.getparent()) is not None:
        above.remove(added)
    return added
