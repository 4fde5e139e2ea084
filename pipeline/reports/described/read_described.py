"""A file read by the outline's descriptions (đọc biểu có sẵn): what it says of each unit, and questions about it.

A file may hold many units. Each unit gets its figures and the questions about them. Questions about the file as a
whole, such as a wrong total, are kept with one of its units and marked as the file's own. Questions about a unit that
sent nothing are kept there too, with that unit's id.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from typing import Final

from pipeline.records.office import Office
from pipeline.records.own_form import OwnForm
from pipeline.records.reporting import Period
from pipeline.reports.described.months import Months, odd_summaries
from pipeline.reports.described.named_units import ConfirmedNames
from pipeline.reports.described.read_item_rows import read_item_rows
from pipeline.reports.described.read_list import read_list
from pipeline.reports.described.read_unit_rows import read_unit_rows
from pipeline.reports.described.sheet_reading import NAME, SHEET, Got, Note, Scope, SheetReading
from pipeline.reports.returned_form import Returned
from pipeline.reports.sheets import Book, Sheet
from pipeline.reports.submission import THE_FILE, Question, Reported, Source


@dataclass(frozen=True)
class DescribedReading:
    """What a file says: its content by unit, questions about no single unit, and what was left aside and why."""

    units: Mapping[str, Returned]
    unplaced: tuple[Question, ...]
    notes: tuple[Note, ...]

    @property
    def questions(self) -> tuple[Question, ...]:
        """All questions of the file."""
        return (*self.unplaced, *(question for unit in self.units.values() for question in unit.questions))

    def sent(self) -> Mapping[str, Returned]:
        """The units that the file has an answer of; a unit listed as "chưa báo cáo" has sent nothing."""
        return {
            unit: returned
            for unit, returned in self.units.items()
            if returned.figures or any(question.indicator for question in returned.questions)
        }

    def kept_for(self, unit: str, *, holder: str) -> Returned:
        """What is kept for a unit; `holder` also gets the questions about the file and about units that sent nothing."""
        returned = self.units[unit]
        if unit != holder:
            return returned
        sent = self.sent()
        whole = (replace(item, about=THE_FILE) for item in self.unplaced)
        silent = (
            replace(item, about=key) for key, part in self.units.items() if key not in sent for item in part.questions
        )
        return replace(returned, questions=(*whole, *silent, *returned.questions))


def read_described(book: Book, *, office: Office, period: Period, given: str | None = None) -> DescribedReading | None:
    """Read a file by the forms of the outline; None if no sheet of it holds figures in such a form.

    `given`: the id of the unit whose file it is, if somebody named it.
    """
    outline = office.outline(period.outline)
    if not outline.own_forms:
        return None
    scope = Scope(book, period, outline, ConfirmedNames(office.units(period.units), outline.own_forms), given)
    readings: list[SheetReading] = []
    left: list[Sheet] = []
    for sheet in book.sheets:
        reading = _by_one_form(scope, sheet)
        if reading is None:
            left.append(sheet)
        else:
            readings.append(reading)
    if not any(reading.form.use == "số liệu" for reading in readings):
        return None
    return _together(scope, readings, left)


def _by_one_form(scope: Scope, sheet: Sheet) -> SheetReading | None:
    for form in scope.outline.own_forms:
        if _named(sheet, form.sheets) and not _named(sheet, form.skipped_sheets):
            reading = _READERS[form.layout](scope, form, sheet)
            if reading is not None:
                return reading
    return None


_READERS: Final[Mapping[str, Callable[[Scope, OwnForm, Sheet], SheetReading | None]]] = {
    "đơn vị theo hàng": read_unit_rows,
    "chỉ tiêu theo hàng": read_item_rows,
    "danh sách": read_list,
}


def _named(sheet: Sheet, patterns: Sequence[str]) -> bool:
    return any(fnmatchcase(sheet.name.lower(), pattern.lower()) for pattern in patterns)


def _together(scope: Scope, readings: Sequence[SheetReading], left: Sequence[Sheet]) -> DescribedReading:
    months = Months(scope, tuple(reading for reading in readings if _is_month(reading)))
    whole = [reading for reading in readings if reading.form.use == "số liệu" and not _is_month(reading)]
    checks = [reading for reading in readings if reading.form.use == "đối chiếu" and months.covers(reading)]
    hidden = [reading for reading in whole if not reading.sheet.visible]
    got = [item for reading in whole if reading not in hidden for item in reading.got]
    got += months.figures()
    counted = [reading for month, reading in months.used.items() if month in months.of_year]
    questions: list[tuple[str | None, Question]] = []
    notes: list[Note] = []
    for reading in (*(reading for reading in whole if reading not in hidden), *counted):
        questions += [*reading.questions, *reading.silent.items()]
    for reading in checks:
        questions += reading.questions
    questions += [*months.odd_sums(), *odd_summaries(scope, months, checks, got)]
    for reading in readings:
        notes += reading.notes
    notes += months.set_aside([reading for reading in readings if reading.form.use == "đối chiếu"])
    own = months.problems() if months.readings else ()
    for item in (*own, *_hidden(scope, hidden), *_sheets_left(scope, left)):
        if isinstance(item, Note):
            notes.append(item)
        else:
            questions.append((None, item))
    return _by_unit(scope, got, tuple(_once(questions)), notes)


def _is_month(reading: SheetReading) -> bool:
    return reading.form.use == "số liệu" and reading.form.each_sheet == "một tháng"


def _once(questions: Sequence[tuple[str | None, Question]]) -> Iterator[tuple[str | None, Question]]:
    """The questions without repeats: a name on several sheets is asked about once, and so is a cell."""
    settled = {(unit, question.source) for unit, question in questions if question.code != SHEET}
    seen: set[tuple[str | None, str]] = set()
    for unit, question in questions:
        if question.code == SHEET and question.source.cell and (unit, question.source) in settled:
            continue
        if question.code == NAME:
            if (unit, question.text) in seen:
                continue
            seen.add((unit, question.text))
        yield unit, question


def _hidden(scope: Scope, readings: Sequence[SheetReading]) -> Iterator[Question]:
    for reading in readings:
        doubt = "trang ẩn có cùng biểu; chưa được đọc: là bản cũ hay là số liệu?"
        yield Question(SHEET, None, "", reading.sheet.name, doubt, (), Source(scope.book.name, reading.sheet.name, ""))


def _by_unit(
    scope: Scope, got: Sequence[Got], questions: Sequence[tuple[str | None, Question]], notes: Sequence[Note]
) -> DescribedReading:
    said = [(item.unit, item.said) for item in got if item.said is not None and not _is_typed_ratio(scope, item)]
    asked = [(unit, question) for unit, question in questions if unit is not None]
    order = [unit for unit in scope.names.units if any(unit == key for key, _ in (*said, *asked))]
    units = {
        unit: Returned(
            figures=tuple(item for key, item in said if key == unit and isinstance(item, Reported)),
            passages=(),
            questions=(
                *(question for key, question in asked if key == unit),
                *(item for key, item in said if key == unit and isinstance(item, Question)),
            ),
        )
        for unit in order
    }
    return DescribedReading(units, tuple(question for unit, question in questions if unit is None), tuple(notes))


def _is_typed_ratio(scope: Scope, item: Got) -> bool:
    """Whether the answer is a typed ratio, which is worked out instead; a ratio's plan is taken as typed."""
    return scope.indicator(item.indicator).is_computed and item.column not in {"kế hoạch", "cùng kỳ"}


def _sheets_left(scope: Scope, left: Sequence[Sheet]) -> Iterator[Note | Question]:
    skipped = [pattern for form in scope.outline.own_forms for pattern in form.skipped_sheets]
    for sheet in left:
        where = Source(scope.book.name, sheet.name, "")
        hidden = "" if sheet.visible else "trang ẩn, "
        if _named(sheet, skipped):
            yield Note(where, sheet.name, f"{hidden}mô tả của biểu cho bỏ qua trang này")
        elif any(cell.text for cell in sheet.cells.values()):
            doubt = f"{hidden}trang không có trong mô tả của biểu, chưa được đọc"
            yield Question(SHEET, None, "", sheet.name, doubt, (), where)
