"""Who followed whom between two periods (kế thừa): what the predecessors gave is what their successor is held against.

Whole is a successor that alone took the place of agencies that ended: its figure of the earlier period is their sum, where
each of them gave one. Where an agency was split among several, nothing is compared, and that is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Final

from pipeline.records.agency import Agency
from pipeline.records.reporting import Indicator
from pipeline.reports.collected import Collected, Entry

# A body that was renamed or merged is gone; one that was split may go on, with less.
_ENDING: Final = frozenset({"đổi tên", "sáp nhập"})


@dataclass(frozen=True)
class Succession:
    """Which agency of the later period stands in the place of which of the earlier one, and which cannot be compared.

    `heirs`: earlier agency to its one successor. `split`: agencies of the later period, each with those it took only a part
    of, or of which it is what is left.
    """

    heirs: Mapping[str, str] = field(default_factory=dict)
    split: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def succession(agencies: Iterable[Agency], before: Collected, now: Iterable[Agency], until: date) -> Succession:
    """Between the units of an earlier period and those of a later one, by the acts between them, up to a day."""
    after: dict[str, list[Agency]] = {}
    for agency in agencies:
        if agency.since is not None and before.period.due < agency.since <= until:
            for key in agency.inherits:
                after.setdefault(key, []).append(agency)
    present = {unit.id for unit in now}
    heirs: dict[str, str] = {}
    split: dict[str, list[str]] = {}
    for unit in before.units:
        last, parted = _followed(unit.id, after, present)
        for key in parted:
            split.setdefault(key, []).append(unit.id)
        if not parted and last != unit.id and last in present:
            heirs[unit.id] = last
    return Succession(heirs, {key: tuple(parts) for key, parts in split.items()})


def _followed(key: str, after: Mapping[str, list[Agency]], present: set[str]) -> tuple[str, set[str]]:
    """The one agency that stands in the place of another; or all those among the present ones that share it."""
    seen = {key}
    while key not in present or key in after:
        heirs = after.get(key, [])
        if not heirs:
            break
        if len(heirs) > 1 or heirs[0].founding not in _ENDING:
            shared = {heir.id for heir in heirs} | ({key} if key in present else set())
            return key, shared & present
        if heirs[0].id in seen:
            break
        key = heirs[0].id
        seen.add(key)
    return key, set()


def as_followed(before: Collected, found: Succession, now: Iterable[Agency]) -> Collected:
    """The earlier period as if today's units had reported: sums of predecessors; nothing of units that cannot be compared."""
    if not found.heirs and not found.split:
        return before
    known = {unit.id: unit for unit in now}
    groups: dict[str, list[str]] = {}
    for unit in before.units:
        groups.setdefault(found.heirs.get(unit.id, unit.id), []).append(unit.id)
    units = tuple(known.get(key) or next(unit for unit in before.units if unit.id == key) for key in groups)
    indicators = {indicator.id: indicator for indicator in before.outline.indicators}
    owner = {part: key for key, parts in groups.items() for part in parts}
    cells = dict.fromkeys((owner[unit], key, column) for unit, key, column in before.entries if unit in owner)
    entries = {}
    for heir, key, column in cells:
        if heir in found.split:
            continue
        parts = [part for part in groups[heir] if len(groups[heir]) == 1 or part in before.due.get(key, frozenset())]
        entry = _together(heir, indicators.get(key), [before.entries.get((part, key, column)) for part in parts])
        if entry is not None:
            entries[heir, key, column] = entry
    submissions = {owner[unit]: sent for unit, sent in before.submissions.items() if unit in owner}
    due = {key: frozenset(owner.get(unit, unit) for unit in who) for key, who in before.due.items()}
    return replace(before, units=units, entries=entries, submissions=submissions, due=due)


def _together(unit: str, indicator: Indicator | None, parts: list[Entry | None]) -> Entry | None:
    """What several agencies gave, as one: None where one of them gave nothing, or where the figures do not add up."""
    given = [part for part in parts if part is not None]
    if not given or len(given) != len(parts) or indicator is None:
        return None
    if len(given) == 1:
        return replace(given[0], unit=unit)
    values = [part.value for part in given if part.value is not None]
    if len(values) != len(given) or indicator.aggregation not in {"tổng", "lớn nhất"}:
        return None
    value = sum(values, Decimal(0)) if indicator.aggregation == "tổng" else max(values)
    return Entry(unit, indicator.id, given[0].column, value)
