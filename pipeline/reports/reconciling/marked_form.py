"""A unit's own form with its open points marked (biểu mẫu đánh dấu): each cell is filled and has a question as comment.

The unit corrects the form and sends it again; that is a new version, and it settles the questions that it answers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from pipeline.errors import Unreadable
from pipeline.records.agency import Agency
from pipeline.reports import form_layout
from pipeline.reports.identity import form_facts
from pipeline.reports.marked_cells import mark_cells
from pipeline.reports.question_marks import question_text, returned_name
from pipeline.reports.reconciling.worklist import FIGURE, Row
from pipeline.reports.reporting_round import Round
from pipeline.reports.sheets import Book, Cell, address, read_book
from pipeline.reports.submission import Submission

_ZIP: Final = b"PK"


@dataclass(frozen=True)
class MarkedForm:
    """The marked file (None: it cannot be marked), its name, how many points are marked, and why others are not."""

    name: str
    data: bytes | None
    marked: int
    why: str = ""


def marked_form(reporting_round: Round, unit: Agency, rows: Sequence[Row]) -> MarkedForm:
    """A unit's last form with these points marked; if that cannot be done, no file and the reason."""
    try:
        return _marked(reporting_round, unit, rows)
    except Unreadable as error:
        return MarkedForm("", None, 0, error.message.rstrip("."))


def _marked(reporting_round: Round, unit: Agency, rows: Sequence[Row]) -> MarkedForm:
    form, data, book = _own_form(reporting_round, unit)
    marks: dict[str, dict[str, str]] = {}
    spots = [(_spot(book, form, row), row) for row in rows]
    for spot, row in spots:
        if spot is not None:
            marks.setdefault(spot[0], {})[spot[1]] = question_text(row.problems, row.likely)
    if not marks:
        raise Unreadable("không câu hỏi nào nằm ở một ô của biểu mẫu", "")
    made = mark_cells(data, marks)
    if _bare(read_book(made, book.name), marks) != _bare(book, marks):
        raise Unreadable("tệp không giữ nguyên được khi đánh dấu", "")
    left = sum(spot is None for spot, _ in spots)
    why = f"{left} câu hỏi không nằm ở một ô, chỉ có trong công văn" if left else ""
    return MarkedForm(returned_name(unit.id, form.version), made, sum(map(len, marks.values())), why)


def _own_form(reporting_round: Round, unit: Agency) -> tuple[Submission, bytes, Book]:
    """A unit's last form: version, bytes, content. Unreadable: there is none, or the program did not print it for this unit."""
    forms = [version for version in reporting_round.store.versions(unit.id) if not version.in_words]
    if not forms:
        raise Unreadable("đơn vị chưa gửi biểu mẫu", "")
    form = forms[-1]
    data = reporting_round.store.original(form)
    if not data.startswith(_ZIP) or form.file.lower().endswith(".ods"):
        raise Unreadable("chỉ đánh dấu được tệp .xlsx", "")
    book = read_book(data, form.file.rpartition("/")[2])
    if form_facts(book).get("đơn vị") != unit.id:
        raise Unreadable("tệp không phải biểu mẫu đã phát cho đơn vị", "")
    return form, data, book


def _spot(book: Book, form: Submission, row: Row) -> tuple[str, str] | None:
    """Sheet and cell of a point in the form; None if the point is not a cell of it."""
    source = row.source
    if source is not None:
        known = source.file == form.file and source.cell and book.sheet(source.sheet) is not None
        return (source.sheet, source.cell) if known else None
    if row.key[0] != FIGURE or row.indicator is None:
        return None
    return next(_answers(book, row.indicator.id, row.column), None)


def _answers(book: Book, indicator: str, column: str) -> Iterator[tuple[str, str]]:
    """Sheets and cells in which an indicator is answered, by the hidden keys of the form."""
    wanted = (f"{form_layout.ROW_MARK}{indicator}", f"{form_layout.COLUMN_MARK}{column}")
    for sheet in book.sheets:
        row, at = (
            next((spot[axis] for spot, cell in sheet.cells.items() if cell.text == mark), 0)
            for axis, mark in enumerate(wanted)
        )
        if row and at:
            yield sheet.name, address((row, at))


def _bare(book: Book, marks: dict[str, dict[str, str]]) -> Book:
    """The book without comments, and without fills of the marked cells, so that two books can be compared."""
    sheets = []
    for sheet in book.sheets:
        own = marks.get(sheet.name, {})
        cells = {}
        for spot, cell in sheet.cells.items():
            bare: Cell = replace(cell, comment="", fill="" if address(spot) in own else cell.fill)
            if bare.text or bare.formula or bare.broken:
                cells[spot] = bare
        sheets.append(replace(sheet, cells=cells))
    return replace(book, sheets=tuple(sheets))
