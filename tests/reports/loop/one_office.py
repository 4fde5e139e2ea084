"""One office through the loop (một vòng): its units send for two periods, the reports are compiled and held against the truth."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Final, Self

from pipeline.app.report_intake import TakenFile, collect_reports
from pipeline.app.reporting_periods import compile_report
from pipeline.reports.reporting_round import Round
from pipeline.workspace.load import load
from tests.reports.generated import Made
from tests.reports.loop.made_office import BEFORE, NOW, Key, MadeOffice, make_office
from tests.reports.loop.sent_files import Parcel, parcel_of, resaved, written
from tests.reports.loop.verdicts import Verdicts, false_in_annexes, judged
from tests.reports.test_statements import check
from tests.strangers import dice

DIRT: Final = {BEFORE: 0.15, NOW: 1.0}
_DAY: Final = {BEFORE: date(2023, 6, 14), NOW: date(2024, 6, 14)}


@dataclass
class Looped:
    """What came of some offices: figures, statements that were held against the truth, those that are false."""

    submissions: int = 0
    verdicts: Verdicts = field(default_factory=Verdicts)
    statements: Counter[str] = field(default_factory=Counter)
    false: list[str] = field(default_factory=list)

    def __iadd__(self, other: Looped) -> Self:
        self.submissions += other.submissions
        self.verdicts += other.verdicts
        self.statements += other.statements
        self.false += other.false
        return self


def looped(folder: Path, number: int, *, old_formats: bool = False) -> Looped:
    """The office of a number. `old_formats`: some units save their forms with LibreOffice as .xls and .ods."""
    made = make_office(folder / "ho-so", dice("cơ quan", number))
    found = Looped()
    means: dict[str, dict[Key, Decimal]] = {}
    for period in (BEFORE, NOW):
        told, parcels, files = _sent(folder, made, period, number, old_formats=old_formats)
        found.submissions += len(parcels)
        verdicts = judged(told, parcels, files)
        verdicts.faults = [f"[{number}] {fault}" for fault in verdicts.faults]
        found.verdicts += verdicts
        means[period] = _meant(told, parcels)
    past = told.last_year
    before = _counted(past, means[BEFORE]) if past is not None else {}
    late = frozenset(unit for unit, first in told.first_sent().items() if first > told.period.due)
    whole = Made(told.whole, _counted(told, means[NOW]), before, told.collected.sent, late)
    try:
        found.statements += check(whole)
    except AssertionError as error:
        found.false.append(f"[{number}] {error}"[:600])
    found.false += [f"[{number}] {text}" for text in false_in_annexes(told, means[NOW])]
    return found


def _sent(
    folder: Path, made: MadeOffice, period: str, number: int, *, old_formats: bool
) -> tuple[Round, list[Parcel], tuple[TakenFile, ...]]:
    """All units but a few send; everything is collected and compiled; the records that come of it are accepted."""
    office = load(made.folder).office
    start = Round(office, made.folder, office.period(period))
    parcels = [
        parcel_of(made, start, unit, dice(f"gửi {period} {unit}", number), dirt=DIRT[period])
        for unit in made.units
        if dice(f"vắng {period} {unit}", number).random() < 0.95
    ]
    came = folder / f"den-{period}"
    places = [path for parcel in parcels for path in written(parcel, came)]
    if old_formats:
        resaved(
            [path for path in places if path.suffix == ".xlsx"],
            folder / f"lo-{period}",
            dice(f"định dạng {period}", number),
        )
    day = _DAY[period]
    taken = collect_reports(made.folder, period, (came,), day=day.replace(day=8))
    compile_report(made.folder, period, on=day)
    read = load(made.folder)
    errors = [finding.message for finding in read.findings if finding.severity.value == "error"]
    assert errors == [], (number, errors)
    return (
        Round(read.office, made.folder, read.office.period(period), on=day, undated=read.office),
        parcels,
        taken.files,
    )


def _meant(told: Round, parcels: list[Parcel]) -> dict[Key, Decimal]:
    units = {unit.id for unit in told.collected.units}
    return {
        key: value
        for parcel in parcels
        for key, value in parcel.means.items()
        if key[0] in units and isinstance(value, Decimal)
    }


def _counted(told: Round, means: Mapping[Key, Decimal]) -> dict[Key, Decimal]:
    """What the units mean by the figures that count."""
    entries = told.sound.entries
    return {key: value for key, value in means.items() if key in entries and entries[key].value is not None}
