"""A reporting round (đợt báo cáo): a period with all that was kept of it and of the periods that it is compared with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path

from pipeline.finding import Finding
from pipeline.papers.wording import Wording, shipped_wording
from pipeline.records.agency import Agency
from pipeline.records.office import Office
from pipeline.records.reporting import Outline, Period
from pipeline.reports.anomalies import anomalies, open_points
from pipeline.reports.collected import Collected, collect
from pipeline.reports.consolidate import Results, consolidate
from pipeline.reports.reconciling.all_doubts import doubts_of
from pipeline.reports.reconciling.doubt import Doubt, still_open
from pipeline.reports.reconciling.followed_units import Succession, as_followed, succession
from pipeline.reports.reconciling.period_sums import Part, within
from pipeline.reports.reconciling.second_looks import Compared, second_looks
from pipeline.reports.reconciling.set_aside import sound
from pipeline.reports.report_store import Store, holding, sent_by
from pipeline.reports.submission import Submission
from pipeline.reports.unit_form import Beside
from pipeline.reports.unit_names import UnitNames
from pipeline.reports.units_of_measure import in_measures_of
from pipeline.reports.whole_period import Past, Whole


@dataclass(frozen=True)
class Round:
    """A period, its folder, and all that follows from both; each part is worked out once, when it is first used."""

    office: Office
    folder: Path
    period: Period
    compared_with: Outline | None = None  # of another period that this one is held against: its units of measure count
    wording: Wording = field(default_factory=shipped_wording)
    on: date | None = None  # as it stood at the end of this day; None: with all that came
    undated: Office | None = None  # with all that its records say of other days
    later: Round | None = None  # that this one is held against: its units count, and who they followed

    @cached_property
    def store(self) -> Store:
        """The reports of the period that are kept."""
        return Store(self.folder, self.period.id)

    @cached_property
    def names(self) -> UnitNames:
        """The names of the units that report."""
        return UnitNames(self.office.units(self.period.units), self.office)

    @cached_property
    def collected(self) -> Collected:
        """All answers that hold for the period. Unreadable: somebody changed a kept file."""
        on = self.on
        copies = {unit: day for unit, day in self.store.copies().items() if on is None or day <= on}
        found = collect(self._known_office, self.period, holding(self._kept, on), copies)
        if self.later is not None:
            found = as_followed(found, self.succession, self.later.units)
        return found if self.compared_with is None else in_measures_of(found, self.compared_with)

    @cached_property
    def _kept(self) -> Mapping[str, tuple[Submission, ...]]:
        """Every version that is kept, by unit: hundreds of files, read once."""
        return self.store.versions_of_all()

    @property
    def _known_office(self) -> Office:
        """The office with the corrections that were known on the day `on`.

        Without a day, all corrections. A later correction still counts unless the unit has sent a newer version since
        that day.
        """
        day = self.on
        if day is None:
            return self.office
        newer = {unit for unit, versions in self._kept.items() if any(version.received > day for version in versions)}
        records = (
            record.model_copy(
                update={
                    "items": tuple(item for item in record.items if item.unit not in newer or item.day <= day),
                    "reviewed": tuple(item for item in record.reviewed if item.unit not in newer or item.day <= day),
                }
            )
            for record in self.office.corrections
        )
        return replace(self.office, corrections=tuple(records))

    @cached_property
    def sound(self) -> Collected:
        """The answers without figures in question: they may be added up, ranked and compared."""
        return sound(self.collected, self.doubts)

    @property
    def units(self) -> tuple[Agency, ...]:
        """The units that report."""
        return self.office.units(self.period.units)

    @cached_property
    def succession(self) -> Succession:
        """Which units of the later period stand in the place of which units of this period."""
        if self.later is None:
            return Succession()
        agencies = (self.later.undated or self.later.office).agencies
        if not any(agency.inherits for agency in agencies):
            return Succession()
        before = collect(self.office, self.period, {})
        return succession(agencies, before, self.later.units, self.later.period.due)

    @cached_property
    def results(self) -> Results:
        """The totals of the period."""
        return consolidate(self.sound)

    @cached_property
    def last_year(self) -> Round | None:
        """The round of the same period of last year; None if the record names none."""
        return self._other(self.period.same_last_year)

    @cached_property
    def previous(self) -> Round | None:
        """The round of the period before; None if the record names none."""
        return self._other(self.period.previous)

    @cached_property
    def whole(self) -> Whole:
        """All that the compiled report is made from."""
        last_year, previous = self._past(self.last_year), self._past(self.previous)
        same = self.period.previous == self.period.same_last_year
        late = frozenset(unit for unit, first in self.first_sent().items() if first > self.period.due)
        before = None if same else previous
        return Whole(self.office, self.sound, self.results, last_year, before, self.wording, late, self.on)

    def beside(self, unit: str) -> tuple[Beside, ...]:
        """A unit's figures of earlier periods, to be printed beside the cells of its form."""
        named = (("Kỳ trước", self.previous), ("Cùng kỳ", self.last_year))
        outline = self.office.outline(self.period.outline)
        wanted = {indicator.id for indicator in outline.indicators if outline.shows_past(indicator)}
        found = (
            Beside(
                f"{words} ({other.period.name})",
                {key: value for key, value in other.collected.by_unit.get(unit, {}).items() if key[0] in wanted},
            )
            for words, other in _different(named)
        )
        return tuple(note for note in found if note.figures)

    @cached_property
    def doubts(self) -> tuple[Doubt, ...]:
        """Figures that were read with certainty but contradict other figures, and are not decided yet."""
        earlier = (other for other in (self.last_year, self.previous) if other is not None)
        past = tuple(other.collected for other in earlier if other.period.is_as_long_as(self.period))
        return tuple(doubts_of(self.collected, past=past, parts=tuple(self._parts())))

    @cached_property
    def looks(self) -> tuple[Doubt, ...]:
        """Figures that may be right but are worth a second look, and are not decided yet."""
        asked = {doubt.key for doubt in self.doubts}
        found = still_open(self.collected, second_looks(self.collected, self.results, self._compared))
        return tuple(doubt for doubt in found if doubt.key not in asked)

    @cached_property
    def _compared(self) -> tuple[Compared, ...]:
        named = (("kỳ trước", self.previous), ("cùng kỳ", self.last_year))
        return tuple(
            Compared(
                f"{words} ({other.period.name})",
                other.sound,
                self.office.outline(other.period.outline),
                other.succession.split,
            )
            for words, other in _different(named)
            if other.period.is_as_long_as(self.period)
        )

    def _parts(self) -> Iterator[Part]:
        """Shorter periods of the same year for which reports were sent."""
        for other in within(self.period, self.office.periods):
            found = self._other(other.id)
            if found is not None and found.store.units():
                yield Part(other, found.collected)

    def anomalies(self) -> tuple[Finding, ...]:
        """Open questions, gaps and contradictions, as findings."""
        doubts = (*self.doubts, *self.looks)
        return anomalies(self.office, self.collected, self.results, before=self._compared, doubts=doubts)

    @property
    def open_points(self) -> tuple[str, ...]:
        """What is still in question, in words, for the record of the report."""
        return open_points(self.office, self.collected, self.doubts)

    def first_sent(self) -> dict[str, date]:
        """The day on which each unit first sent anything, a signed copy included; it decides whether the unit was late."""
        copies = self.collected.copies
        found = {unit: copies[unit] for unit in self.collected.sent if unit in copies}
        for unit in self.collected.submissions:
            days = [version.received for version in sent_by(self._kept[unit], self.on)]
            found[unit] = min([days[0], *([found[unit]] if unit in found else [])])
        return found

    def _past(self, other: Round | None) -> Past | None:
        """An earlier period of the same length with its totals; None if nothing is known of it."""
        if other is None or not other.collected.entries or not other.period.is_as_long_as(self.period):
            return None
        return Past(other.period.name, other.sound, other.results)

    def _other(self, key: str | None) -> Round | None:
        outline = self.office.outline(self.period.outline)
        if key is None:
            return None
        period = self.office.period(key)
        records = self.undated or self.office
        return Round(records.on(period.due), self.folder, period, outline, self.wording, undated=records, later=self)


def _different(named: tuple[tuple[str, Round | None], ...]) -> Iterator[tuple[str, Round]]:
    """The rounds without repeats: the period before may also be the same period of last year."""
    seen: set[str] = set()
    for words, other in named:
        if other is not None and other.period.id not in seen:
            seen.add(other.period.id)
            yield words, other
