"""What was read from one foreign sheet (kết quả đọc một trang): figures with their units, questions, and what was left aside.

Nothing on a sheet goes without a word: a cell is a figure, belongs to a heading, is asked about, or is noted as left aside.
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
    """Something that was left aside or deserves a word: where, what stands there, why."""

    source: Source
    text: str
    why: str


@dataclass(frozen=True)
class Scope:
    """All that a reading depends on besides the sheet: the book, the period, its outline, the names of its units."""

    book: Book
    period: Period
    outline: Outline
    names: ConfirmedNames
    given: str | None = None

    def source(self, sheet: Sheet, spot: Spot | None, end: Spot | None = None) -> Source:
        """A cell, a run of cells, or the sheet as a whole."""
        cell = (
            "" if spot is None else address(spot) if end in {None, spot} else f"{address(spot)}:{address(end or spot)}"
        )
        return Source(self.book.name, sheet.name, cell)

    def indicator(self, key: str) -> Indicator:
        """An indicator of the outline."""
        return self.outline.indicator(key)


@dataclass(frozen=True)
class Got:
    """One cell as the answer of a unit: a figure, a question, or nothing; `weight`: what it counts in a sum that is checked."""

    unit: str
    indicator: str
    column: str
    spot: Spot
    said: Reported | Question | None
    weight: Decimal | None = Decimal(0)

    @property
    def value(self) -> Decimal | None:
        """The figure, where it is certain."""
        return self.said.value if isinstance(self.said, Reported) else None


@dataclass(frozen=True)
class SheetReading:
    """One sheet as its description reads it. `silent`: units of which nothing is filled in, with the question about them."""

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
        """Whether nobody filled in anything."""
        return not any(got.said is not None for got in self.got)

    @property
    def month(self) -> tuple[int, int] | None:
        """The month that the sheet says it is about."""
        return next((stated.month for stated in self.stated if stated.month), None)


def broken_rules(
    scope: Scope, sheet: Sheet, rules: Sequence[FormRule], got: Sequence[Got]
) -> Iterator[tuple[str, Question]]:
    """Rules between the indicators of a unit that its figures do not keep; a rule with an open part says nothing."""
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
    """A figure for a message."""
    return "" if value is None else f"{value.normalize():f}".replace(".", ",")
