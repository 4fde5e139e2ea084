"""The register as a file: numbers without a gap or a repeat whoever gives them, and what people do to a text file."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from pipeline.register.ledger import Book, Entry, book_path, enter, read_book, read_books
from tests.sample import ROOT

FUZZ = int(os.environ.get("VANTHU_FUZZ", "1"))
DAY = date(2025, 11, 10)


def _next(book: Book) -> Entry:
    number = max((entry.number for entry in book.entries), default=0) + 1
    return Entry(
        number=number,
        symbol=f"{number:02d}/TB-X",
        day=DAY,
        kind="thông báo",
        subject="về\tviệc\nnày",
        paper=f"p{number}",
    )


def give(folder: Path, count: int) -> None:
    """Give so many numbers, one after the other."""
    for _ in range(count):
        enter(folder, "ubnd-xa", 2025, _next)


@pytest.mark.slow
def test_enter__many_processes_leave_no_gap_and_no_repeat(tmp_path: Path) -> None:
    processes, each = (8, 1000) if FUZZ > 10 else (4, 12 * FUZZ)
    code = (
        f"from pathlib import Path; from tests.register.test_ledger import give; give(Path({str(tmp_path)!r}), {each})"
    )
    running = [subprocess.Popen([sys.executable, "-c", code], cwd=ROOT) for _ in range(processes)]
    assert [one.wait(timeout=900) for one in running] == [0] * processes
    book = read_book(tmp_path, "ubnd-xa", 2025)
    assert [entry.number for entry in book.entries] == list(range(1, processes * each + 1))
    assert all(entry.sound and not entry.by_hand for entry in book.entries)
    assert not book.unread


def test_enter__what_was_entered_is_read_again(tmp_path: Path) -> None:
    give(tmp_path, 2)
    (book,) = read_books(tmp_path)
    assert (book.body, book.year, book.path) == ("ubnd-xa", 2025, book_path(tmp_path, "ubnd-xa", 2025))
    assert [(one.number, one.subject, one.day, one.line) for one in book.entries] == [
        (1, "về việc này", DAY, 2),
        (2, "về việc này", DAY, 3),
    ]


@pytest.mark.parametrize("cut", range(1, 60, 7))
def test_enter__a_line_without_its_end_keeps_its_number_and_takes_no_other(tmp_path: Path, cut: int) -> None:
    give(tmp_path, 2)
    path = book_path(tmp_path, "ubnd-xa", 2025)
    torn = path.read_bytes()[:-cut]
    path.write_bytes(torn)
    assert [one.number for one in read_book(tmp_path, "ubnd-xa", 2025).entries] == [1, 2]
    give(tmp_path, 1)
    assert path.read_bytes().startswith(torn)
    assert [one.number for one in read_book(tmp_path, "ubnd-xa", 2025).entries] == [1, 2, 3]


def test_read__a_file_that_went_through_windows_is_the_same(tmp_path: Path) -> None:
    give(tmp_path, 2)
    path = book_path(tmp_path, "ubnd-xa", 2025)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert [one.sound for one in read_book(tmp_path, "ubnd-xa", 2025).entries] == [True, True]


def test_read__an_edited_line_shows_and_a_line_of_a_person_counts(tmp_path: Path) -> None:
    give(tmp_path, 1)
    path = book_path(tmp_path, "ubnd-xa", 2025)
    text = path.read_text("utf-8").replace("về việc này", "về việc khác")
    path.write_text(f"{text}2\t02/TB-X\t11/11/2025\tthông báo\tviết tay\nhai\t\t\n3\t\tngày mai\n", "utf-8")
    book = read_book(tmp_path, "ubnd-xa", 2025)
    assert [(one.number, one.sound, one.by_hand) for one in book.entries] == [(1, False, False), (2, True, True)]
    assert list(book.unread) == [4, 5]
    give(tmp_path, 1)
    assert read_book(tmp_path, "ubnd-xa", 2025).entries[-1].number == 3
