"""What stands around a table of an office's own form (quanh bảng): title and period above, notes below, blocks beside."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.records.own_form import OwnForm
from pipeline.reports.cell_marks import Spot
from pipeline.reports.described.heading_words import word_key
from pipeline.reports.described.sheet_reading import FOOTNOTE, PERIOD, SHEET, Note, Scope
from pipeline.reports.described.stated_periods import Stated, stated_periods
from pipeline.reports.described.table_head import Head
from pipeline.reports.described.unit_lines import Kind, Line
from pipeline.reports.notes_beside import beside_words
from pipeline.reports.sheets import Sheet
from pipeline.reports.submission import Question

_MARK: Final = re.compile(r"\(\*+\)|\*+|\([a-z0-9]\)$|[¹²³]")
_SIGNING: Final = re.compile(
    r"người lập|thủ trưởng|chủ tịch|giám đốc|ký|đóng dấu|ngày \d|tm\.|kt\.|tl\.|q\.", re.IGNORECASE
)


@dataclass(frozen=True)
class Around:
    """What stands around a table: questions (with the unit, or None), notes, and the periods that the title names."""

    questions: tuple[tuple[str | None, Question], ...]
    notes: tuple[Note, ...]
    stated: tuple[Stated, ...]


def around(
    scope: Scope, form: OwnForm, sheet: Sheet, head: Head, lines: Sequence[Line], figure_columns: frozenset[int]
) -> Around:
    """Read what stands above, below and beside a table of units."""
    title = title_of(sheet, head)
    stated = tuple(period for _, text in title for period in stated_periods(text))
    questions: list[tuple[str | None, Question]] = []
    if question := period_question(scope, form, sheet, title, stated):
        questions.append((None, question))
    found = (*_below(scope, sheet, lines, head), *_beside(scope, form, sheet, head, lines, figure_columns))
    questions += [item for item in found if isinstance(item, tuple)]
    notes = [Note(scope.source(sheet, spot), text, "đầu trang") for spot, text in title]
    notes += [item for item in found if isinstance(item, Note)]
    return Around(tuple(questions), tuple(notes), stated)


def title_of(sheet: Sheet, head: Head) -> tuple[tuple[Spot, str], ...]:
    """The cells with text above a table: place and text."""
    return tuple((spot, cell.text) for spot, cell in sorted(sheet.cells.items()) if spot[0] < head.top and cell.text)


def period_question(
    scope: Scope, form: OwnForm, sheet: Sheet, title: Sequence[tuple[Spot, str]], stated: Sequence[Stated]
) -> Question | None:
    """A question if the title names another period than the reporting period, or none; else None.

    Sheets of single months and sheets used only for checks are not asked about here.
    """
    days = scope.period.days
    if form.period_place == "không ghi" or form.each_sheet == "một tháng" or form.use == "đối chiếu" or days is None:
        return None
    if any((period.first, period.last) == days for period in stated):
        return None
    named = [period for period in stated if not period.window] or list(stated)
    spot = next((at for at, text in title if named and named[0].text in " ".join(text.lower().split())), None)
    text = dict(title).get(spot, "") if spot else ""
    said = f"đầu trang ghi “{named[0].text}”" if named else "đầu trang không ghi kỳ báo cáo"
    doubt = f"{said}, kỳ đang nhận là “{scope.period.name}”; số liệu vẫn được đọc, cần xác nhận"
    return Question(PERIOD, None, "", text, doubt, (), scope.source(sheet, spot))


Found = tuple[str | None, Question] | Note


def _below(scope: Scope, sheet: Sheet, lines: Sequence[Line], head: Head) -> Iterator[Found]:
    """Questions and notes on the text below a table; text tied to a unit is a question, as a person must decide it."""
    marked: dict[str, str] = {}
    for line in lines:
        if line.kind is Kind.UNIT and line.unit is not None:
            marked.update(dict.fromkeys(_MARK.findall(line.text), line.unit.id))
    words = {line.row for line in lines if line.kind is Kind.WORDS}
    for spot, cell in sorted(sheet.cells.items()):
        if spot[0] in words and cell.text and (spot[1] in head.paths):
            yield from footnote(scope, sheet, spot, cell.text, marked)


def footnote(scope: Scope, sheet: Sheet, spot: Spot, text: str, marked: dict[str, str]) -> Iterator[Found]:
    """A question for each unit that a text below the table speaks of, else a note. `marked`: footnote sign to unit id."""
    tied = [unit for mark, unit in marked.items() if mark in text]
    units = dict.fromkeys((*tied, *(unit.id for unit in scope.names.spoken_of(text))))
    source = scope.source(sheet, spot)
    if units and not _SIGNING.match(text):
        for unit in units:
            doubt = "ghi chú dưới bảng nói tới số liệu của đơn vị này; số trong bảng chưa được thêm, bớt theo ghi chú"
            yield unit, Question(FOOTNOTE, None, "", text, doubt, (), source)
    else:
        yield Note(source, text, "lời dưới bảng, không phải số liệu")


def _beside(
    scope: Scope, form: OwnForm, sheet: Sheet, head: Head, lines: Sequence[Line], figure_columns: frozenset[int]
) -> Iterator[Found]:
    """Questions and notes on cells left or right of the table, and on comments at cells that are no figures."""
    units = {line.row: line.unit.id for line in lines if line.unit is not None}
    aside = aside_columns(form, sheet, head)
    for spot, cell in sorted(sheet.cells.items()):
        row, column = spot
        if row < head.top or not (cell.text or cell.comment):
            continue
        if column in aside:
            yield Note(scope.source(sheet, spot), cell.text, "khối cạnh bảng, mô tả của biểu cho bỏ qua")
        elif column not in head.paths:
            doubt = "ô nằm cạnh bảng, không thuộc cột nào của biểu"
            yield units.get(row), Question(SHEET, None, "", cell.text, doubt, (), scope.source(sheet, spot))
        elif (said := beside_words(cell)) and column not in figure_columns:
            yield units.get(row), Question(SHEET, None, "", cell.text, said, (), scope.source(sheet, spot))


def aside_columns(form: OwnForm, sheet: Sheet, head: Head) -> frozenset[int]:
    """The columns of blocks beside the table that the description says to skip."""
    wanted = {word_key(text) for text in form.skipped_blocks}
    taken = {column for (_, column), cell in sheet.cells.items() if cell.text}
    found: set[int] = set()
    for (row, column), cell in sheet.cells.items():
        if row >= head.top and column not in head.paths and word_key(cell.text) in wanted:
            at = column
            while at in taken and at not in head.paths:
                found.add(at)
                at += 1
    return frozenset(found)
