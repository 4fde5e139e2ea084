"""What a sheet of the old binary kind (.xls) says beside its values: comments of cells, and figures that are struck out.

The reader of values knows neither. Only the records that tell of them are read (MS-XLS: Note, TxO, Font, XF, the heads of
cells, the table of strings), out of the one stream of the compound file (MS-CFB) that holds the workbook.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from pipeline.intake.text import from_spreadsheet, one_line
from pipeline.reports.cell_marks import Mark, Marks
from pipeline.reports.xls_strings import is_struck_string, struck_strings

_END: Final = 0xFFFFFFFA  # from here on no number of a sector
_ENTRY: Final = 128
_STREAMS: Final = ("Workbook", "Book")
_BOF, _SHEET, _FONT, _FORMAT, _NOTE, _OBJECT, _WORDS, _MORE = 0x809, 0x85, 0x31, 0xE0, 0x1C, 0x5D, 0x1B6, 0x3C
_SEVERAL: Final = 0xBD
_STRINGS, _SHARED, _OWN_STRING = 0xFC, 0xFD, 0xD6
_CELLS: Final = frozenset({0x06, 0xFD, 0x203, 0x204, 0x205, 0x27E, 0xD6})
_STRUCK: Final = 0x08
_NO_FONT: Final = 4  # the font of this number does not exist
_BIFF8: Final = 0x600
UNREADABLE: Final = (struct.error, IndexError, ValueError, UnicodeDecodeError)


def marks_of_xls(data: bytes) -> Marks:
    """The marks of every sheet. One of `UNREADABLE`: the file is not laid out as it should be."""
    stream = _workbook(data)
    book = _Workbook()
    for at, kind, record in _records(stream, 0):
        if kind == _BOF and at == 0 and _word(record, 0) < _BIFF8:
            raise ValueError("older than Excel 97")
        book.take_global(kind, record)
    struck = struck_strings(book.strings, book.font_strikes)
    return {name: _of_sheet(book, struck, stream, at) for name, at in book.sheets}


def _word(data: bytes, at: int) -> int:
    return int.from_bytes(data[at : at + 2], "little") if at + 2 <= len(data) else _refuse()


def _long(data: bytes, at: int) -> int:
    return int.from_bytes(data[at : at + 4], "little") if at + 4 <= len(data) else _refuse()


def _refuse() -> int:
    raise ValueError("cut off")


# ------------------------------------------------------------------------------------------------------- compound file
def _workbook(data: bytes) -> bytes:
    """The stream of the workbook."""
    size, small = 1 << min(_word(data, 30), 16), 1 << min(_word(data, 32), 16)
    table = _fat(data, size)
    folder = b"".join(_chain(data, table, _long(data, 48), size, size))
    entries = [folder[at : at + _ENTRY] for at in range(0, len(folder) - _ENTRY + 1, _ENTRY)]
    named = {entry[: max(_word(entry, 64) - 2, 0)].decode("utf-16-le"): entry for entry in entries}
    entry = next(named[name] for name in _STREAMS if name in named) if named.keys() & set(_STREAMS) else b""
    start, length = _long(entry, 116), _long(entry, 120)
    if length >= _long(data, 56):
        return b"".join(_chain(data, table, start, size, size))[:length]
    root = b"".join(_chain(data, table, _long(entries[0], 116), size, size))
    minor = b"".join(_chain(data, table, _long(data, 60), size, size))
    return b"".join(_chain(root, _longs(minor), start, small, 0))[:length]


def _fat(data: bytes, size: int) -> tuple[int, ...]:
    """Which sector follows each sector."""
    places = [_long(data, 76 + 4 * n) for n in range(109)]
    more, seen = _long(data, 68), set[int]()
    while more < _END and more not in seen:
        seen.add(more)
        sector = _longs(data[size * (more + 1) : size * (more + 2)])
        places += sector[:-1]
        more = sector[-1]
    return tuple(
        one for place in places if place < _END for one in _longs(data[size * (place + 1) : size * (place + 2)])
    )


def _longs(data: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4])


def _chain(data: bytes, table: tuple[int, ...], start: int, size: int, head: int) -> Iterator[bytes]:
    """The sectors of one stream, each once."""
    seen: set[int] = set()
    while start < _END and start not in seen:
        seen.add(start)
        yield data[head + size * start : head + size * (start + 1)]
        start = table[start]


# ------------------------------------------------------------------------------------------------------------ workbook
def _records(stream: bytes, at: int) -> Iterator[tuple[int, int, bytes]]:
    """The records from a place to the end of the part that begins there."""
    depth = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield at, kind, stream[at + 4 : at + 4 + length]
        at += 4 + length
        depth += {_BOF: 1, 0x0A: -1}.get(kind, 0)
        if depth <= 0:
            return


@dataclass
class _Workbook:
    """What holds for all sheets: their names and places, fonts that strike out, and the font of each format of cells."""

    sheets: list[tuple[str, int]] = field(default_factory=list)
    fonts: list[bool] = field(default_factory=list)
    formats: list[int] = field(default_factory=list)
    strings: list[bytes] = field(default_factory=list)
    last: int = 0

    def take_global(self, kind: int, record: bytes) -> None:
        """One record of the first part."""
        if kind == _SHEET:
            self.sheets.append((_string(record[7:], record[6]), _long(record, 0)))
        elif kind == _FONT:
            self.fonts.append(bool(_word(record, 2) & _STRUCK))
        elif kind == _FORMAT:
            self.formats.append(_word(record, 0))
        elif kind == _STRINGS or (kind == _MORE and self.last == _STRINGS):
            self.strings.append(record)
            kind = _STRINGS
        self.last = kind

    def strikes(self, number: int) -> bool:
        """Whether a format of cells strikes out."""
        return self.font_strikes(self.formats[number] if number < len(self.formats) else 0)

    def font_strikes(self, font: int) -> bool:
        """Whether a font strikes out."""
        font -= font > _NO_FONT
        return font < len(self.fonts) and self.fonts[font]


def _string(data: bytes, letters: int) -> str:
    """So many letters behind the octet that says how they are kept."""
    wide = data[0] & 1
    return data[1 : 1 + letters * (1 + wide)].decode("utf-16-le" if wide else "latin-1")


def _struck_inside(book: _Workbook, strings: frozenset[int], kind: int, record: bytes) -> bool:
    """Whether a cell holds words of which some are struck out."""
    if kind == _SHARED:
        return _long(record, 6) in strings
    return kind == _OWN_STRING and is_struck_string(record[6:], book.font_strikes)


def _of_sheet(book: _Workbook, strings: frozenset[int], stream: bytes, start: int) -> dict[tuple[int, int], Mark]:
    struck: set[tuple[int, int]] = set()
    notes: dict[int, tuple[int, int]] = {}
    words: dict[int, str] = {}
    thing, left = 0, 0
    for _, kind, record in _records(stream, start):
        if kind in _CELLS and (book.strikes(_word(record, 4)) or _struck_inside(book, strings, kind, record)):
            struck.add((_word(record, 0) + 1, _word(record, 2) + 1))
        elif kind == _SEVERAL:
            first = _word(record, 2) + 1
            formats = (_word(record, at) for at in range(4, len(record) - 2, 6))
            struck |= {(_word(record, 0) + 1, first + n) for n, one in enumerate(formats) if book.strikes(one)}
        elif kind == _NOTE:
            notes[_word(record, 6)] = (_word(record, 0) + 1, _word(record, 2) + 1)
        elif kind == _OBJECT:
            thing = _word(record, 6)
        elif kind == _WORDS:
            left = _word(record, 10)
        elif kind == _MORE and left and record:
            said = _string(record, left)
            words[thing] = words.get(thing, "") + said
            left -= len(said)
    comments = {
        spot: one_line(from_spreadsheet(words.get(key, ""))) or "(không đọc được lời)" for key, spot in notes.items()
    }
    return {spot: Mark(comments.get(spot, ""), struck=spot in struck) for spot in struck | comments.keys()}
