"""Reports sent back to their units (trả lại báo cáo): a letter with the open points, and the unit's form with them marked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from pipeline.app.progress import Listener, ignore
from pipeline.app.records_lock import records_lock
from pipeline.app.report_files import WrittenFile, put_all, renewed
from pipeline.app.reporting_periods import open_round, units_named
from pipeline.filing.telling import About
from pipeline.reports.question_marks import RETURNED
from pipeline.reports.reconciling.marked_form import MarkedForm, marked_form
from pipeline.reports.reconciling.return_letter import letter_key, return_letter
from pipeline.reports.reconciling.worklist import worklist
from pipeline.reports.reporting_round import Round

_ABOUT: Final = About(
    series="BC-32",
    hint="Nếu là biểu mẫu đơn vị đã sửa và gửi lại thì nhận bằng vanthu reports collect; phần mềm không xóa tệp của bạn.",
)


@dataclass(frozen=True, kw_only=True)
class FormReturned:
    """A unit's form with its open points marked: the file, how many are marked, and why other points are not.

    `file` is None if the form could not be marked.
    """

    unit: str
    file: WrittenFile | None
    marked: int
    why: str


@dataclass(frozen=True, kw_only=True)
class ReportsReturned:
    """The period, the letters and the marked forms. A letter is a unit's id, its number of open points, and the file."""

    period: Round
    letters: tuple[tuple[str, int, WrittenFile], ...]
    forms: tuple[FormReturned, ...] = ()


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
    """Write a letter to every unit with open points (or to the units in `only`), and its form with the points marked.

    `due`: the day until which the units are to answer. `take`: as for `make_forms`. UsageError: a unit in `only` does
    not report in this period.
    """
    with records_lock(folder, on_progress):
        reporting_round = open_round(folder, period, on_progress, templates=templates)
        units = units_named(reporting_round, only)
        rows = worklist(reporting_round)
        letters, forms = [], []
        for unit in units.values():
            own = [row for row in rows if row.unit.id == unit.id and not row.of_file]
            if own and unit.id in reporting_round.collected.reported:
                marked = marked_form(reporting_round, unit, own)
                record = return_letter(reporting_round, unit, own, on=on, due=due, with_form=marked.data is not None)
                file = renewed(reporting_round, letter_key(unit.id, on), record, take=take)
                letters.append((unit.id, len(own), file))
                forms.append(_put(reporting_round, unit.id, marked))
        return ReportsReturned(period=reporting_round, letters=tuple(letters), forms=tuple(forms))


def _put(reporting_round: Round, unit: str, marked: MarkedForm) -> FormReturned:
    """Write a marked form; if somebody edited the old one, it is kept beside the new one."""
    if marked.data is None:
        return FormReturned(unit=unit, file=None, marked=0, why=marked.why)
    (file,) = put_all(reporting_round.store.place / RETURNED, [(marked.name, marked.data)], _ABOUT)
    return FormReturned(unit=unit, file=file, marked=marked.marked, why=marked.why)
