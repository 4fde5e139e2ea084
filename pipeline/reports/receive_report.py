"""Taking in returned files (nhận báo cáo): a proposed file is kept as a unit's next version, or beside its versions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from pipeline.errors import Unreadable
from pipeline.intake.confined import Confined
from pipeline.records.agency import Agency
from pipeline.reports.described.keep_described import described_again
from pipeline.reports.form_layout import reading_basis
from pipeline.reports.mended_reading import Mended, mended
from pipeline.reports.opened_file import Asked, open_file
from pipeline.reports.proposal import Fate, Proposal
from pipeline.reports.report_store import Enclosed, Kept
from pipeline.reports.reporting_round import Round
from pipeline.reports.returned_form import Returned
from pipeline.reports.settling import settle
from pipeline.reports.submission import Submission

_OLDER = "bản cũ hơn"


@dataclass(frozen=True)
class Received:
    """A file that was taken in; `again`: it was kept before, and nothing new is kept."""

    submission: Submission
    again: bool = False


def receive(
    reporting_round: Round, data: bytes, *, name: str, day: date, unit: str | None = None, room: Confined | None = None
) -> Received:
    """Take in a report. Unreadable: it cannot be opened, nothing is filled in, or a person has to decide about it.

    `unit`: the id that the clerk names; without it the file must say whose it is. `room`: the separate process in
    which the file is opened (None: this process).
    """
    (proposal,) = settle(reporting_round, [open_file(reporting_round, data, name, asked=Asked(unit=unit), room=room)])
    if proposal.why is not None:
        raise proposal.why
    kept = accept(reporting_round, proposal, data, day)
    if not isinstance(kept, Submission):
        raise Unreadable(f"{name}: {proposal.opened.sort.value}, không phải báo cáo.", "Giữ kèm báo cáo của đơn vị.")
    return Received(kept, again=proposal.fate is Fate.KNOWN)


def accept(reporting_round: Round, proposal: Proposal, data: bytes, day: date) -> Submission | Enclosed | None:
    """Keep a file as it was proposed; what is kept, or None if it was kept beside before, waits or is refused."""
    opened, store = proposal.opened, reporting_round.store
    if opened.unit is None:
        return None
    unit = opened.unit
    name = true_name(opened.name, opened.ending)
    if proposal.fate is Fate.BESIDE:
        sort = _OLDER if proposal.older else opened.sort.value
        return store.keep_beside(unit.id, data, name=name, received=day, sort=sort)
    if proposal.fate is Fate.KNOWN:
        return next((version for version in store.versions(unit.id) if version.version == proposal.version), None)
    if proposal.fate is not Fate.TAKEN or opened.returned is None:
        return None
    basis = reading_basis(reporting_round.office, reporting_round.period, unit)
    return store.keep(unit.id, data, name=name, received=day, returned=opened.returned, basis=basis, word=opened.word)


def true_name(name: str, ending: str) -> str:
    """The file's name with its true ending, so that it is read again as what it is."""
    return name if not ending or PurePath(name).suffix.lower() == f".{ending}" else f"{name}.{ending}"


@dataclass(frozen=True)
class Reread:
    """A version that was read again: the kept reading (`before`, None: it was damaged) and the new one (`after`)."""

    before: Submission | None
    after: Submission
    day_lost: bool = False  # when it was received is no longer known, and the day of the file stands for it

    @property
    def changed(self) -> bool:
        """Whether the new reading differs from the kept one."""
        return self.before is None or _said(self.before) != _said(self.after)

    @property
    def what(self) -> str:
        """The difference in words."""
        if self.before is None:
            day = f"; ngày nhận không còn, lấy theo ngày của tệp {self.after.received:%d/%m/%Y}"
            day = f"{day}: sai thì sửa bằng vanthu reports redate" if self.day_lost else ""
            return f"bản kê bị sửa, đã đọc lại từ tệp gốc{day}"
        if not self.changed:
            return "không đổi"
        before, after = _figures(self.before), _figures(self.after)
        other = sum(1 for key in before.keys() & after.keys() if before[key] != after[key])
        rows = len(self.before.rows), len(self.after.rows)
        listed = f"; dòng: {rows[0]} → {rows[1]}" if self.before.rows != self.after.rows else ""
        return (
            f"số liệu: thêm {len(after.keys() - before.keys())}, bỏ {len(before.keys() - after.keys())}, đổi {other}; "
            f"đoạn văn: {len(self.before.passages)} → {len(self.after.passages)}; "
            f"câu hỏi: {len(self.before.questions)} → {len(self.after.questions)}{listed}"
        )


def _said(submission: Submission) -> tuple[object, ...]:
    return submission.figures, submission.passages, submission.questions, submission.rows


def _figures(submission: Submission) -> dict[tuple[str, str], object]:
    return {(figure.indicator, figure.column): (figure.value, figure.words) for figure in submission.figures}


def reread(reporting_round: Round, unit: Agency) -> Iterator[Reread]:
    """Read every kept version of a unit again, after the outline changed or a reading was damaged.

    Unreadable: an original file is missing, or can no longer be read as this unit's report of this period.
    """
    basis = reading_basis(reporting_round.office, reporting_round.period, unit)
    for place in reporting_round.store.version_places(unit.id):
        found = reporting_round.store.opened(place) or mended(place, reporting_round.period.id)
        kept = found.submission
        data = reporting_round.store.original(kept)
        name = PurePath(kept.file).name
        returned = described_again(reporting_round, unit, data, name)
        if returned is None:
            returned = _again(reporting_round, unit, data, name, reporting_round.store.word_of(kept))
        after = reporting_round.store.renew(kept, returned, basis)
        proved = isinstance(found, Kept) and found.proved
        yield Reread(kept if proved else None, after, day_lost=isinstance(found, Mended) and not found.sure)


def _again(reporting_round: Round, unit: Agency, data: bytes, name: str, word: bytes | None) -> Returned:
    """The new reading of a kept file, whatever doubts there were when it was accepted."""
    opened = open_file(reporting_round, data, name, asked=Asked(unit=unit.id, accepted=True), word=word)
    if opened.trouble is not None:
        raise opened.trouble
    if opened.returned is None:
        raise Unreadable(f"{name}: không còn trang nào của biểu mẫu trong đề cương.", "Kiểm tra lại đề cương.")
    return opened.returned
