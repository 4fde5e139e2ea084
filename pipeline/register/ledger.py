"""The register as a file (sổ đăng ký văn bản đi): `so-van-ban/<year>/<body>.tsv` beside the records, a line for each number.

Tab-separated text, so that people can read it, spreadsheets open it, and version control shows what was added. Lines
are only ever appended. Each ends with a checksum of its content (`mã kiểm`): one that was edited is noticed, one that a
person wrote has none. Of two lines for one paper the later counts.

A number is given by writing its line, under a lock, in one system call, and the line is on the disk before anything is
printed with the number. A line that a power cut left without its end still takes its number, and is completed by a
second line when its paper is issued again: nothing in the file is ever dropped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Final

from pipeline.filing.locks import Purpose, only_one
from pipeline.filing.own import append_own
from pipeline.records.base import parse_date

FOLDER: Final = "so-van-ban"
_LOCK: Final = Purpose(name="lock-so", holder="Một lệnh khác")
# Eight at once, each with a thousand numbers to give: all come to their turn.
_PATIENCE: Final = 300.0
_COLUMNS: Final = (
    "số",
    "ký hiệu",
    "ngày",
    "loại",
    "trích yếu",
    "mã",
    "người ký",
    "nơi nhận",
    "lưu",
    "số bản",
    "mã băm",
    "ghi ngày",
    "ghi chú",
    "mã kiểm",
)
_HEAD: Final = "\t".join(_COLUMNS)


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One line of the register; what is not known is "". `line`: its line number in the file; `mark`: its checksum."""

    number: int
    symbol: str
    day: date
    kind: str
    subject: str
    paper: str = ""
    signer: str = ""
    recipients: str = ""
    archive: str = ""
    copies: str = ""
    sent: str = ""
    noted: str = ""
    remark: str = ""
    line: int = field(default=0, compare=False)
    mark: str = field(default="", compare=False)

    @property
    def by_hand(self) -> bool:
        """Whether a person wrote the line: it has no checksum."""
        return not self.mark

    @property
    def sound(self) -> bool:
        """Whether the checksum fits the line."""
        return self.by_hand or self.mark == _mark(_cells(self))


@dataclass(frozen=True, kw_only=True)
class Book:
    """The register of one body in one year: its entries in the order of lines, and lines that cannot be read.

    `unread`: by line number, why the line is no entry.
    """

    body: str
    year: int
    path: Path
    entries: tuple[Entry, ...] = ()
    unread: Mapping[int, str] = field(default_factory=dict)
    """Number of a line that is no entry -> why."""

    def entry_for(self, paper: str) -> Entry | None:
        """The last entry of a paper, by its id."""
        return next((entry for entry in reversed(self.entries) if entry.paper == paper), None)

    @property
    def standing(self) -> tuple[Entry, ...]:
        """The entries that count: of several for one paper the last."""
        last = {entry.paper or f" {entry.line}": entry for entry in self.entries}
        return tuple(last.values())


def book_path(folder: Path, body: str, year: int) -> Path:
    """Where the register of a body for a year is, below the folder of records."""
    return folder / FOLDER / str(year) / f"{body}.tsv"


def read_book(folder: Path, body: str, year: int) -> Book:
    """The register of one body in one year, empty where there is none."""
    path = book_path(folder, body, year)
    entries, unread = [], {}
    for line, text in _lines(path):
        found = _entry(text, line)
        if isinstance(found, Entry):
            entries.append(found)
        else:
            unread[line] = found
    return Book(body=body, year=year, path=path, entries=tuple(entries), unread=unread)


def read_books(folder: Path) -> tuple[Book, ...]:
    """Every register of the folder, by year and body."""
    files = sorted((folder / FOLDER).glob("*/*.tsv"))
    return tuple(read_book(folder, file.stem, int(file.parent.name)) for file in files if file.parent.name.isdecimal())


def only_giver(folder: Path, *, tell: Callable[[str], None] = lambda _: None) -> AbstractContextManager[None]:
    """Lock the giving of numbers in a folder of records until the block ends. UsageError: another keeps the lock for minutes."""
    return only_one(folder, _LOCK, wait=_PATIENCE, tell=tell)


def enter(folder: Path, body: str, year: int, make: Callable[[Book], Entry]) -> Entry:
    """Append the entry that `make` gives for the current register, under the lock; gives that entry."""
    with only_giver(folder):
        book = read_book(folder, body, year)
        entry = make(book)
        _add(book.path, entry)
        return entry


def _add(path: Path, entry: Entry) -> None:
    cells = _cells(entry)
    line = "\t".join((*cells, _mark(cells)))
    there = _content(path)
    if not there:
        append_own(path, f"{_HEAD}\n{line}\n", durable=True)
    else:
        append_own(path, f"{'' if there.endswith(chr(10)) else chr(10)}{line}\n", durable=True)


def _content(path: Path) -> str | None:
    try:
        with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
            return file.read()
    except FileNotFoundError:
        return None


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    """The lines of a register file that should be entries, with their line numbers."""
    for line, words in enumerate((_content(path) or "").split("\n"), start=1):
        if words.strip() and words.split("\t", 1)[0].strip().lower() != _COLUMNS[0]:
            yield line, words.rstrip("\r")


def _cells(entry: Entry) -> tuple[str, ...]:
    values = (
        f"{entry.number:02d}",
        entry.symbol,
        f"{entry.day:%d/%m/%Y}",
        entry.kind,
        entry.subject,
        entry.paper,
        entry.signer,
        entry.recipients,
        entry.archive,
        entry.copies,
        entry.sent,
        entry.noted,
        entry.remark,
    )
    return tuple(" ".join(value.split()) for value in values)


def _mark(cells: tuple[str, ...]) -> str:
    return sha256("\t".join(cells).encode()).hexdigest()[:16]


# Whoever gives a thousand numbers reads the same lines a thousand times.
@lru_cache(maxsize=1 << 15)
def _entry(text: str, line: int) -> Entry | str:
    """The entry that a line gives, or why it is none. Missing cells at its end are allowed: people leave them out."""
    cells = [cell.strip() for cell in text.split("\t")]
    cells += [""] * (len(_COLUMNS) - len(cells))
    if len(cells) > len(_COLUMNS):
        return f"có {len(cells)} ô, sổ có {len(_COLUMNS)} cột"
    number, symbol, day, *rest, mark = cells
    if not (number.isascii() and number.isdecimal()):
        return f"cột “số” ghi “{number}”, cần một số"
    try:
        read = parse_date(day)
    except ValueError:
        read = day
    if not isinstance(read, date):
        return f"cột “ngày” ghi “{day}”, cần ngày dạng 15/03/2024"
    kind, subject, paper, signer, recipients, archive, copies, sent, noted, remark = rest
    return Entry(
        number=int(number),
        symbol=symbol,
        day=read,
        kind=kind,
        subject=subject,
        paper=paper,
        signer=signer,
        recipients=recipients,
        archive=archive,
        copies=copies,
        sent=sent,
        noted=noted,
        remark=remark,
        line=line,
        mark=mark,
    )
