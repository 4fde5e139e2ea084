"""The lines of a report in words (dòng văn bản): each paragraph, and each row of a table with its cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from pipeline.intake.text import one_line
from pipeline.reading.facts import Cell, Paragraph, Table


@dataclass(frozen=True)
class Line:
    """A paragraph with its text, or a row of a table with its cells.

    The text of a row is that of its filled cells with a bar between them.
    """

    paragraph: Paragraph
    text: str
    table: int | None = None
    cells: tuple[str, ...] = ()


def lines(paragraphs: Iterable[Paragraph], tables: Iterable[Table] = ()) -> Iterator[Line]:
    """The lines in reading order without empty ones; a table with a single column is read as plain paragraphs."""
    frames = frozenset(table.index for table in tables if table.columns == 1)
    for place, group in groupby(paragraphs, key=lambda paragraph: _row(paragraph, frames)):
        if place is None:
            yield from (Line(paragraph, text) for paragraph in group if (text := one_line(paragraph.plain)))
        else:
            yield from _of_row(place[0], list(group))


def _row(paragraph: Paragraph, frames: frozenset[int]) -> tuple[int, int] | None:
    cell = paragraph.cell
    return None if cell is None or cell.table in frames else (cell.table, cell.row)


def _of_row(table: int, paragraphs: list[Paragraph]) -> Iterator[Line]:
    cells: dict[int, list[str]] = {}
    written: list[Paragraph] = []
    for paragraph in paragraphs:
        place: Cell | None = paragraph.cell
        texts = cells.setdefault(place.column if place is not None else 0, [])
        if text := one_line(paragraph.plain):
            texts.append(text)
            written.append(paragraph)
    if written:
        row = tuple(" ".join(cells.get(at, ())) for at in range(max(cells) + 1))
        yield Line(written[0], " | ".join(filter(None, row)), table, row)
