"""Figures in question, set aside (số liệu đang hỏi lại): left out of totals, ranks and comparisons until decided.

If two figures of a unit contradict each other, both are set aside, as either may be wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from pipeline.reports.collected import Collected, Entry, asked_entry
from pipeline.reports.reconciling.doubt import Doubt
from pipeline.reports.submission import Question


def sound(collected: Collected, doubts: Iterable[Doubt]) -> Collected:
    """The period without figures in question; they are in its `aside`."""
    keys = {key for doubt in doubts for key in doubt.keys}
    keys |= {(unit, question.indicator or "", question.column) for unit, question in _of_units(collected)}
    keys |= _of_whole_rows(collected)
    aside = {key: entry for key, entry in collected.entries.items() if key in keys}
    rest = {key: entry for key, entry in collected.entries.items() if key not in aside}
    return replace(collected, entries=rest, aside={**aside, **_unread(collected)})


def _of_units(collected: Collected) -> Iterator[tuple[str, Question]]:
    """Each question with its unit; a question about a whole file goes to every unit of the file."""
    for unit, question in collected.questions:
        for concerned in collected.in_one_file(unit) if question.of_file else (unit,):
            yield concerned, question


def _of_whole_rows(collected: Collected) -> set[tuple[str, str, str]]:
    """The keys of figures in rows that are in question as a whole, without corrected figures."""
    asked = {(unit, question.indicator) for unit, question in _of_units(collected) if not question.column}
    return {key for key, entry in collected.entries.items() if key[:2] in asked and entry.correction is None}


def _unread(collected: Collected) -> Mapping[tuple[str, str, str], Entry]:
    """Cells that could not be read with certainty, as answers without a value."""
    known = {indicator.id for indicator in collected.outline.indicators}
    return {
        (unit, question.indicator, question.column): asked_entry(unit, question)
        for unit, question in _of_units(collected)
        if question.indicator in known
        and question.column
        and (unit, question.indicator, question.column) not in collected.entries
    }
