"""Writes the returned reports of the sample office anew: `python -m tests.update_reports`. Run by hand.

The fifty units fill in the program's own forms, some of them badly; what comes back is taken in by the program itself.
"""

from __future__ import annotations

import shutil
import sys
from dataclasses import replace
from datetime import date, timedelta

from pipeline.records.agency import Agency
from pipeline.reports.receive_report import receive
from pipeline.reports.reporting_round import Round
from pipeline.workspace.load import load
from tests.reports.filled import filled
from tests.reports.messes import AGAIN, IN_WORDS, LATE, MESSES, MISSING, odd_letter
from tests.reports.sample_units import Sent, sent
from tests.sample import FIXTURES

PERIODS = ("6t-2023", "nam-2023", "quy-1-2024", "6t-2024", "quy-2-2024", "nam-2024")


def main() -> None:
    """Everything, period by period: a later one shows the figures of the earlier ones."""
    office = load(FIXTURES).office
    for key in PERIODS:
        reporting_round = Round(office, FIXTURES, office.period(key))
        shutil.rmtree(reporting_round.store.place / "nhan", ignore_errors=True)
        for number, unit in enumerate(office.units(reporting_round.period.units)):
            if unit.id not in MISSING.get(key, frozenset()):
                _send(reporting_round, unit, number)
        sys.stdout.write(
            f"{key}: {len(reporting_round.collected.submissions)} đơn vị, {len(reporting_round.collected.questions)} câu hỏi\n"
        )


def _send(reporting_round: Round, unit: Agency, number: int) -> None:
    key = (reporting_round.period.id, unit.id)
    late = LATE.get(key, -(number % 6))
    day = reporting_round.period.due + timedelta(days=late)
    report = sent(unit, reporting_round.period)
    words = {} if key in IN_WORDS else report.texts
    first = Sent(report.answers, words)
    if key in AGAIN:
        draft = {**report.answers, ("ho-so-giai-quyet", "thực hiện"): 12}
        _take(reporting_round, unit, replace(first, answers=draft), day - timedelta(days=2))
    _take(reporting_round, unit, first, day)
    if key in IN_WORDS:
        head = unit.letterhead or (unit.name,)
        receive(reporting_round, odd_letter(unit.id, head, report.texts), name=f"bao cao {unit.id}.docx", day=day)


def _take(reporting_round: Round, unit: Agency, report: Sent, day: date) -> None:
    data = filled(reporting_round, unit, report, spoil=MESSES.get((reporting_round.period.id, unit.id)))
    receive(reporting_round, data, name=f"{unit.id}.xlsx", day=day)


if __name__ == "__main__":
    main()
