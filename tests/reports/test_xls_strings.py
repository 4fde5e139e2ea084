"""The table of strings of an old binary sheet is read alike wherever its records are cut."""

from __future__ import annotations

import struct

import pytest

from pipeline.reports.xls_strings import letters_with, runs_of_string, runs_of_strings

_STRUCK_FONT = 7


def _strikes(font: int) -> bool:
    return font == _STRUCK_FONT


def _struck(records: list[bytes]) -> dict[int, tuple[tuple[int, int], ...]]:
    """The strings with struck letters, and which those are."""
    found = {number: letters_with(runs, _strikes) for number, runs in enumerate(runs_of_strings(records))}
    return {number: letters for number, letters in found.items() if letters}


def _records(*strings: tuple[str, tuple[tuple[int, int], ...]], size: int) -> list[bytes]:
    """The table as Excel cuts it: letters may go on in the next record, behind an octet that says how they are kept."""
    records, here = [], struct.pack("<II", len(strings), len(strings))
    for text, runs in strings:
        wide = not text.isascii()
        head = struct.pack("<HBHI", len(text), wide | 0x0C, len(runs), 3)
        tail = b"".join(struct.pack("<HH", *run) for run in runs)
        here += head
        for letter in text:
            octets = letter.encode("utf-16-le" if wide else "latin-1")
            if len(here) + len(octets) > size:
                records.append(here)
                here = bytes([wide])
            here += octets
        for n in range(0, len(tail), 4):
            if len(here) + 4 > size:
                records.append(here)
                here = b""
            here += tail[n : n + 4]
        here += b"ext"
    return [*records, here]


_TABLE = (
    ("125", ((0, _STRUCK_FONT), (2, 5))),
    ("5 văn bản", ((2, 6),)),
    ("12 đã bỏ", ((3, _STRUCK_FONT),)),
    ("rong", ((2, _STRUCK_FONT), (2, 5))),  # a run of no letters
    ("cuoi", ((4, _STRUCK_FONT),)),  # behind the last letter
    ("het", ((0, 5), (2, _STRUCK_FONT))),
)


@pytest.mark.parametrize("size", [24, 25, 26, 27, 28, 29, 30, 31, 40, 55, 8224])
def test_strings__struck_in_part_are_found_wherever_records_are_cut(size: int) -> None:
    assert _struck(_records(*_TABLE, size=size)) == {0: ((0, 2),), 2: ((3, 8),), 5: ((2, 3),)}


def test_strings__a_table_that_is_cut_off_is_told_and_never_guessed() -> None:
    (whole,) = _records(*_TABLE, size=8224)
    for end in range(1, len(whole)):
        with pytest.raises((ValueError, struct.error)):
            runs_of_strings([whole[:end]])


def test_strings__a_workbook_without_the_table_has_none() -> None:
    assert runs_of_strings([]) == ()


def test_strings__a_cell_with_its_own_string_is_read_alike() -> None:
    head = struct.pack("<HB", 3, 0) + b"125"
    struck, plain = (runs_of_string(head + struct.pack("<HHH", 1, 0, font)) for font in (_STRUCK_FONT, 5))
    assert letters_with(struck, _strikes) == ((0, 3),)
    assert letters_with(plain, _strikes) == ()
