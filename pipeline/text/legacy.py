"""Text in an old encoding (bảng mã cũ), TCVN3 (ABC) or VNI, recognised and converted.

Such text is Latin letters that look Vietnamese only in their own font: `Céng hßa` (TCVN3), `COÄNG HOØA` (VNI).
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain
from typing import Literal, TypeAlias

from pipeline.text.cleaning import to_nfc
from pipeline.text.syllables import is_syllable

LegacyEncoding: TypeAlias = Literal["TCVN3", "VNI"]

_ENCODINGS: tuple[LegacyEncoding, ...] = ("VNI", "TCVN3")
_UNREADABLE = "\ufffd"

# Byte by byte, as Windows-1252 shows them. Capitals other than these seven came from a font of capitals.
_TCVN3 = dict(
    zip(
        "¡¢£¤¥¦§¨©ª«¬\xad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ∙",
        "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵã",
        strict=True,
    )
)

# VNI writes a tone, or a vowel's hat and tone at once, as one more letter after the vowel.
_TONE = {"ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ù": "\u0301", "ï": "\u0323"}
_HAT = {"â": "", "à": "\u0300", "å": "\u0309", "ã": "\u0303", "á": "\u0301", "ä": "\u0323"}
_BREVE = {"ê": "", "è": "\u0300", "ú": "\u0309", "ü": "\u0303", "é": "\u0301", "ë": "\u0323"}
_SINGLE = {"ñ": "đ", "ô": "ơ", "ö": "ư", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}


def _vni_table() -> dict[str, str]:
    toned = {plain: plain for plain in "aeouy"} | {"ô": "ơ", "ö": "ư"}
    table = dict(_SINGLE)
    table |= {vowel + mark: to_nfc(read + tone) for vowel, read in toned.items() for mark, tone in _TONE.items()}
    table |= {vowel + mark: to_nfc(vowel + "\u0302" + tone) for vowel in "aeo" for mark, tone in _HAT.items()}
    table |= {"a" + mark: to_nfc("a\u0306" + tone) for mark, tone in _BREVE.items()}
    return table


_VNI = _vni_table()
_VNI_LETTER = re.compile("|".join(sorted(_VNI, key=len, reverse=True)) + r"|[^\x00-\x7f]", re.IGNORECASE)

_WORD = re.compile(f"(?:[^\\W\\d_]|[{re.escape(''.join(_TCVN3))}])+")
_ASCII_LETTER = re.compile("[A-Za-z]")
# Signs of arithmetic and of units that would read as a syllable: `a×b`, `µm`.
_SIGNS = re.compile("[A-Za-z]×[A-Za-z]|µ[A-Za-z]+")
_BEYOND_LATIN_1 = re.compile("[ăđĩũơưĂĐĨŨƠƯ\u1ea0-\u1ef9]")


def legacy_encoding(text: str) -> LegacyEncoding | None:
    """The old encoding that a text is in; None for good Vietnamese, ASCII or foreign text.

    A word speaks for an encoding when it is no Vietnamese syllable as it stands and is one when read in that encoding.
    Words in Unicode letters that neither encoding has, and words that make no sense either way (`Müller`), speak
    against both. Syllables and not letters decide, since letters such as é, ß, ô also occur in French, German or good
    Vietnamese.
    """
    votes: dict[LegacyEncoding, int] = dict.fromkeys(_ENCODINGS, 0)
    against = 0
    for spoken_for in chain.from_iterable(map(_spoken_for, to_nfc(text).split())):
        for name in spoken_for:
            votes[name] += 1
        against += not spoken_for
    likeliest = max(votes, key=lambda name: votes[name])
    return likeliest if votes[likeliest] > against else None


@lru_cache(maxsize=16384)
def _spoken_for(token: str) -> tuple[tuple[LegacyEncoding, ...], ...]:
    """For each word that tells something in a text without blanks, the encodings it speaks for; none if against both.

    Cached, since the words of office prose are few and recur.
    """
    return tuple(
        ()
        if _BEYOND_LATIN_1.search(word)
        else tuple(name for name in _ENCODINGS if is_syllable(decode_legacy(word, name).lower()))
        for word in _WORD.findall(token)
        if not (word.isascii() or not _ASCII_LETTER.search(word) or is_syllable(word) or _SIGNS.fullmatch(word))
    )


def decode_legacy(text: str, encoding: LegacyEncoding) -> str:
    """The Unicode text of a text in an old encoding, for messages. Characters that the encoding lacks give U+FFFD.

    TCVN3 had its capitals in fonts of their own, so they come out as small letters: `céng hßa` -> `cộng hòa`.
    """
    if encoding == "VNI":
        return _VNI_LETTER.sub(_read_vni, text)
    return "".join(_TCVN3.get(sign, sign if sign.isascii() else _UNREADABLE) for sign in text)


def read_legacy(text: str, encoding: LegacyEncoding) -> tuple[str, tuple[str, ...]]:
    """The Unicode text of a text in an old encoding, and the words that were converted: all but plain ASCII words.

    A word with plain capitals becomes capitals throughout: fonts of capitals had small letters in the file (`TØNH` ->
    `TỈNH`).
    """
    words: list[str] = []

    def read(found: re.Match[str]) -> str:
        word = found[0]
        if word.isascii() or _BEYOND_LATIN_1.search(word) or _SIGNS.fullmatch(word):
            return word
        plain = _ASCII_LETTER.findall(word)
        said = decode_legacy(word, encoding)
        if not plain and not (is_syllable(to_nfc(said).lower()) and (len(word) > 1 or word.isalpha())):
            return word  # a sign that stands alone: §, ©
        words.append(to_nfc(said.upper() if len(plain) > 1 and all(map(str.isupper, plain)) else said))
        return words[-1]

    reading = _WORD.sub(read, to_nfc(text))
    return reading, tuple(words)


def _read_vni(found: re.Match[str]) -> str:
    read = _VNI.get(found[0].lower(), _UNREADABLE)
    return read.upper() if found[0][0].isupper() else read
