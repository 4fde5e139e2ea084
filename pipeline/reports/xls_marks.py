"""What a sheet of an old binary file (.xls) says besides its values: formats, comments, struck or raised letters, errors.

The library that reads the values tells none of it. Only the records with these marks are read (MS-XLS), from the
stream of the compound file that holds the workbook (`xls_stream`); records for the whole workbook by `xls_workbook`.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field, replace
from typing import Final

from pipeline.intake.text import from_spreadsheet, one_line
from pipeline.reports.cell_marks import Letters, Mark, SheetMarks, Spot, area
from pipeline.reports.compound_file import long_at, word_at
from pipeline.reports.truth_formulas import tokens_give_truth
from pipeline.reports.xls_stream import BOF, records, workbook_stream
from pipeline.reports.xls_strings import Runs, letters_with, runs_of_string, runs_of_strings
from pipeline.reports.xls_workbook import MORE, Workbook, string_at

_NOTE, _OBJECT, _WORDS = 0x1C, 0x5D, 0x1B6
_ROW, _COLUMNS, _MERGED, _TRUTH, _FORMULA, _SEVERAL = 0x208, 0x7D, 0xE5, 0x205, 0x06, 0xBD
_SHARED, _OWN_STRING = 0xFD, 0xD6
_CELLS: Final = frozenset({_FORMULA, _SHARED, 0x203, 0x204, _TRUTH, 0x27E, _OWN_STRING})
_BIFF8: Final = 0x600
_SHARED_FORMULA: Final = 0x4BC
_OF_ANOTHER: Final = b"\x01"
_TOKENS: Final = 22  # where a formula begins in its record, its length before it
_MOST_MERGED: Final = 5000
_ERRORS: Final = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"
}  # fmt: skip
UNREADABLE: Final = (struct.error, IndexError, ValueError, UnicodeDecodeError)


def marks_of_xls(data: bytes) -> dict[str, SheetMarks]:
    """The marks of every sheet. An error of `UNREADABLE`: the file is not laid out as it should be."""
    stream = workbook_stream(data)
    book = Workbook()
    for at, kind, record in records(stream, 0):
        if kind == BOF and at == 0 and word_at(record, 0) < _BIFF8:
            raise ValueError("older than Excel 97")
        book.take_global(kind, record)
    strings = runs_of_strings(book.strings)
    return {name: _Sheet(book, strings).marks(stream, at) for name, at in book.sheets}


@dataclass
class _Sheet:
    """The marks of a sheet, collected record by record."""

    book: Workbook
    strings: tuple[Runs, ...]
    cells: dict[Spot, Mark] = field(default_factory=dict)
    merged: dict[Spot, Spot] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    notes: dict[int, Spot] = field(default_factory=dict)
    words: dict[int, str] = field(default_factory=dict)
    shares: dict[Spot, Spot] = field(default_factory=dict)  # cells that have the formula of another one
    truths: set[Spot] = field(default_factory=set)  # cells whose formula, had by others too, says true or false
    last: Spot = (0, 0)
    thing: int = 0
    left: int = 0

    def marks(self, stream: bytes, start: int) -> SheetMarks:
        """All marks of the sheet that begins at a place of the stream."""
        for _, kind, record in records(stream, start):
            if kind in _CELLS:
                self._cell(kind, record)
            elif kind == _SEVERAL:
                self._several(record)
            elif kind in {_ROW, _COLUMNS, _MERGED}:
                self._layout(kind, record)
            elif kind == _SHARED_FORMULA:
                self.truths |= {self.last} if tokens_give_truth(record[10 : 10 + word_at(record, 8)]) else set()
            else:
                self._note(kind, record)
        for key, spot in self.notes.items():
            said = one_line(from_spreadsheet(self.words.get(key, ""))) or "(không đọc được lời)"
            self.cells[spot] = replace(self.cells.get(spot, Mark()), comment=said)
        for spot, first in self.shares.items():
            if first in self.truths:
                self.cells[spot] = replace(self.cells[spot], truth=True)
        return SheetMarks(self.cells, self.merged, frozenset(self.hidden_rows), frozenset(self.hidden_columns))

    def _cell(self, kind: int, record: bytes) -> None:
        spot = (word_at(record, 0) + 1, word_at(record, 2) + 1)
        look = self.book.look(word_at(record, 4))
        runs = self._runs(kind, record)
        struck = letters_with(runs, lambda font: self.book.font(font).struck)
        raised: Letters = letters_with(runs, lambda font: self.book.font(font).raised)
        error, truth = _said(kind, record)
        self.last = spot
        if kind == _FORMULA and record[_TOKENS : _TOKENS + 1] == _OF_ANOTHER and _is_one_or_nought(record):
            self.shares[spot] = (word_at(record, _TOKENS + 1) + 1, word_at(record, _TOKENS + 3) + 1)
        self.cells[spot] = Mark(
            struck=look.font.struck or bool(struck),
            raised=raised,
            faint=look.font.faint,
            number_format=look.number_format,
            formula=kind == _FORMULA,
            error=error,
            truth=truth,
        )

    def _runs(self, kind: int, record: bytes) -> Runs:
        if kind == _SHARED:
            return self.strings[long_at(record, 6)]
        return runs_of_string(record[6:]) if kind == _OWN_STRING else (0, ())

    def _several(self, record: bytes) -> None:
        """Read a record of several numbers side by side in a row."""
        row, first = word_at(record, 0) + 1, word_at(record, 2) + 1
        for n, at in enumerate(range(4, len(record) - 2, 6)):
            look = self.book.look(word_at(record, at))
            self.cells[row, first + n] = Mark(
                struck=look.font.struck, faint=look.font.faint, number_format=look.number_format
            )

    def _layout(self, kind: int, record: bytes) -> None:
        if kind == _ROW:
            self.hidden_rows |= {word_at(record, 0) + 1} if word_at(record, 12) & 0x20 else set()
        elif kind == _COLUMNS:
            here = range(word_at(record, 0) + 1, min(word_at(record, 2), 0xFF) + 2)
            self.hidden_columns |= set(here) if word_at(record, 8) & 1 else set()
        else:
            for at in range(2, 2 + 8 * word_at(record, 0), 8):
                top, bottom, left, right = (word_at(record, at + n) + 1 for n in (0, 2, 4, 6))
                self.merged |= area((top, left), (bottom, right), most=_MOST_MERGED)

    def _note(self, kind: int, record: bytes) -> None:
        if kind == _NOTE:
            self.notes[word_at(record, 6)] = (word_at(record, 0) + 1, word_at(record, 2) + 1)
        elif kind == _OBJECT:
            self.thing = word_at(record, 6)
        elif kind == _WORDS:
            self.left = word_at(record, 10)
        elif kind == MORE and self.left and record:
            said = string_at(record, self.left)
            self.words[self.thing] = self.words.get(self.thing, "") + said
            self.left -= len(said)


def _is_one_or_nought(record: bytes) -> bool:
    """Whether a formula's saved result is 1 or 0, as true and false are saved."""
    return len(record) > _TOKENS and struct.unpack_from("<d", record, 6)[0] in {0, 1}


def _said(kind: int, record: bytes) -> tuple[str, bool]:
    """The error that a cell shows (empty: none), and whether it holds true or false."""
    if kind == _TRUTH:
        code, is_error = record[6], bool(record[7])
    elif kind == _FORMULA and record[12:14] == b"\xff\xff" and record[6] in {1, 2}:
        code, is_error = record[8], record[6] == 2  # noqa: PLR2004 - 1: true or false, 2: an error
    elif kind == _FORMULA and _is_one_or_nought(record):
        return "", tokens_give_truth(record[_TOKENS : _TOKENS + word_at(record, _TOKENS - 2)])
    else:
        return "", False
    return (_ERRORS.get(code, "#") if is_error else ""), not is_error
