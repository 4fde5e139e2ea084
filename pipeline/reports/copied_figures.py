"""Figures of an earlier period typed in again (chép lại số cũ); the form prints them beside the cells to fill in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from pipeline.records.reporting import Outline
from pipeline.reports.submission import Passage, Question, Reported
from pipeline.reports.unit_form import Beside

_LITTLE: Final = Decimal(10)  # small counts are often the same
_LARGE: Final = Decimal(1000)  # that three of these are the same again by chance is not to be expected
_FEWEST: Final = 3
_FEWEST_LARGE: Final = 3
Found = Reported | Passage | Question


def ask_copied(found: Sequence[Found], outline: Outline, beside: tuple[Beside, ...]) -> Iterator[Found]:
    """What was read, with a question in place of every figure that seems to be copied from an earlier period."""
    copied = {id(figure): note for note in beside for figure in _copied(found, outline, note)}
    for item in found:
        note = copied.get(id(item))
        if note is None or not isinstance(item, Reported):
            yield item
            continue
        doubt = f"trùng hệt số của {note.name} in sẵn bên cạnh, có thể là chép lại số cũ"
        yield Question("BC-104", item.indicator, item.column, item.text, doubt, (item.text,), item.source, item.remark)


@dataclass(frozen=True)
class _Pair:
    """A figure with an earlier figure beside it: whether both are the same, and whether it is large."""

    figure: Reported
    same: bool
    large: bool


def _copied(found: Sequence[Found], outline: Outline, note: Beside) -> Iterator[Reported]:
    pairs = list(_pairs(found, outline, note))
    same = [pair for pair in pairs if pair.same]
    large = [pair for pair in same if pair.large]
    if len(same) >= _FEWEST and 2 * len(same) >= len(pairs):
        yield from (pair.figure for pair in same)
    elif len(large) >= _FEWEST_LARGE:
        yield from (pair.figure for pair in large)


def _pairs(found: Sequence[Found], outline: Outline, note: Beside) -> Iterator[_Pair]:
    """Figures of the period that have an earlier figure beside them; figures at a point of time are left out."""
    indicators = {indicator.id: indicator for indicator in outline.indicators}
    for item in found:
        if not isinstance(item, Reported) or item.column != "thực hiện" or item.value is None:
            continue
        indicator, before = indicators[item.indicator], note.figures.get((item.indicator, item.column))
        counts = indicator.adds_up == "có" and not indicator.is_yes and not indicator.is_text
        if before is not None and counts and abs(item.value) >= _LITTLE:
            large = abs(item.value) >= _LARGE and indicator.measure != "%"
            yield _Pair(item, same=item.value == before, large=large)
