"""The order of the Vietnamese dictionary (thứ tự từ điển): letters, then tone, syllable by syllable."""

from __future__ import annotations

import re
import unicodedata
from typing import TypeAlias

from pipeline.text.cleaning import to_nfc
from pipeline.text.syllables import TONE_MARKS

SortKey: TypeAlias = tuple[tuple[tuple[int, tuple[int, ...], int], ...], str]
"""The result of `sort_key`: comparable, hashable, picklable; its parts are private."""

# f, j, w, z are no letters of the alphabet; they stand where the Latin alphabet has them.
_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANK = {letter: rank for rank, letter in enumerate(_ALPHABET)} | {"ð": _ALPHABET.index("đ")}
_QUALITY_MARKS = "\u0306\u0302\u031b"
_TONE_OF = {mark: tone for tone, mark in enumerate(TONE_MARKS) if mark}
_NUMBER, _WORD = 0, 1
_TOKEN = re.compile(r"\d+|[^\W\d_]+")


def sort_key(text: str) -> SortKey:
    """A key for `sorted`: a ă â b c d đ e ê …, tones ngang huyền hỏi ngã sắc nặng, numbers by value and before words.

    Each syllable is compared whole (letters, then tone) before the next one, as dictionaries do: `ba ba` < `bà an`.
    Punctuation and capitals decide only between texts that are equal otherwise. NFC and NFD give the same key.
    """
    composed = to_nfc(text)
    tokens = tuple(_number(token) if token.isdecimal() else _word(token) for token in _TOKEN.findall(composed))
    return tokens, composed.swapcase()


def given_name_key(name: str) -> tuple[SortKey, SortKey]:
    """A key for `sorted` of personal names: the given name, which is the last syllable, then surname and middle names."""
    others, _, given = " ".join(name.split()).rpartition(" ")
    return sort_key(given), sort_key(others)


def _number(digits: str) -> tuple[int, tuple[int, ...], int]:
    # Length first, then the digits: the order of values, for figures of any length.
    values = tuple(int(digit) for digit in digits)
    start = next((index for index, value in enumerate(values) if value), len(values))
    return _NUMBER, (len(values) - start, *values[start:]), 0


def _word(word: str) -> tuple[int, tuple[int, ...], int]:
    ranks, tone = [], 0
    for character in word.lower():
        base, *marks = tuple(unicodedata.normalize("NFD", character))
        quality = "".join(mark for mark in marks if mark in _QUALITY_MARKS)
        tone = tone or next((_TONE_OF[mark] for mark in marks if mark in _TONE_OF), 0)
        letter = to_nfc(base + quality)
        # Letters of other scripts follow, in the order of Unicode; a foreign accent does not make another letter.
        ranks.append(_RANK.get(letter, _RANK.get(base, len(_ALPHABET) + ord(base))))
    return _WORD, tuple(ranks), tone
