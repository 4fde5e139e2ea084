"""All answers that hold for a period (số liệu của kỳ): the last version of each unit, with later corrections."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cached_property

from pipeline.intake.text import settle
from pipeline.records.agency import Agency
from pipeline.records.corrections import Correction, Reviewed, answer
from pipeline.records.office import Office
from pipeline.records.reporting import Indicator, Outline, Period
from pipeline.reports import form_layout
from pipeline.reports.owing_units import is_due, owes
from pipeline.reports.repeated_rows import there_twice
from pipeline.reports.row_decisions import all_decided
from pipeline.reports.submission import READER, ListedRow, Question, Reported, Source, Submission


@dataclass(frozen=True, slots=True)
class Entry:
    """One answer of a unit that holds: its value or words, where it was read, and the correction that changed it.

    `text`: what stands in the cell; `remark`: what the unit wrote beside it; `formula`: the cell holds a formula.
    """

    unit: str
    indicator: str
    column: str
    value: Decimal | None
    words: str = ""
    source: Source | None = None
    text: str = ""
    remark: str = ""
    formula: bool = False
    correction: Correction | None = None


@dataclass(frozen=True, slots=True)
class Unprintable:
    """A unit whose words must not be printed as they were kept, and where the words were read."""

    unit: str
    source: Source

    @property
    def place(self) -> str:
        """The unit and the place of the words, for a message."""
        return f"{self.unit} ({self.source})"


@dataclass(frozen=True)
class Collected:
    """The state of a period: the units expected, what each sent, every answer that holds, every open question.

    Answers are found by (unit, indicator, column). `due`: for each indicator, the units that owe it. `outdated`:
    units whose reports were read by an older outline.
    """

    period: Period
    outline: Outline
    units: tuple[Agency, ...]
    submissions: Mapping[str, Submission]
    entries: Mapping[tuple[str, str, str], Entry]
    questions: tuple[tuple[str, Question], ...]
    due: Mapping[str, frozenset[str]] = field(default_factory=dict)
    outdated: tuple[Agency, ...] = ()
    seen: frozenset[tuple[str, str, str]] = frozenset()
    """Cells (unit, sheet, cell) that somebody has looked at and stands for."""
    aside: Mapping[tuple[str, str, str], Entry] = field(default_factory=dict)
    """Figures that are asked about: not among the entries until they are settled."""
    rows_decided: Mapping[tuple[str, str, str], Reviewed] = field(default_factory=dict)
    """What was decided about single cells (unit, sheet, cell) of repeated rows."""
    rows_dropped: Mapping[str, tuple[ListedRow, ...]] = field(default_factory=dict)
    """Repeated rows that count no more, by unit: somebody decided so."""
    copies: Mapping[str, date] = field(default_factory=dict)
    """Units of which a signed copy is kept, and since when: they have sent, whether or not anything was read."""

    @cached_property
    def reported(self) -> frozenset[str]:
        """Ids of the units that sent a report that was read."""
        return frozenset(self.submissions)

    @cached_property
    def sent(self) -> frozenset[str]:
        """Ids of the units that sent anything, read or not."""
        return self.reported | {unit.id for unit in self.units if unit.id in self.copies}

    @cached_property
    def unread(self) -> tuple[Agency, ...]:
        """Units that sent only a signed copy, which is not read; in the order of the units."""
        return tuple(unit for unit in self.units if unit.id in self.copies and unit.id not in self.reported)

    @cached_property
    def missing(self) -> tuple[Agency, ...]:
        """Units that sent nothing, in the order of the units."""
        return tuple(unit for unit in self.units if unit.id not in self.sent)

    @cached_property
    def read_before(self) -> tuple[Agency, ...]:
        """Units whose reports an older version of the program read, in the order of the units."""
        kept = self.submissions
        return tuple(unit for unit in self.units if unit.id in kept and kept[unit.id].reader < READER)

    @cached_property
    def unclear(self) -> frozenset[str]:
        """Ids of the units whose report has a place that could not be assigned to an indicator with certainty."""
        asked = {unit for unit, question in self.questions if question.indicator is None and not question.of_file}
        return frozenset(asked & self.reported)

    def in_one_file(self, unit: str) -> Iterator[str]:
        """Ids of all units whose report was read from the same file as the report of this unit, this unit included."""
        digest = self.submissions[unit].sha256
        return (other for other, sent in self.submissions.items() if sent.sha256 == digest)

    @cached_property
    def by_unit(self) -> Mapping[str, Mapping[tuple[str, str], Decimal]]:
        """The values of each unit: unit id to (indicator, column) to value."""
        found: dict[str, dict[tuple[str, str], Decimal]] = {}
        for (unit, indicator, column), entry in self.entries.items():
            if entry.value is not None:
                found.setdefault(unit, {})[indicator, column] = entry.value
        return found

    def unprintable(self) -> Iterator[Unprintable]:
        """Words of units that must not be printed as they were kept; an older version of the program read them."""
        for unit, sent in self.submissions.items():
            said = [(figure.words, figure.source) for figure in sent.figures]
            said += [(text, passage.source) for passage in sent.passages for text in passage.paragraphs]
            said += [(passage.title, passage.source) for passage in sent.passages if passage.led]
            for text, source in said:
                if any(line != settle(line)[0] for line in map(str.strip, text.split("\n"))):
                    yield Unprintable(unit, source)

    def figures_of(self, indicator: str, column: str) -> Iterator[Entry]:
        """The answers of all units to one indicator in one column, in the order of the units."""
        for unit in self.units:
            if (entry := self.entries.get((unit.id, indicator, column))) is not None:
                yield entry


def collect(
    office: Office, period: Period, submissions: Mapping[str, Submission], copies: Mapping[str, date] | None = None
) -> Collected:
    """Put the kept reports of a period together with the corrections; units no longer expected are left out.

    `submissions`: what holds of each unit. `copies`: units of which a signed copy is kept, with the day it came.
    """
    outline = office.outline(period.outline)
    units = office.units(period.units)
    expected = {unit.id for unit in units}
    office.require_all("điều chỉnh số liệu", period.id)
    corrections = [correction for item in office.corrections if item.period == period.id for correction in item.items]
    corrections.sort(key=lambda correction: correction.day)  # of two for one figure the later one holds
    asked_for: set[tuple[str, str]] = {
        (indicator.id, column) for indicator in outline.indicators for column in outline.columns_of(indicator, period)
    }
    owed = {unit.id: {table.id for table in outline.tables if owes(office, table, unit)} for unit in units}
    present = {
        unit: _asked(submission, asked_for, owed[unit]) for unit, submission in submissions.items() if unit in expected
    }
    entries = _entries(outline, present, [change for change in corrections if change.unit in expected])
    settled = {(correction.unit, correction.indicator, correction.column) for correction in corrections}
    reviews = [review for item in office.corrections if item.period == period.id for review in item.reviewed]
    settled_rows = dict(all_decided(outline, present, reviews))
    present = {unit: found.submission for unit, found in settled_rows.items()}
    decisions = {place: review for found in settled_rows.values() for place, review in found.decisions.items()}
    # A decision about a cell that says something else now leaves its question open.
    seen = {(review.unit, review.sheet, review.cell or "") for review in reviews if review.value is None}
    seen |= decisions.keys()
    questions = tuple(
        (unit, question)
        for unit, question in (*_questions(present, expected), *there_twice(outline, units, present))
        if not _is_settled(outline, period, settled, unit, question)
        and (unit, question.source.sheet, question.source.cell) not in seen
    )
    due = _due(office, outline, units)
    # A form sent before the outline asked fewer units holds figures that nobody asks for any more.
    entries = {key: entry for key, entry in entries.items() if key[0] in due.get(key[1], ())}
    outdated = tuple(
        unit
        for unit in units
        if unit.id in present and present[unit.id].basis != form_layout.reading_basis(office, period, unit)
    )
    return Collected(
        period,
        outline,
        units,
        present,
        entries,
        questions,
        due,
        outdated,
        seen=frozenset(seen),
        rows_decided=decisions,
        rows_dropped={unit: found.dropped for unit, found in settled_rows.items() if found.dropped},
        copies=copies or {},
    )


def _due(office: Office, outline: Outline, units: Sequence[Agency]) -> Mapping[str, frozenset[str]]:
    """The units that owe each indicator."""
    found = {}
    for indicator in outline.indicators:
        table = outline.table_of(indicator)
        found[indicator.id] = frozenset(unit.id for unit in units if is_due(office, indicator, table, unit))
    return found


def _is_settled(
    outline: Outline, period: Period, settled: Collection[tuple[str, str, str]], unit: str, question: Question
) -> bool:
    """Whether a figure was set right that is asked about; of a row as a whole, every figure that is asked there."""
    if question.indicator is None or question.column:
        return (unit, question.indicator, question.column) in settled
    columns = outline.columns_of(outline.indicator(question.indicator), period)
    return bool(columns) and all((unit, question.indicator, column) in settled for column in columns)


def _entries(
    outline: Outline, present: Mapping[str, Submission], corrections: Sequence[Correction]
) -> dict[tuple[str, str, str], Entry]:
    """Every answer by (unit, indicator, column), with corrections applied in their order."""
    entries = {
        (unit, figure.indicator, figure.column): _entry(unit, figure)
        for unit, sent in present.items()
        for figure in sent.figures
    }
    every = [(unit, question) for unit, sent in present.items() for question in sent.questions]
    # A unit that is silent in another's file is asked about there; what it sent itself goes before.
    asked = {(question.about, question.indicator, question.column): question for _, question in every if question.about}
    asked |= {
        (unit, question.indicator, question.column): question
        for unit, question in every
        if question.of_file or question.about in {"", unit}
    }
    for correction in corrections:
        key = (correction.unit, correction.indicator, correction.column)
        question = asked.get(key)
        before = entries.get(key) or (asked_entry(correction.unit, question) if question is not None else None)
        entries[key] = _corrected(outline.indicator(correction.indicator), before, correction)
    return entries


def _questions(present: Mapping[str, Submission], expected: Collection[str]) -> Iterator[tuple[str, Question]]:
    """Every question with the unit that it is about.

    A question about a unit that stands in the file of another unit is left out once that unit has sent its own
    report.
    """
    for holder, sent in sorted(present.items()):
        for question in sent.questions:
            unit = holder if question.of_file else question.about or holder
            if unit == holder or (unit in expected and unit not in present):
                yield unit, question


def _asked(sent: Submission, asked: set[tuple[str, str]], tables: set[str]) -> Submission:
    """The submission without answers that the outline no longer asks for; the kept file still has them."""
    known = {key for key, _ in asked}
    return replace(
        sent,
        figures=tuple(figure for figure in sent.figures if (figure.indicator, figure.column) in asked),
        questions=tuple(
            question for question in sent.questions if question.indicator is None or question.indicator in known
        ),
        rows=tuple(row for row in sent.rows if row.table in tables),
    )


def _entry(unit: str, reported: Reported) -> Entry:
    return Entry(
        unit=unit,
        indicator=reported.indicator,
        column=reported.column,
        value=reported.value,
        words=reported.words,
        source=reported.source,
        text=reported.text,
        remark=reported.remark,
        formula=reported.formula,
    )


def asked_entry(unit: str, question: Question) -> Entry:
    """A cell in question as an answer without a value: its place, what stands there, and the unit's remark."""
    return Entry(
        unit,
        question.indicator or "",
        question.column,
        None,
        source=question.source,
        text=question.text,
        remark=question.remark,
    )


def _corrected(indicator: Indicator, before: Entry | None, correction: Correction) -> Entry:
    value, words = answer(indicator, correction.value)
    return Entry(
        unit=correction.unit,
        indicator=correction.indicator,
        column=correction.column,
        value=value,
        words=words,
        source=before.source if before else None,
        text=before.text if before else "",
        remark=before.remark if before else "",
        correction=correction,
    )
