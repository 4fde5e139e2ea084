"""Sheets of single months put together (số liệu theo tháng); running totals and summary sheets only check the sums.

A quarter or half-year is the sum of its months; a figure at a point of time is that of the last month. Columns that
repeat the sum since January, and sheets that add up months, are compared with that sum and never added.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from pipeline.reports.described.sheet_reading import BLANK, PERIOD, SHEET, TOTAL, Got, Note, Scope, SheetReading, plain
from pipeline.reports.sheets import address
from pipeline.reports.submission import Question, Reported, Source

Month = tuple[int, int]
_DECEMBER = 12


@dataclass(frozen=True)
class Months:
    """The sheets of a file that hold the figures of one month each."""

    scope: Scope
    readings: tuple[SheetReading, ...]

    @cached_property
    def used(self) -> Mapping[Month, SheetReading]:
        """The sheet that counts for each month: visible and filled in; if a month has two such sheets, none counts."""
        found: dict[Month, SheetReading] = {}
        for month, sheets in self._filled.items():
            seen = [reading for reading in sheets if reading.sheet.visible] or sheets
            if len(seen) == 1:
                found[month] = seen[0]
        return found

    @cached_property
    def _filled(self) -> Mapping[Month, list[SheetReading]]:
        found: dict[Month, list[SheetReading]] = {}
        for reading in self.readings:
            if reading.month is not None and not reading.is_empty:
                found.setdefault(reading.month, []).append(reading)
        return found

    @cached_property
    def asked(self) -> tuple[Month, ...]:
        """The months of the reporting period."""
        days = self.scope.period.days
        return months_between(days[0].year, days[0].month, days[1].month) if days else ()

    @cached_property
    def of_year(self) -> tuple[Month, ...]:
        """The months from January to the last month of the reporting period."""
        return months_between(self.asked[-1][0], 1, self.asked[-1][1]) if self.asked else ()

    def figures(self) -> Iterator[Got]:
        """Every unit's figures of the period, and its figures since January if the period asks for them."""
        spans = {"thực hiện": self.asked}
        if "lũy kế" in self.scope.period.columns:
            spans["lũy kế"] = self.of_year
        for column, months in spans.items():
            if not months or any(month not in self.used for month in months):
                continue
            for unit, indicator in self._keys(months):
                yield from self.summed(unit, indicator, months, column=column)

    def summed(self, unit: str, indicator: str, months: Sequence[Month], *, column: str) -> Iterator[Got]:
        """A unit's figure over several months, as one answer; nothing if the unit gave no figure in any of them."""
        if self.scope.indicator(indicator).is_computed:
            return
        parts = [(month, self.part(month, unit, indicator)) for month in months]
        if self.scope.indicator(indicator).adds_up == "không":
            yield from self._stock(*parts[-1], indicator=indicator, column=column)
            return
        asked = next((part for _, part in parts if part is not None and isinstance(part.said, Question)), None)
        if asked is not None and isinstance(asked.said, Question):
            yield replace(asked, column=column, said=replace(asked.said, column=column))
            return
        given = [(month, part) for month, part in parts if part is not None and part.value is not None]
        if not given:
            return
        figures = [part.said for _, part in given if isinstance(part.said, Reported)]
        value = sum((part.value or Decimal(0) for _, part in given), Decimal(0))
        without = [_called(month) for month in months if month not in {there for there, _ in given}]
        remark = f"chỉ gồm {len(given)} tháng, chưa có {', '.join(without)}" if without else ""
        remarks = dict.fromkeys(text for text in (remark, *(figure.remark for figure in figures)) if text)
        source = Source(
            self.scope.book.name,
            ", ".join(figure.source.sheet for figure in figures),
            ", ".join(figure.source.cell for figure in figures),
        )
        text = " + ".join(figure.text for figure in figures)
        said = Reported(indicator, column, value, text, source, "; ".join(remarks))
        yield Got(unit, indicator, column, given[-1][1].spot, said, value)

    def part(self, month: Month, unit: str, indicator: str) -> Got | None:
        """What a unit gave for a month; None if the month has no sheet, or the sheet does not ask it."""
        reading = self.used.get(month)
        items = reading.got if reading else ()
        found = (item for item in items if (item.unit, item.indicator, item.column) == (unit, indicator, "thực hiện"))
        return next(found, None)

    def _stock(self, month: Month, part: Got | None, *, indicator: str, column: str) -> Iterator[Got]:
        if part is None:
            return
        if part.said is None:
            doubt = f"số tại cuối kỳ chưa có: đơn vị chưa có số của {_called(month)}; không phải là 0"
            source = self.scope.source(self.used[month].sheet, part.spot)
            part = replace(part, said=Question(BLANK, indicator, column, "", doubt, (), source))
        elif isinstance(part.said, (Reported, Question)):
            part = replace(part, said=replace(part.said, column=column))
        yield replace(part, column=column)

    def _keys(self, months: Sequence[Month]) -> Sequence[tuple[str, str]]:
        items = (item for month in months for item in self.used[month].got)
        return tuple(dict.fromkeys((item.unit, item.indicator) for item in items if item.column == "thực hiện"))

    def set_aside(self, checks: Sequence[SheetReading]) -> Iterator[Note]:
        """Notes on summary sheets that are of another time than this period."""
        for reading in checks:
            if not self.covers(reading):
                where = Source(self.scope.book.name, reading.sheet.name, "")
                yield Note(where, reading.sheet.name, "trang tổng hợp không thuộc kỳ báo cáo hoặc không ghi kỳ")

    def problems(self) -> Iterator[Question | Note]:
        """Questions and notes on months without a sheet or with two, sheets of other times, and hidden copies."""
        for reading in self.readings:
            where = Source(self.scope.book.name, reading.sheet.name, "")
            if reading.month is None:
                doubt = "đầu trang không ghi rõ tháng nào; số liệu của trang chưa được tính"
                yield Question(PERIOD, None, "", reading.sheet.name, doubt, (), where)
            elif reading.is_empty:
                continue
            elif reading.month not in self.of_year:
                yield Note(where, _called(reading.month), "tháng nằm ngoài kỳ báo cáo")
            elif self.used.get(reading.month) is not reading:
                yield from self._copy(reading, reading.month, where)
        for month in self.asked:
            if month not in self.used:
                doubt = f"không có trang nào có số liệu của {_called(month)}; số của cả kỳ chưa tính được"
                yield Question(PERIOD, None, "", _called(month), doubt, (), Source(self.scope.book.name, "", ""))

    def _copy(self, reading: SheetReading, month: Month, where: Source) -> Iterator[Question | Note]:
        used = self.used.get(month)
        if used is None:
            names = ", ".join(f"“{other.sheet.name}”" for other in self._filled[month])
            doubt = f"nhiều trang cùng ghi {_called(month)} ({names}); chưa tính trang nào"
            yield Question(SHEET, None, "", reading.sheet.name, doubt, (), where)
            return
        there = {item.spot: item for item in used.got}
        differ = [
            f"{address(item.spot)} ghi {plain(item.value)}, trang “{used.sheet.name}” ghi {plain(there[item.spot].value)}"
            for item in reading.got
            if item.spot in there and item.value != there[item.spot].value
        ]
        why = f"trang ẩn, bản khác của {_called(month)}, không dùng"
        yield Note(where, reading.sheet.name, f"{why}: {'; '.join(differ)}" if differ else f"{why}; giống hệt")

    def covers(self, reading: SheetReading) -> bool:
        """Whether a summary sheet adds up months of this year up to the end of the period."""
        span = summed_up(reading)
        return not self.readings or (span != () and set(span) <= set(self.of_year))

    def odd_sums(self) -> Iterator[tuple[str | None, Question]]:
        """Questions on running totals that are not the sum of the months since January."""
        for month, reading in self.used.items():
            months = months_between(month[0], 1, month[1])
            if month not in self.of_year or any(other not in self.used for other in months):
                continue
            for item in (*reading.got, *reading.totals):
                if item.column != "lũy kế" or item.said is None:
                    continue
                units = [item.unit] if item.unit else list(self.scope.names.units)
                expected = sum(
                    (self.weight(other, unit, item.indicator) for other in months for unit in units), Decimal(0)
                )
                if item.weight is None or item.weight != expected:
                    doubt = f"lũy kế ghi {plain(item.weight)}, cộng các tháng từ đầu năm được {plain(expected)}"
                    where = self.scope.source(reading.sheet, item.spot)
                    text = reading.sheet.text(*item.spot)
                    yield item.unit or None, Question(TOTAL, None, "lũy kế", text, doubt, (plain(expected),), where)

    def weight(self, month: Month, unit: str, indicator: str) -> Decimal:
        """The part of a sum that comes from a unit's month; 0 if there is none."""
        part = self.part(month, unit, indicator)
        return (part.weight or Decimal(0)) if part is not None else Decimal(0)

    def expected(self, unit: str, indicator: str, months: Sequence[Month]) -> Decimal | None:
        """The figure that a summary of these months should state; None if a month has no sheet."""
        if not months or any(month not in self.used for month in months):
            return None
        if self.scope.indicator(indicator).adds_up == "không":
            last = self.part(months[-1], unit, indicator)
            return last.value if last is not None else None
        return sum((self.weight(month, unit, indicator) for month in months), Decimal(0))


def odd_summaries(
    scope: Scope, months: Months, checks: Sequence[SheetReading], got: Sequence[Got]
) -> Iterator[tuple[str | None, Question]]:
    """Questions on summary sheets that state other figures than those that were taken in."""
    taken = {(item.unit, item.indicator, item.column): item.value for item in got}
    for reading in checks:
        covered = summed_up(reading)
        for item in reading.got:
            if item.value is None or scope.indicator(item.indicator).is_computed:
                continue
            if months.readings:
                expected = months.expected(item.unit, item.indicator, covered)
            else:
                expected = taken.get((item.unit, item.indicator, item.column))
            if expected == item.value:
                continue
            known = plain(expected) if expected is not None else "chưa có"
            doubt = f"trang đối chiếu ghi {plain(item.value)}, số đã đọc: {known}; không phải số báo cáo khi đơn vị chưa gửi"
            where = scope.source(reading.sheet, item.spot)
            text = reading.sheet.text(*item.spot)
            yield item.unit, Question(TOTAL, None, item.column, text, doubt, (), where)


def summed_up(reading: SheetReading) -> tuple[Month, ...]:
    """The months that a summary sheet says it adds up; empty if its title names none."""
    span = next((period for period in reading.stated if period.first.year == period.last.year), None)
    return months_between(span.first.year, span.first.month, span.last.month) if span else ()


def months_between(year: int, first: int, last: int) -> tuple[Month, ...]:
    """The months of a year from a first to a last one, as (year, month)."""
    return tuple((year, month) for month in range(first, min(last, _DECEMBER) + 1))


def _called(month: Month) -> str:
    return f"tháng {month[1]}/{month[0]}"
