"""What holds for all sheets of an old binary workbook (.xls): fonts, colours, number formats, and cell formats."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from pipeline.reports.compound_file import long_at, word_at

MORE: Final = 0x3C
_SHEET, _FONT, _FORMAT, _LOOK, _COLOURS, _STRINGS = 0x85, 0x31, 0x41E, 0xE0, 0x92, 0xFC
_STRUCK: Final = 0x08
_NO_FONT: Final = 4  # the font of this number does not exist
_FIRST_COLOUR: Final = 8
_WHITES: Final = frozenset({1, 9})
_ACCOUNT: Final = '_(* #,##0{0}_);_(* \\(#,##0{0}\\);_(* "-"_);_(@_)'
# The formats that every program knows by number (ECMA-376, 18.8.30); those of days and hours only as such.
_USUAL: Final = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?",
    13: "# ??/??", 37: "#,##0;-#,##0", 38: "#,##0;[Red]-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;[Red]-#,##0.00",
    41: _ACCOUNT.format(""), 42: _ACCOUNT.format(""), 43: _ACCOUNT.format(".00"), 44: _ACCOUNT.format(".00"),
    48: "##0.0E+0", 49: "@", **dict.fromkeys((*range(14, 23), *range(45, 48)), "yyyy"),
    **dict.fromkeys((5, 6), "#,##0"), **dict.fromkeys((7, 8), "#,##0.00"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Font:
    """What a font does to a figure: struck out, raised, its colour, white letters."""

    struck: bool = False
    raised: bool = False
    colour: int = 0
    faint: bool = False


@dataclass(frozen=True, slots=True)
class Look:
    """A cell format: its font, and how numbers are shown."""

    font: Font
    number_format: str


@dataclass
class Workbook:
    """The contents of the records before the first sheet."""

    sheets: list[tuple[str, int]] = field(default_factory=list)
    strings: list[bytes] = field(default_factory=list)
    _fonts: list[Font] = field(default_factory=list)
    _looks: list[tuple[int, int]] = field(default_factory=list)
    _formats: dict[int, str] = field(default_factory=dict)
    _colours: list[bytes] = field(default_factory=list)
    _last: int = 0

    def take_global(self, kind: int, record: bytes) -> None:
        """Read a record of the part for the whole workbook."""
        if kind == _SHEET:
            self.sheets.append((string_at(record[7:], record[6]), long_at(record, 0)))
        elif kind == _FONT:
            raised = word_at(record, 8) != 0
            self._fonts.append(Font(bool(word_at(record, 2) & _STRUCK), raised, word_at(record, 4)))
        elif kind == _FORMAT:
            self._formats[word_at(record, 0)] = string_at(record[4:], word_at(record, 2))
        elif kind == _LOOK:
            self._looks.append((word_at(record, 0), word_at(record, 2)))
        elif kind == _COLOURS:
            self._colours = [record[at : at + 3] for at in range(2, 2 + 4 * word_at(record, 0), 4)]
        elif kind == _STRINGS or (kind == MORE and self._last == _STRINGS):
            self.strings.append(record)
            kind = _STRINGS
        self._last = kind

    def look(self, number: int) -> Look:
        """A cell format by its number."""
        font, shown = self._looks[number] if number < len(self._looks) else (0, 0)
        return Look(self.font(font), self._formats.get(shown) or _USUAL.get(shown, "General"))

    def font(self, number: int) -> Font:
        """A font by its number."""
        number -= number > _NO_FONT
        found = self._fonts[number] if number < len(self._fonts) else Font()
        return Font(found.struck, found.raised, found.colour, self._is_white(found.colour))

    def _is_white(self, colour: int) -> bool:
        at = colour - _FIRST_COLOUR
        if 0 <= at < len(self._colours):
            return self._colours[at] == b"\xff\xff\xff"
        return colour in _WHITES


def string_at(data: bytes, letters: int) -> str:
    """A string of so many letters, after the octet that says how they are kept."""
    wide = data[0] & 1
    return data[1 : 1 + letters * (1 + wide)].decode("utf-16-le" if wide else "latin-1")
