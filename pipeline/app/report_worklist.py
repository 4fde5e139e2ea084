"""The worklist of a period (bảng câu hỏi): written as a spreadsheet, then read back into a record of corrections."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from pipeline.app.progress import Listener, ignore
from pipeline.app.records_lock import records_lock
from pipeline.app.report_files import WrittenFile, accept, put_all, schema_line
from pipeline.app.reporting_periods import open_round
from pipeline.errors import Faulty, UsageError
from pipeline.filing.telling import About
from pipeline.filing.writer import must_be_new
from pipeline.intake.file import read_file, shown
from pipeline.reports.reconciling.worklist import FIGURE, ROW, SEEN, Row, worklist
from pipeline.reports.reconciling.worklist_answers import Answers, decision_key, read_answers
from pipeline.reports.reconciling.worklist_sheet import worklist_sheet
from pipeline.reports.reporting_round import Round
from pipeline.reports.sheets import read_book
from pipeline.reports.typed_names import same_name
from pipeline.workspace.writing import record_text

_NAME: Final = "cau-hoi.xlsx"
_LARGEST: Final = 20 * 2**20
_ABOUT: Final = About(
    series="BC-32",
    hint="Bảng đã điền thì đọc vào hồ sơ bằng: vanthu reports worklist THƯ_MỤC KỲ --read TỆP; phần mềm không xóa tệp của bạn.",
)
_COMMENT: Final = "Ghi từ bảng câu hỏi {name}, ngày {day}."


@dataclass(frozen=True, kw_only=True)
class WorklistMade:
    """The period, the places that wait for a decision, and the spreadsheet that lists them."""

    period: Round
    rows: tuple[Row, ...]
    file: WrittenFile


@dataclass(frozen=True, kw_only=True)
class WorklistRead:
    """The period, the decisions that were read, and the record that holds them (None: there was nothing new)."""

    period: Round
    answers: Answers
    record: WrittenFile | None


def make_worklist(
    folder: Path, period: str, *, on: date, output: Path | None = None, on_progress: Listener = ignore
) -> WorklistMade:
    """Write a spreadsheet with a row for every open question of a period.

    If somebody filled in the old spreadsheet, it is kept beside the new one.
    """
    with records_lock(folder, on_progress):
        reporting_round = open_round(folder, period, on_progress)
        rows = worklist(reporting_round)
        place = output or reporting_round.store.place / _NAME
        data = worklist_sheet(rows, reporting_round.period, on=on)
        (file,) = put_all(place.parent, [(place.name, data)], _ABOUT)
        return WorklistMade(period=reporting_round, rows=rows, file=file)


def read_worklist(
    folder: Path, period: str, file: Path, *, on: date, by: str | None = None, on_progress: Listener = ignore
) -> WorklistRead:
    """Take the decisions of a filled-in worklist into a record of corrections, with the day and who decided.

    `by`: id or full name of a person; without it, the clerk of the office. Faulty: some decisions cannot be taken;
    each is told with its row, and then none is recorded. UsageError: the person does not exist.
    """
    with records_lock(folder, on_progress):
        reporting_round = open_round(folder, period, on_progress)
        person = _person(reporting_round, by)
        book = read_book(read_file(file, most=_LARGEST), shown(file.name))
        answers = read_answers(
            book, worklist(reporting_round), _recorded(reporting_round), period=period, person=person, day=on
        )
        if answers.wrong:
            raise Faulty(
                f"{len(answers.wrong)} dòng của bảng câu hỏi chưa dùng được nên chưa ghi dòng nào.",
                "Sửa các dòng trên trong bảng rồi đọc lại.",
                answers.wrong,
            )
        record = _record(reporting_round, answers)
        written = None if record is None else _written(reporting_round, record, shown(file.name), on)
        return WorklistRead(period=reporting_round, answers=answers, record=written)


def _person(reporting_round: Round, by: str | None) -> str:
    """The id of the person who decides. UsageError: the person does not exist."""
    office = reporting_round.office
    if by is None:
        if office.settings is not None and office.settings.clerk:
            return office.settings.clerk
        raise UsageError("chưa rõ ai quyết định.", "Ghi --by MÃ (mã hoặc họ tên cán bộ trong hồ sơ).")
    found = [person.id for person in office.people if person.id == by or same_name(person.name, by)]
    if len(found) != 1:
        what = "không có" if not found else f"có {len(found)}"
        raise UsageError(f"{what} cán bộ “{by}” trong hồ sơ.", "Ghi mã của cán bộ trong hồ sơ “loại: cán bộ”.")
    return found[0]


def _recorded(reporting_round: Round) -> frozenset[tuple[str, ...]]:
    """The keys of all decisions that the office's records already hold."""
    records = [record for record in reporting_round.office.corrections if record.period == reporting_round.period.id]
    figures = (
        decision_key((FIGURE, item.unit, item.indicator, item.column), item.reason)
        for record in records
        for item in record.items
    )
    seen = (
        decision_key((sort, item.unit, item.sheet, item.cell or ""), item.reason)
        for record in records
        for item in record.reviewed
        for sort in (SEEN, ROW)
    )
    return frozenset((*figures, *seen))


def _record(reporting_round: Round, answers: Answers) -> Mapping[str, Any] | None:
    """The new decisions as a record of corrections; None if there is nothing new. Known decisions are not written again."""
    if not answers.corrections and not answers.reviewed:
        return None
    period, number = reporting_round.period.id, 1
    while f"{period}-dieu-chinh-{number:03}" in reporting_round.office.by_id:
        number += 1
    said = {"điều chỉnh": list(answers.corrections), "đã xem": list(answers.reviewed)}
    return {
        "loại": "điều chỉnh số liệu",
        "mã": f"{period}-dieu-chinh-{number:03}",
        "kỳ báo cáo": period,
        **{key: items for key, items in said.items() if items},
    }


def _written(reporting_round: Round, record: Mapping[str, Any], name: str, on: date) -> WrittenFile:
    """Write the record. Faulty: the folder would have errors with it."""
    path = reporting_round.store.place / f"{str(record['mã']).removeprefix(f'{reporting_round.period.id}-')}.yaml"
    comment = _COMMENT.format(name=name, day=f"{on:%d/%m/%Y}")
    text = schema_line(reporting_round, record) + record_text(record, comment=comment)
    accept(reporting_round, {path: text})
    must_be_new(path, text.encode())
    return WrittenFile(path, "lập mới")
