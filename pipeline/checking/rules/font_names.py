"""Names of fonts (tên phông chữ): Times New Roman and what stands in for it, symbols, fonts of the old encodings."""

from __future__ import annotations

import re
from functools import lru_cache

_NOT_LETTER = re.compile(r"[^a-z0-9]")
# Families drawn to the widths of Times New Roman, under which an office suite without it writes its PDFs.
_CLONES = ("liberationserif", "tinos", "texgyretermes", "nimbusroman", "thorndale", "timesroman")
_SYMBOLS = (
    *("symbol", "wingdings", "webdings", "msgothic", "msmincho", "segoeuisymbol", "segoeuiemoji", "dejavusans"),
    *("opensymbol", "zapfdingbats", "arialunicodems", "yugothic", "meiryo", "standardsymbols", "marlett"),
)
_FORMULAS = ("cambriamath", "latinmodernmath", "stixtwomath", "xitsmath")
_OF_OLD_ENCODING = re.compile(r"^(?:\.vn|vni[-\s]|vni$)", re.IGNORECASE)


def is_times_new_roman(font: str) -> bool:
    """Whether a font is Times New Roman, by whichever of its names (`TimesNewRomanPS-BoldMT`)."""
    return _bare(font).startswith("timesnewroman")


def is_clone(font: str) -> bool:
    """Whether a font has the widths of Times New Roman and stands in for it when a PDF is made."""
    return _bare(font).startswith(_CLONES) or _bare(font) == "times"


def is_symbol_font(font: str) -> bool:
    """Whether a font is used for signs such as ☐ and ✓."""
    return _bare(font).startswith(_SYMBOLS)


def is_formula_font(font: str) -> bool:
    """Whether a font is that of formulas."""
    return _bare(font).startswith(_FORMULAS)


@lru_cache(maxsize=512)
def is_of_old_encoding(font: str) -> bool:
    """Whether a font belongs to an encoding older than Unicode: `.VnTime` (TCVN3), `VNI-Times` (VNI)."""
    return bool(_OF_OLD_ENCODING.match(font.strip()))


@lru_cache(maxsize=512)
def _bare(font: str) -> str:
    return _NOT_LETTER.sub("", font.lower())
