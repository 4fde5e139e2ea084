"""One round of reporting (đợt báo cáo): a period of an office with what was kept of it and of the periods it is compared with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path

from pipeline.finding import Finding
from pipeline.papers.wording import Wording, shipped_wording
from pipeline.records.office import Office
from pipeline.records.reporting import Outline, Period
from pipeline.reports.anomalies import Compared, anomalies
from pipeline.reports.collected import Collected, collect
from pipeline.reports.consolidate import Results, consolidate
from pipeline.reports.report_store import Store
from pipeline.reports.unit_form import Beside
from pipeline.reports.unit_names import UnitNames
from pipeline.reports.units_of_measure import in_measures_of
from pipeline.reports.whole_period import Past, Whole


@dataclass(frozen=True)
class Round:
    """The period, its folder, and everything that follows from both; each part is worked out once, when it is asked for."""

    office: Office
    folder: Path
    period: Period
    compared_with: Outline | None = None  # of another period that this one is held against: its units of measure count
    wording: Wording = field(default_factory=shipped_wording)

    @cached_property
    def store(self) -> Store:
        """Where its returned reports are kept."""
        return Store(self.folder, self.period.id)

    @cached_property
    def names(self) -> UnitNames:
        """The names of its units."""
        return UnitNames(self.office.units(self.period.units), self.office)

    @cached_property
    def collected(self) -> Collected:
        """What holds of it. Unreadable: somebody changed what was kept."""
        found = collect(self.office, self.period, self.store.latest(), self.store.copies())
        return found if self.compared_with is None else in_measures_of(found, self.compared_with)

    @cached_property
    def results(self) -> Results:
        """Its figures put together."""
        return consolidate(self.collected)

    @cached_property
    def last_year(self) -> Round | None:
        """The same period of last year, where the record names one."""
        return self._other(self.period.same_last_year)

    @cached_property
    def previous(self) -> Round | None:
        """The period before, where the record names one."""
        return self._other(self.period.previous)

    @cached_property
    def whole(self) -> Whole:
        """All that a compiled report is made from."""
        last_year, previous = self._past(self.last_year), self._past(self.previous)
        same = self.period.previous == self.period.same_last_year
        return Whole(self.office, self.collected, self.results, last_year, None if same else previous, self.wording)

    def beside(self, unit: str) -> tuple[Beside, ...]:
        """A unit's own figures of the earlier periods, to stand beside the cells of its form."""
        named = (("Kỳ trước", self.previous), ("Cùng kỳ", self.last_year))
        found = (
            Beside(f"{words} ({other.period.name})", other.collected.by_unit.get(unit, {}))
            for words, other in _different(named)
        )
        return tuple(note for note in found if note.figures)

    def anomalies(self) -> tuple[Finding, ...]:
        """Open questions, gaps and contradictions."""
        named = (("kỳ trước", self.previous), ("cùng kỳ", self.last_year))
        before = tuple(
            Compared(f"{words} ({other.period.name})", other.collected, self.office.outline(other.period.outline))
            for words, other in _different(named)
            if other.period.is_as_long_as(self.period)
        )
        return anomalies(self.office, self.collected, self.results, before=before)

    def first_sent(self) -> dict[str, date]:
        """The day when the first that every unit sent came, a signed copy too: it decides whether it was in time."""
        copies = self.collected.copies
        found = {unit: copies[unit] for unit in self.collected.sent if unit in copies}
        for unit in self.collected.submissions:
            days = [version.received for version in self.store.versions(unit)]
            found[unit] = min([days[0], *([found[unit]] if unit in found else [])])
        return found

    def _past(self, other: Round | None) -> Past | None:
        """An earlier period of the same length, where anything is known of it."""
        if other is None or not other.collected.entries or not other.period.is_as_long_as(self.period):
            return None
        return Past(other.period.name, other.collected, other.results)

    def _other(self, key: str | None) -> Round | None:
        outline = self.office.outline(self.period.outline)
        return None if key is None else Round(self.office, self.folder, self.office.period(key), outline, self.wording)


def _different(named: tuple[tuple[str, Round | None], ...]) -> Iterator[tuple[str, Round]]:
    """Each period once: the year before may be both the previous period and the same one of last year."""
    seen: set[str] = set()
    for words, other in named:
        if other is not None and other.period.id not in seen:
            seen.add(other.period.id)
            yield words, other
