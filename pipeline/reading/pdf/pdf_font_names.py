"""Names of fonts in a PDF (tên phông chữ): the family, and what a name says of weight and slant."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

_SUBSET = re.compile(r"^[A-Z]{6}\+")
_STYLES = re.compile(
    r"(?:[-,](?:bold|italic|oblique|regular|roman|normal|book|semibold|demibold|demi|medium|light|black|heavy|narrow)+"
    r"|\s+(?:bold|italic|oblique|regular)+)+(?:mt)?$",
    re.IGNORECASE,
)
_MAKER = re.compile(r"(?:PSMT|PS|MT)$")
_JOINT = re.compile(r"(?<=[a-z])(?=[A-Z])")
_BOLD = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)
_ITALIC = re.compile(r"italic|oblique", re.IGNORECASE)
# Names that a program gives when it hides the real one.
_HIDDEN = re.compile(r"^(?:cidfont|glyphless|invisible|[a-z]{1,3}\d+$|[ftr]\d+[_-])", re.IGNORECASE)
_WHOLE = (".Vn", "VNI")  # fonts of the old encodings, known by their names as they are
_STANDARD = {"Times": "Times New Roman", "TimesNewRoman": "Times New Roman"}


class FontName(NamedTuple):
    """What a font's name tells: `family` is None for a name without meaning; `bold`, `italic` are then guesses."""

    family: str | None
    bold: bool
    italic: bool


@lru_cache(maxsize=512)
def read_name(name: str, own_family: str = "") -> FontName:
    """Family, weight and slant from a font's name; `own_family`: the family that the embedded font itself gives."""
    plain = _SUBSET.sub("", name).strip().replace("_", " ")
    bold, italic = bool(_BOLD.search(plain)), bool(_ITALIC.search(plain))
    stem = _STYLES.sub("", plain)
    stem = _MAKER.sub("", stem) if len(stem) > 4 else stem  # noqa: PLR2004 - a name of two letters is no mark of a maker
    if not stem or _HIDDEN.match(stem):
        return FontName(_clean(own_family), bold, italic)
    if own_family and _key(own_family) == _key(stem):
        return FontName(_clean(own_family), bold, italic)
    family = _STANDARD.get(stem.replace(" ", ""), stem)
    whole = " " in family or family.startswith(_WHOLE)
    return FontName(family if whole else _JOINT.sub(" ", family), bold, italic)


def _clean(family: str) -> str | None:
    stem = _STYLES.sub("", _SUBSET.sub("", family)).strip()
    return None if not stem or _HIDDEN.match(stem) else stem


def _key(name: str) -> str:
    return re.sub(r"[\s-]", "", name).lower()
