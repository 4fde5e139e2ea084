"""Widths of text set in Times New Roman (độ rộng chữ).

Why a table of widths instead of the installed font: a layout must not depend on the machine. The table holds the
advance widths that Times New Roman and its metric clone Liberation Serif share; a test compares it with the installed font.
"""

from __future__ import annotations

import json
import unicodedata
from functools import cache
from importlib.resources import files

POINTS_PER_MM = 72 / 25.4
TWIPS_PER_MM = 1440 / 25.4
_DEFAULT_ADVANCE = 1024  # half an em, for the rare character outside the table


@cache
def _advances(face: str) -> tuple[dict[int, int], int]:
    table = json.loads(files("pipeline.text").joinpath("times_widths.json").read_text("utf-8"))
    return {int(code, 16): advance for code, advance in table[face].items()}, table["units_per_em"]


def text_width(text: str, size: float, *, bold: bool = False, italic: bool = False) -> float:
    """Width in points of one line of text set at `size` points."""
    face = {(False, False): "regular", (True, False): "bold", (False, True): "italic"}.get(
        (bold, italic), "bold_italic"
    )
    advances, units = _advances(face)
    composed = unicodedata.normalize("NFC", text)
    total = sum(0 if unicodedata.combining(c) else advances.get(ord(c), _DEFAULT_ADVANCE) for c in composed)
    return total * size / units
