"""Forms that an office made itself (biểu có sẵn): tried out, taken in, and described from an example file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from pipeline.app.progress import Listener, Notice, ignore
from pipeline.app.receiving import Collected, collect_each, spread
from pipeline.app.records_lock import records_lock
from pipeline.app.reporting_periods import open_round
from pipeline.errors import Unreadable, UsageError
from pipeline.filing.writer import must_be_new
from pipeline.finding import Severity
from pipeline.intake.confined import Confined
from pipeline.intake.file import read_file, shown
from pipeline.records.office import Office
from pipeline.reports.described.keep_described import KeptForm, keep_own_form, read_own_form
from pipeline.reports.described.named_units import ConfirmedNames
from pipeline.reports.described.propose_form import propose
from pipeline.reports.described.read_described import DescribedReading
from pipeline.reports.reporting_round import Round
from pipeline.reports.sheets import read_book
from pipeline.workspace.load import load
from pipeline.workspace.writing import record_text

_SUFFIXES: Final = frozenset({".xlsx", ".xls", ".ods", ".xlsm"})
_LARGEST: Final = 100 * 2**20


@dataclass(frozen=True, kw_only=True)
class OwnFormsTaken:
    """The period, and what became of each file that was taken in."""

    period: Round
    files: Collected[KeptForm]


@dataclass(frozen=True, kw_only=True)
class OwnFormRead:
    """The period, and what a file says by the descriptions of its outline; the file is not kept."""

    period: Round
    reading: DescribedReading


@dataclass(frozen=True, kw_only=True)
class FormProposed:
    """The text of a proposed outline record for an example file, and what somebody must check before it is used."""

    text: str
    doubts: tuple[str, ...]


def describe_form(
    folder: Path, file: Path, *, output: Path | None = None, on_progress: Listener = ignore
) -> FormProposed:
    """Propose an outline record that describes an example file of this office.

    `output`: where the record is written, if given; the place must be empty. Unreadable: the file cannot be opened,
    or it holds no table. UsageError: something already lies at `output`.
    """
    loaded = load(folder)
    for finding in loaded.findings:
        if finding.severity is Severity.ERROR:
            on_progress(Notice(f"{finding.file}:{finding.line}: {finding.message}"))
    names = ConfirmedNames(loaded.office.agencies)
    with Confined() as room:
        book = room.call(read_book, read_file(file, most=_LARGEST), shown(file.name))
    proposal = propose(book, names, _ids(loaded.office).__contains__)
    if proposal is None:
        raise Unreadable(
            f"{shown(file.name)}: không thấy bảng nào có cột đơn vị, cột chỉ tiêu hoặc cột mã.",
            "Kiểm tra tiêu đề của bảng; có thể tự viết “biểu có sẵn” trong đề cương.",
        )
    head = [f"Đề xuất từ tệp {shown(file.name)}; đọc lại, sửa rồi lưu vào thư mục hồ sơ. Phần mềm chưa chắc:"]
    comment = "\n".join([*head, *(f"- {doubt}" for doubt in proposal.doubts)])
    text = record_text(proposal.record, comment=comment)
    if output is not None:
        must_be_new(output, text.encode("utf-8"))
    return FormProposed(text=text, doubts=proposal.doubts)


def _ids(office: Office) -> frozenset[str]:
    """All ids of the office that a proposal must not use again."""
    inside = (
        item.id
        for outline in office.outlines
        for items in (outline.indicators, outline.sections, outline.tables, outline.own_forms)
        for item in items
    )
    return frozenset((*office.by_id, *office.files, *inside))


def try_own_form(
    folder: Path, period: str, file: Path, *, unit: str | None = None, on_progress: Listener = ignore
) -> OwnFormRead:
    """Read a file by the descriptions of the period's outline, without keeping the file.

    Unreadable: the file cannot be opened, or matches none of the described forms. UsageError: the period does not
    exist.
    """
    reporting_round = open_round(folder, period, on_progress)
    with Confined() as room:
        data = read_file(file, most=_LARGEST)
        reading = read_own_form(reporting_round, data, name=shown(file.name), unit=unit, room=room)
    return OwnFormRead(period=reporting_round, reading=reading)


def take_own_forms(
    folder: Path,
    period: str,
    files: tuple[Path, ...],
    *,
    day: date,
    unit: str | None = None,
    on_progress: Listener = ignore,
) -> OwnFormsTaken:
    """Read files by the outline's descriptions and keep each file for every unit that it has figures of.

    A folder among `files` stands for the files in it. `unit`: whose file it is, for a file that does not say so. A
    file that cannot be read does not stop the other files. UsageError: the period does not exist, or a unit was named
    for several files.
    """
    with records_lock(folder, on_progress):
        reporting_round = open_round(folder, period, on_progress)
        chosen = tuple(spread(files, _SUFFIXES, on_progress))
        if unit is not None and len(chosen) > 1:
            raise UsageError("--unit chỉ dùng khi nhận một tệp.", "Nhận từng tệp, mỗi tệp một --unit.")

        def take(file: Path, room: Confined) -> KeptForm:
            data = read_file(file, most=_LARGEST)
            return keep_own_form(reporting_round, data, name=shown(file.name), day=day, unit=unit, room=room)

        return OwnFormsTaken(period=reporting_round, files=collect_each(chosen, take, on_progress))
