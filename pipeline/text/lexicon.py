"""The words of several syllables that Vietnamese has (từ ghép, từ láy): a lexicon, read when first asked for.

Vietnamese writes a space between the syllables of one word; only a lexicon tells `tích hợp` from `tích | hợp lý`.
`compounds.txt` names its source and licence at its head. `administrative_words.txt` adds what offices write and the
dictionary lacks.
"""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files

from pipeline.text.tones import normalize_tone_style

LONGEST = 3
"""Syllables of the longest entry: longer ones are phrases of words that are entries themselves."""

_FILES = ("compounds.txt", "administrative_words.txt")


@cache
def compounds() -> frozenset[str]:
    """Every word of two or three syllables, in lower case and the newer tone style, one blank between syllables."""
    folder = files("pipeline.text")
    # The lines that say where the words are from stand among them: nobody looks them up.
    return frozenset("".join(folder.joinpath(name).read_text("utf-8") for name in _FILES).split("\n"))


@lru_cache(maxsize=16_384)
def lexicon_form(text: str) -> str:
    """A text in the form of the entries. Cached, since the syllables of office prose are few and recur."""
    return normalize_tone_style(text.lower())
