"""What is asked about, set aside (số liệu đang hỏi lại): out of totals, ranks and comparisons until somebody has decided.

Where two figures of a unit contradict each other either may be the wrong one, so neither counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from pipeline.reports.collected import Collected, Entry, asked_entry
from pipeline.reports.reconciling.doubt import Doubt
from pipeline.reports.submission import Question


def sound(collected: Collected, doubts: Iterable[Doubt]) -> Collected:
    """The period without the figures that are asked about; its `aside` has those."""
    keys = {key for doubt in doubts for key in doubt.keys}
    keys |= {(unit, question.indicator or "", question.column) for unit, question in _of_units(collected)}
    keys |= _of_whole_rows(collected)
    aside = {key: entry for key, entry in collected.entries.items() if key in keys}
    rest = {key: entry for key, entry in collected.entries.items() if key not in aside}
    return replace(collected, entries=rest, aside={**aside, **_unread(collected)})


def _of_units(collected: Collected) -> Iterator[tuple[str, Question]]:
    """The questions by unit; what is asked of a whole file, a column that is not there, concerns each of its units."""
    for unit, question in collected.questions:
        for concerned in collected.in_one_file(unit) if question.of_file else (unit,):
            yield concerned, question


def _of_whole_rows(collected: Collected) -> set[tuple[str, str, str]]:
    """Figures of rows that are asked about as a whole (there twice, with something beside them), but not corrected ones."""
    asked = {(unit, question.indicator) for unit, question in _of_units(collected) if not question.column}
    return {key for key, entry in collected.entries.items() if key[:2] in asked and entry.correction is None}


def _unread(collected: Collected) -> Mapping[tuple[str, str, str], Entry]:
    """Cells that could not be read with certainty: no figure, but something stands there."""
    known = {indicator.id for indicator in collected.outline.indicators}
    return {
        (unit, question.indicator, question.column): asked_entry(unit, question)
        for unit, question in _of_units(collected)
        if question.indicator in known
        and question.column
        and (unit, question.indicator, question.column) not in collected.entries
    }
