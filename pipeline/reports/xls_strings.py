"""Strings of an old binary file (.xls) with several fonts: `125` of which `12` is crossed out or `5` is raised.

All strings of a workbook stand in a table (MS-XLS: SST), which goes on in further records if it is long. A string may
name a font for its letters from some place on.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from pipeline.reports.cell_marks import Letters

_WIDE, _EXTENDED, _RICH = 0x01, 0x04, 0x08
_RUN: Final = 4  # octets of one run: the letter it begins with, its font

Runs = tuple[int, tuple[tuple[int, int], ...]]
"""How many letters a string has, and each stretch of them that has a font of its own: its first letter, the font."""


def runs_of_strings(records: Iterable[bytes]) -> tuple[Runs, ...]:
    """The font runs of each string of the table, in order. ValueError: the table is cut off."""
    table = _Table(list(records))
    if not table.records:
        return ()
    count = struct.unpack_from("<I", table.take(8), 4)[0]
    return tuple(table.runs() for _ in range(count))


def runs_of_string(rest: bytes) -> Runs:
    """The font runs of a string that a cell holds itself."""
    table = _Table([rest])
    letters, kind = struct.unpack("<HB", table.take(3))
    table.skip_letters(letters, wide=kind & _WIDE)
    return letters, table.pairs(struct.unpack("<H", table.take(2))[0])


def letters_with(found: Runs, wanted: Callable[[int], bool]) -> Letters:
    """The stretches of letters with a wanted font."""
    letters, runs = found
    ends = (*(first for first, _ in runs[1:]), letters)
    return tuple((first, end) for (first, font), end in zip(runs, ends, strict=False) if first < end and wanted(font))


@dataclass
class _Table:
    """The octets of a table that goes on from record to record, and how far it was read."""

    records: list[bytes]
    record: int = 0
    at: int = 0

    def take(self, length: int) -> bytes:
        """The next octets, also over the end of a record."""
        parts: list[bytes] = []
        while length:
            part = self._here()[self.at : self.at + length]
            parts.append(part)
            self.at += len(part)
            length -= len(part)
        return b"".join(parts)

    def runs(self) -> Runs:
        """The next string: its number of letters, and each run as first letter and font."""
        letters, kind = struct.unpack("<HB", self.take(3))
        runs = struct.unpack("<H", self.take(2))[0] if kind & _RICH else 0
        more = struct.unpack("<I", self.take(4))[0] if kind & _EXTENDED else 0
        self.skip_letters(letters, wide=kind & _WIDE)
        pairs = self.pairs(runs)
        self.take(more)
        return letters, pairs

    def skip_letters(self, letters: int, *, wide: int) -> None:
        """Skip letters. If they go on in the next record, that record says anew how wide they are."""
        while letters:
            if self.at >= len(self.records[self.record]):
                wide = self.take(1)[0] & _WIDE
            here = min(letters, (len(self.records[self.record]) - self.at) // (1 + wide))
            if not here:
                raise ValueError("a letter is cut in two")
            self.at += here * (1 + wide)
            letters -= here

    def pairs(self, count: int) -> tuple[tuple[int, int], ...]:
        """The next runs."""
        found: Iterator[tuple[int, int]] = struct.iter_unpack("<HH", self.take(_RUN * count))
        return tuple(found)

    def _here(self) -> bytes:
        """The record with the next octet."""
        while self.record < len(self.records) and self.at >= len(self.records[self.record]):
            self.record, self.at = self.record + 1, 0
        if self.record >= len(self.records):
            raise ValueError("cut off")
        return self.records[self.record]
