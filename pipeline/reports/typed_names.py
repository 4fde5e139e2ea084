"""Names as people type them (tên gọi), brought to one form for comparing: case, spaces, numbering, marks, tone style."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from rapidfuzz import fuzz, process

_NUMBERING: Final = re.compile(r"^\s*(?:[IVXLC]+|\d+(?:\.\d+)*|[a-zđ])\s*[.)/-]\s+", re.IGNORECASE)
_MARKS: Final = re.compile(r"[^\w%]+")
_NEAR: Final = 85.0
_CLEAR: Final = 5.0


# A form of a hundred rows names the same indicators, units and headings in each file.
@lru_cache(maxsize=1 << 14)
def plain_name(text: str) -> str:
    """A name in one form: small letters, without marks and numbering; accents stay, as they tell words apart."""
    words = _MARKS.sub(" ", _NUMBERING.sub("", unicodedata.normalize("NFC", text).lower())).split()
    return " ".join(_one_tone(word) for word in words)


def _one_tone(word: str) -> str:
    """A syllable with its tone sign at its end, so that `hòa` and `hoà` are equal."""
    bare: list[str] = []
    tones: list[str] = []
    for letter in unicodedata.normalize("NFD", word):
        (tones if letter in "\u0300\u0301\u0303\u0309\u0323" else bare).append(letter)
    return unicodedata.normalize("NFC", "".join(bare)) + "".join(sorted(tones))


def same_name(name: str, other: str) -> bool:
    """Whether two names are the same for a reader."""
    return plain_name(name) == plain_name(other)


def nearest(text: str, names: Iterable[str]) -> str | None:
    """The name that a text is most likely meant to be; None if no name or several are near. Never certain, so ask."""
    found = process.extract(plain_name(text), list(names), scorer=fuzz.ratio, processor=plain_name, limit=2)
    if not found or found[0][1] < _NEAR:
        return None
    return found[0][0] if len(found) == 1 or found[0][1] - found[1][1] >= _CLEAR else None
