"""Cells of a form that nobody is to fill in (ô in sẵn): closed cells and printed words, and what was typed over them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from pipeline.records.agency import Agency
from pipeline.records.reporting import Indicator, Outline, Period
from pipeline.reports import form_layout
from pipeline.reports.cell_reading import read_cell
from pipeline.reports.identity import labelled
from pipeline.reports.numerals import read_numeral
from pipeline.reports.sheets import Cell, Sheet
from pipeline.reports.typed_names import plain_name
from pipeline.reports.unit_form import Beside


@dataclass(frozen=True)
class Printed:
    """What a form was printed from: outline, period, unit, earlier figures (`beside`), and its hidden sheet (`facts`)."""

    outline: Outline
    period: Period
    unit: Agency
    beside: tuple[Beside, ...]
    facts: Mapping[str, str]

    def names(self, indicator: Indicator) -> tuple[str, ...]:
        """The indicator's name in the outline, and the name in this form if the outline was reworded since."""
        printed = self.facts.get(f"{form_layout.NAME_MARK}{indicator.id}")
        return (indicator.name, printed) if printed else (indicator.name,)

    def is_filled_over(self, cell: Cell | None, indicator: Indicator, column: str) -> bool:
        """Whether something was typed into a cell that was printed closed.

        False for a cell that was open when the form was printed and is closed only by today's outline.
        """
        closed = self.facts.get(f"{form_layout.CLOSED_MARK}{indicator.id}", "").split(form_layout.BESIDE_SPLIT)
        was_asked = f"{form_layout.NAME_MARK}{indicator.id}" in self.facts and column not in closed
        return cell is not None and not was_asked and plain_name(cell.text) not in {"", form_layout.CLOSED}

    def plan_doubt(self, cell: Cell, indicator: Indicator) -> str:
        """Why a plan cell is asked about: it holds another plan than the unit was given; empty if it does not."""
        printed = self.facts.get(f"{form_layout.PLAN_MARK}{indicator.id}", "")
        known = {words for words in (printed, form_layout.plan_words(indicator, self.unit, self.period)) if words}
        if not cell.text or plain_name(cell.text) in map(plain_name, known) or self._is_known(cell, indicator, known):
            return ""
        given = f"được giao {printed or next(iter(known))}" if known else "không được giao kế hoạch riêng"
        return f"kế hoạch năm {self.period.year} của “{indicator.name}”: đơn vị {given}, ô in sẵn này đã bị sửa"

    @staticmethod
    def _is_known(cell: Cell, indicator: Indicator, known: Collection[str]) -> bool:
        """Whether the cell holds the printed plan, typed again."""
        reading = read_cell(cell, indicator)
        plans = {value for words in known for value in read_numeral(words, measure=indicator.measure).values}
        return not reading.doubt and len(reading.values) == 1 and reading.values[0] in plans

    def of_row(self, indicator: Indicator) -> frozenset[str]:
        """The words that the form printed in an indicator's row, brought to one form for comparing."""
        texts = {indicator.measure, form_layout.answer_unit(indicator), *self.names(indicator)}
        texts |= set(self.facts.get(f"{form_layout.BESIDE_MARK}{indicator.id}", "").split(form_layout.BESIDE_SPLIT))
        texts |= set(filter(None, (note.words(indicator) for note in self.beside)))
        return frozenset(map(plain_name, texts)) - {""}

    def anywhere(self, sheet: Sheet, table: form_layout.FormTable, heads: Mapping[str, str]) -> frozenset[str]:
        """The words that the form printed above and around the rows, brought to one form for comparing."""
        return frozenset({*map(plain_name, self._around(table, heads)), *_labels(sheet)})

    def _around(self, table: form_layout.FormTable, heads: Mapping[str, str]) -> Iterator[str]:
        yield from (f"{table.sheet}. {table.title}", "TT", "Chỉ tiêu", "Đơn vị tính")
        yield from heads.values()
        yield from (note.name for note in self.beside)


def _labels(sheet: Sheet) -> Iterator[str]:
    """The lines that name the form's unit, its period and the days of its figures."""
    for cell in sheet.cells.values():
        named = any(
            labelled(cell.text, label) is not None for label in (form_layout.UNIT_LABEL, form_layout.PERIOD_LABEL)
        )
        if named or cell.text.startswith(form_layout.WINDOW):
            yield plain_name(cell.text)
