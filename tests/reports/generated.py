"""Reports of units with known truth: figures and words by the dice, and the compiled report made from them."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from pipeline.records.agency import Agency
from pipeline.records.office import Office
from pipeline.records.reporting import Indicator, Period
from pipeline.reports.collected import Collected, collect
from pipeline.reports.consolidate import consolidate
from pipeline.reports.submission import Passage, Reported, Source, Submission
from pipeline.reports.whole_period import Past, Whole
from tests.reports.rounds import office

# Unit, indicator, column.
Key = tuple[str, str, str]
Truth = Mapping[Key, Decimal]
Words = Mapping[tuple[str, str], Sequence[str]]
PLACE = Source("nhan/a/1/a.xlsx", "Biểu 1", "E6")


@dataclass(frozen=True)
class Made:
    """A period put together, and what its units said: of this period and of the one a year ago."""

    whole: Whole
    now: Truth
    before: Truth
    sent: frozenset[str]
    late: frozenset[str] = field(default=frozenset())


def reported(whole: Whole) -> list[Indicator]:
    """The indicators that units report in figures."""
    return [one for one in whole.collected.outline.indicators if not one.is_computed and not one.is_text]


def made(chance: random.Random, *, units: int = 9, period: str = "6t-2024", words: Words | None = None) -> Made:
    """A round of some units of the sample office: who sent, what each wrote, what it left blank."""
    some = _units(chance, units)
    here, there = (_period(key, some) for key in (period, "6t-2023"))
    whole_office = replace(office(), corrections=(), periods=(here, there))
    sides = []
    for number, one in enumerate((here, there)):
        senders = [unit.id for unit in some if chance.random() < 0.8] if words is None else [unit.id for unit in some]
        figures: dict[Key, Decimal] = {
            (unit, indicator, column): value
            for unit in senders
            for indicator, value in _figures(chance, whole_office, one).items()
            for column in one.columns
        }
        texts = words or {} if number == 0 else {}
        collected = _collected(whole_office, one, senders, figures, texts)
        owed = {key: value for key, value in figures.items() if key[0] in collected.due[key[1]]}
        sides.append((collected, owed, frozenset(senders)))
    (now, truth, sent), (before, old, _) = sides
    past = Past(there.name, before, consolidate(before)) if before.entries else None
    late = frozenset(unit for unit in sent if chance.random() < 0.3)
    return Made(Whole(whole_office, now, consolidate(now), past, late=late), truth, old, sent, late)


def _units(chance: random.Random, count: int) -> list[Agency]:
    every = list(office().units(office().period("6t-2024").units))
    chosen = {unit.id for unit in [*chance.sample(every, count), *every[-3:]]}
    return [unit for unit in every if unit.id in chosen]


def _period(key: str, units: Sequence[Agency]) -> Period:
    changes = {"units": tuple(unit.id for unit in units), "previous": None, "same_last_year": None}
    return office().period(key).model_copy(update=changes)


def _figures(chance: random.Random, whole_office: Office, period: Period) -> dict[str, Decimal]:
    """What one unit answers; parts stay below their wholes, a cell in ten is blank."""
    found: dict[str, Decimal] = {}
    for indicator in whole_office.outline(period.outline).indicators:
        if not indicator.is_computed and not indicator.is_text and chance.random() < 0.9:
            most = int(indicator.most or 3000)
            top = (
                1 if indicator.is_yes else 100 if indicator.measure == "%" else min(most, chance.choice([4, 60, 3000]))
            )
            places = int(indicator.decimals)
            found[indicator.id] = Decimal(chance.randint(0, top * 10**places)).scaleb(-places)
    for indicator in whole_office.outline(period.outline).indicators:
        part, every = indicator.numerator or "", indicator.denominator or ""
        if part in found and every in found:
            found[part], found[every] = sorted((found[part], found[every]))
    return found


def _collected(
    whole_office: Office, period: Period, senders: Sequence[str], figures: Mapping[Key, Decimal], words: Words
) -> Collected:
    sent = {
        unit: Submission(
            unit=unit,
            period=period.id,
            version=1,
            received=date(2024, 6, 5),
            file="nhan/a/1/a.xlsx",
            sha256="",
            basis="",
            figures=tuple(
                Reported(indicator, column, value, str(value), PLACE)
                for (owner, indicator, column), value in figures.items()
                if owner == unit
            ),
            passages=tuple(
                Passage(section, section, tuple(texts), PLACE)
                for (owner, section), texts in words.items()
                if owner == unit
            ),
        )
        for unit in senders
    }
    return collect(whole_office, period, sent)
