"""A small reporting office (tests/reports/cases): a period, four units, and commands run on a copy of it."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import Final

from pipeline.cli.reporting_steps import show_compiled, take_in
from pipeline.reports.reporting_round import Round
from pipeline.workspace.load import load
from tests.sample import TEMPLATES

CASES: Final = Path(__file__).parent / "cases" / "foreign-text"
PERIOD: Final = "6t-2024"
ON: Final = date(2024, 6, 14)


def small_office(folder: Path) -> Path:
    """A copy of the office in a folder of its own."""
    return Path(shutil.copytree(CASES / "office", folder / "ho-so"))


def round_of(office: Path) -> Round:
    """The period as it stands."""
    read = load(office).office
    return Round(read, office, read.period(PERIOD))


def collect(office: Path, *files: Path, accepted: tuple[str, ...] = ()) -> int:
    """What `vanthu reports collect` does; its exit code."""
    day = date(2024, 6, 9)
    return take_in(office, PERIOD, files, unit=None, day=day, json_wanted=False, accepted=accepted)


def compile_all(office: Path, *, take: str | None = None) -> int:
    """What `vanthu reports compile` does; its exit code."""
    return show_compiled(office, PERIOD, on=ON, take=take, templates=TEMPLATES, json_wanted=False)
