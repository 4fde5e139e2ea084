"""The register of outgoing papers of one body in one year (sổ đăng ký văn bản đi), in the form of Phụ lục IV of the decree.

It shows the register file, and papers that their records call issued and that were never entered: an office that
numbers by hand has a register too. Columns (8) and (9), day of dispatch and receipt, are left for the pen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Final

from pipeline.finding import Finding, Severity
from pipeline.papers.official_document import OfficialDocument
from pipeline.records.issuable import Issuable, issuable
from pipeline.records.office import Office
from pipeline.register.frozen import frozen_paper
from pipeline.register.ledger import Book, Entry, book_path, read_books
from pipeline.register.numbering import Given, gaps
from pipeline.register.register_entry import entry_of
from pipeline.register.relations import relations, remarks
from pipeline.register.series import Series, series_of
from pipeline.text import lower_first

_LAW: Final = "Đ.15.1"
_SHOWN: Final = 12


@dataclass(frozen=True, kw_only=True)
class Row:
    """One line of the register as shown; `entered`: whether it is in the register file."""

    entry: Entry
    title: str
    archive: str
    remark: str
    entered: bool

    @property
    def cells(self) -> tuple[str, ...]:
        """The ten columns of the form."""
        entry = self.entry
        day = f"{entry.day:%d/%m/%Y}"
        return (
            entry.symbol or f"{entry.number:02d}",
            day,
            self.title,
            entry.signer,
            entry.recipients,
            self.archive,
            entry.copies,
            "",
            "",
            self.remark,
        )


@dataclass(frozen=True, kw_only=True)
class OutgoingRegister:
    """The register of one body in one year: name, file, rows in the order of days and numbers, findings."""

    body: str
    name: str
    year: int
    path: Path
    rows: tuple[Row, ...]
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, kw_only=True)
class _Source:
    """What registers are made from.

    `items`: what can be issued, by id of the paper; `said`: remarks on papers, by id.
    """

    folder: Path
    office: Office
    items: Mapping[str, Issuable]
    said: Mapping[str, str]


def outgoing_registers(
    folder: Path, office: Office, documents: Iterable[OfficialDocument], *, year: int | None = None, body: str = ""
) -> tuple[OutgoingRegister, ...]:
    """Every register of an office, or those of one year or one body, by year and body."""
    papers, items = {document.id: document for document in documents}, issuable(office)
    books = {(book.year, book.body): book for book in read_books(folder)}
    entered = {entry.paper for book in books.values() for entry in book.entries}
    by_hand: dict[tuple[int, str], list[Entry]] = {}
    for item in items.values():
        if item.is_issued and item.id not in entered and item.id in papers and item.number and item.day:
            entry = entry_of(
                papers[item.id], item, number=item.number, day=item.day, sent=item.part.sent or "", noted=None
            )
            by_hand.setdefault((item.day.year, item.body), []).append(entry)
    wanted = [key for key in sorted({*books, *by_hand}) if year in {None, key[0]} and body in {"", key[1]}]
    called = _called([*books.values()], by_hand)
    said = remarks(relations(office), called)
    source = _Source(folder=folder, office=office, items=items, said=said)
    return tuple(
        _register(source, books.get(key) or _no_book(folder, key), tuple(by_hand.get(key, ()))) for key in wanted
    )


def _no_book(folder: Path, key: tuple[int, str]) -> Book:
    year, body = key
    return Book(body=body, year=year, path=book_path(folder, body, year))


def _called(books: Sequence[Book], by_hand: Mapping[tuple[int, str], Sequence[Entry]]) -> dict[str, str]:
    """The name of each paper in remarks, by id: `05/QĐ-UBND (10/11/2025)`."""
    entries = [entry for book in books for entry in book.standing]
    entries += [entry for some in by_hand.values() for entry in some]
    return {entry.paper: f"{entry.symbol or entry.number} ({entry.day:%d/%m/%Y})" for entry in entries if entry.paper}


def _register(source: _Source, book: Book, by_hand: tuple[Entry, ...]) -> OutgoingRegister:
    rows = [_row(source, entry, entered=True) for entry in book.standing]
    rows += [_row(source, entry, entered=False) for entry in by_hand]
    found = source.office.by_id.get(book.body)
    return OutgoingRegister(
        body=book.body,
        name=found.name if found else book.body,
        year=book.year,
        path=book.path,
        rows=tuple(sorted(rows, key=lambda row: (row.entry.day, row.entry.kind, row.entry.number))),
        findings=(
            *_line_findings(source, book),
            *_paper_findings(source, book, by_hand),
            *_order_findings(source, book, by_hand),
        ),
    )


def _row(source: _Source, entry: Entry, *, entered: bool) -> Row:
    said = (entry.remark, source.said.get(entry.paper, ""), "" if entered else "chưa vào sổ")
    title = f"{entry.kind[:1].upper()}{entry.kind[1:]} {lower_first(entry.subject)}".strip()
    archive = entry.archive.removeprefix("Lưu: ")
    return Row(entry=entry, title=title, archive=archive, remark="; ".join(filter(None, said)), entered=entered)


# ------------------------------------------------------------------------------------------------------------ what is wrong
def _line_findings(source: _Source, book: Book) -> Iterator[Finding]:
    file = book.path.relative_to(source.folder).as_posix()
    for line, why in book.unread.items():
        hint = "Sửa dòng ấy: các ô cách nhau bằng phím Tab, theo thứ tự của dòng đầu sổ."
        yield _finding("SDK-24", Severity.ERROR, f"Dòng này của sổ không đọc được: {why}", hint, file, line)
    for entry in book.entries:
        if not entry.sound:
            words = f"Dòng số {entry.number:02d} đã bị sửa sau khi ghi vào sổ"
            hint = "Lấy lại dòng cũ từ bản lưu của sổ; sửa đúng rồi thì xóa ô “mã kiểm” của dòng ấy."
            yield _finding("SDK-23", Severity.WARNING, words, hint, file, entry.line)


def _paper_findings(source: _Source, book: Book, by_hand: Sequence[Entry]) -> Iterator[Finding]:
    for entry in by_hand:
        words = f"“{entry.paper}” ghi đã ban hành (số {entry.number:02d}, {entry.day:%d/%m/%Y}) nhưng chưa vào sổ"
        hint = f"Vào sổ và lưu: vanthu issue THƯ_MỤC {entry.paper}"
        yield _finding(
            "SDK-25", Severity.WARNING, words, hint, source.office.files.get(source.items[entry.paper].owner, "")
        )
    for entry in book.standing:
        item = source.items.get(entry.paper)
        if entry.paper:
            yield from _frozen_findings(source, entry)
        if item is None:
            continue
        file = source.office.files.get(item.owner, "")
        if not item.is_issued:
            words = f"“{entry.paper}” đã lấy số {entry.number:02d} nhưng hồ sơ chưa ghi đã ban hành (lệnh bị ngắt giữa chừng)"
            yield _finding("SDK-26", Severity.WARNING, words, f"Chạy lại: vanthu issue THƯ_MỤC {entry.paper}", file)
        elif (item.number, item.day) != (entry.number, entry.day):
            words = f"Hồ sơ của “{entry.paper}” ghi số {item.number}, ngày {item.day:%d/%m/%Y}"
            words += f"; sổ ghi số {entry.number}, ngày {entry.day:%d/%m/%Y}"
            yield _finding("SDK-28", Severity.ERROR, words, "Sửa hồ sơ cho đúng văn bản đã phát hành.", file)


def _frozen_findings(source: _Source, entry: Entry) -> Iterator[Finding]:
    frozen = frozen_paper(source.folder, entry.paper)
    if entry.by_hand:
        return
    place = f"da-ban-hanh/{entry.paper}"
    if frozen is None:
        words = f"Không có bản lưu của “{entry.paper}” (số {entry.number:02d}) ở {place}"
        yield _finding(
            "SDK-29", Severity.WARNING, words, f"Lấy lại thư mục ấy; hoặc chạy lại: vanthu issue THƯ_MỤC {entry.paper}"
        )
    elif frozen.damaged:
        words = f"Bản lưu ở {place} không còn như khi ban hành: {', '.join(frozen.damaged)}"
        yield _finding("SDK-29", Severity.ERROR, words, "Lấy lại các tệp ấy từ bản sao lưu.")


def _order_findings(source: _Source, book: Book, by_hand: Sequence[Entry]) -> Iterator[Finding]:
    """Findings on gaps, repeated numbers and numbers against the order of days, in each series (Đ.15.1)."""
    groups: dict[Series, list[Entry]] = {}
    for entry in (*book.standing, *by_hand):
        key = series_of(source.office.settings, body=book.body, kind=entry.kind, year=book.year)
        groups.setdefault(key, []).append(entry)
    file = book.path.relative_to(source.folder).as_posix()
    for series, entries in groups.items():
        called = f"{series.name} năm {series.year}"
        ordered = sorted(entries, key=lambda entry: (entry.number, entry.day, entry.line))
        if free := gaps(Given(number=entry.number, day=entry.day, where="") for entry in ordered):
            shown = ", ".join(f"{number:02d}" for number in free[:_SHOWN]) + (" …" if len(free) > _SHOWN else "")
            hint = "Văn bản phát hành ngoài phần mềm thì ghi vào sổ; số còn trống thật thì dùng vanthu issue … --number SỐ."
            yield _finding("SDK-20", Severity.WARNING, f"{called}: thiếu số {shown}", hint, file)
        for earlier, other in pairwise(ordered):
            if earlier.number == other.number:
                words = f"{called}: số {earlier.number:02d} cấp hai lần ({_who(earlier)}; {_who(other)})"
                yield _finding(
                    "SDK-21",
                    Severity.ERROR,
                    words,
                    "Sửa một trong hai; số không được trùng trong năm.",
                    file,
                    other.line or None,
                )
            elif other.day < earlier.day:
                words = f"{called}: số {other.number:02d} ngày {other.day:%d/%m/%Y} "
                words += f"lại trước số {earlier.number:02d} ngày {earlier.day:%d/%m/%Y}"
                yield _finding(
                    "SDK-22", Severity.WARNING, words, "Kiểm tra lại số hoặc ngày.", file, other.line or None
                )


def _who(entry: Entry) -> str:
    return f"{entry.paper or entry.symbol or 'ghi tay'}, {entry.day:%d/%m/%Y}"


def _finding(
    code: str, severity: Severity, message: str, hint: str, file: str = "", line: int | None = None
) -> Finding:
    law = _LAW if code in {"SDK-20", "SDK-21", "SDK-22"} else ""
    return Finding(code=code, severity=severity, message=message, file=file or None, line=line, hint=hint, citation=law)
