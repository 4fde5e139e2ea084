"""Names of fonts (tên phông chữ): Times New Roman and what stands in for it, symbols, fonts of the old encodings."""

from __future__ import annotations

import re
from functools import lru_cache

_NOT_LETTER = re.compile(r"[^a-z0-9]")
# Families drawn to the widths of Times New Roman, under which an office suite without it writes its PDFs.
_CLONED = "Times New Roman"
_CLONES = ("liberationserif", "tinos", "texgyretermes", "nimbusroman", "thorndale", "timesroman")
_SYMBOLS = (
    *("symbol", "wingdings", "webdings", "msgothic", "msmincho", "segoeuisymbol", "segoeuiemoji", "dejavusans"),
    *("opensymbol", "zapfdingbats", "arialunicodems", "yugothic", "meiryo", "standardsymbols", "marlett"),
)
_FORMULAS = ("cambriamath", "latinmodernmath", "stixtwomath", "xitsmath")
_OF_OLD_ENCODING = re.compile(r"^(?:\.vn|vni[-\s]|vni$)", re.IGNORECASE)


def is_of_family(font: str, family: str) -> bool:
    """Whether a font is one of a family, by whichever of its names (`TimesNewRomanPS-BoldMT` of `Times New Roman`)."""
    return _bare(font).startswith(_bare(family))


def is_clone(font: str, family: str) -> bool:
    """Whether a font has the widths of another family (of Times New Roman) and stands in for it when a PDF is made."""
    return family == _CLONED and (_bare(font).startswith(_CLONES) or _bare(font) == "times")


def stands_for(font: str, family: str) -> bool:
    """Whether a font is of a family or has its widths."""
    return is_of_family(font, family) or is_clone(font, family)


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
