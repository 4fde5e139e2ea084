"""A reporting period (kỳ báo cáo): its forms and its compiled report. Intake: `report_intake`; views: `report_views`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Final

from pipeline.app.progress import Counter, Listener, Notice, ignore
from pipeline.app.receiving import guarded
from pipeline.app.records_lock import records_lock
from pipeline.app.report_files import WrittenFile, annex_texts, machine_made, put_all, renewed
from pipeline.errors import Unreadable, UsageError
from pipeline.filing.telling import About
from pipeline.finding import Severity
from pipeline.papers.wording import office_wording
from pipeline.records.agency import Agency
from pipeline.reports.compiled import annex_records, report_record
from pipeline.reports.period_letters import call_letter
from pipeline.reports.receive_report import Reread, reread
from pipeline.reports.reporting_round import Round
from pipeline.reports.submission import Submission
from pipeline.reports.unit_form import make_form
from pipeline.workspace.load import Loaded, load

_FORMS: Final = About(
    series="BC-32",
    hint="Nếu là báo cáo đơn vị gửi lại dưới tên ấy thì nhận bằng vanthu reports collect; phần mềm không xóa tệp của bạn.",
)


@dataclass(frozen=True, kw_only=True)
class FormsMade:
    """The folder of the units' forms, the forms, and the letter that asks for reports."""

    folder: Path
    forms: tuple[WrittenFile, ...]
    letter: WrittenFile


@dataclass(frozen=True, kw_only=True)
class ReportsReread:
    """The period, each kept report that was read again, and the errors of units whose reports could not be."""

    period: Round
    done: tuple[Reread, ...]
    failed: tuple[Unreadable, ...]


@dataclass(frozen=True, kw_only=True)
class Redated:
    """The period, and a version of a report with its old day and with its new day."""

    period: Round
    before: Submission
    after: Submission


@dataclass(frozen=True, kw_only=True)
class ReportCompiled:
    """The period with all that was received, the record of the compiled report, and its annexes."""

    period: Round
    report: WrittenFile
    annexes: tuple[WrittenFile, ...]


def open_round(
    folder: Path,
    period: str,
    listener: Listener = ignore,
    *,
    templates: Path | None = None,
    on: date | None = None,
) -> Round:
    """Open a period with all reports that are kept of it; with `on`, only what had come by the end of that day.

    Refused: the records have errors. UsageError: the period does not exist.
    """
    return open_folder(folder, period, listener, templates=templates, on=on)[1]


def open_folder(
    folder: Path,
    period: str,
    listener: Listener = ignore,
    *,
    templates: Path | None = None,
    on: date | None = None,
) -> tuple[Loaded, Round]:
    """Open a period as `open_round` does, together with the folder that was read.

    `templates`: a folder whose wording is used instead of the office's. Errors in records that the period does not
    use stop nothing and are told to the listener; an error in a record that it uses is raised as Refused.
    """
    loaded = load(folder)
    loaded.office.require(period)
    if errors := sum(finding.severity is Severity.ERROR for finding in loaded.findings):
        listener(Notice(f"Hồ sơ còn {errors} lỗi ở chỗ khác; xem: vanthu validate {folder}"))
    periods = {known.id: known for known in loaded.office.periods}
    if period not in periods:
        loaded.office.require_all("kỳ báo cáo")
        names = ", ".join(periods) or "chưa có hồ sơ “loại: kỳ báo cáo” nào"
        raise UsageError(f"không có kỳ báo cáo mang mã “{period}”.", f"Các kỳ: {names}.")
    wording = office_wording(folder, templates)
    for finding in wording.findings:
        listener(Notice(f"{finding.file}:{finding.line}: {finding.message}. {finding.hint}"))
    # Units and their names, and who signs, are those of the time when the reports are due.
    office, due = loaded.office, periods[period].due
    return loaded, Round(office.on(due), folder, periods[period], wording=wording, on=on, undated=office)


def make_forms(
    folder: Path,
    period: str,
    *,
    output: Path | None = None,
    only: tuple[str, ...] = (),
    take: str | None = None,
    templates: Path | None = None,
    on_progress: Listener = ignore,
) -> FormsMade:
    """Write the letter that asks for reports and a spreadsheet form for each unit, or for the units in `only`.

    `output`: the folder for the forms; without it, `bao-cao/<period>/bieu-mau`. `take`: whose wording stays where a
    person and the program changed the same place of the letter (`người`, `máy`); None leaves the question open.
    `templates`: a folder whose wording is used instead of the office's. UsageError: a unit in `only` does not report
    in this period.
    """
    with records_lock(folder, on_progress):
        reporting_round = open_round(folder, period, on_progress, templates=templates)
        place = output or reporting_round.store.place / "bieu-mau"
        units = units_named(reporting_round, only)
        counter = Counter(len(units), on_progress)

        def forms() -> Iterator[tuple[str, bytes]]:
            for unit in units.values():
                beside = reporting_round.beside(unit.id)
                yield f"{unit.id}.xlsx", make_form(reporting_round.office, reporting_round.period, unit, beside=beside)
                counter.count(unit.id)

        written = put_all(place, forms(), _FORMS)
        beside = {unit.id: reporting_round.beside(unit.id) for unit in reporting_round.units}
        record = call_letter(reporting_round.office, reporting_round.period, reporting_round.wording, beside)
        letter = renewed(reporting_round, "yeu-cau", record, take=take)
        return FormsMade(folder=place, forms=written, letter=letter)


def units_named(reporting_round: Round, only: tuple[str, ...]) -> dict[str, Agency]:
    """The units of the period by id, or only those in `only`. UsageError: one of them does not report in this period."""
    units = {unit.id: unit for unit in reporting_round.office.units(reporting_round.period.units)}
    if strangers := set(only) - units.keys():
        raise UsageError(f"không thuộc kỳ báo cáo: {', '.join(sorted(strangers))}.", "Kiểm tra lại mã đơn vị.")
    return {key: unit for key, unit in units.items() if not only or key in only}


def reread_reports(
    folder: Path, period: str, *, only: tuple[str, ...] = (), on_progress: Listener = ignore
) -> ReportsReread:
    """Read the kept reports again, of all units or of those in `only`; original files and days of receipt stay.

    A unit whose report cannot be read does not stop the others.
    """
    with records_lock(folder, on_progress):
        reporting_round = open_round(folder, period, on_progress)
        units = units_named(reporting_round, only)
        kept = [key for key in reporting_round.store.units() if key in units]
        counter = Counter(len(kept), on_progress)
        done: list[Reread] = []
        failed: list[Unreadable] = []
        for key in kept:
            found = guarded(partial(_reread, reporting_round, units[key]))
            if isinstance(found, Unreadable):
                failed.append(found)
            else:
                done += found
            counter.count(key)
        return ReportsReread(period=reporting_round, done=tuple(done), failed=tuple(failed))


def redate_report(
    folder: Path,
    period: str,
    unit: str,
    *,
    day: date,
    version: int | None = None,
    on_progress: Listener = ignore,
) -> Redated:
    """Correct the day on which a unit's report came; the old day stays on record.

    `version`: which version is meant, if there are several. UsageError: the unit or version does not exist, or there
    are several versions and none is named.
    """
    with records_lock(folder, on_progress):
        reporting_round = open_round(folder, period, on_progress)
        (agency,) = units_named(reporting_round, (unit,)).values()
        versions = {known.version: known for known in reporting_round.store.versions(agency.id)}
        if not versions:
            raise UsageError(f"{agency.name} chưa gửi báo cáo nào.", "Nhận báo cáo bằng vanthu reports collect.")
        if version is None and len(versions) > 1:
            raise UsageError(
                f"{agency.name} có {len(versions)} bản.",
                f"Ghi rõ bản nào: --version {' hoặc '.join(map(str, versions))}.",
            )
        number = next(iter(versions)) if version is None else version
        if number not in versions:
            raise UsageError(f"{agency.name} không có bản {number}.", f"Có bản: {', '.join(map(str, versions))}.")
        before = versions[number]
        after = before if before.received == day else reporting_round.store.redate(before, day)
        return Redated(period=reporting_round, before=before, after=after)


def _reread(reporting_round: Round, unit: Agency) -> tuple[Reread, ...]:
    """All versions of a unit, read again. All of them are read before this returns, so that errors are raised here."""
    return tuple(reread(reporting_round, unit))


def compile_report(
    folder: Path,
    period: str,
    *,
    on: date,
    take: str | None = None,
    templates: Path | None = None,
    on_progress: Listener = ignore,
) -> ReportCompiled:
    """Write the records of the compiled report and of its annexes, from what was received up to the day `on`.

    What people changed in the report's words stays. `take`: as for `make_forms`. Faulty: the folder would have errors
    with the new records.
    """
    with records_lock(folder, on_progress):
        reporting_round = open_round(folder, period, on_progress, templates=templates, on=on)
        texts = annex_texts(reporting_round, annex_records(reporting_round.whole))
        record = report_record(reporting_round.whole, on=on, open_points=reporting_round.open_points)
        report = renewed(reporting_round, "tong-hop", record, take=take, along=texts)
        return ReportCompiled(period=reporting_round, report=report, annexes=machine_made(reporting_round, texts))
