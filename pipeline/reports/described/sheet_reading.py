"""What was read from a sheet of an office's own form (kết quả đọc một trang): figures, questions, what was left aside.

Each cell with content becomes a figure, belongs to a heading, is asked about, or is noted as left aside.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from pipeline.records.own_form import FormRule, OwnForm
from pipeline.records.reporting import Indicator, Outline, Period
from pipeline.reports.cell_marks import Spot
from pipeline.reports.described.named_units import ConfirmedNames
from pipeline.reports.described.stated_periods import Stated
from pipeline.reports.sheets import Book, Sheet, address
from pipeline.reports.submission import Question, Reported, Source

IN_TABLE: Final = "BC-120"
BLANK: Final = "BC-121"
FOOTNOTE: Final = "BC-122"
TOTAL: Final = "BC-123"
RULE: Final = "BC-124"
NAME: Final = "BC-125"
PERIOD: Final = "BC-126"
MEASURE: Final = "BC-127"
LIST: Final = "BC-128"
SHEET: Final = "BC-129"


@dataclass(frozen=True)
class Note:
    """Something that was left aside or is worth knowing: where it is, what stands there, and why."""

    source: Source
    text: str
    why: str


@dataclass(frozen=True)
class Scope:
    """All that a reading needs besides the sheet: the book, the period, its outline, and the names of its units.

    `given`: the id of the unit whose file it is, if somebody named it.
    """

    book: Book
    period: Period
    outline: Outline
    names: ConfirmedNames
    given: str | None = None

    def source(self, sheet: Sheet, spot: Spot | None, end: Spot | None = None) -> Source:
        """The place of a cell, of a run of cells up to `end`, or (`spot` None) of the sheet as a whole."""
        cell = (
            "" if spot is None else address(spot) if end in {None, spot} else f"{address(spot)}:{address(end or spot)}"
        )
        return Source(self.book.name, sheet.name, cell)

    def indicator(self, key: str) -> Indicator:
        """The outline's indicator with this id."""
        return self.outline.indicator(key)


@dataclass(frozen=True)
class Got:
    """One cell as the answer of a unit: a figure, a question, or nothing.

    `weight`: what the cell counts in a sum that is checked; None if that is uncertain.
    """

    unit: str
    indicator: str
    column: str
    spot: Spot
    said: Reported | Question | None
    weight: Decimal | None = Decimal(0)

    @property
    def value(self) -> Decimal | None:
        """The figure, if the answer is certain; else None."""
        return self.said.value if isinstance(self.said, Reported) else None


@dataclass(frozen=True)
class SheetReading:
    """A sheet as its description reads it.

    `got`: the answers; `stated`: the periods in its title; `silent`: units without any answer, with the question
    about each; `totals`: totals that the sheet states.
    """

    form: OwnForm
    sheet: Sheet
    got: tuple[Got, ...] = ()
    questions: tuple[tuple[str | None, Question], ...] = ()
    notes: tuple[Note, ...] = ()
    stated: tuple[Stated, ...] = ()
    silent: Mapping[str, Question] = field(default_factory=dict)
    totals: tuple[Got, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether no answer of the sheet is filled in."""
        return not any(got.said is not None for got in self.got)

    @property
    def month(self) -> tuple[int, int] | None:
        """The month (year, month) that the sheet's title names; None if it names no single month."""
        return next((stated.month for stated in self.stated if stated.month), None)


def broken_rules(
    scope: Scope, sheet: Sheet, rules: Sequence[FormRule], got: Sequence[Got]
) -> Iterator[tuple[str, Question]]:
    """Questions on rules between indicators that a unit's figures break; a rule with an uncertain part is not judged."""
    found = {(item.unit, item.indicator, item.column): item for item in got}
    units = dict.fromkeys(item.unit for item in got)
    columns = dict.fromkeys(item.column for item in got)
    for unit, column, rule in ((unit, column, rule) for unit in units for column in columns for rule in rules):
        whole = found.get((unit, rule.whole, column))
        parts = [found.get((unit, part, column)) for part in rule.parts]
        if whole is None or whole.value is None:
            continue
        values = [part.value for part in parts if part is not None and part.value is not None]
        if len(values) != len(parts):
            continue
        if (rule.kind == "bằng tổng" and sum(values) != whole.value) or (
            rule.kind == "không nhỏ hơn" and max(values) > whole.value
        ):
            yield unit, _broken(scope, sheet, rule, whole, parts)


def _broken(scope: Scope, sheet: Sheet, rule: FormRule, whole: Got, parts: Sequence[Got | None]) -> Question:
    cells = "; ".join(f"{address(part.spot)} = {plain(part.value)}" for part in parts if part is not None)
    how = "không bằng tổng của" if rule.kind == "bằng tổng" else "nhỏ hơn"
    doubt = f"ô {address(whole.spot)} = {plain(whole.value)} {how} {cells}"
    text = whole.said.text if isinstance(whole.said, Reported) else ""
    return Question(RULE, None, whole.column, text, doubt, (), scope.source(sheet, whole.spot))


def plain(value: Decimal | None) -> str:
    """A figure as text for a message."""
    return "" if value is None else f"{value.normalize():f}".replace(".", ",")
