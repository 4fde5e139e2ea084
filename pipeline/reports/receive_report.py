"""Taking in one returned file (nhận báo cáo): whose it is, what it says, kept as the next version of the unit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from pipeline.errors import Unreadable
from pipeline.intake.confined import Confined
from pipeline.intake.text import one_line
from pipeline.records.agency import Agency
from pipeline.reports.described.keep_described import described_again
from pipeline.reports.form_layout import reading_basis
from pipeline.reports.identity import identify
from pipeline.reports.mended_reading import Mended, mended
from pipeline.reports.narrative import issued_by, open_letter, other_year, read_letter
from pipeline.reports.report_store import Kept
from pipeline.reports.reporting_round import Round
from pipeline.reports.returned_form import Returned, read_form
from pipeline.reports.sheets import Book, read_book
from pipeline.reports.submission import Submission


@dataclass(frozen=True)
class Received:
    """A file that was taken in; `again` when the very same file was here before and nothing was kept."""

    submission: Submission
    again: bool = False


def receive(
    reporting_round: Round, data: bytes, *, name: str, day: date, unit: str | None = None, room: Confined | None = None
) -> Received:
    """Read a file and keep it. Unreadable: the file cannot be opened, nothing is filled in, or whose report it is is not certain.

    `unit` is the unit that the clerk names; without it the file must say so itself. `room`: where the file is taken apart.
    """
    name = one_line(PurePath(name).name)
    read = _words if name.lower().endswith(".docx") else _form
    owner, returned = read(reporting_round, data, name, unit, room)
    if not (returned.figures or returned.passages or returned.questions):
        # Kept, it would stand in the place of what the unit sent before.
        raise Unreadable(
            f"{name}: {owner.name} chưa điền ô nào.",
            "Đề nghị đơn vị điền rồi gửi lại; kỳ không có số liệu thì ghi số 0.",
        )
    if (known := reporting_round.store.same(owner.id, data, returned)) is not None:
        return Received(known, again=True)
    basis = reading_basis(reporting_round.office, reporting_round.period, owner)
    return Received(reporting_round.store.keep(owner.id, data, name=name, received=day, returned=returned, basis=basis))


@dataclass(frozen=True)
class Reread:
    """A kept version read again: what was kept (`before` None where that was no longer to be believed) and what holds now."""

    before: Submission | None
    after: Submission
    day_lost: bool = False  # when it was received is no longer known, and the day of the file stands for it

    @property
    def changed(self) -> bool:
        """Whether the fresh reading says anything else than what was kept."""
        return self.before is None or _said(self.before) != _said(self.after)

    @property
    def what(self) -> str:
        """The difference in words."""
        if self.before is None:
            day = (
                f"; ngày nhận không còn, lấy theo ngày của tệp {self.after.received:%d/%m/%Y}" if self.day_lost else ""
            )
            return f"bản kê bị sửa, đã đọc lại từ tệp gốc{day}"
        if not self.changed:
            return "không đổi"
        before, after = _figures(self.before), _figures(self.after)
        other = sum(1 for key in before.keys() & after.keys() if before[key] != after[key])
        return (
            f"số liệu: thêm {len(after.keys() - before.keys())}, bỏ {len(before.keys() - after.keys())}, đổi {other}; "
            f"đoạn văn: {len(self.before.passages)} → {len(self.after.passages)}; "
            f"câu hỏi: {len(self.before.questions)} → {len(self.after.questions)}"
        )


def _said(submission: Submission) -> tuple[object, ...]:
    return submission.figures, submission.passages, submission.questions


def _figures(submission: Submission) -> dict[tuple[str, str], object]:
    return {(figure.indicator, figure.column): (figure.value, figure.words) for figure in submission.figures}


def reread(reporting_round: Round, unit: Agency) -> Iterator[Reread]:
    """Read every kept version of a unit again, after the outline changed or a kept reading was damaged.

    Unreadable: an original is gone, or it can no longer be read as this unit's report of this period.
    """
    basis = reading_basis(reporting_round.office, reporting_round.period, unit)
    for place in reporting_round.store.version_places(unit.id):
        found = reporting_round.store.opened(place) or mended(place, reporting_round.period.id)
        kept = found.submission
        data = reporting_round.store.original(kept)
        name = PurePath(kept.file).name
        returned = described_again(reporting_round, unit, data, name)
        if returned is None:
            _, returned = (_words if kept.in_words else _form)(reporting_round, data, name, unit.id, None)
        after = reporting_round.store.renew(kept, returned, basis)
        proved = isinstance(found, Kept) and found.proved
        yield Reread(kept if proved else None, after, day_lost=isinstance(found, Mended) and not found.sure)


def _form(
    reporting_round: Round, data: bytes, name: str, unit: str | None, room: Confined | None
) -> tuple[Agency, Returned]:
    book = read_book(data, name) if room is None else room.call(read_book, data, name)
    identity = identify(book, office=reporting_round.office, period=reporting_round.period, given=unit)
    if identity.unit is None:
        asked = _asked(reporting_round, book, identity.printed_for)
        raise Unreadable(f"{name}: {identity.refused}.{asked}", identity.remedy)
    beside = reporting_round.beside(identity.unit.id)
    return identity.unit, read_form(
        book, office=reporting_round.office, period=reporting_round.period, unit=identity.unit, beside=beside
    )


def _asked(reporting_round: Round, book: Book, unit: Agency | None) -> str:
    """What would be asked of the cells of a form that is not taken, so that the unit mends everything at once."""
    if unit is None:
        return ""
    office, period = reporting_round.office, reporting_round.period
    beside = reporting_round.beside(unit.id)
    questions = read_form(book, office=office, period=period, unit=unit, beside=beside).questions
    said = "; ".join(
        f"trang “{one.source.sheet}”{f' ô {one.source.cell}' if one.source.cell else ''}: “{one.text}”, {one.doubt}"
        for one in questions
    )
    return f" Tệp còn {len(questions)} chỗ phải xem lại: {said}." if questions else ""


def _words(
    reporting_round: Round, data: bytes, name: str, unit: str | None, room: Confined | None
) -> tuple[Agency, Returned]:
    letter = open_letter(data, name) if room is None else room.call(open_letter, data, name)
    units = reporting_round.office.units(reporting_round.period.units)
    owner = next((agency for agency in units if agency.id == unit), None) if unit else issued_by(letter, units)
    if owner is None:
        said = f" (ghi “{letter.issuer}”)" if letter.issuer else ""
        raise Unreadable(
            f"{name}: không rõ báo cáo của đơn vị nào{said}.", "Nhận lại với --unit MÃ của đơn vị trong kỳ báo cáo."
        )
    if (year := other_year(letter, reporting_round.period)) is not None:
        raise Unreadable(
            f"{name}: trích yếu ghi năm {year}, không phải kỳ “{reporting_round.period.name}”.",
            "Kiểm tra lại kỳ báo cáo.",
        )
    return owner, read_letter(letter, reporting_round.office.outline(reporting_round.period.outline))
