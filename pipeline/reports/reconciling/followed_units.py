"""Which agency followed which between two periods (kế thừa); a successor is compared with its predecessors together.

An agency that alone took the place of agencies that ended is compared with the sum of their figures, if each of them
gave one. If an agency was split among several, nothing is compared, and a finding says so.
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
    """Agencies of the later period with the agencies of the earlier period that they follow.

    `heirs`: earlier agency to its only successor. `split`: agencies of the later period that cannot be compared, each
    with the earlier agencies that were split.
    """

    heirs: Mapping[str, str] = field(default_factory=dict)
    split: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def succession(agencies: Iterable[Agency], before: Collected, now: Iterable[Agency], until: date) -> Succession:
    """Who followed whom between the units of an earlier period and those of a later one, by acts up to a day."""
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
    """The agency that followed an agency in the end, and (if it was split) the present agencies that share it."""
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
    """The earlier period as if today's units had reported in it: predecessors added up, split units left out."""
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
    """The figures of several agencies as a single figure; None if an agency gave none, or they cannot be added."""
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
