"""The texts in a returned form (lời văn trong biểu mẫu): those of the sections, and number, date and names at its end."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pipeline.intake.text import settle
from pipeline.records.reporting import ReportSection
from pipeline.reports import form_layout
from pipeline.reports.cell_doubts import hidden
from pipeline.reports.cell_marks import Spot
from pipeline.reports.form_signature import signature_lines, signature_rows
from pipeline.reports.notes_beside import beside_words
from pipeline.reports.sheets import Book, Sheet, address
from pipeline.reports.submission import FRAME, Passage, Question, Source
from pipeline.reports.typed_names import plain_name

_FULL: Final = 32_700  # a cell holds 32,767 signs


def signature_passages(book: Book) -> Iterator[Passage]:
    """Number, date, maker and signer as the unit filled them in; kept, but not printed in the report."""
    for sheet in book.sheets:
        if lines := tuple(settled_lines(line)[0] for line in signature_lines(sheet)):
            yield Passage(None, FRAME, lines, Source(book.name, sheet.name, ""))


def read_texts(book: Book, sheet: Sheet, sections: tuple[ReportSection, ...]) -> Iterator[Passage | Question]:
    """The texts of the sections, and a question for anything else on the sheet."""
    by_mark = {f"{form_layout.SECTION_MARK}{section.id}": section for section in sections}
    by_title = {plain_name(title): section for section in sections for title in (section.title, *section.other_titles)}
    rows: dict[int, ReportSection] = {}
    titles: set[Spot] = set()
    own = signature_rows(sheet)
    for (row, column), cell in sorted(sheet.cells.items()):
        if found := by_mark.get(cell.text) or by_title.get(plain_name(cell.text)):
            rows.setdefault(row, found)
            titles.add((row, column))
    for (row, column), cell in sorted(sheet.cells.items()):
        first = (row < form_layout.FIRST_ROW and row not in rows) or row in own
        where = Source(book.name, sheet.name, address((row, column)))
        if cell.comment and ((row, column) in titles or first or not cell.text):
            yield Question("BC-107", None, "", cell.comment, beside_words(cell), (), where)
        if (row, column) in titles or first or not cell.text:
            continue
        section = rows.get(row)
        if section is None:
            yield Question("BC-107", None, "", cell.text, "đoạn văn nằm ngoài các mục của đề cương", (), where)
            continue
        words, odd = settled_lines(cell.text)
        cut = "ô đầy, phần sau có thể đã bị cắt mất" if len(cell.text) >= _FULL else ""
        if odd := "; ".join(filter(None, (odd, cut, hidden(sheet, (row, column)), beside_words(cell)))):
            yield Question("BC-300", None, "", cell.text, odd, (), where)
        yield Passage(section.id, section.title, tuple(words.splitlines()), where)


def settled_lines(text: str) -> tuple[str, str]:
    """The lines of a cell as they may be printed, and what to ask about them (empty: nothing)."""
    settled = [settle(line) for line in text.splitlines()]
    lines = "\n".join(line for line, _ in settled if line)
    return lines, "; ".join(dict.fromkeys(doubt for _, doubt in settled if doubt))
