"""Issuing a paper (ban hành): its number from the right series, the line in the register, the frozen copy, the record.

In this order, each step whole or not at all. Nothing is issued before the line is in the register; with the line, the
number belongs to the paper: if a run is killed afterwards, the next one for the same paper completes it, and a build
reports that the paper waits for that.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Final

from pipeline.app.finished_files import Finished, finished, kept_as_finished, kept_files
from pipeline.app.issued_record import WrittenRecord, write_record, written_record
from pipeline.app.progress import Listener, ignore
from pipeline.app.records_lock import records_lock
from pipeline.app.signed_paper import unchecked_fields, with_number
from pipeline.building.prepare import chosen, house_profile, prepare_loaded
from pipeline.decree.pack_folder import shipped_templates
from pipeline.decree.profile import Profile
from pipeline.errors import Refused, UsageError
from pipeline.filing.look import Proof, digest_of, look
from pipeline.filing.writer import put, put_new
from pipeline.papers.official_document import OfficialDocument
from pipeline.papers.wording import Wording, office_wording
from pipeline.records.issuable import ISSUED, Issuable, issuable
from pipeline.register.frozen import Frozen, freeze, frozen_paper, values_of
from pipeline.register.ledger import Book, Entry, book_path, enter, read_books
from pipeline.register.numbering import Given, choose
from pipeline.register.register_entry import entry_of
from pipeline.register.series import Series, series_of
from pipeline.typeset.docx.templates import TemplateSet, office_templates
from pipeline.workspace.load import Loaded, load

_LAW: Final = (
    "Sai nội dung thì ban hành văn bản sửa đổi, thay thế; sai thể thức, kỹ thuật trình bày thì đính chính bằng "
    "công văn (Đ.18.3)."
)


@dataclass(frozen=True, kw_only=True)
class IssueOptions:
    """How to issue a paper.

    `on`: today; `number`: a free number to give in place of the next; `day`: the day of issue, by default that of the
    record, else `on`; `signed`: the PDF that the competent person has signed; `templates`: the folder of Word
    templates.
    """

    on: date
    number: int | None = None
    day: date | None = None
    signed: Path | None = None
    templates: Path = field(default_factory=shipped_templates)


@dataclass(frozen=True, kw_only=True)
class Issued:
    """A paper that was issued: its number, symbol, day and series, and the paths of register, frozen copy and record.

    `completed`: whether an earlier run that was cut off had given the number; `to_seal`: the file that the agency signs
    next; `unchecked`: the fields whose signatures could not be checked.
    """

    paper: str
    number: int
    symbol: str
    day: date
    series: str
    register: Path
    frozen: Path
    record: Path
    completed: bool = False
    to_seal: Path | None = None
    unchecked: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class _Case:
    """One paper to issue with all that issuing needs."""

    folder: Path
    output: Path
    options: IssueOptions
    loaded: Loaded
    item: Issuable
    document: OfficialDocument
    profile: Profile
    wording: Wording
    templates: TemplateSet

    def series(self, day: date) -> Series:
        """The series of the paper for a day."""
        return series_of(self.loaded.office.settings, body=self.item.body, kind=self.item.kind, year=day.year)


def issue(folder: Path, output: Path, paper: str, options: IssueOptions, *, on_progress: Listener = ignore) -> Issued:
    """Give a paper its number, enter it in the register, freeze it, and write number, day, state and digest into its record.

    Nothing else of the record changes. UsageError: no such paper, it is issued, the number or the day does not fit. Refused: the
    record has errors, the paper was not built or has changed since, or what is signed is not the paper.
    """
    with records_lock(folder, on_progress):
        case = _case(folder, output, paper, options)
        before = next((book for book in read_books(folder) if book.entry_for(paper)), None)
        frozen = frozen_paper(folder, paper)
        if frozen is not None:
            return _completed(case, frozen, before)
        return _issued(case, before)


def _case(folder: Path, output: Path, paper: str, options: IssueOptions) -> _Case:
    # A paper without a day holds what holds on the day on which it is issued.
    on = options.day or options.on
    loaded, wording = load(folder, on=on), office_wording(folder, options.templates)
    prepared = prepare_loaded(loaded, folder, wording=wording)
    found = chosen(prepared, [paper])
    if not found:
        why = next(stopped.finding for stopped in prepared.unmade if stopped.id == paper)
        raise Refused(f"Hồ sơ của “{paper}” có lỗi ở {why.where}: {why.message}", why.hint or "Sửa lỗi ấy rồi làm lại.")
    return _Case(
        folder=folder,
        output=output,
        options=options,
        loaded=loaded,
        item=issuable(loaded.office)[paper],
        document=found[0],
        profile=house_profile(loaded)[0],
        wording=wording,
        templates=office_templates(folder, options.templates),
    )


# ------------------------------------------------------------------------------------------------------------- a new one
def _issued(case: _Case, before: Book | None) -> Issued:
    """Issue a paper of which nothing is kept yet; its number may have been given by a run that was cut off."""
    given = before.entry_for(case.item.id) if before else None
    day = given.day if given else _day(case)
    _agree(case, given)
    files = finished(
        case.document,
        case.output,
        templates=case.templates,
        profile=case.profile,
        signed=case.options.signed,
        on=None if case.item.day is not None or case.item.held is not None else day,
    )
    if case.item.is_issued and isinstance(sent := case.item.part.sent, str):
        _must_be_sent(case, files, sent)
    made: list[tuple[WrittenRecord, bytes]] = []
    year = before.year if before else day.year
    entry = enter(case.folder, case.item.body, year, partial(_entered, case, files, given, day, made))
    written, final = made[-1]
    frozen = Frozen(
        paper=case.item.id,
        number=entry.number,
        symbol=entry.symbol,
        day=entry.day,
        sent=entry.sent,
        files={},
        values=values_of(written.document),
    )
    kept = freeze(case.folder, frozen, kept_files(case.item.id, files, final, written.after))
    # Before the record, by which a later run knows that nothing is left to do.
    to_seal = _into_output(files, final)
    write_record(written)
    unchecked = unchecked_fields(files.pdf) if files.signed else ()
    return replace(_result(case, kept, completed=given is not None), to_seal=to_seal, unchecked=unchecked)


def _entered(
    case: _Case, files: Finished, given: Entry | None, day: date, made: list[tuple[WrittenRecord, bytes]], book: Book
) -> Entry:
    """The register's line for the paper, made after everything that can fail was tried; nothing is written yet.

    `made` gets the record with its number, and the PDF that goes out.
    """
    series = case.series(day)
    number = given.number if given else _number(case, series, book, day)
    final = _with_number(case, files, number, day)
    digest = sha256(final).hexdigest()
    written = written_record(
        case.folder, case.loaded, case.document, _values(case.item, number, day, digest), case.wording, day
    )
    made.append((written, final))
    return entry_of(written.document, case.item, number=number, day=day, sent=digest, noted=case.options.on)


def _with_number(case: _Case, files: Finished, number: int, day: date) -> bytes:
    """The PDF that goes out, with number and day.

    A paper that was issued before this program knew of it keeps its PDF as it is.
    """
    if files.signed is None or case.item.is_issued:
        return files.pdf
    return with_number(files.pdf, files.signed, number, day)


def _number(case: _Case, series: Series, book: Book, day: date) -> int:
    """The number for a paper: the one that its record gives, the one asked for, or the next."""
    given, written = tuple(_given(case, series, book)), case.item.number
    wanted = case.options.number if written is None else written
    return choose(series, given, day, wanted, recorded=written is not None)


def _given(case: _Case, series: Series, book: Book) -> Iterator[Given]:
    """The numbers of the series that are taken: in the register, and in the records of other papers."""
    settings = case.loaded.office.settings
    entered = set()
    for entry in book.standing:
        entered.add(entry.paper)
        same = series_of(settings, body=book.body, kind=entry.kind, year=book.year) == series
        if same and entry.paper != case.item.id:
            yield Given(number=entry.number, day=entry.day, where=f"{book.path.name} dòng {entry.line}")
    for other in issuable(case.loaded.office).values():
        if other.id == case.item.id or other.id in entered or other.number is None or other.day is None:
            continue
        if series_of(settings, body=other.body, kind=other.kind, year=other.day.year) == series:
            yield Given(number=other.number, day=other.day, where=f"hồ sơ “{other.id}”")


def _day(case: _Case) -> date:
    """The day of issue. UsageError: it is to come, or it is not the one that stands on the paper."""
    item, options = case.item, case.options
    day = options.day or item.day or options.on
    if item.held is not None and day != item.held:
        raise UsageError(
            f"Biên bản không ghi ngày ban hành; ngày trong sổ là ngày họp {item.held:%d/%m/%Y}", "Bỏ --date."
        )
    if item.day is not None and day != item.day:
        raise UsageError(
            f"Hồ sơ ghi ngày ban hành {item.day:%d/%m/%Y}, lệnh ghi {day:%d/%m/%Y}",
            "Bỏ --date; hoặc sửa ngày trong hồ sơ, dựng lại và trình ký lại.",
        )
    if day > options.on:
        raise UsageError(
            f"Ngày ban hành {day:%d/%m/%Y} chưa tới (hôm nay {options.on:%d/%m/%Y})",
            "Số và ngày được cấp khi ban hành (Đ.15.2): đợi đến ngày ấy, hoặc ghi ngày khác bằng --date.",
        )
    if item.month is not None and day.replace(day=1) != item.month:
        raise UsageError(
            f"Trên văn bản in tháng {item.month:%m/%Y}, còn ngày ban hành là {day:%d/%m/%Y}",
            "Ghi ngày trong tháng ấy bằng --date; hoặc sửa “tháng ban hành” trong hồ sơ, dựng lại và trình ký lại.",
        )
    return day


def _agree(case: _Case, given: Entry | None) -> None:
    """UsageError: the command asks for another number or day than the paper has already."""
    options = case.options
    number = given.number if given else case.item.number
    day = given.day if given else None
    if options.number is not None and number is not None and options.number != number:
        where = "sổ đăng ký" if given else "hồ sơ"
        raise UsageError(f"“{case.item.id}” đã có số {number:02d} trong {where}", "Bỏ --number.")
    if day is not None and options.day is not None and options.day != day:
        raise UsageError(f"“{case.item.id}” đã lấy số ngày {day:%d/%m/%Y}", "Bỏ --date.")


def _must_be_sent(case: _Case, files: Finished, sent: str) -> None:
    if sha256(files.pdf).hexdigest() != sent.lower():
        raise Refused(
            f"Hồ sơ ghi “{case.item.id}” đã ban hành, nhưng tệp PDF không phải là tệp đã phát hành (khác mã băm)",
            "Chỉ đúng tệp đã phát hành bằng --signed TỆP.pdf.",
        )


def _values(item: Issuable, number: int, day: date, digest: str) -> dict[str, str]:
    """What is to be written into the record, by the names of its fields."""
    wanted = {
        "số": None if item.number is not None else str(number),
        "ngày ban hành": None if item.day is not None else f"{day.day}/{day.month}/{day.year}",
        "tình trạng": None if item.is_issued else ISSUED,
        "mã băm": None if (item.part.sent or "").lower() == digest else digest,
    }
    return {key: value for key, value in wanted.items() if value is not None}


# ------------------------------------------------------------------------------------------- after a run that was cut off
def _completed(case: _Case, frozen: Frozen, before: Book | None) -> Issued:
    """Complete what an earlier run left undone: the line in the register, the record. UsageError: nothing is left to do."""
    entry = before.entry_for(frozen.paper) if before else None
    if entry is not None and case.item.is_issued:
        raise UsageError(
            f"“{frozen.paper}” đã ban hành: số {frozen.number:02d}, ngày {frozen.day:%d/%m/%Y}",
            f"Bản đã ban hành ở {frozen.place}. {_LAW}",
        )
    _agree(case, entry)
    values = _values(case.item, frozen.number, frozen.day, frozen.sent)
    written = written_record(case.folder, case.loaded, case.document, values, case.wording, frozen.day)
    if entry is None:
        line = entry_of(
            written.document,
            case.item,
            number=frozen.number,
            day=frozen.day,
            sent=frozen.sent,
            noted=case.options.on,
        )
        enter(case.folder, case.item.body, frozen.day.year, partial(_restored, case, line))
    files = kept_as_finished(case.output, frozen.paper, frozen)
    to_seal = _into_output(files, files.pdf) if files else None
    write_record(written)
    unchecked = unchecked_fields(files.pdf) if files else ()
    return replace(_result(case, frozen, completed=True), to_seal=to_seal, unchecked=unchecked)


def _restored(case: _Case, line: Entry, book: Book) -> Entry:
    """The line for a frozen paper whose register was lost. UsageError: its number was given to another paper."""
    choose(
        case.series(line.day), tuple(_given(case, case.series(line.day), book)), line.day, line.number, recorded=True
    )
    return line


def _into_output(files: Finished, final: bytes) -> Path | None:
    """Put the PDF that goes out into the output folder; the file that the agency signs next, None after a hand signature.

    The PDF that the build wrote is replaced; a signed one stays, and the numbered one lies beside it.
    """
    if files.signed is None:
        return None
    replaced = put(files.place, final, Proof(frozenset({files.built_pdf})), beside=False).in_place
    if replaced or look(files.place).digest == digest_of(final):
        return files.place
    beside = files.place.with_name(f"{files.place.stem}-da-cap-so.pdf")
    put_new(beside, final)
    return beside


def _result(case: _Case, frozen: Frozen, *, completed: bool) -> Issued:
    return Issued(
        paper=frozen.paper,
        number=frozen.number,
        symbol=frozen.symbol,
        day=frozen.day,
        series=case.series(frozen.day).name,
        register=book_path(case.folder, case.item.body, frozen.day.year),
        frozen=frozen.place,
        record=case.folder / case.loaded.known[frozen.paper].file,
        completed=completed,
    )
