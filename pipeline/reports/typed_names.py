"""Names as people type them (tên gọi), brought to one form for comparing: case, spaces, numbering, marks, both tone styles."""

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
    """A name without what two people write differently; accents stay, since they tell words apart."""
    words = _MARKS.sub(" ", _NUMBERING.sub("", unicodedata.normalize("NFC", text).lower())).split()
    return " ".join(_one_tone(word) for word in words)


def _one_tone(word: str) -> str:
    """`hòa` and `hoà` are one word: the accent goes behind its letters, where its place no longer matters."""
    bare: list[str] = []
    tones: list[str] = []
    for letter in unicodedata.normalize("NFD", word):
        (tones if letter in "\u0300\u0301\u0303\u0309\u0323" else bare).append(letter)
    return unicodedata.normalize("NFC", "".join(bare)) + "".join(sorted(tones))


def same_name(one: str, other: str) -> bool:
    """Whether two names are the same to a reader."""
    return plain_name(one) == plain_name(other)


def nearest(text: str, names: Iterable[str]) -> str | None:
    """The one name that a text is clearly meant to be, or None; never a certainty, something to ask about."""
    found = process.extract(plain_name(text), list(names), scorer=fuzz.ratio, processor=plain_name, limit=2)
    if not found or found[0][1] < _NEAR:
        return None
    return found[0][0] if len(found) == 1 or found[0][1] - found[1][1] >= _CLEAR else None
