"""Reports sent back to their units (trả lại báo cáo): a letter each, with the unit's open points."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pipeline.app.progress import Listener, ignore
from pipeline.app.records_lock import records_lock
from pipeline.app.report_files import WrittenFile, renewed
from pipeline.app.reporting_periods import open_round, units_named
from pipeline.reports.reconciling.return_letter import letter_key, return_letter
from pipeline.reports.reconciling.worklist import worklist
from pipeline.reports.reporting_round import Round


@dataclass(frozen=True, kw_only=True)
class ReportsReturned:
    """The period and the letter of each unit, by its id, with how many points are open."""

    period: Round
    letters: tuple[tuple[str, int, WrittenFile], ...]


def return_reports(
    folder: Path,
    period: str,
    *,
    on: date,
    only: tuple[str, ...] = (),
    due: date | None = None,
    take: str | None = None,
    templates: Path | None = None,
    on_progress: Listener = ignore,
) -> ReportsReturned:
    """Write a letter to every unit that has open points, or to `only` some; `due`: until when they answer.

    `take` as for `make_forms`. UsageError: a unit that is not of the period.
    """
    with records_lock(folder, on_progress):
        reporting_round = open_round(folder, period, on_progress, templates=templates)
        units = units_named(reporting_round, only)
        rows = worklist(reporting_round)
        letters = []
        for unit in units.values():
            own = [row for row in rows if row.unit.id == unit.id and not row.of_file]
            if own and unit.id in reporting_round.collected.reported:
                record = return_letter(reporting_round, unit, own, on=on, due=due)
                file = renewed(reporting_round, letter_key(unit.id, on), record, take=take)
                letters.append((unit.id, len(own), file))
        return ReportsReturned(period=reporting_round, letters=tuple(letters))
