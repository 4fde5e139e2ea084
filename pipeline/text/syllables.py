"""The written syllable (âm tiết): onset, rhyme, tone. The basis of sorting, tone marks and old encodings."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import NamedTuple

TONE_MARKS = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
"""Combining marks in the order of the dictionary: ngang, huyền, hỏi, ngã, sắc, nặng."""

_TONE_OF = {mark: tone for tone, mark in enumerate(TONE_MARKS) if mark}
_STOPPED_TONES = frozenset({TONE_MARKS.index("\u0301"), TONE_MARKS.index("\u0323")})
_STOPS = ("c", "ch", "p", "t")
_MARKED_VOWELS = "ăâêôơư"
_PLAIN_VOWELS = "aeiouy"
_FRONT_VOWELS = "eêiy"
_THREE = 3  # vowels: the tone stands on the middle one
_EITHER_PLACE = ("oa", "oe", "uy")

ONSETS = (
    *("b", "c", "ch", "d", "đ", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n"),
    *("ng", "ngh", "nh", "p", "ph", "qu", "r", "s", "t", "th", "tr", "v", "x"),
)
"""What a syllable may begin with, besides a vowel (phụ âm đầu)."""

_BEFORE_FRONT_VOWELS_ONLY = frozenset({"k", "gh", "ngh"})
_NEVER_BEFORE_FRONT_VOWELS = frozenset({"c", "ng"})

_RHYME_TABLE = """
a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
e ec em en eng eo ep et ê êch êm ên ênh êp êt êu
i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu
o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oe oen oeo oet
oc oi om on ong ooc oong op ot
ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
u ua uân uâng uât uây uc uê uêch uên uênh ui um un ung uơ up ut uy uya uych uynh uyên uyêt uyt uyu uyn
uôc uôi uôm uôn uông uôt
ư ưa ưc ưi ưng ưt ươc ươi ươm ươn ương ươp ươt ươu ưu
y ych yên yêm yêng yêt yêu ynh yt
"""
_RHYMES = frozenset(_RHYME_TABLE.split())


class Toned(NamedTuple):
    """A word taken apart: its letters without tone (`hoa`), the tone 0..5, the index of the letter that bears it."""

    letters: str
    tone: int
    place: int


def split_tone(word: str) -> Toned | None:
    """A word (NFC or NFD, any case) taken apart into letters and tone; None when two letters bear tones, as in no syllable."""
    kept: list[str] = []
    tone, place, index = 0, -1, -1
    for character in unicodedata.normalize("NFD", word):
        if found := _TONE_OF.get(character, 0):
            if tone:
                return None
            tone, place = found, index
            continue
        if not unicodedata.combining(character):
            index += 1
        kept.append(character)
    return Toned(unicodedata.normalize("NFC", "".join(kept)), tone, place)


@lru_cache(maxsize=16384)
def is_syllable(word: str) -> bool:
    """Whether Vietnamese spelling allows this word: `hoà`, `hòa`, `Nguyễn`, but not `hßa`, `cé`, `NguyÔn`.

    Cached, since the words of office prose are few and recur.
    """
    if not (word.islower() or word.isupper() or (word[:1].isupper() and word[1:].islower())):
        return False
    taken = split_tone(word.lower())
    return taken is not None and any(_fits(taken, onset) for onset in ("", *ONSETS) if taken.letters.startswith(onset))


def _fits(word: Toned, onset: str) -> bool:
    rhyme = word.letters[len(onset) :]
    if rhyme not in _RHYMES or not _spelled_before(onset, rhyme):
        return False
    if rhyme.endswith(_STOPS) and word.tone not in _STOPPED_TONES:
        return False
    return word.tone == 0 or word.place - len(onset) in _tone_places(rhyme)


def _spelled_before(onset: str, rhyme: str) -> bool:
    front = rhyme[0] in _FRONT_VOWELS
    if onset == "g":
        return not front or rhyme[0] == "i"
    return onset not in (_NEVER_BEFORE_FRONT_VOWELS if front else _BEFORE_FRONT_VOWELS_ONLY)


def _tone_places(rhyme: str) -> tuple[int, ...]:
    """Indexes of the vowels that may bear the tone; two where both styles are in use (`hòa`, `hoà`)."""
    marked = [index for index, letter in enumerate(rhyme) if letter in _MARKED_VOWELS]
    if marked:
        return (marked[-1],)
    if rhyme in _EITHER_PLACE:
        return (0, 1)
    vowels = len(rhyme) - len(rhyme.lstrip(_PLAIN_VOWELS))
    closed = len(rhyme) > vowels
    return (1,) if vowels > 1 and (closed or vowels == _THREE) else (0,)
