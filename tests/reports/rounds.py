"""A round of reporting of the sample office in an empty folder, for tests that send reports of their own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from pipeline.records.office import Office
from pipeline.reports.receive_report import receive
from pipeline.reports.reporting_round import Round
from pipeline.reports.submission import Submission
from pipeline.workspace.load import load
from tests.reports.filled import Typist, filled
from tests.reports.sample_units import sent
from tests.sample import FIXTURES

PERIOD = "6t-2024"
DAY = date(2024, 6, 5)


@cache
def office() -> Office:
    """The sample office with its fifty units."""
    return load(FIXTURES).office


def empty_round(folder: Path, period: str = PERIOD) -> Round:
    """A period for which nothing has come in yet, in a folder of its own; without corrections."""
    bare = replace(office(), corrections=())
    return Round(bare, folder, bare.period(period))


def send(reporting_round: Round, unit: str, *, spoil: Typist | None = None, name: str | None = None) -> Submission:
    """A unit's form filled in, spoilt and taken in."""
    agency = reporting_round.office.agency(unit)
    data = filled(reporting_round, agency, sent(agency, reporting_round.period), spoil=spoil)
    return receive(reporting_round, data, name=name or f"{unit}.xlsx", day=DAY).submission


def full_round(folder: Path, units: Iterable[str], *, period: str = PERIOD) -> Round:
    """A period for which these units have sent."""
    reporting_round = empty_round(folder, period)
    for unit in units:
        send(reporting_round, unit)
    return Round(reporting_round.office, folder, reporting_round.period)
