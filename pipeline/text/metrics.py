"""Widths of text set in Times New Roman (độ rộng chữ).

Why a table of widths instead of the installed font: a layout must not depend on the machine. The table holds the
advance widths that Times New Roman and its metric clone Liberation Serif share; a test compares it with the installed font.
"""

from __future__ import annotations

import json
import unicodedata
from functools import cache
from importlib.resources import files

_DEFAULT_ADVANCE = 1024  # half an em, for the rare character outside the table


class _Advances(dict[str, int]):
    """The advance width of each character of a typeface; of one that is not in the table, computed once."""

    def __missing__(self, char: str) -> int:
        """A combining mark has no width of its own; a rare character has the usual one."""
        advance = self[char] = 0 if unicodedata.combining(char) else _DEFAULT_ADVANCE
        return advance


@cache
def _advances(face: str) -> tuple[_Advances, int]:
    table = json.loads(files("pipeline.text").joinpath("times_widths.json").read_text("utf-8"))
    advances = _Advances((chr(int(code, 16)), advance) for code, advance in table[face].items())
    advances.update(dict.fromkeys(filter(unicodedata.combining, advances), 0))
    return advances, table["units_per_em"]


def text_width(text: str, size: float, *, bold: bool = False, italic: bool = False) -> float:
    """Width in points of one line of text set at `size` points."""
    face = {(False, False): "regular", (True, False): "bold", (False, True): "italic"}.get(
        (bold, italic), "bold_italic"
    )
    advances, units = _advances(face)
    return sum(map(advances.__getitem__, unicodedata.normalize("NFC", text))) * size / units
